"""Stage two, direct speech by its signature: the dash and the name behind or below a quotation, and under a post."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.english.quotation_marks import paragraphs
from index.models import Kind, Span
from index.statements.content.reading import Reading, laid_out
from index.statements.drafts import Draft
from index.statements.rules import RuleId

_DASHES = r"\s*(?:[―—–]|--?)\s*"
_LONG_DASHES = r"\s*(?:[―—–]|--)\s*"
_HANDLE = r"(?P<handle> \(@\w+\)[^\n]{0,40})"  # "Ruth Keller (@rkeller) May 12, 2015"
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"
_BEHIND = r"(?: \([^)\n]{1,40}\))?(?:, [^\n]{2,60})?[^\S\n]*(?=\n|$)"  # "Ruth Keller (Labour), mayor"
_ON_LINE = re.compile(rf"{_DASHES}(?P<name>[A-Z][^\n!?“\"]{{2,80}}?)(?:{_HANDLE})?\.?\s*$")
_BELOW = re.compile(rf"\s*\n{_DASHES}(?P<name>{_NAME})(?:{_HANDLE})?{_BEHIND}")
_UNNAMED_BELOW = re.compile(rf"\s*\n{_LONG_DASHES}(?P<name>an? [a-z][^\n.“”\"]{{2,60}})(?P<handle>(?!))?(?=\n|$)")
# “We tried it all.⏎Ann Lee, Kestrel Foods.”: a line of its own before the mark that closes
_INSIDE = re.compile(
    r"[^\S\n]*\n\s*(?:[A-Z][\w.]*\. )*(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){1,3})(?P<handle>(?!))?"
    r"(?:, [A-Z][^\n.“”\"]{2,60})?\.?[”\"][^\S\n]*(?=\n|$)"
)
_POSTED = re.compile(rf"{_LONG_DASHES}(?P<name>{_NAME}){_HANDLE}$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def signature(text: str, end: int) -> re.Match[str] | None:
    """The dash and the name behind a quotation that ends at ``end``, on its line or on one of their own."""
    on_line = _ON_LINE.match(text, end, _line_end(text, end))
    return on_line or _BELOW.match(text, end) or _UNNAMED_BELOW.match(text, end) or _INSIDE.match(text, end)


def names_source(signed: re.Match[str]) -> bool:
    """Whether a signature is an entry in a list of sources: it has a year, and no account that posts."""
    return not signed["handle"] and bool(_DATED.search(signed["name"]))


def posts(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """A paragraph without marks under which a line has a dash, a name and an account: a post, as pages embed it."""
    if RuleId.DASH not in reading.rules:
        return list(drafts)
    text = reading.text
    taken = [*laid_out(drafts), *(q.span for q in reading.marked if not q.single)]
    found = []
    for post, line in pairwise(paragraphs(text)):
        signed = _POSTED.match(text, line.start, line.end)
        if signed and not any(post.overlaps(one) for one in taken):
            found.append(Draft((post,), Kind.DIRECT, RuleId.DASH, mention=Span(*signed.span("name"))))
    return [*drafts, *found]


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
