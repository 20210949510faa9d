"""``onrecord statements`` and ``onrecord show``: what was read in the articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.command.filters import PublisherFilter, SinceFilter, SpeakerFilter, UntilFilter, where_of
from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.terminal import say_nothing_matches, waiting
from bot.config import load_settings
from index.errors import QuestionError
from index.models import AttributedStatement, Unit
from index.search.filters import Where

if TYPE_CHECKING:
    from index.search.found import IndexedArticle
    from index.search.snapshot import Snapshot

_BATCH = 500


def statements(
    article: Annotated[str | None, typer.Option(help="Only this article, by id.")] = None,
    *,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    speaker: SpeakerFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    publisher: PublisherFilter = None,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """List who said what, article by article."""
    from bot.records import statement_record  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    with waiting():
        snapshot = Snapshot(load_settings(config, data).index)
        where = where_of(snapshot, speaker, since, until, publisher)
        found = _one(snapshot, article, where) if article else _said(snapshot, where)
    if form is Form.TEXT:
        _print(found)
        return
    records = (statement_record(indexed, said).model_dump(mode="json") for indexed, said in found)
    print_rows(records, form)


def show(
    article: Annotated[str, typer.Argument(help="The article's id.")],
    html: Annotated[
        Path | None, typer.Option(help="Write a page to this file instead.", dir_okay=False, readable=False)
    ] = None,
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

    snapshot = Snapshot(load_settings(config, data).index)
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


Said = tuple["IndexedArticle", AttributedStatement]


def _print(found: Iterator[Said]) -> None:
    """Statements below each other, each article named once."""
    from bot.command.answer_text import print_place, print_statement  # noqa: PLC0415

    above = None
    for indexed, said in found:
        if indexed.article.id != above:
            print_place(indexed.article)
        print_statement(indexed.article, said)
        above = indexed.article.id
    if above is None:
        say_nothing_matches()


def _one(snapshot: "Snapshot", article_id: str, where: Where) -> Iterator[Said]:
    indexed = _article(snapshot, article_id)
    wanted = None if where == Where() else set(snapshot.keys(Unit.STATEMENT, where))
    return _of(indexed, wanted)


def _said(snapshot: "Snapshot", where: Where) -> Iterator[Said]:
    """The statements that pass a filter with their articles, in the order in which they were stored."""
    if where == Where():
        for indexed in snapshot.articles():
            yield from _of(indexed, None)
        return
    keys = snapshot.keys(Unit.STATEMENT, where)
    batches = (keys[at : at + _BATCH] for at in range(0, len(keys), _BATCH))
    ids = (one.article.id for batch in batches for one in snapshot.read(Unit.STATEMENT, batch).values())
    wanted = set(keys)
    for article_id in dict.fromkeys(ids):
        holding = snapshot.article(article_id)
        if holding:
            yield from _of(holding, wanted)


def _of(indexed: "IndexedArticle", wanted: set[int] | None) -> Iterator[Said]:
    for said in indexed.statements:
        if wanted is None or said.statement.key in wanted:
            yield indexed, said


def _article(snapshot: "Snapshot", article_id: str) -> "IndexedArticle":
    indexed = snapshot.article(article_id)
    if indexed is None:
        raise QuestionError(f"no article has the id {article_id!r}; `onrecord statements --json` lists ids")
    return indexed
