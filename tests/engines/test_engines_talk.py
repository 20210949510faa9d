"""What a conversation leans on, for one bot and for several that share a state."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, User

from bot.telegram.conversations import Asker, OwnConversations
from bot.telegram.kept.keeping import restored
from bot.telegram.kept.talks import SharedConversations
from bot.telegram.state_file import StateFile
from bot.telegram.state_server import StateServer
from retrieval.models import Answer, Form, Question, Reply

BOT, SECONDS = 9, 60.0
ANN, BEN, GROUP = Asker(5, None, 5), Asker(-7, 3, 6), Asker(-7, 3, -7, person=False)


class Nothing:
    """A corpus without articles: of an answer its question is left."""

    def article(self, article_id):
        return None

    def speaker(self, speaker_id):
        return None


async def restore(record):
    return restored(record, Nothing()).answer


@pytest.fixture(params=["own", "folder", "server"])
def bots(request, tmp_path):
    """The conversations of two bots that share what there is to share, with a clock that is set by hand."""
    now = [1_000_000.0]
    clock = lambda: now[0]  # noqa: E731
    if request.param == "own":
        one = OwnConversations(SECONDS, clock)
        yield one, one, now
        return
    if request.param == "folder":
        states = [StateFile(tmp_path), StateFile(tmp_path)]
    else:
        engine = request.getfixturevalue("postgres").engine()
        states = [StateServer(engine), StateServer(engine)]
    one, other = (SharedConversations(state, SECONDS, restore, clock) for state in states)
    yield one, other, now
    for state in states:
        state.close()


def answer(text):
    return Answer(Question(text, Form.FACT))


def message(chat, number, sender=BOT):
    return Message(number, datetime.now(UTC), Chat(chat, "group"), User(sender, "x", sender == BOT))


async def leans_on(conversations, asker, replied=None):
    found = await conversations.previous(asker, replied, BOT)
    return found and found.question.text


async def test_the_next_question_leans_on_the_last_answer_whichever_bot_gave_it(bots):
    one, other, now = bots
    assert await leans_on(one, ANN) is None
    one.remember(ANN, answer("first"), [11, 12])
    now[0] += 1
    other.remember(ANN, answer("second"), [13, 14])
    assert [await leans_on(each, ANN) for each in (one, other)] == ["second", "second"]
    assert await leans_on(one, BEN) is None
    now[0] += SECONDS + 1
    assert await leans_on(other, ANN) is None


async def test_a_reply_leans_on_the_answer_that_it_replies_to_or_on_none(bots):
    one, other, now = bots
    one.remember(BEN, answer("first"), [11, 12])
    now[0] += 1
    one.remember(BEN, answer("second"), [13, 14])
    assert await leans_on(other, BEN, message(BEN.chat, 12)) == "first"
    assert await leans_on(other, BEN, message(BEN.chat, 99)) is None
    assert await leans_on(other, BEN, message(BEN.chat, 98, sender=6)) == "second"
    one.remember(BEN, answer("first, seen on"), [12])
    assert await leans_on(other, BEN, message(BEN.chat, 12)) == "first, seen on"


async def test_what_several_may_have_asked_leads_nobody_on(bots):
    one, other, _ = bots
    one.remember(GROUP, answer("first"), [11])
    assert await leans_on(other, GROUP) is None
    assert await leans_on(other, GROUP, message(GROUP.chat, 11)) == "first"


async def test_what_is_forgotten_leads_nobody_on(bots):
    one, other, _ = bots
    one.remember(ANN, answer("first"), [11])
    one.remember(BEN, answer("first"), [12])
    other.forget(ANN)
    assert await leans_on(one, ANN) is None
    assert await leans_on(one, ANN, message(ANN.chat, 11)) == "first"
    other.forget_person(ANN.user)
    assert await leans_on(one, ANN, message(ANN.chat, 11)) is None
    assert await leans_on(one, BEN) == "first"


async def test_talk_is_nothing_to_lean_on_where_it_is_shared(postgres):
    state = StateServer(postgres.engine())
    shared = SharedConversations(state, SECONDS, restore)
    shared.remember(ANN, answer("first"), [11])
    shared.remember(ANN, Answer(Question("thanks", Form.FACT), reply=Reply.GREET), [12])
    assert await leans_on(shared, ANN) == "first"
    state.close()
