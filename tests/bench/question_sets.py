"""The sets of questions of ``make bench-ask``: the articles, what answers each question, and the set's own scorer."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from tests.bench.machine import Row, read_rows, write_rows
from tests.bench.report import scored
from tests.bench.shown import Wanted, holds_within, length, shared
from tests.bench.systems import Offsets

_SHARE_OF_SHORTER = 0.3  # as in score_answers.py
_SHARE_OF_GOLD = 0.6  # as in score_open.py


class QuestionSet(ABC):
    """Questions over articles. ``measures`` names the figures of ``quality``, which are shares in percent."""

    name: str
    measures: tuple[str, ...]

    def __init__(self, articles: Path, questions: Path, scorer: Path) -> None:
        self.articles = articles
        self.questions = questions
        self.scorer = scorer

    @property
    def missing(self) -> list[Path]:
        """The files that are not there."""
        return [path for path in (self.articles, self.questions, self.scorer) if not path.is_file()]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each article."""
        return {row["id"]: row["text"] for row in read_rows(self.articles)}

    @cached_property
    def asked(self) -> list[Row]:
        """The questions that every system is asked, in their order."""
        return list(read_rows(self.questions))

    def held_within(self, answers: Sequence[Row]) -> float:
        """Percentage of the answerable questions that the first words shown answer, whoever said them."""
        given = {row["id"]: row for row in answers}
        answerable = [row for row in self.asked if row["answerable"]]
        held = (holds_within(given[row["id"]], list(self._wanted(row)), self.texts, self._holds) for row in answerable)
        return 100 * sum(held) / len(answerable)

    @abstractmethod
    def quality(self, answers: Sequence[Row], work: Path) -> tuple[str, ...]:
        """The scorer's figures in the order of ``measures``. ``work`` is a folder for what the scorer reads."""

    @abstractmethod
    def _wanted(self, question: Row) -> Iterator[Wanted]:
        """What answers the question; any of them does."""

    @abstractmethod
    def _holds(self, shown: Sequence[Offsets], wanted: Sequence[Offsets]) -> bool:
        """Whether what is shown holds what is wanted, by the rule of the scorer."""


class SpeakerQuestions(QuestionSet):
    """What somebody said, over PolNeAR's development part."""

    name = "Speaker questions over PolNeAR dev"
    measures = ("passage@3", "hit@1", "hit@3", "abstained", "falsely refused")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "polnear_dev.jsonl", folder / "speaker_qa_dev.jsonl", folder / "score_answers.py")

    def quality(self, answers: Sequence[Row], work: Path) -> tuple[str, ...]:
        answered = write_rows(work / "answers.jsonl", answers)
        output = scored(self.scorer, self.questions, answered, "--gold", self.articles)
        found = dict(re.findall(rf"({'|'.join(self.measures)}) ([\d.]+)", output))
        return tuple(found[name] for name in self.measures)

    def _wanted(self, question: Row) -> Iterator[Wanted]:
        for one in question["answers"]:
            yield Wanted(one["article_id"], self._quotations[one["article_id"], one["quote_id"]])

    @cached_property
    def _quotations(self) -> dict[tuple[str, str], tuple[Offsets, ...]]:
        return {
            (article["id"], quote["id"]): tuple((piece["start"], piece["end"]) for piece in quote["contents"])
            for article in read_rows(self.articles)
            for quote in article["quotes"]
        }

    def _holds(self, shown: Sequence[Offsets], wanted: Sequence[Offsets]) -> bool:
        shorter = min(length(shown), length(wanted))
        return shorter > 0 and shared(shown, wanted) >= _SHARE_OF_SHORTER * shorter


class OpenQuestions(QuestionSet):
    """Facts, statements, positions, comparisons and follow-ups over wikinews364; talk is left out.

    Of every system the scorer gets the words that an item shows and none around them.
    """

    name = "Open questions over wikinews364"
    measures = ("facts passage@3", "passage@3", "words@3", "hit@1", "hit@3", "abstained", "falsely refused")

    def __init__(self, folder: Path) -> None:
        articles = folder.parent / "archives" / "wikinews364" / "articles.jsonl"
        super().__init__(articles, folder / "open_qa_dev.jsonl", folder / "score_open.py")

    @cached_property
    def asked(self) -> list[Row]:
        return [row for row in read_rows(self.questions) if row["form"] != "chat"]

    def quality(self, answers: Sequence[Row], work: Path) -> tuple[str, ...]:
        questions = write_rows(work / "questions.jsonl", self.asked)
        answered = write_rows(work / "answers.jsonl", (_with_texts(row, self.texts) for row in answers))
        output = scored(self.scorer, questions, answered, self.articles)
        names, facts, every = (_table_row(output, name) for name in ("form", "fact", "ALL"))
        fact, all_forms = dict(zip(names, facts, strict=True)), dict(zip(names, every, strict=True))
        shown = (all_forms[name] for name in ("passage3", "words3", "hit1", "hit3"))
        abstained = re.findall(r"^unanswerable \d+: abstained ([\d.]+)", output, re.MULTILINE)
        return (fact["passage3"], *shown, *abstained, all_forms["refused"])

    def _wanted(self, question: Row) -> Iterator[Wanted]:
        for gold in (span for one in question["gold"] for span in one["spans"]):
            for match in re.finditer(re.escape(gold["span"]), self.texts[gold["article"]]):
                yield Wanted(gold["article"], (match.span(),))

    def _holds(self, shown: Sequence[Offsets], wanted: Sequence[Offsets]) -> bool:
        return shared(shown, wanted) >= _SHARE_OF_GOLD * length(wanted)


def _with_texts(answer: Row, texts: Mapping[str, str]) -> Row:
    items = (
        item | {"text": " … ".join(texts[item["article_id"]][start:end] for start, end in item["parts"])}
        for item in answer["items"]
    )
    return answer | {"items": list(items)}


def _table_row(output: str, name: str) -> list[str]:
    return next(line.split()[1:] for line in output.splitlines() if line.startswith(f"{name} "))
