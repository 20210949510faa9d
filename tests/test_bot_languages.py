"""The interface in six languages: the user's own, or the one chosen for the chat; the corpus's words stay."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from bot.words import feedback, overviews, watching
from bot.words.language import ENGLISH, LANGUAGES, catalogue, speak
from bot.words.runs import plain
from bot.words.talk import IN_ANOTHER_LANGUAGE, licence_rows
from index.licences import licence_of
from index.models import Speaker, SpeakerKind
from retrieval.overview import Profile
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, User
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask, quoted
from tests.test_bot_render import answer_with

WORDS = Path(__file__).parents[1] / "bot" / "words"
CHATS = (
    "answers asides buttons copied inline overviews printings privacy proof settings statements talk watching".split()
)
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
QUESTION = "what did Hall say?"


def speaking(user, language):
    """The sender of a message, whose client is set to a language."""
    return {"from": {"id": user.id, "is_bot": False, "first_name": user.name, "language_code": language}}


def sentences():
    """Every string of the words."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in WORDS.glob("*.py"))
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def said_in_chats():
    """The sentences of the words that members of a chat read: strings of two words at least, no docstrings."""
    for name in CHATS:
        tree = ast.parse((WORDS / f"{name}.py").read_text(encoding="utf-8"))
        documented = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))]
        docstrings = {id(node.body[0].value) for node in documented if isinstance(node.body[0], ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                plain = "".join(literal for literal, *_ in Formatter().parse(node.value))
                if len(re.findall(r"[A-Za-z]{2,}", plain)) >= 2:
                    yield node.value


def test_no_sentence_of_a_chat_is_left_in_english():
    left = {one for one in said_in_chats() if one not in catalogue("de")}
    assert left == {IN_ANOTHER_LANGUAGE}  # it is said in the languages of languages.toml


def left_in_english(*painted):
    """The sentences of the words, of two words at least, that stand untranslated in what is shown."""
    shown = "\n".join(plain(runs) if isinstance(runs, tuple) else runs for runs in painted)
    two_words = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
    pieces = {one: [piece for piece, *_ in Formatter().parse(one) if two_words.search(piece)] for one in CATALOGUE}
    return [one for one, said in pieces.items() if said and all(piece in shown for piece in said)]


CATALOGUE = catalogue("de")
LICENCES = ["CC0-1.0", "CC-BY-NC-ND-4.0", "CC-BY-SA-4.0", "All rights reserved", "House rules of Velm", ""]


def test_no_sentence_is_painted_in_english_where_the_chat_speaks_another_language():
    nobodys = answer_with("the ferry sails")
    item = replace(nobodys.items[0], speaker=None, article=replace(nobodys.items[0].article, published=None))
    undated = Profile(Speaker("eva", "Eva Lund", SpeakerKind.PERSON, ("Eva Lund",)), 3, (), ())
    articles = [replace(item.article, licence=licence_of(stated)) for stated in LICENCES]
    speak("de")
    painted = [
        *(row for article in articles for row in licence_rows(article)),
        watching.digest_row(item),
        *overviews.profile_rows(undated, ("the ferry",)),
        overviews.no_speakers(""),
        overviews.nothing_on(""),
        overviews.exported(1),
        overviews.exported(2),
        feedback.statement_row(1, "", "the ferry sails"),
    ]
    speak("en")
    assert left_in_english(*painted) == []
    terms = {plain(row) for article in articles for row in licence_rows(article)}
    assert len(terms & {one for one in CATALOGUE if one[-1:] == "."}) >= 4  # in English they are all there


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
    assert quoted(sent) == [
        "Agriculture Minister Ruth Keller of paying her former union with public money",
        "the appointment a gift to the farm lobby",
    ]
    assert context in sent.buttons


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", ("«accused»)، حسب المقال:", "المزيد", "9 سبتمبر 2024")),
        ("fa", ("«accused»)، به گزارش مقاله:", "بیشتر", "9 سپتامبر 2024")),
    ],
)
async def test_what_is_written_from_right_to_left_is_marked_so(sample_settings, engine, language, shown):
    said, more, day = shown
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        sent = await ask(api, PRIVATE, READER, QUESTION, **speaking(READER, language))
    first, *_ = sent.text.split("\n")
    assert first.startswith("\u200fViktor Hall")
    assert said in first
    assert more in sent.buttons
    assert f" · \u200f{day}\u200f · CC0 1.0" in sent.text


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


async def test_commands_and_descriptions_are_set_in_every_language(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        pass
    described = {told.get("language_code", ""): told for method, told in api.calls if method == "setMyDescription"}
    commands = {
        (told.get("language_code", ""), told["scope"]["type"]): {
            one["command"]: one["description"] for one in told["commands"]
        }
        for method, told in api.calls
        if method == "setMyCommands"
    }
    assert set(described) == {"", *OTHERS}
    assert described["fr"]["description"].startswith("Je réponds")
    assert commands["", "all_group_chats"]["ask"] == "Ask who said what"
    assert commands["de", "all_group_chats"]["ask"] == "Fragen, wer was gesagt hat"
    assert "settings" not in commands["de", "all_group_chats"]
    assert "settings" in commands["de", "all_chat_administrators"]
    assert {"reindex", "feedback"} <= set(commands["es", "chat"])
    assert len({commands[language, "all_private_chats"]["ask"] for language in ("", *OTHERS)}) == 6


async def test_the_settings_of_a_group_are_for_its_admins_and_change_its_answers(own_settings):
    boss, member = User(70), User(71)
    async with BotApi() as api, running(settings_for(api, own_settings)):
        api.group_admins.add(boss.id)
        refused = await ask(api, GROUP, member, "/settings")
        panel = await ask(api, GROUP, boss, "/settings")
        shown = list(panel.buttons)
        foreign = await press(api, member, panel, "Answers: one statement at first")
        short = await ask(api, GROUP, member, "/ask what did Keller say about water?")
        await press(api, boss, panel, "Answers: one statement at first")
        usual = await ask(api, GROUP, member, "/ask what did Keller say about water?")
        await press(api, boss, panel, "Language: that of whoever asks")
        await press(api, boss, panel, "Deutsch")
        private = await ask(api, PRIVATE, READER, "/settings")
    assert refused.text == foreign == "In a group, its admins choose the settings."
    assert shown == ["Language: that of whoever asks", "Answers: one statement at first", "Inline answers: allowed"]
    assert len(quoted(short)) < len(quoted(usual))
    assert panel.text == "Ich schreibe hier jetzt auf Deutsch."
    assert list(private.buttons) == ["Language: that of whoever asks", "Answers: up to three statements at first"]
