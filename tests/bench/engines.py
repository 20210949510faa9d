"""The same questions over the same index in both engines: what differs, and how long each takes.

The index is moved into servers of its own that end with the run: ``python -m tests.bench.engines INDEX QUESTIONS …``.
Beside the questions of the files those of ``make bench-scale`` are asked, which are drawn from the index's speakers.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.config import IndexSettings
from index.upkeep import backup, migrate, restore
from retrieval.engine import Engine
from retrieval.models import Answer
from tests.bench.scale.asking import drawn_questions
from tests.engines.servers import Servers

Candidates = tuple[tuple[str, int], ...]  # units and keys
_FIRST = 5
_SHOWN = 12  # questions that are answered otherwise, at most


@dataclass(frozen=True)
class Told:
    """What an engine answered: the reason of an abstention or none, the places of the items, the seconds by stage."""

    verdict: str
    items: tuple[str, ...]
    seconds: dict[str, float]
    whole: float


def main() -> None:
    """Move, ask, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path, help="folder of an index")
    parser.add_argument("--vectors", default="HNSW", help="vector index of the server, as in [engine] vectors")
    parser.add_argument("questions", type=Path, nargs="+", help="JSON lines with a key `question`")
    parser.add_argument("--each", type=int, default=1, help="ask one in so many of the questions")
    given = parser.parse_args()
    questions = [json.loads(line)["question"] for path in given.questions for line in path.open(encoding="utf-8")]
    questions += [text for _, text in drawn_questions(IndexSettings(data=given.index))]
    questions = questions[:: given.each]
    with TemporaryDirectory(prefix="onrecord-") as work:
        servers = Servers(Path(work))
        try:
            embedded, cluster = _both(given.index, Path(work), servers, given.vectors)
            told = _asked(questions, embedded)
            with _counted() as requests:
                other = _asked(questions, cluster)
            _compare(told, other)
            _say_overlap(_ranked(questions, embedded), _ranked(questions, cluster))
            told_of = (_requests(*one, len(questions)) for one in sorted(requests.items()))
            print("requests of a question: " + ", ".join(told_of))
        finally:
            servers.milvus.kill()
            servers.postgres.stop()


def _both(index: Path, work: Path, servers: Servers, vectors: str) -> tuple[IndexSettings, IndexSettings]:
    """Settings of a copy of the index in a folder, and of the same in servers."""
    data = work / "data"
    data.mkdir()
    (data / "encoder").symlink_to((index / "encoder").absolute())
    engine = servers.engine().model_copy(update={"vectors": vectors})
    embedded = IndexSettings(data=data).kept_by(engine.model_copy(update={"kind": "embedded"}))
    backup(IndexSettings(data=index), work / "copy.sqlite")
    restore(embedded, work / "copy.sqlite")
    started = time.perf_counter()
    moved = migrate(embedded, "cluster")
    took = time.perf_counter() - started
    print(f"{moved.articles:,} articles moved in {took:.1f} s, {1000 * took / moved.articles:.0f} ms an article")
    return embedded, embedded.kept_by(engine)


def _requests(name: str, seconds: Sequence[float], asked: int) -> str:
    return f"{name} {len(seconds) / asked:.1f}, {1000 * sum(seconds) / asked:.1f} ms"


@contextmanager
def _counted() -> Iterator[dict[str, list[float]]]:
    """The seconds of each request to a server meanwhile, by its kind."""
    from index.search.milvus.server import MilvusServer  # noqa: PLC0415
    from index.storage.postgres.server import Reader  # noqa: PLC0415

    requests, ask, execute = defaultdict[str, list[float]](list), MilvusServer.ask, Reader.execute

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        requests[name].append(time.perf_counter() - began)

    def asking(self, method, *given, **named):
        with timed(f"Milvus {named.get('anns_field', method.__name__)}"):
            return ask(self, method, *given, **named)

    def executing(self, *given):
        with timed("PostgreSQL"):
            return execute(self, *given)

    MilvusServer.ask, Reader.execute = asking, executing
    try:
        yield requests
    finally:
        MilvusServer.ask, Reader.execute = ask, execute


def _asked(questions: Sequence[str], settings: IndexSettings) -> list[Told]:
    engine = Engine.open(settings)
    engine.ask(questions[0])
    return [_told(engine, question) for question in questions]


def _told(engine: Engine, question: str) -> Told:
    started = time.perf_counter()
    answer = engine.ask(question)
    whole = time.perf_counter() - started
    return Told(_verdict(answer), tuple(map(_place, answer.items)), dict(answer.seconds), whole)


def _ranked(questions: Sequence[str], settings: IndexSettings) -> list[Candidates]:
    """The first candidates of each question after ranking."""
    engine = Engine.open(settings)
    ranked = (engine.candidates(question)[1][:_FIRST] for question in questions)
    return [tuple((one.candidate.unit.value, one.candidate.key) for one in scored) for scored in ranked]


def _verdict(answer: Answer) -> str:
    return answer.abstention.reason.value if answer.abstention else answer.reply.value


def _place(item: object) -> str:
    return f"{item.article.id} {item.parts}"  # type: ignore[attr-defined]


def _compare(embedded: Sequence[Told], cluster: Sequence[Told]) -> None:
    pairs = list(zip(embedded, cluster, strict=True))
    verdicts = sum(one.verdict == other.verdict for one, other in pairs)
    firsts = sum(one.verdict == other.verdict and one.items[:1] == other.items[:1] for one, other in pairs)
    count = len(pairs)
    print(
        f"{count} questions; the same verdict {_share(verdicts, count)}, verdict and first item {_share(firsts, count)}"
    )
    for name, told in (("embedded", embedded), ("cluster", cluster)):
        whole = sorted(1000 * one.whole for one in told)
        stages = {stage for one in told for stage in one.seconds}
        by_stage = {stage: statistics.median(1000 * one.seconds.get(stage, 0.0) for one in told) for stage in stages}
        slowest = sorted(by_stage.items(), key=lambda pair: -pair[1])
        print(
            f"{name}: p50 {whole[count // 2]:.1f} ms, p95 {whole[int(count * 0.95)]:.1f} ms; medians by stage: "
            + ", ".join(f"{stage} {ms:.1f}" for stage, ms in slowest)
        )
    differ = [
        at for at, (one, other) in enumerate(pairs) if (one.verdict, one.items[:1]) != (other.verdict, other.items[:1])
    ]
    for at in differ[:_SHOWN]:
        one, other = pairs[at]
        print(f"differs, question {at + 1}: {one.verdict} {one.items[:1]} / {other.verdict} {other.items[:1]}")


def _say_overlap(embedded: Sequence[Candidates], cluster: Sequence[Candidates]) -> None:
    overlaps = [_overlap(one, other) for one, other in zip(embedded, cluster, strict=True) if one or other]
    print(f"overlap of the first {_FIRST} candidates after ranking {statistics.mean(overlaps):.3f}")


def _overlap(one: Sequence[object], other: Sequence[object]) -> float:
    return len(set(one) & set(other)) / max(len(one), len(other))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%"


if __name__ == "__main__":
    main()
