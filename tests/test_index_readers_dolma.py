"""Documents in the format of Dolma: what their metadata and their head lines state."""

import bz2
import gzip
import json
import lzma
from datetime import date

import pytest
import zstandard

from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus import read
from index.errors import DocumentError
from index.licences import credit_line
from index.models import Article
from index.search.snapshot import Snapshot
from retrieval.engine import Engine

SAMPLE = {
    "id": 7,
    "text": (
        "Ferry returns to Velm (sample) · Harbour Voices\nIda Brandt\nPublished on March 3, 2020\n"
        'The ferry sails again. "Nobody missed it," said Olga Stern, the keeper of the lighthouse.'
    ),
    "source": "news-harbourvoices",
    "added": "2024-05-27T07:09:48.522547",
    "created": "Published on March 3, 2020",
    "metadata": {
        "license": "Creative Commons - Attribution - https://creativecommons.org/licenses/by/4.0/",
        "url": "https://harbourvoices.example/2020/03/03/ferry/",
        "author": "Ida Brandt",
    },
}
COMPRESSIONS = {
    "a.jsonl": bytes,
    "a.json.gz": gzip.compress,
    "a.jsonl.gz": gzip.compress,
    "a.jsonl.zst": zstandard.compress,
    "a.jsonl.bz2": bz2.compress,
    "a.jsonl.xz": lzma.compress,
}


def articles(path, **settings):
    found = list(read([path], CorpusSettings(**settings)))
    assert not [one for one in found if isinstance(one, DocumentError)]
    return [one for one in found if isinstance(one, Article)]


def one_of(tmp_path, **fields):
    (tmp_path / "a.json").write_text(json.dumps(SAMPLE | fields), encoding="utf-8")
    (article,) = articles(tmp_path)
    return article


def lines_of(article):
    return [span.of(article.text) for span in article.boilerplate]


def test_metadata_and_head_lines_give_title_author_day_publisher_address_and_licence(tmp_path):
    article = one_of(tmp_path)
    assert article.text == SAMPLE["text"]
    assert (article.id, article.title) == ("news-harbourvoices/7", "Ferry returns to Velm (sample)")
    assert (article.authors, article.published, article.publisher) == (
        ("Ida Brandt",),
        date(2020, 3, 3),
        "Harbour Voices",
    )
    assert (article.url, article.licence.id) == (SAMPLE["metadata"]["url"], "CC-BY-4.0")
    assert lines_of(article) == SAMPLE["text"].split("\n")[:3]
    assert {(origin.field, origin.place) for origin in article.origins} == {
        ("title", "head line"),
        ("authors", "metadata.author"),
        ("published", "created"),
        ("publisher", "head line"),
        ("url", "metadata.url"),
    }


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_every_compression_is_told_by_its_first_bytes(tmp_path, name):
    lines = "".join(json.dumps(SAMPLE | {"id": n}) + "\n" for n in (1, 2)).encode()
    (tmp_path / name).write_bytes(COMPRESSIONS[name](lines))
    (tmp_path / "no-ending").write_bytes(COMPRESSIONS[name](lines.replace(b"news-", b"other-")))
    assert [one.id for one in articles(tmp_path)] == [
        "news-harbourvoices/1",
        "news-harbourvoices/2",
        "other-harbourvoices/1",
        "other-harbourvoices/2",
    ]


def test_an_id_is_unique_within_its_source_only(tmp_path):
    lines = [json.dumps(SAMPLE), json.dumps(SAMPLE | {"source": "news-velm"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [one.id for one in articles(tmp_path)] == ["news-harbourvoices/7", "news-velm/7"]


def test_an_empty_or_odd_field_costs_only_itself(tmp_path):
    article = one_of(tmp_path, created="", metadata={"url": None, "license": None, "author": [None], "n": {"x": 1}})
    assert (article.url, article.licence.known) == (None, False)
    assert (article.title, article.authors) == ("Ferry returns to Velm (sample)", ("Ida Brandt",))
    assert article.published == date(2020, 3, 3)


def test_without_a_date_anywhere_the_day_of_a_permanent_link_counts(tmp_path):
    text = SAMPLE["text"].replace("Published on March 3, 2020\n", "")
    article = one_of(tmp_path, created="", text=text)
    assert article.published == date(2020, 3, 3)
    assert ("published", "address") in {(origin.field, origin.place) for origin in article.origins}
    assert one_of(tmp_path, created="", text=text, metadata={"url": "https://x.example/ferry"}).published is None


def test_a_text_without_head_lines_has_no_title(tmp_path):
    article = one_of(tmp_path, text="Rain fell on Velm.\nThe ferry stayed in port until Monday.", created="")
    assert (article.title, article.boilerplate) == ("", ())


def test_a_site_that_titles_name_by_figures_alone_is_named_as_in_its_address(tmp_path):
    text = "A ferry for the winter - 707\nIda Brandt\nPublished on March 3, 2020\nRain fell on Velm."
    address = "https://707coast.example/a-ferry-for-the-winter/"
    assert one_of(tmp_path, text=text, source="news-707coast", metadata={"url": address}).publisher == "707coast"


def test_the_configuration_names_a_publisher_by_domain_or_source(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(SAMPLE), encoding="utf-8")
    for key in ("harbourvoices.example", "news-harbourvoices"):
        (article,) = articles(tmp_path, publishers={key: "Voices of the Harbour"})
        assert article.publisher == "Voices of the Harbour"


REAL = {
    "news-factly/1": (
        "भारत के अर्धसैनिक बलों (सशस्त्र सैन्य बल) को जानें",
        "Sai Krishna Muthyanolla",
        date(2016, 3, 25),
        "FACTLY",
    ),
    "news-360info/4": (
        "A bad wrap? Using packaging well to reduce food waste",
        "Tammara Soma",
        date(2022, 6, 15),
        "360info",
    ),
    "news-360info/6": ("A cat in the house saves the birds in the bush", "Sarah Legge", date(2022, 3, 7), "360info"),
    "news-globalvoices/8": ("Thoughts from Jim Moore", "Rebecca MacKinnon", date(2004, 12, 4), "Global Voices"),
    "news-zimfact/9": ("About Zimpapers' TV licence...", "Ngoni Mhuruyengwe", date(2018, 5, 16), "ZimFact"),
}


@pytest.mark.parametrize("name", ["*.json", "all.jsonl.gz"])
def test_the_five_real_documents_come_out_whole(shared_archives, name):
    paths = sorted((shared_archives / "dolma").glob(name))
    found = {one.id: one for one in read(paths) if isinstance(one, Article)}
    assert {key: (one.title, *one.authors, one.published, one.publisher) for key, one in found.items()} == REAL
    for path in (shared_archives / "dolma").glob("*.json"):
        record = json.loads(path.read_text(encoding="utf-8"))
        article = found[f"{record['source']}/{record['id']}"]
        assert (article.text, article.url) == (record["text"], record["metadata"]["url"])
        assert (article.licence.id, article.licence.source) == ("CC-BY-4.0", "field metadata.license")


def test_no_head_line_is_a_statement_or_a_passage_and_an_answer_ends_with_a_credit_line(shared_archives, own_settings):
    before = {stored.article.id for stored in Snapshot(own_settings.data).articles()}
    report = index_corpus([shared_archives / "dolma"], own_settings, CorpusSettings())
    assert (report.added, report.failed) == (5, ())
    stored = [one for one in Snapshot(own_settings.data).articles() if one.article.id not in before]
    for one in stored:
        heads = one.article.boilerplate
        assert len(heads) >= 2
        assert not [p for p in one.passages if any(p.span.overlaps(head) for head in heads)]
        assert not [s for s in one.statements if any(s.statement.span.overlaps(head) for head in heads)]
    answer = Engine.open(own_settings).ask("which network got a content distribution licence in Zimbabwe?")
    assert answer.items[0].article.id == "news-zimfact/9"
    assert credit_line(answer.items[0].article) == (
        "“About Zimpapers' TV licence...” by Ngoni Mhuruyengwe, ZimFact, 2018-05-16, "
        "https://zimfact.org/about-zimpapers-tv-licence/, is licensed under CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/)."
    )
