"""Errors reported in Sentry's protocol, as kinds and places in the code: no text, no values, no users."""

import logging
from typing import Any

from bot.telegram.handling import HANDLING
from index.errors import ConfigError

_KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release")
_PLACE = ("module", "function", "filename", "lineno", "in_app")


def set_up(dsn: str, release: str) -> None:
    """Report what is logged as an error from now on. Raises ConfigError if the client is missing, or the DSN wrong."""
    try:
        import sentry_sdk  # noqa: PLC0415 - an optional dependency
        from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415
    except ImportError:
        raise ConfigError("[operating] sentry_dsn needs the client: pip install 'onrecord[sentry]'") from None
    try:
        sentry_sdk.init(
            dsn,
            release=release,
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
            max_breadcrumbs=0,
            include_local_variables=False,
            include_source_context=False,
            send_default_pii=False,
            before_send=_bare,
        )
    except ValueError:
        raise ConfigError("[operating] sentry_dsn is none: it looks like https://KEY@HOST/PROJECT") from None


def _bare(event: Any, _: Any) -> Any:
    """An event with what kind of error it was, where, and at which update; built anew so that nothing else goes."""
    handling = HANDLING.get()
    kept = {name: event[name] for name in _KEPT if name in event}
    errors = (event.get("exception") or {}).get("values") or []
    if errors:
        kept["exception"] = {"values": [_kind_and_places(one) for one in errors]}
    else:
        kept["message"] = str((event.get("logentry") or {}).get("message", ""))  # the sentence, without its values
    kept["tags"] = {"request": f"{handling.update}.{handling.attempt}"} if handling else {}
    return kept


def _kind_and_places(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames") or []
    places = [{name: frame[name] for name in _PLACE if name in frame} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": places}}
