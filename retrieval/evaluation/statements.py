"""The statements of an index against gold annotations, by the scorer that comes with them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.corpus import read
from index.models import Article, AttributedStatement, Span, Statement
from index.search.snapshot import Snapshot
from index.statements import Analyser
from retrieval.evaluation.asking import Row, run_scorer, written
from retrieval.evaluation.questions import pieces_of, rows_of, same_name
from retrieval.evaluation.training import share_of

_EXTRACTED = re.compile(r"predicted (?P<all>\d+)")
_SPEAKERS = re.compile(r"wrong +(?P<wrong>[\d.]+) +of (?P<of>\d+); +rightly none (?P<rightly>\d+) of (?P<unnamed>\d+)")
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py


def scored(
    snapshot: Snapshot, gold: Path, work: Path, articles: Path | None = None, scorers: Path | None = None
) -> str:
    """What the scorer says of all statements of an index; ``articles`` hold the texts if the gold does not.

    ``scorers`` is the folder of the scorer if the gold stands elsewhere.
    """
    return _scored(_statements(snapshot), gold, work, articles, scorers or gold.parent)


def scored_unindexed(gold: Path, work: Path) -> str:
    """What the scorer says of the statements of a gold file that holds its texts, read without an index."""
    articles = [one for one in read([gold]) if isinstance(one, Article)]
    rows = (
        _record(analysis.article_id, statement, statement.speaker)
        for analysis in Analyser().analyse(articles)
        for statement in analysis.statements
    )
    return _scored(rows, gold, work, None, gold.parent)


def _scored(statements: Iterable[Row], gold: Path, work: Path, articles: Path | None, scorers: Path) -> str:
    rows = written(work / "statements.jsonl", statements)
    texts = ("--articles", str(articles)) if articles else ()
    return with_named_wrongly(run_scorer(scorers / "score_statements.py", gold, rows, *texts))


def with_named_wrongly(figures: str) -> str:
    """What the scorer printed, with one line more: named speakers that are wrong, of all statements extracted.

    Wrong is another's name, and a name where the gold has nobody. Without speakers in the gold nothing is added.
    """
    extracted, speakers = _EXTRACTED.search(figures), _SPEAKERS.search(figures)
    if extracted is None or speakers is None:
        return figures
    another = round(float(speakers["wrong"]) * int(speakers["of"]) / 100)
    wrong = another + int(speakers["unnamed"]) - int(speakers["rightly"])
    total = int(extracted["all"])
    return f"{figures}\nnamed wrongly {100 * wrong / max(1, total):.1f} of all {total} statements extracted"


def speakers_of_answers(snapshot: Snapshot, questions: Path, articles: Path) -> str:
    """Of the gold quotations that answer speaker questions: how many have the right speaker attached."""
    pieces = pieces_of(articles)
    counted = {"right": 0, "wrong": 0, "unknown": 0, "missed": 0}
    for row in rows_of(questions):
        if not row["answerable"]:
            continue
        gold = row["answers"][0]
        indexed = snapshot.article(gold["article_id"])
        found = _best(indexed.statements if indexed else (), pieces[gold["article_id"], gold["quote_id"]])
        counted[_verdict(found, (row["speaker"], *row["aliases"]))] += 1
    total = sum(counted.values())
    shares = "  ".join(f"{name} {100 * count / total:.1f}" for name, count in counted.items())
    return f"speakers of the gold answers: {shares}  of {total}"


def _verdict(found: AttributedStatement | None, accepted: Sequence[str]) -> str:
    if found is None:
        return "missed"
    if found.name is None:
        return "unknown"
    return "right" if same_name(found.name, accepted) else "wrong"


def _best(statements: Iterable[AttributedStatement], gold: Sequence[Span]) -> AttributedStatement | None:
    best = max(statements, key=lambda said: share_of(said.statement.parts, gold), default=None)
    return best if best is not None and share_of(best.statement.parts, gold) >= _OVERLAP else None


def _statements(snapshot: Snapshot) -> Iterator[Row]:
    for indexed in snapshot.articles():
        for said in indexed.statements:
            yield _record(indexed.article.id, said.statement, said.name)


def _record(article: str, statement: Statement, speaker: str | None) -> Row:
    return {
        "article_id": article,
        "start": statement.span.start,
        "end": statement.span.end,
        "parts": [[part.start, part.end] for part in statement.parts],
        "mention_start": statement.mention.start if statement.mention else None,
        "mention_end": statement.mention.end if statement.mention else None,
        "speaker": speaker,
        "negated": statement.negated,
    }
