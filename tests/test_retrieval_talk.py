"""Talk around a question and instead of one: what is set aside, and which reply a message gets."""

import pytest

from retrieval.models import Reply
from retrieval.question.talk import topic_of_licence

ASKED = "what did Clara Jensen say about the tunnel?"


@pytest.mark.parametrize(
    "message",
    [
        "hi, what did Clara Jensen say about the tunnel?",
        "Good morning! what did Clara Jensen say about the tunnel?",
        "could you please tell me what did Clara Jensen say about the tunnel?",
        "hello, i'd like to know what did Clara Jensen say about the tunnel?",
        "what did Clara Jensen say about the tunnel? thanks a lot",
        "what did Clara Jensen say about the tunnel please?",
        "hey there, quick question: what did Clara Jensen say about the tunnel? thank you!",
        "@onrecord_bot what did Clara Jensen say about the tunnel?",
    ],
)
def test_talk_around_a_question_is_set_aside(engine, message):
    answer = engine.ask(message)
    assert (answer.reply, answer.question.text.rstrip("?")) == (Reply.ANSWER, ASKED.rstrip("?"))
    assert (answer.question.topic, [s.name for s in answer.question.speakers]) == ("tunnel", ["Clara Jensen"])


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("hi", Reply.GREET),
        ("Good evening!", Reply.GREET),
        ("thanks", Reply.GREET),
        ("thank you!", Reply.GREET),
        ("hello, thanks a lot", Reply.GREET),
        ("help", Reply.HELP),
        ("what can you do?", Reply.HELP),
        ("hi, what can you do?", Reply.HELP),
        ("what are your sources?", Reply.SOURCES),
        ("🙂", Reply.AGAIN),
        ("???", Reply.AGAIN),
    ],
)
def test_a_message_of_talk_alone_gets_its_own_reply(engine, message, reply):
    answer = engine.ask(message)
    assert (answer.reply, answer.items, answer.abstention) == (reply, (), None)


def test_a_question_after_the_licence_of_an_article_shows_that_article(engine):
    answer = engine.ask("may i use the article about wolves in the northern forest?")
    assert answer.reply is Reply.LICENCE
    assert [item.article.title for item in answer.items] == ["Fewer wolves than thought in northern forest"]


@pytest.mark.parametrize("message", ["what licence is it?", "can I quote this?", "may we use it on our site?"])
def test_a_question_after_the_licence_of_what_was_shown_points_back(engine, message):
    shown = engine.ask(ASKED)
    answer = engine.ask(message, previous=shown)
    assert (answer.reply, answer.items) == (Reply.LICENCE, shown.items)


def test_where_something_is_to_be_used_says_nothing_of_the_article():
    assert topic_of_licence("can i use the story about the horse on my school blog?") == "horse"


@pytest.mark.parametrize(
    "message",
    ["who got a licence to fish?", "did the council copy the plan of Velm?", "what did Hall say about copyright law?"],
)
def test_a_licence_that_the_news_tell_of_is_a_question(engine, message):
    assert engine.ask(message).reply is Reply.ANSWER
