"""By which name a speaker is called, and letters, surnames and middle names that may be another's."""

from datetime import date

from index.models import CastEntry, CastMember, SpeakerKind
from index.speakers import build_registry


def organisation(article, name, *forms):
    return CastEntry(article, None, CastMember(name, SpeakerKind.ORGANISATION, (name, *forms)), 1)


def person(article, name, *roles, statements=1, year=2010):
    member = CastMember(name, SpeakerKind.PERSON, (name,), roles)
    return CastEntry(article, date(year, 5, 1), member, statements, "Velm Post")


def names(*entries):
    return sorted(speaker.name for speaker in build_registry(entries).speakers)


def test_letters_that_most_articles_never_write_out_are_shown_as_they_are():
    spelt = organisation("a", "Velm Area Sea Agency")
    assert names(spelt, *(organisation(one, "VASA") for one in "bcdef")) == ["VASA"]


def test_letters_that_are_written_out_now_and_then_are_shown_in_full():
    spelt = organisation("a", "Velm Area Sea Agency")
    assert names(spelt, *(organisation(one, "VASA") for one in "bc")) == ["Velm Area Sea Agency"]


def test_letters_that_several_articles_take_for_known_are_not_what_one_of_them_says():
    once = organisation("a", "Orvan Broadcasting Corporation", "OBC")
    assert names(once, *(organisation(one, "OBC") for one in "bcd")) == ["OBC", "Orvan Broadcasting Corporation"]


def test_letters_that_two_articles_explain_are_that_body_in_all():
    told = [organisation(one, "Orvan Broadcasting Corporation", "OBC") for one in "ae"]
    assert len(names(*told, *(organisation(one, "OBC") for one in "bcd"))) == 1


def test_a_surname_that_says_nothing_is_the_only_bearer_s_many_years_later():
    known = [person(one, "Ada Orvan", "Supreme Leader") for one in "abc"]
    assert names(*known, person("d", "Orvan", "Supreme Leader", statements=0, year=2021)) == ["Ada Orvan"]


def test_a_surname_that_says_something_is_not_linked_by_that():
    known = [person(one, "Ada Orvan", "Supreme Leader") for one in "abc"]
    assert names(*known, person("d", "Orvan", "Supreme Leader", year=2021)) == ["Ada Orvan", "Orvan"]


def test_a_surname_with_another_role_is_somebody_else():
    known = [person(one, "Ada Orvan", "Supreme Leader") for one in "abc"]
    assert names(*known, person("d", "Orvan", "goalkeeper", statements=0, year=2021)) == ["Ada Orvan", "Orvan"]


def test_kinship_in_both_articles_is_no_role_in_common():
    son, father = person("a", "Rolf Emil Crane", "his father"), person("b", "Rolf Crane", "his father")
    assert names(son, father) == ["Rolf Crane", "Rolf Emil Crane"]


def test_a_name_that_fits_two_is_not_decided_by_kinship_of_one():
    father = person("a", "Carl H. W. Crane", "president")
    son = person("b", "Carl W. Crane", "president", "his son")
    either = person("c", "Carl Crane", "president")
    assert names(father, son, either) == ["Carl Crane", "Carl H. W. Crane", "Carl W. Crane"]


def test_a_middle_name_tells_a_father_from_a_son():
    son, father = person("a", "Rolf Emil Crane", "senator"), person("b", "Rolf Crane", "his pastor father")
    assert names(son, father) == ["Rolf Crane", "Rolf Emil Crane"]
    assert len(names(son, person("b", "Rolf Crane", "senator"))) == 1
