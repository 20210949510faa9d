"""``onrecord rules``: the rules by which statements are read, as a table, as JSON lines or as the page of the docs."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table

from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.terminal import console
from index.errors import QuestionError
from index.statements import registered_rules
from index.statements.rules import Concern, Rule

_DECIDES = {
    Concern.CUE: "whether a word says that somebody said something",
    Concern.CONTENT: "which words were said",
    Concern.EXTENT: "where these words begin and end",
    Concern.SOURCE: "which words stand for the speaker or the outlet",
    Concern.SPEAKER: "whom these words mean",
}


def rules(
    *,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/rules.md.")] = False,
) -> None:
    """List the rules by which statements are read."""
    form = form_of(as_json=as_json, as_csv=as_csv)
    if markdown and form is not Form.TEXT:
        raise QuestionError("--markdown and --json or --csv exclude each other: give one")
    if markdown:
        typer.echo(rules_page(registered_rules()), nl=False)
    elif form is Form.TEXT:
        print_rules(registered_rules())
    else:
        print_rows(map(rule_record, registered_rules()), form)


def print_rules(rules: Iterable[Rule]) -> None:
    """A table of rules."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("rule", "decides on", "example", "gives"):
        table.add_column(heading)
    for rule in rules:
        table.add_row(rule.id.value, rule.concern.value, _line(rule.example), rule.gives or "nothing")
    console.print(table)


def rule_record(rule: Rule) -> dict[str, str]:
    """One rule as JSON."""
    return {
        "id": rule.id.value,
        "concern": rule.concern.value,
        "reads": rule.reads,
        "example": rule.example,
        "gives": rule.gives,
        "not_on": rule.not_on,
        "literature": rule.literature,
        "module": rule.module,
    }


def rules_page(rules: Iterable[Rule]) -> str:
    """``docs/rules.md``: the rules in Markdown, a section for each concern."""
    rules = tuple(rules)
    sections = [_HEAD.format(number=len(rules))]
    for concern, decides in _DECIDES.items():
        sections.append(f"\n## {concern.value.capitalize()}: {decides}\n")
        sections += [_entry(rule) for rule in rules if rule.concern is concern]
    return "".join(sections)


_HEAD = """# Rules

{number} rules read statements. Each is registered where it is defined, with an example that fires it and one on which
it must not fire. This page is generated from them: run `make rules-doc` after a change. `make rules` measures each on
the gold and compares with `docs/rules-ledger.tsv`.

What an example gives is written as "speaker (outlet): words"; "?" is an unknown speaker, "…" stands between two parts.
"""


def _entry(rule: Rule) -> str:
    lines = [
        f"\n### {rule.id.value}\n",
        f"{rule.reads.strip()}\n",
        f"* fires on: {_line(rule.example)}",
        f"* gives: {rule.gives or 'nothing'}",
        f"* not on: {_line(rule.not_on)}",
        *([f"* source: {rule.literature}"] if rule.literature else []),
        f"* in: `{rule.module}`\n",
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return text.replace("\n\n", " ¶ ")
