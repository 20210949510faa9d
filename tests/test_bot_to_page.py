"""From the bot to the page and back: links and buttons that open a statement in the browser, links into the chat."""

import asyncio

import lxml.html
from playwright.sync_api import expect

from bot.config_sections import WebSettings
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask, quoted, reading
from tests.test_web_browser import SAID, within_view
from tests.web_page import MEKDAD, OPPRESSIVE, chromium, client_of, served

PUBLIC = "https://words.example.org"
GONE = "This statement is no longer in the corpus. Ask what its speaker said, or about its topic."


def linking(settings, public=PUBLIC):
    """Settings of a bot that knows the page's address."""
    return settings.model_copy(update={"web": WebSettings(public_url=public)})


def links(sent):
    return {sent.text[start:end]: more["href"] for tag, start, end, more in sent.entities if tag == "a"}


def where(sent):
    """Where the buttons of a message lead."""
    return {label: button["url"] for label, button in sent.buttons.items() if "url" in button}


async def test_every_credit_and_a_button_lead_to_the_statement_on_the_page(sample_settings, engine):
    async with BotApi() as api, running(linking(settings_for(api, sample_settings)), engine):
        one = await ask(api, PRIVATE, READER, "who said the horse could not be sold?")
        group = await ask(api, GROUP, READER, f"/ask {MEKDAD}")
        several = await ask(api, PRIVATE, READER, "Diallo and Jensen on the strike")
        await press(api, READER, several, "Read")
        chosen = where(several)
        await press(api, READER, several, "Back")
    assert links(one)["read"] == where(one)["Read"]
    assert links(one)["read"].startswith(f"{PUBLIC}/s/")
    assert links(group)["read"] == f"{PUBLIC}/s/{OPPRESSIVE}#said"
    assert "Sample Gazette · 8 Dec 2021 · CC BY 4.0 · read" in group.text
    assert list(group.buttons) == ["More"]
    assert {label[3:] for label in chosen} == {"Omar Diallo", "Clara Jensen"}
    assert all(one.startswith(f"{PUBLIC}/s/") for one in chosen.values())
    assert {"Context", "Copy", "Read"} <= set(several.buttons)
    assert api.refused == []


async def test_without_a_public_address_nothing_leads_to_the_page(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, MEKDAD)
    assert "read" not in links(sent)
    assert where(sent) == {}


async def test_a_link_into_the_chat_opens_the_statement_with_its_buttons(sample_settings, engine):
    async with BotApi() as api, running(linking(settings_for(api, sample_settings)), engine):
        opened = await ask(api, PRIVATE, READER, f"/start s_{OPPRESSIVE}")
        follow = await ask(api, PRIVATE, READER, "what else did he say?")
        gone = await ask(api, PRIVATE, READER, f"/start s_{OPPRESSIVE[:12]}aaaaaaaa")
        helped = [await ask(api, PRIVATE, READER, f"/start {one}") for one in ("", "s_", "s_../x", "nothing")]
        await press(api, READER, opened, "Context")
    assert opened.history[0].startswith("Faisal Mekdad, Syrian Foreign Minister, said, as reported:\n")
    assert where(opened)["Read"] == f"{PUBLIC}/s/{OPPRESSIVE}#said"
    assert "the article's own words around it" in opened.text
    assert reading(follow) == ("Faisal Mekdad", "Faisal Mekdad")
    assert SAID not in quoted(follow)
    assert gone.text == GONE
    assert {sent.text.split(",")[0] for sent in helped} == {"onrecord answers who said what"}
    assert api.refused == []


async def test_the_page_of_a_statement_leads_into_the_chat_where_the_bot_is_named(sample_settings, engine):
    with served(sample_settings, engine, telegram="onrecord_test_bot") as address, client_of(address) as client:
        page = lxml.html.fromstring(await asyncio.to_thread(lambda: client.get(f"/s/{OPPRESSIVE}").text))
    with served(sample_settings, engine) as address, client_of(address) as client:
        silent = await asyncio.to_thread(lambda: client.get(f"/s/{OPPRESSIVE}").text)
    (link,) = [one.get("href") for one in page.iter("a") if one.text == "In Telegram"]
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        opened = await ask(api, PRIVATE, READER, f"/start {link.partition('start=')[2]}")
    assert link.startswith("https://t.me/onrecord_test_bot?start=")
    assert SAID in quoted(opened)
    assert "t.me" not in silent


async def test_the_link_of_an_answer_shows_the_statement_marked_in_the_browser(sample_settings, engine):
    with served(sample_settings, engine) as address:
        async with BotApi() as api, running(linking(settings_for(api, sample_settings), address), engine):
            sent = await ask(api, GROUP, READER, f"/ask {MEKDAD}")
        await asyncio.to_thread(_look_at, links(sent)["read"])


def _look_at(link):
    with chromium() as browser:
        page = browser.new_page()
        page.goto(link)
        marked = page.locator("mark#said")
        expect(marked).to_have_text(SAID)
        assert within_view(marked)
