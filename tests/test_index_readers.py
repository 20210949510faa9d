"""Readers: what is kept, what is taken from each format, and what a broken document costs."""

import json
import random
from datetime import UTC, date, datetime

from index.config import CorpusSettings
from index.corpus import read
from index.errors import DocumentError
from index.models import Article


def articles(*paths, **settings):
    return [one for one in read(paths, CorpusSettings(**settings)) if isinstance(one, Article)]


def errors(*paths, **settings):
    return [(one.name, one.reason) for one in read(paths, CorpusSettings(**settings)) if isinstance(one, DocumentError)]


def test_a_text_file_is_kept_to_the_letter_and_its_footer_gives_licence_and_publisher(tmp_path):
    text = (
        "Rain fell.\u00a0 \r\nIt stopped.  All Content by Velm Radio is licensed under a "
        "Creative Commons Attribution 4.0 International License."
    )
    (tmp_path / "rain.txt").write_bytes(text.encode())
    (article,) = articles(tmp_path)
    assert article.text == text
    assert (article.id, article.title, article.published) == ("rain", "", None)
    assert (article.publisher, article.licence.id, article.licence.source) == ("Velm Radio", "CC-BY-4.0", "footer")


def test_a_text_without_a_footer_has_an_unknown_licence(tmp_path):
    (tmp_path / "rain.txt").write_text("Rain fell. The licence of the ferry was renewed.", encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.publisher, article.licence.id, article.licence.name) == (None, "", "licence unknown")


def test_json_keys_are_taken_under_common_names_and_unknown_ones_passed_over(tmp_path):
    record = {
        "headline": " Rain ",
        "body": "Rain fell.",
        "link": "https://example.org/rain",
        "source": "Velm Radio",
        "date": "2024-03-01T09:30:00+02:00",
        "author": "Ida",
        "license": "CC BY-SA 3.0",
        "mood": {"wet": True},
    }
    (tmp_path / "rain.json").write_text(json.dumps(record), encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.id == "rain"
    assert (article.title, article.url, article.publisher) == ("Rain", "https://example.org/rain", "Velm Radio")
    assert article.published == datetime.fromisoformat("2024-03-01T09:30:00+02:00")
    assert (article.authors, article.licence.id) == (("Ida",), "CC-BY-SA-3.0")


def test_dates_are_days_or_times_or_unknown(tmp_path):
    lines = [{"id": d, "text": "Rain.", "published": d} for d in ("2024-03-01", "2024-03-01T00:00:00Z", "someday")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = {article.id: article.published for article in articles(tmp_path)}
    assert found == {
        "2024-03-01": date(2024, 3, 1),
        "2024-03-01T00:00:00Z": datetime(2024, 3, 1, tzinfo=UTC),
        "someday": None,
    }


def test_a_json_file_may_hold_a_list(tmp_path):
    (tmp_path / "two.json").write_text('[{"text": "Rain."}, {"id": "snow", "text": "Snow."}]', encoding="utf-8")
    assert [(a.id, a.text) for a in articles(tmp_path)] == [("two-1", "Rain."), ("snow", "Snow.")]


def test_a_broken_line_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Rain."}\n{broken\n\n["no"]\n{"title": "no text"}\n{"text": "Snow."}\n', encoding="utf-8")
    assert [a.text for a in articles(path)] == ["Rain.", "Snow."]
    assert [(name.rpartition("#")[2], reason.split(":")[0]) for name, reason in errors(path)] == [
        ("2", "not valid JSON (Expecting property name enclosed in double quotes"),
        ("4", "not an article"),
        ("5", "not an article"),
    ]


def test_bad_files_are_named_with_a_reason_and_the_rest_is_read(tmp_path):
    (tmp_path / "good.txt").write_text("Rain fell.", encoding="utf-8")
    (tmp_path / "noise.txt").write_bytes(random.Random(1).randbytes(5000))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\n", encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"text": ', encoding="utf-8")
    (tmp_path / "half.json").write_text('{"text": "Rain \\ud83c fell."}', encoding="utf-8")
    (tmp_path / "huge.txt").write_bytes(b"x" * 50_000_000)
    (tmp_path / "line.jsonl").write_bytes(b'{"text": "' + b"x" * 6_000_000 + b'"}\n{"text": "Snow."}\n')
    assert [a.text for a in articles(tmp_path)] == ["Rain fell.", "Snow."]
    found = {name.rpartition("/")[2]: reason for name, reason in errors(tmp_path)}
    assert found["noise.txt"].startswith("not text in UTF-8")
    assert found["empty.txt"] == found["blank.txt"] == "empty: it holds no text"
    assert found["broken.json"].startswith("not valid JSON")
    assert found["half.json"] == "holds half of a surrogate pair at character 5; repair it"
    assert found["huge.txt"].startswith("more than the 5,000,000 bytes that a document may have")
    assert found["line.jsonl#1"].startswith("a line of more than 5,000,000 bytes")
    assert len(found) == 7


def test_a_text_in_a_legacy_encoding_is_read(tmp_path):
    text = "Der Fährmann sagte, die Brücke über den Sund werde schöner. " * 20
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    (article,) = articles(tmp_path)
    assert article.text == text


def test_hidden_and_foreign_files_are_passed_over_but_a_named_one_is_an_error(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Corpus", encoding="utf-8")
    assert list(read([tmp_path])) == []
    assert errors(tmp_path / "README.md")[0][1].startswith(
        "no reader knows its format; known are archive, parquet, pdf"
    )
    assert errors(tmp_path / "absent")[0][1] == "no such file or folder; check the path. Nothing of it is removed"


def test_the_real_corpus_is_read_whole(shared_corpus):
    found = {article.id: article for article in articles(shared_corpus)}
    assert (len(found), errors(shared_corpus)) == (25, [])
    mehr = found["000_46211d142294c8f9"]
    assert mehr.text == next((shared_corpus / "mehr").glob("*.txt")).read_bytes().decode()
    assert (mehr.publisher, mehr.licence.id) == ("Mehr News Agency", "CC-BY-4.0")
    assert {a.licence.id for a in found.values()} == {"CC-BY-4.0", "CC-BY-2.5"}
