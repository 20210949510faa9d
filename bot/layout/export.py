"""What was found as files: CSV and JSON for programs, and a text with footnotes for people."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from io import StringIO

from bot.words.copied import heading_of
from bot.words.runs import inert
from index.licences import credit_line
from retrieval.models import Item


@dataclass(frozen=True, slots=True)
class Exported:
    """One statement or passage as it is exported."""

    speaker: str
    role: str
    words: str
    kind: str
    title: str
    publisher: str
    published: str
    url: str
    licence: str
    credit: str


def exported(item: Item) -> Exported:
    """An item with all that a re-user needs."""
    article = item.article
    return Exported(
        speaker=item.speaker.name if item.speaker else "",
        role=item.role or "",
        words=" … ".join(item.texts),
        kind=item.statement.kind.value if item.statement else "passage",
        title=article.title,
        publisher=article.publisher or "",
        published=article.day.isoformat() if article.day else "",
        url=article.url or "",
        licence=article.licence.id,
        credit=credit_line(article),
    )


def as_csv(items: Sequence[Item]) -> str:
    """A table with a heading; cells that a spreadsheet would run as formulas are made text."""
    table = StringIO()
    writer = csv.DictWriter(table, [field.name for field in fields(Exported)], lineterminator="\n")
    writer.writeheader()
    for item in items:
        writer.writerow({name: inert(value) for name, value in asdict(exported(item)).items()})
    return table.getvalue()


def as_json(items: Sequence[Item]) -> str:
    """A list of objects."""
    return json.dumps([asdict(exported(item)) for item in items], ensure_ascii=False, indent=2)


def as_text(items: Sequence[Item]) -> str:
    """The words with numbers, and a footnote with the credit line of each article."""
    notes: dict[str, int] = {}
    lines = []
    for item in items:
        note = notes.setdefault(credit_line(item.article), len(notes) + 1)
        lines.append(f"{heading_of(item)} {' … '.join(item.texts)} [{note}]")
    footnotes = [f"[{number}] {credit}" for credit, number in notes.items()]
    return "\n\n".join([*lines, "\n".join(footnotes)]) + "\n"
