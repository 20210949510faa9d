"""The interface in six languages: the user's own, or the one chosen for the chat; the corpus's words stay."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from bot.words.language import ENGLISH, LANGUAGES, catalogue
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, User
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask, quoted

WORDS = Path(__file__).parents[1] / "bot" / "words"
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
QUESTION = "what did Hall say about the plan?"


def speaking(user, language):
    """The sender of a message, whose client is set to a language."""
    return {"from": {"id": user.id, "is_bot": False, "first_name": user.name, "language_code": language}}


def sentences():
    """Every string of the words."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in WORDS.glob("*.py"))
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_translates_sentences_that_there_are_and_keeps_their_placeholders(language):
    messages = catalogue(language)
    assert len(messages) > 90
    assert set(messages) == set(catalogue("de"))
    assert set(messages) - sentences() == set()
    assert [one for one, said in messages.items() if placeholders(one) != placeholders(said)] == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", ("Viktor Hall, opposition leader, („accused“), wie berichtet wird:", "9. Sept. 2024", "Kontext")),
        ("fr", ("Viktor Hall, opposition leader, (« accused »), selon l’article :", "9 sept. 2024", "Contexte")),
        ("es-419", ("Viktor Hall, opposition leader, («accused»), según el artículo:", "9 sept 2024", "Contexto")),
        ("en-GB", ("Viktor Hall, opposition leader, accused, as reported:", "9 Sep 2024", "Context")),
        ("pl", ("Viktor Hall, opposition leader, accused, as reported:", "9 Sep 2024", "Context")),
    ],
)
async def test_the_answer_is_in_the_users_language_around_the_words_of_the_corpus(
    sample_settings, engine, language, shown
):
    attribution, day, context = shown
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, QUESTION, **speaking(READER, language))
    assert sent.text.startswith(attribution)
    assert f"Open Desk (sample) · {day} · CC0 1.0" in sent.text
    assert quoted(sent) == ["Agriculture Minister Ruth Keller of paying her former union with public money"]
    assert context in sent.buttons


@pytest.mark.parametrize(
    ("language", "said", "more"),
    [("ar", "«accused»)، حسب المقال:", "المزيد"), ("fa", "«accused»)، به گزارش مقاله:", "بیشتر")],
)
async def test_what_is_written_from_right_to_left_is_marked_so(sample_settings, engine, language, said, more):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, QUESTION, **speaking(READER, language))
    first, *_ = sent.text.split("\n")
    assert first.startswith("\u200fViktor Hall")
    assert said in first
    assert more in sent.buttons


async def test_a_chat_may_choose_its_language_in_a_group_by_its_admins(own_settings):
    boss, member = User(70), User(71)
    async with BotApi() as api:
        async with running(settings_for(api, own_settings)):
            api.group_admins.add(boss.id)
            refused = await ask(api, GROUP, member, "/language")
            choice = await ask(api, GROUP, boss, "/language")
            foreign = await press(api, member, choice, "Deutsch")
            await press(api, boss, choice, "Deutsch")
        async with running(settings_for(api, own_settings)):  # it is kept
            unknown = await ask(api, GROUP, member, "/weather@onrecord_test_bot", **speaking(member, "fr"))
    assert refused.text == "In a group, its admins choose the language."
    assert foreign == refused.text
    assert choice.text == "Ich schreibe hier jetzt auf Deutsch."
    assert unknown.text == "Den Befehl /weather gibt es nicht. /help sagt, was ich kann."
