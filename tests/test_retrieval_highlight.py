"""The words of an item that answer are marked: a sentence, or the piece of a long one."""

import pytest

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.answer.highlight import MOST_WORDS
from retrieval.engine import Engine

LIGHTHOUSE = (
    "The lighthouse of Grey Point was switched off on Monday, and two hundred people came to watch.\n\n"
    "It was built in 1871 by the engineer Ida Brook. The tower is 42 metres tall. Its lamp was lit with whale oil "
    "until the island got electricity, which happened in 1923, after a long quarrel over the cable that a company from "
    "the mainland had laid in the wrong bay, while the keepers went on carrying oil up the stairs every evening "
    "because the council had forgotten to pay for a switch and nobody wanted to climb down the cliff to look for it.\n"
)


def marked(answer):
    item = answer.items[0]
    return [span.of(item.article.text) for span in item.highlight]


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lighthouse")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(LIGHTHOUSE, encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    index_corpus([sample.path(), folder / "in"], settings, CorpusSettings())
    return Engine.open(settings)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("which engineer built the lighthouse?", "It was built in 1871 by the engineer Ida Brook."),
        ("how tall is the tower of the lighthouse?", "The tower is 42 metres tall."),
    ],
)
def test_the_sentence_that_answers_is_marked(lighthouse, question, sentence):
    assert marked(lighthouse.ask(question)) == [sentence]


def test_of_a_long_sentence_the_piece_that_answers_is_marked(lighthouse):
    (words,) = marked(lighthouse.ask("when did the island get electricity?"))
    assert "the island got electricity" in " ".join(words.split())
    assert "1923" in words
    assert len(words.split()) <= MOST_WORDS


def test_only_words_of_the_statement_are_marked(engine):
    answer = engine.ask("what did Clara Jensen say about the tunnel?")
    item = answer.items[0]
    assert item.highlight
    for span in item.highlight:
        assert any(part.start <= span.start and span.end <= part.end for part in item.parts)
        assert len(span.of(item.article.text).split()) <= MOST_WORDS
