"""What the bot does by itself: re-indexes and backups at their times, missed ones once, and files that change."""

import asyncio
import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import load_settings
from bot.config_sections import OperatingSettings
from bot.crontab import is_due
from bot.telegram.operating import schedule
from bot.telegram.operating.audit import Audit
from bot.telegram.operating.runs import Runs
from bot.telegram.operating.schedule import BACKUP, REINDEX, Schedule
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.telegram.watches import Watches
from index.config import IndexSettings
from index.errors import ConfigError, StoreError
from index.upkeep import restore
from retrieval.engine import Engine
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import PATIENCE, BotApi
from tests.test_bot_admin import NEWS, add_article, corpus

__all__ = ["corpus"]

NIGHTLY = "30 3 * * *"
ASKED = "what did Olga Stern say about herring?"
AT = datetime(2026, 3, 10, 3, 30, tzinfo=UTC).astimezone()


def entries(settings):
    audit = Audit(StateFile(settings.data))
    try:
        return [(one.who, one.deed) for one in reversed(audit.latest(100))]
    finally:
        audit.close()


def begun(settings, job, ago):
    runs = Runs(StateFile(settings.data))
    runs.begin(job, None, datetime.now(UTC) - ago)
    runs.close()


async def answered(api, words):
    """Ask until the answer has these words: the run that brings them goes on beside."""
    seen = len(api.in_chat(PRIVATE))
    while True:
        await api.say(PRIVATE, READER, ASKED)
        seen += 1
        if words in (await api.replies(PRIVATE, seen))[-1].text:
            return


async def status_when(api, words):
    """All that was told to an admin who asked for the status until it had these words."""
    told = []
    while not told or words not in told[-1].text:
        await api.say(ADMIN_CHAT, ADMIN, "/status")
        told = await api.replies(ADMIN_CHAT, len(told) + 1)
    return told


@pytest.mark.parametrize(
    ("line", "last", "now", "due"),
    [
        ("0 * * * *", timedelta(0), timedelta(minutes=20), False),
        ("0 * * * *", timedelta(0), timedelta(minutes=40), True),
        ("0 * * * *", timedelta(0), timedelta(days=5), True),
        ("0 * * * *", timedelta(0), timedelta(hours=-1), False),  # the clock was set back
        ("*/5 * * * *", timedelta(minutes=-5), timedelta(0), True),
        ("0 0 29 2 *", timedelta(0), timedelta(days=300), False),
    ],
)
def test_a_time_is_due_if_it_lies_between_the_last_run_and_now(line, last, now, due):
    assert is_due(line, AT + last, AT + now) is due


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("at night", "five fields as in a crontab, such as 30 3 [*] [*] [*]"),
        ("30 25 * * *", "five fields as in a crontab"),
        ("30 3 * * 0", "name the days of the week: mon, tue"),
    ],
)
def test_a_time_that_cannot_be_read_is_named_with_what_is_wrong(tmp_path, line, reason):
    config = tmp_path / "config.toml"
    config.write_text(f'[operating]\nreindex_at = "{line}"\n')
    with pytest.raises(ConfigError, match=rf"\[operating\] reindex_at: .*{reason}"):
        load_settings(config)


async def test_a_run_is_begun_by_one_replica_and_not_again_when_the_clock_is_set_back(tmp_path):
    runs, ran, now = Runs(StateFile(tmp_path)), [], [AT]

    async def work():
        ran.append(now[0])

    one, two = (Schedule(runs, reindex=work, backup=work, changed=work, clock=lambda: now[0]) for _ in range(2))
    await one.its_time(REINDEX)
    now[0] = AT - timedelta(hours=1)
    await one.its_time(REINDEX)
    now[0] = AT + timedelta(days=1)
    last = runs.last(REINDEX)
    await two.its_time(REINDEX)
    assert not runs.begin(REINDEX, last, now[0])  # what another replica found before it
    assert ran == [AT, AT + timedelta(days=1)]
    runs.close()


async def test_a_reindex_that_was_missed_is_caught_up_with_once(own_settings, corpus):
    add_article(corpus, "lighthouse", NEWS)
    begun(own_settings, REINDEX, timedelta(days=4))
    async with BotApi() as api:
        settings = settings_for(api, own_settings, corpus, operating={"reindex_at": NIGHTLY})
        for _ in range(2):
            async with running(settings):
                await answered(api, "Red frightens the herring")
        async with running(settings):
            told = await status_when(api, "last re-index")
    status = told[-1]
    begins = [who for who, deed in entries(own_settings) if deed == "re-index"]
    assert begins == ["schedule"]
    assert "last re-index, 20" in status.text
    assert "Re-index done in" in status.text
    assert "next re-index: 20" in status.text
    assert all("articles" in one.text for one in api.in_chat(ADMIN_CHAT))  # a run that goes well bothers nobody


async def test_a_time_that_is_new_in_the_configuration_was_not_missed(own_settings, corpus):
    async with BotApi() as api:
        settings = settings_for(api, own_settings, corpus, operating={"reindex_at": NIGHTLY})
        async with running(settings):
            await api.say(PRIVATE, READER, "/help")
            await api.replies(PRIVATE)
    assert [deed for _, deed in entries(own_settings)] == ["start"]


async def test_a_run_by_itself_that_fails_is_told_to_the_admins(own_settings, tmp_path):
    begun(own_settings, REINDEX, timedelta(days=4))
    async with BotApi() as api, running(settings_for(api, own_settings, operating={"reindex_at": NIGHTLY})):
        (told,) = await api.replies(ADMIN_CHAT)
    assert told.text == ("An automatic re-index failed. No corpus is configured. Set [corpus] paths.")


@pytest.mark.parametrize("polling", [False, True], ids=["told by the system", "looked for"])
async def test_a_file_that_is_added_is_answered_from_by_itself(own_settings, corpus, polling):
    operating = {"watch": True, "watch_quiet_seconds": 0.2, "watch_polling": polling}
    async with BotApi() as api, running(settings_for(api, own_settings, corpus, operating=operating)):
        await api.until(lambda: entries(own_settings)[-1][1] == "re-index ended")  # what changed before
        add_article(corpus, "lighthouse", NEWS)
        await answered(api, "Red frightens the herring")
    assert ("watch", "re-index") in entries(own_settings)


async def test_a_folder_that_is_missing_at_the_start_is_answered_from_when_it_is_there(
    own_settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(schedule, "_PAUSE_SECONDS", 0.2)
    late, ran = tmp_path / "late", []

    async def changed():
        ran.append(sorted(path.name for path in late.glob("*")))

    async def nothing():
        """No job is due."""

    runs = Runs(StateFile(tmp_path))
    watching = Schedule(runs, reindex=nothing, backup=nothing, changed=changed)
    settings = OperatingSettings(watch=True, watch_quiet_seconds=0.05)
    for beside in ([], [tmp_path / "there"]):
        for folder in beside:
            folder.mkdir()
        ran.clear()
        await watching.keep_to(settings, [*beside, late])
        await happened(lambda: ran)
        late.mkdir()
        await happened(lambda: len(ran) > 1)
        (late / "ferry.txt").write_text("The ferry sails.")
        await happened(lambda: ran[-1] == ["ferry.txt"])
        shutil.rmtree(late)
    await watching.stop()
    runs.close()


async def happened(what):
    async with asyncio.timeout(PATIENCE):
        while not what():
            await asyncio.sleep(0.02)


async def test_a_change_during_which_nothing_can_be_written_is_taken_up_later(own_settings, corpus, monkeypatch):
    monkeypatch.setattr(schedule, "_PAUSE_SECONDS", 0.2)
    operating = {"watch": True, "watch_quiet_seconds": 0.2}
    async with BotApi() as api, running(settings_for(api, own_settings, corpus, operating=operating)) as app:
        journal = services_of(app).journal
        await api.until(lambda: entries(own_settings)[-1][1] == "re-index ended")
        begun, tried = journal.begin_reindex, []
        monkeypatch.setattr(journal, "begin_reindex", lambda request: tried.append(request) or unwritable())
        add_article(corpus, "lighthouse", NEWS)
        await api.until(lambda: len(tried) > 1)
        monkeypatch.setattr(journal, "begin_reindex", begun)
        await answered(api, "Red frightens the herring")


def unwritable():
    raise StoreError("PostgreSQL does not answer")


def test_when_a_job_last_ended_is_told_whoever_began_it_and_does_not_move_the_times_of_the_clock(tmp_path):
    runs = Runs(StateFile(tmp_path))
    runs.begin(REINDEX, None, AT)
    runs.ended(REINDEX, "first")
    first, _ = runs.said(REINDEX)
    runs.ended(REINDEX, "second")
    second, said = runs.said(REINDEX)
    assert (said, runs.last(REINDEX)) == ("second", AT)
    assert AT < first < second
    runs.close()


async def test_a_backup_holds_the_index_and_what_the_bot_keeps_and_old_ones_are_removed(own_settings, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(3):
        for kind in ("onrecord", "bot"):
            (folder / f"{kind}-2020010{number}T000000Z.sqlite").write_bytes(b"old")
    begun(own_settings, BACKUP, timedelta(days=4))
    operating = {"backup_at": NIGHTLY, "backup_folder": folder, "backups_kept": 2}
    async with BotApi() as api, running(settings_for(api, own_settings, operating=operating)):
        await api.say(PRIVATE, READER, "/watch Mekdad")
        await api.replies(PRIVATE)
        await api.until(lambda: entries(own_settings)[-1] == ("schedule", "backup"))
    kept = sorted(one.name for one in folder.iterdir())
    assert [name.partition("-2020")[0] for name in kept if "2020" in name] == ["bot", "onrecord"]
    assert len(kept) == 4
    own, index = (next(folder.glob(f"{kind}-202[1-9]*")) for kind in ("bot", "onrecord"))
    restored = IndexSettings(data=tmp_path / "restored")
    restored.data.mkdir()
    shutil.copytree(own_settings.data / "encoder", restored.data / "encoder")
    restore(restored, index)
    shutil.copyfile(own, restored.data / "bot.sqlite")
    assert Engine.open(restored).ask("what did Mekdad say about sanctions?").items
    watches = Watches(StateFile(restored.data))
    assert isinstance(watches.all(), list)
    watches.close()


async def test_a_backup_that_cannot_be_written_is_told_to_the_admins(own_settings, tmp_path):
    (tmp_path / "taken").write_text("a file where a folder should be")
    begun(own_settings, BACKUP, timedelta(days=4))
    operating = {"backup_at": NIGHTLY, "backup_folder": tmp_path / "taken"}
    async with BotApi() as api, running(settings_for(api, own_settings, operating=operating)):
        (told,) = await api.replies(ADMIN_CHAT)
    assert told.text.startswith(f"The backup could not be written: {tmp_path / 'taken'}: cannot be made (File exists)")


@pytest.mark.parametrize(
    ("command", "begins", "ends"),
    [
        ("/reindex", "Re-index: starting …", "0 added, 0 changed, 0 removed, 0 unchanged, 0 failed."),
        ("/reindex new", "Re-index: starting …", "0 added, 0 changed, 0 removed, 0 unchanged, 0 failed."),
        ("/reindex full", "Re-index of everything: starting …", "20 unchanged articles were analysed anew"),
    ],
)
async def test_a_reindex_reads_what_changed_or_everything_again(own_settings, corpus, command, begins, ends):
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        await api.say(ADMIN_CHAT, ADMIN, command)
        (shown,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: shown.text.startswith("Re-index done"))
    assert shown.history[0] == begins
    assert ends in shown.text


async def test_a_word_that_reindex_does_not_know_is_answered_with_those_that_it_does(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(ADMIN_CHAT, ADMIN, "/reindex everything")
        (how,) = await api.replies(ADMIN_CHAT)
    assert how.text.startswith("/reindex reads what is new or changed, /reindex full")


async def test_what_failed_is_summed_up_by_reason(own_settings, corpus):
    for number in range(7):
        (corpus / f"broken{number}.json").write_text("{not json", encoding="utf-8")
    (corpus / "empty.json").write_text(json.dumps({"id": "x", "text": ""}), encoding="utf-8")
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        (shown,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: shown.text.startswith("Re-index done"))
    failures = [line for line in shown.text.splitlines() if line.startswith("✗")]  # copies are named besides
    assert failures[0].startswith("✗ 7 documents, such as broken0.json: not valid JSON")
    assert failures[1].startswith("✗ empty.json: ")
