"""What the user typed into a Question: who is asked about, on what, when, where printed and in which form."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.english.asking import VAGUE_MEASURES
from index.english.function_words import WordUse, words_that
from index.english.lexicon import VerbUse, verbs_that
from index.english.tables import alternatives
from index.speakers import Directory, fold
from retrieval.models import Anybody, Described, Form, Named, Order, Question, UnknownName, Who
from retrieval.question.asked import asked_of
from retrieval.question.period import period_of
from retrieval.question.speaker import LEADS, SAYS, WORDS, Slot, asks_who, slots_of, speakers_of, verb_of
from retrieval.question.words import (
    ADVERBS,
    ATTITUDES,
    AUXILIARIES,
    FILLER,
    SPEECH_NOUNS,
    SUPPORT,
    Word,
    asks_after_words,
    is_reporting,
    words_of,
)

_QUOTED = re.compile(r"[“\"«„]([^“”\"»]{3,})[“”\"»]")
_BETWEEN = words_that(WordUse.BETWEEN) | {"like"}
_AUXILIARY_FIRST = re.compile(rf"^\s*(?:{alternatives(AUXILIARIES)})\b", re.IGNORECASE)
_FIRST = re.compile(r"\bwhen did\b.*\bfirst\b|\bfirst (?:say|said|mention|talk|speak)", re.IGNORECASE)
_RECENT = words_that(WordUse.RECENT)
_LATEST = re.compile(rf"\b(?:{alternatives(_RECENT | {'most recent'})})\b", re.IGNORECASE)
_ORDER_WORDS = _RECENT | {"first", "most", "recent"}
_WHEN_HE = re.compile(r"\b(?:when|after|as) (?:he|she|they|it) ", re.IGNORECASE)
_NO_DEED = verbs_that(VerbUse.WISHES) | ADVERBS | {"never"}
_BEFORE_PUBLISHER = words_that(WordUse.PRINTED)
DATED = 0.5  # from which share of speech on a date is the day of publication
_ANYBODY = re.compile(
    rf"^\s*(?:{alternatives(SUPPORT | {'has', 'have', 'is'})})\s+(?:any|some)(?:one|body)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """What of a corpus the reading of a question needs to know.

    ``heard`` tells whether a word, in lower case, stands anywhere in the corpus. ``latest`` is the day of the
    newest article: in an archive "last week" is the last week that it holds.
    """

    directory: Directory
    publishers: Sequence[str] = ()
    latest: date | None = None
    heard: Callable[[str], bool] = lambda _: True


def parse_question(text: str, known: Known, today: date | None = None) -> Question:
    """Read a question. Every part that it does not have stays empty. ``today`` is the user's day."""
    words = words_of(text)
    publisher, printed = _publisher(words, known.publishers)
    slots = slots_of(text, words, known.directory, known.heard)
    named = [slot for slot in slots if slot.matches]
    unnamed = next((slot for slot in slots if not slot.matches), None) if not named else None
    taken = [*named, *([unnamed] if unnamed else [])]
    speech = _speech(text, words, taken)
    first, last, dated = _period(text, words, taken, speech, today or date.today(), known.latest)  # noqa: DTZ011 - the user's calendar day
    aside = frozenset(i for i, w in enumerate(words) if any(s <= w.start < e for s, e in dated)) | printed
    measures = frozenset(i for i, w in enumerate(words) if i and words[i - 1].low == "how" and w.low in VAGUE_MEASURES)
    used = aside | measures | {i for slot in taken for i in range(slot.first, slot.last + 1)}
    manner = frozenset(i for slot in taken for i in _manner(words, slot))
    order = Order.OLDEST if _FIRST.search(text) else Order.NEWEST if _LATEST.search(text) else Order.RELEVANCE
    form = _form(text, words, slots=taken, speech=speech)
    return Question(
        text=text,
        form=form,
        topic=_topic(words, used | manner, order) or _topic(words, used, order),
        who=_who(text, words, named, unnamed),
        speech=speech,
        asked=asked_of(text) if speech < WORDS else None,
        premise=_premise(text, words, slots),
        first=first,
        last=last,
        publisher=publisher,
        quoted=tuple(_quotations(text)),
        order=order,
    )


def _speech(text: str, words: Sequence[Word], slots: Sequence[Slot]) -> float:
    """How surely the question wants somebody's words, between 0 (a fact) and 1."""
    if slots:
        return max(slot.speech for slot in slots)
    if _ANYBODY.match(text) and any(is_reporting(w.low) for w in words):
        return SAYS
    if asks_who(text):
        return SAYS if asks_after_words(words) else 0.0
    if any(w.low in SPEECH_NOUNS for w in words) and asked_of(text) is None:
        return LEADS
    return 0.0


def _form(text: str, words: Sequence[Word], *, slots: Sequence[Slot], speech: float) -> Form:
    if len(slots) > 1:
        return Form.COMPARE
    if slots:
        if speech < WORDS and asked_of(text) is not None:
            return Form.FACT
        return Form.DID_SAY if _AUXILIARY_FIRST.match(text) else Form.STATEMENTS
    if speech == SAYS:
        return Form.WHO_SAID
    return Form.STATEMENTS if speech else Form.FACT


def _who(text: str, words: Sequence[Word], named: Sequence[Slot], unnamed: Slot | None) -> Who:
    if named:
        return Named(speakers_of(named), tuple(_words_of(text, words, slot) for slot in named))
    if unnamed is None:
        return Anybody()
    said = _words_of(text, words, unnamed)
    return Described(said) if unnamed.described else UnknownName(said)


def _period(
    text: str, words: Sequence[Word], slots: Sequence[Slot], speech: float, today: date, latest: date | None
) -> tuple[date | None, date | None, tuple[tuple[int, int], ...]]:
    """The days of publication that are asked for, and the places of their words.

    A fact's date is the event's, which the article may tell later: it stays among the words. A bare year or
    month is a period only beside the name of a speaker or at the end ("harper senate reform 2006").
    """
    if speech < DATED:
        return None, None, ()
    behind = max((words[slot.last].end for slot in slots), default=None)
    return period_of(text, today, latest, bare_after=behind)


def _quotations(text: str) -> Iterator[str]:
    """Words in marks that the question says somebody said: right behind a verb of speaking.

    Behind anything else marks hold a title or a name ("about the “bread levy”").
    """
    for found in _QUOTED.finditer(text):
        before = [word.low for word in words_of(text[: found.start()])]
        while before and before[-1] in _BETWEEN:
            before.pop()
        if before and is_reporting(before[-1]):
            yield found.group(1)


def _topic(words: Sequence[Word], used: frozenset[int], order: Order) -> str:
    left = [(i, w) for i, w in enumerate(words) if i not in used and w.plain not in FILLER]
    if order is not Order.RELEVANCE:
        left = [(i, w) for i, w in left if w.low not in _ORDER_WORDS]
    return " ".join(w.text for _, w in left)


def _manner(words: Sequence[Word], slot: Slot) -> Iterator[int]:
    """The words beside a slot that say in which way somebody spoke, not on what: "X's position", "X call"."""
    verb = verb_of(words, slot)
    if verb is not None:
        yield verb
    behind = min(slot.last + (3 if words[slot.last].owner else 2), len(words))
    yield from (i for i in range(slot.last + 1, behind) if words[i].low in SPEECH_NOUNS | ATTITUDES)
    if slot.last < len(words) - 1 and words[-1].low in SPEECH_NOUNS:  # "X privacy quote"
        yield len(words) - 1
    if (
        words[0].low in {"what", "which"} and len(words) > 1 and words[1].low in SPEECH_NOUNS
    ):  # "what excuse did X give"
        yield 1
    if slot.first > 1 and words[slot.first - 1].low in {"by", "from"}:
        yield slot.first - 2


def _premise(text: str, words: Sequence[Word], slots: Sequence[Slot]) -> str:
    """What the question takes for granted that its speaker did, apart from speaking and thinking."""
    if found := _WHEN_HE.search(text):
        clause = [w for w in words if w.start >= found.end() and w.low not in FILLER]
        return " ".join(w.text for w in clause[:2])
    if slots and words[0].low == "why" and verb_of(words, slots[0]) is None:
        after = words[slots[0].last + 1 : slots[0].last + 2]
        return " ".join(w.text for w in after if w.low not in FILLER | _NO_DEED and not words[slots[0].last].owner)
    return ""


def _words_of(text: str, words: Sequence[Word], slot: Slot) -> str:
    return re.sub(r"[’']s?$", "", text[words[slot.first].start : words[slot.last].end])


def _publisher(words: Sequence[Word], publishers: Sequence[str]) -> tuple[str | None, frozenset[int]]:
    """The publisher named after "in", "by", "from" or "on", and the words that name it."""
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


@lru_cache(maxsize=10_000)
def _publisher_words(publisher: str) -> tuple[str, ...]:
    return tuple(part for part in fold(re.sub(r"\(.*?\)", "", publisher)).split() if part != "the")
