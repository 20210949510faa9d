"""Articles prepared by workers of Ray on two nodes of this machine: ``python -m tests.bench.workers ARTICLES LOCAL``.

``LOCAL`` is the folder of an index of the same articles that this machine made alone: rows must be equal. In a last run
on two nodes a worker is killed when a third of the articles is done, and a whole node when two thirds are.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.progress import Progress, Stage
from tests.bench.moving import digests
from tests.bench.report import say, start_report
from tests.engines.nodes import Nodes


@dataclass(frozen=True, slots=True)
class Kill:
    """What is killed, and the share of the articles that is done by then."""

    what: str
    share: float


_END: dict[str, Callable[[Nodes], bool]] = {"a worker": Nodes.kill_worker, "a node": Nodes.remove_node}
_RUNS: dict[str, tuple[int, tuple[Kill, ...]]] = {
    "one": (1, ()),
    "two": (2, ()),
    "killed": (2, (Kill("a worker", 1 / 3), Kill("a node", 2 / 3))),
}


def main() -> None:
    """Index with one worker and with two, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("local", type=Path, help="folder of an index that this machine made alone")
    parser.add_argument("--runs", choices=_RUNS, nargs="+", default=list(_RUNS))
    given = parser.parse_args()
    start_report("articles analysed and encoded by workers of Ray, a processor each")
    expected = digests(IndexSettings(data=given.local))
    for name in given.runs:
        count, kills = _RUNS[name]
        nodes = Nodes()
        try:
            if count == 2:
                nodes.bring_to_two()
            with TemporaryDirectory(prefix="onrecord-") as work:
                _run(given, Path(work) / "data", nodes, kills, expected)
        finally:
            nodes.stop()


def _run(given: argparse.Namespace, data: Path, nodes: Nodes, kills: Sequence[Kill], expected: dict[str, str]) -> None:
    data.mkdir()
    (data / "encoder").symlink_to((given.local / "encoder").absolute())
    settings = IndexSettings(data=data)
    settings = settings.kept_by(settings.engine.model_copy(update={"ray": nodes.address}))
    waiting, ended = list(kills), list[str]()
    spent = 0.0
    last = time.monotonic()
    longest = 0.0

    def follow(progress: Progress) -> None:
        nonlocal spent, last, longest
        if progress.stage is not Stage.ANALYSING or not progress.total:
            return
        spent = max(spent, nodes.processor_seconds())
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
        if waiting and progress.done >= waiting[0].share * progress.total:
            what = waiting.pop(0).what
            ended.append(what)
            _END[what](nodes)

    began, own = time.perf_counter(), psutil.Process().cpu_times().user
    report = index_corpus([given.articles], settings, CorpusSettings(), follow)
    took, own = time.perf_counter() - began, psutil.Process().cpu_times().user - own
    pace = report.pace
    assert pace
    say(
        f"{nodes.count} nodes at the end, killed: {' and '.join(ended) or 'nothing'}: {report.added} articles in "
        f"{took:.0f} s, {pace.words:.0f} words/s, bound by {pace.bound.value}; longest wait {longest:.0f} s; "
        f"seconds of the processor: workers {spent:.0f}, this process {own:.0f}; "
        f"rows equal: {digests(settings) == expected}"
    )


if __name__ == "__main__":
    main()
