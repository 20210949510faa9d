"""Inline mode over the wire: what is listed while somebody types behind the bot's name, in whatever chat."""

import gc
import threading
import weakref
from types import SimpleNamespace
from typing import ClassVar

from bot.telegram.handlers import inline
from index.search.snapshot import Snapshot
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.botapi.markup import parse_html
from tests.botapi.server import BOT
from tests.test_bot_conversation import ask
from tests.test_bot_to_page import PUBLIC, linking
from tests.web_page import MEKDAD, OPPRESSIVE


def titles(answer):
    return [result["title"] for result in answer["results"]]


def shown(result):
    """What is sent when a result is chosen, as a reader sees it."""
    return parse_html(result["input_message_content"]["message_text"]).text


def leading(result):
    """Where the buttons under it lead, or what they search."""
    keyboard = (result.get("reply_markup") or {}).get("inline_keyboard", ())
    return {one["text"]: one.get("url") or one["switch_inline_query_current_chat"] for row in keyboard for one in row}


async def test_from_two_letters_on_a_speaker_and_their_statements_are_listed(sample_settings, engine):
    async with BotApi() as api, running(linking(settings_for(api, sample_settings)), engine):
        one_letter = await api.ask_inline(READER, "m")
        answer = await api.ask_inline(READER, "mek")
    speaker, *statements = answer["results"]
    assert one_letter["button"]["text"] == "Type a name, a topic or a question"
    assert (speaker["title"], speaker["description"]) == ("Faisal Mekdad", "Syrian Foreign Minister · 3 statements")
    assert leading(speaker) == {"Statements": "Faisal Mekdad"}
    assert {one["title"] for one in statements} == {"Faisal Mekdad"}
    assert all(one["description"].startswith("8 Dec 2021 · Sample Gazette\n") for one in statements)
    assert answer["button"] == {"text": "Ask in a private chat", "start_parameter": "ask"}
    assert api.refused == []


async def test_a_statement_is_sent_with_its_credit_and_leads_into_the_chat_and_to_the_page(sample_settings, engine):
    async with BotApi() as api, running(linking(settings_for(api, sample_settings)), engine):
        answer = await api.ask_inline(READER, MEKDAD)
        first = answer["results"][0]
        payload = leading(first)["More"].removeprefix("https://t.me/onrecord_test_bot?start=")
        opened = await ask(api, PRIVATE, READER, f"/start {payload}")
    assert titles(answer)[0] == "Faisal Mekdad"
    assert shown(first).startswith("Faisal Mekdad, Syrian Foreign Minister, said, as reported:\n")
    assert shown(first).endswith("Sample Gazette · 8 Dec 2021 · CC BY 4.0 · read")
    assert leading(first)["Read"] == f"{PUBLIC}/s/{OPPRESSIVE}#said"
    assert "oppressive sanctions" in opened.text


async def test_what_is_listed_goes_on_page_by_page_and_no_statement_comes_twice(sample_settings, engine, monkeypatch):
    monkeypatch.setattr(inline, "_A_PAGE", 4)
    pages, offset = [], ""
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        while offset or not pages:
            pages.append(await api.ask_inline(READER, "keller", offset))
            offset = pages[-1]["next_offset"]
    listed = [result for page in pages for result in page["results"]]
    assert [len(page["results"]) for page in pages[:-1]] == [4] * (len(pages) - 1)
    assert len(pages) > 1
    assert len({result["id"] for result in listed}) == len(listed)
    assert len({shown(result) for result in listed}) == len(listed)
    assert {result["title"] for result in listed} == {"Ruth Keller"}


async def test_where_nothing_is_found_questions_that_the_corpus_answers_are_listed(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        answer = await api.ask_inline(READER, "zebra crossings on mars")
        helped = await ask(api, PRIVATE, READER, f"/start {answer['button']['start_parameter']}")
    assert answer["button"]["text"] == "Nothing found. How to ask"
    assert titles(answer) == [f"For example: {question}" for question in engine.examples(3)]
    assert all(shown(result) for result in answer["results"])
    assert helped.text.startswith("onrecord answers who said what")


async def test_the_state_of_the_index_is_opened_beside_the_loop_and_let_go(sample_settings, engine):
    class Watched:
        """An engine that notes where its state is asked for: opening a new one takes seconds."""

        opened: ClassVar[list[threading.Thread]] = []

        @property
        def published(self):
            self.opened.append(threading.current_thread())
            return engine.published

        def __getattr__(self, name):
            return getattr(engine, name)

    async with BotApi() as api, running(settings_for(api, sample_settings), Watched()):
        await api.ask_inline(READER, "zebra crossings on mars")
    assert Watched.opened
    assert threading.main_thread() not in Watched.opened
    another = SimpleNamespace(
        published=Snapshot(sample_settings), examples=lambda count: (MEKDAD,) * count, ask=engine.ask
    )
    assert inline._answered(another) is inline._answered(another)
    state = weakref.ref(another.published)
    del another
    gc.collect()
    assert state() is None


async def test_the_list_is_in_the_language_of_whoever_types(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        answer = await api.ask_inline(READER, "mek", language_code="de")
    assert answer["is_personal"]
    assert answer["results"][0]["description"] == "Syrian Foreign Minister · 3 Aussagen"
    assert answer["button"]["text"] == "In einem eigenen Chat fragen"


async def test_a_refusal_is_told_in_the_button_and_is_not_kept(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, inline_per_minute=1), engine):
        answer = await api.ask_inline(READER, MEKDAD)
        refusal = await api.ask_inline(READER, MEKDAD)
    assert (bool(answer["results"]), answer["cache_time"]) == (True, 30)
    assert (refusal["results"], refusal["cache_time"]) == ([], 0)
    assert refusal["button"]["text"] == "Too many searches. Please wait a moment"


async def test_a_group_whose_admins_want_no_inline_answers_has_them_removed(own_settings):
    chosen = {"via_bot": {"id": BOT["id"], "is_bot": True, "first_name": "onrecord"}}
    async with BotApi() as api, running(settings_for(api, own_settings)):
        api.group_admins |= {READER.id, BOT["id"]}
        stays = await api.say(GROUP, READER, "Faisal Mekdad said:", **chosen)
        panel = await ask(api, GROUP, READER, "/settings")
        await api.notice(await api.press(READER, panel, "Inline answers: allowed"))
        goes = await api.say(GROUP, READER, "Faisal Mekdad said:", **chosen)
        await api.until(lambda: api.removed)
    assert "Inline answers: removed" in panel.buttons
    assert api.removed == [goes["message_id"]]
    assert stays["message_id"] not in api.removed
