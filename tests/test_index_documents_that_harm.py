"""A document costs itself only, whatever it holds: it is named with the reason, and all others are read."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus.files import readings_of
from index.models import Article, Span
from index.search.snapshot import Snapshot
from index.statements import Analyser
from index.statements.pieces import pieces_of
from tests.corpus_files import article_of_record, articles, errors

GOOD = {"id": "good", "text": "Rain fell on Velm."}
HALF = "\\ud83c"  # of a surrogate pair, as JSON writes it


def lines(*records):
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in records)


HARM = {
    "a number of 5,000 digits": ('{"text": "Rain fell.", "views": ' + "9" * 5_000 + "}", "not valid JSON (Exceeds"),
    "half a surrogate in the title": (f'{{"text": "Rain.", "title": "Rain {HALF}"}}', "its title holds half of a"),
    "half a surrogate in the id": (f'{{"text": "Rain.", "id": "a{HALF}"}}', "its id holds half of a surrogate pair"),
    "half a surrogate in an author": (f'{{"text": "Rain.", "author": "Ida {HALF}"}}', "its author holds half of a"),
    "half a surrogate in the address": (f'{{"text": "Rain.", "url": "https://a/{HALF}"}}', "its url holds half of a"),
    "half a surrogate in the licence": (f'{{"text": "Rain.", "license": "CC BY {HALF}"}}', "its license holds half"),
    "half a surrogate in the text": (f'{{"text": "Rain {HALF}"}}', "holds half of a surrogate pair at character 5"),
}


@pytest.mark.parametrize("harm", HARM)
def test_it_is_named_and_the_lines_beside_it_are_read(tmp_path, harm):
    line, reason = HARM[harm]
    (tmp_path / "a.jsonl").write_text(lines(GOOD, line, GOOD | {"id": "too"}), encoding="utf-8")
    assert [one.id for one in articles(tmp_path)] == ["good", "too"]
    ((name, told),) = errors(tmp_path).items()
    assert (name, told[: len(reason)]) == ("a.jsonl#2", reason)


def test_a_number_of_5000_digits_in_a_feed_or_a_page_costs_that_file_only(tmp_path):
    number = "9" * 5_000
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [], "n": {number}}}'
    (tmp_path / "feed.json").write_text(feed, encoding="utf-8")
    (tmp_path / "good.json").write_text(json.dumps(GOOD), encoding="utf-8")
    assert [one.id for one in articles(tmp_path)] == ["good"]
    assert errors(tmp_path)["feed.json"].startswith("not valid JSON (Exceeds")


def test_a_file_or_member_whose_name_is_no_utf_8_is_named(tmp_path):
    (tmp_path / "good.json").write_text(json.dumps(GOOD), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Rain fell.", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("caf\udce9.txt".encode("utf-8", "surrogateescape").decode("cp437"), "Snow fell.")
    assert {one.text for one in articles(tmp_path)} == {GOOD["text"], "Snow fell."}
    assert errors(tmp_path) == {"caf\\xe9.txt": "its name is not valid UTF-8; rename it"}


@pytest.mark.parametrize("saved", [None, "2024-05-02T06:00:00Z"])
def test_a_date_of_30_kilobytes_is_unknown(tmp_path, saved):
    words = "two hours and a day ago, or " * 1_100
    article = article_of_record(tmp_path, GOOD | {"published": words, "date_download": saved})
    assert article.published is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "(" * 1_000_000),
        ("title", "Rain " * 200_000),
        ("license", "no licence, but " * 60_000),
        ("text", "Rain" + " " * 1_000_000 + "fell."),
        ("text", "Read more " * 100_000),
        ("text", "\n".join(["Read more"] * 100_000) + "\nRain fell."),
        ("text", "<a " * 300_000),
    ],
)
def test_a_field_of_a_million_characters_is_read_in_linear_time(tmp_path, field, value):
    article = article_of_record(tmp_path, GOOD | {field: value})
    assert len(article.body) == len(article.text)
    assert len(article.title) < 1_000


def test_an_error_that_nobody_foresaw_is_that_of_its_document(tmp_path, monkeypatch):
    (tmp_path / "a.jsonl").write_text(lines(GOOD | {"id": "bad"}, GOOD), encoding="utf-8")
    plain = readings_of.__globals__["draft_of"]

    def failing(document, settings):
        if document.id == "bad":
            raise ZeroDivisionError("of a rule")
        return plain(document, settings)

    monkeypatch.setitem(readings_of.__globals__, "draft_of", failing)
    assert [one.id for one in articles(tmp_path)] == ["good"]
    assert errors(tmp_path) == {"a.jsonl#1": "cannot be read (ZeroDivisionError: of a rule); please report it"}


SAID = "“The lamp of tower {n} burned all night,” said Olga Stern, the keeper. Nobody had seen it on the coast."
LONG = "\n\n".join(SAID.format(n=n) for n in range(1_200))


@pytest.mark.parametrize("text", [LONG, LONG.replace("\n\n", "\n"), LONG.replace("\n\n", " "), "x" * 200_000])
def test_pieces_are_all_of_a_text_and_end_where_a_sentence_does(text):
    pieces = pieces_of(text)
    assert "".join(piece.of(text) for piece in pieces) == text
    assert max(piece.end - piece.start for piece in pieces) <= 50_000
    assert len(pieces) < len(text) / 25_000
    if text[0] == "“":
        assert all(piece.of(text).rstrip().endswith(".") for piece in pieces[:-1])


def test_a_long_article_is_read_in_pieces_and_every_word_is_where_it_stands():
    (analysis,) = Analyser().analyse([Article("long", LONG)])
    assert len(LONG) > 100_000
    said = [statement.parts[0].of(LONG) for statement in analysis.statements]
    assert said == [f"“The lamp of tower {n} burned all night,”" for n in range(1_200)]
    assert {statement.speaker for statement in analysis.statements} == {"Olga Stern"}
    assert [member.name for member in analysis.cast] == ["Olga Stern"]
    assert all(span.of(LONG) == span.of(LONG).strip() for span in analysis.sentences)


def test_articles_stay_in_their_order_where_some_are_long_and_some_are_read_without_speakers():
    russian = "Паром снова ходит после ремонта. Городской совет голосовал за продажу старого судна."
    texts = [SAID.format(n=1), LONG[:120_000], russian, SAID.format(n=2)]
    languages = ("en", "en", "ru", "en")
    read = [Article(str(n), text, language=code) for n, (text, code) in enumerate(zip(texts, languages, strict=True))]
    found = list(Analyser().analyse(read))
    assert [analysis.article_id for analysis in found] == ["0", "1", "2", "3"]
    assert found[2].sentences == (Span(0, 32), Span(33, len(russian)))
    assert [len(analysis.statements) for analysis in found][::3] == [1, 1]


PARSING = (
    "import itertools, multiprocessing, sys\n"
    "from index.english.parsing import parse\n"
    "docs = parse(itertools.repeat('Rain fell.'), processes=2)\n"
    "next(docs)\n"
    "print(*(one.pid for one in multiprocessing.active_children()), flush=True)\n"
    "for _ in docs: pass\n"
)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
@pytest.mark.parametrize("end", [subprocess.Popen.terminate, subprocess.Popen.kill])
def test_parsing_processes_end_with_the_run(end):
    run = subprocess.Popen(
        [sys.executable, "-c", PARSING], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
    )
    assert run.stdout is not None
    pids = run.stdout.readline().split()
    assert len(pids) == 2
    end(run)
    run.wait()
    deadline = time.monotonic() + 120
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in pids if alive(pid)]
    for pid in left:
        os.kill(int(pid), 9)
    assert left == []


def test_a_character_that_ends_strings_is_no_part_of_a_text(settings, tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "rain.txt").write_text("Olga\0 Stern said the ferry would sail at dawn.", encoding="utf-8")
    (corpus / "snow.txt").write_text("Ida Holm said the snow would stay.", encoding="utf-8")
    index_corpus([corpus], settings, CorpusSettings())
    (corpus / "rain.txt").unlink()
    before = {one.name for one in Snapshot(settings.data).speakers}
    report = index_corpus([corpus], settings, CorpusSettings(), allow_removal=True)
    assert before == {"Olga Stern", "Ida Holm"}
    assert (report.removed, {one.name for one in Snapshot(settings.data).speakers}) == (1, {"Ida Holm"})
