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
from index.errors import OnRecordError
from index.models import Speaker
from retrieval.answer.dialogue import chosen, more_of
from retrieval.models import Ambiguous, Answer, Question

_OFFERS_KEPT = 2_000
_SECONDS = 3_600.0
_CANDIDATES = 8
_MORE = "more"


class OfferError(OnRecordError):
    """A press that leads nowhere. The message is for the user."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says, and the data that Telegram sends back for it."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class _Offer:
    asker: Asker
    answer: Answer


class Offers:
    """What the buttons of recent answers mean."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._offers: TTLCache[str, _Offer] = TTLCache(_OFFERS_KEPT, _SECONDS, timer=clock)

    def buttons(self, asker: Asker, answer: Answer, *, full: int) -> list[Button]:
        """The buttons of an answer: its candidates, or "More" where it shows as many items as it may (``full``).

        An asker who may be several people gets none, since nobody could be held to them.
        """
        candidates = _candidates(answer.question)[:_CANDIDATES]
        labels = {str(number): _label(answer.question, one) for number, one in enumerate(candidates)}
        if len(answer.items) >= full:
            labels[_MORE] = "More"
        if not labels or not asker.person:
            return []
        key = secrets.token_urlsafe(12)
        self._offers[key] = _Offer(asker, answer)
        return [Button(label, f"{key}:{what}") for what, label in labels.items()]

    def question_behind(self, data: str, user: int, chat: int) -> tuple[Asker, Question]:
        """Who was offered what a press stands for. Raises OfferError if it has expired or is not theirs."""
        key, _, what = data.partition(":")
        offer = self._offers.get(key)
        if offer is None or offer.asker.chat != chat:
            raise OfferError("This button has expired. Ask again, please.")
        if offer.asker.user != user:
            raise OfferError("This button is for the one who asked. Ask your own question, please.")
        if what == _MORE:
            return offer.asker, more_of(offer.answer)
        candidates = _candidates(offer.answer.question)
        if not what.isdecimal() or int(what) >= len(candidates):
            raise OfferError("This button has expired. Ask again, please.")
        return offer.asker, chosen(offer.answer.question, candidates[int(what)])


def _candidates(question: Question) -> tuple[Speaker, ...]:
    return question.who.speakers if isinstance(question.who, Ambiguous) else ()


def _label(question: Question, speaker: Speaker) -> str:
    role = speaker.role_at(question.last)
    return f"{speaker.name}, {role}"[:60] if role else speaker.name[:60]
