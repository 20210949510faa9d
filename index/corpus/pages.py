"""A web page into a document: what JSON-LD, OpenGraph and meta elements state, before anything is guessed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from index.corpus.document import Document, Stated
from index.corpus.extras import needed
from index.corpus.records import fields_of
from index.errors import DocumentError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # of XHTML; lxml wants none in a text that is decoded
_ARTICLE_TYPES = ("Article", "Posting", "Report")
_NOTHING = Document(name="", text="", default_id="")
_Stated = TypeVar("_Stated")


def document_of_page(
    page: str,
    name: str,
    default_id: str,
    url: str | None = None,
    saved: str | None = None,
    *,
    linked_from: Document = _NOTHING,
) -> Document:
    """The document of a page. Raises DocumentError if it holds no article. Needs the extra ``crawl``.

    ``linked_from`` is what a feed that links to the page says of it: it counts where the page states nothing, before
    what is guessed.
    """
    trafilatura = needed("trafilatura", "crawl", name)
    page = _DECLARATION.sub("", page, count=1)
    try:
        tree = lxml_html.document_fromstring(page)
    except (etree.ParserError, ValueError) as error:
        raise DocumentError(name, f"not sound HTML ({error})") from error
    extracted = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    stated = fields_of(_linked_data(tree))
    meta = fields_of(dict(_meta(tree)))
    if extracted is None or not extracted.text:
        raise DocumentError(name, "no article found in the page")
    guessed = _guessed(extracted)
    fetched = Stated(url, "address") if url else None
    return Document(
        name=name,
        text=_text(extracted.text, [one.title.words for one in (stated, meta, guessed) if one.title]),
        default_id=default_id,
        id=linked_from.id,
        title=_first(stated.title, meta.title, linked_from.title, guessed.title),
        url=_first(_canonical(tree, url or ""), stated.url, meta.url, fetched),
        publisher=_first(stated.publisher, meta.publisher, linked_from.publisher),
        published=_first(stated.published, meta.published, linked_from.published, guessed.published),
        authors=_first(stated.authors, meta.authors, linked_from.authors, guessed.authors) or (),
        language=_first(stated.language, tree.get("lang"), tree.get("xml:lang"), linked_from.language),
        licences=(*stated.licences, *meta.licences, *_licence_links(tree), *linked_from.licences),
        saved=Stated(saved, "fetched") if saved else None,
    )


def _first(*stated: _Stated | None) -> _Stated | None:
    """The first that is there of what several places state."""
    return next((one for one in stated if one), None)


def _text(extracted: str, titles: list[str]) -> str:
    """The paragraphs of a page with blank lines between them, without its heading, which is the title."""
    lines = [line.strip() for line in extracted.splitlines() if line.strip()]
    heading = lines[0] in {" ".join(title.split()) for title in titles}
    return "\n\n".join(lines[1:] if heading and len(lines) > 1 else lines)


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """The first object of schema.org that is an article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _objects(content):
            kinds = record.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).endswith(_ARTICLE_TYPES) for kind in names):
                return record
    return {}


def _objects(content: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(content, list):
        for one in content:
            yield from _objects(one)
    elif isinstance(content, Mapping):
        yield content
        yield from _objects(content.get("@graph"))


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        if key and element.get("content"):
            yield key, element.get("content")


def _canonical(tree: Any, base: str) -> Stated | None:
    found = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']") if link.get("href")), None)
    return Stated(urljoin(base, found), "canonical") if found else None


def _licence_links(tree: Any) -> Iterator[Stated]:
    """What ``rel="license"`` points to, pictures' own apart: those stand in a figure."""
    for element in tree.iter("a", "link"):
        if "license" in (element.get("rel") or "").split() and next(element.iterancestors("figure"), None) is None:
            words = f"{element.get('href') or ''} {' '.join(element.itertext())}".strip()
            if words:
                yield Stated(words, "rel=license")


def _guessed(extracted: Any) -> Document:
    """What the extractor reads in the page's own layout, where nothing states it."""
    return replace(
        _NOTHING,
        title=Stated(extracted.title, "page") if extracted.title else None,
        published=Stated(extracted.date, "page") if extracted.date else None,
        authors=(Stated(extracted.author, "page"),) if extracted.author else (),
    )
