"""The same ten articles in every format: what a format can carry comes out equal."""

import gzip
import io
import json
import sys
import tarfile
import zipfile

import pytest

from tests import corpus_formats as formats
from tests.corpus_files import articles, errors
from tests.corpus_formats import PUBLISHER, SAMPLES

EVERYTHING = ("text", "title", "authors", "day", "url", "publisher", "licence")
FILES = {
    "jsonl": ({"a.jsonl": formats.json_lines()}, EVERYTHING),
    "json in a list": ({"a.json": json.dumps([one.record for one in SAMPLES]).encode()}, EVERYTHING),
    "csv": ({"a.csv": formats.delimited(",")}, EVERYTHING),
    "csv with semicolons": ({"a.csv": formats.delimited(";")}, EVERYTHING),
    "tsv": ({"a.tsv": formats.delimited("\t")}, EVERYTHING),
    "csv, compressed": ({"a.csv.gz": gzip.compress(formats.delimited(","))}, EVERYTHING),
    "parquet": ({"a.parquet": formats.parquet()}, EVERYTHING),
    "markdown": ({f"{one.id}.md": formats.markdown(one) for one in SAMPLES}, EVERYTHING),
    "html": ({f"{one.id}.html": formats.page(one).encode() for one in SAMPLES}, EVERYTHING),
    "warc": ({"a.warc": formats.warc()}, EVERYTHING),
    "warc, compressed": ({"a.warc.gz": gzip.compress(formats.warc())}, EVERYTHING),
    "rss": ({"a.xml": formats.rss()}, EVERYTHING),
    "atom": ({"feed": formats.atom()}, EVERYTHING),
    "json feed": ({"feed.json": formats.json_feed()}, EVERYTHING),
    "ninjs": ({f"{one.id}.json": formats.ninjs(one) for one in SAMPLES}, EVERYTHING),
    "nitf": ({f"{one.id}.xml": formats.nitf(one) for one in SAMPLES}, EVERYTHING),
    "newsml": ({"a.xml": formats.newsml()}, EVERYTHING),
    "mediawiki": ({"a.xml": formats.mediawiki()}, ("text", "title", "day", "publisher")),
    "mailbox": ({"a.mbox": formats.mailbox()}, ("text", "title", "authors", "day")),
    "text": ({f"{one.id}.txt": one.text.encode() for one in SAMPLES}, ("text",)),
}


def fields(article):
    return {
        "text": article.text,
        "title": article.title,
        "authors": article.authors,
        "day": article.day.isoformat() if article.day else None,
        "url": article.url,
        "publisher": article.publisher,
        "licence": article.licence.id,
    }


def wanted(sample):
    return {
        "text": sample.text,
        "title": sample.title,
        "authors": (sample.author,),
        "day": sample.day,
        "url": sample.url,
        "publisher": PUBLISHER,
        "licence": "CC-BY-4.0",
    }


def write(folder, files):
    for name, content in files.items():
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("form", FILES)
def test_ten_articles_come_out_equal_from_each_format(tmp_path, form):
    files, carried = FILES[form]
    write(tmp_path, files)
    found = {article.text: fields(article) for article in articles(tmp_path)}
    assert errors(tmp_path) == {}
    assert len(found) == len(SAMPLES)
    for sample in SAMPLES:
        assert sample.text in found
        got, want = found[sample.text], wanted(sample)
        assert {key: got[key] for key in carried} == {key: want[key] for key in carried}


def test_archives_are_read_where_they_lie(tmp_path):
    files = {"in/a.csv": formats.delimited(","), "in/deeper/b.html": formats.page(SAMPLES[0]).encode(), "c.bin": b"\0"}
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("in/feed.xml")
        content = formats.rss().replace(b"<guid>", b"<guid>tar-")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    found = articles(tmp_path)
    assert [one.id for one in found] == [
        *(one.id for one in SAMPLES),
        "b",
        *(f"tar-{one.id}" for one in SAMPLES),
    ]
    assert found[0].source == f"{tmp_path / 'a.zip'}::in/a.csv#1"
    assert found[10].source == f"{tmp_path / 'a.zip'}::in/deeper/b.html"
    assert errors(tmp_path) == {}


def test_a_format_is_told_by_its_content_and_not_by_its_ending(tmp_path):
    write(tmp_path, {"a": formats.parquet(), "b.dat": formats.warc(), "c.txt.old": formats.nitf(SAMPLES[0])})
    assert len(articles(tmp_path / "a")) == len(articles(tmp_path / "b.dat")) == 10
    assert len(articles(tmp_path / "c.txt.old")) == 1


def test_a_package_that_is_missing_is_named_with_the_extra_that_brings_it(tmp_path, monkeypatch):
    write(tmp_path, {"a.parquet": formats.parquet(), "b.txt": b"Rain fell."})
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert [one.text for one in articles(tmp_path)] == ["Rain fell."]
    assert errors(tmp_path) == {"a.parquet": "needs pyarrow.parquet: pip install 'onrecord[parquet]'"}


def test_a_table_without_a_column_for_the_text_names_those_that_it_could_have(tmp_path):
    write(tmp_path, {"a.csv": b"title,mood\nRain,wet\n"})
    assert errors(tmp_path)["a.csv"].startswith("no column for the text; give one of text, maintext, articleBody")


def test_a_pdf_gives_its_text_without_the_breaks_of_its_lines(tmp_path):
    lines = ["The ferry between Velm and the is-", "lands sails again after two years", "in the yard.", "Rain fell."]
    write(tmp_path, {"a.pdf": formats.pdf(lines, "Ferry sails again"), "scan.pdf": formats.pdf([])})
    (article,) = articles(tmp_path)
    assert article.text == "The ferry between Velm and the islands sails again after two years in the yard.\nRain fell."
    assert (article.title, article.authors, str(article.day)) == ("Ferry sails again", ("Ida Brandt",), "2021-03-01")
    assert errors(tmp_path) == {"scan.pdf": "no text in it; recognise the scanned pages first"}
