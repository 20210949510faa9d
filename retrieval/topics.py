"""What somebody is on record about, in phrases that a person would choose to ask with."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.models import NounPhrase, Speaker, Statement
from index.search.found import Found
from index.speakers import fold
from retrieval.ranking.stemming import stems

TOPICS = 6  # of a speaker, at most
READ = 30  # statements of a speaker from which their topics are told
_MERE = 0.6
_IN_TITLE = 3  # what a phrase counts that stands in the article's title too: it is what the article is about


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase, and how it stands in a sentence: with "the" where the articles have it so."""

    text: str
    in_sentence: str

    @property
    def mere(self) -> bool:
        """Whether it is one common noun, which says little by itself."""
        return " " not in self.text and self.text.islower()


def topics_of(speaker: Speaker, said: Sequence[Found], rarity: Callable[[str], float]) -> tuple[Topic, ...]:
    """What a speaker's statements are about, the most telling phrases first.

    A phrase tells more the more statements it stands in, and the rarer its words are in the corpus.
    """
    own = stems(" ".join(fold(alias) for alias in speaker.aliases))
    statements = [(one.article.title, one.unit.phrases) for one in said if isinstance(one.unit, Statement)]
    counted: Counter[frozenset[str]] = Counter()
    forms: dict[frozenset[str], Counter[NounPhrase]] = defaultdict(Counter)
    for headline, phrases in statements:
        title = stems(headline)
        for phrase in phrases:
            words = stems(phrase.text)
            if words and not words & own:
                counted[words] += _IN_TITLE if words <= title else 1
                forms[words][phrase] += 1
    weights = {words: count * _telling(next(iter(forms[words])), rarity) for words, count in counted.items()}
    ranked = sorted(weights, key=lambda words: (-weights[words], sorted(words)))
    return tuple(_topic(forms[words]) for words in _distinct(ranked))


def _telling(phrase: NounPhrase, rarity: Callable[[str], float]) -> float:
    """How much a phrase tells: by its nouns, and half as much by what describes them; a mere noun tells less."""
    nouns = stems(" ".join(phrase.nouns))
    rest = stems(phrase.text) - nouns
    told = (sum(map(rarity, nouns)) + sum(map(rarity, rest)) / 2) / (len(nouns) + len(rest)) ** 0.5
    mere = len(nouns) == 1 and not rest and phrase.text.islower()
    return float(told * _MERE if mere else told)


def _distinct(ranked: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The first phrases of which none shares a word with one before it."""
    chosen: list[frozenset[str]] = []
    for words in ranked:
        if len(chosen) == TOPICS:
            break
        if not any(words & other for other in chosen):
            chosen.append(words)
    return chosen


def _topic(forms: Counter[NounPhrase]) -> Topic:
    """The phrase in the form in which it stands most often."""
    text = Counter(phrase.text for phrase in forms.elements()).most_common(1)[0][0]
    definite = any(phrase.definite for phrase in forms if phrase.text == text)
    return Topic(text, f"the {text}" if definite else text)
