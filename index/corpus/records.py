"""A record, that is a JSON object or a row of a table, into a document.

The keys under which exports state a field stand in ``data/fields.tsv``, the likelier first; a key is
looked for in the record and then in its ``metadata``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from index.corpus import tables
from index.corpus.document import Document, Stated
from index.corpus.values import KeyPath, Record, all_words_of, folded, is_address, statements_of, words_of
from index.errors import DocumentError

_METADATA = "metadata"


@cache
def keys_of(field: str) -> tuple[str, ...]:
    """The keys under which a field is looked for, the likelier first."""
    keys = defaultdict(list)
    for row in tables.field_keys():
        keys[row.field].append(row.key)
    return tuple(keys[field])


@cache
def _paths(field: str) -> tuple[KeyPath, ...]:
    return tuple(map(KeyPath.of, keys_of(field)))


def document_of(record: Any, name: str, default_id: str) -> Document:
    """The document of a record. Raises DocumentError if it is no article."""
    if not isinstance(record, Mapping):
        raise DocumentError(name, 'not an article: wants an object with a "text"')
    return replace(fields_of(record), name=name, default_id=default_id, text=_text(_folded(record), name))


def fields_of(record: Record) -> Document:
    """The fields of a record besides its text."""
    own = _folded(record)
    collection = _collection(own)
    publisher = next(
        (one for one in _stated(own, "publisher") if not is_address(one.words) and one.words != collection), None
    )
    return Document(
        name="",
        text="",
        default_id="",
        id=words_of(own.get("id")) or None,
        collection=collection,
        title=next(_stated(own, "title"), None),
        url=_url(own),
        publisher=publisher,
        domain=next((one.words for one in _stated(own, "domain")), None),
        published=next(_stated(own, "published"), None),
        authors=_authors(own),
        language=next((one.words for one in _stated(own, "language")), None),
        licences=tuple(_licences(own)),
        saved=next(_stated(own, "saved"), None),
    )


def _folded(record: Record) -> Record:
    """A record by its folded keys, and its metadata likewise."""
    own = dict(folded(record))
    if isinstance(own.get(_METADATA), Mapping):
        own[_METADATA] = folded(own[_METADATA])
    return own


def _text(own: Record, name: str) -> str:
    for _, value in _values(own, "text"):
        text = "\n\n".join(all_words_of(value)) if isinstance(value, list) else value
        if isinstance(text, str) and text.strip():
            return text
        if isinstance(text, str):
            raise DocumentError(name, "empty: it holds no text")
    raise DocumentError(name, f"not an article: no text under any of {', '.join(keys_of('text'))}")


def _collection(own: Record) -> str | None:
    """Dolma's ``source``: the collection within which an id is unique, and no publisher.

    https://github.com/allenai/dolma/blob/main/docs/data-format.md
    """
    dolma = isinstance(own.get("source"), str) and ("added" in own or isinstance(own.get(_METADATA), Mapping))
    return own["source"] if dolma else None


def _values(own: Record, field: str) -> Iterator[tuple[str, Any]]:
    """What stands under each key of a field, with the place; nulls left out."""
    metadata = own.get(_METADATA)
    for prefix, record in (("", own), (f"{_METADATA}.", metadata if isinstance(metadata, Mapping) else {})):
        for path in _paths(field):
            if (path.whole in record or path.first in record) and (value := path.value(record)) is not None:
                yield prefix + path.key, value


def _stated(own: Record, field: str) -> Iterator[Stated]:
    for place, value in _values(own, field):
        if words := words_of(value):
            yield Stated(words, place)


def _url(own: Record) -> Stated | None:
    candidates = (*_stated(own, "url"), *(Stated(words_of(own.get(key)), key) for key in ("source", "id")))
    return next((one for one in candidates if is_address(one.words)), None)


def _authors(own: Record) -> tuple[Stated, ...]:
    for place, value in _values(own, "authors"):
        if named := tuple(Stated(words, place) for words in all_words_of(value)):
            return named
    return ()


def _licences(own: Record) -> Iterator[Stated]:
    for place, value in _values(own, "licence"):
        for words in statements_of(value):
            yield Stated(words, place)
