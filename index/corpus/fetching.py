"""Feeds from the web into a folder of pages, which is then read like any other."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from index.corpus.extras import needed
from index.corpus.readers.feed_files import JSON_FEED
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
    for link, updated in _entries(feed):
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
        path = folder / f"{hashlib.sha256(link.encode()).hexdigest()[:24]}.html"
        path.write_bytes(page.content)
        yield path


def _entries(feed: Page) -> Iterator[tuple[str, str | None]]:
    """The addresses that a feed links to, each with what it says of its last update."""
    content = feed.content or b""
    if JSON_FEED in content[:HEAD_BYTES]:
        yield from _json_entries(feed)
        return
    parsed: Any = needed("feedparser", "crawl", feed.url).parse(content)
    if parsed.bozo and not parsed.entries:
        raise DocumentError(feed.url, f"not a sound feed ({parsed.bozo_exception})")
    for entry in parsed.entries:
        if link := entry.get("link"):
            yield link, entry["updated"] if "updated" in entry.keys() else entry.get("published")  # noqa: SIM118


def _json_entries(feed: Page) -> Iterator[tuple[str, str | None]]:
    try:
        items = json.loads(feed.content or b"").get("items") or ()
        for item in items:
            if link := item.get("url"):
                yield link, item.get("date_modified") or item.get("date_published")
    except (ValueError, AttributeError) as error:
        raise DocumentError(feed.url, f"not a sound feed ({error})") from error


def _remembered(folder: Path) -> dict[str, _Seen]:
    try:
        return _SEEN.validate_json((folder / _STATE).read_bytes())
    except (OSError, ValueError):
        return {}
