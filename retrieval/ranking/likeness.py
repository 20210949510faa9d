"""How like two words are in meaning, by static word vectors: "killed" and "died", "Italy" and "Italian".

The vectors are those of WordLlama (D. L. Miller, MIT licence): 256 numbers for each of 32,000 pieces of words; a
word's vector is the mean of its pieces'. The package ships them; nothing is downloaded.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

NOISE = 0.25  # words without any relation are about so alike
DIMENSIONS = 128  # of 256: the model is trained so that the first ones can stand alone (Matryoshka)
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
        found = [self._row.get(word, -1) for word in wanted]
        if -1 in found:
            with self._lock:
                found = [self._added(word) if row < 0 else row for word, row in zip(wanted, found, strict=True)]
        return found

    def likeness(self, wanted: Sequence[str], rows: npt.ArrayLike) -> Matrix:
        """Cosines of the ``wanted`` words with the words of the rows: shape (len(wanted), len(rows))."""
        own = self.rows(wanted)  # may move the table: before it is read
        like: Matrix = self._vectors[own] @ self._vectors[np.asarray(rows)].T
        return like

    def _added(self, word: str) -> int:
        row = self._row.get(word)
        if row is not None:
            return row
        if len(self._row) >= _LIMIT:  # the words of strangers must not fill the memory
            return 0
        row = len(self._row) + 1  # row 0 is like nothing
        if row == len(self._vectors):
            self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])
        ids = self._pieces.encode(word, add_special_tokens=False).ids
        vector = (
            self._table[ids, :DIMENSIONS].astype(np.float32).mean(axis=0) if ids else np.zeros(DIMENSIONS, np.float32)
        )
        norm = float(np.linalg.norm(vector))
        self._vectors[row] = vector / norm if norm else vector
        self._row[word] = row
        return row


@cache
def word_vectors() -> WordVectors:
    """The vectors, loaded at first use."""
    return WordVectors()
