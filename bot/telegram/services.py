"""What handlers work with."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.config import Settings
from bot.telegram.alerts import Alerts
from bot.telegram.conversations import Conversations
from bot.telegram.journal import Journal
from bot.telegram.limits import UserLimits
from bot.telegram.memory import Memory
from bot.telegram.phraser import Phraser
from bot.telegram.reindex import Reindexer
from retrieval.engine import Engine

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

log = logging.getLogger(__name__)

_KEY = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole bot."""

    settings: Settings
    engine: Engine
    limits: UserLimits
    reindexer: Reindexer
    journal: Journal
    conversations: Conversations
    memory: Memory
    alerts: Alerts
    phraser: Phraser | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on by itself; the bot's stop waits for it, and cuts a re-index short."""
        task = asyncio.create_task(work)
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
