"""What a chat was about: the last answer of each user, and the answer behind each message of the bot.

Kept in memory and bounded. A restart forgets it: a follow-up is worth nothing some minutes later, so
that a file with everybody's questions would cost more than it earns.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from cachetools import LRUCache, TTLCache
from telegram import Message

from retrieval.models import Answer

_USERS_KEPT = 2_000
_MESSAGES_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks in a chat, or in a topic of one.

    ``user`` is the id of a chat where that speaks instead of a person (an anonymous admin, a channel):
    such an asker can be several people.
    """

    chat: int
    thread: int | None
    user: int
    person: bool = True


class Conversations(Protocol):
    """What was said before, of one bot (``OwnConversations``) or of several (``kept.talks``)."""

    async def previous(self, asker: Asker, replied: Message | None, bot: int) -> Answer | None:
        """What the next question of this asker may lean on: the answer replied to, else their last one."""

    def remember(self, asker: Asker, answer: Answer, messages: Iterable[int]) -> None:
        """Note an answer with its question's message and its own."""

    def forget(self, asker: Asker) -> None:
        """Start anew: the next question of this asker stands by itself."""

    def forget_person(self, user: int) -> None:
        """Forget what a user was told, in every chat."""


class OwnConversations:
    """Remembers answers for ``seconds``; those that somebody replies to, for as long as there is room."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._last: TTLCache[Asker, Answer] = TTLCache(_USERS_KEPT, seconds, timer=clock)
        self._messages: LRUCache[tuple[int, int], Answer] = LRUCache(_MESSAGES_KEPT)

    async def previous(self, asker: Asker, replied: Message | None, bot: int) -> Answer | None:
        """What the next question of this asker may lean on: the answer replied to, else their last one."""
        if replied is not None:
            known = self._messages.get((asker.chat, replied.message_id))
            by_bot = replied.from_user is not None and replied.from_user.id == bot
            if known or by_bot:  # a reply to an answer that is forgotten must not lean on another one
                return known
        return self._last.get(asker)

    def remember(self, asker: Asker, answer: Answer, messages: Iterable[int]) -> None:
        """Note an answer with its question's message and its own."""
        for message in messages:
            self._messages[asker.chat, message] = answer
        if asker.person:
            self._last[asker] = answer

    def forget(self, asker: Asker) -> None:
        """Start anew: the next question of this asker stands by itself."""
        self._last.pop(asker, None)

    def forget_person(self, user: int) -> None:
        """Forget what a user was told, in every chat; in their private chat also by replies to it."""
        for asker in [one for one in self._last if one.user == user]:
            self.forget(asker)
        for message in [one for one in self._messages if one[0] == user]:
            del self._messages[message]


def asker_of(message: Message) -> Asker:
    """Who asks with a message, and where."""
    thread = message.message_thread_id if message.is_topic_message else None
    if message.sender_chat or message.from_user is None:
        chat = message.sender_chat or message.chat
        return Asker(message.chat.id, thread, chat.id, person=False)
    return Asker(message.chat.id, thread, message.from_user.id)
