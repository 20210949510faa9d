"""The registry after any changes of articles and any decisions is the one that is worked out from scratch."""

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.models import Analysis, Article, CastMember, Kind, Span, SpeakerKind, Statement
from index.speakers import Override, build_registry, settle
from index.speakers.grouping import group_of
from index.speakers.touched import Touched
from index.storage.rows import NewArticle
from index.storage.store import Store

# Names that could be each other's, by spelling, initial, short form, surname, acronym, or the id that they want.
PEOPLE = (
    *("Eva Holm", "Nils Holm", "Holm", "E. Holm", "HOLM"),
    *("Faisal Mekdad", "Fayssal Mikdad", "Mekdad", "Mikdad", "Faisal al-Mekdad"),
    *("Ada B. Stone", "Ada Stone", "Stone", "Ada Rock", "Adam Stone"),
    *("Len Burr", "Leonard Burr", "Burr", "George W. Bush", "George H. W. Bush", "George Bush", "Bush"),
    *("Marie Lund", "Maria Lund", "Lund", "Velm", "Eva Holm A2"),
)
INSTITUTIONS = (
    *("Federal Bureau of Investigation", "FBI", "F.B.I.", "Velm Rowing Club", "VRC", "Valley Radio Company"),
    *("Velm", "The Velm Herald Co.", "Velm Herald", "World Health Organization", "WHO", "Who", "Eva Holm"),
)
ROLES = ("mayor of Velm", "Velm mayor", "foreign minister", "President", "professor of law", "farmer")
DECISIONS = st.builds(
    Override,
    st.sampled_from(["merge", "split", "alias"]),
    st.sampled_from(["eva-holm", "holm", "holm-a2", "faisal-mekdad", "stone", "vrc", "fbi", "ada-stone", "velm"]),
    st.sampled_from(["nils-holm", "Ada Stone", "Holm", "velm-rowing-club", "Mekdad", "eva-holm", "Stone"]),
)


@st.composite
def casts(draw):
    members = {}
    for _ in range(draw(st.integers(1, 4))):
        person = draw(st.booleans())
        name = draw(st.sampled_from(PEOPLE if person else INSTITUTIONS))
        other = draw(st.sampled_from(("", "VRC", "FBI", "Holm")))
        members[name] = CastMember(
            name,
            SpeakerKind.PERSON if person else SpeakerKind.ORGANISATION,
            (name, other) if other and not person else (name,),
            tuple(draw(st.sets(st.sampled_from(ROLES), max_size=1))) if person else (),
            draw(st.sampled_from((None, None, "f", "m"))) if person else None,
        )
    said = draw(st.lists(st.sampled_from(sorted(members)), max_size=3))
    day = draw(st.sampled_from((None, date(2020, 1, 5), date(2020, 1, 20), date(2021, 6, 1), date(1990, 1, 1))))
    return tuple(members.values()), tuple(said), day, draw(st.sampled_from(("Herald", "Gazette", None)))


def article_of(article_id, cast, said, day, publisher):
    statements = tuple(Statement(article_id, (Span(0, 4),), Kind.INDIRECT, speaker=name) for name in said)
    article = Article(article_id, "Rain fell.", published=day, publisher=publisher)
    analysis = Analysis(article_id, (Span(0, 10),), statements, cast)
    return NewArticle(article, analysis, (), np.zeros((0, 1), np.float32), np.zeros((len(said), 1), np.float32))


def published(store, overrides):
    at = store.published + 1
    with store.transaction():
        settle(store, at, store.changes(at), overrides)
        store.publish("")


def registry_of(store):
    """The speakers, and whose each name in a cast is."""
    known = {one.number: one.speaker for one in store.speakers(store.published)}
    rows = list(store.cast())
    speakers = sorted((s.id, s.name, s.kind, s.aliases, s.roles, s.statements) for s in known.values())
    return speakers, sorted((r.entry.article_id, r.entry.member.name, known[r.speaker].id) for r in rows)


def from_scratch(store, overrides):
    registry = build_registry([row.entry for row in store.cast()], overrides)
    speakers = sorted((s.id, s.name, s.kind, s.aliases, s.roles, s.statements) for s in registry.speakers)
    return speakers, sorted((one.article_id, one.name, one.speaker) for one in registry.assignments)


def test_the_speaker_that_a_decision_left_is_gone_when_the_decision_waits_again(tmp_path):
    club = CastMember("Velm Rowing Club", SpeakerKind.ORGANISATION, ("Velm Rowing Club", "VRC"))
    short = CastMember("VRC", SpeakerKind.ORGANISATION, ("VRC",))
    overrides = [Override("split", "vrc", "VRC")]
    store = Store.create(tmp_path)
    store.add([article_of("new", (club,), (club.name,), date(2020, 2, 1), None)], "")
    store.add([article_of("old", (short,), (short.name,), date(2020, 1, 1), None)], "")
    published(store, overrides)
    assert [speaker[0] for speaker in registry_of(store)[0]] == ["vrc", "vrc-old"]
    store.remove([store.known()["old"].key])
    published(store, overrides)
    assert [speaker[0] for speaker in registry_of(store)[0]] == ["velm-rowing-club"]
    store.close()


def indexes_of(store):
    return sorted(store._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall())


def test_the_indexes_of_casts_are_there_again_after_all_is_grouped_and_after_that_has_failed(tmp_path):
    club = CastMember("Velm Rowing Club", SpeakerKind.ORGANISATION, ("Velm Rowing Club", "VRC"))
    store = Store.create(tmp_path)
    made = indexes_of(store)
    assert {"cast_called", "cast_cluster", "cast_speaker"} <= {name for name, _ in made}
    store.add([article_of("new", (club,), (club.name,), date(2020, 2, 1), None)], "")
    with suppress(ZeroDivisionError), store.transaction():
        settle(store, 1, store.changes(1), [])
        raise ZeroDivisionError
    assert (indexes_of(store), store.grouping) == (made, "")
    published(store, [])
    assert indexes_of(store) == made
    assert store.grouping
    assert [speaker[0] for speaker in registry_of(store)[0]] == ["velm-rowing-club"]
    store.close()


def touched_by(store, article):
    """The articles of which an entry that gives a surname alone is grouped anew when an article comes in."""
    store.add([article], "")
    with store.transaction():
        at = store.published + 1
        rows = list(store.cast_of(store.changes(at).added))
        store.note_groups((row, group_of(row.entry.member)) for row in rows)
        touched = Touched(store)
        touched.clusters(rows, [])
        found = {article_id for article_id, name in touched.rows if name == "Holm"}
        settle(store, at, store.changes(at), [])
        store.publish("")
    return found


def test_a_surname_is_linked_anew_only_where_what_is_told_of_a_bearer_changes(tmp_path):
    def named(article_id, name, role=None, day=None):
        member = CastMember(name, SpeakerKind.PERSON, (name,), (role,) if role else ())
        return article_of(article_id, (member,), (name,), day, "Herald")

    store = Store.create(tmp_path)
    spring = date(2020, 3, 1)
    store.add([named("alone", "Holm", "mayor of Velm", spring), named("other", "Holm", None, spring)], "")
    store.add([named("eva", "Eva Holm", "mayor of Velm", spring), named("len", "Len Burr", None, spring)], "")
    published(store, [])
    assert touched_by(store, named("eva 2", "Eva Holm", None, date(2020, 6, 1))) == {"alone", "other"}  # she is the one
    assert touched_by(store, named("nils", "Nils Holm", None, spring)) == {"alone", "other"}
    assert touched_by(store, named("nils 2", "Nils Holm", None, spring)) == set()
    assert touched_by(store, named("eva 3", "Eva Holm", None, spring)) == {"alone"}  # which is linked to her
    assert touched_by(store, named("nils 3", "Nils Holm", "farmer", spring)) == {"alone", "other"}
    assert touched_by(store, named("len 2", "Len Burr", "farmer", spring)) == set()
    assert touched_by(store, named("alone 2", "Holm", None, spring)) == {"alone", "other", "alone 2"}
    assert registry_of(store) == from_scratch(store, [])
    store.close()


STEPS = st.tuples(
    st.dictionaries(st.sampled_from([f"a{n}" for n in range(8)]), casts(), max_size=4),
    st.sets(st.sampled_from([f"a{n}" for n in range(8)]), max_size=2),
    st.lists(DECISIONS, max_size=1),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=2, max_size=7))
def test_after_any_sequence_of_changes(steps):
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder))
        overrides = []
        for put, taken, decided in steps:
            store.purge()
            known = store.known()
            store.remove([known[one].key for one in taken if one in known and one not in put])
            store.add([article_of(name, *told) for name, told in put.items()], "")
            overrides += decided
            published(store, overrides)
            assert registry_of(store) == from_scratch(store, overrides)
        store.close()
