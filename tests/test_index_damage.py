"""What is damaged is not shown, is said, is named by a check, and is read again; what is removed is overwritten."""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.layout.blocks import Line
from bot.layout.walk import walk
from bot.words.runs import plain
from index.build import index_corpus
from index.config import CorpusSettings
from index.errors import DamagedError
from index.sample import path as sample_path
from index.search.snapshot import Snapshot
from index.storage.database import FILE
from index.upkeep import check
from retrieval.engine import Engine

ASKED = "what did Lindqvist say about the pier?"
WORDS = "The pier is a patient"
ARTICLE = "sample-harbour-reopens"


def said(engine):
    return [text for item in engine.ask(ASKED).items for text in (span.of(item.article.text) for span in item.parts)]


def told(answer):
    return [plain(block.runs) for block in walk(answer) if isinstance(block, Line)]


def flip(settings, column, old, new):
    """Put other bytes into an article's text, as a failing disk does."""
    with sqlite3.connect(settings.data / FILE) as db:
        db.execute(
            f"UPDATE article SET {column} = CAST(replace(CAST({column} AS BLOB), ?, ?) AS TEXT) WHERE id = ?",
            (old, new, ARTICLE),
        )
    db.close()


@pytest.mark.parametrize("other", [b"qatient", b"\xe1atient"], ids=["another letter", "no letter at all"])
def test_a_damaged_text_is_not_shown_and_read_again(own_settings, other):
    before = said(Engine.open(own_settings))
    assert any(WORDS in words for words in before)
    flip(own_settings, "text", b"patient", other)
    engine = Engine.open(own_settings)
    answer = engine.ask(ASKED)
    assert answer.damaged == 1
    assert ARTICLE not in {item.article.id for item in answer.items}
    assert "One article that might answer is damaged in the store, so nothing of it is shown." in told(answer)
    with pytest.raises(DamagedError, match=f"{ARTICLE}: its text is not what was stored, so it is not shown"):
        engine.article(ARTICLE)
    (fault,) = check(own_settings)
    assert fault.where.endswith("harbour-reopens.json")
    assert "is not what was stored; the next run reads it again" in fault.reason
    report = index_corpus([sample_path()], own_settings, CorpusSettings())
    assert (report.changed, report.unchanged, report.failed) == (1, 19, ())
    assert check(own_settings) == ()
    assert said(Engine.open(own_settings)) == before


@pytest.mark.parametrize("column", ["licence", "authors", "details"])
def test_a_damaged_article_costs_itself_only(own_settings, column):
    with sqlite3.connect(own_settings.data / FILE) as db:
        db.execute(f"UPDATE article SET {column} = '{{[' WHERE id = ?", (ARTICLE,))
    db.close()
    engine = Engine.open(own_settings)
    assert engine.ask(ASKED).damaged == 1
    assert engine.ask("what did Mekdad say about sanctions?").items
    (fault,) = check(own_settings)
    assert fault.reason.endswith("the next run reads it again")
    index_corpus([sample_path()], own_settings, CorpusSettings())
    assert check(own_settings) == ()
    assert any(WORDS in words for words in said(Engine.open(own_settings)))


def test_a_damaged_statement_costs_itself_only(own_settings):
    with sqlite3.connect(own_settings.data / FILE) as db:
        db.execute(
            "UPDATE statement SET body = substr(body, 2) WHERE article = (SELECT key FROM article WHERE id = ?)",
            (ARTICLE,),
        )
    db.close()
    engine = Engine.open(own_settings)
    answer = engine.ask(ASKED)
    assert answer.damaged == 1
    assert engine.ask("what did Mekdad say about sanctions?").items


@pytest.fixture
def articles(settings, corpus):
    """Two articles, indexed."""
    for name in ("harbour-reopens.json", "tehran-meeting.json"):
        shutil.copy(sample_path() / name, corpus)
    index_corpus([corpus], settings, CorpusSettings())
    return corpus


def test_what_is_removed_is_overwritten_at_once(settings, articles):
    assert WORDS.encode() in bytes_of(settings)
    (articles / "harbour-reopens.json").unlink()
    assert index_corpus([articles], settings, CorpusSettings()).removed == 1
    assert WORDS.encode() not in bytes_of(settings)


def sealed(folder, *command):
    """The output of a command to which a folder cannot be written."""
    if os.geteuid() == 0:  # whom rights do not bind
        mounted = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        command = ("unshare", "--mount", "sh", "-c", mounted, str(folder), *command)
    else:
        folder.chmod(0o555)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_folder_that_cannot_be_written_is_asked_all_the_same(own_settings):
    if os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        pytest.skip("nothing here can be mounted")
    onrecord = (sys.executable, "-m", "bot")
    asked = sealed(own_settings.data, *onrecord, "ask", ASKED, "--data", str(own_settings.data))
    assert WORDS in asked.stdout, asked.stderr
    checked = sealed(own_settings.data, *onrecord, "check", "--data", str(own_settings.data))
    assert checked.stdout == f"{own_settings.data}: sound.\n", checked.stderr
    for words in (("index", str(sample_path())), ("compact",)):
        refused = sealed(own_settings.data, *onrecord, *words, "--data", str(own_settings.data))
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
        assert "cannot be written" in refused.stderr


def test_a_bot_that_cannot_keep_what_it_is_sent_says_so(own_settings, monkeypatch):
    if os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        pytest.skip("nothing here can be mounted")
    monkeypatch.setenv("ONRECORD_BOT__TOKEN", "123456:" + "A" * 35)
    ended = sealed(own_settings.data, sys.executable, "-m", "bot", "bot", "--data", str(own_settings.data))
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
    assert "bot.sqlite: cannot be written" in ended.stderr
    assert "`onrecord ask` and `onrecord web` answer without it" in ended.stderr


def bytes_of(settings):
    """What the files of the store hold, whether or not it is reached by any row."""
    gc.collect()
    return b"".join(path.read_bytes() for path in sorted(settings.data.glob(f"{FILE}*")))


def test_an_answer_that_a_publication_overtakes_is_made_anew(settings, articles, monkeypatch):
    engine = Engine.open(settings)
    assert any(WORDS in words for words in said(engine))
    changed = (articles / "harbour-reopens.json").read_text(encoding="utf-8").replace("is a patient", "is an invalid")
    (articles / "harbour-reopens.json").write_text(changed, encoding="utf-8")
    read, published = Snapshot.read, []

    def overtaken(self, unit, keys):
        if not published:
            published.append(index_corpus([articles], settings, CorpusSettings()).changed)
        return read(self, unit, keys)

    monkeypatch.setattr(Snapshot, "read", overtaken)
    assert any("The pier is an invalid" in words for words in said(engine))
    assert published == [1]
