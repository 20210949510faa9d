"""How much of a question's words stands in a text: by stem, by likeness of meaning, misspelt."""

import numpy as np
import pytest

from retrieval.ranking.coverage import Coverage, terms_in


def met(words, text, **rarity):
    """Each stem of the words with how well it is met in the text; stems without ``rarity`` are not in the corpus."""
    terms = terms_in(words, rarity)
    return dict(zip([term.stem for term in terms], Coverage(terms).met(text).tolist(), strict=True))


def test_function_words_and_repeated_stems_are_no_terms():
    assert [term.stem for term in terms_in("what did they say about repairing the repaired pier", {})] == [
        "repair",
        "pier",
    ]


def test_a_word_is_met_by_any_form_of_its_stem():
    assert met("repairs", "The pier was repaired.", repair=0.4) == {"repair": 1}
    assert met("café's", "Two cafes closed.", cafe=0.4) == {"cafe": 1}


def test_a_word_of_like_meaning_counts_in_part_and_a_strange_one_hardly():
    like = met("killed", "Nine sailors died.", kill=0.3)["kill"]
    strange = met("killed", "A pamphlet on butter.", kill=0.3)["kill"]
    assert 0.3 < like < 1
    assert strange < 0.15


@pytest.mark.parametrize(
    ("typed", "written", "forgiven"),
    [
        ("harbuor", "harbour", True),  # two letters exchanged
        ("tunel", "tunnel", True),
        ("engeneers", "engineers", True),
        ("telephnoes", "telephones", True),
        ("barn", "born", False),  # too short to be told
        ("winter", "sister", False),  # other first letter
        ("engeneer", "engineers", True),  # in the other number
        ("condoms", "condolences", False),  # their stems differ by a letter, they do not
    ],
)
def test_a_word_that_the_corpus_does_not_have_may_be_misspelt(typed, written, forgiven):
    (share,) = met(typed, f"They saw the {written}.").values()
    assert (share == pytest.approx(0.9)) is forgiven


def test_a_word_that_the_corpus_has_is_not_taken_for_a_misspelt_one():
    assert met("tunel", "They saw the tunnel.", tunel=0.5)["tunel"] < 0.9


def test_a_share_is_weighted_by_rarity():
    terms = terms_in("pier council", {"pier": 0.9, "council": 0.1})
    part = Coverage(terms).of(terms)
    found = np.array([1, 0], dtype=np.float32)
    assert part.share(found) == pytest.approx(0.9)
    assert part.rarest(found) == 1
    assert part.weakest(found, rare=0.5) == 1
    assert part.weakest(found, rare=0.05) == 0


def test_of_no_terms_nothing_is_met_and_nothing_missed():
    part = Coverage(()).of(())
    none = part.met("The pier was repaired.")
    assert (part.share(none), part.rarest(none), part.weakest(none, rare=0.1)) == (0, 0, 1)


def test_texts_prepared_at_once_are_met_as_one_by_one():
    terms = terms_in("harbour repair", {"harbour": 0.4, "repair": 0.4})
    texts = ["The port was mended.", "Ships left the dock.", "A choir sang."]
    at_once = Coverage(terms)
    at_once.prepare(texts)
    for text in texts:
        assert at_once.met(text).tolist() == pytest.approx(Coverage(terms).met(text).tolist())


def test_words_that_are_all_as_common_count_alike():
    coverage = Coverage(terms := terms_in("square bridge", {"squar": 0.0, "bridg": 0.0}))
    part = coverage.of(terms)
    assert part.share(part.met("The square was closed.")) == pytest.approx(0.5, abs=0.2)
    assert part.share(part.met("The square and the bridge were closed.")) == 1


def test_of_several_texts_each_word_counts_where_it_is_met_best():
    terms = terms_in("harbour repair", {"harbour": 0.4, "repair": 0.4})
    part = Coverage(terms).of(terms)
    met = part.met_in([["The harbour froze.", "A pier was repaired."], ["A pier was repaired."]])
    assert met[0].tolist() == [1, 1]
    assert met[1].tolist() == part.met("A pier was repaired.").tolist()
    assert part.shares(met).tolist() == pytest.approx([part.share(row) for row in met])
    assert part.weakest(met, rare=0.1).tolist() == met.min(axis=1).tolist()


def test_a_candidate_has_the_best_of_its_article_and_nothing_of_another(engine):
    _, ranked, _ = engine.candidates("who spoke about the harbour?")
    best: dict[str, float] = {}
    for one in ranked:
        best[one.found.article.id] = max(best.get(one.found.article.id, 0.0), one.features.content)
    assert [one.features.story for one in ranked] == [best[one.found.article.id] for one in ranked]
    assert len(set(best.values())) > 1
