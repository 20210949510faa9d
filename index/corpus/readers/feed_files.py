"""RSS, Atom and JSON feeds that were saved: what their entries hold themselves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.corpus.decoding import decoded
from index.corpus.document import Document, Stated, stated
from index.corpus.extras import needed
from index.corpus.reader import Found
from index.corpus.readers.json_files import parsed
from index.corpus.records import found_in
from index.corpus.source import Source
from index.corpus.values import words_of
from index.corpus.xml import refuse_entities, root_of
from index.errors import DocumentError

_ROOTS = ("rss", "feed", "RDF")
JSON_FEED = b"jsonfeed.org/version"


class FeedReader:
    """An entry is an article; the feed's title is its publisher."""

    name = "feed"

    def recognises(self, source: Source) -> bool:
        """By the root element, or by the address in which a JSON feed gives its version."""
        return root_of(source) in _ROOTS or (source.head.lstrip().startswith(b"{") and JSON_FEED in source.head)

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. RSS and Atom need the extra ``crawl``."""
        data = source.content()
        if JSON_FEED in source.head:
            yield from _json_entries(parsed(decoded(data, source.name), source.name), source)
            return
        refuse_entities(source)
        feed = needed("feedparser", "crawl", source.name).parse(data)
        if feed.bozo and not feed.entries:
            raise DocumentError(source.name, f"not a sound feed ({feed.bozo_exception})")
        for number, entry in enumerate(feed.entries, 1):
            yield _entry(entry, feed.feed, f"{source.name}#{number}", f"{source.stem}-{number}")


def _json_entries(feed: Any, source: Source) -> Iterator[Found]:
    for number, item in enumerate(feed.get("items") or (), 1):
        found = found_in(item, source, number)
        if not isinstance(found, DocumentError):
            publisher = found.publisher or stated(words_of(feed.get("title")), "feed title")
            found = replace(
                found, publisher=publisher, language=found.language or words_of(feed.get("language")) or None
            )
        yield found


def _entry(entry: Any, feed: Any, name: str, default_id: str) -> Found:
    found = entry_of(entry, feed, name, default_id)
    return found if found.text else DocumentError(name, "empty: it holds no text")


def entry_of(entry: Any, feed: Any, name: str, default_id: str) -> Document:
    """What feedparser found of an entry; one that only links to its page has no text."""
    contents = [one.get("value", "") for one in entry.get("content", ())]
    text = next((one for one in (*contents, entry.get("summary", "")) if one.strip()), "")
    authors = [one.get("name") for one in entry.get("authors", ())] or [entry.get("author")]
    licences = [link.get("href") for link in entry.get("links", ()) if link.get("rel") == "license"]
    licences += [entry.get("license"), entry.get("rights"), feed.get("license"), feed.get("rights")]
    return Document(
        name=name,
        text=text,
        default_id=default_id,
        id=entry.get("id"),
        title=stated(entry.get("title"), "title"),
        url=stated(entry.get("link"), "link"),
        publisher=stated(feed.get("title"), "feed title"),
        published=stated(entry.get("published") or entry.get("updated"), "published"),
        authors=tuple(Stated(author, "author") for author in authors if author),
        language=(entry.get("content") or [{}])[0].get("language") or feed.get("language"),
        licences=tuple(Stated(words, "license") for words in licences if words),
    )
