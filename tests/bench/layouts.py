"""Whether the same words say the same in every layout: ``python -m tests.bench.layouts FOLDER [--articles N]``.

Each article is read with its paragraphs set apart by blank lines, and then in other layouts. A statement is the same
if it has the same words, letter for letter but for the shape of marks and white space, and the same speaker.
``FOLDER`` holds ``archives/wikinews364`` and ``eval/polnear_dev.jsonl``; of each the first N articles are read, or
all. ``--show N`` prints the first N statements that differ in a layout.
"""

import argparse
import html
import json
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.corpus import read
from index.english.layout import unwrapped
from index.models import Article
from index.statements import Analyser
from tests.bench.machine import Row, read_rows
from tests.bench.report import Column, say, show_table, start_report

_WIDTH = 72
_OPENS = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–/-]))\"(?=\S)")  # how word processors turn a straight mark
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_CURLY_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–/“-]))'(?=\w)")
_PROCESSES = 2

Said = tuple[str, str]  # words and speaker; no name if nobody is named
Layout = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Compared:
    """The statements of one article with blank lines and in another layout, each with its speaker."""

    expected: Counter[Said]
    found: Counter[Said]

    @property
    def same(self) -> int:
        """How many are in both."""
        return (self.expected & self.found).total()

    @property
    def most(self) -> int:
        """How many there are in the layout that has more of them."""
        return max(self.expected.total(), self.found.total())


def _blank(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)


def _wrapped(paragraphs: Sequence[str]) -> str:
    fill = (textwrap.fill(p, _WIDTH, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
    return "\n\n".join(fill)


def _as_html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(p).replace('’', '&rsquo;')}</p>\n" for p in paragraphs)


def _curly(paragraphs: Sequence[str]) -> str:
    doubles = (_OPENS.sub("“", p.replace("''", '"')).replace('"', "”") for p in paragraphs)
    return "\n\n".join(_CURLY_SINGLE.sub("‘", p).replace("'", "’") for p in doubles)


LAYOUTS: dict[str, Layout] = {
    "one newline": "\n".join,
    "wrapped at 72": _wrapped,
    "one line": " ".join,
    "HTML": _as_html,
    "curly marks": _curly,
    "straight marks": lambda paragraphs: _blank(paragraphs).translate(_STRAIGHT),
}


def main() -> None:
    """Compare every layout with blank lines over both sets."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.layouts")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    sets = {
        "wikinews364": asked.folder / "archives" / "wikinews364" / "articles.jsonl",
        "PolNeAR dev": asked.folder / "eval" / "polnear_dev.jsonl",
    }
    missing = [str(path) for path in sets.values() if not path.is_file()]
    if missing:
        say(f"skipped: {', '.join(missing)} is not here, so there is nothing to lay out")
        return
    start_report("statements that are the same, in % of those in the layout that has more of them")
    rows = []
    for name, path in sets.items():
        records = list(islice(read_rows(path), asked.articles))
        expected = statements_in(records, _blank)
        for layout, laid_out in LAYOUTS.items():
            both = zip(expected, statements_in(records, laid_out), strict=True)
            compared = [Compared(*pair) for pair in both]
            same, most = sum(one.same for one in compared), sum(one.most for one in compared)
            rows.append((name, layout, str(len(records)), str(most), f"{100 * same / max(1, most):.1f}"))
            _show(layout, compared, asked.show)
    columns = ("articles", "statements", "the same")
    show_table((Column("set"), Column("layout"), *(Column(one, figure=True) for one in columns)), rows)


def statements_in(records: Iterable[Row], laid_out: Layout) -> list[Counter[Said]]:
    """What is said in each article, its paragraphs in a layout and all else as its record has it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        rows = (
            json.dumps({**_without_gold(one), "id": f"{i:06}", "text": laid_out(_paragraphs(one["text"]))})
            for i, one in enumerate(records)
        )
        file.write_text("\n".join(rows), encoding="utf-8")
        articles = {one.id: one for one in read([file]) if isinstance(one, Article)}
    analyses = Analyser(processes=_PROCESSES).analyse(articles[id_] for id_ in sorted(articles))
    return [
        Counter((_even(" … ".join(s.texts(articles[a.article_id].text))), _even(s.speaker or "")) for s in a.statements)
        for a in analyses
    ]


def _without_gold(record: Row) -> Row:
    return {name: value for name, value in record.items() if name != "quotes"}


def _paragraphs(text: str) -> list[str]:
    """As the text itself sets them apart."""
    return [" ".join(line.split()) for line in unwrapped(text).splitlines() if line.strip()]


def _even(words: str) -> str:
    return " ".join(words.split()).translate(_STRAIGHT).replace("''", '"')


def _show(layout: str, compared: Sequence[Compared], count: int) -> None:
    differences = [
        f"{layout} {sign} {speaker}: {words}"
        for one in compared
        for sign, some in (("-", one.expected - one.found), ("+", one.found - one.expected))
        for words, speaker in some
    ]
    for line in differences[:count]:
        say(line)


if __name__ == "__main__":
    main()
