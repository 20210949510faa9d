"""Talk around a question and instead of one: greetings, thanks, requests for help, sources and licences.

What surrounds a question is set aside ("hi, could you tell me …"); a message that is nothing but talk gets
a reply of its own. The phrases stand in ``index/english/data/talk.tsv``.
"""

import re
from dataclasses import dataclass
from functools import cache

from index.english.folding import fold
from index.english.function_words import WordClass, first_person, words_of_class
from index.english.tables import alternatives
from index.english.talk import Talk, talk_phrases
from retrieval.models import Reply
from retrieval.question.words import FILLER

_MENTION = re.compile(r"(?<!\w)@\w+")
_EDGE = " \t\n,.;:!?-–—…"
_BARE = 4  # words in which a word of reuse needs no article: "what licence is it?"
_OWN_PLACE = re.compile(rf"\b(?:{alternatives(words_of_class(WordClass.PREPOSITION))}) (?:my|our) .*$")


_REPLIES = {Talk.HELP: Reply.HELP, Talk.SOURCES: Reply.SOURCES, Talk.AGAIN: Reply.AGAIN, Talk.SOURCE: Reply.LICENCE}
_YOU = frozenset({"you", "your", "u", "ur"})


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its talk set aside: ``question`` is what is left, ``reply`` the kind of reply it gets."""

    question: str
    reply: Reply


def message_of(text: str) -> Message:
    """What a message asks, and whether it is a question or talk."""
    said = _MENTION.sub(" ", text).strip()
    if not re.search(r"\w", said):
        return Message("", Reply.AGAIN)
    reply = _reply_to(said)
    if reply is not Reply.ANSWER:
        return Message(said, reply)
    rest = _without_talk(said)
    return Message(rest, _reply_to(rest)) if rest else Message("", Reply.GREET)


def _reply_to(rest: str) -> Reply:
    whole = fold(rest)
    for kind, reply in _REPLIES.items():
        if whole in talk_phrases(kind) or _is_of_the_kind(whole, kind):
            return reply
    if _asks_for_licence(whole):
        return Reply.LICENCE
    return Reply.ANSWER


def _is_of_the_kind(folded: str, kind: Talk) -> bool:
    """Whether a message to the bot ("you") is put together of nothing but the words of a kind's phrases."""
    words = set(folded.split())
    return kind in {Talk.HELP, Talk.SOURCES} and bool(words & _YOU) and words <= _vocabulary(kind)


@cache
def _vocabulary(kind: Talk) -> frozenset[str]:
    return frozenset(word for phrase in talk_phrases(kind) for word in phrase.split())


def _asks_for_licence(folded: str) -> bool:
    """ "may I reuse this?", "what licence is it?", "can I reuse the article about X": a word of reuse for a text."""
    if not _pattern(Talk.REUSE).search(folded):
        return False
    if len(folded.split()) <= _BARE:
        return True
    return not first_person().isdisjoint(folded.split()) and _pattern(Talk.TEXT).search(folded) is not None


def topic_of_licence(question: str) -> str:
    """What the article is about whose licence is asked after; empty where "this" or "it" points back."""
    if fold(question) in talk_phrases(Talk.SOURCE):
        return ""
    folded = _OWN_PLACE.sub("", _pattern(Talk.REUSE).sub(" ", fold(question)))
    aside = FILLER | talk_phrases(Talk.TEXT)
    return " ".join(word for word in folded.split() if word not in aside)


def _without_talk(text: str) -> str:
    """The text without greetings, courtesies and thanks at its ends."""
    before = None
    rest = text.strip(_EDGE)
    while rest and rest != before:
        before = rest
        rest = _closing().sub("", rest).strip(_EDGE)
        rest = _opening().sub("", rest).strip(_EDGE)
    return rest + "?" if rest and text.rstrip().endswith("?") else rest


@cache
def _pattern(kind: Talk) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases(kind)})\b")


@cache
def _opening() -> re.Pattern[str]:
    phrases = _phrases(Talk.GREETING, Talk.THANKS, Talk.COURTESY)
    return re.compile(rf"^(?:{phrases})(?=[\s,.;:!?–—-]|$)(?:\s*[,.;:!?–—-]+)?", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    closing = alternatives(talk_phrases(Talk.THANKS) | {"please", "pls", "plz"})
    return re.compile(rf"(?:^|[\s,.;:!?–—-])(?:{closing})\W*$", re.IGNORECASE)


def _phrases(*kinds: Talk) -> str:
    return alternatives(phrase for kind in kinds for phrase in talk_phrases(kind))
