"""Each form of question, put in several ways, answered with the right statement of the right speaker."""

from datetime import date

import pytest

from bot.words.answers import abstention_of, head_of, verdict_of
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.models import Act
from retrieval.engine import Engine
from retrieval.models import Form, Order, Reason, Verdict


def first(answer):
    """The speaker and the words of the best item."""
    assert not answer.abstained, answer.abstention
    item = answer.items[0]
    return item.speaker.name if item.speaker else None, " … ".join(item.texts)


@pytest.mark.parametrize(
    "question",
    [
        "what did Karim Vos say about the alarm?",
        "karim voss on the alarm",  # misspelt
        "what's inspector vos's statement about the alarm?",
        "what did the thieves know about the alarm according to inspector Vos?",
    ],
)
def test_what_somebody_said_about_something(engine, question):
    answer = engine.ask(question)
    speaker, words = first(answer)
    assert (speaker, answer.question.form) == ("Karim Vos", Form.STATEMENTS)
    assert '"They knew exactly where the alarm ended,"' in words


@pytest.mark.parametrize(
    "question",
    [
        "who said the stolen horse was standing among real horses?",
        "who said it was standing among real horses",
        "who told that the horse stood among real horses?",
    ],
)
def test_who_said_something(engine, question):
    answer = engine.ask(question)
    speaker, words = first(answer)
    assert (speaker, answer.question.form) == ("Karim Vos", Form.WHO_SAID)
    assert "standing among real horses" in words


@pytest.mark.parametrize(
    "question",
    [
        "who called the appointment of Keller a gift to the farm lobby?",
        "who said that Keller's appointment was a gift to the farm lobby?",
        "whose words are that the appointment is a gift to the farm lobby?",
    ],
)
def test_who_called_something_something(engine, question):
    speaker, words = first(engine.ask(question))
    assert speaker in {"Viktor Hall", "Hall"}
    assert "a gift to the farm lobby" in words


@pytest.mark.parametrize(
    "question",
    [
        "did Lindqvist say the pier would need new foundations?",
        "has Marta Lindqvist said that the eastern pier needs new foundations?",
        "does lindqvist think the pier needs new foundations",
    ],
)
def test_whether_somebody_said_something(engine, question):
    answer = engine.ask(question)
    speaker, words = first(answer)
    assert (speaker, answer.question.form) == ("Marta Lindqvist", Form.DID_SAY)
    assert "new foundations" in words
    assert answer.verdict is Verdict.ON_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "did Tomas Reed say that the council ignored an engineers' report?",
        "has tomas reed said that the council had ignored the engineers?",
        "did mayor tomas reed deny that the council had ignored a report?",
    ],
)
def test_who_denied_something_is_shown_as_denying_it(engine, question):
    answer = engine.ask(question)
    denial = next(item for item in answer.items if "that the council had ignored" in item.texts[0])
    assert (denial.speaker.name, denial.statement.act) == ("Tomas Reed", Act.DENIES)
    assert denial.run == (denial.statement,)
    if denial is answer.items[0]:
        assert answer.verdict is Verdict.DENIED


@pytest.mark.parametrize(
    "question", ["why did Jensen resign?", "why did clara jensen resign", "how did Jensen explain the late tunnel?"]
)
def test_why_and_how(engine, question):
    speaker, words = first(engine.ask(question))
    assert speaker == "Clara Jensen"
    assert '"The tunnel is late and I am responsible,"' in words


@pytest.mark.parametrize(
    "question",
    [
        "when did Diallo first talk about trains?",
        "what did Omar Diallo first say about the strike?",
        "when did omar diallo first say anything about the drivers' strike?",
    ],
)
def test_when_somebody_first_said_something(engine, question):
    answer = engine.ask(question)
    assert answer.question.order is Order.OLDEST
    assert {item.speaker.name for item in answer.items} == {"Omar Diallo"}
    days = [item.article.day for item in answer.items]
    assert days == sorted(days)
    assert "earliest first" in head_of(answer.question)


@pytest.mark.parametrize(
    "question",
    [
        "Hanna Reed and Tomas Reed on taxes",
        "tomas reed vs hanna reed on taxes",
        "hanna reed and tomas reed about taxes",
    ],
)
def test_two_speakers_stand_side_by_side(engine, question):
    answer = engine.ask(question)
    assert answer.question.form is Form.COMPARE
    said = {item.speaker.name: " … ".join(item.texts) for item in answer.items[:2]}
    assert "should double" in said["Hanna Reed"]
    assert said["Tomas Reed"] == "taxes would stay where they are"


@pytest.mark.parametrize(
    "question",
    ["which ports did the storm close?", "ports closed by the storm", "where did waves of seven metres break?"],
)
def test_anything_else_is_answered_with_passages(engine, question):
    answer = engine.ask(question)
    assert answer.question.form is Form.FACT
    assert answer.items[0].passage is not None
    assert "closed the ports of Velm, Osterby and Little Haven" in answer.items[0].texts[0]


@pytest.mark.parametrize(
    "question", ["what did Reed say about taxes?", "reed on taxes", "did Reed say anything about taxes?"]
)
def test_a_name_that_fits_two_people_is_asked_back(engine, question):
    answer = engine.ask(question)
    assert answer.abstention.reason is Reason.AMBIGUOUS
    assert {speaker.name for speaker in answer.question.who.speakers} == {"Tomas Reed", "Hanna Reed"}
    assert abstention_of(answer) in {
        "“Reed” may be one of several speakers: Tomas Reed or Hanna Reed. Whom do you mean?",
        "“Reed” may be one of several speakers: Hanna Reed or Tomas Reed. Whom do you mean?",
        "“reed” may be one of several speakers: Tomas Reed or Hanna Reed. Whom do you mean?",
        "“reed” may be one of several speakers: Hanna Reed or Tomas Reed. Whom do you mean?",
    }


def test_a_name_that_fits_two_is_settled_where_only_one_of_them_said_it(engine):
    answer = engine.ask("did Reed deny that the council had ignored a report?")
    assert first(answer)[0] == "Tomas Reed"
    assert head_of(answer.question).startswith("Tomas Reed · ")
    assert [speaker.name for speaker in answer.question.who.others] == ["Hanna Reed"]


@pytest.mark.parametrize(
    "question",
    [
        "what did Omar Diallo say about the deal in 2019?",
        "what did Karim Vos say about the horse in the Valley Times?",
        "what did Greta Holm say about telephones before 2024?",
    ],
)
def test_a_filter_that_matches_nothing_gives_nothing(engine, question):
    answer = engine.ask(question)
    assert (answer.items, answer.abstention.reason) == ((), Reason.SILENT_THERE_AND_THEN)
    assert answer.abstention.nearest == ()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("what did Okoye say about telephones in schools?", Reason.SPEAKER_SILENT),
        ("what did Greta Holm say about the wolves?", Reason.SPEAKER_SILENT),
        ("what did Angela Merkel say about the pier?", Reason.SPEAKER_UNKNOWN),
        ("who said the moon is made of cheese?", Reason.NOBODY_SAID),
    ],
)
def test_what_nobody_said_is_refused_with_its_reason(engine, question, reason):
    answer = engine.ask(question)
    assert answer.abstained, [item.texts for item in answer.items]
    assert answer.abstention.reason is reason


def test_what_is_on_something_else_altogether_is_not_shown_as_the_nearest(engine):
    assert engine.ask("who said quarks have colour charge?").abstention.nearest == ()
    assert engine.ask("what did Greta Holm say about the wolves?").abstention.nearest != ()


def test_the_head_shows_every_part_that_was_read(engine):
    answer = engine.ask("what did Clara Jensen say about the tunnel in February 2024 in the Sample Gazette?")
    assert head_of(answer.question) == "Clara Jensen · tunnel · 1 Feb 2024 – 29 Feb 2024 · Sample Gazette"
    assert first(answer) == ("Clara Jensen", '"The tunnel is late and I am responsible,"')


def test_a_relative_period_counts_from_the_newest_article_of_an_archive(engine):
    question = engine.ask("what did Viktor Hall say about water last month?", today=date(2030, 1, 1)).question
    assert question.last == date(2024, 9, 9)
    assert question.first == date(2024, 8, 9)


def test_what_goes_on_in_the_next_sentence_is_one_item(engine):
    answer = engine.ask("what did Marta Lindqvist say about the foundations of the pier?")
    item = answer.items[0]
    assert [statement.kind.value for statement in item.run] == ["indirect", "direct"]
    assert item.texts == (
        "that the eastern pier would need new foundations",
        '"The pier is a patient,"',
        '"and it will need a long stay in hospital."',
    )


def test_somebody_elses_statement_is_never_passed_off_as_the_asked_speakers(engine):
    for question in ("what did Okoye say about the report?", "hanna reed on taxes", "did Keller pay the union?"):
        answer = engine.ask(question)
        asked = {speaker.id for speaker in answer.question.speakers}
        for item in answer.items:
            assert item.beside == (item.speaker is None or item.speaker.id not in asked)


@pytest.mark.parametrize(
    "question",
    [
        "what did Mekdad say about sanctions?",
        "mikdad on sanctions",
        "what did the syrian foreign minister say about sanctions?",
    ],
)
def test_both_statements_of_mekdad_on_sanctions_come_first(shared_engine, question):
    answer = shared_engine.ask(question)
    words = [" ".join(item.texts) for item in answer.items[:2]]
    assert {item.speaker.name for item in answer.items[:2]} == {"Faisal Mekdad"}
    assert any("oppressive sanctions cannot disrupt the will" in text for text in words)
    assert any("inhumane sanctions" in text for text in words)


def test_the_wrong_person_and_the_absent_one_are_refused_for_different_reasons(shared_engine):
    wrong = shared_engine.ask("what did Shamkhani say about sanctions?")
    assert (wrong.items, wrong.abstention.reason) == ((), Reason.SPEAKER_SILENT)
    assert abstention_of(wrong).startswith("Ali Shamkhani is quoted in this corpus, but not about “sanctions”.")
    absent = shared_engine.ask("what did Biden say about sanctions?")
    assert (absent.items, absent.abstention.reason) == ((), Reason.SPEAKER_UNKNOWN)


@pytest.mark.parametrize(
    "question",
    [
        "who said the occupation of Syria causes insecurity?",
        "who said that occupation of Syria by any country would cause insecurity?",
        "who warned that occupying Syria spreads violence?",
    ],
)
def test_who_said_that_occupation_causes_insecurity(shared_engine, question):
    speaker, words = first(shared_engine.ask(question))
    assert speaker == "Ali Shamkhani"
    assert "the occupation of Syria by any country would cause insecurity" in words


@pytest.mark.parametrize(
    "question",
    [
        "did Mekdad say Israel attacked Latakia?",
        "has mekdad said that israel attacked latakia",
        "did Mekdad say that Israel fired on Latakia?",
    ],
)
def test_what_another_source_said_is_not_laid_in_somebodys_mouth(shared_engine, question):
    answer = shared_engine.ask(question)
    assert answer.abstained or answer.verdict is Verdict.NOT_BY_THEM
    (shown,) = answer.abstention.nearest if answer.abstention else answer.items
    assert shown.speaker is None or shown.speaker.name != "Faisal Mekdad"
    assert "attack" in shown.texts[0] or "Latakia" in shown.texts[0]


@pytest.mark.parametrize(
    "question",
    [
        'did Birgit Aas say "I have seen more than eleven from my kitchen"?',
        "has Aas said “seen more than eleven from my kitchen”?",
        "who said «I have seen more than eleven»",
    ],
)
def test_quoted_words_that_are_quoted_in_the_corpus(engine, question):
    answer = engine.ask(question)
    speaker, words = first(answer)
    assert (speaker, answer.verdict) == ("Birgit Aas", Verdict.QUOTED)
    assert "eleven from my kitchen" in words


def test_quoted_words_that_are_the_reports_own_are_said_to_be_so(engine):
    answer = engine.ask('did Mekdad say "would not break the will of the Syrian people"?')
    assert first(answer)[0] == "Faisal Mekdad"
    assert answer.verdict is Verdict.REPORTED


def test_quoted_words_that_somebody_else_said(engine):
    answer = engine.ask('did Birgit Aas say "We counted some of them three times"?')
    assert answer.verdict is Verdict.NOT_BY_THEM
    assert verdict_of(answer) == "Birgit Aas is not on record saying so. Sven Dahl is:"
    (item,) = answer.items
    assert (item.speaker.name, item.beside) == ("Sven Dahl", True)


def test_a_misquotation_is_not_confirmed(engine):
    answer = engine.ask('did Sven Dahl say "the wolves counted us three times"?')
    assert answer.verdict is Verdict.NOT_IN_THESE_WORDS
    assert "We counted some of them three times" in first(answer)[1]


def test_words_that_nobody_said_are_refused(engine):
    answer = engine.ask('who said "wolves can fly over the moon"?')
    assert answer.abstention.reason is Reason.NOT_THESE_WORDS


def test_a_quotation_is_not_put_together_from_two(tmp_path):
    articles = tmp_path / "in"
    articles.mkdir()
    text = "Ann Lee, a baker, said the ferry was “proud” but not “of the result” at all, and nobody laughed."
    (articles / "a.txt").write_text(text, encoding="utf-8")
    settings = IndexSettings(data=tmp_path / "data")
    index_corpus([articles], settings, CorpusSettings())
    answer = Engine.open(settings).ask('did Ann Lee say "proud of the result"?')
    assert answer.verdict is Verdict.NOT_IN_THESE_WORDS


def test_a_short_quotation_is_given_to_who_said_it(engine):
    answer = engine.ask('did Birgit Aas say "three times"?')
    assert (answer.verdict, first(answer)[0]) == (Verdict.NOT_BY_THEM, "Sven Dahl")


@pytest.mark.parametrize("verb", ["decline", "refuse"])
def test_what_somebody_declined_to_say_is_what_they_did_not_say(engine, verb):
    answer = engine.ask(f"what did Clara Jensen {verb} to say?")
    assert [item.texts for item in answer.items] == [("whether she had been asked to go",)]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("did Omar Diallo deny that the tunnel would cost more?", "Omar Diallo"),  # he said so
        ("did Tomas Reed deny that the wolves were counted?", "Tomas Reed"),  # others spoke of it
        ("did Ruth Keller deny the strike?", "Ruth Keller"),
    ],
)
def test_where_somebody_is_quoted_without_a_denial_it_is_the_denial_that_is_missing(engine, question, who):
    answer = engine.ask(question)
    assert answer.items == ()
    assert answer.abstention.reason is Reason.NOT_DENIED
    assert abstention_of(answer) == f"{who} is quoted in this corpus, but not as denying that."


def test_whoever_denied_nothing_is_not_on_record_with_a_denial(engine):
    assert engine.ask("what did Omar Diallo deny?").abstention.reason is Reason.SPEAKER_SILENT
