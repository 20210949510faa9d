"""The gold sets as the ledger of rules reads them: articles, and what is said in each, as sets of letters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from index.errors import ConfigError
from index.models import Span, Statement

FIRST_READING = Path(__file__).with_name("first_reading_wikinews364.jsonl")
FOURTH_READING = Path(__file__).with_name("fourth_reading_wikinews364.jsonl")  # no rule was mended by it
FIFTH_READING = Path(__file__).with_name("fifth_reading_wikinews364.jsonl")  # nor by this one
THIRD_READING = Path(__file__).with_name("third_reading_wikinews364.jsonl")
SECOND_READING = Path(__file__).with_name("second_reading_wikinews364.jsonl")  # by somebody who knew no rule
_COVER = 0.8
_OF_BOTH = 0.5


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """What somebody says. ``letters`` are the offsets of its letters and digits.

    ``counted`` tells whether recall counts it. ``speakers`` are the names to accept, empty if none is known;
    ``unnamed`` says that the article names nobody. ``mentions`` are the spans that stand for the speaker.
    """

    letters: frozenset[int]
    counted: bool
    speakers: tuple[str, ...] = ()
    unnamed: bool = False
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a gold set."""

    id: str
    text: str
    statements: tuple[GoldStatement, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The articles of one source."""

    name: str
    articles: tuple[GoldArticle, ...]


class GoldData:
    """The folder of the gold data with its scorer, whose reading of the gold this is."""

    def __init__(self, folder: Path) -> None:
        """Raises ConfigError if the folder holds no scorer."""
        scorer = folder / "score_statements.py"
        if not scorer.is_file():
            raise ConfigError(f"{folder}: no score_statements.py here; name the folder of the gold data")
        self._folder = folder
        self._scorer = _module(scorer)

    def sets(self) -> tuple[GoldSet, ...]:
        """PolNeAR dev, and Wikinews: the shipped corpus and the annotated part of the archive."""
        shared = self._folder.parent
        wikinews = [
            *self._articles("wikinews_gold.jsonl", shared / "corpus" / "wikinews"),
            *self._articles("wn364_gold_dev.jsonl", shared / "archives" / "wikinews364" / "articles.jsonl"),
        ]
        return (
            GoldSet("PolNeAR dev", tuple(self._articles("polnear_dev.jsonl", None))),
            GoldSet("Wikinews", tuple(wikinews)),
        )

    def named(self) -> tuple[GoldSet, ...]:
        """The sets in which every statement tells its speaker: Wikinews, and what was annotated for a first reading."""
        archive = self._folder.parent / "archives" / "wikinews364" / "articles.jsonl"
        readings = (
            ("first reading", FIRST_READING),
            ("second reading", SECOND_READING),
            ("third reading", THIRD_READING),
        )
        return self.sets()[1], *(GoldSet(name, tuple(self._articles(path, archive))) for name, path in readings)

    def same_name(self, one: str | None, other: str) -> bool:
        """Whether two names are one speaker's, as the scorer sees it."""
        return bool(self._scorer.same_name(one, other))

    def _articles(self, gold: str | Path, articles: Path | None) -> Iterator[GoldArticle]:
        asked = self._asked() if articles is None else {}
        texts = self._scorer.load_articles(articles)
        for id_, text, records in self._scorer.gold_records(self._folder / gold, texts):  # an absolute path stays
            yield GoldArticle(id_, text, tuple(self._statement(id_, record, asked) for record in records))

    def _statement(
        self, article: str, record: dict[str, Any], asked: dict[tuple[str, frozenset[int]], tuple[str, ...]]
    ) -> GoldStatement:
        letters = frozenset(record["chars"])
        speakers = (record["speaker"],) if record["speaker"] else asked.get((article, letters), ())
        return GoldStatement(
            letters,
            counted=bool(record["speech"]),
            speakers=speakers,
            unnamed=bool(record["has_speaker"]) and not record["speaker"],
            mentions=tuple(Span(*mention) for mention in record["mentions"]),
        )

    def _asked(self) -> dict[tuple[str, frozenset[int]], tuple[str, ...]]:
        """The speakers of the PolNeAR quotations that answer the speaker questions: only these are resolved."""
        letters = {}
        for article in self._rows("polnear_dev.jsonl"):
            for quote in article["quotes"]:
                spans = [(c["start"], c["end"]) for c in quote["contents"]]
                letters[article["id"], quote["id"]] = frozenset(self._scorer.letters(article["text"], spans))
        return {
            (answer["article_id"], letters[answer["article_id"], answer["quote_id"]]): (row["speaker"], *row["aliases"])
            for row in self._rows("speaker_qa_dev.jsonl")
            if row["answerable"]
            for answer in row["answers"]
        }

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        with (self._folder / name).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class Matched:
    """A statement and the gold that it covers (one to one, by overlap), or None; ``exact``: with the same letters."""

    statement: Statement
    gold: GoldStatement | None
    exact: bool


def matched(statements: tuple[Statement, ...], article: GoldArticle, *, of_both: bool = False) -> tuple[Matched, ...]:
    """Each statement with its gold: at least 0.8 of the letters of the gold are in it, greedily by share.

    ``of_both``: at least half of the letters of either are those of both, as the scorer judges speakers; so a report
    inside another's words is not taken for the whole.
    """
    letters = [_letters(s, article.text) for s in statements]
    least = _OF_BOTH if of_both else _COVER
    shares = [
        (len(both) / len(gold.letters | own if of_both else gold.letters), g, s)
        for g, gold in enumerate(article.statements)
        for s, own in enumerate(letters)
        if (both := gold.letters & own)
    ]
    of_statement: dict[int, int] = {}
    taken: set[int] = set()
    for share, g, s in sorted(shares, reverse=True):
        if share >= least and g not in taken and s not in of_statement:
            of_statement[s] = g
            taken.add(g)
    golds = [article.statements[of_statement[s]] if s in of_statement else None for s in range(len(statements))]
    return tuple(
        Matched(statement, gold, exact=gold is not None and gold.letters == own)
        for statement, gold, own in zip(statements, golds, letters, strict=True)
    )


def _letters(statement: Statement, text: str) -> frozenset[int]:
    return frozenset(i for part in statement.parts for i in range(part.start, part.end) if text[i].isalnum())


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ConfigError(f"{path}: cannot be read as a Python module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
