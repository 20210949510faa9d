"""A collection of statements or of passages: its fields, its indexes, and what an article's rows hold.

A row is one version of a statement or passage, seen by readers of the sequences from ``added`` on and before
``removed``. So a sequence that is being written shows to nobody, and putting the same row twice changes nothing.

Words are analysed here and not by the server, by the analyser of the embedded engine: every server splits stems at
spaces alike, whatever filters its version knows. Each field of words has a vector of its own, by which it is ranked.
A server takes four vectors a row unless it is told otherwise, and one is the dense one: so the title and the names,
which are short, share a field, their words marked by a letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from pymilvus import DataType, Function, FunctionType, MilvusClient

from index.models import Unit
from index.search.documents import documents_of
from index.search.milvus.server import MilvusServer
from index.search.words import BOOSTS, WordDocument, plain_terms, stemmed_terms
from index.storage.truth import Truth

BODY, CONTEXT, ABOUT, DENSE = "body", "context", "about", "dense"
FIELDS = (BODY, CONTEXT, ABOUT)  # of words
STANDING = 1 << 62  # the sequence that removes a row which none has removed
COLUMNS = ("key", "article", "speaker", "publisher", "day")
STORED = ("pk", *COLUMNS, "added", "removed", DENSE, *FIELDS)
_NUMBERS = ("pk", *COLUMNS, "added", "removed")
_INDEXED = ("key", "article", "speaker", "publisher", "day", "removed")
_VERSIONS = 16  # bits of a row's key that tell versions of one statement apart
_NOTHING = "e0"  # stands for words where there are none: a row must have some
_LONGEST_BYTES = 60_000  # a field takes 65,535
_TITLE, _NAMES = "t", "n"
_WHOLE = 10  # a boost of 1 as repetitions of a word in a query
_ARTICLES_AT_ONCE = 32
_BM25 = {"bm25_k1": 1.2, "bm25_b": 0.75}  # as tantivy has them
_GRAPH = {"M": 16, "efConstruction": 200}
_VECTORS = {"HNSW": _GRAPH, "HNSW_SQ": {**_GRAPH, "sq_type": "SQ8"}, "DISKANN": {}, "FLAT": {}}


def collection_of(server: MilvusServer, unit: Unit, generation: int) -> str:
    """The name of a unit's collection; each time that all is built anew it is another ``generation``."""
    return f"{server.settings.name}_{unit.value}_{generation}"


def bm25_of(field: str) -> str:
    """The field that ranks another one's words."""
    return f"{field}_bm25"


def row_key(key: int, added: int) -> int:
    """The key of the version of a statement or passage that sequence ``added`` brought."""
    return key << _VERSIONS | added & (1 << _VERSIONS) - 1


def unit_key(row: int) -> int:
    """The key of the statement or passage of a row."""
    return row >> _VERSIONS


def create(server: MilvusServer, name: str, dimension: int) -> None:
    """Make a collection, empty, in place of one of this name."""
    client = server.client
    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    indexes = client.prepare_index_params()
    for number in _NUMBERS:
        schema.add_field(number, DataType.INT64, is_primary=number == "pk")
    for number in _INDEXED:
        indexes.add_index(number, index_type="INVERTED")
    schema.add_field(DENSE, DataType.FLOAT_VECTOR, dim=dimension)
    kind = server.settings.vectors
    indexes.add_index(DENSE, index_type=kind, metric_type="IP", params=_VECTORS[kind])
    for field in FIELDS:
        schema.add_field(
            field,
            DataType.VARCHAR,
            max_length=65_535,
            enable_analyzer=True,
            enable_match=True,
            analyzer_params={"tokenizer": "standard", "filter": ["lowercase"]},
        )
        schema.add_field(bm25_of(field), DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(
            Function(
                name=f"rank_{field}",
                function_type=FunctionType.BM25,
                input_field_names=[field],
                output_field_names=[bm25_of(field)],
            )
        )
        indexes.add_index(bm25_of(field), index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=_BM25)
    server.write(client.drop_collection, name)
    server.write(client.create_collection, name, schema=schema, consistency_level="Strong")
    server.write(client.create_index, name, indexes, sync=False)  # of nothing, so there is nothing to wait for
    server.load(name)


def rows_of(
    truth: Truth, unit: Unit, articles: Sequence[int], added: int, publishers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """The rows of articles, seen from sequence ``added`` on."""
    for at in range(0, len(articles), _ARTICLES_AT_ONCE):
        part = articles[at : at + _ARTICLES_AT_ONCE]
        columns = truth.columns(unit, part)
        keys = columns[0].tolist()
        if not keys:
            continue
        vectors = truth.vectors(unit, keys).astype(np.float32)
        words = {one.key: one for key in part for one in documents_of(unit, truth.stored(key), publishers)}
        for row, vector in zip(columns.T.tolist(), vectors, strict=True):
            told = words[row[0]]
            yield {
                "pk": row_key(row[0], added),
                **dict(zip(COLUMNS, row, strict=True)),
                "added": added,
                "removed": STANDING,
                DENSE: vector,
                BODY: _stored(stemmed_terms(told.body)),
                CONTEXT: _stored(stemmed_terms(told.context)),
                ABOUT: _stored(_about(told)),
            }


def asked_for(unit: Unit, words: str) -> dict[str, tuple[str, float]]:
    """By field, the query that ranks ``words`` in it, and what its scores count for."""
    stems, plain = dict.fromkeys(stemmed_terms(words)), dict.fromkeys(plain_terms(words))
    about = [_TITLE + stem for stem in stems for _ in range(round(BOOSTS["title"] * _WHOLE))]
    about += [_NAMES + word for word in plain for _ in range(round(BOOSTS["names"] * _WHOLE))]
    queries = {BODY: (" ".join(stems), BOOSTS["body"]), ABOUT: (" ".join(about), 1 / _WHOLE)}
    if unit is Unit.STATEMENT:  # a passage has none
        queries[CONTEXT] = (" ".join(stems), BOOSTS["context"])
    return {field: query for field, query in queries.items() if query[0]}


def _about(told: WordDocument) -> list[str]:
    return [_TITLE + stem for stem in stemmed_terms(told.title)] + [_NAMES + word for word in plain_terms(told.names)]


def _stored(terms: Sequence[str]) -> str:
    text = " ".join(terms) or _NOTHING
    raw = text.encode()
    return text if len(raw) <= _LONGEST_BYTES else raw[:_LONGEST_BYTES].decode(errors="ignore").rpartition(" ")[0]
