"""``onrecord doctor``: what it finds, and what it says to do."""

import asyncio
import json
import socket
import time
import tomllib
from importlib.metadata import requires
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from bot.config import load_settings
from bot.setup import connections, home, machine
from bot.setup.doctor import findings
from bot.setup.finding import State
from tests.bot_app import ADMIN, GROUP, settings_for
from tests.botapi import BotApi
from tests.botapi.server import TOKEN
from tests.test_cli import ROOT, onrecord


def by_thing(found):
    return {one.thing: one for one in found}


async def test_a_sound_set_up_is_said_to_be_one(own_settings, tmp_path):
    (tmp_path / "news").mkdir()
    own_settings.data.chmod(0o700)
    config = tmp_path / "config.toml"
    config.write_text(
        f'[corpus]\npaths = ["news"]\n[index]\ndata = "{own_settings.data}"\n[bot]\nadmins = [{ADMIN.id}]\n'
    )
    async with BotApi() as api:
        done = await asyncio.to_thread(
            onrecord, "doctor", "--json", "--config", config, cwd=tmp_path,
            ONRECORD_BOT__TOKEN=TOKEN, ONRECORD_BOT__API_URL=api.url,
        )  # fmt: skip
    rows = {row["thing"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert {row["state"] for row in rows.values()} <= {"ok", "note"}
    assert rows["index"]["said"].startswith("20 articles, ")
    assert rows["telegram"]["said"] == "@onrecord_test_bot"
    assert rows["privacy mode"]["state"] == "note"
    assert rows["clock"]["said"] == "as Telegram's"
    assert TOKEN not in done.stdout


async def test_a_set_up_without_a_bot_is_sound(own_settings, tmp_path):
    (tmp_path / "news.txt").write_text("Eva Holm said the ferry would sail again on Friday.\n")
    own_settings.data.chmod(0o700)
    words = ("--no-bot", "--corpus", "news.txt", "--data", own_settings.data)
    assert onrecord("init", "--config", "o.toml", *words, cwd=tmp_path).returncode == 0
    async with BotApi() as api:
        done = await asyncio.to_thread(
            onrecord, "doctor", "--config", "o.toml", cwd=tmp_path, ONRECORD_BOT__API_URL=api.url
        )
        asked_for = await asyncio.to_thread(
            onrecord, "doctor", "--config", "o.toml", cwd=tmp_path,
            ONRECORD_BOT__API_URL=api.url, ONRECORD_BOT__ADMINS="[501]",
        )  # fmt: skip
    assert "· telegram  no bot is set up" in done.stdout.splitlines()
    assert done.returncode == 0
    assert "✗ telegram  the bot has no token" in asked_for.stdout
    assert asked_for.returncode == 1


async def test_a_set_up_with_faults_is_told_what_to_do_about_each(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(f'[corpus]\npaths = ["nwes"]\n[index]\ndata = "kept"\n[bot]\ntoken = "{TOKEN}x"\n')
    config.chmod(0o644)
    async with BotApi() as api:
        done = await asyncio.to_thread(
            onrecord, "doctor", "--config", config, cwd=tmp_path, ONRECORD_BOT__API_URL=api.url
        )
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert f"✗ corpus  {tmp_path / 'nwes'}: no such file or folder; check the path" in lines
    assert "✗ telegram  Telegram does not know this token: copy it from BotFather again" in lines
    assert f"    chmod 600 {config}" in lines
    assert lines[-1].startswith("2 wrong, ")
    assert TOKEN not in done.stdout


def test_a_broken_configuration_is_a_finding_and_not_the_end(tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[bot]\nadmin = [1]\n")
    found = by_thing(findings(config, None, offline=True))
    assert found["python"].state is State.SOUND
    assert found["configuration"].said.endswith("[bot] admin: unknown key; did you mean admins?")


def test_an_old_python_and_a_missing_package_are_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(machine.sys, "version_info", (3, 9, 18))
    (found,) = machine.look_at_python()
    assert (found.state, "Python 3.11 or newer" in found.remedy) == (State.FAULT, True)
    monkeypatch.setattr(machine, "requires", lambda _: ["no-such-package>=2", "rich>=1", 'pypdf>=5; extra == "pdf"'])
    found = by_thing(machine.look_at_packages())
    assert found["packages"].remedy == "pip install 'no-such-package>=2'"


def test_what_an_extra_lacks_is_found_through_the_extras_in_it(monkeypatch):
    wanted = ['onrecord[crawl,pdf]; extra == "formats"', 'no-such-crawler; extra == "crawl"', 'rich; extra == "pdf"']
    monkeypatch.setattr(machine, "requires", lambda _: wanted)
    found = by_thing(machine.look_at_packages())
    assert found["extra formats"].said == "not installed: no-such-crawler"
    assert found["extra formats"].remedy == "pip install 'onrecord[formats]'"


def test_every_extra_is_looked_at_by_itself_or_in_another():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    within = {inner for wanted in extras.values() for one in map(Requirement, wanted) for inner in one.extras}
    looked_at = machine._extras([Requirement(one) for one in requires("onrecord")])
    assert set(looked_at) == extras.keys() - within
    assert {"cluster", "sentry"} <= set(looked_at)


@pytest.mark.parametrize(
    ("section", "line"),
    [("bot", f'token = "{TOKEN}"'), ("operating", 'sentry_dsn = "https://key@errors.example.org/1"')],
)
def test_a_secret_in_a_file_that_others_may_read_is_warned_of(tmp_path, section, line):
    config = tmp_path / "config.toml"
    config.write_text(f"[{section}]\n{line}\n")
    config.chmod(0o644)
    _, warned = home.look_at_configuration(load_settings(config), config)
    assert (warned.state, warned.remedy) == (State.WARNING, f"chmod 600 {config}")


def test_a_data_folder_that_others_may_read_is_closed_by_the_command_that_is_named(own_settings):
    own_settings.data.chmod(0o755)
    settings = load_settings(None, own_settings.data)
    warned = [one for one in home.look_at_data(settings) if one.state is State.WARNING]
    assert [one.remedy for one in warned] == [f"chmod 700 {own_settings.data}"]
    own_settings.data.chmod(0o700)
    assert {one.state for one in home.look_at_data(settings)} == {State.SOUND}


def test_a_disk_that_is_nearly_full_is_a_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(home.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**8))
    (found,) = home.look_at_data(load_settings(None, tmp_path))
    assert (found.state, found.said) == (State.FAULT, f"{tmp_path}: 0.1 GB free")


async def test_groups_admins_and_a_webhook_are_looked_at(sample_settings):
    async with BotApi() as api:
        api.webhook = {"url": "https://elsewhere.example/telegram"}
        settings = settings_for(api, sample_settings, admins=[], allowed_chats=[GROUP.id])
        bot = by_thing(await asyncio.to_thread(lambda: list(connections.look_at_bot(settings.bot))))
        hook = by_thing(await asyncio.to_thread(lambda: list(connections.look_at_webhook(settings.bot))))
    assert bot["admins"].state is State.WARNING
    assert bot["chat"].said == "Newsroom: member"
    assert hook["webhook"].said == "Telegram calls https://elsewhere.example/telegram"


async def test_a_chat_that_the_bot_was_removed_from_is_a_fault(sample_settings):
    async with BotApi() as api:
        api.strange_chats.add(-404)
        settings = settings_for(api, sample_settings, allowed_chats=[-404])
        bot = by_thing(await asyncio.to_thread(lambda: list(connections.look_at_bot(settings.bot))))
    assert (bot["chat"].state, bot["chat"].said) == (State.FAULT, "-404: the bot is not in this chat (Chat not found)")


async def test_a_webhook_that_cannot_be_reached_is_a_fault(sample_settings):
    async with BotApi() as api:
        hook = {"mode": "webhook", "webhook_url": "https://127.0.0.1:9", "webhook_secret": "secret"}
        settings = settings_for(api, sample_settings, **hook)
        found = await asyncio.to_thread(lambda: list(connections.look_at_webhook(settings.bot)))
    assert [(one.state, one.said.partition(" (")[0]) for one in found] == [
        (State.NOTE, "Telegram calls nothing, not https://127.0.0.1:9/telegram"),
        (State.FAULT, "https://127.0.0.1:9/telegram cannot be reached"),
    ]


def test_a_port_of_the_page_that_is_taken_is_noted():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = load_settings()
        web = settings.web.model_copy(update={"port": taken.getsockname()[1]})
        (found,) = connections.look_at_page(settings.model_copy(update={"web": web}))
    assert "Address already in use" in found.said


async def test_a_clock_that_is_an_hour_late_is_warned_of(monkeypatch, sample_settings):
    now = time.time()
    monkeypatch.setattr(connections, "time", SimpleNamespace(time=lambda: now - 3600))
    async with BotApi() as api:
        settings = settings_for(api, sample_settings)
        (found,) = await asyncio.to_thread(lambda: list(connections.look_at_clock(settings.bot)))
    assert found.state is State.WARNING
    assert found.said.endswith(" seconds behind Telegram's")


@pytest.mark.parametrize(("days", "said"), [(3, "good for 3 days"), (-1, "has expired")])
def test_a_certificate_is_told_in_days(days, said):
    from bot.words.setup import expires  # noqa: PLC0415

    assert said in expires("bot.example.org", days)
