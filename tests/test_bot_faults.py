"""What the bot does when Telegram or an update misbehaves."""

from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Fault
from tests.test_bot_conversation import ask
from tests.test_index_damage import flip

QUESTION = "what did Mekdad say about sanctions?"


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


async def test_a_damaged_article_is_gone_from_its_answer_and_keeps_nobody_from_asking(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        answer = await ask(api, PRIVATE, READER, "what did Lindqvist say about the pier?")
        pressed = answer.buttons["Context"]["callback_data"]
        flip(own_settings, "text", b"patient", b"qatient")
        for _ in range(6):  # more than the failures after which the index would be left alone
            await api.notice(await api.press_data(READER, answer, pressed))
        other = await ask(api, PRIVATE, READER, QUESTION)
    assert "has been changed or removed since." in answer.text
    assert other.text.startswith("Faisal Mekdad")
