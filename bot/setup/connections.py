"""What the doctor looks at over the network: Telegram, the webhook, the clock, the page, a language model."""

import asyncio
import os
import socket
import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.util import find_spec
from urllib.parse import urlsplit

import httpx

from bot.config import Settings
from bot.config_sections import BotSettings
from bot.setup.finding import Finding, fault, note, sound, warning
from bot.words import setup as words
from index.errors import OnRecordError

_SECONDS = 5.0
_DRIFT_SECONDS = 60.0
_DAY_SECONDS = 86_400
_CERTIFICATE_DAYS = 14
_MANY_WAITING = 100
_HTTPS = 443
_REFUSED = HTTPStatus.FORBIDDEN  # what our webhook says to whoever does not know the secret


def look_at_bot(settings: BotSettings) -> Iterator[Finding]:
    """The token, what the bot sees in groups, who its admins are, and what it may do in the chats that it serves."""
    from bot.telegram.contact import meet, places_of  # noqa: PLC0415

    wanted = settings.token or settings.admins or settings.allowed_chats or settings.mode == "webhook"
    if not wanted:  # the command line and the page do without
        yield note("telegram", words.NO_BOT, words.SET_BOT)
        return
    try:
        me = asyncio.run(meet(settings))
        places = asyncio.run(places_of(settings, sorted(settings.allowed_chats)))
    except OnRecordError as error:
        yield fault("telegram", str(error))
        return
    yield sound("telegram", words.BOT.format(name=me.name))
    yield (
        sound("privacy mode", words.READS_ALL)
        if me.reads_groups
        else note("privacy mode", words.READS_SOME, words.SET_PRIVACY)
    )
    if not me.joins_groups:
        yield warning("groups", words.JOINS_NONE, words.SET_JOIN)
    if not me.inline:
        yield note("inline", words.NO_INLINE, words.SET_INLINE)
    if not settings.admins:
        yield warning("admins", words.NO_ADMINS, words.NAME_ADMIN)
    for place in places:
        if not place.status:
            yield fault("chat", words.NOT_THERE.format(chat=place.chat, reason=place.name), words.ADD_TO_CHAT)
        elif not place.may_write:
            yield fault("chat", words.MAY_NOT_WRITE.format(chat=place.chat, name=place.name), words.LET_WRITE)
        else:
            yield sound("chat", f"{place.name}: {place.status}")


def look_at_webhook(settings: BotSettings) -> Iterator[Finding]:
    """Whether Telegram calls what is configured, and whether that can be reached under a certificate."""
    from bot.telegram.contact import webhook_of  # noqa: PLC0415
    from bot.telegram.webhook import PATH  # noqa: PLC0415

    try:
        hook = asyncio.run(webhook_of(settings))
    except OnRecordError:
        return  # told by the check of the bot
    if settings.mode != "webhook" or settings.webhook_url is None:
        if hook.url:
            yield note("webhook", words.HOOKED.format(url=hook.url), words.POLLING_TAKES_OVER)
        return
    url = f"{str(settings.webhook_url).rstrip('/')}{PATH}"
    if hook.url != url:
        yield note("webhook", words.OTHER_HOOK.format(url=hook.url or words.NONE, wanted=url), words.HOOK_AT_START)
    if hook.last_error:
        yield warning("webhook", words.LAST_ERROR.format(error=hook.last_error), words.SEE_PROXY)
    if hook.waiting > _MANY_WAITING:
        yield warning("webhook", words.MANY_WAITING.format(count=f"{hook.waiting:,}"), words.SEE_PROXY)
    yield from _reached("webhook", url, _REFUSED)
    yield from _certificate(url)


def look_at_clock(settings: BotSettings) -> Iterator[Finding]:
    """This machine's clock beside the server's."""
    try:
        answer = httpx.get(str(settings.api_url), timeout=_SECONDS)
        told = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except (httpx.HTTPError, KeyError, ValueError):
        yield note("clock", words.NO_CLOCK)
        return
    apart = time.time() - told
    if abs(apart) > _DRIFT_SECONDS:
        yield warning("clock", words.apart(apart), words.SET_CLOCK)
    else:
        yield sound("clock", words.ON_TIME)


def look_at_page(settings: Settings) -> Iterator[Finding]:
    """Whether the page can be served, and whether its public address leads to it."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        yield note("page", words.NO_PAGE, words.install("web"))
        return
    place = f"{settings.web.listen}:{settings.web.port}"
    try:
        socket.create_server((settings.web.listen, settings.web.port)).close()
    except OSError as error:
        yield note("page", words.PORT_TAKEN.format(place=place, reason=os.strerror(error.errno or 0)), words.OTHER_PORT)
    else:
        yield sound("page", words.PORT_FREE.format(place=place))
    if settings.web.public_url:
        yield from _reached("page", str(settings.web.public_url))
        yield from _certificate(str(settings.web.public_url))


def look_at_language_model(settings: Settings) -> Iterator[Finding]:
    """The client and the endpoint, where one is configured."""
    llm = settings.llm
    if llm.base_url is None:
        return
    if find_spec("openai") is None:
        yield fault("language model", words.NO_CLIENT, words.install("llm"))
        return
    headers = {"Authorization": f"Bearer {llm.api_key.get_secret_value()}"} if llm.api_key else {}
    url = f"{str(llm.base_url).rstrip('/')}/models"
    try:
        answer = httpx.get(url, headers=headers, timeout=_SECONDS)
        names = {one["id"] for one in answer.raise_for_status().json()["data"]}
    except httpx.HTTPStatusError as error:
        yield fault("language model", words.STATUS.format(url=url, status=error.response.status_code), words.SEE_LLM)
    except httpx.HTTPError as error:
        yield fault("language model", words.UNREACHED.format(url=url, reason=_reason(error)), words.SEE_LLM)
    except (ValueError, KeyError, TypeError):
        yield note("language model", words.NO_LIST.format(url=url))
    else:
        if llm.model in names:
            yield sound("language model", f"{llm.model}, {url}")
        else:
            yield warning("language model", words.NO_MODEL.format(model=llm.model, url=url), words.SEE_LLM)


def _reached(thing: str, url: str, expected: int | None = None) -> Iterator[Finding]:
    try:
        status = httpx.request("POST" if expected else "GET", url, timeout=_SECONDS).status_code
    except httpx.HTTPError as error:
        yield fault(thing, words.UNREACHED.format(url=url, reason=_reason(error)), words.SEE_PROXY)
        return
    if status == expected or (expected is None and status < HTTPStatus.BAD_REQUEST):
        yield sound(thing, words.REACHED.format(url=url))
    else:
        yield warning(thing, words.STATUS.format(url=url, status=status), words.SEE_PROXY)


def _certificate(url: str) -> Iterator[Finding]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or _HTTPS), _SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) as secure,
        ):
            found = secure.getpeercert() or {}
    except (OSError, ValueError):
        return  # told by whether it is reached
    days = int((ssl.cert_time_to_seconds(str(found["notAfter"])) - time.time()) / _DAY_SECONDS)
    if days < _CERTIFICATE_DAYS:
        yield warning("certificate", words.expires(parts.hostname, days), words.RENEW)
    else:
        yield sound("certificate", words.expires(parts.hostname, days))


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
