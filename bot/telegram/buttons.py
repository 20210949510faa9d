"""Buttons under an answer, and who may press them.

The data of a button is an opaque key (Telegram allows 64 bytes, and anybody can send any). What it means
stands here, bound to the user, the chat and the answer for which it was made: an old button never speaks
of a newer answer. Kept in memory, bounded; a button that outlives it says that it has expired.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import TTLCache

from bot.telegram.conversations import Asker
from bot.telegram.messages import citation_of
from bot.words import talk
from index.errors import OnRecordError
from index.models import Article, Speaker
from retrieval.models import Ambiguous, Answer, Question
from retrieval.question.dialogue import chosen, more_of

_OFFERS_KEPT = 2_000
_SECONDS = 3_600.0
_CANDIDATES = 8
_MORE = "more"
_CREDIT = "credit"
_LABEL_CHARACTERS = 60


class OfferError(OnRecordError):
    """A press that leads nowhere. The message is for the user."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says, and the data that Telegram sends back for it."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Left:
    """What the first message of an answer (``whole``) left for "more"."""

    whole: Answer
    rest: Answer


@dataclass(frozen=True, slots=True)
class Credits:
    """The articles whose credit lines are asked for, each once."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    asker: Asker
    answer: Answer
    rest: Answer | None


class Offers:
    """What the buttons of recent answers mean."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._offers: TTLCache[str, _Offer] = TTLCache(_OFFERS_KEPT, _SECONDS, timer=clock)

    def buttons(self, asker: Asker, answer: Answer, rest: Answer | None = None, *, full: int) -> list[Button]:
        """The buttons of an answer: its candidates, "More", and its credit lines where none fits a copy button.

        There is more where its message left a ``rest``, or where it has as many items as it may (``full``):
        the corpus may hold others. An asker who may be several people gets none, since nobody could be held
        to them.
        """
        candidates = _candidates(answer.question)[:_CANDIDATES]
        labels = {str(number): _label(answer.question, one) for number, one in enumerate(candidates)}
        if rest or len(answer.items) >= full:
            labels[_MORE] = talk.MORE
        if answer.items and citation_of(answer.items[0]) is None:
            labels[_CREDIT] = talk.SHOW_CREDIT
        if not labels or not asker.person:
            return []
        key = secrets.token_urlsafe(12)
        self._offers[key] = _Offer(asker, answer, rest)
        return [Button(label, f"{key}:{what}") for what, label in labels.items()]

    def pressed(self, data: str, user: int, chat: int) -> tuple[Asker, Question | Left | Credits]:
        """Who was offered what a press stands for: a question, what an answer left, or its credit lines.

        Raises OfferError if it has expired or is not theirs.
        """
        key, _, what = data.partition(":")
        offer = self._offers.get(key)
        if offer is None or offer.asker.chat != chat:
            raise OfferError(talk.BUTTON_EXPIRED)
        if offer.asker.user != user:
            raise OfferError(talk.BUTTON_OF_ANOTHER)
        if what == _MORE:
            return offer.asker, Left(offer.answer, offer.rest) if offer.rest else more_of(offer.answer)
        if what == _CREDIT:
            return offer.asker, Credits(tuple({item.article.id: item.article for item in offer.answer.items}.values()))
        candidates = _candidates(offer.answer.question)
        if not what.isdecimal() or int(what) >= len(candidates):
            raise OfferError(talk.BUTTON_EXPIRED)
        return offer.asker, chosen(offer.answer.question, candidates[int(what)])


def _candidates(question: Question) -> tuple[Speaker, ...]:
    return question.who.speakers if isinstance(question.who, Ambiguous) else ()


def _label(question: Question, speaker: Speaker) -> str:
    return talk.candidate(speaker.name, speaker.role_at(question.last))[:_LABEL_CHARACTERS]
