"""Whether a question wants a fact or somebody's words, told by what it asks for."""

import pytest

from index.search.snapshot import Snapshot
from retrieval.models import Anybody, Described, Form, Order, UnknownName
from retrieval.question.reading import parse_question
from retrieval.question.slots import WORDS
from retrieval.view import View


@pytest.fixture(scope="module")
def read(sample_settings):
    known = View(Snapshot(sample_settings.data)).known
    return lambda text: parse_question(text, known)


@pytest.mark.parametrize(
    "text",
    [
        "how many trains does omar diallo want to buy",
        "when did clara jensen announce the tunnel's price",
        "where did clara jensen explain the delay",
        "what year did karim vos testify about the horse",
        "in which country did clara jensen speak about the tunnel",
        "which horse does karim vos blame for it",
        "who did clara jensen want to replace",
        "who wrote the tunnel act",
        "who found the horse",
        "who is accused of stealing the horse",
        "which company launched the ferry",
        "name of the ferry that omar diallo attacked on tv",
        "how did karim vos go to osterby",
        "why did clara jensen leave a note",
        "who wrote that book about the tunnel",
        "what does section 4 of the tunnel act ask for",
        "why is clara jensen looking again at the price for the tunnel",
    ],
)
def test_what_the_article_may_tell_is_looked_for_among_passages_too(read, text):
    assert read(text).speech < WORDS


@pytest.mark.parametrize(
    "text",
    [
        "how many senators signed the letter asking for a tunnel",
        "what time were guards called to the museum",
        "how young are the kids in the picture shown",
        "what made the guards call off the search",
        "name of the horse stolen on sunday",
    ],
)
def test_no_speaker_is_made_of_what_a_fact_is_asked_about(read, text):
    assert read(text).who == Anybody()


@pytest.mark.parametrize(
    "text",
    [
        "who says the horse was stolen",
        "who thinks the tunnel will never open",
        "who fears a flood",
        "who in osterby warned of the thieves",
        "who is worried about the horse",
        "who's against the tunnel",
        "which minister denied that the tunnel leaks",
        "which dutch airline boss welcomed the ferry",
        "which of the guards complained about the alarm",
        "which senator paid tribute to the watchman",
    ],
)
def test_who_said_something_is_asked_with_any_verb_of_speaking_or_thinking(read, text):
    question = read(text)
    assert question.form is Form.WHO_SAID
    assert question.speech >= WORDS


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("is clara jensen in favour of the tunnel", "Clara Jensen"),
        ("was karim vos against the search", "Karim Vos"),
        ("is omar diallo for or against new trains", "Omar Diallo"),
        ("is clara jensen still happy with the tunnel", "Clara Jensen"),
        ("what is karim vos worried about", "Karim Vos"),
        ("what does clara jensen hope for", "Clara Jensen"),
        ("did clara jensen thank the workers", "Clara Jensen"),
    ],
)
def test_what_somebody_feels_about_a_thing_is_known_from_their_words(read, text, speaker):
    question = read(text)
    assert [one.name for one in question.speakers] == [speaker]
    assert question.speech >= WORDS


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("the space agency about the delay", Described("the space agency")),
        ("lewis hamilton on the tunnel", UnknownName("lewis hamilton")),
        ("rupert murdoch reaction to the tunnel's price", UnknownName("rupert murdoch")),
    ],
)
def test_a_headline_names_its_speaker_though_the_corpus_does_not(read, text, who):
    question = read(text)
    assert (question.who, question.speech >= WORDS) == (who, True)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("velm police on the stolen horse", Described("velm police")),
        ("what did the danish transport ministers say about the ferry", Described("the danish transport ministers")),
        ("melinda van der quast on the tunnel", UnknownName("melinda van der quast")),
        ("j k brandel on the horse", UnknownName("j k brandel")),
    ],
)
def test_a_longer_name_or_description_is_taken_as_a_whole(read, text, who):
    assert read(text).who == who


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("does clara jensen think omar diallo's plan will work", "Clara Jensen"),
        ("clara jensen: should the tunnel be closed?", "Clara Jensen"),
        ("clara jensen why the tunnel leaks", "Clara Jensen"),
        ("clara jensen herself on the tunnel", "Clara Jensen"),
        ("does clara jensen see the ferry as a threat", "Clara Jensen"),
        ("how does clara jensen see the ferry", "Clara Jensen"),
        ("what does clara jensen make of the ferry", "Clara Jensen"),
        ("is clara jensen thinking of a ferry", "Clara Jensen"),
        ("how did clara jensen justify the price", "Clara Jensen"),
        ("what worries clara jensen about the ferry", "Clara Jensen"),
        ("why is the tunnel late for clara jensen, in her own words", "Clara Jensen"),
    ],
)
def test_whose_mind_is_asked_after_is_whose_words_are_wanted(read, text, speaker):
    question = read(text)
    assert [one.name for one in question.speakers] == [speaker]
    assert question.speech >= WORDS


@pytest.mark.parametrize(
    "text",
    [
        "final vote in the house on the tunnel",
        "countries where clara jensen was an engineer",
        "osterby: how many horses were stolen",
        "age of the watchman who found the horse",
    ],
)
def test_key_words_after_a_thing_are_no_headline(read, text):
    assert read(text).speech < WORDS


def test_whoever_has_the_words_is_not_who_stands_in_them(read):
    question = read("which guard said that clara jensen has lost the tunnel")
    assert (question.form, question.who) == (Form.WHO_SAID, Anybody())


@pytest.mark.parametrize(
    "text",
    ["any news on the ferry", "whats the latest on the ferry", "what's new with the ferry", "latest on the ferry"],
)
def test_news_of_something_is_asked_for_newest_first(read, text):
    question = read(text)
    assert (question.topic, question.order, question.speech) == ("ferry", Order.NEWEST, 0.0)


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("clara jensen when she signed the contract", "Clara Jensen", "signed contract"),
        ("karim vos after the alarm", "Karim Vos", "after alarm"),
        ("should the ferry be sold? omar diallo", "Omar Diallo", "ferry sold"),
        ("clara jensens worries", "Clara Jensen", "worries"),
        ("omar diallos tips for travellers if the rails are wet", "Omar Diallo", "travellers rails wet"),
        ("toughest rules for horses acording to karim vos", "Karim Vos", "toughest rules horses"),
        ("is the tunnel safe accordiing to clara jensen", "Clara Jensen", "tunnel safe"),
    ],
)
def test_a_name_in_front_or_behind_is_whose_words_are_wanted(read, text, speaker, topic):
    question = read(text)
    assert [one.name for one in question.speakers] == [speaker]
    assert question.topic == topic


@pytest.mark.parametrize(
    "text", ["why did the bank close according to its boss", "is the tunnel safe according to his spokeswoman"]
)
def test_whoever_belongs_to_somebody_else_is_no_holder_of_that_role_elsewhere(read, text):
    assert isinstance(read(text).who, Described)


@pytest.mark.parametrize(
    "text",
    [
        "who was saddened by the theft of the horse",
        "who was surprised by the flood",
        "who dreams of a second tunnel",
        "who never wanted a second tunnel",
    ],
)
def test_what_somebody_feels_or_wishes_is_told_by_their_words(read, text):
    assert read(text).speech > 0


def test_a_crowd_in_a_place_is_not_the_place(read):
    assert read("what was the crowd in velm angry about").who == Described("the crowd in velm")


def test_how_somebody_answered_may_be_told_by_deeds_too(read):
    assert read("how did omar diallo respond to the strike").speech < WORDS
    assert read("what did omar diallo respond to the strike").speech >= WORDS


def test_a_noun_in_front_is_no_given_name(read):
    assert read("grant for the new school").who == Anybody()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("karim vos's hope for the museum", "museum"),
        ("is karim vos on the side of the thieves", "thieves"),
        ("what was clara jensen's point about the tunnel", "tunnel"),
    ],
)
def test_a_hope_or_a_side_is_known_from_words(read, text, topic):
    question = read(text)
    assert question.speech >= WORDS
    assert topic in question.topic
    assert len(question.speakers) == 1


def test_what_somebody_did_after_an_event_may_be_words_or_none(read):
    question = read("karim vos after the horse was found")
    assert [speaker.name for speaker in question.speakers] == ["Karim Vos"]
    assert 0 < question.speech < WORDS
