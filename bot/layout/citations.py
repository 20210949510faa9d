"""A statement as others cite it: text, BibTeX, CSL-JSON, and schema.org's Quotation as JSON-LD.

``address`` is in all of them the statement's permanent one.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.layout.walk import section_of
from bot.words.runs import plain
from index.keys import statement_key
from index.licences import credit_line, credit_of
from index.models import Article, Kind, Speaker, SpeakerKind, Statement
from retrieval.models import Item

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: rf"\{mark}" for mark in "{}$&#%_"},
}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citations:
    """One statement in each form."""

    text: str
    bibtex: str
    csl: tuple[dict[str, Any], ...]
    json_ld: dict[str, Any]


def citations_of(item: Item, address: str) -> Citations:
    """The citations of an item that is a statement. Raises TypeError for a passage."""
    if item.statement is None:
        raise TypeError("a passage is cited by its credit line alone")
    return Citations(
        text=f"{quoted_of(item)} {credit_line(item.article)} {address}".rstrip(),
        bibtex=_bibtex(item, item.statement, address),
        csl=(_csl(item, item.statement, address),),
        json_ld=_json_ld(item, item.statement, address),
    )


def quoted_of(item: Item) -> str:
    """Who said it, in which manner, and the words, on one line."""
    said = section_of(item).said
    return _BLANKS.sub(" ", " ".join(f"{plain(one.attribution)} {plain(one.words)}" for one in said))


def _bibtex(item: Item, statement: Statement, address: str) -> str:
    """An entry that old styles print too: ``@misc`` with its address. https://www.ctan.org/pkg/biblatex, 2.1.1"""
    article, credit = item.article, credit_of(item.article)
    fields = {
        "author": " and ".join(f"{{{_latex(author)}}}" for author in article.authors or (credit.creators,)),
        "title": f"{{{_latex(credit.title)}}}",
        "howpublished": _latex(article.publisher or ""),
        "date": credit.day,
        "year": credit.day[:4],
        "url": article.url or address,
        "note": _latex(quoted_of(item)),
        "addendum": _latex(" ".join(part for part in (credit.licence, address) if part)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{statement_key(article, statement)},", ",\n".join(lines), "}\n"])


def _csl(item: Item, statement: Statement, address: str) -> dict[str, Any]:
    """An item as https://docs.citationstyles.org and its csl-data.json describe it."""
    article, credit = item.article, credit_of(item.article)
    day = article.day
    fields = {
        "id": statement_key(article, statement),
        "type": "article-newspaper",
        "title": credit.title,
        "author": [{"literal": author} for author in article.authors],
        "container-title": article.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": article.url or address,
        "language": article.language,
        "archive_location": address,
        "note": " ".join(part for part in (quoted_of(item), credit.licence) if part),
    }
    return {name: value for name, value in fields.items() if value}


def _json_ld(item: Item, statement: Statement, address: str) -> dict[str, Any]:
    """A https://schema.org/Quotation. Of a report the words are the article's, so no creator is claimed for them."""
    fields = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": address,
        "text": " … ".join(item.texts),
        "inLanguage": item.article.language,
        "spokenByCharacter": _speaker(item, statement),
        "creator": _speaker(item, statement) if statement.kind is Kind.DIRECT else None,
        "isPartOf": _article(item.article),
    }
    return {name: value for name, value in fields.items() if value}


def _speaker(item: Item, statement: Statement) -> dict[str, Any] | None:
    speaker: Speaker | None = item.speaker
    name = speaker.name if speaker else statement.speaker
    if name is None:
        return None
    if speaker and speaker.kind is SpeakerKind.ORGANISATION:
        return {"@type": "Organization", "name": name}
    return {"@type": "Person", "name": name} | ({"jobTitle": item.role} if item.role else {})


def _article(article: Article) -> dict[str, Any]:
    fields = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published.isoformat() if article.published else None,
        "author": [{"name": author} for author in article.authors],
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "license": article.licence.url,
    }
    return {name: value for name, value in fields.items() if value}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)
