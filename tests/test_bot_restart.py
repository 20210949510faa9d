"""What is not lost and not doubled when the bot ends: killed, stopped, twice, with a full disk."""

import asyncio
import socket

import httpx
import pytest

from bot.telegram import reindex
from bot.telegram.journal import Journal
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.words.admin import report_of
from index.progress import Failure, Report, event_of, line_of
from index.storage.locks import deriving, writing
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import PATIENCE, BotApi, Chat, Fault, User
from tests.test_bot_admin import NEWS, add_article, corpus
from tests.test_bot_process import process

__all__ = ["corpus"]

QUESTION = "what did Mekdad say about sanctions?"
OTHER_QUESTION = "what did Keller say about water?"
SECRET = "a-secret-of-the-webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def killed(bot):
    bot.kill()
    await asyncio.wait_for(bot.wait(), PATIENCE)


class Moody:
    """An engine that fails on some questions, as one does that has a fault in it."""

    def __init__(self, engine):
        self.engine = engine
        self.asked = []

    def ask(self, text, **more):
        self.asked.append(text)
        if "poison" in text:
            raise RuntimeError("a fault")
        return self.engine.ask(text, **more)

    def __getattr__(self, name):
        return getattr(self.engine, name)


@pytest.mark.parametrize("arrived", [False, True], ids=["before it arrived", "after it arrived"])
async def test_an_answer_during_which_the_bot_is_killed_stands_in_the_chat_once(own_settings, arrived):
    async with BotApi() as api:
        async with process(api, own_settings) as bot:
            await api.say(PRIVATE, READER, "/new")
            await api.replies(PRIVATE)
            api.fail("sendMessage", Fault(hang=600.0, deliver=arrived, drop=True))
            await api.say(PRIVATE, READER, QUESTION)
            await api.until(lambda: not api.pending("sendMessage") and len(api.sent) == 1 + arrived)
            await killed(bot)
        async with process(api, own_settings):
            await api.say(PRIVATE, READER, OTHER_QUESTION)
            await api.until(lambda: any("Ruth Keller" in sent.text for sent in api.in_chat(PRIVATE)))
    shown = [sent.text.split(",")[0] for sent in api.in_chat(PRIVATE)]
    assert shown == ["Done. Your next question stands by itself.", "Faisal Mekdad", "Ruth Keller"]


async def test_an_update_that_comes_again_after_a_restart_is_not_handled_again(sample_settings, engine, tmp_path):
    async with BotApi() as api:
        settings = settings_for(api, sample_settings)
        async with running(settings, engine, tmp_path):
            update = api.numbered({"message": api.message(PRIVATE, READER, QUESTION)})
            await api.push(update)
            await api.replies(PRIVATE)
        async with running(settings, engine, tmp_path):
            await api.push(update)
            await api.say(PRIVATE, READER, OTHER_QUESTION)
            _, other = await api.replies(PRIVATE, 2)
    assert "Ruth Keller" in other.text


async def test_two_replicas_that_get_an_update_answer_it_once(sample_settings, engine, tmp_path):
    ports = free_port(), free_port()
    async with BotApi() as api, httpx.AsyncClient(timeout=PATIENCE) as telegram:
        one, two = (
            settings_for(
                api, sample_settings, mode="webhook", webhook_url="https://x.org", webhook_secret=SECRET, port=port
            )
            for port in ports
        )
        async with running(one, engine, tmp_path), running(two, engine, tmp_path):
            update = api.numbered({"message": api.message(PRIVATE, READER, QUESTION)})
            for port in (*ports, *ports):
                got = await telegram.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=HEADERS)
                assert got.status_code == 200
            await api.replies(PRIVATE)
            other = api.numbered({"message": api.message(PRIVATE, READER, OTHER_QUESTION)})
            await telegram.post(f"http://127.0.0.1:{ports[1]}/telegram", json=other, headers=HEADERS)
            answers = await api.replies(PRIVATE, 2)
    assert [sent.text.split(",")[0] for sent in answers] == ["Faisal Mekdad", "Ruth Keller"]


async def test_what_a_dead_replica_took_is_answered_by_another(sample_settings, engine, tmp_path):
    async with BotApi() as api:
        dead = Journal(StateFile(tmp_path))
        dead.take([api.numbered({"message": api.message(PRIVATE, READER, QUESTION)})], lasting=[True])
        settings = settings_for(api, sample_settings)
        async with running(settings, engine, tmp_path) as app:
            assert services_of(app).inbox.resume() == 0  # it is alive: its updates are its own
            dead.close()
            assert services_of(app).inbox.resume() == 1
            (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad")


async def test_an_update_that_fails_twice_is_set_aside_with_its_reason_and_the_next_is_answered(
    sample_settings, engine, tmp_path
):
    moody = Moody(engine)
    async with BotApi() as api, running(settings_for(api, sample_settings), moody, tmp_path) as app:
        await api.say(PRIVATE, READER, "poison, anybody?")
        await api.say(PRIVATE, READER, QUESTION)
        told, answer = await api.replies(PRIVATE, 2)
        ((_, reason),) = services_of(app).journal.aside()
    assert moody.asked == ["poison, anybody?", "poison, anybody?", QUESTION]
    assert told.text.startswith("Something went wrong on our side.")
    assert answer.text.startswith("Faisal Mekdad")
    assert reason == "RuntimeError: a fault"


async def test_an_update_that_ends_the_process_again_and_again_is_set_aside_and_its_chat_told(
    sample_settings, engine, tmp_path
):
    async with BotApi() as api:
        journal = Journal(StateFile(tmp_path))
        update = api.numbered({"message": api.message(PRIVATE, READER, "deadly")})
        journal.take([update], lasting=[True])
        for _ in range(3):
            journal.begin(update["update_id"])
        journal.close()
        async with running(settings_for(api, sample_settings), engine, tmp_path) as app:
            await api.say(PRIVATE, READER, QUESTION)
            told, answer = await api.replies(PRIVATE, 2)
            aside = services_of(app).journal.aside()
    assert told.text.startswith("Something went wrong on our side.")
    assert answer.text.startswith("Faisal Mekdad")
    assert aside == [(update["update_id"], "the process ended while it was handled, again and again")]


async def test_questions_during_which_a_process_ended_twice_are_answered_after_all(sample_settings, engine, tmp_path):
    users = [User(4000 + number) for number in range(8)]
    async with BotApi() as api:
        journal = Journal(StateFile(tmp_path))
        updates = [api.numbered({"message": api.message(Chat(one.id), one, QUESTION)}) for one in users]
        journal.take(updates, lasting=[True] * len(updates))
        for _ in range(2):
            for update in updates:
                journal.begin(update["update_id"])
        journal.close()
        async with running(settings_for(api, sample_settings), engine, tmp_path):
            answers = [(await api.replies(Chat(one.id)))[0] for one in users]
    assert all(answer.text.startswith("Faisal Mekdad") for answer in answers)


async def test_a_full_disk_loses_no_question(sample_settings, engine, tmp_path):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine, tmp_path) as app:
        database = services_of(app).journal._db
        database.execute("PRAGMA max_page_count = 1")  # as many as there are
        await api.say(PRIVATE, READER, QUESTION + " " * 4_000)
        await api.until(lambda: sum(method == "getUpdates" for method, _ in api.calls) >= 3)
        before = list(api.sent)
        database.execute("PRAGMA max_page_count = 1000000")
        (answer,) = await api.replies(PRIVATE)
    assert before == []
    assert answer.text.startswith("Faisal Mekdad")


async def test_an_answer_whose_end_cannot_be_noted_is_not_given_again(sample_settings, engine, tmp_path):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine, tmp_path) as app:
        journal, inbox = services_of(app).journal, services_of(app).inbox
        api.chance = lambda method, chat: journal._db.execute("PRAGMA query_only = ON") and None
        update = api.numbered({"message": api.message(PRIVATE, READER, "/new")})
        inbox.take([update])  # from then on nothing can be written
        await api.replies(PRIVATE)
        await api.until(lambda: inbox.waiting == 0)
        resumed = [inbox.resume() for _ in range(3)]
        left = [raw["update_id"] for raw, _ in journal.adopted()]
        api.chance = lambda method, chat: None
        journal._db.execute("PRAGMA query_only = OFF")
        resumed.append(inbox.resume())
        assert journal.adopted() == []
    assert (resumed, left) == ([0, 0, 0, 0], [update["update_id"]])
    assert len(api.in_chat(PRIVATE)) == 1


async def test_a_reindex_whose_bot_is_killed_is_carried_out_by_the_next(own_settings, corpus):
    add_article(corpus, "lighthouse", NEWS)
    environment = {"ONRECORD_CORPUS__PATHS": f'["{corpus}"]', "ONRECORD_BOT__ADMINS": f"[{ADMIN.id}]"}
    async with BotApi() as api:
        with deriving(own_settings.data / "derived"):  # the run cannot end before the bot does
            async with process(api, own_settings, **environment) as bot:
                await api.say(ADMIN_CHAT, ADMIN, "/reindex")
                (shown,) = await api.replies(ADMIN_CHAT)
                await api.until(lambda: "building the search" in shown.text)
                await killed(bot)
        async with process(api, own_settings, **environment):
            _, resumed = await api.replies(ADMIN_CHAT, 2)
            await api.until(lambda: resumed.text.startswith("Re-index done"))
            await api.say(PRIVATE, READER, "what did Olga Stern say about herring?")
            (news,) = await api.replies(PRIVATE)
    assert '"Red frightens the herring,"' in news.text


async def test_a_reindex_waits_for_another_process_and_two_requests_are_one(own_settings, corpus):
    add_article(corpus, "lighthouse", NEWS)
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        with writing(own_settings.data):
            await api.say(ADMIN_CHAT, ADMIN, "/reindex")
            await api.say(ADMIN_CHAT, ADMIN, "/reindex")
            shown, second = await api.replies(ADMIN_CHAT, 2)
            if "already" in shown.text:
                shown, second = second, shown
            await api.until(lambda: "another process" in shown.text)
        await api.until(lambda: shown.text.startswith("Re-index done"))
    assert second.text == "A re-index is already running."


@pytest.mark.parametrize(
    "fault", [Fault(502), Fault(403, "Forbidden: bot was blocked by the user")], ids=["502", "blocked"]
)
async def test_a_reindex_whose_message_cannot_be_sent_runs_all_the_same(own_settings, corpus, fault):
    add_article(corpus, "lighthouse", NEWS)
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)) as app:
        api.fail("sendMessage", fault, chat=ADMIN_CHAT)
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        await api.until(lambda: not api.pending("sendMessage", ADMIN_CHAT))
        await api.until(lambda: services_of(app).journal.open_reindex() is None)
        await api.say(PRIVATE, READER, "what did Olga Stern say about herring?")
        (news,) = await api.replies(PRIVATE)
    assert '"Red frightens the herring,"' in news.text


async def test_a_reindex_is_cancelled_and_another_can_begin(own_settings, corpus):
    add_article(corpus, "lighthouse", NEWS)
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        with deriving(own_settings.data / "derived"):
            await api.say(ADMIN_CHAT, ADMIN, "/reindex")
            (shown,) = await api.replies(ADMIN_CHAT)
            await api.until(lambda: "building the search" in shown.text)
            await api.say(ADMIN_CHAT, ADMIN, "/reindex cancel")
            await api.until(lambda: shown.text.startswith("Re-index: cancelled."))
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        again = (await api.replies(ADMIN_CHAT, 3))[-1]
        await api.until(lambda: again.text.startswith("Re-index done"))


async def test_a_reindex_that_is_cancelled_before_its_message_stands_does_not_run(own_settings, corpus):
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        api.fail("sendMessage", Fault(hang=1.0, deliver=True, body='{"ok": true'), chat=ADMIN_CHAT)
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        await api.say(ADMIN_CHAT, ADMIN, "/reindex cancel")
        await api.until(lambda: any(sent.text == "Re-index: starting …" for sent in api.in_chat(ADMIN_CHAT)))
        shown = await api.until(lambda: [one for one in api.in_chat(ADMIN_CHAT) if one.text.startswith("Re-index: c")])
    assert "Re-index done" not in "".join(shown[0].history)


async def test_a_run_that_cannot_be_followed_keeps_no_other_from_beginning(own_settings, corpus, monkeypatch):
    monkeypatch.setattr(reindex, "_LINE_BYTES", 16)  # less than any event takes
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        (first,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: "stopped before it finished" in first.text)
        monkeypatch.undo()
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        _, second = await api.replies(ADMIN_CHAT, 2)
        await api.until(lambda: second.text.startswith("Re-index done"))


def test_a_line_that_tells_of_a_run_has_room_for_as_many_failures_as_there_are():
    failed = tuple(Failure("x" * 9_000 + f"/{number}.json", "\x01" * 9_000) for number in range(3_000))
    line = line_of(Report(1, added=0, changed=0, removed=0, unchanged=0, reanalysed=0, failed=failed, seconds=1.0))
    assert len(line) < reindex._LINE_BYTES
    report = event_of(line)
    assert (len(report.failed), report.failures) == (1_000, 3_000)
    assert report.failed[7].name.endswith("x/7.json")
    assert "3,000 failed" in report_of(report)


async def test_a_wrong_secret_is_refused_before_the_body_is_read(sample_settings, engine):
    port = free_port()
    async with BotApi() as api:
        settings = settings_for(
            api, sample_settings, mode="webhook", webhook_url="https://x.org", webhook_secret=SECRET, port=port
        )
        async with running(settings, engine):
            statuses = [await status_of_post(port, secret, 99_000_000) for secret in ("wrong", "", SECRET)]
    assert statuses == [403, 403, 400]  # too large is refused with the right secret, too


async def status_of_post(port, secret, length):
    """The status that a request gets of which only the head was sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n\r\n".encode()
    )
    await writer.drain()
    line = await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.close()
    return int(line.split()[1])
