"""``onrecord index`` and ``onrecord demo``: articles in, an index out."""

import hashlib
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.command.lifetime import end_with_stdin
from bot.command.options import ConfigOption, DataOption, FormatOption, corpus_read_as
from bot.command.shell import ANSWERED, FAILED
from bot.config import Settings, load_settings

if TYPE_CHECKING:
    from index.config import CorpusSettings
    from index.corpus.files import Place
    from index.progress import Report, RunEvent

_KEY = 12  # digits
DEMO_QUESTIONS = (
    "what did Mekdad say about sanctions?",
    "which ports did the storm close?",
    "what did Mekdad say about football?",
)


class ProgressStyle(StrEnum):
    """How a run shows how far it is."""

    BAR = "bar"
    JSON = "json"
    NONE = "none"


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files and folders, or - for standard input; default: those of the configuration.", readable=False
        ),
    ] = None,
    *,
    progress: Annotated[
        ProgressStyle, typer.Option(help="A bar for people, JSON lines for programs.")
    ] = ProgressStyle.BAR,
    with_parent: Annotated[bool, typer.Option(hidden=True, help="End when standard input ends.")] = False,
    form: FormatOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added, changed and removed, and change nothing.")
    ] = False,
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="Remove what is gone even if it is most of a path.")
    ] = False,
    workers: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Cluster of Ray that analyses articles: auto, or ray://HOST:10001."),
    ] = None,
    anew: Annotated[bool, typer.Option("--full", help="Read and analyse what has not changed, too.")] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Bring the index up to date.

    Exit status 1: some documents could not be read, or there were none.
    """
    from bot.command.places import places_of  # noqa: PLC0415

    if with_parent:
        end_with_stdin()
    settings = _with_workers(load_settings(config, data), workers)
    with places_of(paths, settings, "index", strict=not with_parent) as places:
        report = _index(
            places,
            settings,
            progress,
            corpus_read_as(form, settings),
            allow_removal=allow_removal,
            planned=dry_run,
            anew=anew,
        )
    raise typer.Exit(ANSWERED if report.articles and not report.failed else FAILED)


def _with_workers(settings: Settings, address: str | None) -> Settings:
    """The settings with another cluster of Ray. Raises ConfigError if the address is none."""
    if address is None:
        return settings
    from pydantic import ValidationError  # noqa: PLC0415

    from index.config import EngineSettings  # noqa: PLC0415
    from index.errors import ConfigError  # noqa: PLC0415

    try:
        EngineSettings(ray=address)
    except ValidationError as error:
        raise ConfigError(f"--workers {address!r}: write auto, or ray://HOST:10001") from error
    engine = settings.engine.model_copy(update={"ray": address})
    return settings.model_copy(update={"engine": engine, "index": settings.index.kept_by(engine)})


def demo(
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Folder of the index; default: one in the user's cache.", show_default=False),
    ] = None,
) -> None:
    """Index the sample articles and answer three questions about them."""
    from bot.command.answer_text import print_answer  # noqa: PLC0415
    from index.config import EngineSettings  # noqa: PLC0415
    from index.sample import path as sample_path  # noqa: PLC0415
    from retrieval.engine import Engine  # noqa: PLC0415

    settings = load_settings(None, data or _demo_folder(sample_path()))
    settings = settings.model_copy(update={"index": settings.index.kept_by(EngineSettings())})  # never in the servers
    _index([sample_path()], settings, ProgressStyle.BAR, settings.corpus)
    engine = Engine.open(settings.index, settings.retrieval)
    for question in DEMO_QUESTIONS:
        typer.secho(f'\n$ onrecord ask "{question}"\n', bold=True)
        print_answer(engine.ask(question), engine)


def _demo_folder(sample: Path) -> Path:
    """A folder in the user's cache for the articles of this installation; the converted encoder serves all."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    cache = user_cache_path("onrecord")
    folder = cache / f"demo-{hashlib.sha256(str(sample).encode()).hexdigest()[:_KEY]}"
    (cache / "encoder").mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / "encoder").is_symlink():
        (folder / "encoder").symlink_to(Path("..", "encoder"))
    return folder


def _index(
    places: "Sequence[Place]",
    settings: Settings,
    style: ProgressStyle,
    corpus: "CorpusSettings",
    *,
    allow_removal: bool = False,
    planned: bool = False,
    anew: bool = False,
) -> "Report":
    from index.build import index_corpus, plan  # noqa: PLC0415

    work = plan if planned else partial(index_corpus, anew=anew)
    run = partial(work, places, settings.index, corpus, allow_removal=allow_removal)
    if style is ProgressStyle.JSON:
        report = run(_print_event)
        _print_event(report)
        return report
    from bot.command.terminal import print_report, progress_bar  # noqa: PLC0415
    from index.search.homes import home_of  # noqa: PLC0415

    with progress_bar(visible=style is ProgressStyle.BAR) as on_progress:
        report = run(on_progress)
    print_report(report, home_of(settings.index).name, planned=planned)
    return report


def _print_event(event: "RunEvent") -> None:
    from index.progress import line_of  # noqa: PLC0415

    typer.echo(line_of(event))
    sys.stdout.flush()
