"""What the doctor looks at on this machine: the configuration, the corpus, the data folder, the models, the index."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.command.places import fault_of
from bot.config import Settings
from bot.setup.finding import Finding, fault, note, sound, warning
from bot.words import setup as words
from index.errors import ModelError, NoIndexError, OnRecordError

_LITTLE_BYTES, _TOO_LITTLE_BYTES = 2_000_000_000, 200_000_000
_SECRETS = ("token", "webhook_secret", "api_key", "sentry_dsn", "postgres", "milvus_token")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def look_at_configuration(settings: Settings, config: Path | None) -> Iterator[Finding]:
    """The file, and whether others may read a secret that stands in it."""
    if config is None:
        yield note("configuration", words.NO_CONFIGURATION, words.WRITE_CONFIGURATION)
        return
    yield sound("configuration", words.CONFIGURATION.format(path=config))
    keys = (settings.bot.token, settings.bot.webhook_secret, settings.llm.api_key, settings.operating.sentry_dsn)
    secrets = (*keys, *settings.engine.secrets)
    if any(secrets) and config.stat().st_mode & _OTHERS and _holds_secret(config):
        yield warning("configuration", words.OTHERS_READ.format(path=config), f"chmod 600 {config}")


def look_at_corpus(settings: Settings) -> Iterator[Finding]:
    """The paths to read."""
    if not settings.corpus.paths:
        yield note("corpus", words.NO_CORPUS, words.SET_CORPUS)
    for path in settings.corpus.paths:
        wrong = fault_of(path)
        yield fault("corpus", wrong) if wrong else sound("corpus", str(path))


def look_at_data(settings: Settings) -> Iterator[Finding]:
    """The folder of the index: whose it is, who may read it, whether there is room."""
    folder = settings.index.data
    standing = next((one for one in (folder, *folder.absolute().parents) if one.exists()), Path("/"))
    if not os.access(standing, os.W_OK | os.X_OK):
        yield fault("data folder", words.NOT_WRITABLE.format(folder=standing), words.MAKE_WRITABLE)
        return
    free = shutil.disk_usage(standing).free
    if free < _TOO_LITTLE_BYTES:
        yield fault("data folder", words.free(standing, free), words.MAKE_ROOM)
    elif free < _LITTLE_BYTES:
        yield warning("data folder", words.free(standing, free), words.MAKE_ROOM)
    else:
        yield sound("data folder", words.free(folder, free))
    if folder.is_dir() and folder.stat().st_mode & _OTHERS:
        yield warning("data folder", words.OTHERS_READ.format(path=folder), f"chmod 700 {folder}")


def look_at_models(settings: Settings) -> Iterator[Finding]:
    """The pipeline and the encoder, and whether the latter is prepared already."""
    from index.build import check_models  # noqa: PLC0415

    try:
        check_models(settings.index)
    except ModelError as error:
        yield fault("models", str(error))
        return
    yield sound("models", f"{settings.index.spacy_model}, {settings.index.encoder}")


def look_at_index(settings: Settings) -> Iterator[Finding]:
    """Whether there is an index, whether it can be read, and whether the encoder is the one that made it."""
    from index.models import Unit  # noqa: PLC0415
    from index.search.encoder import check_made_by  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    try:
        snapshot = Snapshot(settings.index)
        if snapshot.encoder:
            check_made_by(settings.index.encoder, snapshot.encoder, offline=not settings.index.encoder_download)
    except NoIndexError as error:
        yield warning("index", str(error), words.MAKE_INDEX)
    except OnRecordError as error:
        yield fault("index", str(error))
    else:
        counts = (snapshot.article_count, snapshot.count(Unit.STATEMENT))
        yield sound("index", words.held(*counts)) if counts[0] else warning("index", words.EMPTY, words.MAKE_INDEX)


def _holds_secret(config: Path) -> bool:
    text = config.read_text(encoding="utf-8", errors="replace")
    lines = (line.strip() for line in text.splitlines())
    return any(line.startswith(_SECRETS) for line in lines)
