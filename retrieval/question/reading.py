"""What the user typed into a Question: who is asked about, on what, when, where printed and in which form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from index.english.lexicon import VERB_ROWS, VerbKind
from index.english.tables import alternatives, words_where
from index.english.talk import Talk, talk_phrases
from index.speakers import Directory
from retrieval.models import Anybody, Described, Form, Named, Order, Question, UnknownName, Who
from retrieval.question.asked import asked_of
from retrieval.question.period import Period, period_of
from retrieval.question.slots import DATED, HOLDS, LEADS, SAYS, WORDS, Slot, speakers_of
from retrieval.question.speaker import slots_of
from retrieval.question.speech import asks_for_thing, said_by_whom
from retrieval.question.topic import RECENT, Typed, premise_of, publisher_called, publisher_in, quotations_in, topic_of
from retrieval.question.words import (
    AUXILIARIES,
    FILLER,
    HEADLINE,
    SPEECH_NOUNS,
    SUPPORT,
    is_reporting,
    words_of,
)

_AUXILIARY_FIRST = re.compile(rf"^\s*(?:{alternatives(AUXILIARIES)})\b", re.IGNORECASE)
_TALK = words_where(VERB_ROWS, kind=VerbKind.TALK) | {"say", "said", "mention"}
_FIRST = re.compile(rf"\bwhen did\b.*\bfirst\b|\bfirst (?:{alternatives(_TALK)})", re.IGNORECASE)
_LATEST = re.compile(rf"\b(?:{alternatives(RECENT | {'most recent'})})\b", re.IGNORECASE)
_NEWS = re.compile(  # "any news on the strike", "whats new with Lee"
    rf"^\s*(?:{alternatives(talk_phrases(Talk.LATEST))}) (?:{alternatives(HEADLINE | {'with', 'from'})})\b",
    re.IGNORECASE,
)
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
    slots = () if said_by_whom(words) else slots_of(text, words, known.directory, known.heard)
    typed = Typed(text, words, _taken(slots))
    speech = _speech(typed)
    period = _period(typed, speech, today or datetime.now().astimezone().date(), known.latest)
    publisher, aside = publisher_in(words, known.publishers)
    wrote = None if publisher else _publisher_asked(typed, known.publishers)
    if wrote:  # its articles are asked for, and no one's words
        speech = 0.0
    if period.place is not None:
        aside |= {i for i, w in enumerate(words) if period.place.start <= w.start < period.place.end}
    order = Order.OLDEST if _FIRST.search(text) else Order.NEWEST if _LATEST.search(text) else Order.RELEVANCE
    news = _NEWS.match(text)
    if news:
        order = Order.NEWEST
        aside |= {i for i, w in enumerate(words) if w.start < news.end()}
    return Question(
        text=text,
        form=Form.FACT if wrote else _form(typed, speech),
        topic=topic_of(typed, aside, order),
        who=Anybody() if wrote else _who(typed),
        speech=speech,
        asked=asked_of(text) if speech < WORDS and not news else None,
        premise=premise_of(typed),
        first=period.first,
        last=period.last,
        publisher=publisher or wrote,
        quoted=tuple(quotations_in(text)),
        order=order,
    )


def _taken(slots: Sequence[Slot]) -> Sequence[Slot]:
    """The slots that name somebody of the corpus; where none does, the first."""
    return [slot for slot in slots if slot.matches] or slots[:1]


def _publisher_asked(typed: Typed, publishers: Sequence[str]) -> str | None:
    """The publisher that a question names where its speaker stands, if nobody of this name is quoted."""
    if len(typed.slots) != 1 or typed.slots[0].quoted:
        return None
    return publisher_called(_words_of(typed, typed.slots[0]), publishers)


def _speech(typed: Typed) -> float:
    """How surely the question wants somebody's words, between 0 (a fact) and 1."""
    if typed.slots:
        speech = max(slot.speech for slot in typed.slots)
        return min(speech, LEADS) if asks_for_thing(typed.text, typed.words) else speech
    if _ANYBODY.match(typed.text) and any(is_reporting(w.low) for w in typed.words):
        return SAYS
    if asking := said_by_whom(typed.words):
        return asking
    if asks_for_thing(typed.text, typed.words):
        return 0.0
    if any(w.low in SPEECH_NOUNS for w in typed.words) and asked_of(typed.text) is None:
        return LEADS
    return 0.0


def _form(typed: Typed, speech: float) -> Form:
    if len(typed.slots) > 1:
        return Form.COMPARE
    if typed.slots:
        if speech < WORDS and asked_of(typed.text) is not None:
            return Form.FACT
        return Form.DID_SAY if _AUXILIARY_FIRST.match(typed.text) else Form.STATEMENTS
    if speech >= HOLDS:
        return Form.WHO_SAID
    return Form.STATEMENTS if speech else Form.FACT


def _who(typed: Typed) -> Who:
    words = tuple(_words_of(typed, slot) for slot in typed.slots)
    if not words:
        return Anybody()
    if typed.slots[0].matches:
        return Named(speakers_of(typed.slots), words)
    return Described(words[0]) if typed.slots[0].described else UnknownName(words[0])


def _words_of(typed: Typed, slot: Slot) -> str:
    words = typed.words
    return re.sub(r"[’']s?$", "", typed.text[words[slot.first].start : words[slot.last].end])


def _period(typed: Typed, speech: float, today: date, latest: date | None) -> Period:
    """The days of publication that are asked for.

    A fact's date is the event's, which the article may tell later: it stays among the words, unless there are no
    others ("in 2023?"). A bare year or month is a period only beside the name of a speaker or at the end ("harper
    senate reform 2006").
    """
    behind = max((typed.words[slot.last].end for slot in typed.slots), default=None)
    period = period_of(typed.text, today, latest, bare_after=behind)
    return period if speech >= DATED or _is_all(typed, period) else Period()


def _is_all(typed: Typed, period: Period) -> bool:
    """Whether a question consists of nothing but a period."""
    place = period.place
    return place is not None and all(place.start <= w.start < place.end for w in typed.words if w.low not in FILLER)
