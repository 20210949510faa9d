"""PDF with a text in it; scanned pages have none and are named."""

import re
from collections.abc import Iterator
from typing import Any

from index.corpus.document import Document, stated
from index.corpus.extras import needed
from index.corpus.page_layout import Flow, PrintedLine, flowing, lines_of
from index.corpus.reader import Found
from index.corpus.source import Source
from index.errors import DocumentError

_HYPHEN = {0x02: "-", 0xFFFE: "-"}  # what PDFium puts for a hyphen at the end of a line
_NEAR = 4.0  # points


class PdfReader:
    """One article: its pages in order, columns one after the other, hyphens at the ends of lines taken out."""

    name = "pdf"

    def recognises(self, source: Source) -> bool:
        """By its first bytes."""
        return source.head.lstrip().startswith(b"%PDF-")

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Needs the extra ``pdf``."""
        pdfium = needed("pypdfium2", "pdf", source.name)
        try:
            with pdfium.PdfDocument(source.content()) as pdf:
                facts = pdf.get_metadata_dict()
                flow = flowing([list(lines_of(_pieces(page))) for page in pdf])
        except pdfium.PdfiumError as error:
            raise DocumentError(source.name, f"not a sound PDF ({error})") from error
        if not flow.text:
            raise DocumentError(source.name, "no text in it; recognise the scanned pages first")
        yield _document(source, flow, facts)


def _pieces(page: Any) -> Iterator[PrintedLine]:
    text = page.get_textpage()
    try:
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            words = text.get_text_bounded(left, bottom, right, top).translate(_HYPHEN)
            # the rectangle is as high as its letters are: the first one's font tells the height of the line
            first = text.get_index(left, (bottom + top) / 2, _NEAR, _NEAR)
            if first is not None:
                _, bottom, _, top = text.get_charbox(first, loose=True)
            yield PrintedLine(left, bottom, right, top, words)
    finally:
        text.close()
        page.close()


def _document(source: Source, flow: Flow, facts: dict[str, str]) -> Document:
    return Document(
        name=source.name,
        text=flow.text,
        default_id=source.stem,
        title=stated(facts.get("Title"), "Title"),
        published=stated(_day(facts.get("CreationDate")), "CreationDate"),
        authors=tuple(filter(None, [stated(facts.get("Author"), "Author")])),
        pages=flow.pages,
    )


def _day(stated: object) -> str | None:
    """The day of ``D:20240502060000+02'00'``."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(stated or ""))
    return "-".join(found.groups()) if found else None
