"""Calls checked against aiogram's models and the documented limits."""

import json
import typing
from collections.abc import Mapping
from typing import Any

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from pydantic import ValidationError

from tests.botapi.markup import MarkupError, Parsed, parse_html, units

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    cls.__api_method__.lower(): cls
    for cls in vars(aiogram.methods).values()
    if isinstance(cls, type) and issubclass(cls, TelegramMethod) and cls is not TelegramMethod
}


class BadRequestError(Exception):
    """The call is answered with status 400 and this description."""


def checked(method: str, raw: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a call, decoded. Raises BadRequestError for an unknown name or a wrong type."""
    model = METHODS.get(method.lower())
    if model is None:
        raise BadRequestError(f"unknown method {method}")
    decoded = {}
    for name, value in raw.items():
        field = model.model_fields.get(name)
        if field is None:
            raise BadRequestError(f"{method} has no parameter {name}")
        decoded[name] = value if _is_text(field.annotation) else _json(value)
    try:
        model.model_validate(decoded)
    except ValidationError as error:
        raise BadRequestError(f"{method}: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from error
    return decoded


def parsed_text(parameters: Mapping[str, Any], name: str = "text", limit: int = 4096) -> Parsed:
    """The visible text of a message within its limits. Raises BadRequestError as Telegram words it."""
    text = str(parameters.get(name, ""))
    try:
        parsed = parse_html(text) if parameters.get("parse_mode") == "HTML" else Parsed(text, [])
    except MarkupError as error:
        raise BadRequestError(f"can't parse entities: {error}") from error
    if not parsed.text.strip():
        raise BadRequestError("message text is empty")
    if units(parsed.text) > limit:
        raise BadRequestError("message is too long")
    if len(parsed.entities) > 100:
        raise BadRequestError("too many entities")
    _check_keyboard(parameters.get("reply_markup"))
    return parsed


def _check_keyboard(markup: Any) -> None:
    for row in (markup or {}).get("inline_keyboard", ()):
        if len(row) > 8:
            raise BadRequestError("too many buttons in a row")
        for button in row:
            if len(str(button.get("callback_data", "")).encode()) > 64:
                raise BadRequestError("BUTTON_DATA_INVALID")
            if units(str((button.get("copy_text") or {}).get("text", "x"))) > 256:
                raise BadRequestError("BUTTON_COPY_TEXT_INVALID")


def _is_text(annotation: Any) -> bool:
    options = typing.get_args(annotation) or (annotation,)
    return str in options and int not in options


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
