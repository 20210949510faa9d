"""What a question is about: its words without those that ask, that name the speaker, or say when and where printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.english.asking import VAGUE_MEASURES
from index.english.function_words import WordUse, words_that
from index.english.lexicon import VerbUse, plural, verbs_that
from index.english.stances import StanceKind, stances
from index.speakers import fold
from retrieval.models import Order
from retrieval.question.slots import Slot, verb_of
from retrieval.question.words import (
    ACCORDING,
    ADVERBS,
    ATTITUDES,
    COMPARING,
    DENYING,
    DETERMINERS,
    FILLER,
    PREPOSITIONS,
    REFUSING,
    SPEECH_NOUNS,
    Word,
    is_reporting,
    words_of,
)

RECENT = words_that(WordUse.RECENT)
_QUOTED = re.compile(r"[“\"«„]([^“”\"»]{3,})[“”\"»]")
_BETWEEN = words_that(WordUse.BETWEEN) | {"like"}
_ORDER_WORDS = RECENT | {"first", "most", "recent"}
_WHEN_HE = re.compile(r"\b(?:when|after|as) (?:he|she|they|it) ", re.IGNORECASE)
_NO_DEED = FILLER | verbs_that(VerbUse.WISHES) | ADVERBS | {"never"}
_BEFORE_PUBLISHER = words_that(WordUse.PRINTED)
_OF_A_PREMISE = 2  # words
_PLAIN = frozenset({"statement", "quote", "remark", "word"})
_ANY_WORDS = _PLAIN | {plural(noun) for noun in _PLAIN}  # "statements by X" may be on anything, an "excuse" may not
_SIDES = stances(StanceKind.SIDE) | {"or"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A question as it was typed, its words, and the slots of its speakers."""

    text: str
    words: Sequence[Word]
    slots: Sequence[Slot]


def topic_of(typed: Typed, aside: frozenset[int], order: Order) -> str:
    """The words of the topic; ``aside`` are the places of words that say when and where something was printed."""
    words = typed.words
    measures = frozenset(i for i, w in enumerate(words) if i and words[i - 1].low == "how" and w.low in VAGUE_MEASURES)
    comparing = COMPARING.match(typed.text)
    opening = frozenset(i for i, w in enumerate(words) if comparing and w.end <= comparing.end())
    used = aside | measures | opening | {i for slot in typed.slots for i in range(slot.first, slot.last + 1)}
    manner = frozenset(i for slot in typed.slots for i in _manner(words, slot))
    topic = _without(words, used | manner, order)
    if topic or any(words[i].low in DENYING | REFUSING | _ANY_WORDS for i in manner):  # "what did X deny?"
        return topic
    return _without(words, used, order)


def premise_of(typed: Typed) -> str:
    """What the question takes for granted that its speaker did, apart from speaking and thinking."""
    words = typed.words
    if found := _WHEN_HE.search(typed.text):
        clause = [w for w in words if w.start >= found.end() and w.low not in FILLER]
        return " ".join(w.text for w in clause[:_OF_A_PREMISE])
    if not typed.slots or words[0].low != "why":
        return ""
    slot = typed.slots[0]
    if verb_of(words, slot) is not None or words[slot.last].owner:
        return ""
    return " ".join(w.text for w in words[slot.last + 1 : slot.last + 2] if w.low not in _NO_DEED)


def quotations_in(text: str) -> Iterator[str]:
    """Words in marks that the question says somebody said: right behind a verb of speaking.

    Behind anything else marks hold a title or a name ("about the “bread levy”").
    """
    for found in _QUOTED.finditer(text):
        before = [word.low for word in words_of(text[: found.start()])]
        while before and before[-1] in _BETWEEN:
            before.pop()
        if before and is_reporting(before[-1]):
            yield found.group(1)


def publisher_in(words: Sequence[Word], publishers: Sequence[str]) -> tuple[str | None, frozenset[int]]:
    """The publisher that a question names behind "in", "by" or the like, and the places of the words that name it."""
    lows = [fold(w.low) for w in words]
    for i, low in enumerate(lows):
        if low not in _BEFORE_PUBLISHER:
            continue
        at = i + 2 if lows[i + 1 : i + 2] == ["the"] else i + 1
        for publisher in publishers:
            name = _publisher_words(publisher)
            if name and tuple(lows[at : at + len(name)]) == name:
                return publisher, frozenset(range(i, at + len(name)))
    return None, frozenset()


def publisher_called(name: str, publishers: Sequence[str]) -> str | None:
    """The publisher that a name stands for, if any."""
    called = tuple(word for word in fold(name).split() if word != "the")
    return next((one for one in publishers if called and _publisher_words(one) == called), None)


def _without(words: Sequence[Word], used: frozenset[int], order: Order) -> str:
    left = [i for i, w in enumerate(words) if i not in used and (w.plain not in FILLER or _is_country(words, i))]
    if order is not Order.RELEVANCE:
        left = [i for i in left if words[i].low not in _ORDER_WORDS]
    return " ".join("United States" if _is_country(words, i) else words[i].text for i in left)


def _is_country(words: Sequence[Word], at: int) -> bool:
    """ "the us" is no pronoun."""
    return at > 0 and words[at].low == "us" and words[at - 1].low == "the"


def _manner(words: Sequence[Word], slot: Slot) -> Iterator[int]:
    """The words beside a slot that say in which way somebody spoke, not on what: "X's position", "X call"."""
    verb = verb_of(words, slot)
    if verb is not None:
        yield verb
    behind = min(slot.last + (3 if words[slot.last].owner else 2), len(words))
    yield from (i for i in range(slot.last + 1, behind) if words[i].low in SPEECH_NOUNS | ATTITUDES)
    side = slot.last + 1
    while side < len(words) and words[side].low in _SIDES:  # "is X for or against it"
        yield side
        side += 1
    if slot.last < len(words) - 1 and words[-1].low in SPEECH_NOUNS and not _is_governed(words[slot.last + 1 : -1]):
        yield len(words) - 1  # "X privacy quote"
    if words[0].low in {"what", "which"} and words[1:2] and words[1].low in SPEECH_NOUNS:  # "what excuse did X give"
        yield 1
    if slot.first > 1 and words[slot.first - 1].low in {"by", "from"}:
        yield slot.first - 2
    if slot.first > 1 and ACCORDING.search(f"{words[slot.first - 2].low} {words[slot.first - 1].low}"):
        yield slot.first - 2


def _is_governed(before: Sequence[Word]) -> bool:
    """Whether what stands before a word says that it is part of the topic: "X after the verdict"."""
    return any(word.low in DETERMINERS | PREPOSITIONS for word in before)


@lru_cache(maxsize=10_000)
def _publisher_words(publisher: str) -> tuple[str, ...]:
    return tuple(part for part in fold(re.sub(r"\(.*?\)", "", publisher)).split() if part != "the")
