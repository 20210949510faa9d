"""/privacy over the wire: what is kept of a user is said, and deleted for good when they say so."""

import sqlite3

from bot.words import privacy as words
from tests.bot_app import GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Chat, User
from tests.test_bot_conversation import ask

OTHER, OTHERS_CHAT = User(77, "Bo"), Chat(77)
QUESTION = "what did Mekdad say about sanctions?"
EXPIRED = "This button no longer works. Please ask again."


async def test_it_says_what_is_kept_and_deletes_nothing_until_it_is_confirmed(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        answer = await ask(api, PRIVATE, READER, QUESTION)
        said = await ask(api, PRIVATE, READER, "/privacy")
        await api.notice(await api.press(READER, said, words.DELETE))
        assert (said.text, list(said.buttons)) == (words.SURE, [words.DELETE_ALL, words.LEAVE_IT])
        await api.notice(await api.press(READER, said, words.LEAVE_IT))
        await api.notice(await api.press(READER, answer, "Context"))
    first = said.history[0]
    assert first.startswith("What I keep\n\n• Your question with its answer,")
    assert "Not your name." in first
    assert "language model" not in first
    assert (said.text, said.buttons) == (words.LEFT, {})
    assert "the article's own words around it" in answer.text


async def test_what_is_deleted_is_gone_from_the_file_and_the_others_stay(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        answer = await ask(api, PRIVATE, READER, QUESTION)
        kept = await ask(api, OTHERS_CHAT, OTHER, QUESTION)
        await ask(api, PRIVATE, READER, "/watch Mekdad sanctions")
        await ask(api, GROUP, READER, "/ask@onrecord_test_bot what did Hall say about the plan?")
        await api.notice(await api.press(READER, answer, "👍"))
        said = await ask(api, PRIVATE, READER, "/privacy")
        await api.notice(await api.press(READER, said, words.DELETE))
        await api.notice(await api.press(READER, said, words.DELETE_ALL))
        gone = await api.notice(await api.press(READER, answer, "Context"))
        await api.notice(await api.press(OTHER, kept, "Context"))
        watches = await ask(api, PRIVATE, READER, "/watches")
        file = sqlite3.connect(own_settings.data / "bot.sqlite")
        people = {user for (user,) in file.execute("SELECT user FROM answer UNION SELECT user FROM vote")}
    assert said.text == words.DELETED
    assert gone == EXPIRED
    assert "the article's own words around it" in kept.text
    assert watches.text == "This chat has no watches yet. Add one with /watch."
    assert people == {OTHER.id}


async def test_in_a_group_it_says_where_to_delete(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        said = await ask(api, GROUP, READER, "/privacy@onrecord_test_bot")
    assert said.text.endswith(words.IN_PRIVATE)
    assert said.buttons == {}
