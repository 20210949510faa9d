"""How long the first message of an answer is, and how much of it is credit: ``python -m tests.bench.messages PATH…``.

Each PATH (files or a folder of articles) is indexed by itself; without one, the sample is. The questions are made of
the index: terse ones after words of its statements and sentences, and the articles' titles as key words.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.layout.blocks import Section
from bot.layout.opening import opening_of
from bot.layout.permanent import linked
from bot.layout.walk import walk
from bot.telegram.messages import painted, units, visible
from bot.words.runs import plain
from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.evaluation.made import made_questions
from retrieval.models import Answer

MADE = 100  # questions of each kind
PAGE = "https://page.example.org"  # with a page, each credit ends in a link to it


@dataclass(frozen=True, slots=True)
class Measured:
    """The visible length of a message in UTF-16 units, and how much of that is credit."""

    length: int
    credit: int


def main() -> None:
    """Measure over each corpus named on the command line."""
    for path in [Path(name) for name in sys.argv[1:]] or [sample.path()]:
        with tempfile.TemporaryDirectory() as folder:
            settings = IndexSettings(data=Path(folder))
            index_corpus([path], settings, CorpusSettings())
            _report(path.name, settings)


def measured(answers: Iterable[Answer], *, brief: bool) -> Iterator[Measured]:
    """Each answer's first message, as a private chat or (``brief``) a group gets it."""
    for answer in answers:
        shown = opening_of(answer, brief=brief).shown
        blocks = linked(walk(shown), PAGE)
        sections = [block for block in blocks if isinstance(block, Section)]
        credit = sum(units(plain(line)) for section in sections for line in (section.source, section.also_in))
        yield Measured(units(visible(painted(blocks)[0])), credit)


def _report(name: str, settings: IndexSettings) -> None:
    snapshot, engine = Snapshot(settings.data), Engine.open(settings)
    questions = [question.text for question in made_questions(snapshot, MADE) if question.answerable]
    questions += [indexed.article.title for indexed in snapshot.articles() if indexed.article.title]
    answers = [answer for answer in map(engine.ask, questions) if not answer.abstained]
    sys.stdout.write(f"{name}: {len(questions)} questions, {len(answers)} answered\n")
    for where, brief in (("private", False), ("group", True)):
        found = list(measured(answers, brief=brief))
        lengths = [one.length for one in found]
        share = 100 * sum(one.credit for one in found) / sum(lengths)
        high = statistics.quantiles(lengths, n=10)[-1]
        median = statistics.median(lengths)
        sys.stdout.write(f"  {where:8} median {median:.0f} characters, p90 {high:.0f}, credit {share:.1f}%\n")


if __name__ == "__main__":
    main()
