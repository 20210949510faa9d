"""Reading of files that a test writes, through the door that the index uses."""

import json
from pathlib import Path

from index.config import CorpusSettings
from index.corpus import read
from index.errors import DocumentError
from index.models import Article


def articles(*paths: Path, **settings) -> list[Article]:
    """The articles under paths."""
    return [one for one in read(paths, CorpusSettings(**settings)) if isinstance(one, Article)]


def errors(*paths: Path, **settings) -> dict[str, str]:
    """The reasons of documents that could not be read, by the name without its folder."""
    found = [one for one in read(paths, CorpusSettings(**settings)) if isinstance(one, DocumentError)]
    return {one.name.rpartition("/")[2]: one.reason for one in found}


def article_of_record(folder: Path, record: dict, **settings) -> Article:
    """The one article of a JSON record."""
    path = folder / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    (article,) = articles(path, **settings)
    return article
