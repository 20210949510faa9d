"""One story in several places is kept once, with all its sources."""

import json
import random

import pytest

from bot.words.runs import plain
from bot.words.statements import also_in
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from tests.indexes import lend_encoder
from tests.story_samples import copy_of, report

ORIGINAL = [
    *report(random.Random(11)),
    "“The lighthouse has not burned this brightly since the war,” said Olga Stern, the keeper of the lighthouse.",
]


@pytest.fixture
def settings(sample_settings, tmp_path):
    lend_encoder(sample_settings.data, tmp_path / "data")
    return IndexSettings(data=tmp_path / "data")


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    rng = random.Random(5)
    write(folder, "wire", ORIGINAL, publisher="Velm Wire", published="2024-05-01", license="CC BY 4.0")
    write(
        folder,
        "post",
        copy_of(ORIGINAL, 2, rng),
        publisher="Velton Post",
        published="2024-05-02",
        license="CC BY-NC 4.0",
    )
    write(
        folder, "other", report(random.Random(12)), publisher="Sund Post", published="2024-05-02", license="CC BY 4.0"
    )
    return folder


def write(folder, name, sentences, **stated):
    fields = {"url": f"https://{name}.example/1"} | stated
    record = {"id": name, "text": " ".join(sentences)} | fields
    (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")


def run(settings, folder, **corpus):
    done = index_corpus([folder], settings, CorpusSettings(**corpus))
    return done.added, done.changed, done.removed, done.unchanged, done.repeated


def stored(settings):
    return {one.article.id: one.article for one in Snapshot(settings.data).articles()}


def test_the_newest_is_kept_and_names_the_others_with_their_licences(settings, corpus):
    assert run(settings, corpus) == (2, 0, 0, 0, 1)
    kept = stored(settings)
    assert set(kept) == {"post", "other"}
    (copy,) = kept["post"].copies
    assert (copy.id, copy.publisher, copy.url, copy.published, copy.licence) == (
        "wire",
        "Velm Wire",
        "https://wire.example/1",
        "2024-05-01",
        "CC-BY-4.0",
    )
    assert kept["other"].copies == ()
    assert plain(also_in(kept["post"].copies)) == "Also in Velm Wire"


def test_a_second_run_changes_nothing_and_a_newer_version_takes_over(settings, corpus):
    run(settings, corpus)
    assert run(settings, corpus) == (0, 0, 0, 2, 1)
    corrected = [*ORIGINAL[:4], "Correction: an earlier version named the keeper wrongly.", *ORIGINAL[4:]]
    write(corpus, "wire-2", corrected, publisher="Velm Wire", published="2024-05-03", license="CC BY 4.0")
    assert run(settings, corpus) == (1, 0, 1, 1, 2)
    kept = stored(settings)
    assert set(kept) == {"wire-2", "other"}
    assert [copy.id for copy in kept["wire-2"].copies] == ["post", "wire"]


def test_a_copy_that_is_gone_leaves_the_article_alone(settings, corpus):
    run(settings, corpus)
    (corpus / "wire.json").unlink()
    assert run(settings, corpus) == (0, 1, 0, 1, 0)
    assert stored(settings)["post"].copies == ()


def test_an_answer_shows_the_story_once(settings, corpus):
    run(settings, corpus)
    answer = Engine.open(settings).ask("what did Olga Stern say about the lighthouse?")
    assert answer.items[0].article.id == "post"
    assert [item.article.id for item in answer.items if "not burned this brightly" in " ".join(item.texts)] == ["post"]


def test_the_configuration_can_keep_all(settings, corpus):
    assert run(settings, corpus, one_story_once=False) == (3, 0, 0, 0, 0)


def publishers(settings, folder, records):
    for number, (url, stated) in enumerate(records):
        text = f"Report number {number}. " + " ".join(report(random.Random(number)))
        record = {"id": str(number), "text": text, "url": url, "publisher": stated}
        (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    index_corpus([folder], settings, CorpusSettings())
    return [stored(settings)[str(number)].publisher for number in range(len(records))]


def test_a_publisher_has_one_name_whichever_of_its_articles_state_it(settings, tmp_path):
    folder = tmp_path / "named"
    folder.mkdir()
    records = [
        ("https://harbourvoices.org/1", "Harbour Voices"),
        ("https://www.harbourvoices.org/2", "harbourvoices.org"),
        ("https://harbourvoices.org/3", None),
        ("https://harbourvoices.org/4", "Harbour Voices Online"),
        ("https://harbourvoices.org/5", "Harbour Voices"),
        ("https://platform.org/a", "Ida Writes"),
        ("https://platform.org/b", "Tom Writes"),
        ("https://platform.org/c", None),
    ]
    wanted = [*["Harbour Voices"] * 5, "Ida Writes", "Tom Writes", "platform.org"]
    assert publishers(settings, folder, records) == wanted
    again = index_corpus([folder], settings, CorpusSettings())
    assert (again.added, again.changed, again.unchanged) == (0, 0, 8)
