"""What is no question, over the wire: a group that the bot was added to, pictures, voices, unknown commands."""

import pytest

from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.test_bot_conversation import ask, reading

FILE = {"file_id": "f", "file_unique_id": "u"}
PHOTO = {"photo": [{**FILE, "width": 9, "height": 9}]}
VOICE = {"voice": {**FILE, "duration": 3}}
STICKER = {"sticker": {**FILE, "width": 9, "height": 9, "type": "regular", "is_animated": False, "is_video": False}}
DOCUMENT = {"document": {**FILE, "file_name": "a.pdf"}}


async def wordless(api, chat, **more):
    """A message without a text."""
    message = api.message(chat, READER, "", **more)
    del message["text"], message["entities"]
    await api.push({"message": message})


async def test_a_group_is_greeted_in_one_line_with_questions_that_the_corpus_answers(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.add_to_group(GROUP, READER)
        (hello,) = await api.replies(GROUP)
        await api.add_to_group(GROUP, READER, "administrator", before="member")
        await api.add_to_group(GROUP, READER, "kicked", before="member")
        await ask(api, PRIVATE, READER, "/help")
    one, two = engine.examples(2)
    assert hello.text == f"Hello. Mention me or use /ask to find out who said what, for example: “{one}” or “{two}”"
    assert api.in_chat(GROUP) == [hello]


async def test_the_words_under_a_picture_are_a_question(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await wordless(api, PRIVATE, caption="what did Mekdad say about sanctions?", **PHOTO)
        (private,) = await api.replies(PRIVATE)
        await wordless(api, GROUP, caption="what did Mekdad say about sanctions?", **PHOTO)
        await wordless(api, GROUP, caption="/ask what did Keller say about water?", **PHOTO)
        mention = [{"type": "mention", "offset": 0, "length": 18}]
        caption = "@onrecord_test_bot what did Hall say about the plan?"
        await wordless(api, GROUP, caption=caption, caption_entities=mention, **PHOTO)
        command, mentioned = await api.replies(GROUP, 2)
    assert reading(private) == "Faisal Mekdad · sanctions"
    assert reading(command) == "Ruth Keller · water"
    assert reading(mentioned) == "Viktor Hall · plan"


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (VOICE, "I can't process voice messages. Please type your question."),
        (STICKER, "I can only read text. Please type your question, or add it as the picture's caption."),
        (DOCUMENT, "I can only read text. Please type your question, or add it as the picture's caption."),
        (PHOTO, "I can only read text. Please type your question, or add it as the picture's caption."),
    ],
)
async def test_a_message_without_words_is_answered_in_a_line_in_private_alone(sample_settings, engine, message, reply):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await wordless(api, GROUP, **message)
        await wordless(api, PRIVATE, **message)
        (answer,) = await api.replies(PRIVATE)
    assert answer.text == reply
    assert api.in_chat(GROUP) == []


async def test_an_unknown_command_is_answered_in_a_group_only_if_it_names_the_bot(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(GROUP, READER, "/weather")
        await api.say(GROUP, READER, "/weather@another_bot")
        named = await ask(api, GROUP, READER, "/weather@onrecord_test_bot")
        private = await ask(api, PRIVATE, READER, "/weather tomorrow")
    assert named.text == private.text == "There is no command /weather. /help says what I can do."
    assert len(api.in_chat(GROUP)) == 1
