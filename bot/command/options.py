"""Options that commands have in common."""

from pathlib import Path
from typing import Annotated

import typer

from bot.config import Settings
from index.config import CorpusSettings

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Configuration file.", show_default=False, readable=False)
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder of the index; overrides the configuration.", show_default=False, readable=False
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help="Read everything as this format, whatever it looks like.", show_default=False),
]


def corpus_read_as(form: str | None, settings: Settings) -> CorpusSettings:
    """The corpus's settings, with one format for all files if one is given."""
    return settings.corpus.model_copy(update={"formats": {"*": form}}) if form else settings.corpus
