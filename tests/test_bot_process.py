"""The bot as its own process: configuration, polling, webhook, log, SIGTERM."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.config import load_settings
from bot.errors import UnreachableError
from bot.telegram.app import UPDATES, bot_of
from bot.telegram.delivery import Delivery
from bot.telegram.inbox import Inbox
from bot.telegram.journal import Journal
from bot.telegram.pace import Pace
from bot.telegram.polling import poll
from bot.telegram.state_file import StateFile
from index.errors import ConfigError
from tests import log_scan
from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import PATIENCE, BotApi, Fault
from tests.botapi.server import TOKEN

QUESTION = "what did Mekdad say about sanctions?"


@asynccontextmanager
async def process(api, settings, *, arguments=(), **environment):
    """`python -m bot bot` pointed at the stand-in; yields the process, whose log is read at the end."""
    env = {
        **os.environ,
        "ONRECORD_BOT__TOKEN": TOKEN,
        "ONRECORD_BOT__API_URL": api.url,
        "ONRECORD_INDEX__DATA": str(settings.data),
        **environment,
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "bot",
        *arguments,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output: list[bytes] = []
    communicate = started.communicate

    async def kept(*given):
        printed = await communicate(*given)
        output.append(printed[0])
        return printed

    started.communicate = kept
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        if not output:
            await started.communicate()
    log_scan.printed(output[0].decode())


async def listening(port):
    """Wait until something accepts connections: Telegram learns the webhook's address a moment before that."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            await writer.wait_closed()
            return


async def stopped(started):
    """Send SIGTERM; the exit status and the log."""
    started.send_signal(signal.SIGTERM)
    log, _ = await asyncio.wait_for(started.communicate(), PATIENCE)
    return started.returncode, log.decode()


async def test_it_answers_drains_on_sigterm_and_its_log_holds_no_token(own_settings):
    async with BotApi() as api, process(api, own_settings) as bot:
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
        await api.say(PRIVATE, READER, QUESTION)
        await api.until(lambda: sum(method == "sendChatAction" for method, _ in api.calls) == 2)
        status, log = await stopped(bot)  # the second question is in flight
    polled = next(parameters for method, parameters in api.calls if method == "getUpdates")
    assert set(polled["allowed_updates"]) == {
        "message",
        "guest_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }
    assert answer.text.startswith("Faisal Mekdad")
    assert len(api.in_chat(PRIVATE)) == 2
    assert status == 0
    assert "items" in log
    assert TOKEN not in log
    assert str(READER.id) not in log


async def test_a_webhook_wants_the_secret_and_handles_an_update_once(own_settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret = "a-secret-of-the-webhook"
    environment = {
        "ONRECORD_BOT__MODE": "webhook",
        "ONRECORD_BOT__WEBHOOK_URL": "https://bot.example.org",
        "ONRECORD_BOT__WEBHOOK_SECRET": secret,
        "ONRECORD_BOT__PORT": str(port),
    }
    address = f"http://127.0.0.1:{port}/telegram"
    async with (
        BotApi() as api,
        process(api, own_settings, **environment) as bot,
        httpx.AsyncClient(timeout=PATIENCE) as telegram,
    ):
        await api.until(lambda: api.webhook)
        await listening(port)
        update = api.numbered({"message": api.message(PRIVATE, READER, QUESTION)})
        spoofed = await telegram.post(address, json=update)
        right = {"X-Telegram-Bot-Api-Secret-Token": secret}
        for _ in range(2):
            delivered = await telegram.post(address, json=update, headers=right)
        help_ = api.numbered({"message": api.message(PRIVATE, READER, "/help")})
        await telegram.post(address, json=help_, headers=right)
        sent = await api.replies(PRIVATE, 2)
        _, log = await stopped(bot)
    assert api.webhook["url"] == "https://bot.example.org/telegram"
    assert api.webhook["secret_token"] == secret
    assert (spoofed.status_code, delivered.status_code) == (403, 200)
    assert [one.text[:8] for one in sent] == ["Faisal M", "onrecord"]
    assert secret not in log


def test_a_webhook_without_a_secret_does_not_start(monkeypatch):
    monkeypatch.setenv("ONRECORD_BOT__MODE", "webhook")
    monkeypatch.setenv("ONRECORD_BOT__WEBHOOK_URL", "https://bot.example.org")
    with pytest.raises(ConfigError, match="needs webhook_url and webhook_secret"):
        load_settings()


async def test_a_wrong_token_ends_in_one_line_that_does_not_show_it(own_settings):
    wrong = "999:AAwrong-token-of-the-usual-length-00000"
    async with BotApi() as api, process(api, own_settings, ONRECORD_BOT__TOKEN=wrong) as bot:
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 2
    assert "Telegram does not know this token" in log.decode()
    assert wrong not in log.decode()


async def test_a_bot_whose_token_is_revoked_ends_so_that_a_service_manager_notices(own_settings):
    async with BotApi() as api, process(api, own_settings) as bot:
        await api.until(lambda: any(method == "getUpdates" for method, _ in api.calls))
        api.token = "another"
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 1
    assert log.decode().splitlines()[-1].startswith("onrecord: Telegram no longer accepts the token")
    assert "Traceback" not in log.decode()
    assert TOKEN not in log.decode()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://no-such-host.invalid"], ids=["down", "no DNS"])
async def test_a_bot_that_cannot_reach_telegram_at_its_start_says_so_in_one_line(own_settings, address):
    async with BotApi() as api, process(api, own_settings, ONRECORD_BOT__API_URL=address) as bot:
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    (line,) = log.decode().splitlines()
    assert bot.returncode == 1
    assert line.startswith(f"onrecord: Telegram cannot be reached at {address}/ (")
    assert line.endswith(": check the network and [bot] api_url")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(body="[]"), "what answers is no Bot API"),
        (Fault(body='{"ok": true, "result": 7}'), "what answers is no Bot API"),
        (Fault(409, "Conflict: terminated by other getUpdates request"), "another process polls with the same token"),
    ],
    ids=["no object", "no list", "409"],
)
async def test_polling_that_goes_wrong_for_good_ends_and_says_why(sample_settings, tmp_path, fault, said):
    async with BotApi() as api:
        journal = Journal(StateFile(tmp_path))
        settings = settings_for(api, sample_settings)
        bot = bot_of(settings, Delivery(journal, Pace(settings.bot)))
        async with bot:
            api.fail("getUpdates", *[fault] * 50)
            with pytest.raises(UnreachableError, match=said):
                await poll(bot, Inbox(bot, journal, None, None, None), UPDATES, longest_pause=0.001)
        journal.close()


async def test_polling_goes_on_after_an_outage(sample_settings, engine):
    async with BotApi() as api:
        api.fail("getUpdates", Fault(502), Fault(drop=True), Fault(429, retry_after=1), Fault(body="[]"), Fault(409))
        async with running(settings_for(api, sample_settings), engine):
            await api.say(PRIVATE, READER, QUESTION)
            (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad")
