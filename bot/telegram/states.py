"""Which state the bots over an index have: it goes where the index is kept."""

from bot.telegram.state import State
from bot.telegram.state_file import StateFile
from index.config import IndexSettings
from index.search.homes import home_of


def state_of(settings: IndexSettings) -> State:
    """The state of the bots over an index. Raises StoreError if it cannot be used, or packages are missing."""
    if settings.engine.kind == "embedded":
        return StateFile(settings.data)
    home_of(settings)  # says which packages are missing
    from bot.telegram.state_server import StateServer  # noqa: PLC0415 - its packages are an extra

    return StateServer(settings.engine, settings.data)
