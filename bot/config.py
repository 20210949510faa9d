"""All sections of the settings together: a TOML file, overridden by environment variables."""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_origin

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from bot.config_faults import faults_of
from bot.config_sections import BotSettings, LlmSettings, OperatingSettings, WebSettings
from index.config import CorpusSettings, EngineSettings, IndexSettings
from index.errors import ConfigError
from retrieval.config import RetrievalSettings

_APP = "onrecord"
_PREFIX = "ONRECORD_"
_AS_JSON = "a list is written as JSON, such as ONRECORD_BOT__ADMINS='[501]' or ONRECORD_CORPUS__PATHS='[\"articles\"]'"


class Settings(BaseSettings):
    """All sections. ``ONRECORD_SECTION__KEY`` in the environment overrides the file."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", hide_input_in_errors=True, frozen=True
    )

    corpus: CorpusSettings = CorpusSettings()
    index: IndexSettings = IndexSettings()
    engine: EngineSettings = EngineSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    bot: BotSettings = BotSettings()
    web: WebSettings = WebSettings()
    llm: LlmSettings = LlmSettings()
    operating: OperatingSettings = OperatingSettings()

    @classmethod
    def settings_customise_sources(  # the base class's signature
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file, whose content comes as init arguments."""
        return env_settings, init_settings


def load_settings(config: Path | None = None, data: Path | None = None) -> Settings:
    """Read the settings; without a file the user's own holds, and without that the defaults.

    Relative paths in the file are relative to the file. ``data`` overrides ``[index] data``; where neither names a
    folder, it is ``onrecord-data`` where the command was typed if there is one, else the user's. Raises ConfigError
    that names the key, and never holds a value.
    """
    config = config or (own if (own := own_config()).is_file() else None)
    settings = _settings(_read(config) if config else {}, config)
    if data is None:
        return settings
    return settings.model_copy(update={"index": settings.index.model_copy(update={"data": data})})


def environment_settings() -> Settings:
    """The settings without any file. Raises ConfigError."""
    return _settings({}, None)


def _settings(sections: dict[str, Any], config: Path | None) -> Settings:
    try:
        settings = Settings(**sections)
    except ValidationError as error:
        raise ConfigError("; ".join(faults_of(error, Settings, config))) from None
    except SettingsError:
        raise ConfigError(f"{_unreadable_variables()}: cannot be read; {_AS_JSON}") from None
    index = settings.index.kept_by(settings.engine)
    if "data" not in index.model_fields_set and not index.data.is_dir():
        index = index.model_copy(update={"data": user_data_path(_APP)})
    return settings.model_copy(update={"index": index})


def own_config() -> Path:
    """Where the user's configuration stands if none is named: below ``$XDG_CONFIG_HOME``."""
    return user_config_path(_APP) / "config.toml"


def _unreadable_variables() -> str:
    """The variables of the environment that should hold JSON and do not."""
    sections = (f"{_PREFIX}{section}".upper() for section in Settings.model_fields)
    names = (*sections, *(f"{_PREFIX}{section}__{key}".upper() for section, key in _many_valued()))
    return ", ".join(name for name in names if name in os.environ and not _is_json(os.environ[name]))


def _many_valued() -> Iterator[tuple[str, str]]:
    for section, field in Settings.model_fields.items():
        for key, one in cast(type[BaseModel], field.annotation).model_fields.items():
            if get_origin(one.annotation) in {tuple, frozenset, dict}:
                yield section, key


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def _read(config: Path) -> dict[str, Any]:
    try:
        with config.open("rb") as file:
            sections: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise ConfigError(
            f"{config}: {error.strerror or error}; name a file that is there, or write one with `onrecord init`"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{config}: not in UTF-8, which TOML is written in; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{config}: not valid TOML ({error})") from error
    folder = config.absolute().parent
    corpus, index = sections.get("corpus"), sections.get("index")
    if isinstance(corpus, dict) and isinstance(corpus.get("paths"), list):
        corpus["paths"] = [folder / str(path) for path in corpus["paths"]]
    if isinstance(corpus, dict) and isinstance(corpus.get("fetched"), str):
        corpus["fetched"] = folder / corpus["fetched"]
    if isinstance(index, dict) and isinstance(index.get("data"), str):
        index["data"] = folder / index["data"]
    operating = sections.get("operating")
    if isinstance(operating, dict) and isinstance(operating.get("backup_folder"), str):
        operating["backup_folder"] = folder / operating["backup_folder"]
    return sections
