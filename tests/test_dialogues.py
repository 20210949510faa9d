"""What a new user typed, over the real articles beside the project; skipped where they are not."""

import pytest

from index.models import Act
from retrieval.engine import Engine
from retrieval.models import Reason, Reply, Verdict
from retrieval.question.slots import WORDS


@pytest.fixture(scope="module")
def engine(shared_settings):
    return Engine.open(shared_settings)


def words_of(item):
    return " ".join(item.texts)


def by(answer):
    return [item.speaker.name if item.speaker else None for item in answer.items]


def test_words_that_were_said_are_not_denied(engine):
    said = engine.ask('did obama say "cool clock"')
    assert said.verdict is Verdict.QUOTED
    assert "Cool clock" in words_of(said.items[0])
    denied = engine.ask("did obama deny it?", previous=said)
    assert denied.abstained or denied.items[0].statement.act is Act.DENIES


def test_a_greeting_is_set_aside(engine):
    answer = engine.ask("hi, what did obama tweet")
    assert "Cool clock" in words_of(answer.items[0])
    assert answer.items[0].speaker.name == "Barack Obama"


def test_who_somebody_is_is_told_by_the_article(engine):
    answer = engine.ask("who is valeska paris")
    assert answer.reply is Reply.ANSWER
    assert "Valeska Paris" in words_of(answer.items[0]) + answer.items[0].article.title


def test_a_number_is_told_by_the_article_that_has_it(engine):
    answer = engine.ask("how many people died in the stampede")
    assert any("345" in words_of(item) for item in answer.items)


def test_what_was_said_about_somebody_is_not_theirs(engine):
    answer = engine.ask("did valeska paris say she has a vested interest")
    assert answer.abstained or answer.verdict is Verdict.NOT_BY_THEM


def test_a_denial_is_looked_for(engine):
    answer = engine.ask("did the church of scientology deny imprisoning valeska paris")
    assert answer.abstained or answer.items[0].statement.negated or answer.items[0].statement.act is Act.DENIES


def test_what_was_said_about_somebody_is_looked_for_among_words(engine):
    answer = engine.ask("what was said about trump")
    assert answer.question.speech >= WORDS
    assert all("Trump" in item.context.of(item.article.text) + item.article.title for item in answer.items[:1])


def test_would_break_is_nobody_of_a_like_name(engine):
    assert "Barack Obama" not in by(engine.ask("sanctions would break the will"))


def test_two_speakers_are_compared(engine):
    answer = engine.ask("compare what shamkhani and mekdad said about the us")
    assert {"Ali Shamkhani", "Faisal Mekdad"} <= set(by(answer))


@pytest.mark.parametrize("question", ["was sagte mekdad über sanktionen?", "مقداد درباره تحریم‌ها چه گفت؟"])
def test_a_question_in_another_language_is_recognised(engine, question):
    answer = engine.ask(question)
    assert answer.reply is Reply.LANGUAGE
    assert answer.language in {"de", "fa"}


def test_what_an_article_may_be_used_for(engine):
    answer = engine.ask("can i reuse the mehr article")
    assert answer.reply is Reply.LICENCE
    assert [item.article.publisher for item in answer.items] == ["Mehr News Agency"]


def test_the_farmers_of_no_article_are_not_quoted(engine):
    answer = engine.ask("what did the farmers say?")
    assert answer.abstained
    assert answer.abstention.reason in {Reason.NOT_BY_DESCRIBED, Reason.SPEAKER_UNKNOWN}
