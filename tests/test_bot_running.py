"""What an operator sees and changes of a running bot: configuration, audit, health, figures, logs, error reports."""

import asyncio
import gzip
import json
import logging
import re
import signal
import sqlite3
import threading

import httpx
import pytest
from aiohttp import web

from bot.config import Settings
from bot.telegram.handling import HANDLING, Handling
from bot.telegram.logs import Redactor
from bot.telegram.operating.audit import Audit, Deed
from bot.telegram.operating.reload import reloaded
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import PATIENCE, BotApi, Chat, Fault, User
from tests.botapi.server import TOKEN
from tests.test_bot_process import process, stopped
from tests.test_bot_restart import Moody, free_port

QUESTION = "what did Mekdad say about sanctions?"
REFUSED = "This command is for the admins of this bot."


async def got(port, path):
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}")


async def until_served(port, path, wanted):
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                response = await got(port, path)
            except httpx.TransportError:
                response = None
            if response is not None and wanted(response):
                return response
            await asyncio.sleep(0.05)


# the configuration


async def test_a_configuration_is_read_again_in_a_chat_and_by_a_signal(own_settings, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(f"[bot]\nadmins = [{ADMIN.id}]\n", encoding="utf-8")
    async with BotApi() as api, process(api, own_settings, arguments=["--config", str(config)]) as bot:
        await api.say(ADMIN_CHAT, ADMIN, "/reload")
        await api.replies(ADMIN_CHAT)
        config.write_text(
            f"[bot]\nadmins = [{ADMIN.id}]\nblocked_chats = [{READER.id}]\nport = 8444\n", encoding="utf-8"
        )
        await api.say(ADMIN_CHAT, ADMIN, "/reload")
        await api.replies(ADMIN_CHAT, 2)
        await api.say(PRIVATE, READER, "/help")  # blocked now
        config.write_text("[bot]\nadmin = []\n", encoding="utf-8")
        await api.say(ADMIN_CHAT, ADMIN, "/reload")
        await api.replies(ADMIN_CHAT, 3)
        config.write_text("[bot]\nadmins = []\n", encoding="utf-8")
        bot.send_signal(signal.SIGHUP)
        before = 3
        while True:
            await api.say(ADMIN_CHAT, ADMIN, "/audit")
            before += 1
            if (last := (await api.replies(ADMIN_CHAT, before))[-1]).text == REFUSED:
                break
        status, log = await stopped(bot)
    same, changed, broken = [sent.text for sent in api.in_chat(ADMIN_CHAT)[:3]]
    assert same == "The configuration has not changed."
    assert changed == "In force now: [bot] blocked_chats.\nIn force after a restart: [bot] port."
    assert broken.startswith("The configuration was not reloaded, and the old one is still in force: ")
    assert "[bot] admin: unknown key; did you mean admins?" in broken
    assert api.in_chat(PRIVATE) == []
    assert last.text == REFUSED
    assert "SIGHUP: In force now: [bot] admins, [bot] blocked_chats." in log
    assert status == 0


def test_a_secret_that_changed_is_named_and_not_shown():
    old = Settings.model_validate({"bot": {"token": "1:old"}, "operating": {"sentry_dsn": "https://a@b/1"}})
    new = Settings.model_validate({"bot": {"token": "2:new"}, "corpus": {"paths": ["x"]}, "web": {"port": 1}})
    found = reloaded(old, new)
    assert found.restart == ("[bot] token", "[operating] sentry_dsn")
    assert found.at_once == ("[corpus] paths",)
    assert found.settings.bot.token == old.bot.token
    assert found.settings.corpus == new.corpus


# the audit


async def test_the_audit_tells_who_did_what(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine) as app:
        await api.say(PRIVATE, READER, "/audit")
        (refused,) = await api.replies(PRIVATE)
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        await api.until(lambda: services_of(app).memory.audit.latest(1)[0].deed == Deed.REINDEX_ENDED)
        await api.say(ADMIN_CHAT, ADMIN, "/audit")
        shown = (await api.replies(ADMIN_CHAT, 2))[-1]
    newest, begun, *_ = shown.text.splitlines()
    assert refused.text == REFUSED
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d · 501 · re-index ended: No corpus is configured.*", newest)
    assert begun.endswith(" · 501 · re-index: new")


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_the_audit_is_only_added_to(tmp_path, statement):
    audit = Audit(StateFile(tmp_path))
    audit.note(501, Deed.CANCELLED)
    with sqlite3.connect(tmp_path / "bot.sqlite") as db, pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute(statement)
    assert [(one.who, one.deed) for one in audit.latest(5)] == [("501", "re-index cancelled")]
    audit.close()


# health and figures


async def test_health_readiness_and_figures_follow_what_happens(own_settings):
    port = free_port()
    async with BotApi() as api, running(settings_for(api, own_settings, operating={"port": port})):
        await until_served(port, "/readyz", lambda response: response.status_code == 200)
        alive = await got(port, "/healthz")
        await api.say(PRIVATE, READER, QUESTION)
        await api.replies(PRIVATE)
        figures = (await until_served(port, "/metrics", lambda one: 'kind="message"' in one.text)).text
        api.fail("sendMessage", *[Fault(502)] * 40)
        for number in range(10):
            await api.say(Chat(6000 + number), User(6000 + number), "/help")
        down = await until_served(port, "/readyz", lambda response: response.status_code == 503)
        still = await got(port, "/healthz")
    assert alive.json() == still.json() == {"polling": "ok"}
    assert down.json()["telegram"].startswith("left alone for ")
    assert down.json()["index"] == "ok"
    assert 'onrecord_updates_total{outcome="taken"}' in figures
    assert 'onrecord_answers_total{reason="none",reply="answer"}' in figures
    assert "onrecord_articles 20.0" in figures
    assert "process_resident_memory_bytes" in figures
    assert "Mekdad" not in figures
    assert str(READER.id) not in figures


async def test_figures_do_not_wait_behind_questions(own_settings):
    port, free = free_port(), threading.Event()
    async with BotApi() as api, running(settings_for(api, own_settings, operating={"port": port})) as app:
        busy = [asyncio.to_thread(free.wait) for _ in range(2 * services_of(app).settings.bot.at_once)]
        waiting = asyncio.gather(*busy)
        try:
            figures = await got(port, "/metrics")
        finally:
            free.set()
            await waiting
    assert "onrecord_articles 20.0" in figures.text


async def test_without_a_port_nothing_listens_and_a_port_in_use_is_named(own_settings):
    port = free_port()
    holder = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
    async with (
        BotApi() as api,
        holder,
        process(api, own_settings, ONRECORD_OPERATING__PORT=str(port)) as bot,
    ):
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 2
    assert log.decode().splitlines()[-1] == (
        f"onrecord: [operating] port: 127.0.0.1:{port} cannot be listened on (Address already in use); "
        "end what uses it, or set another"
    )


async def test_an_index_that_cannot_be_read_is_left_alone_after_failures_in_a_row(sample_settings, engine, tmp_path):
    class Gone(Moody):
        def ask(self, text, **more):
            self.asked.append(text)
            raise OSError("the disk is gone")

    gone = Gone(engine)
    async with BotApi() as api, running(settings_for(api, sample_settings), gone, tmp_path) as app:
        for number in range(3):
            await api.say(Chat(6000 + number), User(6000 + number), QUESTION)
            (told,) = await api.replies(Chat(6000 + number))
        rest = services_of(app).read.rest
    assert told.text.startswith("The index cannot be read right now. Please try again in ")
    assert len(gone.asked) == 5
    assert rest > 0


# logs and reports


def record_of(message, *values, level=logging.ERROR):
    return logging.LogRecord("bot.x", level, "x.py", 1, message, values, None)


def test_a_line_of_json_holds_the_update_and_no_secret():
    secret = 'a"secret\\value'
    token = HANDLING.set(Handling(77, 2, None))
    try:
        line = Redactor([secret], as_json=True).format(record_of("no %s for %s\x1b[31m\u202e", secret, "a\nb"))
    finally:
        HANDLING.reset(token)
    assert "\n" not in line
    assert line.isascii()
    parsed = json.loads(line)
    assert parsed.keys() == {"time", "level", "logger", "request", "message"}
    assert parsed["message"] == "no [redacted] for a\nb\x1b[31m\u202e"
    assert (parsed["request"], parsed["level"], parsed["logger"]) == ("77.2", "ERROR", "bot.x")


async def test_the_log_of_a_bot_is_json_if_it_is_asked_for(own_settings):
    async with BotApi() as api, process(api, own_settings, ONRECORD_OPERATING__LOG_FORMAT="json") as bot:
        await api.say(PRIVATE, READER, QUESTION)
        await api.replies(PRIVATE)
        _, log = await stopped(bot)
    lines = [json.loads(line) for line in log.splitlines()]
    (answered,) = [line for line in lines if "items" in line["message"]]
    assert re.fullmatch(r"\d+\.1", answered["request"])
    assert "Mekdad" not in log


async def test_an_error_is_reported_by_kind_and_place_and_without_any_text(own_settings):
    reported = []

    async def take(request):
        body = await request.read()
        reported.append(gzip.decompress(body) if request.headers.get("Content-Encoding") == "gzip" else body)
        return web.json_response({"id": "1"})

    served = web.Application()
    served.router.add_post("/api/1/envelope/", take)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    dsn = f"http://0123456789abcdef@127.0.0.1:{runner.addresses[0][1]}/1"
    async with BotApi() as api, process(api, own_settings, ONRECORD_OPERATING__SENTRY_DSN=dsn) as bot:
        await api.until(lambda: any(method == "getUpdates" for method, _ in api.calls))
        for name in ("store.sqlite", "store.sqlite-wal"):  # in place: cut off, a mapped file kills its readers
            path = own_settings.data / name
            if path.exists() and path.stat().st_size:
                with path.open("r+b") as file:
                    file.write(b"damaged " * (path.stat().st_size // 8))
        await api.say(PRIVATE, READER, QUESTION)
        await api.replies(PRIVATE)
        await api.until(lambda: any(b'"exception"' in one for one in reported))
        _, log = await stopped(bot)
    await runner.cleanup()
    sent = b"".join(reported).decode()
    assert '"type":"' in sent.replace(": ", ":")
    assert "bot.telegram" in sent
    for secret in (TOKEN, "Mekdad", "sanctions", str(READER.id), str(own_settings.data), "0123456789abcdef@"):
        assert secret not in sent
    assert dsn not in log


async def test_an_index_that_cannot_be_read_at_the_start_does_not_end_the_bot(own_settings):
    path = own_settings.data / "store.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article'").fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"damaged!" * (size // 8))
    async with BotApi() as api, process(api, own_settings) as bot:
        await api.say(PRIVATE, READER, QUESTION)
        asked = await api.replies(PRIVATE)
        await api.say(PRIVATE, READER, "/help")
        helped = await api.replies(PRIVATE, 2)
        status, log = await stopped(bot)
    assert status == 0
    assert "7 articles that might answer are damaged in the store" in asked[0].text
    assert helped[1].text.startswith("onrecord answers who said what")
    assert "the index cannot be read: see `onrecord check`" in log


async def test_a_dsn_that_is_none_ends_in_one_line_that_does_not_show_it(own_settings):
    async with BotApi() as api, process(api, own_settings, ONRECORD_OPERATING__SENTRY_DSN="secret words") as bot:
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 2
    assert log.decode() == "onrecord: [operating] sentry_dsn is none: it looks like https://KEY@HOST/PROJECT\n"
