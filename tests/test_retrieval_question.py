"""How questions are read: whose words, on what, when and where printed."""

from datetime import date

import pytest

from index.english.asking import Asked
from index.models import Role, Speaker, SpeakerKind
from index.search.snapshot import Snapshot
from index.speakers import Directory
from retrieval.models import Anybody, Described, Form, Order, UnknownName
from retrieval.question.asked import asks_for_persons_name
from retrieval.question.period import period_of
from retrieval.question.reading import Known, parse_question
from retrieval.question.slots import WORDS
from retrieval.view import View

TODAY = date(2024, 10, 2)


@pytest.fixture(scope="module")
def read(sample_settings):
    known = View(Snapshot(sample_settings.data)).known
    return lambda text: parse_question(text, known, TODAY)


@pytest.mark.parametrize(
    ("text", "speakers", "topic"),
    [
        ("what did clara jensen say about the tunnel?", ["Clara Jensen"], "tunnel"),
        ("clara jensen's position on the tunnel", ["Clara Jensen"], "tunnel"),
        ("what's clara jensen's view of the tunnel", ["Clara Jensen"], "tunnel"),
        ("remarks by karim vos on the horse", ["Karim Vos"], "horse"),
        ("how many trains are running according to omar diallo?", ["Omar Diallo"], "trains running"),
        ("did inspector karim vos really say the alarm had ended?", ["Karim Vos"], "alarm ended"),
        ("what did karim voss call the thieves", ["Karim Vos"], "thieves"),
        ("did clara jensen disclose the tunnel's price?", ["Clara Jensen"], "tunnel's price"),
        ("why did greta holm's board ban telephones", [], "greta holm's board ban telephones"),
        ("is the tunnel late, says clara jensen?", ["Clara Jensen"], "tunnel late"),
        ("will the tunnel ever open, in clara jensen's view?", ["Clara Jensen"], "tunnel open"),
        ("in clara jensen's words, how late is the tunnel?", ["Clara Jensen"], "late tunnel"),
        ("why couldn't clara jensen explain the delay?", ["Clara Jensen"], "delay"),
        ("what is the view of clara jensen on the tunnel", ["Clara Jensen"], "view tunnel"),
        ("whats the position of clara jensen on the tunnel", ["Clara Jensen"], "position tunnel"),
        ("what did the head of the works, clara jensen, say about the tunnel", ["Clara Jensen"], "head works tunnel"),
        ("what did clara jensen, the engineer, say about the tunnel", ["Clara Jensen"], "engineer tunnel"),
        ("what did clarra jensenn say about the tunnel", ["Clara Jensen"], "tunnel"),
    ],
)
def test_the_speaker_is_told_from_the_topic(read, text, speakers, topic):
    question = read(text)
    assert [speaker.name for speaker in question.speakers if speaker.name in speakers] == speakers
    if speakers:
        assert question.topic == topic


def test_a_name_in_the_topic_is_not_whose_words_are_wanted(read):
    question = read("who said that Ruth Keller paid her union?")
    assert (question.form, question.speakers) == (Form.WHO_SAID, ())
    assert "Keller" in question.topic


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("what did Angela Merkel say about the pier?", "Angela Merkel"),
        ("what did the iaea say about power?", "the iaea"),
        ("what did Karin Musk say about the pier?", "Karin Musk"),  # like "Karim", but nobody's full name
    ],
)
def test_a_name_that_the_corpus_does_not_hold_is_kept_as_such(read, text, unknown):
    question = read(text)
    assert question.who == UnknownName(unknown)


@pytest.mark.parametrize(
    "text", ["what did the teacher's mother say about taxes?", "what did the night watchman's boss say"]
)
def test_a_description_is_no_name(read, text):
    question = read(text)
    assert question.who in {Described("the teacher's mother"), Described("the night watchman's boss")}


@pytest.mark.parametrize(
    ("text", "premise"),
    [
        ("why did Jensen praise the tunnel?", "praise"),
        ("what did Hall say when he apologised to Keller?", "apologised Keller"),
        ("why does Jensen want a tunnel?", ""),
        ("what did Hall say about the plan?", ""),
    ],
)
def test_what_a_question_takes_for_granted_is_noted(read, text, premise):
    assert read(text).premise == premise


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what did he say in December 2021", date(2021, 12, 1), date(2021, 12, 31)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("since 3 May 2024", date(2024, 5, 3), None),
        ("after March 2024", date(2024, 4, 1), None),
        ("before 2020", None, date(2019, 12, 31)),
        ("until June 2020", None, date(2020, 6, 30)),
        ("between March 2020 and May 2020", date(2020, 3, 1), date(2020, 5, 31)),
        ("from 2019 to 2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("from 2021 to 2019", date(2019, 1, 1), date(2021, 12, 31)),
        ("between May 2020 and March 2020", date(2020, 3, 1), date(2020, 5, 31)),
        ("between today and 2020", date(2020, 1, 1), TODAY),
        ("quotes from May 2015", date(2015, 5, 1), date(2015, 5, 31)),
        ("quotes from 2015 on trade", date(2015, 1, 1), date(2015, 12, 31)),
        ("quotes from 3 May 2015", date(2015, 5, 3), date(2015, 5, 3)),
        ("what did he say from May 2015 on?", date(2015, 5, 1), None),
        ("from 2015 onwards", date(2015, 1, 1), None),
        ("from 3 May 2015 to date", date(2015, 5, 3), None),
        ("in the last 5000 years", None, TODAY),
        (f"in the last {'9' * 200} days", None, TODAY),
        ("in the last 100 years", date(1924, 10, 27), TODAY),
        ("before 0001-01-01", None, date.min),
        ("after 9999-12-31", date.max, None),
        ("5000 years ago", None, None),
        ("since 99999999999 months ago", None, None),
        ("on 0000-00-00", None, None),
        ("yesterday", date(2024, 10, 1), date(2024, 10, 1)),
        ("last week", date(2024, 9, 25), TODAY),
        ("in the past three months", date(2024, 7, 1), TODAY),
        ("this month", date(2024, 10, 1), TODAY),
        ("since two weeks ago", date(2024, 9, 18), None),
        ("what was the plan back in 2010", None, None),
        ("who may win the March of Time", None, None),
    ],
)
def test_periods(text, first, last):
    period = period_of(text, TODAY)
    assert (period.first, period.last) == (first, last)


def test_a_relative_period_of_an_archive_counts_from_its_newest_article():
    archive = period_of("last week", date(2030, 1, 1), date(2024, 9, 9))
    assert (archive.first, archive.last) == (date(2024, 9, 2), date(2024, 9, 9))
    fresh = period_of("last week", TODAY, date(2024, 9, 30))
    assert (fresh.first, fresh.last) == (date(2024, 9, 25), TODAY)


def test_words_that_say_how_long_a_period_goes_on_are_no_topic(read):
    assert read("what did Ruth Keller say about water from June 2023 to the present?").topic == "water"
    assert read("what did Ruth Keller say from 2023 on about water?").topic == "water"


def test_the_words_of_a_period_and_a_publisher_are_no_topic(read):
    question = read("what did Ruth Keller say about water since June 2023 in the Valley Times?")
    assert (question.topic, question.publisher) == ("water", "Valley Times (sample)")
    assert (question.first, question.last) == (date(2023, 6, 1), None)


@pytest.mark.parametrize(
    "text",
    ["what did clara jensen's press secretary say about the tunnel?", "why couldn't jensen's spokesman say more?"],
)
def test_who_works_for_somebody_is_somebody_else(read, text):
    question = read(text)
    assert isinstance(question.who, Described)
    assert "jensen's" in question.who.words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('did Marta Lindqvist say "new foundations"?', ("new foundations",)),
        ("who said that “the pier is old”?", ("the pier is old",)),
        ("did lindqvist tell them «it will hold»", ("it will hold",)),
        ('what did Lindqvist say about the "bread levy"?', ()),
        ('who criticised the "bread levy"?', ()),
    ],
)
def test_words_in_marks_are_a_quotation_only_behind_a_verb_of_speaking(read, text, quoted):
    assert read(text).quoted == quoted


@pytest.mark.parametrize("text", ["who is clara jensen?", "who was Nils Falk", "who is the mayor of velm?"])
def test_who_somebody_is_is_a_fact_and_no_statement(read, text):
    question = read(text)
    assert (question.form, question.who) == (Form.FACT, Anybody())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("how did the horse of osterby die", Form.FACT),
        ("when did clara jensen resign?", Form.FACT),
        ("where was karim vos when the horse was found", Form.FACT),
        ("how did clara jensen react?", Form.STATEMENTS),
        ("what did clara jensen warn of?", Form.STATEMENTS),
    ],
)
def test_a_verb_of_speaking_wants_words_and_another_a_fact(read, text, form):
    assert read(text).form is form


def test_a_deed_of_somebody_quoted_may_be_answered_by_words_or_by_a_fact(read):
    question = read("why did clara jensen resign?")
    assert [speaker.name for speaker in question.speakers] == ["Clara Jensen"]
    assert 0 < question.speech < WORDS


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("would the tunnel break under the strait?", "tunnel break under strait"),
        ("would break the bank, who said that?", "break bank"),
    ],
)
def test_an_auxiliary_and_a_verb_name_nobody(read, text, topic):
    question = read(text)
    assert (question.who, question.topic) == (Anybody(), topic)


@pytest.mark.parametrize(
    "words", ["the Italian prime minister", "the night watchman", "the teacher's mother", "a spokesman for the museum"]
)
def test_a_phrase_with_the_noun_of_an_office_or_a_relative_describes(read, words):
    assert read(f"what did {words} say about the horse?").who == Described(words)


@pytest.mark.parametrize("text", ["jensens words on the tunnel", "clara jensens position on the tunnel"])
def test_a_possessive_typed_without_its_apostrophe_is_read(read, text):
    question = read(text)
    assert ([speaker.name for speaker in question.speakers], question.topic) == (["Clara Jensen"], "tunnel")


@pytest.mark.parametrize("words", ["karim jong un", "greta thunberg", "omar al bashir"])
def test_somebody_of_whom_only_the_given_name_is_known_stays_unknown(read, words):
    assert read(f"what did {words} say about the weather?").who == UnknownName(words)


@pytest.mark.parametrize(
    "text",
    [
        "compare what hanna reed and tomas reed said about taxes",
        "compare hanna reed and tomas reed on taxes",
        "hanna reed vs tomas reed on taxes",
        "hanna reed versus tomas reed on taxes",
        "what did hanna reed and tomas reed say about taxes?",
        "difference between hanna reed and tomas reed on taxes",
    ],
)
def test_two_speakers_are_compared(read, text):
    question = read(text)
    assert (question.form, [speaker.name for speaker in question.speakers]) == (
        Form.COMPARE,
        ["Hanna Reed", "Tomas Reed"],
    )
    assert "taxes" in question.topic


def test_a_period_alone_is_a_period_though_nobody_is_asked_about(read):
    question = read("in 2023?")
    assert (question.first, question.last, question.topic) == (date(2023, 1, 1), date(2023, 12, 31), "")


def test_the_date_of_an_event_stays_among_the_words_of_a_fact(read):
    question = read("which ports did the storm of January 2024 close?")
    assert (question.first, question.last) == (None, None)
    assert "2024" in question.topic


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("when did Diallo first mention trains?", Order.OLDEST),
        ("what did Diallo first say about trains?", Order.OLDEST),
        ("diallo's latest statement on trains", Order.NEWEST),
        ("what did Diallo say most recently about trains?", Order.NEWEST),
        ("what did Diallo say about the first train?", Order.RELEVANCE),
    ],
)
def test_the_order_that_is_asked_for(read, text, order):
    question = read(text)
    assert question.order is order
    assert question.topic in {"trains", "first train"}


def known_of(*speakers):
    return Known(Directory(speakers))


def speaker(name, kind, statements, *titles):
    roles = tuple(Role(title, None, None) for title in titles)
    return Speaker(f"id-{name}", name, kind, (name,), roles, statements)


@pytest.mark.parametrize("words", ["the court", "the company", "the police", "river rights groups"])
def test_a_noun_for_any_body_and_a_plural_of_it_describe_though_names_end_in_them(words):
    bodies = ("Osterby High Court", "Velm Ferry Company", "Harbour Police", "River Rights Watch")
    known = known_of(*(speaker(name, SpeakerKind.ORGANISATION, 3) for name in bodies))
    assert parse_question(f"what did {words} say about the horse?", known, TODAY).who == Described(words)
    named = parse_question("what did the osterby high court say about the horse?", known, TODAY)
    assert [one.name for one in named.speakers] == ["Osterby High Court"]


def test_whoever_held_an_office_in_turn_may_be_meant_however_seldom_quoted():
    known = known_of(
        speaker("Ann Lee", SpeakerKind.PERSON, 30, "finance minister"),
        speaker("Bo Orr", SpeakerKind.PERSON, 1, "finance minister"),
    )
    question = parse_question("what did the finance minister say about the bread levy?", known, TODAY)
    assert [one.name for one in question.speakers] == ["Ann Lee", "Bo Orr"]


def test_an_office_in_a_compound_describes_however_it_is_written():
    who = parse_question("what did the outgoing Secretary-General say about the horse?", known_of(), TODAY).who
    assert who == Described("the outgoing Secretary-General")


@pytest.mark.parametrize("words", ["the velm landlord", "the velm pm", "the quell tenants"])
def test_a_noun_behind_a_place_says_who_of_that_place_is_meant(read, words):
    question = read(f"what did {words} say about the rent?")
    assert (question.who, question.topic) == (Described(words), "rent")
    assert question.speech >= WORDS


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("clara jensen vs karim vos - whose fault is the delay?", "fault delay"),
        ("clara jensen vs karim vos: who is to blame for the delay?", "blame delay"),
        ("difference between clara jensen and karim vos on the tunnel", "tunnel"),
        ("what's the difference between clara jensen and karim vos on the tunnel?", "tunnel"),
    ],
)
def test_what_compares_is_no_part_of_what_is_compared(read, text, topic):
    question = read(text)
    assert (question.form, question.topic) == (Form.COMPARE, topic)
    assert [speaker.name for speaker in question.speakers] == ["Clara Jensen", "Karim Vos"]


@pytest.mark.parametrize("name", ["cla jensen", "clar jensen"])
def test_a_clipped_given_name_is_short_for_the_whole(read, name):
    assert [speaker.name for speaker in read(f"what did {name} say about the tunnel?").speakers] == ["Clara Jensen"]


def test_a_particle_makes_of_giving_a_deed(read):
    question = read("why did clara jensen give up her seat?")
    assert (question.form, question.asked) == (Form.FACT, Asked.REASON)
    assert question.speech < WORDS


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("which danish city is clara jensen from?", Asked.PLACE),
        ("in which small coastal town did it happen?", Asked.PLACE),
        ("what did the city pay for the pier?", None),
    ],
)
def test_which_asks_for_the_noun_behind_its_adjectives(read, text, asked):
    assert read(text).asked is asked


def test_how_somebody_reacted_of_whom_the_corpus_never_heard_is_asked_of_them(read):
    assert read("how did angela merkel react to the storm?").who == UnknownName("angela merkel")


def test_whose_reply_is_asked_for_may_be_described(read):
    assert read("what was the ferry owner's reply about the pier?").who == Described("the ferry owner")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("names of the pilots killed at velm", True),
        ("what's the name of the man who stole the horse", True),
        ("who were the two rangers with her", True),
        ("name of the first cloned dog", False),
        ("what is the name of the firm that made it", False),
        ("who was at the pier", False),
    ],
)
def test_somebodys_name_is_asked_for(text, wanted):
    assert asks_for_persons_name(text) is wanted
