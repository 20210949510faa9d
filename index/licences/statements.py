"""Statements about reuse into ``Licence``: what is granted for the text, never more than is said.

A statement is read clause by clause. A clause that denies a licence, that somebody only reports or
plans, or that is about pictures and not about the text grants nothing. Where two clauses name
different licences, the stricter one counts, with a warning.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from index.licences import creative_commons, tables
from index.licences.creative_commons import Named
from index.licences.limits import limits_in
from index.licences.wording import plain
from index.models import UNKNOWN_LICENCE, Licence

_RESERVED = "LicenseRef-all-rights-reserved"
_NOTICE = re.compile(r"\s*(?:©|\(c\)|&copy;|copyright\b)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[^\W\d]{2})[.](?=\s|$)|(?<=\d)[.](?=\s|$)|[;\n!?]|\s[|•·]\s")
_WORDS_FROM_DENIAL = 6
_PUBLISHING = re.compile(r"licen[cs]ed|released|available|published")
_LONGEST_STATEMENT = 5_000  # characters of a licence's text, which says at its head which it is
_LONGEST_LABEL = 60
_LONGEST_NAME = 120
_WHOLE = re.compile(r"[\w.+-]+(?:\s+(?:AND|OR|WITH)\s+[\w.+-]+)*")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with the licences that it names."""

    words: str
    named: Sequence[Named]


@lru_cache(maxsize=1_024)
def licence_of(statement: str, source: str = "field licence") -> Licence:
    """The licence that a field states for the text: an SPDX id, a name, a code, an address, a sentence.

    Words that name no known licence become a ``LicenseRef-…`` with nothing assumed; a mere notice of
    copyright, a denial, or no words are unknown.
    """
    statement = plain(" ".join(statement[:_LONGEST_STATEMENT].split()))
    if not statement:
        return UNKNOWN_LICENCE
    exact = _spdx(statement)
    if exact is not None and (" " in exact.id or not exact.id.startswith("CC")):
        return replace(exact, source=source)
    readings = list(granted(statement))
    if readings:
        return replace(stricter_of(readings), source=source)
    if exact is not None:
        return replace(exact, source=source)
    if _NOTICE.match(statement) or _mentions(statement):
        return UNKNOWN_LICENCE
    label = re.sub(r"[^A-Za-z0-9.]+", "-", statement).strip("-")[:_LONGEST_LABEL] or "unnamed"
    return Licence(id=f"LicenseRef-{label}", name=statement[:_LONGEST_NAME], source=source)


def granted(statement: str, besides: str = "") -> Iterator[Licence]:
    """The licences that a statement's clauses give the text, each once for a clause, as far as nothing limits them.

    What any clause forbids holds for all of them; so does what ``besides`` forbids, words beside the statement that
    grant nothing.
    """
    clauses = [_Clause(words, _mentions(words)) for words in _about_text(plain(statement))]
    others = [_Clause(words, _mentions(words)) for words in _about_text(plain(besides))]
    limits = frozenset[str]().union(*(_limits_of(clause) for clause in (*clauses, *others)))
    for clause in clauses:
        if tables.phrases_of("hedge").search(clause.words):
            continue
        named = [one.licence for one in clause.named if not _denied(clause.words, one)]
        if named:
            yield _limited(stricter_of(named), limits)
    yield from (one.licence for clause in others for one in clause.named if one.licence.id == _RESERVED)


def is_about_text(statement: str) -> bool:
    """Whether any clause of a statement is about the text, and not about pictures alone."""
    return any(True for _ in _about_text(plain(statement)))


def _about_text(statement: str) -> Iterator[str]:
    """The clauses of a statement that are not about pictures, data or other things that are no text.

    A clause is about what it names first: "photos in this article", "this article and its photos". What is named for
    both, or only to be left out, does not count: "text and photos", "all content except photos".
    """
    about_other = False
    for sentence in _SENTENCES.split(statement):
        for clause in _clauses(sentence):
            subject = _exception().sub(" ", clause)
            other, text = tables.phrases_of("other").search(subject), tables.phrases_of("text").search(subject)
            if other or text:
                first = other is not None and (text is None or other.start() < text.start())
                about_other = first and not _both().search(subject)
            if not about_other:
                yield clause
        about_other = about_other and not sentence.strip().endswith(".")


@cache
def _exception() -> re.Pattern[str]:
    """Other things that are named to be left out: "except for the photos and videos"."""
    exception, other = tables.phrases_of("exception").pattern, tables.phrases_of("other").pattern
    between = r"\W+(?:\w+\W+){0,3}?"
    return re.compile(rf"{exception}{between}{other}(?:{between}{other})*", re.IGNORECASE)


@cache
def _both() -> re.Pattern[str]:
    """A thing and a text in one breath: "photos and text"."""
    other, text = tables.phrases_of("other").pattern, tables.phrases_of("text").pattern
    return re.compile(rf"{other}\s*(?:and|&|,)\s*(?:the\s+|this\s+|our\s+|all\s+)?{text}", re.IGNORECASE)


def _limits_of(clause: _Clause) -> frozenset[str]:
    """What a clause forbids in other words than a licence's name."""
    around = clause.words
    for one in sorted(clause.named, key=lambda one: -one.start):
        around = f"{around[: one.start]} {around[one.end :]}"
    return limits_in(around)


def stricter_of(licences: Sequence[Licence]) -> Licence:
    """The strictest of licences stated for one text, forbidding all that any of them forbids.

    A warning says that they differ. One that names the version of another's elements only says more.
    """
    distinct = list(dict.fromkeys(_without_less_precise(licences)))
    strictest = max(distinct, key=_strictness)
    if len(distinct) == 1:
        return strictest
    return replace(
        strictest,
        commercial=_least(one.commercial for one in distinct),
        derivatives=_least(one.derivatives for one in distinct),
        share_alike=any(one.share_alike for one in distinct),
        warning="also stated: " + ", ".join(one.id for one in distinct if one is not strictest),
    )


def _without_less_precise(licences: Iterable[Licence]) -> Iterator[Licence]:
    stated = [replace(one, source="", warning="") for one in licences]
    for one in stated:
        vague = one.id.removeprefix("LicenseRef-")
        precise = (other for other in stated if other is not one and other.id != one.id)
        if one.id.startswith("LicenseRef-CC-BY") and any(_of_elements(other.id) == vague for other in precise):
            continue
        if one.id == "LicenseRef-Creative-Commons" and any("CC-" in other.id for other in stated):
            continue
        yield one


def _of_elements(identifier: str) -> str:
    return re.sub(r"-\d\.\d.*", "", identifier)


def _strictness(licence: Licence) -> tuple[bool, bool, int, str]:
    """Reserved, then not known, then by how much is forbidden or asked; a newer version last, to be definite."""
    unknown = licence.commercial is None or licence.derivatives is None
    asked = 8 * (licence.commercial is False) + 4 * (licence.derivatives is False)
    return (
        licence.id == _RESERVED,
        unknown,
        asked + 2 * bool(licence.share_alike) + bool(licence.attribution),
        licence.id,
    )


def _least(permissions: Iterable[bool | None]) -> bool | None:
    stated = list(permissions)
    return False if False in stated else None if None in stated else True


def _clauses(sentence: str) -> list[str]:
    """A sentence where its subject changes: "images © …, text CC BY-SA", "… but …"."""
    return [clause for clause in _turn().split(sentence) if clause.strip()]


@cache
def _turn() -> re.Pattern[str]:
    nouns = "|".join((tables.phrases_of("other").pattern, tables.phrases_of("text").pattern))
    return re.compile(
        rf"\s*,\s+(?=(?:and\s+|but\s+)?(?:the\s+|all\s+|our\s+)?(?:{nouns}))|,?\s+(?:but|while|whereas)\s+",
        re.IGNORECASE,
    )


def _mentions(clause: str) -> list[Named]:
    found = list(creative_commons.found_in(clause))
    for match in _named_phrase().finditer(clause):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Named(tables.named()[" ".join(match.group().lower().split())], *match.span()))
    return found or list(creative_commons.vaguely_in(clause))


@cache
def _named_phrase() -> re.Pattern[str]:
    return tables.any_of(tables.named())


def _denied(clause: str, one: Named) -> bool:
    """Whether a "not" stands before the licence: near it, or anywhere before "licensed under"."""
    if one.licence.id == _RESERVED:
        return False
    negations = list(tables.phrases_of("negation").finditer(clause, 0, one.start))
    if not negations:
        return False
    first, last = (clause[negation.end() : one.start] for negation in (negations[0], negations[-1]))
    return len(last.split()) <= _WORDS_FROM_DENIAL or _PUBLISHING.search(first) is not None


def _limited(licence: Licence, limits: frozenset[str]) -> Licence:
    """A licence with what the words around its name forbid besides: "CC BY 4.0, for non-commercial use only"."""
    beyond = ("nc" in limits and licence.commercial) or ("nd" in limits and licence.derivatives)
    if not beyond:
        return licence
    return replace(
        licence,
        id=f"LicenseRef-{licence.id.removeprefix('LicenseRef-')}-restricted",
        name=f"{licence.name}, restricted",
        commercial=licence.commercial and "nc" not in limits,
        derivatives=licence.derivatives and "nd" not in limits,
        warning="the words around it forbid more than the licence does",
    )


def _spdx(statement: str) -> Licence | None:
    """The licence of an SPDX expression, which is one by its shape and by SPDX's list."""
    if not _WHOLE.fullmatch(statement):
        return None
    from license_expression import ExpressionError  # noqa: PLC0415 - its licence list takes half a second

    try:
        parsed = _spdx_licensing().parse(statement, validate=True)
    except ExpressionError:
        return None
    return Licence(id=str(parsed), name=str(parsed))


@cache
def _spdx_licensing() -> Any:
    from license_expression import get_spdx_licensing  # noqa: PLC0415

    return get_spdx_licensing()
