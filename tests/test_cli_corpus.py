"""``onrecord inspect`` and ``onrecord licences``."""

import gzip
import json
import shutil

import pytest
from typer.testing import CliRunner

from bot.command.app import app
from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus.inspection import inspect

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
    assert found.passed_over.examples == ["picture.png"]


def test_the_command_prints_it_and_ends_with_status_1_where_something_is_skipped(corpus):
    result = CliRunner().invoke(app, ["inspect", str(corpus)])
    shown = lines(result.output)
    assert result.exit_code == 1
    assert "3 articles in 2 files" in shown
    assert "title 1 2 title 1 Rain" in shown
    assert "CC-BY-NC-4.0 1 footer 1 b" in shown
    assert "empty: it holds no text 1 empty.txt" in shown
    assert "passed over: no reader knows their format: 1" in shown
    (corpus / "empty.txt").unlink()
    (corpus / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(RECORDS[0]).encode()))
    assert CliRunner().invoke(app, ["inspect", str(corpus)]).exit_code == 0


def test_licences_are_listed_with_where_they_were_read_and_how_to_settle_what_is_unknown(
    corpus, sample_settings, tmp_path
):
    shutil.copytree(sample_settings.data / "encoder", tmp_path / "data" / "encoder")
    index_corpus([corpus], sample_settings.model_copy(update={"data": tmp_path / "data"}), CorpusSettings())
    result = CliRunner().invoke(app, ["licences", "--data", str(tmp_path / "data")])
    shown = lines(result.output)
    assert result.exit_code == 0
    assert "CC-BY-4.0 1 field license 1 a" in shown
    assert "CC-BY-NC-4.0 also stated: CC-BY-4.0 1 b" in shown
    assert "velton.co.uk 1" in shown
    assert shown[-1] == 'licences = { "velton.co.uk" = "CC BY 4.0" }'
