"""The bot put together and run."""

import asyncio
import logging
import re
import signal
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes
from telegram.request import HTTPXRequest
from tornado.httpserver import HTTPServer

from bot.config import BotSettings, Settings
from bot.errors import UnreachableError
from bot.telegram import logs, webhook
from bot.telegram.alerts import Alerts
from bot.telegram.conversations import Conversations
from bot.telegram.delivery import Delivery
from bot.telegram.errors import on_error, tell_busy
from bot.telegram.handlers import admin, register
from bot.telegram.inbox import Inbox
from bot.telegram.introduction import introduce
from bot.telegram.journal import Journal
from bot.telegram.limits import UserLimits
from bot.telegram.memory import Memory
from bot.telegram.phraser import Phraser
from bot.telegram.polling import PollingBot, poll
from bot.telegram.reindex import Reindexer
from bot.telegram.services import App, Services, provide, services_of
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
_TOKEN = re.compile(r"\d+:[\w-]{20,}")
_NO_TOKEN = "the bot has no token: set ONRECORD_BOT__TOKEN, or [bot] token in the configuration"  # noqa: S105
_CONNECTIONS = 64
_CONNECT_SECONDS = 5.0
_ADOPT_SECONDS = 30.0


def run(settings: Settings, config: Path | None = None) -> None:
    """Run until SIGTERM or SIGINT; handlers in flight are drained.

    Raises ConfigError if it cannot start, UnreachableError if Telegram cannot be reached at the start or no
    longer accepts the bot.
    """
    token = _token(settings.bot)
    secret = settings.bot.webhook_secret.get_secret_value() if settings.bot.webhook_secret else ""
    key = settings.llm.api_key.get_secret_value() if settings.llm.api_key else ""
    logs.set_up([token, secret, key])
    asyncio.run(_run(settings, config))


async def _run(settings: Settings, config: Path | None) -> None:
    journal = Journal(settings.index.data)
    try:
        await _introduce(settings.bot)
        engine = await asyncio.to_thread(_engine, settings)
        stopped = _stop_signal()
        async with serving(build(settings, engine, config, journal=journal)) as ended:
            await asyncio.wait((stopped, ended), return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                ended.result()
    finally:
        journal.close()


def bot_of(settings: Settings, delivery: Delivery) -> PollingBot:
    """The client of the Bot API. Raises ConfigError if the token is missing or is none."""
    base = str(settings.bot.api_url).rstrip("/")
    return PollingBot(
        _token(settings.bot),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=_request(_CONNECTIONS, settings.bot.timeout_seconds),
        get_updates_request=_request(1, settings.bot.timeout_seconds),
        rate_limiter=delivery,
    )


def _request(connections: int, seconds: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=seconds,
        write_timeout=seconds,
        connect_timeout=min(_CONNECT_SECONDS, seconds),
        pool_timeout=seconds,
    )


def build(
    settings: Settings,
    engine: Engine,
    config: Path | None = None,
    *,
    journal: Journal | None = None,
) -> App:
    """The application with everything but a running loop."""
    journal = journal or Journal(settings.index.data)
    app: App = (
        Application.builder()
        .bot(bot_of(settings, Delivery(journal)))
        .updater(None)
        .context_types(ContextTypes())
        .build()
    )
    memory = Memory(settings.index.data)
    services = Services(
        settings=settings,
        engine=engine,
        limits=UserLimits(settings.bot.questions_per_minute),
        inline_limits=UserLimits(settings.bot.inline_per_minute),
        message_limits=UserLimits(settings.bot.messages_per_minute),
        reindexer=Reindexer(settings, config),
        journal=journal,
        inbox=Inbox(app.bot, journal, app.process_update, tell_busy(app.bot)),
        conversations=Conversations(settings.bot.conversation_minutes * 60),
        memory=memory,
        alerts=Alerts(app.bot, engine, memory, journal, settings),
        phraser=Phraser(settings.llm) if settings.llm.base_url else None,
    )
    provide(app, services)
    register(app)
    app.add_error_handler(on_error)
    return app


@asynccontextmanager
async def serving(app: App) -> AsyncIterator["asyncio.Future[None]"]:
    """The bot from its start to an orderly stop. The future ends when the bot cannot go on, with the error."""
    services = services_of(app)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(services.settings.bot.at_once))
    await app.initialize()
    tasks: list[asyncio.Future[None]] = []
    server = None
    try:
        services.in_background(introduce(app.bot, services.settings.bot))
        if left := services.inbox.resume():
            log.info("%d updates were left by the last run; they are handled now", left)
        admin.resume(app.bot, services)
        services.alerts.start()
        if services.settings.bot.mode == "webhook":
            server = await _listen(app, services.settings.bot)
            tasks.append(asyncio.ensure_future(_adopt(services.inbox)))
        else:
            await app.bot.delete_webhook()
            tasks.append(asyncio.ensure_future(poll(app.bot, services.inbox, UPDATES)))
        yield tasks[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if server:
            server.stop()
        await _stop(app)


async def _stop(app: App) -> None:
    services = services_of(app)
    if isinstance(delivery := app.bot.rate_limiter, Delivery):
        delivery.stop()
    await services.inbox.stop()
    await services.reindexer.stop()
    await services.alerts.stop()
    await asyncio.gather(*services.tasks, return_exceptions=True)
    if services.phraser:
        await services.phraser.close()
    await app.shutdown()
    services.journal.close()
    services.memory.close()


def _engine(settings: Settings) -> Engine:
    """The engine; a bot that starts before its first index starts with an empty one."""
    try:
        return Engine.open(settings.index, settings.retrieval)
    except NoIndexError:
        log.warning("there is no index yet: an admin can make one with /reindex")
        index_corpus([], settings.index, settings.corpus)
        return Engine.open(settings.index, settings.retrieval)


async def _introduce(settings: BotSettings) -> None:
    """Ask Telegram once who the bot is, before anything slow begins: can it be reached, and does it know the token?

    Raises ConfigError or UnreachableError.
    """
    base = str(settings.api_url).rstrip("/")
    try:
        async with Bot(_token(settings), f"{base}/bot", request=_request(1, settings.timeout_seconds)):
            pass
    except InvalidToken:
        raise ConfigError("Telegram does not know this token: copy it from BotFather again") from None
    except TelegramError as error:
        raise UnreachableError(
            f"Telegram cannot be reached at {settings.api_url} ({error}): check the network and [bot] api_url"
        ) from error


async def _listen(app: App, settings: BotSettings) -> HTTPServer:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    server = webhook.serve(services_of(app).inbox, secret, settings.listen, settings.port)
    url = f"{str(settings.webhook_url).rstrip('/')}{webhook.PATH}"
    await app.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
    return server


async def _adopt(inbox: Inbox) -> None:
    """Take over what other replicas leave when they end."""
    while True:
        await asyncio.sleep(_ADOPT_SECONDS)
        inbox.resume()


def _token(settings: BotSettings) -> str:
    """The token. Raises ConfigError, which does not show it, if it is missing or cannot be one."""
    token = settings.token.get_secret_value() if settings.token else ""
    if not token.strip():
        raise ConfigError(_NO_TOKEN)
    if not _TOKEN.fullmatch(token):
        raise ConfigError(
            "the bot's token is not one: BotFather's look like 123456:ABC-DEF…, without quotation marks or spaces"
        )
    return token


def _stop_signal() -> "asyncio.Future[bool]":
    """Ends with SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return asyncio.ensure_future(stopping.wait())
