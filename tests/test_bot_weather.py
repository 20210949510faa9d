"""What comes over the bot from outside: names that do not resolve, a clock that is set back, data at its limits."""

import socket
import time

import pytest

from bot.words.buttons import EXPIRED
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Chat, Fault, User

QUESTION = "what did Mekdad say about sanctions?"


async def test_a_time_without_dns_is_waited_out(sample_settings, engine, monkeypatch):
    resolve, gone = socket.getaddrinfo, []

    def none(host, *more, **named):
        if host in {"localhost", b"localhost"}:
            gone.append(host)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve(host, *more, **named)

    async with BotApi() as api:
        settings = settings_for(api, sample_settings, api_url=api.url.replace("127.0.0.1", "localhost"))
        async with running(settings, engine):
            await api.say(PRIVATE, READER, QUESTION)
            await api.replies(PRIVATE)
            monkeypatch.setattr(socket, "getaddrinfo", none)
            # connections that stand would go on without a name
            api.chance = lambda method, chat: Fault(drop=True)
            await api.say(PRIVATE, READER, QUESTION)
            await api.until(lambda: len(gone) >= 3)
            api.chance = lambda method, chat: None
            monkeypatch.undo()
            _, answer = await api.replies(PRIVATE, 2)
    assert answer.text.startswith("Faisal Mekdad")


async def test_a_clock_that_is_set_back_an_hour_stops_nothing(sample_settings, engine, monkeypatch):
    true = time.time
    async with BotApi() as api, running(settings_for(api, sample_settings, questions_per_minute=2), engine):
        await api.say(PRIVATE, READER, QUESTION)
        await api.replies(PRIVATE)
        monkeypatch.setattr(time, "time", lambda: true() - 3600)
        await api.say(PRIVATE, READER, "what else did he say?")  # it leans on what was asked before
        await api.say(PRIVATE, READER, QUESTION)
        _, answer, limited = await api.replies(PRIVATE, 3)
    assert "Mekdad" in answer.text
    assert limited.text.startswith("That is more than 2 questions a minute.")


@pytest.mark.parametrize(
    "data",
    ["x" * 64, "x" * 65, "ب" * 32, "ب" * 32 + "x", "k:a:" + "9" * 60],
    ids=["64", "65", "64 Arabic", "65", "number"],
)
async def test_data_of_a_button_at_its_limit_is_answered(sample_settings, engine, data):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
        notice = await api.notice(await api.press_data(READER, answer, data))
    assert notice == EXPIRED


async def test_no_button_holds_more_than_64_bytes(sample_settings, engine):
    """The stand-in refuses more, as Telegram does."""
    async with BotApi() as api, running(settings_for(api, sample_settings, items=9), engine):
        for number, text in enumerate((QUESTION, "what did Keller say?", "what was said about water?"), 1):
            await api.say(PRIVATE, READER, text)
            await api.replies(PRIVATE, number)
    data = [
        button["callback_data"] for sent in api.sent for button in sent.buttons.values() if "callback_data" in button
    ]
    assert len(data) > 5
    assert max(len(one.encode()) for one in data) <= 64
    assert api.refused == []


@pytest.mark.parametrize("payload", ["", "x" * 64, "reindex", "<b>", "../../etc/passwd", "cmVpbmRleA"])
async def test_a_deep_link_shows_the_help_whatever_it_carries(sample_settings, engine, payload):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, f"/start {payload}".strip())
        (help_,) = await api.replies(PRIVATE)
    assert help_.text.startswith("onrecord answers who said what")
    assert api.refused == []


async def test_a_group_that_floods_the_bot_is_told_once_and_costs_no_other_chat(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, chat_messages_per_minute=3), engine):
        for number in range(12):
            await api.say(GROUP, User(7000 + number), "/new")
        await api.say(Chat(888), User(888), QUESTION)
        await api.replies(Chat(888))
        await api.replies(GROUP, 4)
    told = [sent.text for sent in api.in_chat(GROUP)]
    assert told[:3] == ["Done. Your next question stands by itself."] * 3
    assert [text[:18] for text in told[3:]] == ["Too many messages."]
