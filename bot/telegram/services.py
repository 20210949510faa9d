"""What handlers work with."""

import asyncio
import contextvars
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.config import Settings
from bot.telegram.alerts import Alerts
from bot.telegram.conversations import Conversations
from bot.telegram.handling import HANDLING
from bot.telegram.inbox import Inbox
from bot.telegram.journal import Journal
from bot.telegram.limits import UserLimits
from bot.telegram.memory import Memory
from bot.telegram.operating.schedule import Schedule
from bot.telegram.pace import Pace
from bot.telegram.phraser import Phraser
from bot.telegram.places import Length
from bot.telegram.reading import Reading
from bot.telegram.reindex import Reindexer
from bot.telegram.state import State
from bot.telegram.views import Look
from retrieval.engine import Engine

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

log = logging.getLogger(__name__)

_KEY = "services"


@dataclass(slots=True)
class Services:
    """One of each for the whole bot. ``settings`` change when the configuration, ``config``, is read again."""

    settings: Settings
    config: Path | None
    engine: Engine
    read: Reading
    pace: Pace
    limits: UserLimits
    inline_limits: UserLimits
    message_limits: UserLimits
    chat_limits: UserLimits
    reindexer: Reindexer
    state: State
    journal: Journal
    inbox: Inbox
    conversations: Conversations
    memory: Memory
    alerts: Alerts
    schedule: Schedule
    phraser: Phraser | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def public(self) -> str:
        """The public address of the page; empty where none is set."""
        return self.settings.web.address("")

    def look(self, chat: int) -> Look:
        """How answers look in a chat."""
        brief = self.memory.places.of(chat).length is Length.SHORT
        return Look(self.settings.retrieval.items, brief, self.public)

    async def keep_to(self, settings: Settings) -> None:
        """Keep to settings of which only some differ, those that may change in a running bot."""
        self.settings = self.reindexer.settings = settings
        self.limits.allow(settings.bot.questions_per_minute)
        self.inline_limits.allow(settings.bot.inline_per_minute)
        self.message_limits.allow(settings.bot.messages_per_minute)
        self.chat_limits.allow(settings.bot.chat_messages_per_minute)
        self.pace.keep_to(settings.bot)
        self.alerts.seconds = settings.bot.alert_seconds
        await self.schedule.keep_to(settings.operating, settings.corpus.paths)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on by itself; the bot's stop waits for it, and cuts a re-index short."""
        context = contextvars.copy_context()
        context.run(HANDLING.set, None)  # what it posts is no part of the update that began it
        task = asyncio.create_task(work, context=context)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("background work failed", exc_info=task.exception())


def provide(app: App, services: Services) -> None:
    """Put the services where handlers find them."""
    app.bot_data[_KEY] = services


def services_of(place: App | Context) -> Services:
    """The services of an application, or of a handler's context."""
    services: Services = place.bot_data[_KEY]
    return services
