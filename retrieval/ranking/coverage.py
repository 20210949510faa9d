"""How much of a question's words stands in the texts of its candidates: by stem, by likeness of meaning, misspelt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    """A text as the stems of its words and the rows of their vectors."""

    stems: frozenset[str]
    rows: tuple[int, ...]


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
        self._met: dict[str, Values] = {}
        self._columns: dict[int, int] = {}
        self._like = np.zeros((len(terms), 0), dtype=np.float32)

    def prepare(self, texts: Iterable[str]) -> None:
        """Work out how well the terms are met in texts, all likenesses in one product, before it is asked for."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._met]
        words = [content_words(text) for text in fresh]
        self._compare({row for one in words for row in one.rows})
        self._met |= zip(fresh, self._met_by(words, fresh), strict=True)

    def met(self, text: str) -> Values:
        """For each term how well it is met in a text: 1 by its own stem, less by a word that is like it."""
        if text not in self._met:
            self.prepare([text])
        return self._met[text]

    def of(self, words: Iterable[Term]) -> "Part":
        """The part of it that some of its terms are."""
        stems = {term.stem for term in words}
        return Part(self, [i for i, term in enumerate(self._terms) if term.stem in stems], self._terms)

    def _compare(self, wanted: Iterable[int]) -> None:
        rows = [row for row in wanted if row not in self._columns]
        if not rows or not self._terms:
            return
        self._columns |= {row: len(self._columns) + i for i, row in enumerate(rows)}
        like = word_vectors().likeness([term.word for term in self._terms], rows)
        scaled = np.clip((like - NOISE) / (1 - NOISE), 0.0, 1.0) * _LIKE
        self._like = np.hstack([self._like, scaled.astype(np.float32)])

    def _met_by(self, words: Sequence[ContentWords], texts: Sequence[str]) -> Values:
        """A row for each text, a column for each term."""
        exact = np.array([[term.stem in one.stems for term in self._terms] for one in words], dtype=np.float32)
        met = exact.reshape(len(words), len(self._terms))
        if not met.size:
            return met
        worded = [i for i, one in enumerate(words) if one.rows]
        columns = [self._columns[row] for i in worded for row in words[i].rows]
        starts = np.cumsum([0, *(len(words[i].rows) for i in worded[:-1])])
        if worded:
            like = np.maximum.reduceat(self._like[:, columns], starts, axis=1)
            met[worded] = np.maximum(met[worded], like.T)
        for i, term in enumerate(self._terms):
            if term.rarity >= 1:
                slips = [
                    exact < 1 and _is_misspelt(term.word, split(text))
                    for exact, text in zip(met[:, i], texts, strict=True)
                ]
                met[slips, i] = _LIKE
        return met


class Part:
    """Some of a question's terms against texts."""

    def __init__(self, whole: Coverage, places: Sequence[int], terms: Sequence[Term]) -> None:
        self._whole = whole
        self._places = np.array(places, dtype=np.int64)
        self._rarity = np.array([terms[i].rarity for i in places], dtype=np.float32)
        self._total = float(self._rarity.sum())

    def met(self, text: str) -> Values:
        """As ``Coverage.met``, for these terms."""
        met: Values = self._whole.met(text)[self._places]
        return met

    def met_in(self, texts: Sequence[str]) -> Values:
        """The best that each term is met in one of some texts."""
        met: Values = np.maximum.reduce([self._whole.met(text) for text in texts])[self._places]
        return met

    def share(self, met: Values) -> float:
        """How much of the terms is met, weighted by their rarity, between 0 and 1."""
        if self._total:
            return float(self._rarity @ met) / self._total
        return float(met.mean()) if len(met) else 0.0  # a corpus so small that all its words are as common

    def share_beyond(self, met: Values, already: Values) -> float:
        """The same, where terms count little that are met ``already``, such as those of the title."""
        weight = self._rarity * (1 - _KNOWN * already)
        total = float(weight.sum())
        return float(weight @ met) / total if total else 0.0

    def rarest(self, met: Values) -> float:
        """How well the rarest term is met."""
        return float(met[int(np.argmax(self._rarity))]) if len(met) else 0.0

    def weakest(self, met: Values, rare: float) -> float:
        """The least that any term of at least the rarity ``rare`` is met; 1 where there is none."""
        chosen = met[self._rarity >= rare]
        return float(chosen.min()) if len(chosen) else 1.0


@lru_cache(maxsize=20_000)
def content_words(text: str) -> ContentWords:
    """The stems of a text's words and the rows of their vectors, function words left out of the latter."""
    words = set(split(text))
    content = [word for word in words if len(word) > _SHORT and word not in FILLER]
    return ContentWords(frozenset(map(stem_of, words)), tuple(word_vectors().rows(content)))


def _is_misspelt(word: str, present: Iterable[str]) -> bool:
    """Whether a word that the corpus does not have is one of those that are there, in either number, but for a letter.

    Whole words are compared: the stems of "condoms" and "condolences" differ by a letter too.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few questions misspell a word

    if len(word) < _TYPED_LETTERS:
        return False
    typed = word.removesuffix("s")
    slips = 1 if len(typed) < _LONG_WORD else 2
    near = (other.removesuffix("s") for other in present if other[0] == word[0] and len(other) >= _TYPED_LETTERS)
    return any(OSA.distance(typed, other, score_cutoff=slips) <= slips for other in near)
