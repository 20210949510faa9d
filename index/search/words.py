"""Word search: one tantivy folder for a unit, derived from the store. English stems, BM25.

A folder takes changes up: tantivy writes what is new into files of their own, marks what is removed, and merges by
its own policy. Until a merge, what was removed still counts in the rarity of a word.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.errors import StoreError
from index.search.filters import Condition
from index.search.hits import Hit
from index.search.policy import Size

# what a field's matches count for in the BM25 sum
BOOSTS: Mapping[str, float] = {"body": 1.0, "context": 0.5, "title": 0.5, "names": 0.3}
_UNSTEMMED = frozenset({"names"})
_LONGEST_TERM = 40  # characters, as in tantivy's own tokenizers
_WRITER_HEAP_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What the word search sees of one statement or passage: fields to find it by and fields to filter on.

    ``key`` is its own, ``article`` the row of its article; ``speaker`` and ``publisher`` are numbers of the store.
    """

    key: int
    article: int
    body: str
    context: str = ""
    title: str = ""
    names: str = ""
    speaker: int | None = None
    publisher: int | None = None
    day: date | None = None


class WordFile:
    """A tantivy index."""

    def __init__(self, index: Any, kept: object = None) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._kept = kept  # as long as this is

    @classmethod
    def build(cls, folder: Path, documents: Iterable[WordDocument]) -> "WordFile":
        """Index ``documents`` into the new folder ``folder``. Raises StoreError if it cannot be written."""
        folder.mkdir(parents=True)
        return cls._changed(folder, lambda: _tantivy().Index(_schema(), path=str(folder)), (), documents)

    @classmethod
    def update(cls, folder: Path, removed: Iterable[int], documents: Iterable[WordDocument]) -> "WordFile":
        """Take the documents of the articles ``removed`` out and put others in.

        Raises StoreError if the folder is damaged or cannot be written.
        """
        return cls._changed(folder, lambda: _tantivy().Index.open(str(folder)), removed, documents)

    @classmethod
    def _changed(
        cls, folder: Path, opened: Callable[[], Any], removed: Iterable[int], documents: Iterable[WordDocument]
    ) -> "WordFile":
        try:
            index = opened()
            writer = index.writer(_WRITER_HEAP_BYTES, 1)
            for article in removed:
                writer.delete_documents_by_term("article", article)
            for document in documents:
                writer.add_document(_tantivy_document(document))
            writer.commit()
            writer.wait_merging_threads()
            index.reload()
        except ValueError as error:
            raise StoreError(f"{folder}: the word index cannot be written ({error}); see that there is room") from error
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "WordFile":
        """Open a folder. Raises StoreError if it is damaged."""
        tantivy = _tantivy()
        try:
            if os.access(folder, os.W_OK):
                return cls(tantivy.Index.open(str(folder)))
            linked = _linked(folder)
            return cls(tantivy.Index.open(linked.name), linked)
        except ValueError as error:
            raise StoreError(f"{folder}: not a readable word index") from error

    @staticmethod
    def size(folder: Path) -> Size:
        """The documents of a folder, those included that are marked as removed. Raises StoreError, OSError."""
        try:
            segments = json.loads((folder / "meta.json").read_bytes())["segments"]
            removed = sum(one["deletes"]["num_deleted_docs"] for one in segments if one["deletes"])
            return Size(sum(one["max_doc"] for one in segments), removed)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{folder}: not a readable word index") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, words: str, k: int, where: Condition | None = None, boosts: Mapping[str, float] = BOOSTS
    ) -> list[Hit]:
        """The ``k`` of highest BM25 for any of ``words``, best first. Operators in them mean nothing."""
        tantivy = _tantivy()
        clauses = _wanted_clauses(self._index.schema, words, boosts)
        if not clauses or len(self) == 0:
            return []
        return self._found(tantivy.Query.boolean_query(clauses), k, where)

    def _found(self, wanted: Any, k: int, where: Condition | None) -> list[Hit]:
        tantivy = _tantivy()
        if where:
            # a boost of nought keeps the filters out of the score
            filters = [tantivy.Query.boost_query(c, 0.0) for c in _filter_clauses(self._index.schema, where)]
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, clause) for clause in (wanted, *filters)])
        found = self._searcher.search(wanted, k, count=False)  # to count all that match takes a seventh of the time
        keys = self._searcher.fast_field_values("key", [address for _, address in found.hits])
        return [Hit(key, float(score)) for key, (score, _) in zip(keys, found.hits, strict=True)]

    def search_phrase(self, words: str, k: int, where: Condition | None = None) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side in the words themselves, best first."""
        tantivy = _tantivy()
        terms = stemmed_terms(words)
        if not terms or len(self) == 0:
            return []
        schema = self._index.schema
        many = len(terms) > 1
        wanted = (
            tantivy.Query.phrase_query(schema, "body", terms)
            if many
            else tantivy.Query.term_query(schema, "body", *terms)
        )
        return self._found(wanted, k, where)

    def frequency(self, stem: str) -> int:
        """In how many documents a stem stands in the words themselves."""
        return int(self._searcher.doc_freq("body", stem))


def stemmed_terms(text: str) -> list[str]:
    """The stems of a text as this search finds them, in their order."""
    terms: list[str] = _analysers()[1].analyze(text)
    return terms


def plain_terms(text: str) -> list[str]:
    """The words of a text as this search finds names, in their order."""
    terms: list[str] = _analysers()[0].analyze(text)
    return terms


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """A folder of links to the files of one that may not be written: tantivy takes a lock beside what it reads."""
    linked = TemporaryDirectory(prefix="onrecord-words-")
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (Path(linked.name) / path.name).symlink_to(path.absolute())
    return linked


def _tantivy() -> Any:
    import tantivy  # noqa: PLC0415 - not every command searches

    return tantivy


def _schema() -> Any:
    tantivy = _tantivy()
    builder = tantivy.SchemaBuilder()
    for name in ("body", "context", "title"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    builder.add_text_field("names", tokenizer_name="default")
    for name in ("speaker", "publisher"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("article", indexed=True)
    builder.add_integer_field("key", fast=True)
    return builder.build()


def _tantivy_document(document: WordDocument) -> Any:
    tantivy = _tantivy()
    fields = {
        "key": document.key,
        "article": document.article,
        "body": document.body,
        "context": document.context,
        "title": document.title,
        "names": document.names,
        "speaker": None if document.speaker is None else str(document.speaker),
        "publisher": None if document.publisher is None else str(document.publisher),
        "day": document.day.toordinal() if document.day else None,
    }
    return tantivy.Document(**{name: value for name, value in fields.items() if value is not None})


def _wanted_clauses(schema: Any, words: str, boosts: Mapping[str, float]) -> list[tuple[Any, Any]]:
    """Every word in every field, in one flat disjunction: a nested one takes twice as long."""
    tantivy = _tantivy()
    terms = {True: plain_terms(words), False: stemmed_terms(words)}
    return [
        (
            tantivy.Occur.Should,
            tantivy.Query.boost_query(tantivy.Query.term_query(schema, name, term), boost),
        )
        for name, boost in boosts.items()
        for term in dict.fromkeys(terms[name in _UNSTEMMED])
    ]


@cache
def _analysers() -> tuple[Any, Any]:
    """What tantivy calls ``default`` and ``en_stem``, the tokenizers of the schema."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer  # noqa: PLC0415

    def plain() -> Any:
        builder = TextAnalyzerBuilder(Tokenizer.simple())
        return builder.filter(Filter.remove_long(_LONGEST_TERM)).filter(Filter.lowercase())

    return plain().build(), plain().filter(Filter.stemmer("english")).build()


def _filter_clauses(schema: Any, where: Condition) -> list[Any]:
    tantivy = _tantivy()
    clauses = []
    if where.speakers is not None:
        clauses.append(tantivy.Query.term_set_query(schema, "speaker", [str(number) for number in where.speakers]))
    if where.publisher is not None:
        clauses.append(tantivy.Query.term_query(schema, "publisher", str(where.publisher)))
    if where.first is not None or where.last is not None:
        first = (where.first or date.min).toordinal()
        last = (where.last or date.max).toordinal()
        clauses.append(tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last))
    return clauses
