"""``onrecord init``, asked in a terminal and told by options."""

import asyncio
import os
import stat
import sys
import tomllib

import pytest

from bot.config import load_settings
from bot.config_sections import BotSettings
from bot.telegram.contact import writer_of
from index.errors import ConfigError
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER
from tests.botapi import PATIENCE, BotApi
from tests.botapi.server import TOKEN
from tests.terminal import in_terminal
from tests.test_cli import ROOT, onrecord

WRONG = "999:AAof-the-usual-length-and-of-no-bot-000"


def in_init(*words, cwd, api):
    """`onrecord …` in a terminal of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    environment |= {"PYTHONPATH": str(ROOT), "ONRECORD_BOT__API_URL": api.url}
    return in_terminal([sys.executable, "-m", "bot", *map(str, words)], cwd, environment)


async def test_what_is_asked_is_looked_at_and_written_into_a_file_that_only_its_owner_may_read(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text("Eva Holm said the ferry would sail again on Friday.\n")
    (tmp_path / "news" / "ferry.png").write_bytes(b"\x89PNG\r\n")
    path = tmp_path / "home" / "onrecord.toml"
    async with (
        BotApi() as api,
        in_init("init", "--config", path, cwd=tmp_path, api=api) as (terminal, process),
    ):
        await terminal.answer("Where are your articles", "nwes")
        await terminal.until("nwes: no such file or folder; did you mean news?")
        await terminal.answer("Where are your articles", "news")
        await terminal.until(r"news: 1 articles")
        await terminal.until(r"without title: 1 of 1")
        await terminal.until(r"in no format that is read: 1 \.png")
        await terminal.answer("Another file or folder", "")
        await terminal.answer("Where should the index be kept", str(tmp_path / "kept"))
        await terminal.answer("Set up the Telegram bot now", "y")
        await terminal.answer_unseen("The token (it is not shown)", WRONG)
        await terminal.until("Telegram does not know this token")
        await terminal.answer_unseen("The token (it is not shown)", TOKEN)
        await terminal.until("Telegram knows @onrecord_test_bot")
        code = (await terminal.until(r"start=(\w+) and press Start"))[1]
        await api.say(PRIVATE, READER, "let me in")
        await api.say(PRIVATE, READER, "/start 00000000")
        await api.say(ADMIN_CHAT, ADMIN, f"/start {code}")
        await terminal.until(r"Adele \(501\) is admin")
        await terminal.answer("Keep the token in the configuration", "n")
        await terminal.until("export ONRECORD_BOT__TOKEN=…")
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    written = tomllib.loads(path.read_text())
    assert written == {
        "corpus": {"paths": [str(tmp_path / "news")]},
        "index": {"data": str(tmp_path / "kept")},
        "bot": {"admins": [ADMIN.id]},
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_settings(path).bot.admins == {ADMIN.id}
    assert TOKEN not in terminal.shown
    assert WRONG not in terminal.shown


async def test_updates_that_came_before_the_bot_was_started_are_left_for_it(tmp_path):
    (tmp_path / "ferry.txt").write_text("Eva Holm said the ferry would sail again on Friday.\n")
    words = ("init", "--config", tmp_path / "o.toml", "--corpus", "ferry.txt", "--data", "d", "--token-file", "token")
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    async with BotApi() as api, in_init(*words, cwd=tmp_path, api=api) as (terminal, process):
        await api.say(PRIVATE, READER, "what did Mekdad say?")
        code = (await terminal.until(r"start=(\w+) and press Start"))[1]
        await api.say(ADMIN_CHAT, ADMIN, code)
        await terminal.answer("Keep the token in the configuration", "y")
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
        offsets = {parameters.get("offset") for method, parameters in api.calls if method == "getUpdates"}
    assert offsets == {None}
    assert load_settings(tmp_path / "o.toml").bot.token.get_secret_value() == TOKEN


async def test_where_a_hundred_messages_wait_none_is_discarded_to_find_the_admin():
    async with BotApi() as api:
        for number in range(100):
            await api.say(PRIVATE, READER, f"question {number}")
        await api.say(ADMIN_CHAT, ADMIN, "c0de")
        with pytest.raises(ConfigError, match="100 messages or more are waiting for the bot"):
            await writer_of(BotSettings.model_validate({"token": TOKEN, "api_url": api.url}), "c0de", PATIENCE)
        offsets = {parameters.get("offset") for method, parameters in api.calls if method == "getUpdates"}
    assert offsets == {None}


async def test_options_tell_everything_and_nothing_is_asked(tmp_path):
    (tmp_path / "ferry.txt").write_text("Eva Holm said the ferry would sail again on Friday.\n")
    words = ("init", "--config", "o.toml", "--corpus", "ferry.txt", "--admin", "501", "--admin", "502", "--data", "d")
    async with BotApi() as api:
        done = await asyncio.to_thread(
            onrecord, *words, cwd=tmp_path, ONRECORD_BOT__API_URL=api.url, ONRECORD_BOT__TOKEN=TOKEN
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert "onrecord bot --config o.toml" in done.stdout
    settings = load_settings(tmp_path / "o.toml")
    assert (settings.corpus.paths, settings.index.data) == ((tmp_path / "ferry.txt",), tmp_path / "d")
    assert (settings.bot.admins, settings.bot.token) == ({501, 502}, None)


def test_a_configuration_in_the_users_own_place_is_found_by_every_command(tmp_path):
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    (tmp_path / "ferry ü.txt").write_text("Eva Holm said the ferry would sail again on Friday.\n")
    done = onrecord("init", "--corpus", "ferry ü.txt", "--no-bot", cwd=tmp_path, **home)
    assert done.stdout.startswith("ferry ü.txt: 1 articles\n")
    assert (tmp_path / "config/onrecord/config.toml").is_file()
    planned = onrecord("index", "--dry-run", cwd=tmp_path, **home)
    assert planned.stdout.splitlines() == [
        planned.stdout.splitlines()[0],
        f"A dry run: nothing was changed in {tmp_path / 'data/onrecord'}",
    ]
    assert planned.stdout.startswith("1 to add, 0 to change, 0 to remove, 0 unchanged, 0 failed in ")
    assert not (tmp_path / "data/onrecord").exists()
