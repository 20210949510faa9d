"""Follow-ups: what a question takes over from the one before it, and what it does not."""

from dataclasses import replace
from datetime import date

import pytest

from index.models import Passage, Statement
from retrieval.answer.items import item_of
from retrieval.answer.unseen import unseen
from retrieval.models import Ambiguous, Form, Part, Reason, UnknownName
from retrieval.question.dialogue import SHOWN_KEPT, chosen, more_of

SANCTIONS = "what did Mekdad say about sanctions?"


@pytest.fixture
def talk(engine):
    """Ask questions one after the other, each as a follow-up to the one before; the last answer."""

    def ask(*texts):
        answer = None
        for text in texts:
            answer = engine.ask(text, today=date(2024, 10, 1), previous=answer)
        return answer

    return ask


def read(answer):
    """How the question was read: speakers, topic, and what was carried over."""
    question = answer.question
    return [s.name for s in question.speakers], question.topic, {part.value for part in question.carried}


def words(answer):
    return {text for item in answer.items for text in item.texts}


@pytest.mark.parametrize(
    "text", ["what did he say about companies?", "and about companies?", "what about companies?", "on companies?"]
)
def test_another_topic_keeps_the_speaker(talk, text):
    answer = talk(SANCTIONS, text)
    assert read(answer) == (["Faisal Mekdad"], "companies", {"speakers"})
    assert "more Iranian companies in the Syrian market" in answer.items[0].texts


def test_a_name_may_be_what_he_speaks_about(talk):
    first = "what did Diallo say about the tunnel?"
    assert read(talk(first, "what did he say about Jensen?")) == (["Omar Diallo"], "Jensen", {"speakers"})
    assert read(talk(first, "and about Jensen?")) == (["Omar Diallo"], "Jensen", {"speakers"})
    assert read(talk(first, "and Jensen?")) == (["Clara Jensen"], "tunnel", {"topic"})


@pytest.mark.parametrize("text", ["and Shamkhani?", "what about Shamkhani?", "and what did Shamkhani say?"])
def test_another_speaker_keeps_the_topic(talk, text):
    assert read(talk(SANCTIONS, text)) == (["Ali Shamkhani"], "sanctions", {"topic"})


@pytest.mark.parametrize("text", ["what did Shamkhani say about that?", "did Shamkhani say that?"])
def test_that_stands_for_the_topic(talk, text):
    answer = talk(SANCTIONS, text)
    assert read(answer) == (["Ali Shamkhani"], "sanctions", {"topic"})
    assert answer.question.form is (Form.DID_SAY if text.startswith("did") else Form.STATEMENTS)


@pytest.mark.parametrize("text", ["in 2023?", "what about in 2023?", "and in 2023?"])
def test_another_period_keeps_speaker_and_topic(talk, text):
    answer = talk("what did Keller say about farms?", text)
    assert read(answer) == (["Ruth Keller"], "farms", {"speakers", "topic"})
    assert (answer.question.first, answer.question.last) == (date(2023, 1, 1), date(2023, 12, 31))
    assert {item.article.day.year for item in answer.items} == {2023}


def test_a_period_is_kept_by_a_fragment_and_let_go_by_a_clause_of_its_own(talk):
    dated = "what did Keller say about water in 2023?"
    kept, freed = talk(dated, "and about farms?"), talk(dated, "what did she say about farms?")
    assert (kept.question.first, kept.question.carried) == (date(2023, 1, 1), (Part.SPEAKERS, Part.DATES))
    assert (freed.question.first, freed.question.carried) == (None, (Part.SPEAKERS,))


@pytest.mark.parametrize("text", ["when did he say that?", "why did he say that?", "when?", "why?"])
def test_a_question_about_the_statement_keeps_all_of_it(talk, text):
    answer = talk("what did Shamkhani say about insecurity?", text)
    assert read(answer) == (["Ali Shamkhani"], "insecurity", {"speakers", "topic"})
    assert answer.items[0].texts == ("the occupation of Syria by any country would cause insecurity",)


@pytest.mark.parametrize("text", ["what else did she say?", "what else?", "anything else?", "more", "and what else?"])
def test_what_else_leaves_out_what_was_shown_and_lets_the_topic_go(talk, text):
    first, answer = talk("what did Keller say about water?"), talk("what did Keller say about water?", text)
    assert read(answer) == (["Ruth Keller"], "", {"speakers"})
    assert words(answer)
    assert not words(answer) & words(first)


def test_what_else_about_it_keeps_the_topic(talk):
    first = talk("what did Diallo say about the tunnel?")
    answer = talk("what did Diallo say about the tunnel?", "what else did he say about it?")
    assert read(answer) == (["Omar Diallo"], "tunnel", {"speakers", "topic"})
    assert not words(answer) & words(first)


def test_what_else_goes_through_everything_and_then_says_that_it_is_all(talk, engine):
    answer, seen = engine.ask("what did Keller say?"), []
    while not answer.abstained:
        assert not words(answer) & set(seen)
        seen += words(answer)
        answer = engine.ask("what else did she say?", previous=answer)
    assert answer.abstention.reason is Reason.ALL_SHOWN
    assert {'"They did not ask one of us,"', '"Not one crown has gone to the union,"'} <= set(seen)


def test_who_else_leaves_out_those_who_were_heard(talk):
    first = talk("who said the trains would not run?")
    answer = talk("who said the trains would not run?", "who else said that?")
    assert answer.question.form is Form.WHO_SAID
    assert answer.question.topic == first.question.topic
    assert not {i.speaker for i in answer.items if i.speaker} & {i.speaker for i in first.items}


def test_she_is_who_said_it(talk):
    answer = talk("who said the eastern pier needs new foundations?", "what did she say about boats?")
    assert read(answer) == (["Marta Lindqvist"], "boats", {"speakers"})
    assert any("two fishing boats had sunk at their moorings" in text for text in answer.items[0].texts)


def test_a_name_or_title_that_fits_several_means_the_one_in_the_conversation(talk):
    assert read(talk("what did Diallo say about trains?", "what did the minister say about the tunnel?"))[0] == [
        "Omar Diallo"
    ]
    assert read(talk("what did Jensen say about trains?", "what did the minister say about the tunnel?"))[0] == [
        "Clara Jensen"
    ]


def test_a_he_of_two_is_asked_back(talk, engine):
    answer = talk("Diallo and Jensen on the strike", "what did he say about the tunnel?")
    assert answer.abstention.reason is Reason.AMBIGUOUS
    assert [speaker.name for speaker in answer.question.who.speakers] == ["Omar Diallo", "Clara Jensen"]
    jensen = engine.answer(chosen(answer.question, answer.question.who.speakers[1]))
    assert '"The tunnel is late and I am responsible,"' in words(jensen)


def test_a_he_out_of_nowhere_is_asked_back(talk):
    for texts in (["what did he say about sanctions?"], ["which ports did the storm close?", "what else did he say?"]):
        answer = talk(*texts)
        assert answer.abstention.reason is Reason.AMBIGUOUS
        assert answer.question.who == Ambiguous("he")


def test_he_is_no_organisation(talk):
    answer = talk("what did the University of Sund say about the vaccine?", "what did he say about the trial?")
    assert answer.abstention.reason is Reason.AMBIGUOUS
    assert read(talk("what did the University of Sund say about the vaccine?", "what did it say about the trial?"))[
        0
    ] == ["University of Sund"]


@pytest.mark.parametrize(
    "text",
    [
        "what did Keller say about water?",
        "and what did Keller say about water?",
        "what did Keller say?",
        "who said the horse could not be sold?",
        "which ports did the storm close?",
        "and which ports did the storm close?",
        "on Friday, what did Lindqvist say about the water?",
    ],
)
def test_a_question_that_stands_by_itself_takes_over_nothing(talk, engine, text):
    alone, after = engine.ask(text), talk("what did Mekdad say about sanctions in 2021?", text)
    assert after.question == alone.question
    assert words(after) == words(alone)


def test_a_fragment_keeps_the_form(talk):
    assert talk("did Mekdad say the sanctions were inhumane?", "and Shamkhani?").question.form is Form.DID_SAY
    assert talk("Diallo and Jensen on the strike", "and on the tunnel?").question.form is Form.COMPARE
    assert talk("who said the horse could not be sold?", "and about the pier?").question.form is Form.WHO_SAID


def test_whom_the_corpus_does_not_know_stays_unknown(talk):
    answer = talk("what did Biden say about sanctions?", "what else did he say?")
    assert answer.question.who == UnknownName("Biden")
    assert read(talk("what did Biden say about sanctions?", "and Mekdad?"))[:2] == (["Faisal Mekdad"], "sanctions")


def test_what_was_shown_is_bounded(engine):
    answer = engine.ask(SANCTIONS)
    for _ in range(SHOWN_KEPT):
        answer = engine.answer(more_of(answer)) if not answer.abstained else answer
    assert len(answer.question.shown) <= SHOWN_KEPT


@pytest.mark.parametrize("text", ["what about Osterby?", "and Osterby?", "and in Osterby?"])
def test_a_place_in_a_fragment_is_the_topic_where_nobody_is_called_so(talk, text):
    answer = talk("what did Lindqvist say about the pier?", text)
    assert "Osterby" in answer.question.topic
    assert not answer.question.speakers or read(answer)[0] == ["Marta Lindqvist"]


@pytest.mark.parametrize("text", ["how many boats sank?", "when was that?"])
def test_a_short_question_after_a_fact_is_about_what_was_spoken_of(talk, text):
    answer = talk("which ports did the storm close?", text)
    assert answer.question.carried == (Part.TOPIC,)
    assert answer.question.topic.endswith("ports storm close")


def test_a_question_after_a_fact_with_enough_words_stands_by_itself(talk, engine):
    text = "who stole the bronze horse from the museum of Osterby?"
    assert talk("which ports did the storm close?", text).question == engine.ask(text).question


def test_the_words_of_somebody_are_asked_for_by_themselves_after_a_fact(talk):
    answer = talk("which ports did the storm close?", "what did Diallo say?")
    assert read(answer) == (["Omar Diallo"], "", set())


def test_a_passage_is_not_left_out_because_a_statement_with_its_number_was_shown(engine):
    _, ranked, _ = engine.candidates("when was the harbour closed?")
    passage = next(one for one in ranked if isinstance(one.found.unit, Passage))
    statement = next(one for one in ranked if isinstance(one.found.unit, Statement))
    shown = item_of(statement)
    assert shown.statement
    same = replace(passage, found=replace(passage.found, unit=replace(passage.found.unit, key=shown.statement.key)))
    question = replace(engine.read("when was the harbour closed?"), shown=(shown,))
    assert unseen(question, [same, statement], frozenset()) == [same]


@pytest.mark.parametrize("first", ["what did Shamkhani say?", "what did Mekdad say about sanctions?"])
@pytest.mark.parametrize("text", ["and in 2015?", "anything before 2015?", "and in 1999?"])
def test_a_follow_up_of_which_nothing_is_held_says_so_as_the_whole_question_does(talk, engine, first, text):
    answer = talk(first, text)
    whole = engine.ask(f"{first.rstrip('?')} {text.split(maxsplit=1)[1]}", today=date(2024, 10, 1))
    assert (answer.items, answer.abstention.reason) == ((), Reason.SILENT_THERE_AND_THEN)
    assert whole.abstention.reason is Reason.SILENT_THERE_AND_THEN
    assert answer.question.speech == whole.question.speech


def test_another_speaker_who_is_silent_on_the_topic_is_answered_with_nobody_elses_words(talk):
    after, whole = talk(SANCTIONS, "and Keller?"), talk("what did Ruth Keller say about sanctions?")
    assert after.question.speech == whole.question.speech == 1.0
    assert (after.items, after.abstention.reason) == ((), Reason.SPEAKER_SILENT)
    assert whole.abstention.reason is Reason.SPEAKER_SILENT


def test_the_period_of_a_fact_wants_no_words(talk):
    answer = talk("how many wells ran dry?", "and in 2023?")
    assert (answer.question.form, answer.question.speech) == (Form.FACT, 0.0)


def test_what_is_no_answer_in_its_form_is_an_abstention(engine, monkeypatch):
    """Whatever counts as evidence: where nothing can be shown of it, the answer says so."""
    monkeypatch.setattr("retrieval.answer.compose.items_of", lambda *_: [])
    answer = engine.ask(SANCTIONS)
    assert (answer.items, answer.verdict, answer.abstention.reason) == ((), None, Reason.SPEAKER_SILENT)


def test_that_at_the_end_of_a_fact_is_the_fact_before(talk):
    first = talk("when did the storm close the ports?")
    then = talk("when did the storm close the ports?", "how many boats were damaged in that?")
    assert first.question.topic in then.question.topic
    assert {part.value for part in then.question.carried} == {"topic"}
