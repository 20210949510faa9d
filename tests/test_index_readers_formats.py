"""The same ten articles in every format: what a format can carry comes out equal."""

import gzip
import hashlib
import io
import json
import sys
import tarfile
import zipfile

import pytest

from index.corpus.files import Piped
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


TOLD = {"markdown": "markdown"}  # front matter alone is not told from a text


@pytest.mark.parametrize("form", FILES)
def test_ten_articles_come_out_equal_from_standard_input(tmp_path, form):
    files, carried = FILES[form]
    told = {"formats": {"*": TOLD[form]}} if form in TOLD else {}
    found = {}
    for number, content in enumerate(files.values()):
        path = tmp_path / f"standard-input-{number}"
        path.write_bytes(content)
        piped = Piped(path, hashlib.sha256(content).hexdigest())
        found |= {article.text: fields(article) for article in articles(piped, **told)}
        assert errors(piped, **told) == {}
    assert len(found) == len(SAMPLES)
    for sample in SAMPLES:
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


def test_a_table_without_a_column_for_the_text_names_those_that_it_has_and_the_remedy(tmp_path):
    write(tmp_path, {"a.csv": b"Mood,Body of it\nwet,Rain fell.\n"})
    assert errors(tmp_path) == {
        "a.csv": "no column for the text among Mood, Body of it; say which it is: "
        '[corpus] columns = { "Mood" = "text" }'
    }
    (article,) = articles(tmp_path, columns={"Body of it": "text", "Mood": "title"})
    assert (article.text, article.title, article.id) == ("Rain fell.", "wet", "a-1")


COLUMNS = {"Nr": "id", "Artikel": "text", "Kopf": "title", "Adresse": "url", "Blatt": "publisher", "Tag": "published"}
COLUMNS |= {"Autor": "authors", "Rechte": "licence"}
RENAMED = {field: column for column, field in COLUMNS.items()} | {"author": "Autor"}


def own_names(sample):
    return {RENAMED[key]: value for key, value in sample.record.items()} | {"title": "no title"}


OWN_NAMES = {
    "csv": ("a.csv", lambda rows: formats.table(rows, ";")),
    "tsv": ("a.tsv", lambda rows: formats.table(rows, "\t")),
    "parquet": ("a.parquet", formats.parquet_of),
    "jsonl": ("a.jsonl", lambda rows: "\n".join(map(json.dumps, rows)).encode()),
}


@pytest.mark.parametrize("form", OWN_NAMES)
def test_columns_are_mapped_as_the_configuration_says_before_any_guess(tmp_path, form):
    name, written = OWN_NAMES[form]
    write(tmp_path, {name: written([own_names(one) for one in SAMPLES])})
    found = articles(tmp_path, columns=COLUMNS)
    assert [fields(article) for article in found] == [wanted(sample) for sample in SAMPLES]
    assert [article.id for article in found] == [sample.id for sample in SAMPLES]
    assert {(one.field, one.place) for one in found[0].origins} == {
        ("title", "Kopf"),
        ("url", "Adresse"),
        ("publisher", "Blatt"),
        ("published", "Tag"),
        ("authors", "Autor"),
    }


def test_a_format_can_be_told_for_files_that_do_not_show_it(tmp_path):
    write(tmp_path, {"a.dat": b"Title,Text\nRain,Rain fell.\n", "b.dat2": b"Snow fell."})
    assert [one.text for one in articles(tmp_path, formats={"*.dat": "csv", "*.dat2": "text"})] == [
        "Rain fell.",
        "Snow fell.",
    ]
    assert errors(tmp_path, formats={"a.*": "cvs"})["a.dat"].startswith("no format is called 'cvs'; known are archive,")


def test_a_pdf_gives_its_text_without_the_breaks_of_its_lines(tmp_path):
    lines = ["The ferry between Velm and the is-", "lands sails again after two years", "in the yard.", "Rain fell."]
    write(tmp_path, {"a.pdf": formats.pdf(lines, "Ferry sails again"), "scan.pdf": formats.pdf([])})
    (article,) = articles(tmp_path)
    assert (
        article.text == "The ferry between Velm and the islands sails again after two years in the yard.\n\nRain fell."
    )
    assert (article.title, article.authors, str(article.day)) == ("Ferry sails again", ("Ida Brandt",), "2021-03-01")
    assert errors(tmp_path) == {"scan.pdf": "no text in it; recognise the scanned pages first"}
