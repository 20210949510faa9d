"""The section ``[bot]``, and all sections together: a TOML file, overridden by environment variables."""

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from index.config import CorpusSettings, IndexSettings
from index.errors import ConfigError
from retrieval.config import RetrievalSettings


class BotSettings(BaseModel):
    """How the Telegram bot runs. The token and the webhook's secret never print."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr | None = Field(None, description="From BotFather; better set as ONRECORD_BOT__TOKEN.")
    admins: frozenset[int] = Field(
        frozenset(), description="Numeric ids of users who may re-index. None listed: nobody."
    )
    allowed_chats: frozenset[int] = Field(
        frozenset(), description="Ids of the only chats that may ask. None listed: all may."
    )
    blocked_chats: frozenset[int] = Field(frozenset(), description="Ids of chats that are never answered.")
    mode: Literal["polling", "webhook"] = Field("polling", description="How updates arrive.")
    webhook_url: AnyHttpUrl | None = Field(None, description="Public https address that Telegram calls.")
    webhook_secret: SecretStr | None = Field(
        None, description="Telegram sends it with each call; a webhook without it does not start."
    )
    listen: str = Field("127.0.0.1", description="Address on which the webhook listens.")
    port: int = Field(8443, ge=1, le=65535, description="Port on which the webhook listens.")
    api_url: AnyHttpUrl = Field(
        AnyHttpUrl("https://api.telegram.org"), description="Bot API server; change it for one of your own."
    )
    timeout_seconds: PositiveFloat = Field(15.0, description="Time for one request to the Bot API.")
    at_once: PositiveInt = Field(4, description="Questions that are worked on at the same time; others wait.")
    questions_per_minute: PositiveInt = Field(20, description="Questions that a user may ask in a minute.")
    messages_per_minute: PositiveInt = Field(
        40, description="Messages, commands and presses of a user that are read in a minute."
    )
    inline_per_minute: PositiveInt = Field(
        120, description="Searches while a user types an inline question, in a minute."
    )
    conversation_minutes: PositiveFloat = Field(
        15.0, description="Time in which a question may lean on the one before it."
    )
    alert_seconds: PositiveFloat = Field(30.0, description="Time between two looks for new statements to alert to.")
    pictures: Literal["light", "dark"] = Field("light", description="Look of timelines and other pictures.")
    progress_seconds: PositiveFloat = Field(3.0, description="Time between two edits of a re-index's progress.")

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.mode == "webhook" and not (self.webhook_url and self.webhook_secret):
            raise ValueError("mode = webhook needs webhook_url and webhook_secret")
        return self


class WebSettings(BaseModel):
    """The page: where it is reached, and how much one client may ask."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    public_url: AnyHttpUrl | None = Field(
        None, description="Address under which readers reach the page; citations and the bot link to it."
    )
    telegram: str = Field(
        "", pattern=r"^\w*$", description="Username of the bot: each statement's page links into a chat with it."
    )
    listen: str = Field("127.0.0.1", description="Address on which the page listens.")
    port: int = Field(8080, ge=1, le=65535, description="Port on which the page listens.")
    requests_per_minute: PositiveInt = Field(60, description="Questions and API requests of one client in a minute.")
    proxies: tuple[str, ...] = Field(
        ("127.0.0.1",), description="Addresses of proxies whose word on the client's address is taken."
    )

    def address(self, path: str) -> str:
        """The public address of a path that begins with a slash; empty where none is set."""
        return f"{str(self.public_url).rstrip('/')}{path}" if self.public_url else ""


class LlmSettings(BaseModel):
    """The language model that phrases answers. Without an address there is none. The key never prints."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: AnyHttpUrl | None = Field(None, description="OpenAI-compatible endpoint; none: no language model.")
    model: str = Field("", description="Name of the model at the endpoint.")
    api_key: SecretStr | None = Field(
        None, description="If the endpoint wants one; better set as ONRECORD_LLM__API_KEY."
    )
    timeout_seconds: PositiveFloat = Field(10.0, description="Time for a whole phrased answer, then it goes without.")
    max_tokens: PositiveInt = Field(400, description="Length of a phrased answer, at most.")
    at_once: PositiveInt = Field(2, description="Answers that the model phrases at the same time; others go without.")

    @model_validator(mode="after")
    def _names_a_model(self) -> Self:
        if self.base_url and not self.model:
            raise ValueError("base_url needs model, the name of the model at that endpoint")
        return self


class Settings(BaseSettings):
    """All sections. ``ONRECORD_SECTION__KEY`` in the environment overrides the file."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_", env_nested_delimiter="__", extra="forbid", hide_input_in_errors=True, frozen=True
    )

    corpus: CorpusSettings = CorpusSettings()
    index: IndexSettings = IndexSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    bot: BotSettings = BotSettings()
    web: WebSettings = WebSettings()
    llm: LlmSettings = LlmSettings()

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
    """Read the settings; without a file the defaults hold.

    Relative paths in the file are relative to the file. ``data`` overrides ``[index] data``. Raises
    ConfigError that names the key, and never holds a value.
    """
    sections = _read(config) if config else {}
    try:
        settings = Settings(**sections)
    except ValidationError as error:
        raise ConfigError("; ".join(_messages(error, config))) from None
    if data is None:
        return settings
    return settings.model_copy(update={"index": settings.index.model_copy(update={"data": data})})


def _read(config: Path) -> dict[str, Any]:
    try:
        with config.open("rb") as file:
            sections: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{config}: {error.strerror or error}") from error
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
    return sections


def _messages(error: ValidationError, config: Path | None) -> Iterator[str]:
    place = f"{config}: " if config else ""
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        location = [str(part) for part in problem["loc"]]
        section, key = (location[0] if location else ""), ".".join(location[1:])
        named = f"[{section}] {key}".strip() if section else "settings"
        if problem["type"] == "extra_forbidden":
            yield f"{place}{named}: unknown key{_suggestion(location)}"
        else:
            yield f"{place}{named}: {problem['msg']}"


def _suggestion(location: list[str]) -> str:
    fields = Settings.model_fields
    known: list[str] = list(fields)
    if len(location) > 1 and location[0] in fields:
        annotation = fields[location[0]].annotation
        known = (
            list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
        )
    near = difflib.get_close_matches(location[-1], known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
