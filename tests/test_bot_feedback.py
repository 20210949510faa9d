"""What a reader finds wrong, over the wire: the queue, an admin who mends it, and that a re-index keeps it."""

import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.telegram.services import services_of
from bot.words.feedback import CHANGED
from index import sample
from index.build import index_corpus, overrides_of, republish
from index.config import CorpusSettings, IndexSettings
from index.speakers import Override
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.indexes import lend_encoder
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask, quoted

ROOT = Path(__file__).parents[1]
QUESTION = "what did Dahl say about the wolves?"
WORDS = '"We counted some of them three times,"'


@pytest.fixture
def corpus(tmp_path):
    """A copy of the sample's articles that a test may change."""
    return shutil.copytree(sample.path(), tmp_path / "corpus")


@pytest.fixture
def settings(corpus, sample_settings, tmp_path):
    """An index of that copy."""
    settings = IndexSettings(data=tmp_path / "index")
    lend_encoder(sample_settings.data, settings.data)
    index_corpus([corpus], settings, CorpusSettings())
    return settings


async def complained(api, reason="Wrong speaker"):
    """A reader asks and finds fault with the answer."""
    sent = await ask(api, PRIVATE, READER, QUESTION)
    await press(api, READER, sent, "👎")
    notice = await press(api, READER, sent, reason)
    return sent, notice


async def test_a_wrong_speaker_is_mended_and_stays_so_through_a_full_reindex(settings, corpus):
    async with BotApi() as api, running(settings_for(api, settings)):
        sent, notice = await complained(api)
        queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
        shown = queue.text
        await press(api, ADMIN, queue, "1: another speaker")
        choices = list(queue.buttons)
        await press(api, ADMIN, queue, "Birgit Aas")
        settled = queue.text
        await press(api, READER, sent, "Back")
        again = await ask(api, PRIVATE, READER, "what did Birgit Aas say about the wolves?")
        for path in corpus.glob("*.json"):  # every article is read anew
            article = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(article | {"title": f"{article['title']}!"}), encoding="utf-8")
        report = index_corpus([corpus], settings, CorpusSettings())
        after = await ask(api, PRIVATE, READER, "what did Birgit Aas say about the wolves?")
    assert report.changed == 20
    assert notice == "Thank you. An admin will look at it."
    assert shown.startswith("Wrong speaker (1 waiting). Asked: Sven Dahl · wolves\n1. Sven Dahl: ")
    assert choices[-2:] == ["Nobody who is named", "Cancel"]
    assert settled == f"Settled: Birgit Aas said it. {WORDS}\n\nNothing is waiting: every complaint has been settled."
    assert WORDS not in quoted(sent) or sent.text.startswith("Birgit Aas, ")  # the old answer knows it, too
    assert WORDS in quoted(again)
    assert WORDS in quoted(after)


async def test_what_is_no_statement_is_found_no_more_and_the_list_of_decisions_tells(settings):
    async with BotApi() as api, running(settings_for(api, settings)):
        await complained(api, "Something else")
        queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
        await press(api, ADMIN, queue, "1: no statement")
        after = await ask(api, PRIVATE, READER, QUESTION)
        twice = await api.notice(await api.press_data(ADMIN, queue, "fb:1:w:0"))
    assert queue.text.startswith(f"Settled: this is no statement. {WORDS}")
    assert WORDS not in quoted(after)
    assert twice == "This has already been settled."
    command = [sys.executable, "-m", "bot", "decisions", "--json", "--data", str(settings.data)]
    printed = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, check=True)
    decision = json.loads(printed.stdout)
    assert (decision["action"], decision["article"], decision["words"]) == ("withdraw", "sample-wolf-count", WORDS)


async def test_a_button_decides_about_what_it_was_shown_for_or_about_nothing(settings):
    async with BotApi() as api, running(settings_for(api, settings)) as app:
        await complained(api)
        queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
        withdrawing = queue.buttons["1: no statement"]["callback_data"]
        await press(api, ADMIN, queue, "1: another speaker")
        giving = queue.buttons["Birgit Aas"]["callback_data"]
        key, birgit = withdrawing.rsplit(":", 1)[1], services_of(app).engine.speaker_called("Birgit Aas")
        elsewhere = [
            Override("speaker", key, birgit.id, "sample-wolf-count", WORDS),
            Override("withdraw", key, "", "sample-wolf-count", WORDS),
        ]
        republish(settings, elsewhere[0])
        hers_already = await api.notice(await api.press_data(ADMIN, queue, giving))
        republish(settings, elsewhere[1])
        withdrawn_already = await api.notice(await api.press_data(ADMIN, queue, withdrawing))
    assert hers_already == withdrawn_already == CHANGED
    assert overrides_of(settings) == elsewhere
    assert len(giving) <= 64


async def test_only_admins_see_the_queue_and_press_its_buttons(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await complained(api)
        refused = await ask(api, PRIVATE, READER, "/feedback")
        queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
        stranger = await api.notice(await api.press(READER, queue, "Nothing is wrong"))
        await press(api, ADMIN, queue, "Nothing is wrong")
    assert refused.text == "This command is for the admins of this bot."
    assert stranger == "These buttons are for the admins of this bot."
    assert queue.text.startswith("Settled: nothing is wrong.\n\nNothing is waiting")


async def test_a_reader_who_changes_their_mind_takes_the_complaint_back(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        sent, _ = await complained(api)
        await press(api, READER, sent, "Back")
        thanks = await press(api, READER, sent, "👍")
        queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
    assert thanks == "Thank you."
    assert queue.text.startswith("Nothing is waiting")
