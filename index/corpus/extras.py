"""Packages that only some formats need."""

from importlib import import_module
from typing import Any

from index.errors import DocumentError


def needed(module: str, extra: str, name: str) -> Any:
    """A package of an extra. Raises DocumentError, which names the extra, if it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise DocumentError(name, f"needs {module}: pip install 'onrecord[{extra}]'") from error
