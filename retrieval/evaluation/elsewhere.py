"""Questions asked of articles that hold nothing of what they ask: what most questions of strangers are.

Near misses teach a judge which answers fall short, and say nothing of those that are about something else. Learned on
near misses alone, it took "what was litvinenko poisoned with?" for answered by whatever a corpus of another year had.
The articles are therefore halved, and each half is asked what the other one answers.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.answer.judge import answerable
from retrieval.engine import Engine
from retrieval.evaluation.asking import written
from retrieval.evaluation.questions import GoldQuestion, rows_of
from retrieval.evaluation.training import ELSEWHERE, Example, examples_of, rescore
from retrieval.ranking.rank import Weights

_HALF = 0.5


def unheld(questions: Iterable[GoldQuestion]) -> list[GoldQuestion]:
    """The questions, follow-ups left out, as articles that do not hold their answers should take them."""
    return [replace(one, id=f"{one.id}-{ELSEWHERE}", gold=(), kind=ELSEWHERE) for one in questions if one.after is None]


def halves_asked(articles: Path, questions: Sequence[GoldQuestion]) -> list[Example]:
    """Each half of the ``articles`` (JSON lines) asked what the other half answers."""
    rows = list(rows_of(articles))
    return [one for half in (rows[::2], rows[1::2]) for one in _asked(half, questions)]


def _asked(half: Sequence[Mapping[str, Any]], questions: Sequence[GoldQuestion]) -> list[Example]:
    own = {row["id"] for row in half}
    others = [one for one in questions if one.gold and not any(a in own for gold in one.gold for a, _ in gold.places)]
    with tempfile.TemporaryDirectory() as work:
        settings = IndexSettings(data=Path(work) / "data")
        index_corpus([written(Path(work) / "half.jsonl", map(dict, half))], settings, CorpusSettings())
        return examples_of(Engine.open(settings), unheld(others), {})


def refused(examples: Sequence[Example], weights: Weights) -> str:
    """The share of such questions that is refused, by what they are after."""
    parts = {
        "after words": [one for one in examples if one.words],
        "after who said something": [one for one in examples if one.who_said],
        "after facts": [one for one in examples if not (one.words or one.who_said)],
    }
    shares = (f"{name} {_refused(those, weights)} of {len(those)}" for name, those in parts.items())
    return f"refused {100 * _refused(examples, weights) / max(1, len(examples)):.1f}   ({', '.join(shares)})"


def _refused(examples: Sequence[Example], weights: Weights) -> int:
    again = (rescore(one, weights.candidate) for one in examples)
    return sum(answerable(one.question, one.scored, one.alien, weights) < _HALF for one in again)
