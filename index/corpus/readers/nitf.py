"""NITF, the news industry's text format. https://iptc.org/standards/nitf/"""

from collections.abc import Iterator

from index.corpus.document import Document, Stated, stated
from index.corpus.reader import Found
from index.corpus.source import Source
from index.corpus.xml import elements, first_words, paragraphs_in, root_of, tree_of, words_in
from index.errors import DocumentError


class NitfReader:
    """One article: head and body of an ``nitf`` element."""

    name = "nitf"

    def recognises(self, source: Source) -> bool:
        """By the root element."""
        return root_of(source) == "nitf"

    def read(self, source: Source) -> Iterator[Found]:
        """The article."""
        root = tree_of(source)
        body = next(elements(root, "body.content"), None)
        if body is None:
            raise DocumentError(source.name, "not an article: no body.content")
        identity = next(elements(root, "doc-id"), None)
        rights = next(elements(root, "doc.rights"), None)
        credit = first_words(root, "distributor") or _attribute(root, "pubdata", "name")
        yield Document(
            name=source.name,
            text=paragraphs_in(body),
            default_id=source.stem,
            id=(identity.get("id-string") if identity is not None else None) or None,
            title=stated(first_words(root, "hl1") or first_words(root, "title"), "hl1"),
            url=stated(_attribute(root, "pubdata", "ex-ref"), "pubdata"),
            publisher=stated(credit, "distributor"),
            published=stated(
                _attribute(root, "date.issue", "norm") or _attribute(root, "pubdata", "date.publication"), "date.issue"
            ),
            authors=tuple(Stated(words_in(line), "byline") for line in elements(root, "byline")),
            language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            licences=_rights(rights),
        )


def _rights(element: object) -> tuple[Stated, ...]:
    terms = element.get("limitations") or element.get("startdate") if element is not None else None  # type: ignore[attr-defined]
    return (Stated(terms, "doc.rights"),) if terms else ()


def _attribute(root: object, name: str, attribute: str) -> str:
    return next((one.get(attribute) for one in elements(root, name) if one.get(attribute)), "")
