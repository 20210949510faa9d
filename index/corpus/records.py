"""A record, that is a JSON object or a row of a table, into a document.

The keys under which exports state a field stand in ``data/fields.tsv``, the likelier first; a key is
looked for in the record and then in its ``metadata``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from index.corpus import tables
from index.corpus.document import Document, Stated
from index.corpus.reader import Found
from index.corpus.source import Source
from index.corpus.values import KeyPath, Record, all_words_of, folded, folded_key, is_address, statements_of, words_of
from index.errors import DocumentError

Columns = Mapping[str, str]
NO_COLUMNS: Columns = MappingProxyType({})
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


def document_of(record: Any, name: str, default_id: str, columns: Columns = NO_COLUMNS) -> Document:
    """The document of a record; ``columns`` say which field a key holds, before any guess.

    Raises DocumentError if it is no article.
    """
    if not isinstance(record, Mapping):
        raise DocumentError(name, 'not an article: wants an object with a "text"')
    if not columns:
        found = replace(fields_of(record), text=_text(_folded(record), name))
    else:
        settled = _settled(record, columns)
        found = _placed(replace(fields_of(settled), text=_text(_folded(settled), name)), columns)
    return replace(found, name=name, default_id=default_id, unread=_unread(record, found))


def found_in(record: Any, source: Source, number: int | None = None) -> Found:
    """The document of a record of a file, the only one or one of a ``number``; an error if it is no article."""
    name, default_id = source.name, source.stem
    if number is not None:
        name, default_id = f"{name}#{number}", f"{default_id}-{number}"
    try:
        return document_of(record, name, default_id, source.columns)
    except DocumentError as error:
        return error


def _settled(record: Record, columns: Columns) -> Record:
    """A record with the values of ``columns`` under the names of their fields, in place of what stood there."""
    own = folded(record)
    given = {field: value for key, field in columns.items() if (value := KeyPath.of(key).value(own)) not in (None, "")}
    return {key: value for key, value in record.items() if folded_key(str(key)) not in given} | given


def _placed(document: Document, columns: Columns) -> Document:
    """A document whose fields say under which of ``columns`` they were read."""
    names = {field: key for key, field in columns.items()}

    def placed(stated: Stated) -> Stated:
        return replace(stated, place=names.get(stated.place, stated.place))

    return replace(
        document,
        title=placed(document.title) if document.title else None,
        url=placed(document.url) if document.url else None,
        publisher=placed(document.publisher) if document.publisher else None,
        published=placed(document.published) if document.published else None,
        authors=tuple(map(placed, document.authors)),
        licences=tuple(map(placed, document.licences)),
    )


def _unread(record: Record, document: Document) -> tuple[str, ...]:
    """The keys of a record under which no field is looked for, and from which none was read."""
    stated = (document.title, document.url, document.publisher, document.published, document.saved)
    read = {one.place for one in (*stated, *document.authors, *document.licences) if one}
    known = {folded_key(place.partition(".")[0]) for place in read} | _known_keys()
    return tuple(str(key) for key in record if folded_key(str(key)) not in known)


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(KeyPath.of(row.key).first for row in tables.field_keys()) | {"id", "source", _METADATA}


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
