"""Searches of one published sequence in Milvus: ``index.search.searching.Searching``."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays import Vectors
from index.models import Unit
from index.search.filters import Condition
from index.search.hits import Hit
from index.search.milvus.collection import BODY, DENSE, asked_for, bm25_of, unit_key
from index.search.milvus.reading import MOST, Collections
from index.search.milvus.server import MilvusServer
from index.search.words import stemmed_terms

_DEEPER = 4  # hits of each field, for every one that is wanted of their sum
_FEWEST = 100
_PAGE = 200  # hits among which a phrase is looked for at once


@dataclass(frozen=True, slots=True)
class State:
    """What the truth says of the sequence that is searched. ``generation`` names the collections; 0: there are none."""

    sequence: int
    generation: int
    encoder: str
    articles: int
    publishers: Mapping[str, int]
    last_day: int


class MilvusSearch:
    """One sequence in Milvus. Thread-safe."""

    recall: Mapping[str, float] = {}

    def __init__(self, server: MilvusServer, state: State) -> None:
        self._state = state
        self._collections = Collections(server, state.sequence, state.generation)
        self._counts = {unit: self._collections.counted(unit, self._collections.shown) for unit in Unit}

    @property
    def sequence(self) -> int:
        """The number of the sequence that is searched."""
        return self._state.sequence

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the vectors."""
        return self._state.encoder

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._state.articles

    @property
    def publishers(self) -> Mapping[str, int]:
        """The numbers of the publishers."""
        return self._state.publishers

    @property
    def last_day(self) -> int:
        """The ordinal of the newest day; 0 if nothing is dated."""
        return self._state.last_day

    def count(self, unit: Unit) -> int:
        """How many statements or passages there are."""
        return self._counts[unit]

    def search_vectors(self, unit: Unit, vectors: Vectors, k: int, condition: Condition) -> list[list[Hit]]:
        """For each of ``vectors`` (m, dimension) the ``k`` nearest by cosine, best first."""
        count = self.count(unit)
        k = min(k, MOST, count)
        passing = self._passing(condition)
        if not k or passing is None or not len(vectors):
            return [[] for _ in vectors]
        share = 1.0
        if condition != Condition():
            # a graph is walked to where the question leads: the few rows that pass may stand nowhere near
            few = self._collections.few(unit, passing)
            if few is not None:
                return self._compared(unit, few, vectors, k)
            share = self._collections.counted(unit, passing) / count
        found = self._collections.search(unit, list(vectors), DENSE, k, passing, share=share)
        return [_in_order(Hit(unit_key(hit["pk"]), float(hit["distance"])) for hit in hits) for hits in found]

    def search_words(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """The ``k`` best by BM25, best first.

        What is best in sum is looked for among the best of each field; then each field tells what it gives the others.
        """
        passing = self._passing(condition)
        limit = min(MOST, max(_FEWEST, _DEEPER * k))
        if passing is None or not self.count(unit):
            return []
        queries = asked_for(unit, words)
        found = {field: self._bm25(unit, field, text, limit, passing) for field, (text, _) in queries.items()}
        everywhere = {row for scores in found.values() for row in scores}
        for field, (text, _) in queries.items():
            missing = sorted(everywhere - found[field].keys())
            if missing and len(found[field]) == limit:
                found[field] |= self._bm25(unit, field, text, len(missing), f"pk in {missing}")
        total = {row: sum(queries[field][1] * found[field].get(row, 0.0) for field in queries) for row in everywhere}
        return _in_order(Hit(unit_key(row), score) for row, score in total.items())[:k]

    def search_phrase(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side, best first."""
        terms = stemmed_terms(words)
        passing = self._passing(condition)
        if not terms or passing is None or not self.count(unit):
            return []
        phrase = f" {' '.join(terms)} "
        passing = " and ".join((passing, *(_holds(term) for term in dict.fromkeys(terms))))
        hits: list[Hit] = []
        for start in range(0, MOST - _PAGE, _PAGE):
            text = " ".join(dict.fromkeys(terms))
            (page,) = self._collections.search(
                unit, [text], bm25_of(BODY), _PAGE, passing, offset=start, output_fields=[BODY]
            )
            hits += (
                Hit(unit_key(hit["pk"]), abs(hit["distance"])) for hit in page if phrase in f" {hit['entity'][BODY]} "
            )
            if len(page) < _PAGE or len(hits) >= k:
                break
        return _in_order(hits)[:k]

    def frequency(self, stem: str) -> int:
        """In how many passages a stem stands."""
        if not stem.isalnum():
            return 0
        return self._collections.counted(Unit.PASSAGE, f"{self._collections.shown} and {_holds(stem)}")

    def cosines(self, unit: Unit, keys: Sequence[int], vectors: Vectors) -> Vectors:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""
        found = self._collections.read(unit, keys)
        cosines = np.zeros((len(keys), len(vectors)), dtype=np.float32)
        for at, key in enumerate(keys):
            if key in found:
                cosines[at] = vectors @ found[key].vector
        return cosines

    def best_cosines(self, articles: npt.NDArray[np.int64], vectors: Vectors) -> Vectors:
        """For each article the best cosine of any of its passages with each of ``vectors``; 0 where it has none."""
        best = np.zeros((len(articles), len(vectors)), dtype=np.float32)
        place = {int(article): at for at, article in enumerate(articles)}
        seen: set[int] = set()
        for row in self._collections.of_articles(Unit.PASSAGE, list(place), ["article", DENSE]):
            at = place[row["article"]]
            own = vectors @ np.asarray(row[DENSE], dtype=np.float32)
            best[at] = np.maximum(best[at], own) if at in seen else own
            seen.add(at)
        return best

    def keys(self, unit: Unit, condition: Condition, after: int = 0) -> list[int]:
        """The keys of all that pass and are higher than ``after``, in their order."""
        passing = self._passing(condition)
        if passing is None:
            return []
        return sorted(row["key"] for row in self._collections.all_rows(unit, f"{passing} and key > {after}", ["key"]))

    def placed(self, unit: Unit, condition: Condition) -> npt.NDArray[np.int64]:
        """The key, the day and the publisher of all that pass, in the order of the keys: shape (3, n)."""
        passing = self._passing(condition)
        rows = self._collections.all_rows(unit, passing, ["key", "day", "publisher"]) if passing is not None else ()
        found = sorted((row["key"], row["day"], row["publisher"]) for row in rows)
        return np.array(found, dtype=np.int64).reshape(-1, 3).T

    def speakers_of(self, unit: Unit, keys: Sequence[int]) -> dict[int, int]:
        """The number of each key's speaker (-1: none); a key that is not there is left out."""
        return {key: row.speaker for key, row in self._collections.read(unit, keys).items()}

    def articles_of(self, unit: Unit, keys: Sequence[int]) -> npt.NDArray[np.int64]:
        """The article's row of each key; 0 for one that is not there."""
        found = self._collections.read(unit, keys)
        return np.array([found[key].article if key in found else 0 for key in keys], dtype=np.int64)

    def beside(self, keys: Sequence[int], reach: int) -> dict[int, list[int]]:
        """For each key that is there, the statements of its article around it, it included: ``reach`` to each side."""
        article_of = {key: row.article for key, row in self._collections.read(Unit.STATEMENT, keys).items()}
        told: dict[int, list[int]] = {article: [] for article in article_of.values()}
        for row in self._collections.of_articles(Unit.STATEMENT, list(told), ["key", "article"]):
            told[row["article"]].append(row["key"])
        around = {article: sorted(own) for article, own in told.items()}
        places = {key: around[at].index(key) for key, at in article_of.items() if key in around[at]}
        return {key: around[article_of[key]][max(0, at - reach) : at + reach + 1] for key, at in places.items()}

    def _compared(self, unit: Unit, keys: Sequence[int], vectors: Vectors, k: int) -> list[list[Hit]]:
        """The ``k`` nearest among ``keys``, compared one by one."""
        if not keys:
            return [[] for _ in vectors]
        cosines = self.cosines(unit, keys, vectors)
        return [_in_order(Hit(key, float(one)) for key, one in zip(keys, own, strict=True))[:k] for own in cosines.T]

    def _bm25(self, unit: Unit, field: str, text: str, limit: int, passing: str) -> dict[int, float]:
        (hits,) = self._collections.search(unit, [text], bm25_of(field), limit, passing)
        return {hit["pk"]: abs(hit["distance"]) for hit in hits}  # some versions tell it as a distance, below 0

    def _passing(self, condition: Condition) -> str | None:
        """The filter of a condition; None if nothing can pass."""
        clauses = [self._collections.shown]
        if condition.speakers is not None:
            clauses.append(f"speaker in {[number for number in condition.speakers if number >= 0]}")
            if not any(number >= 0 for number in condition.speakers):
                return None
        if condition.publisher is not None:
            if condition.publisher < 0:
                return None
            clauses.append(f"publisher == {condition.publisher}")
        if condition.first is not None:
            clauses.append(f"day >= {condition.first.toordinal()}")
        if condition.last is not None:
            clauses.append(f"day <= {condition.last.toordinal()} and day > 0")
        return " and ".join(clauses)


def _in_order(hits: Any) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))


def _holds(term: str) -> str:
    return f"text_match({BODY}, {json.dumps(term, ensure_ascii=False)})"
