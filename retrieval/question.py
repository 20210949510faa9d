"""What the user typed into a Question: who is asked about, on what, when and in which form.

A question has slots in which its speaker stands: after an auxiliary ("what did X say"), after
"according to", before "on" in a headline ("X on Y"), before a possessive ("X's position on Y"). The
slot is found by grammar; whether its words name a speaker is for the directory to say, so a name
elsewhere in the question stays part of the topic.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.models import Speaker
from index.speakers import Directory, Match, fold
from index.statements.lexicon import VERBS, Frame
from retrieval.models import Form, Order, Question

_CLEAR = 0.05  # candidates whose score lies this close to the best one's stay in
_MAX_NAME_WORDS = 9
_TITLED_NAME = 0.9
_MARGINAL = 0.2
_COPULAS = frozenset("is was were are".split())
_WORD = re.compile(r"[\w$%]+(?:[.'’&-]\w+)*'?s?", re.UNICODE)
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,})[”\"»]")
_AUXILIARIES = frozenset("did does do has have had is was were are would will can could should".split())
_WHO = re.compile(r"^\s*(?:who(?:'s|’s)?|whose)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_FILLER = frozenset(
    """what who whom whose which when where why how did does do has have had is was were are be been being would will
    can could should the a an of to in on at for from by with and or about his her its their he she it they him them
    say said says tell told think thinks thought make made give gave get that this these those there ever really
    according regarding concerning than then as if so any some all s t me us you i please comment comments remark
    position view views stance opinion words own""".split()
)
_SPEAKING = frozenset(word for word, verb in VERBS.items() if Frame.CLAUSE in verb.frames) | frozenset(
    """say said says think thinks thought mean believe reckon call called tell told ask asked claim respond react
    compare answer feel want plan suggest defend criticise criticize attack excuse describe predict promise deny
    grade throw thrown""".split()
)
_DENYING = re.compile(r"^\s*(?:did|does|do|has|have|is|was|would|will)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bwhen did\b.*\bfirst\b|\bfirst (?:say|said|mention)", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:latest|most recent|newest|lately)\b", re.IGNORECASE)
_FACT = re.compile(
    r"^\s*(?:how (?:many|much|old|long|far)|when (?:was|is|were|did)|where|which|what (?:percent|time))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """Words of the question in which its speaker stands; ``sure`` if only a speaker can stand there."""

    first: int
    last: int
    matches: tuple[Match, ...]
    sure: bool


def parse_question(
    text: str, directory: Directory, publishers: Sequence[str] = (), today: date | None = None
) -> Question:
    """Read a question. Every part that it does not have stays empty."""
    words = [_Word(m.group(), m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    who = bool(_WHO.match(text))
    slots = list(_slots(text, words, directory)) if words else []
    named = [slot for slot in slots if slot.matches]
    if who and not any(_ACCORDING.search(text[: words[slot.first].start]) for slot in named):
        named = []
    unknown = next((slot for slot in slots if slot.sure and not slot.matches), None) if not named and not who else None
    used = {i for slot in [*named, *([unknown] if unknown else [])] for i in range(slot.first, slot.last + 1)}
    first, last, dated = _dates(text, today)
    publisher = _publisher(text, publishers)
    speakers = _speakers(named)
    return Question(
        text=text,
        form=_form(text, who=who, speakers=len(named), asked=bool(named or unknown)),
        topic=" ".join(w.text for i, w in enumerate(words) if i not in used and w.low not in _FILLER | dated),
        speakers=speakers,
        named=tuple(text[words[s.first].start : words[s.last].end] for s in named),
        unknown_speaker=text[words[unknown.first].start : words[unknown.last].end] if unknown else None,
        first=first,
        last=last,
        publisher=publisher,
        quoted=tuple(_QUOTED.findall(text)),
        order=Order.OLDEST if _FIRST.search(text) else Order.NEWEST if _LATEST.search(text) else Order.RELEVANCE,
    )


def _form(text: str, *, who: bool, speakers: int, asked: bool) -> Form:
    if speakers > 1:
        return Form.COMPARE
    if asked:
        return Form.DID_SAY if _DENYING.match(text) else Form.STATEMENTS
    return Form.WHO_SAID if who else Form.PASSAGES


def _slots(text: str, words: Sequence[_Word], directory: Directory) -> Iterator[_Slot]:
    """The speaker slots, in the order in which they bind."""
    for starts, sure in _slot_starts(text, words):
        slot = _longest(words, starts, directory)
        if slot:
            yield slot
            joined = slot.last + 1
            if joined + 1 < len(words) and words[joined].low == "and":
                other = _longest(words, joined + 1, directory)
                if other and _score(other) >= 0.9:
                    yield other
            return
        end = _verb_after(words, starts) if sure else None
        if end is not None and end > starts and not _is_pronoun(words[starts].low):
            yield _partly_named(words, starts, end, directory)
            return
    best = None
    for i in range(len(words)):
        slot = _longest(words, i, directory)
        if slot and _score(slot) >= 0.95 and (best is None or slot.last - slot.first > best.last - best.first):
            best = slot
    if best and (_FACT.match(text) is None or words[0].low == "when"):
        yield best


def _slot_starts(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, bool]]:
    if found := _ACCORDING.search(text):
        yield from ((i, True) for i, w in enumerate(words) if w.start >= found.end())
        return
    on = next((i for i, w in enumerate(words) if w.low in {"on", "about"} and i), None)
    if on is not None and not any(w.low in _AUXILIARIES or w.low in _SPEAKING for w in words[:on]):
        yield 0, False
    for i, word in enumerate(words[:-1]):
        if word.low in _AUXILIARIES:
            verb = _verb_after(words, i + 1)
            yield i + 1, verb is not None and word.low not in _COPULAS and not words[i + 1].low.endswith("ing")
            return


def _partly_named(words: Sequence[_Word], start: int, end: int, directory: Directory) -> _Slot:
    """A slot whose words as a whole name nobody: the name may follow a title ("congressman Lynch")."""
    for first in range(start + 1, end):
        matches = directory.find(" ".join(w.low for w in words[first:end]))
        if matches and matches[0].score >= _TITLED_NAME:
            best = matches[0].score
            return _Slot(start, end - 1, tuple(m for m in matches if m.score >= best - _CLEAR), sure=True)
    return _Slot(start, end - 1, (), sure=True)


def _verb_after(words: Sequence[_Word], start: int) -> int | None:
    return next((i for i in range(start, min(len(words), start + _MAX_NAME_WORDS)) if words[i].low in _SPEAKING), None)


def _longest(words: Sequence[_Word], start: int, directory: Directory) -> _Slot | None:
    """The longest run of words from ``start`` that names a speaker."""
    if start >= len(words) or _is_pronoun(words[start].low):
        return None
    for end in range(min(len(words), start + _MAX_NAME_WORDS), start, -1):
        run = [w.low for w in words[start:end]]
        if run[-1] in _FILLER or all(w in _FILLER or w in _SPEAKING for w in run):
            continue
        matches = [m for m in directory.find(" ".join(run)) if m.speaker.statements > 0 or m.score >= 0.95]
        if matches:
            best = matches[0].score
            return _Slot(start, end - 1, tuple(m for m in matches if m.score >= best - _CLEAR), sure=True)
    return None


def _speakers(slots: Sequence[_Slot]) -> tuple[Speaker, ...]:
    """Whom the slots name; where a name fits several, those who are quoted hardly at all are left out."""
    speakers: dict[Speaker, None] = {}
    for slot in slots:
        most = max((match.speaker.statements for match in slot.matches), default=0)
        kept = [m.speaker for m in slot.matches if m.speaker.statements >= most * _MARGINAL]
        speakers |= dict.fromkeys(kept)
    return tuple(speakers)


def _score(slot: _Slot) -> float:
    return max((match.score for match in slot.matches), default=0.0)


def _is_pronoun(word: str) -> bool:
    return word in {"he", "she", "they", "it", "we", "i", "you", "anyone", "anybody", "someone", "people"}


def _publisher(text: str, publishers: Sequence[str]) -> str | None:
    folded = f" {fold(text)} "
    return next((p for p in publishers if f" in {fold(p)} " in folded or f" by {fold(p)} " in folded), None)


def _dates(text: str, today: date | None) -> tuple[date | None, date | None, frozenset[str]]:
    """Inclusive bounds of the days that the question names, and the words that name them."""
    from retrieval.dates import period_of  # noqa: PLC0415 - dateparser is not free to import

    return period_of(text, today or date.today())  # noqa: DTZ011 - the user's calendar day
