"""The sections of the settings that the bot, the page and the language model have."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    model_validator,
)

from bot.crontab import checked

_TELEGRAM = "api.telegram.org"
_WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})
_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
Crontab = Annotated[str, AfterValidator(checked)]


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
    chat_messages_per_minute: PositiveInt = Field(
        120, description="Messages, commands and presses of a whole group that are read in a minute."
    )
    sent_per_second: PositiveInt = Field(30, description="Messages to Telegram in a second, over all chats.")
    sent_per_chat_minute: PositiveInt = Field(60, description="Messages into one private chat in a minute.")
    sent_per_group_minute: PositiveInt = Field(20, description="Messages into one group in a minute.")
    conversation_minutes: PositiveFloat = Field(
        15.0, description="Time in which a question may lean on the one before it."
    )
    alert_seconds: PositiveFloat = Field(30.0, description="Time between two looks for new statements to alert to.")
    pictures: Literal["light", "dark"] = Field("light", description="Look of timelines and other pictures.")
    progress_seconds: PositiveFloat = Field(3.0, description="Time between two edits of a re-index's progress.")

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.mode != "webhook":
            return self
        if not (self.webhook_url and self.webhook_secret):
            raise ValueError("mode = webhook needs webhook_url and webhook_secret")
        if not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("webhook_secret may have 1 to 256 letters, figures, _ and - alone; choose another")
        if self.api_url.host != _TELEGRAM:  # a Bot API server of one's own calls any address
            return self
        if self.webhook_url.scheme != "https":
            raise ValueError("webhook_url must begin with https://: Telegram calls nothing else")
        if self.webhook_url.port not in _WEBHOOK_PORTS:
            raise ValueError("webhook_url: Telegram calls the ports 443, 80, 88 and 8443 alone; put a proxy on one")
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


class OperatingSettings(BaseModel):
    """What the bot does by the clock, and how it shows how it is. The DSN never prints."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reindex_at: Crontab = Field("", description="When the corpus is read again, as in a crontab; empty: never.")
    watch: bool = Field(False, description="Whether the corpus is read again when a file of it has changed.")
    watch_quiet_seconds: PositiveFloat = Field(10.0, description="Time without a change before it is read.")
    watch_polling: bool = Field(False, description="Whether to look for changes, as network folders need, or be told.")
    backup_at: Crontab = Field("", description="When a backup is written, as in a crontab; empty: never by itself.")
    backup_folder: Path = Field(Path("onrecord-backups"), description="Folder of the backups.")
    backups_kept: PositiveInt = Field(7, description="Backups that are kept; older ones are removed.")
    listen: str = Field("127.0.0.1", description="Address of /healthz, /readyz and /metrics.")
    port: int = Field(0, ge=0, le=65535, description="Port of /healthz, /readyz and /metrics; 0: none.")
    log_format: Literal["text", "json"] = Field("text", description="Lines for people, or a JSON object a line.")
    sentry_dsn: SecretStr | None = Field(
        None, description="Where errors are reported to, in Sentry's protocol, without any text; none: nowhere."
    )
