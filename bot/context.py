"""What handlers work with."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.config import Settings
from bot.journal import Journal
from bot.limits import UserLimits
from bot.reindex import Reindexer
from retrieval.engine import Engine

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

_KEY = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """One of each for the whole bot."""

    settings: Settings
    engine: Engine
    limits: UserLimits
    reindexer: Reindexer
    journal: Journal


def provide(app: App, services: Services) -> None:
    """Put the services where handlers find them."""
    app.bot_data[_KEY] = services


def services_of(place: App | Context) -> Services:
    """The services of an application, or of a handler's context."""
    services: Services = place.bot_data[_KEY]
    return services
