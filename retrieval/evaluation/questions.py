"""Questions with known answers, in one form: those of the gold data, and those made of an index itself."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.models import Span, Speaker
from index.speakers import fold


@dataclass(frozen=True, slots=True)
class Gold:
    """An answer: whose words, and the places that hold them, any of which will do.

    ``speaker`` is a regular expression, None for a fact; ``names`` are accepted names instead.
    """

    places: tuple[tuple[str, Span], ...]
    speaker: str | None = None
    names: tuple[str, ...] = ()

    @property
    def fact(self) -> bool:
        """Whether anybody's words will do, or the article's own."""
        return self.speaker is None and not self.names

    def by(self, speaker: Speaker | None) -> bool:
        """Whether words of ``speaker`` are those that are wanted."""
        if self.fact:
            return True
        if speaker is None:
            return False
        if self.speaker is not None:
            return re.search(self.speaker, speaker.name, re.IGNORECASE) is not None
        return same_name(speaker.name, self.names)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with its answers; none if the corpus does not hold one.

    ``after`` is the id of the question that it follows, ``group`` what may not be split between training and
    test (the article of its answer), ``kind`` what it is counted as, ``weight`` what it counts in training.
    ``without`` is an article that is kept from the search, so that the question cannot be answered.
    """

    id: str
    text: str
    gold: tuple[Gold, ...]
    group: str
    kind: str
    after: str | None = None
    weight: float = 1.0
    without: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds an answer."""
        return bool(self.gold) and self.without is None


def open_questions(path: Path, texts: Mapping[str, str]) -> list[GoldQuestion]:
    """The questions of an ``open_qa`` file but for talk; ``texts`` are the articles' by id."""
    return [
        GoldQuestion(
            id=row["id"],
            text=row["question"],
            gold=tuple(_open_gold(row["gold"], texts)) if row["answerable"] else (),
            group=next((s["article"] for g in row["gold"] for s in g["spans"]), row["id"]),
            kind=row["form"] if row["answerable"] else row["why"],
            after=row["after"],
        )
        for row in rows_of(path)
        if row["form"] != "chat" and row.get("scored", True)
    ]


def located_questions(path: Path) -> list[GoldQuestion]:
    """Questions whose answers are given as places: ``[article, start, end]``, so that no article's text is needed."""
    return [
        GoldQuestion(
            id=row["id"],
            text=row["question"],
            gold=tuple(
                Gold(tuple((article, Span(start, end)) for article, start, end in one["places"]), one["speaker"])
                for one in row["gold"]
            ),
            group=next((place[0] for one in row["gold"] for place in one["places"]), row["id"]),
            kind=row["form"] if row["gold"] else row["why"],
            after=row.get("after"),
        )
        for row in rows_of(path)
    ]


def as_open_questions(path: Path, texts: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Questions with places, as ``score_open.py`` reads them; ``texts`` are the articles' by id."""
    for row in rows_of(path):
        gold = [
            {
                "speaker": one["speaker"],
                "spans": [{"article": article, "span": texts[article][a:b]} for article, a, b in one["places"]],
            }
            for one in row["gold"]
        ]
        yield {"after": None, **row, "gold": gold, "answerable": bool(gold)}


def speaker_questions(path: Path, pieces: Mapping[tuple[str, str], Sequence[Span]]) -> list[GoldQuestion]:
    """The questions of a ``speaker_qa`` file; ``pieces`` are the spans of each quotation of its articles."""
    return [
        GoldQuestion(
            id=row["id"],
            text=row["question"],
            gold=(_speaker_gold(row, pieces),) if row["answerable"] else (),
            group=row.get("article_id") or row["id"],
            kind="say" if row["answerable"] else row["why"],
        )
        for row in rows_of(path)
    ]


def pieces_of(gold: Path) -> dict[tuple[str, str], list[Span]]:
    """The spans of each quotation's content, by article and quotation."""
    return {
        (article["id"], quote["id"]): [Span(c["start"], c["end"]) for c in quote["contents"]]
        for article in rows_of(gold)
        for quote in article["quotes"]
    }


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def same_name(name: str, accepted: Iterable[str]) -> bool:
    """Whether a name is one of the accepted ones, in full or in part."""
    given = set(fold(name).split())
    return any(given <= (other := set(fold(one).split())) or other <= given for one in accepted if fold(one))


def _open_gold(gold: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[Gold]:
    for one in gold:
        places = [
            (span["article"], Span(*found.span()))
            for span in one["spans"]
            for found in re.finditer(re.escape(span["span"]), texts[span["article"]])
        ]
        yield Gold(tuple(places), speaker=one["speaker"])


def _speaker_gold(row: Mapping[str, Any], pieces: Mapping[tuple[str, str], Sequence[Span]]) -> Gold:
    places = [
        (answer["article_id"], piece)
        for answer in row["answers"]
        for piece in pieces[answer["article_id"], answer["quote_id"]]
    ]
    return Gold(tuple(places), names=(row["speaker"], *row["aliases"]))
