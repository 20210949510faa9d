"""``onrecord inspect`` and ``onrecord licences``."""

import gzip
import json

import pytest
from typer.testing import CliRunner

from bot.command.app import app
from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus.inspection import inspect
from index.search.snapshot import Snapshot
from tests import corpus_formats as formats
from tests.indexes import lend_encoder

RECORDS = [
    {"id": "a", "text": "Rain fell on Velm.", "title": "Rain", "url": "https://velton.co.uk/a", "license": "CC BY 4.0"},
    {"id": "b", "text": "Snow fell on Velm.\n\nThis article is licensed under CC BY-NC 4.0.", "license": "CC BY 4.0"},
    {"id": "c", "text": "Hail fell on Velm.", "url": "https://www.velton.co.uk/c", "published": "2024-05-02"},
    {"id": "d", "title": "no text"},
]


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, RECORDS)).encode()))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def lines(output):
    return [" ".join(line.split()) for line in output.splitlines()]


def test_an_inspection_counts_fields_licences_and_what_is_skipped(corpus):
    found = inspect([corpus], CorpusSettings())
    assert (found.articles, found.files) == (3, {"json": 1, "text": 1})
    assert {name: told.count for name, told in found.fields.items()} == {
        "title": 1,
        "authors": 0,
        "published": 1,
        "publisher": 2,
        "url": 2,
        "licence": 2,
    }
    assert found.fields["publisher"].examples == ["velton.co.uk"]
    assert found.fields["publisher"].places == {"address": 2}
    assert (found.languages, found.unlicensed) == ({"en": 3}, {"velton.co.uk": 1})
    assert found.licences["CC-BY-NC-4.0"].places == {"footer": 1}
    assert found.skipped["empty: it holds no text"].examples == ["empty.txt"]
    assert found.passed_over[".png"].examples == ["picture.png"]


def test_the_command_prints_it_and_ends_with_status_1_where_something_is_skipped(corpus):
    result = CliRunner().invoke(app, ["inspect", str(corpus)])
    shown = lines(result.output)
    assert result.exit_code == 1
    assert "3 articles in 2 files" in shown
    assert "title 1 2 title 1 Rain" in shown
    assert "CC-BY-NC-4.0 1 footer 1 b" in shown
    assert "empty: it holds no text 1 empty.txt" in shown
    assert shown[shown.index("passed over: no reader knows their format") + 2] == ".png 1 picture.png"
    (corpus / "empty.txt").unlink()
    (corpus / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(RECORDS[0]).encode()))
    assert CliRunner().invoke(app, ["inspect", str(corpus)]).exit_code == 0


def test_licences_are_listed_with_where_they_were_read_and_how_to_settle_what_is_unknown(
    corpus, sample_settings, tmp_path
):
    lend_encoder(sample_settings.data, tmp_path / "data")
    index_corpus([corpus], sample_settings.model_copy(update={"data": tmp_path / "data"}), CorpusSettings())
    result = CliRunner().invoke(app, ["licences", "--data", str(tmp_path / "data")])
    shown = lines(result.output)
    assert result.exit_code == 0
    assert "CC-BY-4.0 1 field license 1 a" in shown
    assert "CC-BY-NC-4.0 also stated: CC-BY-4.0 1 b" in shown
    assert "velton.co.uk 1" in shown
    assert shown[-1] == 'licences = { "velton.co.uk" = "CC BY 4.0" }'


def test_an_inspection_shows_which_columns_were_guessed_and_which_were_not_read(tmp_path):
    (tmp_path / "a.csv").write_text("Headline,Text,Stimmung\nRain,Rain fell.,wet\nSnow,Snow fell.,cold\n", "utf-8")
    shown = lines(CliRunner().invoke(app, ["inspect", str(tmp_path)]).output)
    assert "title 2 0 headline 2 Rain; Snow" in shown
    assert shown[shown.index("columns and keys that no field was read from") + 2] == "Stimmung 2"
    suggested = next(line for line in shown if line.startswith("columns = "))
    assert suggested == (
        'columns = { "Stimmung" = "FIELD" } # FIELD is one of id, text, title, url, publisher, published, authors, '
        "language, licence"
    )


PIPED = {
    "json lines": ("\n".join(map(json.dumps, RECORDS[:3])).encode(), 3),
    "compressed": (gzip.compress("\n".join(map(json.dumps, RECORDS[:3])).encode()), 3),
    "csv": (formats.delimited(","), 10),
    "parquet": (formats.parquet(), 10),
    "nitf": (formats.nitf(formats.SAMPLES[0]), 1),
    "warc": (formats.warc(), 10),
    "mediawiki": (formats.mediawiki(), 10),
    "text": (b"Rain fell on Velm.", 1),
}


@pytest.mark.parametrize("form", PIPED)
def test_what_is_piped_in_is_inspected_in_whichever_format_it_is(form):
    content, count = PIPED[form]
    result = CliRunner().invoke(app, ["inspect", "-"], input=content)
    assert (result.exit_code, lines(result.output)[0]) == (0, f"{count} articles in 1 files")


def test_what_is_piped_in_is_told_its_format_where_nothing_shows_it():
    result = CliRunner().invoke(
        app, ["inspect", "-", "--format", "markdown"], input=b"---\ntitle: Rain\n---\nRain fell."
    )
    assert "markdown 1" in lines(result.output)


def test_what_is_piped_in_is_indexed_beside_what_was_piped_in_before(sample_settings, tmp_path):
    data = tmp_path / "data"
    lend_encoder(sample_settings.data, data)

    def piped(*records):
        content = "\n".join(map(json.dumps, records)).encode()
        words = ["index", "-", "--data", str(data), "--progress", "json"]
        result = CliRunner().invoke(app, words, input=content)
        done = json.loads(result.output.splitlines()[-1])
        return done["added"], done["changed"], done["removed"], done["unchanged"], len(done["failed"])

    assert piped({"text": "Rain fell on Velm."}, {"id": "b", "text": "Snow fell on Velm."}) == (2, 0, 0, 0, 0)
    assert piped({"text": "Hail fell on Velm."}, {"id": "b", "text": "More snow fell on Velm."}) == (1, 1, 0, 0, 0)
    assert piped({"text": "Rain fell on Velm."}) == (0, 0, 0, 1, 0)
    texts = sorted(one.article.text for one in Snapshot(data).articles())
    assert texts == ["Hail fell on Velm.", "More snow fell on Velm.", "Rain fell on Velm."]


def test_an_inspection_as_json_says_where_each_field_was_read(corpus):
    result = CliRunner().invoke(app, ["inspect", str(corpus), "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["articles"] == 3
    assert found["fields"]["licence"] == {
        "count": 2,
        "examples": ["CC-BY-4.0", "CC-BY-NC-4.0"],
        "places": {"field license": 1, "footer": 1},
    }
