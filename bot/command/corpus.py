"""``onrecord inspect`` and ``onrecord licences``: what a corpus holds, and what may be done with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from rich.table import Table
from rich.text import Text

from bot.command.options import ConfigOption, DataOption, FormatOption, corpus_read_as
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_json, print_rows
from bot.command.terminal import console, counting, errors, waiting
from bot.config import load_settings
from bot.words import corpus as words
from index.config import ArticleField
from index.errors import ConfigError

if TYPE_CHECKING:
    from index.corpus.inspection import Inspection, Licences, Told

_SHOWN = 20
_SHOWN_PLACES = 3


def inspect(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files and folders, or - for standard input; default: those of the configuration.", readable=False
        ),
    ] = None,
    *,
    form: FormatOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with everything.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The table of fields as comma-separated values.")] = False,
    config: ConfigOption = None,
) -> None:
    """Say what a corpus holds and lacks, before anything is indexed.

    Exit status 1: some of it cannot be read.
    """
    from bot.command.places import places_of  # noqa: PLC0415
    from index.corpus.inspection import inspect as inspection_of  # noqa: PLC0415

    shape = form_of(as_json=as_json, as_csv=as_csv)
    settings = load_settings(config, None)
    with places_of(paths, settings, "inspect") as places, counting() as on_count:
        found = inspection_of(places, corpus_read_as(form, settings), on_count)
    if shape is Form.JSON:
        print_json(asdict(found))
    elif shape is Form.CSV:
        print_rows(_field_rows(found), shape)
    else:
        _print_inspection(found)
    raise typer.Exit(1 if found.skipped else 0)


def fetch(
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Addresses of feeds; default: those of the configuration.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write the pages that feeds link to into the configured folder.

    Exit status 1: some could not be had.
    """
    from index.corpus.fetching import fetch as fetched  # noqa: PLC0415
    from index.corpus.web import Web  # noqa: PLC0415

    corpus = load_settings(config, None).corpus
    addresses = feeds or list(corpus.feeds)
    if not addresses:
        raise ConfigError("nothing to fetch: name feeds, or set [corpus] feeds")
    with Web(corpus.max_document_bytes, corpus.private_hosts) as web:
        done = fetched(addresses, corpus.fetched, web)
    console.print(words.FETCHED.format(pages=done.pages, folder=corpus.fetched, unchanged=done.unchanged))
    for failure in done.failures:
        errors.print(Text(str(failure), style="red"))
    raise typer.Exit(1 if done.failures else 0)


def licences(
    *, as_json: JsonOption = False, as_csv: CsvOption = False, config: ConfigOption = None, data: DataOption = None
) -> None:
    """List the licences of the indexed articles, where each was read, and who states none."""
    from index.corpus.inspection import licences_of  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    with waiting(words.COUNTING):
        snapshot = Snapshot(load_settings(config, data).index)
        found = licences_of(indexed.article for indexed in snapshot.articles())
    if form is not Form.TEXT:
        print_rows(_licence_rows(found), form)
        return
    _print_licences(found.licences)
    _print_table(
        words.WARNINGS,
        words.WARNING_HEADINGS,
        (
            (told_of.partition("\n")[0], told_of.partition("\n")[2], f"{told.count:,}", "; ".join(told.examples))
            for told_of, told in _by_count(found.warnings)
        ),
    )
    _print_counts(words.UNLICENSED, words.COUNT_HEADINGS, found.unlicensed)
    if found.domains:
        console.print(Text(words.SETTLE.format(domain=found.domains[0]), style="dim"))


def _licence_rows(found: "Licences") -> Iterator[dict[str, Any]]:
    """A row for each licence, and one without for each publisher whose articles state none."""
    for name, told in _by_count(found.licences):
        yield _licence_row(name, None, told.count, dict(told.places), told.examples)
    for publisher, count in found.unlicensed.items():
        yield _licence_row(None, publisher, count, {}, [])


def _licence_row(
    licence: str | None, publisher: str | None, articles: int, read_in: dict[str, int], examples: list[str]
) -> dict[str, Any]:
    return {
        "licence": licence,
        "publisher": publisher,
        "articles": articles,
        "read_in": read_in,
        "examples": examples,
    }


def _field_rows(found: "Inspection") -> Iterator[dict[str, Any]]:
    for name, told in found.fields.items():
        lacks = found.articles - told.count
        places = dict(told.places)
        yield {"field": name, "has": told.count, "lacks": lacks, "read_in": places, "examples": told.examples}


def _print_inspection(found: "Inspection") -> None:
    files = sum(found.files.values())
    console.print(Text(words.SEEN.format(count=f"{found.articles:,}", files=f"{files:,}"), style="bold"))
    _print_counts(words.FORMATS, words.FORMAT_HEADINGS, found.files)
    _print_table(
        words.FIELDS,
        words.FIELD_HEADINGS,
        (
            (name, f"{told.count:,}", f"{found.articles - told.count:,}", _places(told), "; ".join(told.examples))
            for name, told in found.fields.items()
        ),
    )
    _print_counts(words.UNREAD, words.UNREAD_HEADINGS, found.unread)
    if found.unread:
        fields = ", ".join(get_args(ArticleField))
        console.print(Text(words.MAP.format(column=next(iter(found.unread)), fields=fields), style="dim"))
    _print_counts(words.LANGUAGES, words.COUNT_HEADINGS, found.languages)
    _print_licences(found.licences)
    _print_counts(words.UNLICENSED, words.COUNT_HEADINGS, found.unlicensed)
    _print_table(
        words.SKIPPED,
        words.SKIPPED_HEADINGS,
        ((reason, f"{told.count:,}", "; ".join(told.examples)) for reason, told in _by_count(found.skipped)),
    )
    if found.withheld:
        console.print(Text(f"\n{words.WITHHELD}: {found.withheld:,}", style="dim"))
    _print_table(
        words.PASSED_OVER,
        words.PASSED_OVER_HEADINGS,
        (
            (kind or words.NO_ENDING, f"{told.count:,}", "; ".join(told.examples))
            for kind, told in _by_count(found.passed_over)
        ),
    )


def _print_licences(found: Mapping[str, "Told"]) -> None:
    _print_table(
        words.LICENCES,
        words.LICENCE_HEADINGS,
        ((name, f"{told.count:,}", _places(told), "; ".join(told.examples)) for name, told in _by_count(found)),
    )


def _print_counts(heading: str, columns: Sequence[str], counts: Mapping[str, int]) -> None:
    _print_table(heading, columns, ((name, f"{count:,}") for name, count in list(counts.items())[:_SHOWN]))


def _print_table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*columns, box=None, header_style="dim", pad_edge=False, title_justify="left")
    for row in rows:
        table.add_row(*map(Text, row))
    if table.row_count:
        console.print(Text(f"\n{heading}", style="bold"))
        console.print(table)


def _by_count(found: Mapping[str, "Told"]) -> list[tuple[str, "Told"]]:
    return sorted(found.items(), key=lambda one: (-one[1].count, one[0]))[:_SHOWN]


def _places(told: "Told") -> str:
    commonest = sorted(told.places.items(), key=lambda one: -one[1])[:_SHOWN_PLACES]
    return ", ".join(f"{place} {count:,}" for place, count in commonest)
