"""Whether an article bears out what a question takes for granted: its words, or words like them, and its numbers.

"How many shares did Lee hold" is not answered by an article that knows of no shares, whatever it says of Lee.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.models import Article, Span
from retrieval.models import Question
from retrieval.question.words import FILLER
from retrieval.ranking.coverage import content_words
from retrieval.ranking.likeness import word_vectors
from retrieval.ranking.stemming import split, stem_of
from retrieval.ranking.wanted import want_of, wanted_in


@dataclass(frozen=True, slots=True)
class BorneOut:
    """What of a question its best article does not have, each between 0 and 1.

    ``lacking`` is how little the word that is met worst is like any word of the article, ``unmet`` the share of the
    words whose stem is not there, ``numbers`` 1 where a number is not.
    """

    lacking: float = 0.0
    unmet: float = 0.0
    numbers: float = 0.0


def borne_out(question: Question, article: Article) -> BorneOut:
    """How far an article has what a question speaks of."""
    words = [word for word in dict.fromkeys(split(f"{question.topic} {question.who_words}")) if word not in FILLER]
    if not words:
        return BorneOut()
    there = content_words(f"{article.title} {article.text}")
    exact = np.array([stem_of(word) in there.stems for word in words])
    vectors = word_vectors()
    like = np.zeros(len(words))
    if there.compared:
        like = vectors.likeness(words, vectors.rows(there.compared)).max(axis=1)
    numbers = [word for word in words if any(letter.isdigit() for letter in word)]
    return BorneOut(
        lacking=float(1 - np.where(exact, 1.0, like).min()),
        unmet=float(1 - exact.mean()),
        numbers=float(any(not re.search(rf"\b{re.escape(number)}\b", article.text.lower()) for number in numbers)),
    )


def is_unmeasured(question: Question, article: Article, sentences: Sequence[Span]) -> bool:
    """Whether an amount, a length or the like is asked for, and no sentence of an article has a number with its unit.

    "How much did the tower cost" is not answered by an article that knows of no money, whatever else it counts.
    """
    want = want_of(question.asked, question.text, ())
    return want.measure is not None and all(wanted_in(want, one.of(article.text)) < 1 for one in sentences)
