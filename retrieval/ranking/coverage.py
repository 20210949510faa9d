"""How much of a question's words stands in the texts of its candidates: by stem, by likeness of meaning, misspelt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from retrieval.question.words import FILLER
from retrieval.ranking.likeness import NOISE, word_vectors
from retrieval.ranking.stemming import split, stem_of

_LIKE = 0.9  # what a word that is like one of the question's counts for at most
_TYPED_LETTERS = 5  # shorter words are not taken for misspelt ones
_LONG_WORD = 8  # two slips are forgiven from here on, one below
_KNOWN = 0.9  # what a term loses that is met already
_SHORT = 2  # letters of words that are not compared
Values = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, its stem, and how rare that is in the corpus (0 to 1)."""

    word: str
    stem: str
    rarity: float


@dataclass(frozen=True, slots=True)
class ContentWords:
    """A text as its words, their stems, and the words that are compared in meaning."""

    words: frozenset[str]
    stems: frozenset[str]
    compared: tuple[str, ...]


def terms_in(words: str, rarity: Mapping[str, float]) -> tuple[Term, ...]:
    """The content words of a question, one for each stem. ``rarity`` is that of each stem."""
    found: dict[str, Term] = {}
    for word in split(words):
        stem = stem_of(word)
        if word not in FILLER and stem:
            found.setdefault(stem, Term(word, stem, rarity.get(stem, 1.0)))
    return tuple(found.values())


class Coverage:
    """A question's terms against texts. Of each text it is worked out once, all likenesses in one product."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._row: dict[str, int] = {}
        self._met = np.zeros((0, len(terms)), dtype=np.float32)

    def prepare(self, texts: Iterable[str]) -> None:
        """Work out how well the terms are met in texts, all likenesses in one product, before it is asked for."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._row]
        if not fresh:
            return
        met = self._met_by([content_words(text) for text in fresh])
        self._row |= {text: len(self._met) + i for i, text in enumerate(fresh)}
        self._met = np.vstack([self._met, met])

    def met(self, text: str) -> Values:
        """For each term how well it is met in a text: 1 by its own stem, less by a word that is like it."""
        self.prepare([text])
        row: Values = self._met[self._row[text]]
        return row

    def met_in(self, groups: Sequence[Sequence[str]]) -> Values:
        """For each group of texts, none of them empty, the best that each term is met in one: shape (groups, terms)."""
        texts = list(chain.from_iterable(groups))
        self.prepare(texts)
        starts = np.cumsum([0, *map(len, groups[:-1])])
        best: Values = np.maximum.reduceat(self._met[[self._row[text] for text in texts]], starts, axis=0)
        return best

    def of(self, words: Iterable[Term]) -> "Part":
        """The part of it that some of its terms are."""
        stems = {term.stem for term in words}
        return Part(self, [i for i, term in enumerate(self._terms) if term.stem in stems], self._terms)

    def _met_by(self, words: Sequence[ContentWords]) -> Values:
        """A row for each text, a column for each term."""
        exact = np.array([[term.stem in one.stems for term in self._terms] for one in words], dtype=np.float32)
        met = exact.reshape(len(words), len(self._terms))
        if not met.size:
            return met
        worded = [i for i, one in enumerate(words) if one.compared]
        if worded:
            met[worded] = np.maximum(met[worded], self._likeness([words[i].compared for i in worded]))
        unheard = [(i, term) for i, term in enumerate(self._terms) if term.rarity >= 1]
        present = frozenset[str]().union(*(one.words for one in words)) if unheard else frozenset[str]()
        for i, term in unheard:
            meant = {other for other in present if other[0] == term.word[0] and _is_misspelt(term.word, other)}
            slips = [exact < 1 and not meant.isdisjoint(one.words) for exact, one in zip(met[:, i], words, strict=True)]
            met[slips, i] = _LIKE
        return met

    def _likeness(self, texts: Sequence[Sequence[str]]) -> Values:
        """What the word of each text that is most like a term counts for: shape (texts, terms)."""
        rows = word_vectors().rows(chain.from_iterable(texts))  # of all texts at once: new words cost by the call
        different, place = np.unique(rows, return_inverse=True)
        like = word_vectors().likeness([term.word for term in self._terms], different)
        scaled = np.clip((like - NOISE) / (1 - NOISE), 0.0, 1.0).astype(np.float32) * np.float32(_LIKE)
        starts = np.cumsum([0, *map(len, texts[:-1])])
        best: Values = np.maximum.reduceat(scaled.T[place], starts, axis=0)
        return best


class Part:
    """Some of a question's terms against texts."""

    def __init__(self, whole: Coverage, places: Sequence[int], terms: Sequence[Term]) -> None:
        self._whole = whole
        self._places = np.array(places, dtype=np.int64)
        self._rarity = np.array([terms[i].rarity for i in places], dtype=np.float32)
        self._total = float(self._rarity.sum())

    def __len__(self) -> int:
        return len(self._places)

    def met(self, text: str) -> Values:
        """As ``Coverage.met``, for these terms."""
        met: Values = self._whole.met(text)[self._places]
        return met

    def met_in(self, groups: Sequence[Sequence[str]]) -> Values:
        """As ``Coverage.met_in``, for these terms."""
        met: Values = self._whole.met_in(groups)[:, self._places]
        return met

    def share(self, met: Values) -> float:
        """How much of the terms is met, weighted by their rarity, between 0 and 1."""
        return float(self.shares(met[np.newaxis])[0])

    def shares(self, met: Values) -> Values:
        """The same for each row of ``met``, which has the shape (n, terms)."""
        if self._total:
            shares: Values = np.einsum("nt,t->n", met, self._rarity) / self._total  # BLAS starts threads for it
            return shares
        if not len(self):
            return np.zeros(len(met), dtype=np.float32)
        means: Values = met.mean(axis=1)  # a corpus so small that all its words are as common
        return means

    def share_beyond(self, met: Values, already: Values) -> float:
        """The same, where terms count little that are met ``already``, such as those of the title."""
        weight = self._rarity * (1 - _KNOWN * already)
        total = float(weight.sum())
        return float(weight @ met) / total if total else 0.0

    def rarest(self, met: Values) -> Values:
        """How well the rarest term is met, for each row of ``met``."""
        rarest: Values = met[..., int(np.argmax(self._rarity))] if len(self) else np.zeros(met.shape[:-1], np.float32)
        return rarest

    def weakest(self, met: Values, rare: float) -> Values:
        """The least that any term of at least the rarity ``rare`` is met, for each row; 1 where there is none."""
        least: Values = met[..., self._rarity >= rare].min(axis=-1, initial=1.0)
        return least


@lru_cache(maxsize=20_000)
def content_words(text: str) -> ContentWords:
    """The words of a text and their stems. Function words and the shortest are not compared in meaning."""
    words = frozenset(split(text))
    compared = tuple(word for word in words if len(word) > _SHORT and word not in FILLER)
    return ContentWords(words, frozenset(map(stem_of, words)), compared)


def _is_misspelt(word: str, other: str) -> bool:
    """Whether a word that the corpus does not have is another of its first letter but for a slip, in either number.

    Whole words are compared: the stems of "condoms" and "condolences" differ by a letter too.
    """
    if min(len(word), len(other)) < _TYPED_LETTERS:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few questions misspell a word

    typed, written = word.removesuffix("s"), other.removesuffix("s")
    slips = 1 if len(typed) < _LONG_WORD else 2
    return OSA.distance(typed, written, score_cutoff=slips) <= slips
