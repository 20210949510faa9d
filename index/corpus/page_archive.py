"""A page that was fetched, as a web archive of one page: with its address, its headers, and what its feed said of it.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from index.corpus.document import Document, Stated, stated
from index.corpus.extras import needed
from index.corpus.web import Page

_FIELDS = "application/warc-fields"
_HTML = "text/html"
_PLACE = "feed"


@dataclass(frozen=True, slots=True)
class Said:
    """What a feed says of one of its entries, in its own words."""

    id: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()

    def lines(self) -> Iterator[tuple[str, str]]:
        """Names and values, one name several times where there are several values."""
        yield from (("id", self.id), ("title", self.title), ("published", self.published))
        yield from (("publisher", self.publisher), ("language", self.language))
        yield from (("author", author) for author in self.authors)
        yield from (("license", licence) for licence in self.licences)

    def document(self) -> Document:
        """The same as the fields of a document without a text."""
        return Document(
            name="",
            text="",
            default_id="",
            id=self.id or None,
            title=stated(self.title, _PLACE),
            publisher=stated(self.publisher, _PLACE),
            published=stated(self.published, _PLACE),
            authors=tuple(Stated(author, _PLACE) for author in self.authors),
            language=self.language or None,
            licences=tuple(Stated(licence, _PLACE) for licence in self.licences),
        )


def archived(page: Page, said: Said, fetched: datetime) -> bytes:
    """The archive of a page. Needs the extra ``crawl``."""
    warc = needed("fastwarc.warc", "crawl", page.url)
    content = page.content or b""
    kind = page.content_type or _HTML
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    response, metadata = warc.WarcRecord(), warc.WarcRecord()
    response.init_headers(record_type=warc.WarcRecordType.response)
    response.headers["WARC-Target-URI"] = page.address
    response.headers["WARC-Date"] = fetched.strftime("%Y-%m-%dT%H:%M:%SZ")
    response.headers["Content-Type"] = "application/http; msgtype=response"
    response.set_bytes_content(head.encode() + content)
    metadata.init_headers(record_type=warc.WarcRecordType.metadata)
    metadata.headers["WARC-Refers-To"] = response.headers["WARC-Record-ID"]
    metadata.headers["Content-Type"] = _FIELDS
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in said.lines() if value.strip())
    metadata.set_bytes_content("".join(lines).encode())
    archive = io.BytesIO()
    metadata.write(archive)
    response.write(archive)
    return archive.getvalue()


def said_in(headers: Mapping[str, str], content: bytes) -> Said:
    """What a record of metadata says; nothing if it is of another kind."""
    if headers.get("Content-Type") != _FIELDS:
        return Said()
    pairs = [line.partition(":") for line in content.decode(errors="replace").splitlines()]
    found = [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    one = dict(reversed(found))
    return Said(
        **{field.name: one.get(field.name, "") for field in fields(Said) if field.default == ""},
        authors=_all(found, "author"),
        licences=_all(found, "license"),
    )


def _all(found: Iterable[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in found if name == wanted and value)
