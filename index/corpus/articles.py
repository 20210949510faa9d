"""A document into an article: here, and nowhere else, a source's words become dates, names and licences."""

from dataclasses import replace
from datetime import datetime

from index.config import CorpusSettings
from index.corpus import publishers
from index.corpus.asides import asides_of
from index.corpus.bylines import names_of
from index.corpus.dates import Day, Order, date_of, day_in_address, days_meant_by, order_shown_by
from index.corpus.document import Document
from index.corpus.head_lines import HeadLines, head_lines_of
from index.corpus.languages import language_of
from index.corpus.line_shapes import Known, folded
from index.corpus.markup import mended, readable
from index.corpus.reader import Draft
from index.errors import DocumentError
from index.licences import Footer, licence_of, licence_of_footer, stricter_of
from index.models import UNKNOWN_LICENCE, Article, Licence, Origin, Span

_LONGEST_TITLE = 1_000  # characters; what is longer is no title


def draft_of(document: Document, settings: CorpusSettings) -> Draft:
    """The article of a document. Raises DocumentError if it cannot be indexed and stored."""
    _check_fields(document)
    raw = _checked(document.text, document.name)
    encoded = mended(raw)
    text = _checked(readable(encoded), document.name)
    address = document.url.words if document.url and publishers.domain_of(document.url.words) else document.domain
    domain = publishers.domain_of(address)
    source = publishers.names_of_source(document.collection, address)
    footer = licence_of_footer(text)
    head = head_lines_of(text, _known(document, domain, footer))
    boilerplate = _boilerplate(document, text, head, footer)
    language = language_of(_body(text, boilerplate), document.language)
    title, title_at = _title(document, head)
    order = publishers.configured(settings.date_orders, source)
    published, published_at = _published(document, head, order, language)
    publisher, publisher_at = _publisher(
        document, domain, head, footer, publishers.configured(settings.publishers, source)
    )
    authors = names_of(_line(stated.words) for stated in document.authors) or head.authors
    authors_at = document.authors[0].place if document.authors else "head line"
    origins = (
        Origin("title", title_at, head.title.span if head.title else None),
        Origin("authors", authors_at, head.byline),
        Origin("published", published_at, head.dateline),
        Origin("publisher", publisher_at),
        Origin("url", document.url.place if document.url else ""),
    )
    found = (title, authors, published, publisher, document.url)
    article = Article(
        id=_id_of(document),
        text=text,
        title=title,
        url=document.url.words if document.url else None,
        publisher=publisher,
        published=published,
        authors=authors,
        language=language,
        licence=_licence(document, footer, publishers.configured(settings.licences, source)),
        source=document.name,
        boilerplate=boilerplate,
        original=raw if encoded != raw else "",
        pages=document.pages if text == raw else (),
        origins=tuple(origin for origin, value in zip(origins, found, strict=True) if value),
    )
    stated = document.published.words if document.published else ""
    return Draft(
        article,
        id_stated=bool(document.id),
        days=None if published else days_meant_by(stated),
        order=order_shown_by(stated),
        site=document.collection or domain or "",
    )


def _id_of(document: Document) -> str:
    if document.collection and document.id:
        return f"{document.collection}/{document.id}"
    return document.id or document.default_id


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise DocumentError(name, "empty: it holds no text")
    _check_characters(text, name, "")
    return text


def _check_fields(document: Document) -> None:
    """Raise DocumentError, which names the field, if one cannot be stored."""
    stated = (document.title, document.url, document.publisher, document.published, *document.authors)
    for one in (*stated, *document.licences):
        if one:
            _check_characters(one.words, document.name, f"its {one.place} ")
    others = {"id": document.id, "source": document.collection, "language": document.language, "name": document.name}
    for kind, words in others.items():
        _check_characters(words or "", document.name, f"its {kind} ")


def _check_characters(words: str, name: str, what: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError as error:
        reason = f"{what}holds half of a surrogate pair at character {error.start}; repair it"
        raise DocumentError(name, reason) from error


def _known(document: Document, domain: str | None, footer: Footer) -> Known:
    sites = (
        domain,
        publishers.collection_label(document.collection),
        document.publisher.words if document.publisher else None,
        footer.publisher,
    )
    return Known(
        title=document.title.words if document.title else "",
        authors=names_of(stated.words for stated in document.authors),
        sites=tuple(filter(None, sites)),
        language=document.language or "en",
    )


def _title(document: Document, head: HeadLines) -> tuple[str, str]:
    if document.title and len(document.title.words) <= _LONGEST_TITLE:
        return _line(document.title.words), document.title.place
    return (head.title.words, "head line") if head.title else ("", "")


def _line(words: str) -> str:
    """Words of a field on one line, read as the text is."""
    return " ".join(mended(readable(words)).split())


def _published(document: Document, head: HeadLines, order: Order | None, language: str) -> tuple[Day | None, str]:
    if document.published:
        saved = date_of(document.saved.words) if document.saved else None
        at = saved if isinstance(saved, datetime) else None
        stated = date_of(document.published.words, saved=at, order=order, language=language)
        if stated:
            return stated, document.published.place
    if head.published:
        return head.published, "head line"
    return (day_in_address(document.url.words) if document.url else None), "address"


def _publisher(
    document: Document, domain: str | None, head: HeadLines, footer: Footer, named: str | None
) -> tuple[str | None, str]:
    """A publisher's name: the configuration's, else the source's own, else what text and address tell."""
    stated = document.publisher
    candidates = (
        (named, "configuration"),
        (stated.words if stated and not publishers.is_host(stated.words) else None, stated.place if stated else ""),
        (footer.publisher, "footer"),
        (publishers.in_full(head.site, domain) if head.site else None, "head line"),
        (domain, "address"),
        (stated.words if stated else None, stated.place if stated else ""),
    )
    return next(((publishers.tidied(_line(name)), place) for name, place in candidates if name), (None, ""))


def _licence(document: Document, footer: Footer, settled: str | None) -> Licence:
    """What the configuration settles, else the stricter of what the fields and the text's own notice state."""
    if settled:
        return licence_of(settled, "configuration")
    read = [licence_of(_line(one.words), f"field {one.place}") for one in document.licences]
    stated = [licence for licence in (*read, footer.licence) if licence.known]
    if not stated:
        return UNKNOWN_LICENCE
    strictest = stricter_of(stated)
    source = next(one.source for one in stated if one.id == strictest.id)
    return replace(strictest, source=source)


def _body(text: str, boilerplate: tuple[Span, ...]) -> str:
    return Article("", text, boilerplate=boilerplate).body


def _boilerplate(document: Document, text: str, head: HeadLines, footer: Footer) -> tuple[Span, ...]:
    """The lines that are no part of the report, in order: head lines, what points elsewhere, the footer.

    A record that states its title apart, and is no raw crawl, begins its text where it means to, unless the text
    opens with that very title: what stands there else is read ("Dam was never inspected, engineer says").
    """
    edited = document.title is not None and document.collection is None
    headed = not edited or (head.title is not None and folded(head.title.words) == folded(_title(document, head)[0]))
    spans = (*(head.spans if headed else ()), *asides_of(text), *((footer.span,) if footer.span else ()))
    outermost: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not outermost or span.end > outermost[-1].end:
            outermost.append(span)
    return tuple(outermost)
