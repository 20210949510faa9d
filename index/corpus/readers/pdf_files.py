"""PDF with a text in it; scanned pages have none and are named."""

import re
from collections.abc import Iterator

from index.corpus.document import Document, Stated
from index.corpus.extras import needed
from index.corpus.reader import Found
from index.corpus.source import Source
from index.errors import DocumentError

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])")
_WRAPPED = re.compile(r"(?<![.!?:\"”])\n(?=\S)")


class PdfReader:
    """One article: the pages in order, hyphens at the ends of lines taken out."""

    name = "pdf"

    def recognises(self, source: Source) -> bool:
        """By its first bytes."""
        return source.head.lstrip().startswith(b"%PDF-")

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Needs the extra ``pdf``."""
        pypdf = needed("pypdf", "pdf", source.name)
        errors = needed("pypdf.errors", "pdf", source.name)
        with source.seekable() as file:
            try:
                pages = pypdf.PdfReader(file)
                texts = [page.extract_text() for page in pages.pages]
                facts = pages.metadata or {}
            except (errors.PyPdfError, ValueError, KeyError, RecursionError) as error:
                raise DocumentError(source.name, f"not a sound PDF ({error})") from error
        text = "\n\n".join(_flowing(text) for text in texts if text.strip())
        if not text:
            raise DocumentError(source.name, "no text in it; recognise the scanned pages first")
        yield Document(
            name=source.name,
            text=text,
            default_id=source.stem,
            title=_stated(facts.get("/Title"), "Title"),
            published=_stated(_day(facts.get("/CreationDate")), "CreationDate"),
            authors=tuple(filter(None, [_stated(facts.get("/Author"), "Author")])),
        )


def _flowing(text: str) -> str:
    """A page without the breaks that only its width has made."""
    joined = _HYPHEN.sub("", "\n".join(line.strip() for line in text.splitlines()))
    return _WRAPPED.sub(" ", joined)


def _day(stated: object) -> str | None:
    """The day of ``D:20240502060000+02'00'``."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(stated or ""))
    return "-".join(found.groups()) if found else None


def _stated(value: object, place: str) -> Stated | None:
    return Stated(str(value), place) if value and str(value).strip() else None
