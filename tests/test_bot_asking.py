"""Questions over the wire: private chats, groups, topics, inline mode."""

import asyncio

from tests.bot_app import GROUP, PRIVATE, READER, TOPIC, running, settings_for
from tests.botapi import BotApi, Chat, User

QUESTION = "what did Mekdad say about sanctions?"


async def test_a_private_question_is_answered_with_words_speaker_source_and_licence(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad, Syrian Foreign Minister, said, as reported:\n")
    assert answer.text.endswith("\n\nRead as: Faisal Mekdad · sanctions")
    assert 'that "oppressive sanctions" would not break the will of the Syrian people' in answer.text
    assert answer.text.count("Sample Gazette · 8 Dec 2021 · CC BY 4.0") == 1
    links = [attributes["href"] for tag, _, _, attributes in answer.entities if tag == "a"]
    assert "https://example.org/sample/tehran-meeting" in links
    assert "https://creativecommons.org/licenses/by/4.0/" in links
    assert api.refused == []


async def test_an_answer_that_the_corpus_does_not_hold_is_refused_with_its_reason(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, "what did Mekdad say about football?")
        await api.say(PRIVATE, READER, "what did Mekdad say about oil exports?")
        football, oil = await api.replies(PRIVATE, 2)
    assert "Faisal Mekdad is quoted in this corpus, but not about “football”." in football.text
    assert "Nearest in the corpus" not in football.text  # nothing is near
    assert "Faisal Mekdad is quoted in this corpus, but not about “oil exports”." in oil.text
    assert "Nearest in the corpus, not an answer:" in oil.text


async def test_in_a_group_a_command_a_mention_and_a_reply_are_answered_in_their_topic(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        asked = await api.say(TOPIC, READER, f"/ask {QUESTION}")
        first = (await api.replies(TOPIC))[0]
        await api.say(TOPIC, READER, "@onrecord_test_bot what did Keller say about water?")
        second = (await api.replies(TOPIC, 2))[1]
        question = "who said the horse could not be sold?"
        await api.say(TOPIC, READER, question, reply_to_message=api.as_reply_to(first))
        third = (await api.replies(TOPIC, 3))[2]
    assert first.text.endswith("Read as: Faisal Mekdad · sanctions")
    assert first.parameters["reply_parameters"]["message_id"] == asked["message_id"]
    assert second.text.endswith("Read as: Ruth Keller · water")
    assert "Elsa Nyman" in third.text
    assert {sent.chat for sent in api.sent} == {TOPIC}


async def test_other_talk_in_a_group_is_not_answered(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(GROUP, READER, "what did Mekdad say about sanctions? I wonder")
        await api.say(GROUP, READER, "@somebody_else what did Mekdad say?")
        other = api.message(GROUP, User(5), "hm")
        await api.say(GROUP, READER, "what did Keller say about water?", reply_to_message=other)
        await api.say(PRIVATE, READER, "/help")
        await api.replies(PRIVATE)  # handled after the others, which were received before it
    assert api.in_chat(GROUP) == []


async def test_an_edited_question_is_not_answered_again(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, QUESTION, kind="edited_message", edit_date=2)
        await api.say(PRIVATE, READER, "/help")
        (only,) = await api.replies(PRIVATE)
    assert only.text.startswith("onrecord answers who said what")


async def test_sources_lists_publishers_with_their_licences(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, "/sources")
        (answer,) = await api.replies(PRIVATE)
    assert "Sample Gazette: 5 articles, 8 Dec 2021 to 2 Sep 2024 · CC-BY-4.0" in answer.text
    assert "Late Bulletin (sample): 2 articles, 30 May 2024 to 14 Jun 2024 · licence unknown" in answer.text


async def test_many_chats_are_answered_beside_each_other(sample_settings, engine):
    users = [User(900 + n) for n in range(8)]
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await asyncio.gather(*(api.say(Chat(user.id), user, QUESTION) for user in users))
        for user in users:
            (answer,) = await api.replies(Chat(user.id))
            assert answer.text.endswith("Read as: Faisal Mekdad · sanctions")


async def test_a_user_who_asks_too_much_is_told_so(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, questions_per_minute=1), engine):
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(PRIVATE, READER, QUESTION)
        _, refusal = await api.replies(PRIVATE, 2)
    assert refusal.text.startswith("That is more than one question a minute. Try again in")
