"""The buttons under an answer, over the wire: what each shows, whose it is, and that it outlives the bot."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings
from index.models import AttributedStatement
from index.search.found import IndexedArticle
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, User
from tests.botapi.markup import units
from tests.indexes import lend_encoder
from tests.test_bot_conversation import ask, quoted, reading
from tests.test_bot_render import EVA, answer_with

ANN, BEN = User(811, "Ann"), User(812, "Ben")
QUESTION = "what did Hall say?"


async def press(api, user, sent, label):
    """Press a button and wait until it is answered; the notice that pops up."""
    return await api.notice(await api.press(user, sent, label))


def copies(sent):
    """What the buttons of a message copy, in their order."""
    return [button["copy_text"]["text"] for button in sent.buttons.values() if "copy_text" in button]


async def test_more_leafs_in_the_same_message_and_back(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, QUESTION)
        first = sent.text
        await press(api, READER, sent, "More")
        second = sent.text
        follow_on = quoted(sent)
        await press(api, READER, sent, "Back")
    assert len(api.sent) == 1
    assert follow_on
    assert not set(follow_on) & set(first.split("\n"))
    assert sent.history == [first, second, first]
    assert list(sent.buttons) == ["More", "Context", "Copy", "👍", "👎", "⋯"]
    assert api.refused == []


async def test_behind_the_last_screen_the_corpus_is_asked_for_more_until_that_is_all(sample_settings):
    async with BotApi() as api, running(settings_for(api, sample_settings, items=2)):
        sent = await ask(api, PRIVATE, READER, "what did Keller say?")
        seen, notice = set(quoted(sent)), ""
        while "More" in sent.buttons and not notice:
            notice = await press(api, READER, sent, "More")
            assert notice or not set(quoted(sent)) & seen
            seen |= set(quoted(sent))
        follow = await ask(api, PRIVATE, READER, "what did she say about farms?")
    assert notice == "That is all: nothing else in this corpus fits."
    assert len(seen) > 4
    assert reading(follow) == ("Ruth Keller · farms", "Ruth Keller")


async def test_the_context_is_the_articles_words_and_looks_like_no_quotation(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, "what did Hall say about the plan?")
        answer = sent.text
        await press(api, READER, sent, "Context")
        context, entities = sent.text, sent.entities
        await press(api, READER, sent, "Back")
    assert context.startswith(
        "“Opposition leader attacks water plan”: the article's own words around it, no quotation:"
    )
    assert "Viktor Hall used his first speech of the autumn to attack the government's plan for water." in context
    assert not [tag for tag, *_ in entities if tag == "blockquote"]
    assert [context[start:end] for tag, start, end, _ in entities if tag == "b"] == [
        "Agriculture Minister Ruth Keller of paying her former union with public money"
    ]
    assert sent.text == answer


async def test_copy_gives_the_quotation_with_its_credit_and_a_long_one_in_pieces(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, "who said the horse could not be sold?")
        await press(api, READER, sent, "Copy")
    pieces = copies(sent)
    assert all(units(piece) <= 256 for piece in pieces)
    whole = "".join(pieces)
    assert whole.startswith("Elsa Nyman, museum's director, said, as reported: the horse could not be sold anywhere")
    assert "“Bronze horse stolen from Osterby museum” by Late Bulletin (sample), 2024-05-30" in whole
    assert list(sent.buttons)[-1] == "Back"


class OneAnswer:
    """An engine that knows one answer, and its article."""

    def __init__(self, answer):
        self.answer_ = answer

    def ask(self, text, *, today=None, previous=None):
        return self.answer_

    def speaker(self, speaker_id):
        return EVA

    def article(self, article_id):
        article = self.answer_.items[0].article
        said = AttributedStatement(self.answer_.items[0].statement, EVA)
        return IndexedArticle(article, (), (), (said,), ())


async def test_ten_thousand_characters_are_leafed_through_each_screen_with_its_credit(sample_settings):
    words = " ".join(f"Sentence number {n} about the ferry 🚢 of Velm." for n in range(230))
    async with BotApi() as api, running(settings_for(api, sample_settings), OneAnswer(answer_with(words))):
        sent = await ask(api, PRIVATE, READER, "what about the ferry?")
        first, screens = sent.text, []
        while "More" in sent.buttons:
            await press(api, READER, sent, "More")
            screens.append((sent.text, quoted_whole(sent)))
    assert units(first) < 600
    assert "Velm. […]\n" in first
    assert len(api.sent) == 1
    assert api.refused == []  # the stand-in refuses more than 4,096 units
    assert " ".join(part for _, parts in screens for part in parts) == words
    assert all("Herald · 1 Mar 2024 · CC BY 4.0" in text for text, parts in screens if parts)


def quoted_whole(sent):
    return [sent.text[start:end] for tag, start, end, _ in sent.entities if tag == "blockquote"]


async def test_other_ways_of_asking_change_the_message_and_a_speaker_opens_another(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, "what did Keller say about water?")
        await press(api, READER, sent, "⋯")
        options = list(sent.buttons)
        await press(api, READER, sent, "Oldest first")
        oldest = reading(sent)
        await press(api, READER, sent, "⋯")
        await press(api, READER, sent, "Direct quotations only")
        direct = quoted(sent)
        await press(api, READER, sent, "⋯")
        await press(api, READER, sent, "More by Ruth Keller")
        (_, other) = await api.replies(PRIVATE, 2)
    assert options == [
        "More by Ruth Keller", "Newest first", "Oldest first", "Direct quotations only", "All printings", "Back"
    ]  # fmt: skip
    assert oldest == "Ruth Keller · water · earliest first"
    assert direct
    assert all(words[0] in '"“' for words in direct)
    assert reading(other) == "Ruth Keller"
    assert api.refused == []


async def test_what_there_is_not_is_only_said_and_the_answer_stays(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, "what did Dahl say about cameras?")
        before = sent.text
        await press(api, READER, sent, "⋯")
        notice = await press(api, READER, sent, "Direct quotations only")
    assert notice == "Nothing on that is quoted directly. It is only reported in the articles' own words."
    assert sent.text == before


async def test_topics_of_a_silent_speaker_are_buttons(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, "what did Keller say about football?")
        topic = next(iter(sent.buttons))
        await press(api, READER, sent, topic)
        (_, answer) = await api.replies(PRIVATE, 2)
    assert f"On record about: {topic}" in sent.text
    assert reading(answer) == f"Ruth Keller · {topic}"
    assert quoted(answer)


async def test_a_group_sees_one_statement_and_one_button(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, GROUP, ANN, "/ask what did Keller say about water?")
        first = sent.text
        buttons = list(sent.buttons)
        await press(api, ANN, sent, "More")
    assert len(quoted(sent)) > 1
    assert first.count("CC BY 4.0") == 1
    assert buttons == ["More"]
    assert "Context" in sent.buttons


async def test_a_stranger_gets_an_answer_of_their_own_and_leaves_the_other_alone(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, GROUP, ANN, f"/ask {QUESTION}")
        before = sent.text
        await press(api, BEN, sent, "More")
        (_, own) = await api.replies(GROUP, 2)
        replied = own.parameters["reply_parameters"]["message_id"]
        await press(api, BEN, own, "Context")
        await press(api, ANN, sent, "More")
    assert replied == sent.id
    assert "the article's own words around it" in own.text
    assert sent.history[0] == before
    assert len(sent.history) == 2  # by Ann's press, not by Ben's
    assert len(api.in_chat(GROUP)) == 2


async def test_what_no_button_of_ours_sends_is_refused_in_words(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, GROUP, ANN, f"/ask {QUESTION}")
        data = sent.buttons["More"]["callback_data"]
        key = data.partition(":")[0]
        other = await ask(api, PRIVATE, ANN, "/help")
        forged = [
            ":",
            "x",
            f"{key}:zz",
            f"{key}:a:9999",
            f"{key}:a:-1",
            f"{key}:a:²",
            f"{key}:s:9:0",
            f"{key}:p:0",
            f"{key}:f:?:0",
        ]
        notices = [await api.notice(await api.press_data(ANN, sent, one)) for one in [*forged, "no-such-key:a:0"]]
        elsewhere = await api.notice(await api.press_data(ANN, other, data))
        text = sent.text
    assert {*notices, elsewhere} == {"This button no longer works. Please ask again."}
    assert sent.history == [text]
    assert "Keller" not in data
    assert str(ANN.id) not in data


async def test_a_button_pressed_twice_does_the_same_once(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, QUESTION)
        data = sent.buttons["More"]["callback_data"]
        for _ in range(2):
            await api.notice(await api.press_data(READER, sent, data))
    assert len(sent.history) == 2
    assert [refused for refused in api.refused if "not modified" not in refused] == []
    assert "Back" in sent.buttons  # not shown as plain text


async def test_a_year_later_the_buttons_are_still_those_of_their_answer(own_settings):
    async with BotApi() as api:
        async with running(settings_for(api, own_settings)):
            sent = await ask(api, PRIVATE, READER, QUESTION)
            first = sent.text
            await press(api, READER, sent, "More")
            second = sent.text
            back = sent.buttons["Back"]["callback_data"]
        with closing(sqlite3.connect(own_settings.data / "bot.sqlite")) as db, db:
            db.execute("UPDATE answer SET made = datetime(made, '-1 year')")
        async with running(settings_for(api, own_settings)):
            await api.notice(await api.press_data(READER, sent, back, aged=True))
            assert sent.text == first
            more = sent.buttons["More"]["callback_data"]
            await api.notice(await api.press_data(READER, sent, more, aged=True))
            assert sent.text == second
            wrong = sent.buttons["👎"]["callback_data"]
            await api.notice(await api.press_data(READER, sent, wrong, aged=True))
            assert "Wrong speaker" in sent.buttons


@pytest.fixture
def corpus(tmp_path):
    """A copy of the sample's articles that a test may change."""
    return shutil.copytree(sample.path(), tmp_path / "corpus")


async def test_a_restart_changes_nothing(own_settings):
    async with BotApi() as api:
        async with running(settings_for(api, own_settings)):
            sent = await ask(api, PRIVATE, READER, QUESTION)
            first = sent.text
            await press(api, READER, sent, "More")
            second = sent.text
        async with running(settings_for(api, own_settings)):
            await press(api, READER, sent, "Back")
            assert sent.text == first
            await press(api, READER, sent, "More")
            assert sent.text == second


async def test_an_article_that_left_the_corpus_is_gone_from_old_answers_which_say_so(own_settings, corpus, tmp_path):
    settings = own_settings.model_copy(update={"data": tmp_path / "index-of-the-copy"})
    lend_encoder(own_settings.data, settings.data)
    index_corpus([corpus], settings, CorpusSettings())
    async with BotApi() as api, running(settings_for(api, settings)):
        only = await ask(api, PRIVATE, READER, "what did Karim Vos say?")
        several = await ask(api, PRIVATE, READER, QUESTION)
        changed = corpus / "hall-speech.json"
        article = json.loads(changed.read_text(encoding="utf-8"))
        changed.write_text(json.dumps(article | {"text": "Another text. " + article["text"]}), encoding="utf-8")
        (corpus / "museum-theft.json").unlink()
        (corpus / "museum-return.json").unlink()
        index_corpus([corpus], settings, CorpusSettings(), allow_removal=True)
        await press(api, READER, only, "Context")
        await press(api, READER, several, "More")
    assert set(only.text.split("\n\n")) == {
        f"“{title}” (Late Bulletin (sample)), which this answer came from, has been changed or removed since."
        for title in ("Bronze horse stolen from Osterby museum", "Stolen horse found in a barn")
    }
    assert only.buttons == {}
    assert several.text.startswith("“Opposition leader attacks water plan” (Open Desk (sample)), which this answer")
    assert "bucket" not in several.text
    assert api.refused == []
