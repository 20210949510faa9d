"""How surely a question wants somebody's words rather than a fact, told by what it asks for."""

import re
from collections.abc import Sequence

from index.english.asking import MEASURES, Asked, Stands, asking_phrases
from index.english.function_words import WordUse, words_that
from index.english.tables import alternatives
from retrieval.question.slots import HOLDS, LEADS, SAYS
from retrieval.question.words import (
    ADVERBS,
    AUXILIARIES,
    COPULAS,
    DEEDS,
    DETERMINERS,
    GIVING,
    JUDGING,
    MINDING,
    MOVING,
    PREPOSITIONS,
    SPEECH_NOUNS,
    STANCES,
    SUPPORT,
    Word,
    base_of,
    is_reporting,
    is_verb,
    may_speak,
)

_WHO = frozenset({"who", "whom", "who's", "who’s"})
_WHICH = frozenset({"which", "what"})
_ADVERBS = ADVERBS - {"say", "says"}
_NEVER = words_that(WordUse.NEVER)
_LISTED = re.compile(
    rf"^\s*(?:the )?(?:{alternatives(p for a in Asked for p in asking_phrases(a, Stands.ANYWHERE))})\b", re.IGNORECASE
)
_FAR = 7  # words behind the question word among which its verb is looked for
_BESIDE = 5  # words behind a verb of giving among which the noun stands that says what is given


def asks_for_thing(text: str, words: Sequence[Word]) -> bool:
    """Whether a question opens by asking for a number, a day, a place, a person or a thing of some kind.

    Somebody's words may tell it, and so may the article: "how many soldiers does Lee want to send". What somebody
    says is no such thing: "what excuse did Lee give".
    """
    if _LISTED.match(text):
        return True
    asking, *lows = _opening(words) or ("", "")
    following = lows[0] if lows else ""
    if asking in {"when", "where"}:
        return "stand on" not in " ".join(lows)  # "where does Lee stand on trade"
    if asking == "how":
        return following in MEASURES or bool(AUXILIARIES.intersection(lows[1:2]))
    if asking in _WHO:
        return following in SUPPORT
    if asking == "whose" or (asking in _WHICH and following not in AUXILIARIES | _ADVERBS | SPEECH_NOUNS | {"if"}):
        return asking != "what" or not AUXILIARIES.isdisjoint(lows[1:_BESIDE])
    return False


def said_by_whom(words: Sequence[Word]) -> float:
    """How surely "who …", "which minister …" or "what was said …" asks for anybody's words, 0 if it does not."""
    asking, *lows = _opening(words) or ("", "")
    if asking == "what" and lows and lows[0] in COPULAS:
        return _done_to(lows)
    if asking == "whose":
        return SAYS if SPEECH_NOUNS.intersection(lows[:2]) and SUPPORT.isdisjoint(lows[:4]) else 0.0
    if asking not in _WHO | _WHICH or not lows:
        return 0.0
    if asking in _WHO:
        return _who(asking, lows)
    return 0.0 if asking == "what" and is_verb(lows[0]) else _whoever(lows, named=False)


def _who(asking: str, lows: Sequence[str]) -> float:
    """What "who" is or does: "who is against it", "who's against it", "who in Paris warned", "who has ever said"."""
    if asking not in {"who", "whom"}:
        return _being(lows)
    if lows[0] in COPULAS:
        return _being(lows[1:])
    if lows[0] in PREPOSITIONS:
        return _whoever(lows, named=True)
    at = next((i for i, low in enumerate(lows[:3]) if low not in _ADVERBS | _NEVER | AUXILIARIES), None)
    return 0.0 if at is None or lows[0] in SUPPORT else _doing(lows, at)


def _opening(words: Sequence[Word]) -> list[str]:
    """The words from the question word on, without a preposition before it: "in which country"; none without one."""
    lows = [w.low for w in words]
    if len(lows) > 1 and lows[0] in PREPOSITIONS:
        lows = lows[1:]
    return lows


def _whoever(lows: Sequence[str], *, named: bool) -> float:
    """ "which minister of theirs warned …", "who in Paris warned …": the verb behind the noun or the place."""
    for at in range(min(_FAR, len(lows))):
        if lows[at] in AUXILIARIES or (at and lows[at] in DETERMINERS and lows[at - 1] not in PREPOSITIONS):
            return 0.0
        if at and (speech := _doing(lows, at)):
            end = next((i for i in range(1, at) if lows[i] in PREPOSITIONS), at)
            return speech if named or (end == 1 and lows[0] == "of") or may_speak(lows[end - 1]) else 0.0
    return 0.0


def _doing(lows: Sequence[str], at: int) -> float:
    """How surely a verb asks for who said something."""
    verb = lows[at]
    if is_reporting(verb) and lows[at + 1 : at + 2] == ["that"] and any(map(_is_finite, lows[at + 2 :])):
        return SAYS  # "who wrote that it is over", but "who wrote that book"
    if verb in DEEDS:
        return LEADS
    if is_reporting(verb) or {verb, base_of(verb)} & JUDGING:
        return SAYS
    if verb in MINDING or (verb in GIVING and SPEECH_NOUNS.intersection(lows[at + 1 : at + _BESIDE])):
        return HOLDS
    return 0.0


def _is_finite(low: str) -> bool:
    """Whether a word may be the finite verb of a clause."""
    return low in AUXILIARIES or is_verb(low)


def _done_to(lows: Sequence[str]) -> float:
    """ "what was said about …": the participle behind the auxiliary."""
    at = next((i for i, low in enumerate(lows) if low not in _ADVERBS | COPULAS), len(lows) - 1)
    return 0.0 if lows[at] in DETERMINERS or lows[at].endswith("ing") else _doing(lows, at)


def _being(lows: Sequence[str]) -> float:
    """ "who is against …", "who's saying …", "who was saddened by …"."""
    said = next((low for low in lows if low not in _ADVERBS), "")
    if said.endswith("ing") and is_reporting(said):
        return SAYS
    return HOLDS if said in STANCES or said in MOVING else 0.0
