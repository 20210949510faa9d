"""Errors of the bot and the command line, beside those of the index (``index.errors``)."""

from index.errors import OnRecordError


class UnreachableError(OnRecordError):
    """A service does not answer, or no longer accepts the bot. Starting again later may help."""
