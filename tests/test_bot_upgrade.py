"""The bot's own file as the last release left it: a newer bot carries everything on, and the release reads it again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram.journal import Journal, Request
from bot.telegram.memory import Memory
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.telegram.watches import Watches
from tests.bot_app import ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi

# an update that waits, one set aside, a re-index asked for, a watch, a vote, a language, a group that moved
STATE = Path(__file__).parent / "data" / "bot_state_1.sql"


@pytest.fixture
def state(tmp_path):
    """A folder with the file of version 0.1."""
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as db:
        db.executescript(STATE.read_text(encoding="utf-8"))
    return tmp_path


async def test_what_the_last_release_left_is_carried_on(own_settings, state):
    (state / "bot.sqlite").rename(own_settings.data / "bot.sqlite")
    async with BotApi() as api, running(settings_for(api, own_settings)) as app:
        (waited,) = await api.replies(PRIVATE)
        (refused,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: "No corpus" in refused.text)
        await api.say(PRIVATE, READER, "/watches")
        _, watches = await api.replies(PRIVATE, 2)
        services = services_of(app)
        kept = services.journal.aside(), services.journal.address(-5), services.memory.places.of(READER.id).language
        complaints = services.memory.votes.waiting()
    assert waited.text.startswith("Faisal Mekdad")
    assert list(watches.buttons) == ["✕ who said bridge"]
    assert kept == ([(900000003, "RuntimeError: a fault")], -1005, "de")
    assert len(complaints) == 1


def test_an_alert_that_waited_still_waits(state):
    watches = Watches(StateFile(state))
    (batch,) = watches.waiting()
    watches.close()
    assert [one.statement for one in batch.notices] == ["a-statement-to-tell-of"]


def test_the_last_release_reads_and_writes_what_this_one_left(state):
    own = StateFile(state)
    Memory(own)
    Journal(own).close()
    with closing(sqlite3.connect(state / "bot.sqlite", isolation_level=None)) as db:
        # as version 0.1 did it
        assert db.execute("SELECT chat, thread FROM reindex ORDER BY rowid LIMIT 1").fetchone() == (501, None)
        db.execute("DELETE FROM reindex")
        db.execute("INSERT INTO reindex (chat, thread) SELECT 7, NULL WHERE NOT EXISTS (SELECT 1 FROM reindex)")
        waiting = "SELECT body FROM taken WHERE body IS NOT NULL AND aside IS NULL"
        assert len(db.execute(waiting).fetchall()) == 1
        db.execute("INSERT OR IGNORE INTO taken (id, body, owner) VALUES (900000009, NULL, 'x')")
        assert db.execute("SELECT words FROM watch").fetchall() == [("who said bridge",)]
    journal = Journal(StateFile(state))
    assert journal.open_reindex() == Request(7, None)
    journal.close()
