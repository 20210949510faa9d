"""Feeds from the web into a folder of pages, which is then read like any other."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from index.corpus.document import Document
from index.corpus.extras import needed
from index.corpus.page_archive import Said, archived
from index.corpus.readers.feed_files import JSON_FEED, entry_of
from index.corpus.records import fields_of
from index.corpus.source import HEAD_BYTES
from index.corpus.web import Page, Web
from index.errors import DocumentError

_STATE = ".fetched.json"  # hidden, so that no reader takes it for an article


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of an address: what its server said of its version, and what the feed said of its update."""

    etag: str | None = None
    modified: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed: the page it links to, when that was updated, and what the feed says of it."""

    link: str
    updated: str | None
    said: Said


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run of fetching did: feeds that had not changed, pages that were written, what could not be had."""

    unchanged: int
    pages: int
    failures: tuple[DocumentError, ...]


_SEEN: TypeAdapter[dict[str, _Seen]] = TypeAdapter(dict[str, _Seen])


def fetch(feeds: Sequence[str], folder: Path, web: Web) -> Fetched:
    """Write the pages that feeds link to into ``folder``, and remember what was seen of them.

    A feed that has not changed costs one request and no page is asked for; a page is fetched again only
    where its feed says that it was updated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seen = _remembered(folder)
    unchanged = pages = 0
    failures: list[DocumentError] = []
    try:
        _give_addresses(folder, seen)
    except DocumentError as error:  # the package that writes them is missing
        failures.append(error)
    for url in feeds:
        try:
            before = seen.get(url, _Seen())
            feed = web.get(url, before.etag, before.modified)
            if feed.content is None:
                unchanged += 1
                continue
            whole = True
            for outcome in _linked(feed, folder, web, seen):
                pages += not isinstance(outcome, DocumentError)
                if isinstance(outcome, DocumentError):
                    failures.append(outcome)
                    whole = False
            if whole:  # what is missing is asked for again, even if the feed stays as it is
                seen[url] = _Seen(feed.etag, feed.modified)
        except DocumentError as error:
            failures.append(error)
        finally:
            state = {address: asdict(one) for address, one in seen.items()}
            (folder / _STATE).write_text(json.dumps(state), encoding="utf-8")
    return Fetched(unchanged, pages, tuple(failures))


def _linked(feed: Page, folder: Path, web: Web, seen: dict[str, _Seen]) -> Iterator[Path | DocumentError]:
    """The pages of a feed's entries that are new or updated, each written as it arrives."""
    for entry in _entries(feed):
        link, updated = entry.link, entry.updated
        before = seen.get(link)
        if before is not None and before.updated == updated:
            continue
        try:
            page = web.get(link, *((before.etag, before.modified) if before else ()))
        except DocumentError as error:
            yield error
            continue
        seen[link] = _Seen(page.etag, page.modified, updated)
        if page.content is None:
            seen[link] = replace(before or _Seen(), updated=updated)
            continue
        if page.content_type and "html" not in page.content_type.lower():
            yield DocumentError(link, f"no page: its server calls it {page.content_type}")
            continue
        yield _kept(folder, page, entry.said, datetime.now(UTC))


def _kept(folder: Path, page: Page, said: Said, fetched: datetime) -> Path:
    """Write a page with what is known of it, in place of what was written of it before."""
    stem = _stem(page.url)
    unfinished = folder / f".{stem}"
    unfinished.write_bytes(archived(page, replace(said, id=stem), fetched))
    path = unfinished.replace(folder / f"{stem}.warc")
    (folder / f"{stem}.html").unlink(missing_ok=True)
    return path


def _stem(link: str) -> str:
    return hashlib.sha256(link.encode()).hexdigest()[:24]


def _give_addresses(folder: Path, links: Iterable[str]) -> None:
    """Keep pages that were written without their addresses, as earlier versions did, with them."""
    for link in links:
        page = folder / f"{_stem(link)}.html"
        if page.is_file():
            written = datetime.fromtimestamp(page.stat().st_mtime, UTC)
            _kept(folder, Page(link, page.read_bytes(), address=link), Said(), written)


def _entries(feed: Page) -> Iterator[_Entry]:
    """The entries of a feed that link to a page."""
    content = feed.content or b""
    if JSON_FEED in content[:HEAD_BYTES]:
        yield from _json_entries(feed)
        return
    parsed: Any = needed("feedparser", "crawl", feed.url).parse(content)
    if parsed.bozo and not parsed.entries:
        raise DocumentError(feed.url, f"not a sound feed ({parsed.bozo_exception})")
    for number, entry in enumerate(parsed.entries, 1):
        if link := entry.get("link"):
            updated = entry["updated"] if "updated" in entry.keys() else entry.get("published")  # noqa: SIM118
            yield _Entry(link, updated, _said(entry_of(entry, parsed.feed, feed.url, str(number))))


def _json_entries(feed: Page) -> Iterator[_Entry]:
    try:
        content = json.loads(feed.content or b"")
        for item in content.get("items") or ():
            if isinstance(link := item.get("url"), str) and link:
                said = _said(fields_of(item))
                if not said.publisher and isinstance(title := content.get("title"), str):
                    said = replace(said, publisher=title)
                yield _Entry(link, item.get("date_modified") or item.get("date_published"), said)
    except (ValueError, AttributeError) as error:
        raise DocumentError(feed.url, f"not a sound feed ({error})") from error


def _said(entry: Document) -> Said:
    return Said(
        title=entry.title.words if entry.title else "",
        published=entry.published.words if entry.published else "",
        publisher=entry.publisher.words if entry.publisher else "",
        language=entry.language or "",
        authors=tuple(author.words for author in entry.authors),
        licences=tuple(licence.words for licence in entry.licences),
    )


def _remembered(folder: Path) -> dict[str, _Seen]:
    try:
        return _SEEN.validate_json((folder / _STATE).read_bytes())
    except (OSError, ValueError):
        return {}
