"""Sixty passages in the ways of many houses, each with everything that is said in it and with what comes out today.

They stand in ``data/houses.jsonl``, a passage a line. A statement has its ``words`` part by part, ``speaker``,
``kind``, ``act``, ``negated`` and ``via``; ``today`` holds what comes out otherwise, and is null if it is missed.
``added`` are statements that come out and are none. Whoever wrote them had read neither code nor rules.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.models import Act, Kind
from tests.reading import Case, Said, Weak

PASSAGES = Path(__file__).with_name("data") / "houses.jsonl"


def house_cases() -> Iterator[Case]:
    """The passages as cases."""
    with PASSAGES.open(encoding="utf-8") as lines:
        for line in lines:
            passage = json.loads(line)
            said = [_statement(row) for row in passage["said"]]
            said += [Weak(None, _said(row)) for row in passage["added"]]
            weak = "not read as it was written" if any(isinstance(one, Weak) for one in said) else ""
            yield Case(f"{passage['id']}: {passage['house']}", passage["text"], tuple(_in_order(said, passage)), weak)


def _statement(row: Mapping[str, Any]) -> Said | Weak:
    right = _said(row)
    if "today" not in row:
        return right
    return Weak(right, replace(right, **_fields(row["today"])) if row["today"] is not None else None)


def _said(row: Mapping[str, Any]) -> Said:
    return Said(**_fields(row))


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: row[name] for name in ("speaker", "negated", "via") if name in row}
    if "words" in row:
        fields["words"] = " … ".join(row["words"])
    if "kind" in row:
        fields["kind"] = Kind(row["kind"])
    if "act" in row:
        fields["act"] = Act(row["act"])
    return fields


def _in_order(said: list[Said | Weak], passage: Mapping[str, Any]) -> list[Said | Weak]:
    """In the order of the text, by the place that each row gives."""
    places = [row["at"] for row in (*passage["said"], *passage["added"])]
    return [one for _, one in sorted(zip(places, said, strict=True), key=lambda pair: pair[0])]
