"""XML of strangers: no entities of its own, no network, bounded depth."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from index.corpus.source import Source
from index.errors import DocumentError

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_PROLOGUE = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\s+")


def root_of(source: Source) -> str:
    """The local name of the root element, by the head of the file; empty if that is no XML."""
    head = source.head.removeprefix(_BOM)
    if not head.lstrip().startswith(b"<"):
        return ""
    prologue = _PROLOGUE.match(head)
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    return root[2].decode() if root else ""


def tree_of(source: Source) -> Any:
    """The root element of a document. Raises DocumentError if it is not sound."""
    data = source.content()
    refuse_entities(source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(source.name, f"not sound XML ({error.msg})") from error


def refuse_entities(source: Source) -> None:
    """Raise DocumentError if a document declares entities of its own, in whichever encoding."""
    with source.stream() as file, suppress(etree.XMLSyntaxError):  # which the reader tells itself
        for _, root in etree.iterparse(
            file, events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        ):
            own = root.getroottree().docinfo.internalDTD
            if own is not None and next(own.iterentities(), None) is not None:
                reason = "declares entities of its own, which can grow without measure; remove them"
                raise DocumentError(source.name, reason)
            return


def elements(root: Any, name: str) -> Iterator[Any]:
    """The elements of a local name, whatever their namespace, in the order of the document."""
    return (one for one in root.iter("{*}" + name))


def first_words(root: Any, *names: str) -> str:
    """The words of the first element of the likeliest local name that has any."""
    for name in names:
        for element in elements(root, name):
            if words := words_in(element):
                return words
    return ""


def words_in(element: Any) -> str:
    """The words of an element and all below it, on one line."""
    return _BREAK.sub(" ", "".join(element.itertext())).strip()


def paragraphs_in(element: Any) -> str:
    """The paragraphs of an element, with blank lines between them."""
    found = [words_in(one) for one in elements(element, "p")]
    return "\n\n".join(filter(None, found)) or words_in(element)
