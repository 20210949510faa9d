"""The tables of English words: what their loader refuses, and what they say of words."""

import re
from dataclasses import dataclass
from enum import StrEnum

import pytest

from index.english.asking import (
    MEASURES,
    VAGUE_MEASURES,
    Asked,
    Measure,
    Stands,
    asking_phrases,
    telling_phrases,
    units_of,
)
from index.english.folding import fold
from index.english.function_words import (
    FUNCTION_WORDS,
    NUMBERS,
    WordClass,
    WordUse,
    gendered_pronouns,
    words_of_class,
    words_that,
)
from index.english.languages import LATIN_LANGUAGES
from index.english.lexicon import (
    NOUN_ROWS,
    NOUNS,
    VERB_ROWS,
    VERBS,
    Denotes,
    Frame,
    NounRow,
    NounUse,
    VerbRow,
    VerbUse,
    denotes_person,
    finite_forms,
    nouns_that,
    plural,
    verbs_that,
)
from index.english.names import (
    NAME_PARTS,
    ROLE_MODIFIERS,
    TITLES,
    GivenName,
    NamePart,
    Part,
    RoleModifier,
    Surname,
    given_gender,
    is_given_name,
    is_surname,
)
from index.english.places import PLACES, PlaceKind, places_by
from index.english.quotation_marks import CLOSING_MARKS, DOUBLE_MARKS
from index.english.tables import DATA, alternatives, read_table, table
from index.english.titles import AMERICAN
from index.errors import TableError
from index.models import Act


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Animal:
    word: str
    size: Size
    legs: int | None = None
    eats: frozenset[str] = frozenset()
    frames: Frame = Frame(0)  # noqa: RUF009 - a flag is a constant


HEADER = "word\tsize\tlegs\teats\tframes\n"


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "animals.tsv"
        path.write_text(text, encoding="utf-8")
        return list(read_table(path, Animal))

    return read_text


def test_a_cell_is_read_by_the_type_of_its_column(read):
    rows = read(HEADER + "cow\tlarge\t4\tgrass hay\tclause quote\nslug\tsmall\t\t\t\n")
    assert rows == [
        Animal("cow", Size.LARGE, 4, frozenset({"grass", "hay"}), Frame.CLAUSE | Frame.QUOTE),
        Animal("slug", Size.SMALL, None, frozenset(), Frame(0)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEADER + "cow\tlarge\t\t\t\nhen\tsmall\t\t\t\ncow\tsmall\t\t\t\n", 4, "'cow' stands in line 2 already"),
        ("word\tsize\tlegs\teats\tcolour\n", 1, "unknown column 'colour'"),
        ("word\tsize\tlegs\teats\n", 1, "the columns are not word, size, legs, eats, frames, in this order"),
        ("size\tword\tlegs\teats\tframes\n", 1, "the columns are not word, size, legs, eats, frames, in this order"),
        ("", 1, "the columns are not word, size, legs, eats, frames, in this order"),
        (HEADER + "cow\tlarge\t4\n", 2, "3 cells for 5 columns"),
        (HEADER + "cow\t\t4\t\t\n", 2, "column 'size' needs a value"),
        (HEADER + "\tlarge\t4\t\t\n", 2, "column 'word' needs a value"),
        (HEADER + "cow\thuge\t4\t\t\n", 2, "column 'size': unknown value 'huge'"),
        (HEADER + "cow\tlarge\tfour\t\t\n", 2, "column 'legs': 'four' is no whole number"),
        (HEADER + "cow\tlarge\t4\t\tclause moo\n", 2, "column 'frames': unknown value 'moo'"),
    ],
)
def test_a_damaged_table_is_refused_with_file_and_line(read, text, line, reason):
    with pytest.raises(TableError) as refused:
        read(text)
    assert refused.value.where.endswith(f"animals.tsv:{line}")
    assert refused.value.reason.startswith(reason)
    assert str(refused.value) == f"{refused.value.where}: {refused.value.reason}"


@pytest.mark.parametrize(
    ("name", "row", "rows"),
    [
        ("verbs", VerbRow, VERB_ROWS),
        ("nouns", NounRow, tuple(NOUN_ROWS.values())),
        ("name_parts", NamePart, NAME_PARTS),
        ("role_modifiers", RoleModifier, ROLE_MODIFIERS),
    ],
)
def test_no_two_rows_have_the_same_word(name, row, rows):
    written = [line.split("\t")[0] for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert written == [row.word for row in rows] == [row.word for row in table(name, row)]
    assert len(set(written)) == len(written)


def test_only_words_of_two_meanings_stand_in_two_of_the_tables_of_roles():
    tables = [NOUN_ROWS.keys(), {row.word for row in NAME_PARTS}, {row.word for row in ROLE_MODIFIERS}]
    shared = {word for at, one in enumerate(tables) for other in tables[at + 1 :] for word in one & other}
    # "the chief", "chief economist"; "a veteran", "the veteran senator"; "Ives & Co", "co-founder"
    both = {"associate", "chief", "co", "lady", "lieutenant", "professor", "veteran"}
    # "the general", "general secretary"; "the executive", "executive director"; and so on of fields
    assert shared == both | {"editorial", "executive", "general", "medical"}


@pytest.mark.parametrize(
    ("verb", "act", "frames"),
    [
        ("disclose", Act.STATES, Frame.CLAUSE | Frame.QUOTE),
        ("conclude", Act.STATES, Frame.CLAUSE | Frame.QUOTE),
        ("wonder", Act.ASKS, Frame.CLAUSE | Frame.QUOTE),
        ("advise", Act.ORDERS, Frame.CLAUSE | Frame.QUOTE | Frame.INFINITIVE),
        ("announce", Act.STATES, Frame.CLAUSE | Frame.QUOTE | Frame.INFINITIVE | Frame.OBJECT),
        ("deny", Act.DENIES, Frame.CLAUSE | Frame.QUOTE | Frame.OBJECT | Frame.GERUND),
        ("shout", Act.STATES, Frame.QUOTE),
    ],
)
def test_a_verb_has_the_frames_of_all_its_classes(verb, act, frames):
    assert (VERBS[verb].act, VERBS[verb].frames) == (act, frames)


def test_a_preposition_heads_what_a_verb_reports():
    assert VERBS["warn"].prepositions == {"of", "against", "about"}
    assert VERBS["insist"].prepositions == {"on", "upon"}


def test_a_verb_that_reports_no_words_is_no_reporting_verb():
    assert {"want", "treat", "begin"} & VERBS.keys() == {"begin"}
    assert "believe" not in VERBS


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"says", "said"}),
        ("write", {"writes", "wrote", "written"}),
        ("reply", {"replies", "replied"}),
        ("argue", {"argues", "argued"}),
        ("stress", {"stresses", "stressed"}),
        ("put", {"puts", "put"}),
    ],
)
def test_the_forms_of_a_verb(verb, forms):
    assert finite_forms(verb) == forms


def test_a_short_vowel_doubles_the_consonant_behind_it():
    assert "admitted" in finite_forms("admit")
    assert "quipped" in finite_forms("quip")


@pytest.mark.parametrize(
    ("noun", "denoted"),
    [
        ("minister", Denotes.PERSON),
        ("wife", Denotes.RELATIVE),
        ("committee", Denotes.BODY),
        ("newspaper", Denotes.BODY),
        ("statement", Denotes.TEXT),
        ("novel", Denotes.WORK),
        ("poll", Denotes.FIGURE),
        ("weather", Denotes.OTHER),
    ],
)
def test_what_a_noun_denotes(noun, denoted):
    assert NOUN_ROWS[noun].denotes is denoted


@pytest.mark.parametrize(
    ("noun", "person"),
    [("judge", True), ("ventriloquist", True), ("spokeswoman", True), ("tower", False), ("cabbage", False)],
)
def test_a_noun_that_is_in_no_table_is_told_by_its_ending(noun, person):
    assert denotes_person(noun) is person


def test_a_noun_whose_clause_is_content_tells_the_act():
    assert (NOUNS["claim"], NOUNS["denial"], NOUNS["forecast"]) == (Act.STATES, Act.DENIES, Act.PREDICTS)


def test_roles_that_stand_for_each_other():
    assert NOUN_ROWS["ambassador"].also == {"diplomat", "envoy"}
    assert NOUN_ROWS["chairwoman"].common == "chair"
    assert (NOUN_ROWS["queen"].gender, NOUN_ROWS["minister"].gender) == ("f", None)


def test_titles_are_nouns_abbreviations_and_modifiers():
    assert {"senator", "sen", "vice", "mayor"} <= TITLES
    assert "novel" not in TITLES


@pytest.mark.parametrize(("noun", "several"), [("reply", "replies"), ("pitch", "pitches"), ("remarks", "remarks")])
def test_the_plural_of_a_noun(noun, several):
    assert plural(noun) == several


def test_parts_of_names():
    parts = {row.word: row.parts for row in NAME_PARTS}
    assert parts["jr"] == {Part.SUFFIX, Part.SHORTENED}
    assert parts["del"] == {Part.TITLE, Part.PARTICLE, Part.SHORTENED}  # "Del. Ann Lee", "del Toro"
    assert parts["dame"] == {Part.HONORIFIC}


def test_function_words_have_classes_genders_and_values():
    assert {"the", "a", "an"} == words_of_class(WordClass.ARTICLE)
    assert gendered_pronouns()["her"] == "f"
    assert (NUMBERS["seven"], NUMBERS["few"]) == (7, 3)
    assert next(row for row in FUNCTION_WORDS if row.word == "that").classes == {
        WordClass.DEMONSTRATIVE,
        WordClass.RELATIVE,
    }


def test_places_and_spellings():
    assert places_by(PlaceKind.ADJECTIVE)["dutch"] == "netherlands"
    assert places_by(PlaceKind.ACRONYM)["uk"] == "united kingdom"
    assert all(row.place for row in PLACES if row.kind is not PlaceKind.DIRECTION)
    assert AMERICAN["labour"] == "labor"


@pytest.mark.parametrize(
    ("given", "gender"), [("Mary", "f"), ("John", "m"), ("Mary-Lou", "f"), ("José", "m"), ("Qwzx", None)]
)
def test_the_gender_of_a_given_name(given, gender):
    assert given_gender(given) == gender


def test_given_names_and_surnames_are_counted_over_countries():
    mary = next(row for row in table("given_names", GivenName) if row.word == "mary")
    assert mary.feminine > 3 * mary.masculine
    assert is_given_name("Zoë")
    assert not is_given_name("Parliament")
    assert is_surname(fold("García"))
    assert all(row.countries > 0 for row in table("surnames", Surname))


def test_quotation_marks_close_what_they_open():
    assert {"“", "„", "«", "``", '"'} <= DOUBLE_MARKS
    assert "‘" not in DOUBLE_MARKS
    assert {"”", "»", "''", "’"} <= CLOSING_MARKS


def test_alternatives_match_the_longest_word_first():
    pattern = re.compile(alternatives({"no", "none", "nobody", "a lot", "a.m.", "not"}))
    texts = ["no", "none", "nobody", "a  lot", "a.m.", "nob", "aXmX", "on"]
    assert [found and found.group() for found in map(pattern.match, texts)] == [
        *("no", "none", "nobody", "a  lot", "a.m.", "no", None, None)
    ]


def test_alternatives_that_begin_alike_are_written_once():
    assert alternatives({"no", "none", "a lot"}) == r"a\s+lot|no(?:ne)?"


@pytest.mark.parametrize(
    ("uses", "words_with"),
    [
        (NounUse, nouns_that),
        (VerbUse, verbs_that),
        (WordUse, words_that),
        (Asked, lambda kind: any(asking_phrases(kind, stands) for stands in Stands) or kind is Asked.IDENTITY),
        (Measure, lambda measure: units_of(frozenset({measure})) or measure is Measure.SCORE),
    ],
)
def test_every_use_is_made(uses, words_with):
    assert [use for use in uses if not words_with(use)] == []


def test_what_a_word_behind_how_measures():
    assert MEASURES["tall"].measures == {Measure.LENGTH}
    assert MEASURES["long"].measures == {Measure.LENGTH, Measure.DURATION}
    assert MEASURES["many"].measures == frozenset()
    assert {"many", "long"} <= VAGUE_MEASURES
    assert "tall" not in VAGUE_MEASURES


def test_a_unit_may_measure_several_things():
    assert "pounds" in units_of(frozenset({Measure.AMOUNT})) & units_of(frozenset({Measure.WEIGHT}))
    assert "days" not in units_of(frozenset({Measure.LENGTH, Measure.AMOUNT}))


def test_phrases_that_ask_and_phrases_that_tell():
    assert "country" in asking_phrases(Asked.PLACE, Stands.AFTER_WHICH)
    assert "how come" in asking_phrases(Asked.REASON, Stands.ANYWHERE)
    assert {"because", "due to"} <= telling_phrases(Asked.REASON)


def test_languages_of_latin_letters_have_codes_of_two_letters():
    assert {row.code: row.name for row in LATIN_LANGUAGES}["de"] == "German"
    assert all(len(row.code) == 2 and row.code.islower() for row in LATIN_LANGUAGES)
