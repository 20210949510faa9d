"""MediaWiki exports, as Wikinews offers them. https://www.mediawiki.org/wiki/Help:Export"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from lxml import etree

from index.corpus import tables
from index.corpus.document import Document, Stated
from index.corpus.extras import needed
from index.corpus.reader import Found
from index.corpus.source import Source
from index.corpus.xml import first_words, refuse_entities, root_of
from index.errors import DocumentError

_ARTICLES = "0"
_DATED = re.compile(r"\{\{\s*(?:date|byline\s*\|\s*date\s*=)\s*\|?\s*([^}|]+)", re.IGNORECASE)
_NOT_TEXT = re.compile(r"^(?:==+[^=]+==+|\*.*|#.*|\s*)$")


class MediawikiReader:
    """A page of the main namespace is an article; templates, files and lists of sources are left out."""

    name = "mediawiki"

    def recognises(self, source: Source) -> bool:
        """By the root element."""
        return root_of(source) == "mediawiki"

    def read(self, source: Source) -> Iterator[Found]:
        """The articles, page by page. Needs the extra ``mediawiki``."""
        parser = needed("mwparserfromhell", "mediawiki", source.name)
        refuse_entities(source)
        site = base = ""
        number = 0
        with source.stream() as file:
            try:
                context = etree.iterparse(file, events=("end",), tag=("{*}siteinfo", "{*}page"), resolve_entities=False)
                for _, element in context:
                    if etree.QName(element).localname == "siteinfo":
                        site = first_words(element, "sitename")
                        base = first_words(element, "base").rpartition("/")[0]
                        continue
                    number += 1
                    if first_words(element, "ns") == _ARTICLES and element.find("{*}redirect") is None:
                        yield _page(element, parser, f"{source.name}#{number}", site, base)
                    element.clear()
            except etree.XMLSyntaxError as error:
                yield DocumentError(source.name, f"not sound XML ({error.msg})")


def _page(page: Any, parser: Any, name: str, site: str, base: str) -> Found:
    title = first_words(page, "title")
    markup = next((one.text or "" for one in page.iter("{*}text")), "")
    dated = _DATED.search(markup)
    text = _plain(markup, parser)
    if not text:
        return DocumentError(name, "empty: it holds no text")
    return Document(
        name=name,
        text=text,
        default_id=title,
        id=f"{site}/{first_words(page, 'id')}" if site else None,
        title=Stated(title, "title"),
        url=Stated(f"{base}/{quote(title.replace(' ', '_'))}", "title") if base else None,
        publisher=Stated(site, "siteinfo") if site else None,
        published=Stated(dated[1], "date template") if dated else None,
    )


def _plain(markup: str, parser: Any) -> str:
    body = _closing_sections().sub("", _links_to_no_article().sub("", markup))
    plain = parser.parse(body).strip_code(normalize=True, collapse=True)
    lines = (line.strip() for line in plain.splitlines())
    return "\n\n".join(line for line in lines if not _NOT_TEXT.match(line))


@cache
def _links_to_no_article() -> re.Pattern[str]:
    """Links to pictures and categories, with the captions and further links in them."""
    namespaces = "|".join(map(re.escape, tables.phrases("mediawiki_namespaces")))
    return re.compile(rf"\[\[(?:{namespaces})\s*:(?:[^\[\]]|\[\[[^\]]*\]\])*\]\]", re.IGNORECASE)


@cache
def _closing_sections() -> re.Pattern[str]:
    """The first section that is no longer the article, and all behind it."""
    headings = "|".join(map(re.escape, tables.phrases("mediawiki_closing_sections")))
    return re.compile(rf"^==+\s*(?:{headings})\s*==+\s*$.*", re.IGNORECASE | re.MULTILINE | re.DOTALL)
