"""Licence statements into ``Licence``, and the credit line that a licence asks a re-user to print.

What Creative Commons licences permit and ask follows from the elements in their names
(https://creativecommons.org/share-your-work/cclicenses/); a credit line holds title, author, source
and licence, as Creative Commons recommends.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.models import UNKNOWN_LICENCE, Article, Licence, Span

_FOOTER_CHARACTERS = 600
_UNTITLED_CHARACTERS = 60
_ELEMENTS = {
    "by": "Attribution",
    "nc": "NonCommercial",
    "nd": "NoDerivatives",
    "sa": "ShareAlike",
}
_ELEMENT_WORDS = {
    "by": re.compile(r"\b(?:by|attribution)\b", re.IGNORECASE),
    "nc": re.compile(r"\b(?:nc|non-?commercial)\b", re.IGNORECASE),
    "nd": re.compile(r"\b(?:nd|no-?deriv(?:ative)?s)\b", re.IGNORECASE),
    "sa": re.compile(r"\b(?:sa|share-?alike)\b", re.IGNORECASE),
}
_SUITES = {"1.0": "Generic", "2.0": "Generic", "2.5": "Generic", "3.0": "Unported", "4.0": "International"}

_CC_URL = re.compile(
    r"creativecommons\.org/licenses/(?P<elements>by(?:-(?:nc|nd|sa))*)/(?P<version>\d\.\d)", re.IGNORECASE
)
_CC_CODE = re.compile(
    r"\bCC[ -](?P<elements>BY(?:[ -](?:NC|ND|SA))*)[ -](?P<version>\d\.\d)(?:-(?P<place>[A-Z]{2,3}))?\b", re.IGNORECASE
)
_CC_NAME = re.compile(
    r"Creative Commons[ -]+(?P<elements>Attribution(?:[ -]+(?:Non-?Commercial|No-?Deriv(?:ative)?s|Share-?Alike))*)"
    r"[ -]+(?P<version>\d\.\d)",
    re.IGNORECASE,
)
_CC0 = re.compile(r"creativecommons\.org/publicdomain/zero|\bCC0\b|Creative Commons Zero", re.IGNORECASE)
_PUBLIC_DOMAIN = re.compile(r"creativecommons\.org/publicdomain/mark|\bpublic domain\b", re.IGNORECASE)
_RESERVED = re.compile(r"\ball rights reserved\b", re.IGNORECASE)
# tried at the starts of sentences only: from every character of a long one it would take quadratic time
_LICENSED = re.compile(r"(?:\A|(?<=[.!?\n]))[^.!?\n]*\blicen[sc]ed? under\b[^\n]*", re.IGNORECASE)
_LICENSOR = re.compile(
    r"(?:\bby|©|\(c\)|copyright)\s+(?:\d{4}\s+)?(?P<name>[A-Z][^.,;\n]{1,80}?)\s+(?:is|are)\s+licen", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"(?:\A|(?<=[.!?\n\s]))(?:originally |first )?published under (?:a )?Creative Commons[^\n]*? by "
    r"(?P<name>[^\W_][^.,;\n]{1,80})[^\n]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Footer:
    """What an article's own footer says of its licence and its publisher; ``span`` are its words."""

    licence: Licence
    publisher: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """The parts of a credit line, for a renderer that can link them. Missing parts are empty."""

    title: str
    creators: str
    day: str
    url: str
    licence: str
    licence_url: str
    note: str


def licence_of(statement: str, source: str = "field licence") -> Licence:
    """The licence that a short statement names: an SPDX id, a Creative Commons name, code or address.

    Words that name no known licence become a ``LicenseRef-…`` with nothing assumed; no words, unknown.
    """
    statement = " ".join(statement.split())
    if not statement:
        return UNKNOWN_LICENCE
    for pattern in (_CC_URL, _CC_CODE, _CC_NAME):
        if found := pattern.search(statement):
            return _creative_commons(found.groupdict(), source)
    if _CC0.search(statement):
        url = "https://creativecommons.org/publicdomain/zero/1.0/"
        name = "Creative Commons Zero 1.0 Universal"
        return _free("CC0-1.0", name, url, source)
    if _PUBLIC_DOMAIN.search(statement):
        url = "https://creativecommons.org/publicdomain/mark/1.0/"
        return _free("LicenseRef-public-domain", "public domain", url, source)
    if _RESERVED.search(statement):
        return Licence(
            id="LicenseRef-all-rights-reserved",
            name="all rights reserved",
            commercial=False,
            derivatives=False,
            source=source,
        )
    return _spdx(statement, source)


def licence_of_footer(text: str) -> Footer:
    """The licence that the end of an article's text states in a sentence, and who licenses it."""
    start = max(0, len(text) - _FOOTER_CHARACTERS)
    tail = text[start:]
    sentence = _LICENSED.search(tail)
    licence = licence_of(sentence.group().strip(), "footer") if sentence else UNKNOWN_LICENCE
    if sentence and licence.known and not (licence.id.startswith("LicenseRef-") and licence.attribution is None):
        licensor = _LICENSOR.search(sentence.group())
        span = Span(start + sentence.start(), start + sentence.end())
        return Footer(licence, licensor["name"].strip() if licensor else None, span)
    notice = _PUBLISHED.search(tail)
    if notice:
        return Footer(UNKNOWN_LICENCE, notice["name"].strip(), Span(start + notice.start(), start + notice.end()))
    return Footer(UNKNOWN_LICENCE, None)


def credit_of(article: Article) -> Credit:
    """The parts of the credit line of an article."""
    licence = article.licence
    creators = ", ".join(article.authors) or article.publisher or "author unknown"
    if article.authors and article.publisher:
        creators = f"{creators}, {article.publisher}"
    note = "" if licence.known else "licence unknown: ask the publisher before reuse"
    if licence.derivatives is False and licence.attribution:
        note = "no derivatives: quote unchanged"
    return Credit(
        title=article.title or f"{article.text[:_UNTITLED_CHARACTERS].strip()}…",
        creators=creators,
        day=article.day.isoformat() if article.day else "",
        url=article.url or "",
        licence=licence.name if licence.known else "",
        licence_url=licence.url or "",
        note=note,
    )


def credit_line(article: Article) -> str:
    """The credit line as plain text: title, creators and day, link, licence with its link."""
    credit = credit_of(article)
    source = ", ".join(part for part in (f"“{credit.title}”", credit.creators, credit.day, credit.url) if part)
    licence = f"{credit.licence} ({credit.licence_url})" if credit.licence_url else credit.licence
    return ". ".join(part for part in (source, licence, credit.note) if part) + "."


def _creative_commons(found: dict[str, str | None], source: str) -> Licence:
    named = found["elements"] or ""
    elements = [element for element, words in _ELEMENT_WORDS.items() if words.search(named)]
    version, place = found["version"] or "", (found.get("place") or "").upper()
    identifier = "-".join(["CC", *(element.upper() for element in elements), version, *([place] if place else [])])
    path = "/".join(["-".join(elements), version, *([place.lower()] if place else [])])
    suite = place or _SUITES.get(version, "")
    return Licence(
        id=identifier,
        name=f"Creative Commons {'-'.join(_ELEMENTS[e] for e in elements)} {version} {suite}".strip(),
        url=f"https://creativecommons.org/licenses/{path}/",
        attribution=True,
        commercial="nc" not in elements,
        derivatives="nd" not in elements,
        share_alike="sa" in elements,
        source=source,
    )


def _free(identifier: str, name: str, url: str, source: str) -> Licence:
    return Licence(identifier, name, url, False, True, True, False, source)


def _spdx(statement: str, source: str) -> Licence:
    from license_expression import ExpressionError  # noqa: PLC0415 - its licence list takes half a second

    try:
        parsed = _spdx_licensing().parse(statement, validate=True)
    except ExpressionError:
        label = re.sub(r"[^A-Za-z0-9.]+", "-", statement).strip("-")[:60] or "unnamed"
        return Licence(id=f"LicenseRef-{label}", name=statement[:120], source=source)
    return Licence(id=str(parsed), name=str(parsed), source=source)


@cache
def _spdx_licensing() -> Any:
    from license_expression import get_spdx_licensing  # noqa: PLC0415

    return get_spdx_licensing()
