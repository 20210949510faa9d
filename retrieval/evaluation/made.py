"""Questions made of an index itself, by the thousand: each with an answer, and a twin that has none.

A statement or a sentence gives a question: its speaker and some of its words, or of the words around it, some put
otherwise by a word of like meaning. The twin is the same question with the article that answers kept from the
search (leave one out): whatever is near it still is. Asking another speaker of the corpus after the same thing is
the third kind. Made questions are simpler than those of people; they count for little beside them, but they are
many, and hold every kind of refusal in known numbers.
"""

import random
import re
from collections.abc import Iterator, Sequence

import numpy as np

from index.english.asking import Asked
from index.models import Speaker
from index.search.found import IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.evaluation.questions import Gold, GoldQuestion
from retrieval.question.words import FILLER
from retrieval.ranking.likeness import word_vectors
from retrieval.ranking.stemming import stems
from retrieval.ranking.wanted import kinds_in

WEIGHT = 0.05  # of a made question beside one by hand
_SAYING = ("what did {who} say about {topic}?", "{who} on {topic}", "did {who} say {topic}?", "{who}'s view of {topic}")
_ASKING = {Asked.NUMBER: "how many {topic}?", Asked.DAY: "when {topic}?", Asked.PLACE: "where {topic}?"}
_WHO_SAID = 0.2  # share of the questions that ask who said it
_OTHERWISE = 0.3  # share of the words that are put otherwise
_AROUND = 0.4  # share of the words that are taken from around a statement, not from it
_LIKE = 0.55  # from this likeness on a word stands for another
_FEWEST = 8  # words of a statement or sentence of which a question is made


class _Maker:
    def __init__(self, snapshot: Snapshot, seed: int) -> None:
        self._snapshot = snapshot
        self._random = random.Random(seed)  # noqa: S311 - a reproducible choice, nothing secret
        self._vocabulary: list[str] = []

    def statements(self, stored: IndexedArticle) -> Iterator[GoldQuestion]:
        text, article = stored.article.text, stored.article
        for one in stored.statements:
            statement, speaker = one.statement, one.speaker
            said = " ".join(statement.texts(text))
            if speaker is None or len(said.split()) < _FEWEST or statement.confidence < 0.6:
                continue
            around = text[max(0, statement.span.start - 300) : statement.span.end + 100] + " " + article.title
            topic = self._topic(said, around, speaker.name, self._random.randint(1, 4))
            if not topic:
                continue
            who = self._random.choice([speaker.name, speaker.name.split()[-1]])
            form = self._random.choice(_SAYING)
            if self._random.random() < _WHO_SAID:
                topic = self._topic(said, said, speaker.name, self._random.randint(3, 5))
                form = "who said {topic}?"
            gold = Gold(tuple((article.id, part) for part in statement.parts), names=(speaker.name, *speaker.aliases))
            yield from _twins(
                f"{article.id}-{statement.key}", form.format(who=who, topic=topic), gold, article.id, "say"
            )

    def facts(self, stored: IndexedArticle) -> Iterator[GoldQuestion]:
        text, article = stored.article.text, stored.article
        for number, sentence in enumerate(stored.sentences):
            words = sentence.of(text)
            kinds = kinds_in(words)
            if len(words.split()) < _FEWEST or not kinds:
                continue
            form = _ASKING[self._random.choice(kinds)]
            topic = self._topic(words, words, "", self._random.randint(3, 5))
            if topic:
                gold = Gold(((article.id, sentence),))
                yield from _twins(f"{article.id}-s{number}", form.format(topic=topic), gold, article.id, "fact")

    def exchanged(self, stored: IndexedArticle, others: Sequence[Speaker]) -> Iterator[GoldQuestion]:
        """Another speaker asked after what one of this article's says."""
        present = {one.speaker for one in stored.statements}
        for question in self.statements(stored):
            speaker = self._random.choice(others)
            if question.answerable and speaker not in present:
                said = next(n for n in question.gold[0].names)
                swapped = question.text.replace(said, speaker.name).replace(said.split()[-1], speaker.name)
                yield GoldQuestion(f"{question.id}-x", swapped, (), stored.article.id, "exchanged", weight=WEIGHT)

    def _topic(self, said: str, around: str, name: str, count: int) -> str:
        own = stems(name)
        inside = self._content(said, own)
        outside = [word for word in self._content(around, own) if word not in inside]
        chosen: list[str] = []
        for _ in range(count):
            pool = outside if outside and self._random.random() < _AROUND else inside
            if pool:
                word = self._random.choice(sorted(pool, key=self._rarity)[-8:])
                chosen.append(self._otherwise(word) if self._random.random() < _OTHERWISE else word)
        return " ".join(dict.fromkeys(chosen))

    def _content(self, text: str, own: frozenset[str]) -> list[str]:
        words = dict.fromkeys(word.lower() for word in re.findall(r"[A-Za-z]{4,}", text))
        return [word for word in words if word not in FILLER and not stems(word) & own]

    def _rarity(self, word: str) -> float:
        return max((self._snapshot.rarity(stem) for stem in stems(word)), default=0.0)

    def _otherwise(self, word: str) -> str:
        """A word of like meaning, or the word itself."""
        if not self._vocabulary:
            self._vocabulary = sorted(
                {w.lower() for a in self._snapshot.articles() for w in re.findall(r"[A-Za-z]{4,}", a.article.text)}
                - FILLER
            )
        vectors = word_vectors()
        like = vectors.likeness([word], vectors.rows(self._vocabulary))[0]
        near = [i for i in np.argsort(-like)[:8] if like[i] >= _LIKE and not stems(self._vocabulary[i]) & stems(word)]
        return self._vocabulary[self._random.choice(near)] if near else word


def made_questions(snapshot: Snapshot, count: int, seed: int = 0) -> list[GoldQuestion]:
    """About ``count`` questions of each kind, with their twins."""
    maker = _Maker(snapshot, seed)
    stored = list(snapshot.articles())
    quoted = [speaker for speaker in snapshot.speakers if speaker.statements > 1]
    kinds = (
        [q for one in stored for q in maker.statements(one)],
        [q for one in stored for q in maker.facts(one)],
        [q for one in stored for q in maker.exchanged(one, quoted)] if quoted else [],
    )
    chosen: list[GoldQuestion] = []
    for questions in kinds:
        firsts = [q for q in questions if q.without is None]
        random.Random(seed).shuffle(firsts)  # noqa: S311
        ids = {q.id for q in firsts[:count]}
        chosen += [q for q in questions if q.id.removesuffix("-out") in ids]
    return chosen


def _twins(number: str, text: str, gold: Gold, article: str, kind: str) -> Iterator[GoldQuestion]:
    yield GoldQuestion(number, text, (gold,), article, f"made {kind}", weight=WEIGHT)
    yield GoldQuestion(f"{number}-out", text, (gold,), article, f"left out {kind}", weight=WEIGHT, without=article)
