"""The commands of the command line. They wire settings, index and engine together and print; they decide nothing."""

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.command import corpus, decisions, proof, upkeep
from bot.command.lifetime import end_with_stdin
from bot.command.options import ConfigOption, DataOption, FormatOption, corpus_read_as
from bot.command.speakers import speakers_app
from bot.config import Settings, load_settings
from index.errors import QuestionError

if TYPE_CHECKING:
    from index.config import CorpusSettings
    from index.corpus.files import Place
    from index.progress import Report, RunEvent
    from index.search.snapshot import IndexedArticle, Snapshot
    from retrieval.engine import Engine

app = typer.Typer(
    help="Who said what, when, where was it printed, and may I reuse it? Exact words from a news corpus.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(speakers_app, name="speakers")
app.command()(corpus.inspect)
app.command()(corpus.fetch)
app.command()(corpus.licences)
app.command()(proof.proof)
app.command()(decisions.decisions)
app.command()(upkeep.check)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.command()(upkeep.compact)

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


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders, or - for standard input; default: those of the configuration."),
    ] = None,
    *,
    progress: Annotated[
        ProgressStyle, typer.Option(help="A bar for people, JSON lines for programs.")
    ] = ProgressStyle.BAR,
    with_parent: Annotated[bool, typer.Option(hidden=True, help="End when standard input ends.")] = False,
    form: FormatOption = None,
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="Remove what is gone even if it is most of a path.")
    ] = False,
    anew: Annotated[bool, typer.Option("--full", help="Read and analyse what has not changed, too.")] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Bring the index up to date. Exit status 1 says that some documents could not be read."""
    from bot.command.places import places_of  # noqa: PLC0415

    if with_parent:
        end_with_stdin()
    settings = load_settings(config, data)
    with places_of(paths, settings, "index") as places:
        corpus = corpus_read_as(form, settings)
        report = _index(places, settings, progress, corpus, allow_removal=allow_removal, anew=anew)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question, in plain words.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with everything.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            help="JSON lines with `id`, `question` and, for a follow-up, `after`; prints a JSON line for each."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all items, with all their words.")] = False,
    context: Annotated[bool, typer.Option("--context", help="Show the article's own words around each.")] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Ask a question."""
    from bot.records import answer_record  # noqa: PLC0415

    text = " ".join(question or [])
    if bool(text) == bool(batch):
        raise QuestionError("give either a question or --batch FILE")
    engine = _engine(load_settings(config, data))
    if batch:
        from bot.command.batch import answers_of  # noqa: PLC0415

        for name, answer in answers_of(engine, batch):
            _print_json({"id": name} | answer_record(answer).model_dump(mode="json"))
    elif as_json:
        _print_json(answer_record(engine.ask(text)).model_dump(mode="json"))
    else:
        from bot.command.answer_text import print_answer  # noqa: PLC0415

        print_answer(engine.ask(text), engine, full=full, context=context)


@app.command()
def statements(
    article: Annotated[str | None, typer.Option(help="Only this article, by id.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each statement.")] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """List who said what, article by article."""
    from bot.command.answer_text import print_statement  # noqa: PLC0415
    from bot.records import statement_record  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    snapshot = Snapshot(load_settings(config, data).index.data)
    found = [_article(snapshot, article)] if article else snapshot.articles()
    for indexed in found:
        for said in indexed.statements:
            if as_json:
                _print_json(statement_record(indexed, said).model_dump(mode="json"))
            else:
                print_statement(indexed.article, said)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="The article's id.")],
    html: Annotated[Path | None, typer.Option(help="Write a page to this file instead.", dir_okay=False)] = None,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Show an article with its statements and speakers marked."""
    from bot.command.article.page import page_of  # noqa: PLC0415
    from bot.command.article.text import print_article  # noqa: PLC0415
    from bot.command.terminal import console  # noqa: PLC0415
    from bot.layout.marking import marked  # noqa: PLC0415
    from bot.words.command import page_written  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    snapshot = Snapshot(load_settings(config, data).index.data)
    shown = marked(_article(snapshot, article))
    if html is None:
        print_article(console, shown)
        return
    try:
        html.write_text(page_of(shown), encoding="utf-8")
    except OSError as error:
        raise QuestionError(
            f"{html}: cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error
    typer.echo(page_written(str(html), len(shown.notes), len(shown.voices)))


@app.command()
def rules(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each rule.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/rules.md.")] = False,
) -> None:
    """List the rules by which statements are read."""
    from bot.command.rules import print_rules, rule_record, rules_page  # noqa: PLC0415
    from index.statements import registered_rules  # noqa: PLC0415

    if markdown:
        typer.echo(rules_page(registered_rules()), nl=False)
    elif as_json:
        for rule in registered_rules():
            _print_json(rule_record(rule))
    else:
        print_rules(registered_rules())


@app.command()
def status(config: ConfigOption = None, data: DataOption = None) -> None:
    """Say what the index holds."""
    from bot.command.terminal import print_status  # noqa: PLC0415

    settings = load_settings(config, data)
    print_status(_engine(settings).status(), settings.index.data)


@app.command()
def demo(data: DataOption = None) -> None:
    """Index the sample articles and answer three questions about them."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    from bot.command.answer_text import print_answer  # noqa: PLC0415
    from index.sample import path as sample_path  # noqa: PLC0415

    settings = load_settings(None, data or user_cache_path("onrecord") / "demo")
    _index([sample_path()], settings, ProgressStyle.BAR, settings.corpus)
    engine = _engine(settings)
    for question in DEMO_QUESTIONS:
        typer.secho(f'\n$ onrecord ask "{question}"\n', bold=True)
        print_answer(engine.ask(question), engine)


def _index(
    places: "Sequence[Place]",
    settings: Settings,
    style: ProgressStyle,
    corpus: "CorpusSettings",
    *,
    allow_removal: bool = False,
    anew: bool = False,
) -> "Report":
    from index.build import index_corpus  # noqa: PLC0415

    run = partial(index_corpus, places, settings.index, corpus, allow_removal=allow_removal, anew=anew)
    if style is ProgressStyle.JSON:
        report = run(_print_event)
        _print_event(report)
        return report
    from bot.command.terminal import print_report, progress_bar  # noqa: PLC0415

    with progress_bar(visible=style is ProgressStyle.BAR) as on_progress:
        report = run(on_progress)
    print_report(report)
    return report


def _print_event(event: "RunEvent") -> None:
    from index.progress import line_of  # noqa: PLC0415

    typer.echo(line_of(event))
    sys.stdout.flush()


def _engine(settings: Settings) -> "Engine":
    from retrieval.engine import Engine  # noqa: PLC0415

    return Engine.open(settings.index, settings.retrieval)


def _article(snapshot: "Snapshot", article_id: str) -> "IndexedArticle":
    indexed = snapshot.article(article_id)
    if indexed is None:
        raise QuestionError(f"no article has the id {article_id!r}; `onrecord statements --json` lists ids")
    return indexed


def _print_json(record: dict[str, Any]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))
    sys.stdout.flush()
