"""Copies of an index for tests. The converted encoder, 174 MB of an index, is linked instead of copied."""

import os
import shutil
from pathlib import Path


def lend_encoder(source: Path, data: Path) -> None:
    """Give the data folder ``data`` the converted encoder of the data folder ``source``; nothing may write to it."""
    shutil.copytree(source / "encoder", data / "encoder", copy_function=os.link)


def copy_index(source: Path, data: Path) -> None:
    """Copy the index in ``source`` to ``data``, which a test may change, without what a bot keeps beside it."""
    shutil.copytree(source, data, ignore=shutil.ignore_patterns("bot*", "encoder"))
    lend_encoder(source, data)
