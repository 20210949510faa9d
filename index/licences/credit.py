"""The credit line to print: title, author, source and licence, as Creative Commons recommends."""

import re
from dataclasses import dataclass
from textwrap import shorten

from index.models import Article, Licence

_UNTITLED_CHARACTERS = 60
_LICENSED, _MARKED = "is licensed under", "is marked with"  # a work without rights is marked, not licensed
_SHORT = re.compile(r"(CC0|CC(?=-BY))(?:-(BY(?:-(?:NC|ND|SA))*))?-([\d.]+)(?:-([A-Z]+))?$")


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
        title=article.title or shorten(article.text, _UNTITLED_CHARACTERS, placeholder="…"),
        creators=creators,
        day=article.day.isoformat() if article.day else "",
        url=article.url or "",
        licence=licence.name if licence.known else "",
        licence_url=licence.url or "",
        note=note,
    )


def credit_line(article: Article) -> str:
    """The credit line as plain text, complete, in the wording that Creative Commons recommends.

    "“Title” by author, publisher, day, address, is licensed under CC BY 4.0 (address)."
    https://wiki.creativecommons.org/wiki/Best_practices_for_attribution
    """
    credit, licence = credit_of(article), article.licence
    by = " by " if article.authors or article.publisher else ", "
    work = ", ".join(part for part in (f"“{credit.title}”{by}{credit.creators}", credit.day, credit.url) if part)
    if not licence.known:
        return f"{work}. {_sentence(credit.note)}"
    name = f"{short_name(licence)} ({credit.licence_url})" if credit.licence_url else short_name(licence)
    if not licence.permits_reuse:
        return f"{work}. {_sentence(name)}"
    comma = "," if credit.day or credit.url else ""
    note = f"; {credit.note}" if credit.note else ""
    return f"{work}{comma} {_LICENSED if licence.attribution else _MARKED} {name}{note}."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def short_name(licence: Licence) -> str:
    """A licence's name for a line of text: "CC BY-SA 4.0" for CC-BY-SA-4.0."""
    if found := _SHORT.match(licence.id):
        return " ".join(part for part in found.groups() if part)
    return licence.name
