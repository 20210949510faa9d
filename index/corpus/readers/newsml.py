"""NewsML-G2, the news industry's exchange format. https://iptc.org/standards/newsml-g2/"""

from collections.abc import Iterator
from typing import Any

from index.corpus.document import Document, Stated, stated
from index.corpus.reader import Found
from index.corpus.source import Source
from index.corpus.xml import elements, first_words, paragraphs_in, root_of, tree_of, words_in

_ROOTS = ("newsItem", "newsMessage")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class NewsmlReader:
    """News items with inline text, alone or in a message."""

    name = "newsml-g2"

    def recognises(self, source: Source) -> bool:
        """By the root element."""
        return root_of(source) in _ROOTS

    def read(self, source: Source) -> Iterator[Found]:
        """The articles; items without a text, as of pictures, are passed over."""
        items = [
            item
            for item in elements(tree_of(source), "newsItem")
            if next(elements(item, "inlineXML"), None) is not None
        ]
        for number, item in enumerate(items, 1):
            several = len(items) > 1
            name = f"{source.name}#{number}" if several else source.name
            yield _document(item, name, f"{source.stem}-{number}" if several else source.stem)


def _document(item: Any, name: str, default_id: str) -> Document:
    body = next(elements(item, "inlineXML"))
    inner = next(elements(body, "body.content"), None)
    licences = [Stated(words_in(one), "usageTerms") for one in elements(item, "usageTerms")]
    licences += [Stated(one.get("href"), "rightsInfo") for one in elements(item, "link") if one.get("rel") == "license"]
    address = next(
        (
            one.get("href")
            for one in elements(item, "link")
            if one.get("rel") in {None, "canonical"} and one.get("href")
        ),
        "",
    )
    return Document(
        name=name,
        text=paragraphs_in(body if inner is None else inner),
        default_id=default_id,
        id=item.get("guid") or None,
        title=stated(first_words(item, "headline", "title"), "headline"),
        url=stated(address or item.get("standardversionurl", ""), "link"),
        publisher=stated(_name(item, "provider", "infoSource"), "provider"),
        published=stated(first_words(item, "firstCreated", "contentCreated", "versionCreated"), "firstCreated"),
        authors=_authors(item),
        language=next((one.get("tag") for one in elements(item, "language") if one.get("tag")), item.get(_LANGUAGE)),
        licences=tuple(one for one in licences if one.words),
    )


def _authors(item: Any) -> tuple[Stated, ...]:
    named = tuple(Stated(words, "creator") for one in elements(item, "creator") if (words := _words(one)))
    return named or tuple(Stated(words_in(one), "by") for one in elements(item, "by"))


def _name(item: Any, *names: str) -> str:
    return next((words for name in names for one in elements(item, name) if (words := _words(one))), "")


def _words(element: Any) -> str:
    return first_words(element, "name") or words_in(element) or element.get("literal", "")
