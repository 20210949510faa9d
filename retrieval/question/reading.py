"""What the user typed into a Question: who is asked about, on what, when, where printed and in which form."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from index.speakers import Directory, fold
from retrieval.models import Anybody, Asked, Described, Form, Named, Order, Question, UnknownName, Who
from retrieval.question.period import period_of
from retrieval.question.speaker import Slot, asks_who, slots_of, speakers_of, verb_of
from retrieval.question.words import SPEECH_NOUNS, Word, is_reporting, words_of

_QUOTED = re.compile(r"[“\"«„]([^“”\"»]{3,})[“”\"»]")
_FILLER = frozenset(
    """what who whom whose which when where why how did does do has have had is was were are be been being would will
    can could should the a an of to in on at for from by with and or about his her its their he she it they him them
    say said says saying tell told think thinks thought make made give gave get that this these those there ever
    really according regarding concerning re than then as if so any anything something some all s t me us you i please
    own opinion versus vs what's who's how's""".split()
)
_BETWEEN = frozenset("that it this him her them you me us anything something like".split())
_AUXILIARY_FIRST = re.compile(r"^\s*(?:did|does|do|has|have|is|was|would|will)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bwhen did\b.*\bfirst\b|\bfirst (?:say|said|mention|talk|speak)", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:latest|most recent|newest|lately|most recently|recently)\b", re.IGNORECASE)
_WHEN_HE = re.compile(r"\b(?:when|after|as) (?:he|she|they|it) ", re.IGNORECASE)
_ATTITUDES = frozenset("want like hate love need hope wish fear only still not never".split())
_ORDER_WORDS = frozenset("first latest most recent newest lately recently".split())
# what asks for a fact: a number, a day, a place, a winner
_FACT = re.compile(
    r"^\s*(?:how (?:many|much|old|long|far|often)|when (?:was|is|were|did|does)|who (?:won|is|was)\b"
    r"|what (?:percent|percentage|time|year|day|is the|was the)|how (?:big|high|large|tall|deep|heavy|wide|fast))",
    re.IGNORECASE,
)


def parse_question(
    text: str,
    directory: Directory,
    publishers: Sequence[str] = (),
    today: date | None = None,
    latest: date | None = None,
) -> Question:
    """Read a question. Every part that it does not have stays empty.

    ``today`` is the user's day, ``latest`` the day of the newest article: in an archive "last week"
    is the last week that it holds.
    """
    words = words_of(text)
    publisher, printed = _publisher(words, publishers)
    first, last, dated = period_of(text, today or date.today(), latest)  # noqa: DTZ011 - the user's calendar day
    aside = frozenset(i for i, w in enumerate(words) if any(s <= w.start < e for s, e in dated)) | printed
    slots = slots_of(text, words, directory)
    named = [slot for slot in slots if slot.matches]
    unnamed = next((slot for slot in slots if not slot.matches), None) if not named else None
    used = aside | {i for slot in [*named, *([unnamed] if unnamed else [])] for i in range(slot.first, slot.last + 1)}
    manner = frozenset(i for slot in slots for i in _manner(words, slot))
    order = Order.OLDEST if _FIRST.search(text) else Order.NEWEST if _LATEST.search(text) else Order.RELEVANCE
    return Question(
        text=text,
        form=_form(text, named=len(named), asked=bool(named or unnamed)),
        topic=_topic(words, used | manner, order) or _topic(words, used, order),
        who=_who(text, words, named, unnamed),
        asked=Asked.THING if _asks_fact(text, words, named) and order is Order.RELEVANCE else None,
        premise=_premise(text, words, slots),
        first=first,
        last=last,
        publisher=publisher,
        quoted=tuple(_quotations(text)),
        order=order,
    )


def _who(text: str, words: Sequence[Word], named: Sequence[Slot], unnamed: Slot | None) -> Who:
    """Whom the question's slots stand for."""
    if named:
        return Named(speakers_of(named), tuple(_words_of(text, words, slot) for slot in named))
    if unnamed is None:
        return Anybody()
    whole = _words_of(text, words, unnamed)
    return Described(whole) if unnamed.described else UnknownName(whole)


def _asks_fact(text: str, words: Sequence[Word], named: Sequence[Slot]) -> bool:
    """Whether a number, a day or a place is wanted, and not what somebody said it was."""
    reported = "according to" in text.lower() or any(verb_of(words, slot) is not None for slot in named)
    return bool(_FACT.match(text)) and not reported


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


def _form(text: str, *, named: int, asked: bool) -> Form:
    if named > 1:
        return Form.COMPARE
    if asked:
        return Form.DID_SAY if _AUXILIARY_FIRST.match(text) else Form.STATEMENTS
    return Form.WHO_SAID if asks_who(text) else Form.FACT


def _topic(words: Sequence[Word], used: frozenset[int], order: Order) -> str:
    left = [(i, w) for i, w in enumerate(words) if i not in used and w.plain not in _FILLER]
    if order is not Order.RELEVANCE:
        left = [(i, w) for i, w in left if w.low not in _ORDER_WORDS]
    return " ".join(w.text for _, w in left)


def _manner(words: Sequence[Word], slot: Slot) -> Iterator[int]:
    """The words beside a slot that say in which way somebody spoke, not on what: "X's position", "X call"."""
    verb = verb_of(words, slot)
    if verb is not None:
        yield verb
    if words[slot.last].owner:
        yield from (i for i in range(slot.last + 1, min(slot.last + 3, len(words))) if words[i].low in SPEECH_NOUNS)
    if slot.first > 1 and words[slot.first - 1].low in {"by", "from"}:
        yield slot.first - 2


def _premise(text: str, words: Sequence[Word], slots: Sequence[Slot]) -> str:
    """What the question takes for granted that its speaker did, apart from speaking and thinking."""
    if found := _WHEN_HE.search(text):
        clause = [w for w in words if w.start >= found.end() and w.low not in _FILLER]
        return " ".join(w.text for w in clause[:2])
    if slots and words[0].low == "why" and verb_of(words, slots[0]) is None:
        after = words[slots[0].last + 1 : slots[0].last + 2]
        return " ".join(w.text for w in after if w.low not in _FILLER | _ATTITUDES and not words[slots[0].last].owner)
    return ""


def _words_of(text: str, words: Sequence[Word], slot: Slot) -> str:
    return re.sub(r"[’']s?$", "", text[words[slot.first].start : words[slot.last].end])


def _publisher(words: Sequence[Word], publishers: Sequence[str]) -> tuple[str | None, frozenset[int]]:
    """The publisher named after "in", "by", "from" or "on", and the words that name it."""
    lows = [fold(w.low) for w in words]
    for i, low in enumerate(lows):
        if low not in {"in", "by", "from", "on", "via"}:
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
