"""The credit line to print: title, author, source and licence, as Creative Commons recommends."""

import re
from dataclasses import dataclass

from index.models import Article, Licence

_UNTITLED_CHARACTERS = 60
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


def short_name(licence: Licence) -> str:
    """A licence's name for a line of text: "CC BY-SA 4.0" for CC-BY-SA-4.0."""
    if found := _SHORT.match(licence.id):
        return " ".join(part for part in found.groups() if part)
    return licence.name
