"""The real application against the Bot API stand-in, in the test's own event loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.config import Settings
from bot.config_sections import BotSettings, LlmSettings, OperatingSettings
from bot.telegram.app import build, serving
from bot.telegram.services import App
from bot.telegram.state_file import StateFile
from bot.telegram.states import state_of
from index.config import CorpusSettings, IndexSettings
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from tests.botapi import BotApi, Chat, User
from tests.botapi.server import TOKEN

# The reader's id is as long as Telegram's are, so that no time, size or port in a log holds it by chance.
ADMIN, READER = User(501, "Adele"), User(7_310_458_926_113, "Ruben")
PRIVATE, ADMIN_CHAT = Chat(READER.id), Chat(ADMIN.id)
GROUP, TOPIC = Chat(-100200), Chat(-100200, thread=9)


def settings_for(
    api: BotApi,
    index: IndexSettings,
    corpus: Path | None = None,
    llm: dict[str, object] | None = None,
    items: int = 5,
    *,
    operating: dict[str, object] | None = None,
    **bot: object,
) -> Settings:
    """Settings of a bot with one admin that polls the stand-in."""
    return Settings(
        corpus=CorpusSettings(paths=(corpus,) if corpus else ()),
        index=index,
        retrieval=RetrievalSettings(items=items),
        llm=LlmSettings.model_validate(llm or {}),
        operating=OperatingSettings.model_validate(operating or {}),
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
async def running(settings: Settings, engine: Engine | None = None, state: Path | None = None) -> AsyncIterator[App]:
    """The bot, polling, from start to an orderly stop.

    With an ``engine`` that tests share, its state stands in ``state``, or in a folder of its own.
    """
    with TemporaryDirectory() as folder:
        kept = StateFile(state or Path(folder)) if engine or state else state_of(settings.index)
        engine = engine or Engine.open(settings.index, settings.retrieval)
        app = build(settings, engine, state=kept)
        async with serving(app):
            yield app
