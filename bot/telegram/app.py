"""The bot put together and run."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from telegram import Bot, Update
from telegram.ext import Application, ContextTypes
from tornado.httpserver import HTTPServer

from bot.config import Settings
from bot.config_sections import BotSettings
from bot.telegram import logs, webhook
from bot.telegram.alerts import Alerts
from bot.telegram.contact import meet, request_of, token_of
from bot.telegram.conversations import Conversations, OwnConversations
from bot.telegram.delivery import Delivery
from bot.telegram.errors import on_error, tell_busy, tell_failed
from bot.telegram.handlers import admin, register, reindexing
from bot.telegram.inbox import Inbox
from bot.telegram.introduction import introduce
from bot.telegram.journal import Journal
from bot.telegram.kept.keeping import restored
from bot.telegram.kept.records import AnswerRecord
from bot.telegram.kept.talks import SharedConversations
from bot.telegram.limits import UserLimits
from bot.telegram.memory import Memory
from bot.telegram.operating import health, reports
from bot.telegram.operating.audit import Deed
from bot.telegram.operating.pulse import Pulse
from bot.telegram.pace import Pace
from bot.telegram.phraser import Phraser
from bot.telegram.polling import PollingBot, poll
from bot.telegram.reading import UNREADABLE, Reading
from bot.telegram.reindex import Reindexer
from bot.telegram.services import App, Services, provide, services_of
from bot.telegram.state import NOT_KEPT, RENEWED_SECONDS, State
from bot.telegram.states import state_of
from bot.telegram.upkeep import checks_of, schedule_of
from index.build import index_corpus
from index.errors import NoIndexError
from retrieval.engine import Engine
from retrieval.models import Answer

log = logging.getLogger(__name__)

UPDATES = [
    Update.MESSAGE,
    Update.GUEST_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
_CONNECTIONS = 64
_ITSELF = "onrecord"  # in the audit


def run(settings: Settings, config: Path | None = None) -> None:
    """Run until SIGTERM or SIGINT; handlers in flight are drained.

    Raises ConfigError if it cannot start, UnreachableError if Telegram cannot be reached at the start or no
    longer accepts the bot.
    """
    token = token_of(settings.bot)
    secret = settings.bot.webhook_secret.get_secret_value() if settings.bot.webhook_secret else ""
    key = settings.llm.api_key.get_secret_value() if settings.llm.api_key else ""
    dsn = settings.operating.sentry_dsn.get_secret_value() if settings.operating.sentry_dsn else ""
    logs.set_up([token, secret, key, dsn, *settings.engine.secrets], as_json=settings.operating.log_format == "json")
    if dsn:
        reports.set_up(dsn, f"onrecord@{version('onrecord')}")
    asyncio.run(_run(settings, config))


async def _run(settings: Settings, config: Path | None) -> None:
    state = state_of(settings.index)
    try:
        await meet(settings.bot)
        engine = await asyncio.to_thread(_engine, settings)
        stopped = _stop_signal()
        app = build(settings, engine, config, state=state)
        async with serving(app) as ended:
            _reload_on_hangup(app)
            await _prepare(engine)
            await asyncio.wait((stopped, ended), return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                ended.result()
    finally:
        state.close()


def bot_of(settings: Settings, delivery: Delivery) -> PollingBot:
    """The client of the Bot API. Raises ConfigError if the token is missing or is none."""
    base = str(settings.bot.api_url).rstrip("/")
    return PollingBot(
        token_of(settings.bot),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request_of(_CONNECTIONS, settings.bot.timeout_seconds),
        get_updates_request=request_of(1, settings.bot.timeout_seconds),
        rate_limiter=delivery,
    )


def build(
    settings: Settings,
    engine: Engine,
    config: Path | None = None,
    *,
    state: State | None = None,
) -> App:
    """The application with everything but a running loop."""
    state = state or state_of(settings.index)
    journal, memory = Journal(state), Memory(state)
    pace, read = Pace(settings.bot), Reading()
    app: App = (
        Application.builder()
        .bot(bot_of(settings, Delivery(journal, pace)))
        .updater(None)
        .context_types(ContextTypes())
        .build()
    )
    services = Services(
        settings=settings,
        config=config,
        engine=engine,
        read=read,
        pace=pace,
        limits=UserLimits(settings.bot.questions_per_minute),
        inline_limits=UserLimits(settings.bot.inline_per_minute),
        message_limits=UserLimits(settings.bot.messages_per_minute),
        chat_limits=UserLimits(settings.bot.chat_messages_per_minute),
        reindexer=Reindexer(settings, config),
        state=state,
        journal=journal,
        inbox=Inbox(app.bot, journal, app.process_update, tell_busy(app.bot), tell_failed(app.bot)),
        conversations=_conversations(settings, state, engine, read),
        memory=memory,
        alerts=Alerts(app.bot, engine, state=state, memory=memory, journal=journal, settings=settings),
        schedule=schedule_of(app, memory),
        phraser=Phraser(settings.llm) if settings.llm.base_url else None,
    )
    provide(app, services)
    register(app)
    app.add_error_handler(on_error)
    return app


def _conversations(settings: Settings, state: State, engine: Engine, read: Reading) -> Conversations:
    """In memory, unless the next turn may be another machine's."""
    seconds = settings.bot.conversation_minutes * 60

    async def restore(record: AnswerRecord) -> Answer:
        return (await read(restored, record, engine)).answer

    return SharedConversations(state, seconds, restore) if state.shared else OwnConversations(seconds)


@asynccontextmanager
async def serving(app: App) -> AsyncIterator["asyncio.Future[None]"]:
    """The bot from its start to an orderly stop. The future ends when the bot cannot go on, with the error."""
    services = services_of(app)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(services.settings.bot.at_once))
    await app.initialize()
    tasks = [asyncio.ensure_future(_beside_others(app.bot, services))]
    servers: list[HTTPServer] = []
    pulse, settings = Pulse(), services.settings
    try:
        if settings.operating.port:
            servers.append(health.serve(checks_of(app, pulse), settings.operating.listen, settings.operating.port))
        services.in_background(introduce(app.bot, settings.bot))
        if left := services.inbox.resume():
            log.info("%d updates were left by the last run; they are handled now", left)
        services.memory.audit.note(_ITSELF, Deed.STARTED, version("onrecord"))
        reindexing.resume(app.bot, services)
        services.alerts.start()
        await services.schedule.start(settings.operating, settings.corpus.paths)
        if settings.bot.mode == "webhook":
            servers.append(await _listen(app, settings.bot))
        else:
            await app.bot.delete_webhook()
            tasks.append(asyncio.ensure_future(poll(app.bot, services.inbox, UPDATES, pulse=pulse)))
        yield tasks[-1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for server in servers:
            server.stop()
        await _stop(app)


async def _stop(app: App) -> None:
    services = services_of(app)
    if isinstance(delivery := app.bot.rate_limiter, Delivery):
        delivery.stop()
    await services.schedule.stop()
    await services.inbox.stop()
    await services.reindexer.stop()
    await services.alerts.stop()
    await asyncio.gather(*services.tasks, return_exceptions=True)
    if services.phraser:
        await services.phraser.close()
    await app.shutdown()
    services.journal.close()


def _engine(settings: Settings) -> Engine:
    """The engine; a bot that starts before its first index starts with an empty one."""
    try:
        return Engine.open(settings.index, settings.retrieval)
    except NoIndexError:
        log.warning("there is no index yet: an admin can make one with /reindex")
        index_corpus([], settings.index, settings.corpus)
        return Engine.open(settings.index, settings.retrieval)


async def _prepare(engine: Engine) -> None:
    """Load what questions need. Without it the bot goes on: what cannot be read now may be mended beside it."""
    try:
        await asyncio.to_thread(engine.stay)
    except UNREADABLE:
        log.exception("the index cannot be read: see `onrecord check`")


async def _listen(app: App, settings: BotSettings) -> HTTPServer:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    server = webhook.serve(services_of(app).inbox, secret, settings.listen, settings.port)
    url = f"{str(settings.webhook_url).rstrip('/')}{webhook.PATH}"
    await app.bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
    return server


async def _beside_others(bot: Bot, services: Services) -> None:
    """Show other bots over the state that this one lives, and take over what those leave that do not."""
    while True:
        await asyncio.sleep(RENEWED_SECONDS)
        try:
            services.state.renew()
            services.inbox.resume()
            await reindexing.keep_up(bot, services)
        except NOT_KEPT as error:
            log.warning("what other bots left could not be looked at: %s", error)
        except Exception:  # the bot goes on
            log.exception("what other bots left could not be looked at")


def _reload_on_hangup(app: App) -> None:
    """Read the configuration again at SIGHUP, as `systemctl reload` sends it."""

    async def read_again() -> None:
        log.info("SIGHUP: %s", await admin.reload(app.bot, services_of(app), _ITSELF))

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, lambda: services_of(app).in_background(read_again()))


def _stop_signal() -> "asyncio.Future[bool]":
    """Ends with SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return asyncio.ensure_future(stopping.wait())
