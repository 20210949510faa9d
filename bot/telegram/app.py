"""The bot put together and run."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler
from telegram.ext import ApplicationHandlerStop as Stop

from bot.config import BotSettings, Settings
from bot.telegram import logs
from bot.telegram.alerts import Alerts
from bot.telegram.conversations import Conversations
from bot.telegram.delivery import ChatOrder, ChatRateLimiter, TolerantBot
from bot.telegram.errors import on_error
from bot.telegram.handlers import admin, register
from bot.telegram.journal import Journal
from bot.telegram.limits import UserLimits
from bot.telegram.memory import Memory
from bot.telegram.phraser import Phraser
from bot.telegram.reindex import Reindexer
from bot.telegram.services import App, Context, Services, provide, services_of
from bot.words import admin as admin_words
from bot.words import overviews, talk, watching
from index.build import index_corpus
from index.errors import ConfigError, NoIndexError
from retrieval.engine import Engine

log = logging.getLogger(__name__)

UPDATES = [
    Update.MESSAGE,
    Update.GUEST_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
_MEMBERS = [BotCommand(name, does) for name, does in (talk.COMMANDS | overviews.COMMANDS | watching.COMMANDS).items()]
_ADMINS = [*_MEMBERS, *(BotCommand(name, does) for name, does in admin_words.COMMANDS.items())]


def run(settings: Settings, config: Path | None = None) -> None:
    """Run until SIGTERM or SIGINT; handlers in flight are drained. Raises ConfigError before it starts."""
    if settings.bot.token is None:
        raise ConfigError("the bot has no token: set ONRECORD_BOT__TOKEN, or [bot] token in the configuration")
    token = settings.bot.token.get_secret_value()
    secret = settings.bot.webhook_secret.get_secret_value() if settings.bot.webhook_secret else ""
    key = settings.llm.api_key.get_secret_value() if settings.llm.api_key else ""
    logs.set_up([token, secret, key])
    app = build(settings, _engine(settings), config)
    try:
        if settings.bot.mode == "webhook":
            _run_webhook(app, settings.bot, secret)
        else:
            app.run_polling(allowed_updates=UPDATES)
    except InvalidToken:
        raise ConfigError("Telegram does not know this token: copy it from BotFather again") from None


def build(settings: Settings, engine: Engine, config: Path | None = None) -> App:
    """The application with everything but a running loop."""
    if settings.bot.token is None:
        raise ConfigError("the bot has no token: set ONRECORD_BOT__TOKEN, or [bot] token in the configuration")
    base = str(settings.bot.api_url).rstrip("/")
    bot = TolerantBot(
        settings.bot.token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        rate_limiter=ChatRateLimiter(),
    )
    app: App = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes())
        .concurrent_updates(ChatOrder())
        .post_init(_start)
        .post_stop(_stop)
        .build()
    )
    memory = Memory(settings.index.data)
    services = Services(
        settings=settings,
        engine=engine,
        limits=UserLimits(settings.bot.questions_per_minute),
        reindexer=Reindexer(settings, config),
        journal=Journal(settings.index.data),
        conversations=Conversations(settings.bot.conversation_minutes * 60),
        memory=memory,
        alerts=Alerts(bot, engine, memory, settings.bot.alert_seconds),
        phraser=Phraser(settings.llm) if settings.llm.base_url else None,
    )
    provide(app, services)
    if settings.bot.mode == "webhook":
        app.add_handler(TypeHandler(Update, _only_once), group=-1)
    register(app)
    app.add_error_handler(on_error)
    return app


def _engine(settings: Settings) -> Engine:
    """The engine; a bot that starts before its first index starts with an empty one."""
    try:
        return Engine.open(settings.index, settings.retrieval)
    except NoIndexError:
        log.warning("there is no index yet: an admin can make one with /reindex")
        index_corpus([], settings.index, settings.corpus)
        return Engine.open(settings.index, settings.retrieval)


async def _start(app: App) -> None:
    services = services_of(app)
    await _set_commands(app.bot, _MEMBERS, BotCommandScopeAllPrivateChats())
    await _set_commands(app.bot, _MEMBERS, BotCommandScopeAllGroupChats())
    for user in sorted(services.settings.bot.admins):
        await _set_commands(app.bot, _ADMINS, BotCommandScopeChat(user))
    admin.resume(app.bot, services)
    services.alerts.start()


async def _set_commands(bot: Bot, commands: Sequence[BotCommand], scope: BotCommandScope) -> None:
    try:
        await bot.set_my_commands(commands, scope=scope)
    except TelegramError as error:  # an admin who never wrote to the bot has no chat with it
        log.info("a list of commands could not be set: %s", error)


async def _stop(app: App) -> None:
    services = services_of(app)
    await services.reindexer.stop()
    await services.alerts.stop()
    await asyncio.gather(*services.tasks, return_exceptions=True)
    if services.phraser:
        await services.phraser.close()
    services.journal.close()
    services.memory.close()


async def _only_once(update: Update, context: Context) -> None:
    if not services_of(context).journal.first_time(update.update_id):
        raise Stop


def _run_webhook(app: App, bot: BotSettings, secret: str) -> None:
    url = str(bot.webhook_url).rstrip("/")
    app.run_webhook(
        listen=bot.listen,
        port=bot.port,
        url_path="telegram",
        webhook_url=f"{url}/telegram",
        secret_token=secret,
        allowed_updates=UPDATES,
    )
