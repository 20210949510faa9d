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
    whole = fold(said)
    if whole in talk_phrases(Talk.HELP):
        return Message(said, Reply.HELP)
    if whole in talk_phrases(Talk.SOURCES):
        return Message(said, Reply.SOURCES)
    rest = _without_talk(said)
    if not rest:
        return Message("", Reply.GREET)
    return Message(rest, _reply_to(rest))


def _reply_to(rest: str) -> Reply:
    whole = fold(rest)
    if whole in talk_phrases(Talk.HELP):
        return Reply.HELP
    if whole in talk_phrases(Talk.SOURCES):
        return Reply.SOURCES
    if _asks_for_licence(whole):
        return Reply.LICENCE
    return Reply.ANSWER


def _asks_for_licence(folded: str) -> bool:
    """ "may I reuse this?", "what licence is it?", "can I reuse the article about X": a word of reuse for a text."""
    if not _pattern(Talk.REUSE).search(folded):
        return False
    if len(folded.split()) <= _BARE:
        return True
    return not first_person().isdisjoint(folded.split()) and _pattern(Talk.TEXT).search(folded) is not None


def topic_of_licence(question: str) -> str:
    """What the article is about whose licence is asked after; empty where "this" or "it" points back."""
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
