"""Creative Commons licences as they are written: addresses, codes, names, with elements in any order.

What they permit and ask follows from their elements (https://creativecommons.org/share-your-work/cclicenses/).
Their identifiers are those of SPDX; one without a version, which SPDX has not, is a ``LicenseRef-…``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.licences import tables
from index.models import Licence

_ORDER = ("by", "nc", "nd", "sa")
_NAMES = {"by": "Attribution", "nc": "NonCommercial", "nd": "NoDerivatives", "sa": "ShareAlike"}
_SUITES = {
    "1.0": "Generic",
    "2.0": "Generic",
    "2.1": "Generic",
    "2.5": "Generic",
    "3.0": "Unported",
    "4.0": "International",
}
_VERSION = r"(?P<version>[1-4]\.[0-9])"
_AND = r"(?:(?:and|und|et|plus|y|e)[\W_]+)?"
_SEPARATOR = rf"[\W_]{{1,4}}{_AND}"
_ADDRESS = re.compile(
    rf"creativecommons\.org/licen[cs]es/(?P<elements>[a-z]+(?:-[a-z]+)*)(?:/{_VERSION})?(?:/(?P<place>[a-z]{{2,8}})(?=[/\s)>\]\"']|$))?",
    re.IGNORECASE,
)
_NOT_A_PORT = frozenset({"deed", "legalcode"})
_LAST_WITH_PORTS = (
    "3.0"  # https://creativecommons.org/faq/#what-are-the-international-unported-creative-commons-licenses
)
_CODE = re.compile(
    rf"(?<!\w)CC[\s_:-]*(?P<elements>(?:BY|NC|ND|SA)(?:[\W_]{{0,4}}{_AND}(?:NC|ND|SA|BY))*)(?![A-Za-z])"
    rf"(?:[\s,_)-]*(?:licen[cs]e\s+)?(?:v(?:ersion)?\.?\s*)?{_VERSION}(?P<more>(?:[\W_]{{1,3}}(?:NC|ND|SA)(?![A-Za-z]))*))?",
    re.IGNORECASE,
)
_ELEMENT_CODE = re.compile(r"\b(?:and|und)\b|(BY|NC|ND|SA)", re.IGNORECASE)
# Behind an element: a dash or a beginning of another one, so that more was meant than what could be read.
_CUT_OFF = re.compile(
    r"[_%+·]|-(?!\s*(?:v(?:ersion)?\.?\s*)?\d|licen[cs]|lizenz)|[\W_]{0,3}(?:non|no[\s-]*deriv|share[\s-]*al)",
    re.IGNORECASE,
)
_BARE = re.compile(r"creative\s+commons", re.IGNORECASE)
_VAGUE = Licence("LicenseRef-Creative-Commons", "Creative Commons (which licence is not stated)")


@dataclass(frozen=True, slots=True)
class Named:
    """A licence with the place of the words that name it."""

    licence: Licence
    start: int
    end: int


def found_in(words: str) -> Iterator[Named]:
    """The Creative Commons licences that words name."""
    taken = bytearray(len(words))
    for pattern in (_ADDRESS, _CODE, _full_name(), _suite_name()):
        for match in pattern.finditer(words):
            if any(taken[match.start() : match.end()]):
                continue
            elements = _elements_of(match)
            preposition = match["elements"] == "by" and pattern is _full_name()  # "under Creative Commons by the Post"
            if "by" not in elements or preposition:
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            yield Named(_VAGUE if _is_cut_off(match) else _stated_by(match, elements, words), *match.span())


def _stated_by(match: re.Match[str], elements: frozenset[str], words: str) -> Licence:
    return licence(elements, match["version"], _port(match, words))


def _is_cut_off(match: re.Match[str]) -> bool:
    """Whether more elements may have been meant than could be read: "BY-" at a line's end, "BY-NX", "by-xx/4.0"."""
    if _CUT_OFF.match(match.string, match.end("elements")):
        return True
    return match.re is _ADDRESS and not {*match["elements"].lower().split("-")} <= {*_ORDER}


def vaguely_in(words: str) -> Iterator[Named]:
    """A licence of Creative Commons of which words do not say which it is."""
    for bare in _BARE.finditer(words):
        yield Named(_VAGUE, *bare.span())


def licence(elements: frozenset[str], version: str | None, port: str | None = None) -> Licence:
    """The licence of these elements ("by", "nc", "nd", "sa")."""
    own = [element for element in _ORDER if element in elements]
    name = "Creative Commons " + "-".join(_NAMES[element] for element in own)
    code = "-".join(["CC", *(element.upper() for element in own)])
    identifier, url = f"LicenseRef-{code}", None
    if version:
        identifier = "-".join([code, version, *([port] if port else [])])
        path = "/".join(["-".join(own), version, *([port.lower()] if port else [])])
        url = f"https://creativecommons.org/licenses/{path}/"
        name = f"{name} {version} {port or _SUITES.get(version, '')}".strip()
    return Licence(
        id=identifier,
        name=name if version else f"{name} (version not stated)",
        url=url,
        attribution=True,
        commercial="nc" not in own,
        derivatives="nd" not in own,
        share_alike="sa" in own,
    )


def _elements_of(match: re.Match[str]) -> frozenset[str]:
    if match.re is not _CODE:
        return _elements(match["elements"])
    codes = _ELEMENT_CODE.findall(match["elements"] + (match["more"] or ""))
    return frozenset(code.lower() for code in codes if code)


def _elements(words: str) -> frozenset[str]:
    meanings = tables.meanings("elements")
    return frozenset(meanings[_plain(phrase)] for phrase in _element().findall(words.replace("_", " ")))


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _port(match: re.Match[str], words: str) -> str | None:
    """The country or body for which a licence was adapted: part of the address, or named right behind the version."""
    if not match["version"] or match["version"] > _LAST_WITH_PORTS:
        return None
    place = match.groupdict().get("place")
    if place is None:
        behind = _place().match(words, match.end())
        place = behind["place"] if behind and (len(behind["place"]) > 3 or behind["place"].isupper()) else None
    if place is None or place.lower() in _NOT_A_PORT:
        return None
    return tables.meanings("ports").get(_plain(place), place.upper() if len(place) <= 3 else None)


@cache
def _element() -> re.Pattern[str]:
    return tables.any_of(word.phrase for word in tables.words("elements"))


@cache
def _place() -> re.Pattern[str]:
    inner = tables.any_of(word.phrase for word in tables.words("ports")).pattern
    return re.compile(rf"[\s_(,-]*(?P<place>{inner})(?=\s*(?:[^\w\s]|licen[cs]e|lizenz|$))", re.IGNORECASE)


@cache
def _sequence() -> str:
    one = _element().pattern
    return rf"(?P<elements>{one}(?:{_SEPARATOR}{one})*)"


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile(
        rf"creative\s+commons\W{{0,4}}(?:(?:public\s+)?licen[cs]e\W{{1,4}}|lizenz\W{{1,4}}|licence\W{{1,4}})?(?:CC\W{{0,3}})?{_sequence()}"
        rf"(?:[\s,)-]*\(?(?:licen[cs]e,?\s+)?(?:v(?:ersion)?\.?\s*)?{_VERSION})?",
        re.IGNORECASE,
    )


@cache
def _suite_name() -> re.Pattern[str]:
    """A name as links have it, without "Creative Commons" before: "Attribution-ShareAlike 4.0 International"."""
    return re.compile(rf"{_sequence()}[\s,-]*{_VERSION}(?=\W+(?:international|unported|generic))", re.IGNORECASE)
