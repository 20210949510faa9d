"""What every engine does alike, so that nothing above them knows which one an index has."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.build import republish
from index.errors import BusyError, NoIndexError
from index.keys import statement_key
from index.models import Unit
from index.search.filters import Where
from index.search.homes import home_of
from index.search.snapshot import Snapshot
from index.speakers import Override
from index.upkeep import check
from tests.engines.samples import (
    ALL,
    DIMENSION,
    HARBOUR,
    PIPELINE,
    STRIKE,
    UNDATED,
    Said,
    again,
    article,
    direction,
    put,
)

BOTH = list(Unit)
NOWHERE = [
    Where(speakers=("nobody-of-this-name",)),
    Where(speakers=()),
    Where(publisher="No Such Paper"),
    Where(first=date(2030, 1, 1)),
    Where(last=date(1999, 1, 1)),
    Where(speakers=("marta-lindqvist",), publisher="Valley Times"),
]


@pytest.fixture
def snapshot(place) -> Snapshot:
    put(place, *ALL)
    return Snapshot(place)


def words_of(snapshot, hits, unit=Unit.STATEMENT):
    found = snapshot.read(unit, [hit.key for hit in hits])
    return [found[hit.key].unit.span.of(found[hit.key].article.text) for hit in hits if hit.key in found]


def found(snapshot, words, where=None, k=10):
    return words_of(snapshot, snapshot.search_words(Unit.STATEMENT, words, k, where))


# nothing there


def test_no_index_is_told_from_an_empty_one(place):
    with pytest.raises(NoIndexError, match="holds no index yet"):
        Snapshot(place)
    put(place)
    assert Snapshot(place).sequence == 1


def test_an_empty_index_answers_everything_with_nothing(place):
    put(place)
    snapshot = Snapshot(place)
    assert (snapshot.article_count, snapshot.speakers, snapshot.publishers, snapshot.last_day) == (0, (), (), None)
    assert (list(snapshot.articles()), snapshot.headings, snapshot.article("harbour-reopens")) == ([], (), None)
    for unit in BOTH:
        assert snapshot.count(unit) == 0
        assert snapshot.search_vectors(unit, np.stack([direction(1)]), 5) == [[]]
        assert snapshot.search_words(unit, "harbour", 5) == []
        assert snapshot.search_phrase(unit, "the harbour", 5) == []
        assert (snapshot.keys(unit, Where()), snapshot.placed(unit, Where()), snapshot.read(unit, [1])) == ([], [], {})
        assert snapshot.cosines(unit, [], np.stack([direction(1)])).shape == (0, 1)
    assert snapshot.rarity("harbour") == 1
    assert (snapshot.statements_after(0), snapshot.beside([1], 2)) == ([], {})


def test_what_comes_after_nothing_is_found(place):
    put(place)
    put(place, HARBOUR)
    assert found(Snapshot(place), "pier", k=1) == ["The pier is a patient"]


# searches


def test_the_nearest_vector_is_found_with_its_cosine(snapshot):
    wanted = np.roll(direction(1, 0.2), 1)  # that of the second statement of the strike
    ((best, second, *_),) = snapshot.search_vectors(Unit.STATEMENT, np.stack([wanted]), 3)
    assert words_of(snapshot, [best, second]) == ["The tax on tickets is new", "A new strike will stop the trains"]
    assert best.score == pytest.approx(1, abs=2e-3)
    assert second.score == pytest.approx(float(np.roll(direction(1, 0.1), 1) @ wanted), abs=2e-3)


def test_several_vectors_are_searched_at_once_in_their_order(snapshot):
    axes = np.stack([np.roll(direction(1), axis) for axis in range(3)])
    ((first,), (second,), (third,)) = snapshot.search_vectors(Unit.PASSAGE, axes, 1)
    titles = [snapshot.read(Unit.PASSAGE, [hit.key])[hit.key].article.id for hit in (first, second, third)]
    assert titles == ["harbour-reopens", "rail-strike", "wolf-count"]


def test_the_few_rows_that_pass_a_filter_are_found_however_far_from_the_question_they_stand(place):
    """A graph of neighbours leads to what is near, where none of them may pass."""
    rng = np.random.default_rng(3)
    said = tuple(Said(f"The {word} is full", "Marta Lindqvist") for word in ("pier", "ferry", "dock", "quay"))
    many = [_near(article(f"news-{number}", *said, publisher=None), rng, 1) for number in range(500)]
    few = [_near(article(f"letter-{n}", *(Said(one.words, "Ada Roth") for one in said)), rng, -1) for n in range(2)]
    put(place, *many, *few)
    snapshot, asked = Snapshot(place), np.stack([direction(1), direction(0, 1)])
    for where, passing in ((Where(speakers=("ada-roth",)), 8), (Where(publisher="Harbour Herald"), 8)):
        (near, other) = snapshot.search_vectors(Unit.STATEMENT, asked, 5, where)
        keys = snapshot.keys(Unit.STATEMENT, where)
        assert len(keys) == passing
        cosines = snapshot.cosines(Unit.STATEMENT, keys, asked)
        for hits, own in ((near, cosines[:, 0]), (other, cosines[:, 1])):
            assert [hit.key for hit in hits] == [key for _, key in sorted(zip(-own, keys, strict=True))][:5]
    ((*all_of_them,),) = snapshot.search_vectors(Unit.STATEMENT, asked[:1], 20, Where(speakers=("ada-roth",)))
    assert len(all_of_them) == 8


def _near(new, rng, towards):
    """An article whose vectors lie around the first axis, to this side of it."""
    noise = rng.normal(scale=0.3, size=(len(new.statement_vectors), DIMENSION))
    vectors = towards * direction(1) + noise.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return replace(new, passage_vectors=vectors[:1], statement_vectors=vectors)


def test_words_are_found_by_their_stems_and_ranked_by_what_is_rare(snapshot):
    assert found(snapshot, "reopening harbours")[0] == "The harbour will reopen on Friday"
    assert found(snapshot, "new strikes")[0] == "A new strike will stop the trains"
    assert set(found(snapshot, "tax")) >= {"Nobody will pay a new tax", "The tax on tickets is new"}
    assert found(snapshot, "zeppelin") == []


def test_operators_in_words_mean_nothing(snapshot):
    for words in (
        'pier AND NOT "patient" OR (',
        "pier' or 1 == 1 --",
        'pier" ) %',
        "body:pier +pier -pier~2",
        "\\pier\0",
    ):
        assert found(snapshot, words, k=1) == ["The pier is a patient"]
    for words in ("", "  ", "…", "'\"", "%"):
        assert snapshot.search_words(Unit.STATEMENT, words, 5) == []
        assert snapshot.search_phrase(Unit.STATEMENT, words, 5) == []


def test_words_of_any_script_are_found(place):
    put(place, article("abroad", Said("The Café Ωmega in Łódź closed"), Said("Москва не ответила")), *ALL)
    snapshot = Snapshot(place)
    for words, wanted in (("café", 0), ("Łódź", 0), ("ωmega", 0), ("москва", 1)):
        first = "The Café Ωmega in Łódź closed" if wanted == 0 else "Москва не ответила"
        assert found(snapshot, words, k=1) == [first]
        assert words_of(snapshot, snapshot.search_phrase(Unit.STATEMENT, words, 5)) == [first]
        assert snapshot.rarity(words.lower()) < 1
    assert words_of(snapshot, snapshot.search_phrase(Unit.STATEMENT, "не ответила", 5)) == ["Москва не ответила"]


def test_a_statement_is_found_by_its_context_its_title_and_its_speaker(snapshot):
    assert "The pier is a patient" in found(snapshot, "harbour reopens")  # in the title alone
    assert set(found(snapshot, "Lindqvist")) == {"The harbour will reopen on Friday", "The pier is a patient"}


def test_a_phrase_is_found_where_its_stems_stand_side_by_side(snapshot):
    def phrase(words):
        return words_of(snapshot, snapshot.search_phrase(Unit.STATEMENT, words, 10))

    assert phrase("new taxes") == ["Nobody will pay a new tax"]  # "The tax on tickets is new" has both, apart
    assert phrase("tax new") == []
    assert set(phrase("a new")) == {"A new strike will stop the trains", "Nobody will pay a new tax"}
    assert phrase("pier") == ["The pier is a patient"]
    where = Where(publisher="Valley Times")
    assert words_of(snapshot, snapshot.search_phrase(Unit.STATEMENT, "new tax", 5, where)) == []


def test_filters_hold_inside_every_search(snapshot):
    near_all = np.stack([np.ones(8, dtype=np.float32) / np.sqrt(8)])

    def all_ways(where):
        ((*dense,),) = snapshot.search_vectors(Unit.STATEMENT, near_all, 10, where)
        keys = {tuple(sorted(snapshot.keys(Unit.STATEMENT, where)))}
        keys.add(tuple(sorted(hit.key for hit in dense)))
        keys.add(tuple(sorted(one.key for one in snapshot.placed(Unit.STATEMENT, where))))
        (one,) = keys
        return sorted(found.unit.span.of(found.article.text) for found in snapshot.read(Unit.STATEMENT, one).values())

    harbour, strike = ([one.words for one in said] for said in (_said(HARBOUR), _said(STRIKE)))
    assert all_ways(Where(publisher="Harbour Herald")) == sorted(harbour)
    assert all_ways(Where(speakers=("marta-lindqvist",))) == sorted(harbour[:2])
    assert all_ways(Where(speakers=("tomas-reed", "ada-roth"))) == sorted((harbour[2], *strike))
    assert all_ways(Where(first=date(2024, 3, 4))) == sorted(strike)
    assert all_ways(Where(last=date(2024, 1, 2))) == sorted(harbour)  # and nothing that is not dated
    assert all_ways(Where(first=date(2024, 1, 3), last=date(2024, 3, 3))) == []
    assert found(snapshot, "new tax", Where(speakers=("ada-roth",))) == [
        "The tax on tickets is new",
        "A new strike will stop the trains",
    ]


def _said(new):
    return [Said(one.span.of(new.article.text)) for one in new.analysis.statements]


@pytest.mark.parametrize("where", NOWHERE, ids=str)
def test_a_filter_that_matches_nothing_gives_nothing(snapshot, where):
    for unit in BOTH:
        assert snapshot.search_vectors(unit, np.stack([direction(1)]), 5, where) == [[]]
        assert snapshot.search_words(unit, "new tax harbour", 5, where) == []
        assert snapshot.search_phrase(unit, "the harbour", 5, where) == []
        assert (snapshot.keys(unit, where), snapshot.placed(unit, where)) == ([], [])


def test_rarity_counts_passages_that_have_a_stem(snapshot):
    assert snapshot.rarity("zeppelin") == 1
    assert snapshot.rarity("tax") == pytest.approx(np.log(4 / 3) / np.log(4))
    assert snapshot.rarity("harbour") == pytest.approx(np.log(4 / 2) / np.log(4))


def test_cosines_of_keys_come_in_their_order(snapshot):
    keys = snapshot.keys(Unit.STATEMENT, Where())
    asked = np.stack([direction(1), np.roll(direction(1), 1)])
    cosines = snapshot.cosines(Unit.STATEMENT, keys[::-1], asked)
    vectors = np.concatenate([one.statement_vectors for one in ALL])
    assert cosines == pytest.approx((vectors @ asked.T)[::-1], abs=2e-3)
    passages = np.stack([ALL[at].passage_vectors[0] for at in (0, 0, 0, 1, 1, 2)])
    assert snapshot.article_cosines(Unit.STATEMENT, keys, asked) == pytest.approx(passages @ asked.T, abs=2e-3)


def test_the_statements_beside_one_are_those_of_its_article(snapshot):
    keys = snapshot.keys(Unit.STATEMENT, Where())
    around = snapshot.beside([*keys[1:4], 10**9], 1)
    assert around == {keys[1]: keys[:3], keys[2]: keys[1:3], keys[3]: keys[3:5]}
    assert snapshot.beside([], 1) == {}
    assert snapshot.statements_after(keys[3]) == keys[4:]


def test_who_and_where_is_told_of_everything_that_is_read(snapshot):
    key = snapshot.search_words(Unit.STATEMENT, "patient", 1)[0].key
    found = snapshot.read(Unit.STATEMENT, [key, 10**9])
    assert list(found) == [key]
    assert (found[key].speaker.name, found[key].article.publisher) == ("Marta Lindqvist", "Harbour Herald")
    assert [one.id for one in snapshot.speakers] == ["ada-roth", "marta-lindqvist", "tomas-reed"]
    assert snapshot.publishers == ("Harbour Herald", "Valley Times")
    assert snapshot.last_day == date(2024, 3, 4)
    whole = snapshot.article("harbour-reopens")
    assert whole.article == HARBOUR.article
    assert [one.name for one in whole.statements] == ["Marta Lindqvist", "Marta Lindqvist", "Tomas Reed"]


def test_a_text_is_kept_to_the_letter_whatever_stands_in_it(place):
    odd = article(
        "odd\0one", Said("A nul \0, \ue000 and \ue0000, a tab\t, 'quotes', \\x00, %s, \U0001f98a.", "Zoé O'Neil")
    )
    put(place, odd, HARBOUR)
    whole = Snapshot(place).article("odd\0one")
    assert whole.article == odd.article
    assert [one.name for one in whole.statements] == ["Zoé O'Neil"]
    put(place, removed=["odd\0one"])
    assert Snapshot(place).article("odd\0one") is None


# sequences


def test_a_deleted_article_is_gone_from_every_answer(place, snapshot):
    put(place, removed=["harbour-reopens"])
    after = Snapshot(place)
    assert (after.sequence, after.article_count, after.article("harbour-reopens")) == (2, 2, None)
    assert [found(after, words) for words in ("patient", "harbour", "Lindqvist")] == [[], [], []]
    assert after.search_phrase(Unit.STATEMENT, "the pier", 5) == []
    near = after.search_vectors(Unit.STATEMENT, np.stack([direction(1)]), 10)[0]
    assert {after.read(Unit.STATEMENT, [hit.key])[hit.key].article.id for hit in near} == {"rail-strike", "wolf-count"}
    assert after.rarity("harbour") == 1 or after.search_words(Unit.PASSAGE, "harbour", 5) == []
    assert {one.id for one in after.speakers} == {"ada-roth"}
    assert check(place) == ()


def test_a_changed_article_is_found_by_its_new_words_alone(place, snapshot):
    put(place, again(HARBOUR, "The ferries go again"))
    after = Snapshot(place)
    assert (found(after, "ferry"), found(after, "patient")) == (["The ferries go again"], [])
    assert after.article("harbour-reopens").article.text == "The ferries go again"
    assert (after.article_count, after.count(Unit.STATEMENT)) == (3, 4)
    assert check(place) == ()


def test_a_batch_is_seen_by_nobody_before_it_is_published(place, snapshot):
    home = home_of(place)
    with home.writing():
        store = home.create()
        store.add([again(HARBOUR, "The ferries go again"), article("new-one", Said("Quite new"))], PIPELINE)
        store.remove([store.known()["rail-strike"].key])
        assert store.unpublished()
        for reader in (snapshot, snapshot.renewed(), Snapshot(place)):
            assert (reader.sequence, reader.outdated, reader.article_count) == (1, False, 3)
            assert (found(reader, "patient", k=1), found(reader, "ferries")) == (["The pier is a patient"], [])
            assert len(reader.keys(Unit.STATEMENT, Where())) == 6


def test_a_reader_of_the_sequence_before_goes_on_until_it_looks(place, snapshot):
    key = snapshot.search_words(Unit.STATEMENT, "patient", 1)[0].key
    put(place, again(HARBOUR, "The ferries go again"))
    assert [hit.key for hit in snapshot.search_words(Unit.STATEMENT, "patient", 1)] == [key]
    assert snapshot.latest == 2 or _soon(lambda: snapshot.latest == 2)
    assert snapshot.outdated
    assert snapshot.read(Unit.STATEMENT, [key]) == {}  # its words are gone
    assert snapshot.overtaken  # so that the engine asks again
    assert found(snapshot.renewed(), "ferries") == ["The ferries go again"]


def _soon(holds, seconds=2.0):
    import time  # noqa: PLC0415

    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_keys_are_never_given_twice(place, snapshot):
    last = max(snapshot.keys(Unit.STATEMENT, Where()))
    put(place, removed=[one.article.id for one in ALL])
    put(place, *ALL)
    assert min(Snapshot(place).keys(Unit.STATEMENT, Where())) > last


def test_a_second_writer_is_refused_at_once(place):
    with home_of(place).writing(), pytest.raises(BusyError, match="another process is indexing"):
        put(place, HARBOUR)
    put(place, HARBOUR)


def test_a_batch_is_stored_whole_or_not_at_all(place):
    put(place, HARBOUR)
    home = home_of(place)
    torn = article("torn", Said("One"), Said("Two"))
    torn = type(torn)(torn.article, torn.analysis, torn.passages, torn.passage_vectors, torn.statement_vectors[:1])
    with home.writing():
        store = home.create()
        with pytest.raises(ValueError, match="zip"):
            store.add([STRIKE, torn], PIPELINE)
        assert sorted(store.known()) == ["harbour-reopens"]
        assert not store.unpublished()


def test_what_a_publication_did_before_it_broke_off_is_undone_by_the_next(place, snapshot, monkeypatch):
    home = home_of(place)
    with home.writing():
        store = home.create()
        store.add([again(HARBOUR, "The ferries go again")], PIPELINE)
    advance = type(home).advance

    def broken(self, *given):
        advance(self, *given)
        raise KeyboardInterrupt

    monkeypatch.setattr(type(home), "advance", broken)
    with pytest.raises(KeyboardInterrupt):
        put(place, STRIKE)
    monkeypatch.undo()
    reader = Snapshot(place)
    assert (reader.sequence, found(reader, "ferries")) == (1, [])
    assert found(reader, "patient", k=1) == ["The pier is a patient"]
    put(place, article("one-more", Said("The wolves came back")), removed=["wolf-count"])
    after = Snapshot(place)
    assert after.sequence == 2
    assert found(after, "wolves") == ["The wolves came back"]
    assert (found(after, "patient"), found(after, "ferries")) == ([], ["The ferries go again"])
    assert sorted(one.id for one in after.headings) == ["harbour-reopens", "one-more", "rail-strike"]
    assert check(place) == ()


# decisions of admins


def test_a_statement_that_an_admin_gives_to_another_is_found_under_their_name(place, snapshot):
    key = snapshot.search_words(Unit.STATEMENT, "patient", 1)[0].key
    one = snapshot.read(Unit.STATEMENT, [key])[key]
    subject = statement_key(one.article, one.unit)
    republish(place, Override("speaker", subject, "tomas-reed", one.article.id))
    after = Snapshot(place)
    assert "The pier is a patient" in found(after, "Reed", Where(speakers=("tomas-reed",)))
    assert found(after, "harbour", Where(speakers=("marta-lindqvist",))) == ["The harbour will reopen on Friday"]
    assert after.search_words(Unit.STATEMENT, "patient", 1)[0].key == key
    assert len(after.keys(Unit.STATEMENT, Where())) == 6
    assert check(place) == ()


def test_speakers_that_an_admin_merges_are_one(place, snapshot):
    republish(place, Override("merge", "tomas-reed", "marta-lindqvist"))
    after = Snapshot(place)
    assert len(after.keys(Unit.STATEMENT, Where(speakers=("marta-lindqvist",)))) == 3
    assert after.speaker("tomas-reed") is None
    assert snapshot.speaker("tomas-reed").name == "Tomas Reed"  # as its sequence has it


# encoders


def test_vectors_of_another_encoder_replace_all_others(place, snapshot):
    wider = [article(one.article.id, *_said(one)) for one in ALL]
    put(place, *wider, encoder="another")
    after = Snapshot(place)
    assert (after.encoder, snapshot.encoder) == ("another", "made by hand")
    assert after.count(Unit.STATEMENT) == 6
    assert check(place) == ()


def test_articles_without_a_day_or_a_publisher_are_unknown_and_nothing_else(snapshot):
    (placed,) = [one for one in snapshot.placed(Unit.STATEMENT, Where()) if one.day is None]
    assert placed.publisher is None
    assert snapshot.read(Unit.STATEMENT, [placed.key])[placed.key].article.id == UNDATED.article.id
