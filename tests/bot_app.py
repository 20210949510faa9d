"""The real application against the Bot API stand-in, in the test's own event loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import BotSettings, LlmSettings, Settings
from bot.telegram.app import UPDATES, build
from index.config import CorpusSettings, IndexSettings
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from tests.botapi import BotApi, Chat, User
from tests.botapi.server import TOKEN

ADMIN, READER = User(501, "Adele"), User(777, "Ruben")
PRIVATE, ADMIN_CHAT = Chat(READER.id), Chat(ADMIN.id)
GROUP, TOPIC = Chat(-100200), Chat(-100200, thread=9)


def settings_for(
    api: BotApi,
    index: IndexSettings,
    corpus: Path | None = None,
    llm: dict[str, object] | None = None,
    items: int = 5,
    **bot: object,
) -> Settings:
    """Settings of a bot with one admin that polls the stand-in."""
    return Settings(
        corpus=CorpusSettings(paths=(corpus,) if corpus else ()),
        index=index,
        retrieval=RetrievalSettings(items=items),
        llm=LlmSettings.model_validate(llm or {}),
        bot=BotSettings.model_validate(
            {
                "token": TOKEN,
                "admins": [ADMIN.id],
                "api_url": api.url,
                "progress_seconds": 0.05,
                "alert_seconds": 0.05,
                **bot,
            }
        ),
    )


@asynccontextmanager
async def running(settings: Settings, engine: Engine | None = None) -> AsyncIterator[None]:
    """The bot, polling, from start to an orderly stop."""
    app = build(settings, engine or Engine.open(settings.index, settings.retrieval))
    await app.initialize()
    assert app.post_init is not None
    assert app.post_stop is not None
    assert app.updater is not None
    await app.post_init(app)
    await app.updater.start_polling(allowed_updates=UPDATES, poll_interval=0.0)
    await app.start()
    try:
        yield
    finally:
        await app.updater.stop()
        await app.stop()
        await app.post_stop(app)
        await app.shutdown()
