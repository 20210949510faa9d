"""How like words are in meaning, and the table of their vectors as it grows."""

import pytest

from retrieval.ranking.likeness import NOISE, WordVectors


@pytest.fixture(scope="module")
def vectors():
    return WordVectors()


@pytest.mark.parametrize(("word", "like", "strange"), [("killed", "died", "butter"), ("italy", "italian", "violin")])
def test_words_of_like_meaning_are_nearer_than_strange_ones(vectors, word, like, strange):
    ((near, far),) = vectors.likeness([word], vectors.rows([like, strange])).tolist()
    assert near > 2 * NOISE
    assert far < NOISE + 0.1


def test_a_word_is_like_itself_and_has_one_row(vectors):
    assert vectors.likeness(["harbour"], vectors.rows(["harbour"])).item() == pytest.approx(1, abs=1e-5)
    assert vectors.rows(["harbour", "pier"]) == vectors.rows(["harbour", "pier"])


def test_the_table_grows_while_words_are_compared():
    vectors = WordVectors()
    (first,) = vectors.rows(["harbour"])
    many = [f"harbour{number}" for number in range(3000)]
    like = vectors.likeness([*many, "harbour"], [first])
    assert like.shape == (3001, 1)
    assert like[-1].item() == pytest.approx(1, abs=1e-5)
