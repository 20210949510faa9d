"""Pages as they were saved or crawled: HTML files, and web archives of them."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from index.corpus.decoding import decoded_page
from index.corpus.extras import needed
from index.corpus.page_archive import Said, said_in
from index.corpus.pages import document_of_page
from index.corpus.reader import Found
from index.corpus.source import Source
from index.errors import DocumentError

_SUFFIXES = (".html", ".htm", ".xhtml")
_LONGEST_METADATA = 65_536
_OPENINGS = (b"<!doctype html", b"<html")


class HtmlReader:
    """A page is an article."""

    name = "html"

    def recognises(self, source: Source) -> bool:
        """By how it opens, or by its ending."""
        opening = source.head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return source.suffix in _SUFFIXES or opening.startswith(_OPENINGS)

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Needs the extra ``crawl``."""
        page = decoded_page(source.content(), source.name)
        yield document_of_page(page, source.name, source.stem)


class WarcReader:
    """Web archives: each page that answered is an article."""

    name = "warc"

    def recognises(self, source: Source) -> bool:
        """By its first line."""
        return source.head.startswith(b"WARC/1.")

    def read(self, source: Source) -> Iterator[Found]:
        """The articles; answers that are no pages are passed over. Needs the extra ``crawl``."""
        warc = needed("fastwarc.warc", "crawl", source.name)
        with source.stream() as file:
            kinds = warc.WarcRecordType.response | warc.WarcRecordType.metadata
            number, described, said = 0, "", Said()
            for record in warc.ArchiveIterator(_Counted(file), record_types=kinds, parse_http=True):
                if record.record_type == warc.WarcRecordType.metadata:
                    described = record.headers.get("WARC-Refers-To") or ""
                    said = said_in(record.headers, record.reader.read(_LONGEST_METADATA))
                    continue
                number += 1
                if "html" in (record.http_content_type or "").lower() and record.http_headers.status_code == 200:
                    own = said if described and described == record.headers.get("WARC-Record-ID") else Said()
                    yield _page(record, f"{source.name}#{number}", f"{source.stem}-{number}", source.max_bytes, own)


class _Counted:
    """A stream that cannot go back, as fastwarc wants it: with the place where it is."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _page(record: Any, name: str, default_id: str, max_bytes: int, said: Said) -> Found:
    wanted = int(record.http_headers.get("Content-Length", "-1"))
    data = record.reader.read(max_bytes + 1)
    if len(data) > max_bytes:
        return DocumentError(name, f"a page of more than {max_bytes:,} bytes; raise [corpus] max_document_bytes")
    if len(data) < wanted:
        return DocumentError(name, f"cut off: {len(data):,} of {wanted:,} bytes are there")
    try:
        page = decoded_page(data, name, record.http_charset)
        address, saved = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
        return document_of_page(page, name, default_id, address, saved, linked_from=said.document())
    except DocumentError as error:
        return error
