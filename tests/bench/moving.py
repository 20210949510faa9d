"""An index moved into servers and back: rows, answers, room and time: ``python -m tests.bench.moving INDEX QUESTIONS``.

The index is copied first; servers and copies end with the run.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from index.config import EngineSettings, IndexSettings
from index.search.homes import home_of
from index.storage.moving import TABLES
from index.upkeep import Moved, backup, migrate, restore
from retrieval.engine import Engine
from tests.engines.servers import Servers

_PATIENCE_SECONDS = 300.0  # milvus-lite reads its files when a collection is opened


def main() -> None:
    """Move there, move back, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path, help="folder of an index")
    parser.add_argument("questions", type=Path, help="JSON lines with a key `question`")
    parser.add_argument("--most", type=int, default=40, help="questions that are asked")
    given = parser.parse_args()
    questions = [json.loads(line)["question"] for line in given.questions.open(encoding="utf-8")][: given.most]
    with TemporaryDirectory(prefix="onrecord-") as work:
        servers = Servers(Path(work))
        try:
            _run(given.index, questions, Path(work), servers)
        finally:
            servers.milvus.kill()
            servers.postgres.stop()


def _run(index: Path, questions: Sequence[str], work: Path, servers: Servers) -> None:
    engine = servers.engine().model_copy(update={"timeout_seconds": _PATIENCE_SECONDS})
    here, home = (_folder(index, work / name, engine) for name in ("here", "home"))
    backup(IndexSettings(data=index), work / "copy.sqlite")
    restore(here, work / "copy.sqlite")
    there = here.kept_by(engine)
    articles = _timed("to servers", lambda: migrate(here, "cluster")).articles
    _timed("and back", lambda: migrate(home, "embedded"))
    for name, settings in (("in a folder", here), ("in servers", there)):
        _say_room(name, settings, articles, work)
    before, moved, back = (digests(one) for one in (here, there, home))
    print(f"rows equal: in servers {moved == before}, and back {back == before}")
    told, other, again = (_answers(one, questions) for one in (here, there, home))
    same = sum(one == two for one, two in zip(told, other, strict=True))
    print(f"{len(questions)} questions: the same verdict and items in servers {same}, and back {told == again}")


def _folder(index: Path, data: Path, engine: EngineSettings) -> IndexSettings:
    data.mkdir()
    (data / "encoder").symlink_to((index / "encoder").absolute())
    return IndexSettings(data=data).kept_by(engine.model_copy(update={"kind": "embedded"}))


def _timed(name: str, move: Callable[[], Moved]) -> Moved:
    began, spent = time.perf_counter(), time.process_time()
    result = move()
    print(f"{name}: {time.perf_counter() - began:.1f} s, of which {time.process_time() - spent:.1f} s of this process")
    return result


def _say_room(name: str, settings: IndexSettings, articles: int, work: Path) -> None:
    store = home_of(settings).open()
    sizes = {"truth": store.size()}
    if settings.engine.kind == "embedded":
        sizes["derived"] = _bytes_in(settings.data / "derived")
    else:
        sizes["milvus-lite"] = _bytes_in(work / "milvus")
    each = (f"{part} {size / 1e6:.1f} MB, {size / articles:,.0f} an article" for part, size in sizes.items())
    print(f"{name}: {articles:,} articles: {', '.join(each)}")


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def digests(settings: IndexSettings) -> dict[str, str]:
    """A digest of the rows of each table, in whatever order they come."""
    with home_of(settings).open().reading() as taken:
        return {name: _digest(sorted(map(_comparable, taken.table(name)))) for name in TABLES}


def _comparable(row: Sequence[object]) -> str:
    return repr(tuple(int(cell) if isinstance(cell, bool) else cell for cell in row))


def _digest(rows: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.encode(errors="surrogatepass"))
    return digest.hexdigest()


def _answers(settings: IndexSettings, questions: Sequence[str]) -> list[tuple[object, list[object]]]:
    engine = Engine.open(settings)
    answers = [engine.ask(question) for question in questions]
    return [
        (one.abstention and one.abstention.reason, [(item.article.id, item.parts) for item in one.items])
        for one in answers
    ]


if __name__ == "__main__":
    main()
