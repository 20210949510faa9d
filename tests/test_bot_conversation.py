"""Conversations over the wire: follow-ups, replies, groups, lapse, /new, buttons, guests."""

import re

from tests.bot_app import GROUP, PRIVATE, READER, TOPIC, running, settings_for
from tests.botapi import BotApi, Chat, Fault, User

ANN, BEN = User(811, "Ann"), User(812, "Ben")
QUESTION = "what did Mekdad say about sanctions?"


def reading(sent):
    """How the question was read, and what was taken over from before: the last line."""
    whole = sent.text.rsplit("\n\n", 1)[-1].removeprefix("Read as: ")
    own, _, carried = whole.removesuffix(")").partition(" (from before: ")
    return (own, carried) if carried else own


def quoted(sent):
    """The statements shown, in order."""
    blocks = [sent.text[start:end] for tag, start, end, _ in sent.entities if tag == "blockquote"]
    return [words for block in blocks for words in re.split(r" … |\n", block)]


async def ask(api, chat, user, text, **more):
    """Send a message and wait for its answer."""
    before = len(api.in_chat(chat))
    await api.say(chat, user, text, **more)
    return (await api.replies(chat, before + 1))[before]


async def test_a_dialogue_of_ten_turns(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        turns = [
            "what did Diallo say about the tunnel?",
            "what else did he say about it?",
            "and Jensen?",
            "what did she decline to say?",
            "what about in 2023?",
            "who said the horse could not be sold?",
            "what did she say about the farmer?",
            "when did she say that?",
            "what did Keller say about water?",
            "what else did she say?",
        ]
        said = [await ask(api, PRIVATE, READER, turn) for turn in turns]
    assert api.refused == []
    one, two, three, four, five, six, seven, eight, nine, ten = said
    assert reading(one) == "Omar Diallo · tunnel"
    assert "the tunnel would cost 400 million crowns more" in quoted(one)
    assert reading(two) == ("Omar Diallo · tunnel", "Omar Diallo · tunnel")
    assert not set(quoted(two)) & set(quoted(one))
    assert reading(three) == ("Clara Jensen · tunnel", "tunnel")
    assert '"The tunnel is late and I am responsible,"' in quoted(three)
    assert reading(four) == ("Clara Jensen", "Clara Jensen")
    assert quoted(four)
    assert reading(five) == ("Clara Jensen · 1 Jan 2023 – 31 Dec 2023", "Clara Jensen")
    assert set(quoted(five)) == {
        "she was relieved",
        "the state would not pay for the shorter week",
        "both sides to talk",
    }
    assert "from before" not in six.text
    assert quoted(six)[0] == "the horse could not be sold anywhere"
    assert reading(seven) == ("Elsa Nyman · farmer", "Elsa Nyman")
    assert quoted(seven)[0] == "a farmer who had called the police"
    assert reading(eight) == ("Elsa Nyman · farmer", "Elsa Nyman · farmer")
    assert "14 Jun 2024" in eight.text
    assert reading(nine) == "Ruth Keller · water"
    assert reading(ten) == ("Ruth Keller", "Ruth Keller")
    assert quoted(ten)
    assert not set(quoted(ten)) & set(quoted(nine))


async def test_two_users_interleaved_in_one_group_each_follow_their_own_thread(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        ann_1 = await ask(api, GROUP, ANN, f"/ask {QUESTION}")
        ben_1 = await ask(api, GROUP, BEN, "/ask what did Keller say about water?")
        ann_2 = await ask(api, GROUP, ANN, "/ask what did he say about companies?")
        ben_2 = await ask(api, GROUP, BEN, "@onrecord_test_bot and about the union?")
        ann_3 = await ask(api, GROUP, ANN, "@onrecord_test_bot what else did he say?")
        ben_3 = await ask(api, GROUP, BEN, "/ask and Diallo?")
        elsewhere = await ask(api, TOPIC, ANN, "/ask what else did he say?")
    assert reading(ann_1) == "Faisal Mekdad · sanctions"
    assert reading(ben_1) == "Ruth Keller · water"
    assert reading(ann_2) == ("Faisal Mekdad · companies", "Faisal Mekdad")
    assert reading(ben_2) == ("Ruth Keller · union", "Ruth Keller")
    assert reading(ann_3) == ("Faisal Mekdad", "Faisal Mekdad")
    assert reading(ben_3) == ("Omar Diallo · union", "union")
    assert "Who is “he”? Name the speaker" in elsewhere.text  # a topic is a conversation of its own


async def test_a_reply_goes_on_from_the_answer_replied_to_whoever_asked(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        mekdad = await ask(api, GROUP, ANN, f"/ask {QUESTION}")
        await ask(api, GROUP, ANN, "/ask what did Keller say about water?")
        reply = {"reply_to_message": api.as_reply_to(mekdad)}
        own = await ask(api, GROUP, ANN, "and about companies?", **reply)
        other = await ask(api, GROUP, BEN, "and Shamkhani?", **reply)
        unknown = api.as_reply_to(mekdad) | {"message_id": 7}  # an answer from before a restart
        lost = await ask(api, GROUP, ANN, "what else did he say?", reply_to_message=unknown)
    assert reading(own) == ("Faisal Mekdad · companies", "Faisal Mekdad")
    assert reading(other) == ("Ali Shamkhani · sanctions", "sanctions")
    assert "Who is “he”? Name the speaker" in lost.text


async def test_commands_are_answered_in_their_topic(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        for command in ("/help", "/sources", "/new", "/ask", "/status"):
            await ask(api, TOPIC, ANN, command)
    assert {sent.chat for sent in api.sent} == {TOPIC}


async def test_new_forgets_the_conversation(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await ask(api, PRIVATE, READER, QUESTION)
        done = await ask(api, PRIVATE, READER, "/new")
        after = await ask(api, PRIVATE, READER, "what else did he say?")
    assert done.text == "Done. Your next question stands by itself."
    assert "Who is “he”? Name the speaker" in after.text


async def test_a_conversation_lapses(sample_settings, engine):
    at_once = 1e-9  # minutes
    async with BotApi() as api, running(settings_for(api, sample_settings, conversation_minutes=at_once), engine):
        first = await ask(api, PRIVATE, READER, QUESTION)
        lapsed = await ask(api, PRIVATE, READER, "what did he say about companies?")
        reply = {"reply_to_message": api.as_reply_to(first)}
        named = await ask(api, PRIVATE, READER, "what did he say about companies?", **reply)
    assert "Who is “he”?" in lapsed.text
    assert reading(named) == ("Faisal Mekdad · companies", "Faisal Mekdad")  # a reply names its answer


def candidate(sent, name):
    return next(label for label in sent.buttons if label.startswith(name))


async def test_a_he_of_two_is_asked_back_and_a_button_answers_for_the_one_chosen(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await ask(api, PRIVATE, READER, "Diallo and Jensen on the strike")
        back = await ask(api, PRIVATE, READER, "what did he say about the tunnel?")
        query = await api.press(READER, back, candidate(back, "Omar Diallo"))
        answer = (await api.replies(PRIVATE, 3))[2]
        notice = await api.notice(query)
        follow = await ask(api, PRIVATE, READER, "what did he say about the strike?")
    assert "“he” may be one of several speakers" in back.text
    assert len(back.buttons) == 2
    assert reading(answer) == "Omar Diallo · tunnel"
    assert "400 million crowns" in answer.text
    assert answer.parameters["reply_parameters"]["message_id"] == back.id
    assert notice == ""
    assert reading(follow) == ("Omar Diallo · strike", "Omar Diallo")
    assert api.refused == []


async def test_an_anonymous_admin_is_answered_but_not_taken_for_one_person(sample_settings, engine):
    machine = User(1087968824, "Group")
    anonymous = {"sender_chat": GROUP.as_json()}
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        first = await ask(api, GROUP, machine, f"/ask {QUESTION}", **anonymous)
        second = await ask(api, GROUP, machine, "/ask what else did he say?", **anonymous)
        replied = await ask(api, GROUP, machine, "and Shamkhani?", reply_to_message=api.as_reply_to(first), **anonymous)
    assert reading(first) == "Faisal Mekdad · sanctions"
    assert "Who is “he”?" in second.text
    assert reading(replied) == ("Ali Shamkhani · sanctions", "sanctions")


async def test_an_answer_chosen_inline_and_another_bot_are_no_questions(sample_settings, engine):
    bot = {"id": 123456, "is_bot": True, "first_name": "onrecord"}
    machine = {"id": 99, "is_bot": True, "first_name": "Other"}
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, QUESTION, via_bot=bot)
        await api.push({"message": api.message(GROUP, READER, f"@onrecord_test_bot {QUESTION}") | {"from": machine}})
        await ask(api, PRIVATE, READER, "/help")
    assert [sent.text[:8] for sent in api.sent] == ["onrecord"]


async def test_a_guest_query_is_answered_with_one_message(sample_settings, engine):
    far = Chat(-100999)
    async with BotApi() as api, running(settings_for(api, sample_settings, questions_per_minute=1), engine):
        query = await api.summon(far, READER, f"@onrecord_test_bot {QUESTION}")
        answer = await api.until(lambda: api.guest_answers.get(query))
        second = await api.summon(far, READER, f"@onrecord_test_bot {QUESTION}")
        refusal = await api.until(lambda: api.guest_answers.get(second))
        empty = await api.summon(far, BEN, "@onrecord_test_bot")
        help_ = await api.until(lambda: api.guest_answers.get(empty))
    assert reading(answer) == "Faisal Mekdad · sanctions"
    assert "inhumane sanctions" in answer.text
    assert refusal.text.startswith("That is more than one question a minute.")
    assert help_.text.startswith("Ask what somebody said")
    assert api.sent == []
    assert api.refused == []


async def test_a_list_of_commands_that_is_refused_does_not_keep_back_the_others(sample_settings, engine):
    async with BotApi() as api:
        api.fail("setMyCommands", Fault(400))
        async with running(settings_for(api, sample_settings, admins=[501, 502]), engine):
            pass
    lists = [parameters for method, parameters in api.calls if method == "setMyCommands"]
    assert len(lists) == 6 * 5 - 1  # in six languages: private chats, groups, their admins, and two admins of the bot
    assert all("new" in [command["command"] for command in parameters["commands"]] for parameters in lists)
