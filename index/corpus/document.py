"""What a format states of an article, in the source's own words, before anything of it is understood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of a source, and where they stand: a key ("metadata.license"), or a part of the text ("footer")."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article as its source states it; fields that it does not state are None or empty.

    ``default_id`` is taken where there is no ``id``; an ``id`` is unique within its ``collection``
    only, if there is one. ``authors`` are bylines, each of one or several names. ``licences`` are all
    statements about reuse. ``saved`` is when a page was fetched: a relative date counts from there.
    ``unread`` are the keys of a record that hold no field which is known. ``pages`` are the characters of the text at
    which the pages of a printed document start.
    """

    name: str
    text: str
    default_id: str
    id: str | None = None
    collection: str | None = None
    title: Stated | None = None
    url: Stated | None = None
    publisher: Stated | None = None
    domain: str | None = None
    published: Stated | None = None
    authors: tuple[Stated, ...] = ()
    language: str | None = None
    licences: tuple[Stated, ...] = ()
    saved: Stated | None = None
    unread: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


def stated(words: str | None, place: str) -> Stated | None:
    """Words and their place; None where there are none."""
    return Stated(words, place) if words and words.strip() else None
