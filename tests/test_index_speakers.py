"""The registry: whom the casts of many articles make one speaker, and whom they leave apart."""

import itertools
from datetime import date

import pytest

from index.models import CastEntry, CastMember, Role, SpeakerKind
from index.speakers import Directory, Override, build_registry


def person(article, name, *roles, day=None, statements=1, publisher=None, gender=None, forms=()):
    member = CastMember(name, SpeakerKind.PERSON, (name, *forms), roles, gender)
    return CastEntry(article, day, member, statements, publisher)


def organisation(article, name, *forms, statements=1):
    return CastEntry(article, None, CastMember(name, SpeakerKind.ORGANISATION, (name, *forms)), statements)


def grouped(*entries, overrides=()):
    """Names by speaker, each as "name@article"."""
    registry = build_registry(entries, overrides)
    groups = {}
    for one in registry.assignments:
        groups.setdefault(one.speaker, set()).add(f"{one.name}@{one.article_id}")
    return sorted(map(sorted, groups.values()))


@pytest.mark.parametrize(
    "names",
    [
        ("Faisal Mekdad", "Fayssal al-Mekdad", "Faysal Mikdad", "Feisal Miqdad"),
        ("Muammar Gaddafi", "Moammar Qaddafi", "Muammar al-Gadhafi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Ali Khamenei", "Seyyed Ali Khamenei", "Ayatollah Ali Khameini", "Ali Khamanei"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Søren Kjær", "Soren Kjaer"),
        ("Ada B. Stone", "Ada Stone"),
        ("ADA STONE", "Ada Stone"),
    ],
)
def test_spellings_of_one_name_are_one_speaker(names):
    (group,) = grouped(*(person(f"a{i}", name) for i, name in enumerate(names)))
    assert len(group) == len(names)


@pytest.mark.parametrize(
    "names",
    [
        (
            "UK Foreign Office",
            "U.K. Foreign Office",
            "Britain's Foreign Office",
            "Foreign Office of the United Kingdom",
        ),
        ("French Defence Ministry", "France's ministry of defence", "Ministry of Defense of France"),
        ("US State Department", "United States State Department", "U.S. Department of State"),
        ("Russian Foreign Ministry", "Ministry of Foreign Affairs of Russia"),
        ("Dutch parliament", "Parliament of the Netherlands"),
        ("European Parliament", "EU Parliament"),
    ],
)
def test_a_body_of_state_is_one_in_whatever_order_it_is_named(names):
    (group,) = grouped(*(organisation(f"a{i}", name) for i, name in enumerate(names)))
    assert len(group) == len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian Foreign Ministry", "Russian Defence Ministry"),
        ("UK Foreign Office", "German Foreign Office"),
        ("British Airways", "United Kingdom Airways"),
        ("European Union", "European Parliament"),
        ("Bank of China", "Chinese Bank"),
    ],
)
def test_bodies_of_other_countries_and_fields_stay_apart(one, other):
    assert len(grouped(organisation("a", one), organisation("b", other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("Paul Reed", "Paula Reed"),
        ("Marie Lund", "Maria Lund"),
        ("Jane Hall", "Jean Hall"),
        ("George W. Bush", "George H. W. Bush"),
        ("Donald Trump", "Donald Trump Jr."),
        ("John Clark", "John Clarke"),
        ("Anna Smith", "Anna Smyth"),
        ("J. Larsen", "Jens Larsen"),
        ("Len Farrow", "Lenora Farrow"),
        ("Ali Khamenei", "Ali Khomeini"),
        ("David Boies", "David Bossie"),
        ("Kim Yeong Min", "Kim Min-Woo"),
    ],
)
def test_names_that_only_resemble_each_other_stay_apart(one, other):
    assert len(grouped(person("a", one), person("b", other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marie Lund", "Maria Lund"),
        ("J. Larsen", "Jens Larsen"),
        ("Ben Farrow", "Benjamin Farrow"),
        ("Len Burr", "Leonard Burr"),
        ("Bob Stone", "Robert A. Stone"),
        ("Joe Biden", "Joseph R. Biden Jr."),
        ("John Clark", "John Clarke"),
        ("Peter Holm", "Peter Holm Jr."),
    ],
)
def test_a_role_in_common_makes_a_doubtful_pair_one(one, other):
    (group,) = grouped(person("a", one, "mayor of Velm"), person("b", other, "Velm mayor"))
    assert len(group) == 2
    assert len(grouped(person("a", one, "mayor of Velm"), person("b", other, "mayor of Osterby"))) == 2


def test_one_of_two_offices_in_a_title_is_a_role_in_common():
    one = person("a", "Marie Lund", "professor of law and curator of the museum")
    assert len(grouped(one, person("b", "Maria Lund", "curator of the museum of Velm"))) == 1
    assert len(grouped(one, person("b", "Maria Lund", "museum guard"))) == 2


def test_a_name_that_fits_two_belongs_to_neither_without_a_role():
    two = [person("a", "George W. Bush", "President"), person("b", "George H. W. Bush")]
    assert len(grouped(*two, person("c", "George Bush"))) == 3
    assert ["George Bush@c", "George W. Bush@a"] in grouped(*two, person("c", "George Bush", "US President"))


def test_a_surname_alone_is_linked_to_the_one_person_of_the_corpus_whose_role_agrees():
    holm = [person("a", "Eva Holm", "mayor of Velm"), person("b", "Holm", "Mayor")]
    assert grouped(*holm) == [["Eva Holm@a", "Holm@b"]]
    farmer = person("c", "Nils Holm", "farmer")
    assert grouped(*holm, farmer) == [["Eva Holm@a", "Holm@b"], ["Nils Holm@c"]]
    mayor = person("d", "Jon Holm", "mayor of Osterby")
    assert grouped(*holm, mayor) == [["Eva Holm@a"], ["Holm@b"], ["Jon Holm@d"]]


def test_a_title_links_a_surname_only_to_who_held_it_at_the_time():
    full = person("a", "Eva Holm", "president", day=date(2004, 5, 1))
    assert len(grouped(full, person("b", "Holm", "President", day=date(2005, 2, 1)))) == 1
    assert len(grouped(full, person("b", "Holm", "President", day=date(1990, 2, 1)))) == 2


def test_a_surname_alone_merges_nobody():
    assert len(grouped(person("a", "Eva Holm"), person("b", "Holm"))) == 2
    assert len(grouped(person("a", "Holm"), person("b", "Holm"))) == 2
    assert len(grouped(person("a", "Eva Holm", "mayor"), person("b", "Holm", "farmer"))) == 2


def test_a_surname_is_linked_by_publisher_and_month_only_if_nobody_else_bears_it():
    full = person("a", "Eva Holm", day=date(2024, 1, 5), publisher="Herald")
    soon = person("b", "Holm", day=date(2024, 1, 20), publisher="Herald")
    late = person("c", "Holm", day=date(2024, 6, 20), publisher="Herald")
    elsewhere = person("d", "Holm", day=date(2024, 1, 20), publisher="Gazette")
    assert grouped(full, soon) == [["Eva Holm@a", "Holm@b"]]
    assert len(grouped(full, late)) == 2
    assert len(grouped(full, elsewhere)) == 2
    assert len(grouped(full, soon, person("e", "Nils Holm"))) == 3


def test_gender_and_the_article_itself_keep_a_surname_from_a_full_name():
    full = person("a", "Eva Holm", "mayor", gender="f")
    assert len(grouped(full, person("b", "Holm", "mayor", gender="m"))) == 2
    assert len(grouped(full, person("a", "Holm", "mayor"))) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("The New York Times", "New York Times"),
        ("POLITICO", "Politico"),
        ("World Health Organisation", "World Health Organization"),
        ("Nordvik Energy Ltd.", "Nordvik Energy"),
        ("F.B.I.", "FBI"),
        ("Sand & Sons", "Sand and Sons"),
        ("UN", "United Nations"),
    ],
)
def test_case_articles_and_legal_forms_make_no_other_organisation(names):
    (group,) = grouped(*(organisation(f"a{i}", name) for i, name in enumerate(names)))
    assert len(group) == len(names)


def test_an_article_that_writes_both_ties_an_acronym_for_the_whole_corpus():
    entries = [organisation("a", "Federal Bureau of Investigation", "FBI"), organisation("b", "FBI")]
    assert grouped(*entries) == [["FBI@b", "Federal Bureau of Investigation@a"]]
    apart = [organisation("a", "Velm Rowing Club"), organisation("a", "VRC"), organisation("b", "VRC")]
    assert len(grouped(*apart)) == 1


def test_initials_alone_tie_from_four_letters_on():
    assert len(grouped(organisation("a", "Velm Harbour Rowing Club"), organisation("b", "VHRC"))) == 1
    assert len(grouped(organisation("a", "National Baptist Convention"), organisation("b", "NBC"))) == 2


def test_an_acronym_of_two_organisations_is_neither_of_theirs():
    two = [organisation("a", "Velm Rowing Club", "VRC"), organisation("b", "Valley Radio Company", "VRC")]
    assert len(grouped(*two, organisation("c", "VRC"))) == 3


def test_a_dateline_ties_no_agency_to_a_city_nor_a_state_to_a_ministry():
    assert len(grouped(organisation("a", "Velm", "AP"), organisation("b", "AP"))) == 2
    assert len(grouped(organisation("a", "Va."), organisation("b", "VA"))) == 2


def test_an_acronym_is_an_organisation_even_where_an_article_takes_it_for_a_person():
    registry = build_registry([organisation("a", "DNC"), person("b", "DNC")])
    assert [(s.name, s.kind) for s in registry.speakers] == [("DNC", SpeakerKind.ORGANISATION)]


def test_roles_carry_the_days_on_which_articles_give_them():
    registry = build_registry(
        [
            person("a", "Faisal Mekdad", "Syrian Foreign Minister", day=date(2020, 11, 22)),
            person("b", "Faisal Mekdad", "Syrian foreign minister", day=date(2021, 12, 7)),
            person("c", "Fayssal Mikdad", "Vice President", "derogatory comments", day=date(2024, 9, 21)),
        ]
    )
    (speaker,) = registry.speakers
    assert speaker.roles == (
        Role("Syrian foreign minister", date(2020, 11, 22), date(2021, 12, 7)),
        Role("Vice President", date(2024, 9, 21), date(2024, 9, 21)),
    )
    assert speaker.role_at(date(2021, 12, 8)) == "Syrian foreign minister"
    assert (speaker.name, speaker.statements) == ("Faisal Mekdad", 3)


def test_the_order_of_the_articles_changes_nothing():
    entries = [
        person("a", "Faisal Mekdad", day=date(2021, 1, 1)),
        person("b", "Fayssal Mikdad", day=date(2020, 1, 1)),
        person("c", "Mekdad", "minister"),
        organisation("d", "FBI"),
        organisation("e", "Federal Bureau of Investigation", "FBI"),
    ]
    registries = {build_registry(order).speakers for order in itertools.permutations(entries)}
    assert len(registries) == 1
    assert {s.id for s in registries.pop()} == {"fayssal-mikdad", "mekdad", "fbi"}


def test_ids_stay_when_newer_articles_spell_otherwise():
    first = person("b", "Faisal Mekdad", day=date(2020, 1, 1))
    (before,) = build_registry([first]).speakers
    (after,) = build_registry(
        [*(person(f"a{i}", "Fayssal Mikdad", day=date(2022, 1, 1)) for i in range(9)), first]
    ).speakers
    assert (before.id, after.id) == ("faisal-mekdad", "faisal-mekdad")
    assert after.name == "Fayssal Mikdad"


def test_merge_split_and_alias_hold_against_the_rules():
    entries = [person("a", "Len Burr"), person("b", "Leonard Burr"), person("c", "Ada Stone"), person("d", "Ada Stone")]
    overrides = [
        Override("merge", "len-burr", "leonard-burr"),
        Override("split", "ada-stone", "Ada Stone", article="d"),
        Override("alias", "leonard-burr", "Burr the Elder"),
    ]
    registry = build_registry(entries, overrides)
    assert grouped(*entries, overrides=overrides) == [
        ["Ada Stone@c"],
        ["Ada Stone@d"],
        ["Len Burr@a", "Leonard Burr@b"],
    ]
    (burr,) = [s for s in registry.speakers if s.id == "leonard-burr"]
    assert burr.aliases == ("Leonard Burr", "Len Burr", "Burr the Elder")
    assert burr.statements == 2


def test_a_decision_outlives_a_change_of_the_id_and_waits_for_a_speaker_who_is_gone():
    merge = Override("merge", "len-burr", "leonard-burr")
    newer = [person("a", "Len Burr", day=date(2024, 1, 1)), person("b", "Leonard Burr", day=date(2024, 1, 1))]
    older = person("c", "Leonard Burr", day=date(2020, 1, 1))
    assert len(grouped(*newer, older, overrides=[merge])) == 1
    assert grouped(older, overrides=[merge]) == [["Leonard Burr@c"]]


def test_a_split_may_be_merged_elsewhere_later():
    entries = [person("a", "Ada Stone"), person("b", "Ada B. Stone"), person("c", "Ada Rock")]
    overrides = [Override("split", "ada-stone", "Ada B. Stone"), Override("merge", "ada-b-stone", "ada-rock")]
    assert grouped(*entries, overrides=overrides) == [["Ada B. Stone@b", "Ada Rock@c"], ["Ada Stone@a"]]


def test_who_is_split_off_again_has_the_id_of_before():
    def ids(*overrides):
        return {speaker.id for speaker in build_registry(entries, overrides).speakers}

    entries = [person("a", "Ada Stone"), person("b", "Bo Rock"), person("c", "Cy Lee"), person("d", "Cy Lee")]
    merges = (Override("merge", "ada-stone", "bo-rock"), Override("merge", "bo-rock", "cy-lee"))
    assert ids(*merges) == {"cy-lee"}
    ada, bo = Override("split", "cy-lee", "Ada Stone"), Override("split", "cy-lee", "Bo Rock")
    assert ids(*merges, ada) == {"cy-lee", "ada-stone"}
    assert ids(*merges, bo) == {"cy-lee", "bo-rock"}
    assert ids(*merges, ada, bo) == ids(*merges, bo, ada) == {"cy-lee", "bo-rock", "ada-stone"}
    assert ids(*merges, ada, Override("merge", "ada-stone", "bo-rock")) == {"cy-lee"}
    assert ids(Override("split", "cy-lee", "Cy Lee", article="d")) == {"ada-stone", "bo-rock", "cy-lee", "cy-lee-d"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [("moscow", "Russia"), ("Tehran", "Iran"), ("the Kremlin", "Russia"), ("abu dhabi", "United Arab Emirates")],
)
def test_a_capital_stands_for_its_government(asked, found):
    entries = [organisation("a", "Russia"), organisation("b", "Iran"), organisation("c", "United Arab Emirates")]
    directory = Directory(build_registry([*entries, organisation("d", "Iran Air")]).speakers)
    assert [match.speaker.name for match in directory.find(asked)] == [found]


def test_a_government_and_its_foreign_ministry_speak_for_a_country_and_nobody_else_does():
    names = ("Russia", "Russian Foreign Ministry", "Russian government", "Russian Railways", "Iranian Foreign Ministry")
    speakers = build_registry([organisation(f"a{i}", name) for i, name in enumerate(names)]).speakers
    directory = Directory(speakers)
    russia = next(speaker for speaker in speakers if speaker.name == "Russia")
    railways = next(speaker for speaker in speakers if speaker.name == "Russian Railways")
    assert {one.name for one in directory.same_country(russia)} == {"Russian Foreign Ministry", "Russian government"}
    assert directory.same_country(railways) == ()
