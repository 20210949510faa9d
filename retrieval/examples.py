"""Questions that a corpus answers, made of what it holds: for whoever does not know what to ask."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import cycle, islice

from index.english.function_words import WordClass, words_of_class
from index.models import Speaker, Statement, Unit
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.speakers import fold
from retrieval.models import Answer
from retrieval.ranking.stemming import stems

_READ = 50  # statements of a speaker
_SPEAKERS = 30
_LETTERS = 5  # of a topic's word, at least
_IN_TITLE = 3  # what a word counts that stands in the article's title too: it is what the article is about
_TOKEN = re.compile(r"\w+|[^\w\s]")
_FORMS = (
    "what did {speaker} say about the {topic}?",
    "did {speaker} say anything about the {topic}?",
    "{speaker} on the {topic}",
)


@lru_cache(maxsize=1)
def example_questions(snapshot: Snapshot, ask: Callable[[str], Answer], count: int) -> tuple[str, ...]:
    """At most ``count`` questions that ``ask`` answers with words of the speaker whom they name, in varied forms."""
    forms = cycle(_FORMS)
    form = next(forms)
    found = []
    for speaker, topic in likely_topics(snapshot):
        question = form.format(speaker=speaker.name, topic=topic)
        answer = ask(question)
        if answer.items and answer.items[0].speaker == speaker:
            found.append(question)
            form = next(forms)
        if len(found) == count:
            break
    return tuple(found)


def likely_topics(snapshot: Snapshot) -> Iterator[tuple[Speaker, str]]:
    """Those who speak most, each with a word that they are on record with."""
    heard = sorted((s for s in snapshot.speakers if s.statements), key=lambda s: (-s.statements, s.id))
    for speaker in islice(heard, _SPEAKERS):
        if topic := _topic_of(speaker, snapshot):
            yield speaker, topic


def _topic_of(speaker: Speaker, snapshot: Snapshot) -> str:
    """The word that the speaker uses most and the corpus least; empty if there is none."""
    return next(iter(spoken_topics(speaker, snapshot, 1)), "")


def spoken_topics(speaker: Speaker, snapshot: Snapshot, count: int) -> tuple[str, ...]:
    """At most ``count`` words that the speaker uses most and the corpus least."""
    keys = snapshot.keys(Unit.STATEMENT, Where(speakers=(speaker.id,)))[:_READ]
    own = {word for alias in speaker.aliases for word in fold(alias).split()}
    counted: Counter[str] = Counter()
    for found in snapshot.read(Unit.STATEMENT, keys).values():
        if isinstance(found.unit, Statement):
            title = stems(found.article.title)
            for word in set(_nouns(found.unit.texts(found.article.text))) - own:
                counted[word] += _IN_TITLE if stems(word) <= title else 1
    rarity = {word: max(map(snapshot.rarity, stems(word)), default=0.0) for word in counted}
    ranked = sorted(sorted(counted), key=lambda word: -counted[word] * rarity[word])
    return tuple(ranked[:count])


def _nouns(texts: Sequence[str]) -> Iterator[str]:
    """The words that by all appearances end a noun phrase: behind "the", before a function word or a mark."""
    closed = words_of_class(*WordClass)
    for text in texts:
        tokens = [*_TOKEN.findall(text), "."]
        for before, word, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
            ends = not after.isalpha() or after in closed
            if before.lower() == "the" and ends and word.isalpha() and word.islower() and len(word) >= _LETTERS:
                yield word
