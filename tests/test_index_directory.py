"""Finding speakers by what a question calls them: names in full, in part or misspelt, roles, acronyms."""

from datetime import date

import pytest

from index.models import Role, Speaker, SpeakerKind
from index.speakers import Directory


def person(name, *roles, aliases=(), statements=1):
    ident = name.lower().replace(" ", "-")
    return Speaker(ident, name, SpeakerKind.PERSON, (name, *aliases), tuple(Role(r) for r in roles), statements)


def organisation(name, *aliases, statements=1):
    return Speaker(name.lower().replace(" ", "-"), name, SpeakerKind.ORGANISATION, (name, *aliases), (), statements)


DIRECTORY = Directory(
    [
        person("Hanna Axelsson", "Swedish foreign minister", aliases=("Axelsson",), statements=12),
        person("Carl McAlister", "Sen.", aliases=("McAlister",), statements=9),
        person("Newton Grindrich", "former House speaker", statements=4),
        person("Miriam Adeyemi", "director of the Federal Bureau of Investigation", statements=3),
        person("Faisal Mekdad", "Syrian Foreign Minister", aliases=("Mekdad",), statements=7),
        person("Hossein Amir-Abdollahian", "Iranian Foreign Minister", statements=2),
        person("Oskar Brandt", "former director of the Harbour Board", statements=5),
        person("Lena Fischer", "director of the Harbour Board", statements=1),
        person("Eva Reed", "mayor of Velm", aliases=("Reed",), statements=40),
        person("Joan Reed", "teacher", aliases=("Reed",), statements=2),
        person("Tom Clarke", "nursing home owner", aliases=("Tom", "Clarke"), statements=8),
        person("Ruth Ek", "professor of law at Osterby", statements=1),
        person("Pavel Novák", "chief executive of Nordvik Energy", statements=2),
        organisation("Federal Bureau of Investigation", "FBI", statements=6),
        organisation("New York Times", statements=5),
        organisation("Velm Harbour Rowing Club", statements=2),
        organisation("US State Department", statements=2),
    ]
)


def found(words):
    return [match.speaker.name for match in DIRECTORY.find(words)]


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("faisal mekdad", "Faisal Mekdad", "alias"),
        ("MEKDAD", "Faisal Mekdad", "alias"),
        ("mekdad's", "Faisal Mekdad", "alias"),
        ("mr. mekdad", "Faisal Mekdad", "alias"),
        ("adeyemi", "Miriam Adeyemi", "name"),
        ("miriam", "Miriam Adeyemi", "name"),
        ("tom", "Tom Clarke", "alias"),
        ("senator mcalister", "Carl McAlister", "alias"),
        ("pavel novak", "Pavel Novák", "alias"),
        ("amir abdollahian", "Hossein Amir-Abdollahian", "name"),
        ("fbi", "Federal Bureau of Investigation", "alias"),
        ("the f.b.i.", "Federal Bureau of Investigation", "alias"),
        ("the new york times", "New York Times", "alias"),
        ("the ny times", "New York Times", "alias"),
        ("vhrc", "Velm Harbour Rowing Club", "name"),
        ("state department", "US State Department", "name"),
    ],
)
def test_names_in_full_in_part_and_as_acronyms(words, name, how):
    best = DIRECTORY.find(words)[0]
    assert (best.speaker.name, best.how) == (name, how)
    assert best.score >= 0.85


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("axlesson", "Hanna Axelsson"),
        ("axelson", "Hanna Axelsson"),
        ("mcallister", "Carl McAlister"),
        ("macalister", "Carl McAlister"),
        ("grindritch", "Newton Grindrich"),
        ("gringdrich", "Newton Grindrich"),
        ("miqdad", "Faisal Mekdad"),
        ("fayssal miqdad", "Faisal Mekdad"),
        ("tom clark", "Tom Clarke"),
        ("adeyemy", "Miriam Adeyemi"),
    ],
)
def test_misspelt_names_are_found_and_scored_below_those_spelt_rightly(words, name):
    best = DIRECTORY.find(words)[0]
    assert (best.speaker.name, best.how) == (name, "spelling")
    assert 0.8 <= best.score < 0.9


@pytest.mark.parametrize("words", ["", "the", "sanctions", "harbor tunnel", "zzz", "foreign", "of the", "rain"])
def test_words_that_name_nobody_find_nobody(words):
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the fbi director", ["Miriam Adeyemi"]),
        ("the director of the fbi", ["Miriam Adeyemi"]),
        ("the fbi chief", ["Miriam Adeyemi"]),
        ("the syrian foreign minister", ["Faisal Mekdad"]),
        ("syria's foreign minister", ["Faisal Mekdad"]),
        ("the foreign minister of sweden", ["Hanna Axelsson"]),
        ("foreign minister", ["Hanna Axelsson", "Faisal Mekdad", "Hossein Amir-Abdollahian"]),
        ("the harbour board director", ["Lena Fischer", "Oskar Brandt"]),
        ("the former harbour board director", ["Oskar Brandt"]),
        ("the ceo of nordvik energy", ["Pavel Novák"]),
        ("the danish foreign minister", []),
        ("the fbi treasurer", []),
        ("nordvik energy", []),
        ("the osterby professor", ["Ruth Ek"]),
        ("nursing home", []),
    ],
)
def test_titles_find_their_holders_and_nobody_else(words, names):
    assert found(words) == names


def test_a_share_tells_a_clear_match_from_an_ambiguous_one():
    eva, joan = DIRECTORY.find("reed")
    assert (eva.speaker.name, joan.speaker.name) == ("Eva Reed", "Joan Reed")
    assert (round(eva.share, 2), round(joan.share, 2)) == (0.95, 0.05)
    assert [m.share for m in DIRECTORY.find("eva reed")] == [1.0]
    assert [m.speaker.name for m in DIRECTORY.find("mayor reed") if m.score >= 0.95] == ["Eva Reed"]


def test_the_dates_of_roles_do_not_hide_a_holder():
    directory = Directory(
        [Speaker("a", "Ada Stone", SpeakerKind.PERSON, ("Ada Stone",), (Role("mayor", date(2020, 1, 1)),))]
    )
    assert [m.speaker.name for m in directory.find("the mayor")] == ["Ada Stone"]


def test_whoever_spoke_with_others_is_found_under_their_common_name():
    stone, together = person("Ada Stone", "mayor", statements=0), organisation("Ada Stone and Ben Kade")
    directory = Directory([stone, together, organisation("Stone and Kade"), organisation("Ada Stone Foundation")])

    assert directory.joint(stone) == (together,)


def test_a_sign_among_the_stored_names_is_nobody_and_disturbs_no_look_up():
    lee, sign = person("Ann Lee"), organisation("−")
    directory = Directory([lee, sign])
    assert directory.find("−") == []
    assert [match.speaker for match in directory.find("Ann Lee")] == [lee]
    assert [directory.joint(speaker) for speaker in (lee, sign)] == [(), ()]


def test_a_given_name_may_be_short_or_spelt_otherwise_where_the_surname_is_right():
    names = ("Nicholas Orme", "Paula Orme", "Nicolas Vane", "Paul Vane", "Leonard Pike")
    directory = Directory([person(name) for name in names])
    assert [(m.speaker.name, m.how) for m in directory.find("nicolas orme")] == [("Nicholas Orme", "spelling")]
    assert [(m.speaker.name, m.how) for m in directory.find("lenny pike")] == [("Leonard Pike", "spelling")]
    assert directory.find("paul orme") == []  # Paula is somebody else


def test_a_ministry_without_its_country_is_that_of_the_one_country_that_has_one():
    state, french = organisation("State Department"), organisation("Foreign Ministry")
    directory = Directory(
        [
            state,
            french,
            *(organisation(f"{c} Foreign Ministry") for c in ("French", "Dutch")),
            organisation("US State Department"),
        ]
    )
    assert [one.name for one in directory.with_country(state)] == ["US State Department"]
    assert directory.with_country(french) == ()
