"""How like two words are in meaning, by static word vectors: "killed" and "died", "Italy" and "Italian".

The vectors are those of WordLlama (D. L. Miller, MIT licence): 256 numbers for each of 32,000 pieces of words; a
word's vector is the mean of its pieces'. The package ships them; nothing is downloaded.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

NOISE = 0.25  # words without any relation are about so alike
DIMENSIONS = 128  # of 256: the model is trained so that the first ones can stand alone (Matryoshka)
_LIKE_NOTHING = 0  # the row of a word that has no vector
_LIMIT = 200_000  # words whose vectors are kept
Matrix = npt.NDArray[np.float32]


class WordVectors:
    """Vectors of words, looked up once each. Thread-safe. Raises ModelError if the package is not installed."""

    def __init__(self) -> None:
        from safetensors.numpy import load_file  # noqa: PLC0415 - half a second that a command without questions saves
        from tokenizers import Tokenizer  # noqa: PLC0415

        spec = find_spec("wordllama")
        if spec is None or not spec.submodule_search_locations:
            raise ModelError("the word vectors are not installed: pip install wordllama")
        folder = Path(spec.submodule_search_locations[0])
        self._pieces = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
        (self._table,) = load_file(str(folder / "weights" / "l2_supercat_256.safetensors")).values()
        self._lock = threading.Lock()
        self._row: dict[str, int] = {}
        self._vectors = np.zeros((1024, DIMENSIONS), dtype=np.float32)

    def rows(self, words: Iterable[str]) -> list[int]:
        """The rows of the words' vectors."""
        wanted = list(words)
        if any(word not in self._row for word in wanted):
            with self._lock:
                self._add([word for word in dict.fromkeys(wanted) if word not in self._row])
        return [self._row.get(word, _LIKE_NOTHING) for word in wanted]

    def likeness(self, wanted: Sequence[str], rows: npt.ArrayLike) -> Matrix:
        """Cosines of the ``wanted`` words with the words of the rows: shape (len(wanted), len(rows))."""
        own = self.rows(wanted)  # may move the table: before it is read
        like: Matrix = self._vectors[own] @ self._vectors[np.asarray(rows)].T
        return like

    def _add(self, words: Sequence[str]) -> None:
        """Keep the vectors of new words: the words of strangers must not fill the memory."""
        new = words[: _LIMIT - len(self._row)]
        if not new:
            return
        first = len(self._row) + 1
        while first + len(new) > len(self._vectors):
            self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])
        pieces = [one.ids for one in self._pieces.encode_batch_fast(new, add_special_tokens=False)]
        whole = [at for at, ids in enumerate(pieces) if ids]
        if whole:
            starts = np.cumsum([0, *(len(pieces[at]) for at in whole[:-1])])
            table = self._table[list(chain.from_iterable(pieces)), :DIMENSIONS].astype(np.float32)
            sums = np.add.reduceat(table, starts, axis=0)  # a mean but for its length, which does not matter
            norms = np.linalg.norm(sums, axis=1, keepdims=True)
            self._vectors[[first + at for at in whole]] = sums / np.where(norms > 0, norms, 1.0)
        self._row |= {word: row for row, word in enumerate(new, first)}  # last: others read without the lock


@cache
def word_vectors() -> WordVectors:
    """The vectors, loaded at first use."""
    return WordVectors()
