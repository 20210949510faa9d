"""Options that commands have in common."""

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[Path | None, typer.Option("--config", help="Configuration file.", show_default=False)]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the index; overrides the configuration.", show_default=False),
]
