"""Small indexes for tests, and copies of one. The converted encoder, 174 MB, is linked instead of copied."""

import json
import os
import shutil
from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.engine import Engine


def lend_encoder(source: Path, data: Path) -> None:
    """Give the data folder ``data`` the converted encoder of the data folder ``source``; nothing may write to it."""
    shutil.copytree(source / "encoder", data / "encoder", copy_function=os.link)


def copy_index(source: Path, data: Path) -> None:
    """Copy the index in ``source`` to ``data``, which a test may change, without what a bot keeps beside it."""
    shutil.copytree(source, data, ignore=shutil.ignore_patterns("bot*", "encoder"))
    lend_encoder(source, data)


def engine_over(source: Path, folder: Path, **articles: tuple[str, str]) -> Engine:
    """An engine over articles, title and text by id, kept in ``folder``; ``source`` lends its encoder."""
    lend_encoder(source, folder / "data")
    files = []
    for name, (title, text) in articles.items():
        files.append(folder / f"{name}.json")
        record = {"id": name, "title": title, "text": text, "published": "2024-05-06"}
        files[-1].write_text(json.dumps(record), encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    index_corpus(files, settings, CorpusSettings())
    return Engine.open(settings)
