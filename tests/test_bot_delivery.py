"""Answers on their way through what Telegram refuses, delays and drops: each arrives, once."""

import pytest

from bot.config_sections import BotSettings
from bot.telegram.delivery import Delivery
from bot.telegram.handling import HANDLING, Handling
from bot.telegram.journal import Journal
from bot.telegram.pace import Pace
from bot.telegram.state_file import StateFile
from tests.bot_app import GROUP, PRIVATE, READER, TOPIC, running, settings_for
from tests.botapi import BotApi, Chat, Fault, User

QUESTION = "what did Mekdad say about sanctions?"
OTHER = User(888)
OTHER_CHAT = Chat(OTHER.id)
REFUSAL = "Something went wrong"


def answers(api, chat=PRIVATE):
    return [sent for sent in api.in_chat(chat) if sent.text.startswith("Faisal Mekdad")]


@pytest.fixture
def bot(sample_settings, engine, tmp_path):
    """Starts the bot over the index of the sample, with settings of its own, and again with what it kept."""
    return lambda api, **settings: running(settings_for(api, sample_settings, **settings), engine, tmp_path)


async def test_a_chat_that_telegram_closes_for_long_keeps_nobody_else_waiting(bot):
    async with BotApi() as api:
        async with bot(api):
            api.fail("sendMessage", Fault(429, retry_after=5000), chat=PRIVATE)
            await api.say(PRIVATE, READER, QUESTION)
            await api.until(lambda: not api.pending("sendMessage", PRIVATE))
            await api.say(PRIVATE, READER, "/help")
            for user in (User(2000 + n) for n in range(20)):
                await api.say(Chat(user.id), user, "/help")
            await api.until(lambda: len({sent.chat for sent in api.sent}) == 20)
        # the stop did not wait for the 5,000 seconds, and the chat's question was kept
        assert api.in_chat(PRIVATE) == []
        async with bot(api):
            first, second = await api.replies(PRIVATE, 2)
    assert first.text.startswith("Faisal Mekdad")
    assert second.text.startswith("onrecord answers")


async def test_after_a_short_429_the_answer_comes_once(bot):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", Fault(429, retry_after=1), chat=PRIVATE)
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(OTHER_CHAT, OTHER, QUESTION)
        await api.replies(OTHER_CHAT)
        await api.replies(PRIVATE)
    assert len(answers(api)) == 1


async def test_a_flood_of_commands_from_one_chat_is_answered_in_part_and_keeps_nobody_waiting(bot):
    async with BotApi() as api, bot(api):
        for _ in range(120):
            await api.say(PRIVATE, READER, "/help")
        await api.say(OTHER_CHAT, OTHER, QUESTION)
        await api.replies(OTHER_CHAT)
        behind = len(api.in_chat(PRIVATE))
    assert behind < 40


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(502),
        Fault(drop=True),
        Fault(drop=True, deliver=True),
        Fault(hang=3.0),
        Fault(body='{"ok": true'),
        Fault(body='{"ok": true', deliver=True),
    ],
    ids=["500", "502", "drop before", "drop after", "hang", "no JSON", "no JSON after"],
)
async def test_an_answer_that_is_disturbed_arrives_once_and_nothing_is_said_of_it(bot, fault):
    async with BotApi() as api, bot(api, timeout_seconds=0.5):
        api.fail("sendMessage", fault)
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(PRIVATE, READER, "/help")
        await api.until(lambda: any("onrecord answers" in sent.text for sent in api.in_chat(PRIVATE)))
    assert len(answers(api)) == 1
    assert not any(REFUSAL in sent.text for sent in api.sent)


async def test_an_answer_that_arrived_twice_unseen_is_found_and_its_repetitions_deleted(bot):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", Fault(drop=True, deliver=True), Fault(drop=True, deliver=True))
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(PRIVATE, READER, "/help")
        await api.until(lambda: any("onrecord answers" in sent.text for sent in api.in_chat(PRIVATE)))
    (answer,) = answers(api)
    assert answer.history == [answer.text]
    assert [sent.text for sent in api.deleted] == [answer.text, answer.text]


async def test_a_repetition_is_found_though_telegram_fails_while_it_is_looked_for(bot):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", Fault(drop=True, deliver=True))
        api.fail("editMessageText", Fault(502), Fault(drop=True))
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(PRIVATE, READER, "/help")
        await api.until(lambda: any("onrecord answers" in sent.text for sent in api.in_chat(PRIVATE)))
    assert len(answers(api)) == 1
    assert len(api.deleted) == 1


def _helped(api):
    return sum(sent.text.startswith("onrecord answers") for sent in api.in_chat(PRIVATE))


async def test_what_stood_in_the_chat_before_is_never_overwritten(bot):
    async with BotApi() as api:
        for before in range(2):  # a bot that has just started does not know what it wrote, except from its file
            async with bot(api):
                await api.say(PRIVATE, READER, "/new")
                await api.say(Chat(5), User(5), "/new")
                await api.replies(PRIVATE, 3 * before + 1)
                await api.replies(Chat(5), before + 1)
                api.fail("sendMessage", Fault(502), Fault(drop=True, deliver=True), chat=PRIVATE)
                await api.say(PRIVATE, READER, QUESTION)
                await api.until(lambda: not api.pending("sendMessage", PRIVATE))
                await api.say(PRIVATE, READER, "/help")
                # until then a repeated answer may stand there that is taken back
                await api.until(lambda n=before: len(api.in_chat(PRIVATE)) == 3 * n + 3 and _helped(api) == n + 1)
    texts = [sent.text.split(",")[0].split("\n")[0][:12] for sent in api.in_chat(PRIVATE)]
    assert texts == ["Done. Your n", "Faisal Mekda", "onrecord ans"] * 2
    assert all(len(sent.history) == 1 for sent in api.in_chat(Chat(5)))


@pytest.mark.parametrize("fault", [Fault(502), Fault(drop=True, deliver=True)], ids=["502", "drop after"])
async def test_an_edit_that_is_disturbed_shows_the_rest_with_its_looks_and_buttons(bot, fault):
    async with BotApi() as api, bot(api):
        await api.say(TOPIC, READER, "/ask which ports did the storm close?")
        (answer,) = await api.replies(TOPIC)
        before = answer.text
        api.fail("editMessageText", fault)
        await api.press(READER, answer, "More")
        await api.until(lambda: answer.text != before)
        await api.until(lambda: not api.pending("editMessageText"))
    assert answer.entities
    assert answer.buttons
    assert len(api.sent) == 1


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        ("Bad Request: message thread not found", "buttons"),
        ("Bad Request: message to be replied not found", "thread"),
        ("Bad Request: BUTTON_DATA_INVALID", "thread"),
        ("Bad Request: can't parse entities: unsupported start tag", "buttons"),
    ],
)
async def test_what_telegram_refuses_of_an_answer_is_left_out_and_the_rest_arrives(bot, description, kept):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", Fault(400, description))
        await api.say(TOPIC, READER, f"/ask {QUESTION}")
        (answer,) = await api.until(lambda: api.sent)
    assert answer.text.startswith("Faisal Mekdad")
    assert (answer.chat == TOPIC) == (kept == "thread" or "thread not found" not in description)
    assert bool(answer.buttons) == ("BUTTON" not in description)


async def test_a_group_that_became_a_supergroup_gets_its_answer_there(bot):
    async with BotApi() as api, bot(api):
        now = Chat(-1009000)
        api.fail("sendMessage", Fault(400, "Bad Request: group chat was upgraded", moved_to=now.id), chat=GROUP)
        await api.say(GROUP, READER, f"/ask {QUESTION}")
        (answer,) = await api.replies(now)
    assert answer.text.startswith("Faisal Mekdad")


async def test_a_chat_that_has_blocked_the_bot_costs_only_itself(bot):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"), chat=PRIVATE)
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(OTHER_CHAT, OTHER, QUESTION)
        await api.replies(OTHER_CHAT)
        await api.say(PRIVATE, READER, "/help")
        (only,) = await api.replies(PRIVATE)
    assert only.text.startswith("onrecord answers")


async def test_a_press_that_telegram_has_forgotten_is_carried_out_all_the_same(bot):
    async with BotApi() as api, bot(api):
        await api.say(PRIVATE, READER, "which ports did the storm close?")
        (answer,) = await api.replies(PRIVATE)
        before = answer.text
        api.fail("answerCallbackQuery", Fault(400, "Bad Request: query is too old and response timeout expired"))
        await api.press(READER, answer, "More")
        await api.until(lambda: answer.text != before)
        await api.until(lambda: not api.pending("answerCallbackQuery"))
    assert len(api.sent) == 1


async def test_an_outage_is_waited_out_and_every_question_answered(bot):
    async with BotApi() as api, bot(api):
        api.fail("sendMessage", *[Fault(502)] * 6)
        for user in (User(3000 + n) for n in range(3)):
            await api.say(Chat(user.id), user, QUESTION)
        await api.until(lambda: len(api.sent) == 3)
    assert len({sent.chat for sent in api.sent}) == 3


async def test_a_message_is_known_as_one_of_the_bots_only_when_it_is_noted_what_it_answers(tmp_path):
    """A bot that is killed in between would not look for it when it handles the update again, and say it twice."""
    journal, noted = Journal(StateFile(tmp_path)), []
    journal.take([{"update_id": 7, "message": {}}], lasting=[True])
    note = journal.note_message
    journal.note_message = lambda place, message: (noted.append(journal.posted(7, 1)), note(place, message))
    answered = {"message_id": 43, "chat": {"id": 5}}

    async def telegram(endpoint, data, **timeouts):
        return answered

    token = HANDLING.set(Handling(7, 1, journal, 5, 40))
    try:
        await Delivery(journal, Pace(BotSettings())).process_request(
            telegram, (), {}, "sendMessage", {"chat_id": 5, "text": "so"}, None
        )
    finally:
        HANDLING.reset(token)
    assert noted == [answered]
    assert journal.messages(0, 40) == {43}
    journal.close()
