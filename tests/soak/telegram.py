"""The stand-in for a soak: Telegram's limits, faults at random, and what became of every question."""

import random
import time
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.botapi import BotApi, Chat, Fault, User

# per thousand requests of a method; "*" for all that send or edit
FAULTS: dict[str, Sequence[tuple[float, Fault]]] = {
    "sendMessage": (
        (8, Fault(502)),
        (4, Fault(500)),
        (6, Fault(drop=True)),
        (6, Fault(drop=True, deliver=True)),
        (2, Fault(hang=4.0, drop=True)),
        (2, Fault(hang=4.0, drop=True, deliver=True)),
        (4, Fault(429, retry_after=1)),
        (1, Fault(429, retry_after=20)),
        (1, Fault(body='{"ok": true')),
    ),
    "getUpdates": (
        (10, Fault(502)),
        (10, Fault(drop=True)),
        (10, Fault(drop=True, deliver=True)),
        (5, Fault(409, "Conflict: terminated by other getUpdates request")),
        (3, Fault(429, retry_after=1)),
    ),
    "editMessageText": ((10, Fault(502)), (10, Fault(drop=True, deliver=True))),
    "answerCallbackQuery": ((10, Fault(400, "Bad Request: query is too old and response timeout expired")),),
    "sendChatAction": ((20, Fault(502)), (5, Fault(hang=4.0, drop=True))),
}
_PER_SECOND, _PER_MINUTE_IN_GROUP = 30, 20
_PAID = frozenset({"sendMessage"})


@dataclass
class Asked:
    """A question, when it was asked, and the messages that answer it: when, and under which id."""

    chat: Chat
    at: float
    answers: list[tuple[float, int]] = field(default_factory=list)
    deleted: int = 0

    @property
    def standing(self) -> int:
        return len(self.answers) - self.deleted


class SoakApi(BotApi):
    """The stand-in. ``faults`` and ``limited`` may be switched while it runs."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = random.Random(seed)
        self.faults = True
        self.limited = True
        self.asked: dict[tuple[int, int], Asked] = {}
        self.came: Counter[str] = Counter()  # faults
        self.over = 0  # requests beyond the limits
        self.posted = 0
        self.chance = self._by_chance
        self._seconds: deque[float] = deque()
        self._minutes: dict[int, deque[float]] = defaultdict(deque)

    async def ask(self, chat: Chat, user: User, text: str) -> Asked:
        """A user asks; in a group by command."""
        message = self.message(chat, user, text if chat.id > 0 else f"/ask {text}")
        asked = self.asked[chat.id, message["message_id"]] = Asked(chat, time.monotonic())
        await self.push({"message": message})
        return asked

    def _by_chance(self, method: str, chat: int | None) -> Fault | None:
        if self.limited and method in _PAID and chat is not None and (wait := self._over(chat)):
            self.over += 1
            return Fault(429, retry_after=wait)
        if not self.faults:
            return None
        drawn = self.random.random() * 1000
        for often, fault in FAULTS.get(method, ()):
            drawn -= often
            if drawn < 0:
                self.came[f"{method} {_name_of(fault)}"] += 1
                return fault
        return None

    def _over(self, chat: int) -> int:
        """Seconds for which a message is too much, as Telegram counts; 0 for none."""
        now = time.monotonic()
        for times, most, window in (
            (self._seconds, _PER_SECOND, 1.0),
            (self._minutes[chat], _PER_MINUTE_IN_GROUP, 60.0),
        ):
            if window == 60.0 and chat > 0:
                continue
            while times and times[0] <= now - window:
                times.popleft()
            if len(times) >= most:
                return int(times[0] + window - now) + 1
        self._seconds.append(now)
        if chat < 0:
            self._minutes[chat].append(now)
        return 0

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        sent = super()._send(parameters)
        self.posted += 1
        to = (parameters.get("reply_parameters") or {}).get("message_id")
        asked = self.asked.get((int(parameters["chat_id"]), to)) if to else None
        if asked:
            asked.answers.append((time.monotonic(), sent["message_id"]))
        return sent

    def _delete(self, parameters: dict[str, Any]) -> bool:
        gone = self._posted(parameters)
        to = (gone.parameters.get("reply_parameters") or {}).get("message_id") if gone else None
        done = super()._delete(parameters)
        if to and gone and (asked := self.asked.get((gone.chat.id, to))):
            asked.deleted += 1
        return done


def _name_of(fault: Fault) -> str:
    if fault.status:
        return f"{fault.status}" + (f" retry_after {fault.retry_after}" if fault.retry_after else "")
    kind = "hang" if fault.hang else "drop" if fault.drop else "no JSON"
    return f"{kind} after delivery" if fault.deliver else kind
