"""Word search: one tantivy folder for a unit, derived from the store. English stems, BM25."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from index.errors import StoreError
from index.models import Article, Passage, Span, Speaker, Statement
from index.search.filters import Where
from index.search.passages import context_of
from index.search.vectors import RowHit

# what a field's matches count for in the BM25 sum
BOOSTS: Mapping[str, float] = {"body": 1.0, "context": 0.5, "title": 0.5, "names": 0.3}
_UNSTEMMED = frozenset({"names"})
_LONGEST_TERM = 40  # characters, as in tantivy's own tokenizers
_WRITER_HEAP_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What the word search sees of one row: fields to find it by and fields to filter on."""

    body: str
    context: str
    title: str
    names: str
    speaker: str | None
    publisher: str | None
    day: date | None

    @classmethod
    def of_statement(
        cls, article: Article, sentences: Sequence[Span], statement: Statement, speaker: Speaker | None
    ) -> "WordDocument":
        """The fields under which a statement is found: its context and its speaker's names beside its own words."""
        return cls(
            body=" ".join(statement.texts(article.text)),
            context=context_of(sentences, statement.span).of(article.text),
            title=article.title,
            names=" ".join((*speaker.aliases, *(role.title for role in speaker.roles))) if speaker else "",
            speaker=speaker.id if speaker else None,
            publisher=article.publisher,
            day=article.day,
        )

    @classmethod
    def of_passage(cls, article: Article, passage: Passage) -> "WordDocument":
        """The fields under which a passage is found."""
        return cls(
            body=passage.span.of(article.text),
            context="",
            title=article.title,
            names=article.publisher or "",
            speaker=None,
            publisher=article.publisher,
            day=article.day,
        )


class WordFile:
    """A tantivy index over rows 0 … n-1. A row is stored in its document."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, documents: Iterable[WordDocument]) -> "WordFile":
        """Index ``documents`` in the order of their rows into the new folder ``folder``.

        Raises StoreError if the folder cannot be written.
        """
        tantivy = _tantivy()
        folder.mkdir(parents=True)
        try:
            index = tantivy.Index(_schema(), path=str(folder))
            writer = index.writer(_WRITER_HEAP_BYTES, 1)
            for row, document in enumerate(documents):
                writer.add_document(_tantivy_document(row, document))
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
            return cls(tantivy.Index.open(str(folder)))
        except ValueError as error:
            raise StoreError(f"{folder}: not a readable word index") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, words: str, k: int, where: Where | None = None, boosts: Mapping[str, float] = BOOSTS
    ) -> list[RowHit]:
        """The ``k`` rows of highest BM25 for any of ``words``, best first. Operators in them mean nothing."""
        tantivy = _tantivy()
        clauses = _wanted_clauses(self._index.schema, words, boosts)
        if not clauses or len(self) == 0:
            return []
        return self._found(tantivy.Query.boolean_query(clauses), k, where)

    def _found(self, wanted: Any, k: int, where: Where | None) -> list[RowHit]:
        tantivy = _tantivy()
        if where:
            # a boost of nought keeps the filters out of the score
            filters = [tantivy.Query.boost_query(c, 0.0) for c in _filter_clauses(self._index.schema, where)]
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, clause) for clause in (wanted, *filters)])
        found = self._searcher.search(wanted, k)
        return [RowHit(self._searcher.doc(address)["row"][0], float(score)) for score, address in found.hits]

    def search_phrase(self, words: str, k: int, where: Where | None = None) -> list[RowHit]:
        """Up to ``k`` rows that have the stems of all ``words`` side by side in the words themselves, best first."""
        tantivy = _tantivy()
        terms = _analysers()[1].analyze(words)
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
        """In how many rows a stem stands in the words themselves."""
        return int(self._searcher.doc_freq("body", stem))


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
    builder.add_unsigned_field("row", stored=True)
    return builder.build()


def _tantivy_document(row: int, document: WordDocument) -> Any:
    tantivy = _tantivy()
    fields = {
        "row": row,
        "body": document.body,
        "context": document.context,
        "title": document.title,
        "names": document.names,
        "speaker": document.speaker,
        "publisher": document.publisher,
        "day": document.day.toordinal() if document.day else None,
    }
    return tantivy.Document(**{name: value for name, value in fields.items() if value is not None})


def _wanted_clauses(schema: Any, words: str, boosts: Mapping[str, float]) -> list[tuple[Any, Any]]:
    """Every word in every field, in one flat disjunction: a nested one takes twice as long."""
    tantivy = _tantivy()
    plain, stemmed = _analysers()
    terms = {True: plain.analyze(words), False: stemmed.analyze(words)}
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


def _filter_clauses(schema: Any, where: Where) -> list[Any]:
    tantivy = _tantivy()
    clauses = []
    if where.speakers is not None:
        clauses.append(tantivy.Query.term_set_query(schema, "speaker", list(where.speakers)))
    if where.publisher is not None:
        clauses.append(tantivy.Query.term_query(schema, "publisher", where.publisher))
    if where.first is not None or where.last is not None:
        first = (where.first or date.min).toordinal()
        last = (where.last or date.max).toordinal()
        clauses.append(tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last))
    return clauses
