"""What the bot does when Telegram or an update misbehaves."""

from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Chat, Fault, User

QUESTION = "what did Mekdad say about sanctions?"


async def test_after_a_429_the_message_is_sent_and_other_chats_do_not_wait(sample_settings, engine):
    other = User(888)
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        api.fail("sendMessage", Fault(429, retry_after=10))
        await api.say(PRIVATE, READER, QUESTION)
        await api.until(lambda: not api._faults["sendmessage"])
        await api.say(Chat(other.id), other, QUESTION)
        await api.replies(Chat(other.id))
        assert api.in_chat(PRIVATE) == []
        await api.replies(PRIVATE)


async def test_an_answer_whose_delivery_is_in_doubt_is_not_posted_twice(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        api.fail("sendMessage", Fault(drop=True, deliver=True), Fault(drop=True, deliver=True))
        await api.say(PRIVATE, READER, QUESTION)
        await api.until(lambda: not api._faults["sendmessage"])
        await api.say(PRIVATE, READER, "/help")
        await api.until(lambda: any("onrecord answers" in sent.text for sent in api.in_chat(PRIVATE)))
    answers = [sent for sent in api.in_chat(PRIVATE) if sent.text.startswith("Faisal Mekdad")]
    assert len(answers) == 1


async def test_an_update_that_cannot_be_read_does_not_block_the_ones_behind_it(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.push({"message": {"message_id": "no number", "chat": 7}})
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad")


async def test_a_user_sees_a_reference_instead_of_the_cause_of_an_error(own_settings, caplog):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        for path in own_settings.data.glob("store.sqlite*"):
            path.write_bytes(b"damaged")
        await api.say(PRIVATE, READER, QUESTION)
        (reply,) = await api.replies(PRIVATE)
    reference = reply.text.rpartition(" ")[2]
    assert reply.text == f"Something went wrong on our side. Reference for the operator: {reference}"
    assert any(reference in record.getMessage() for record in caplog.records)


async def test_what_telegram_refuses_is_not_tried_again(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        api.fail("sendChatAction", Fault(400))
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad")
    assert "sendChatAction" not in [method for method, _ in api.calls]
