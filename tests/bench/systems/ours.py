"""onrecord, as it comes: its defaults, ``index_corpus`` and ``Engine.ask``."""

from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from retrieval.models import Item
from tests.bench.systems import ITEMS, Ask, Found, Reply


def build(articles: Path, folder: Path, split: str) -> None:
    """Index the articles into ``folder``."""
    index_corpus([articles], IndexSettings(data=folder), CorpusSettings())


def open_index(folder: Path) -> Ask:
    """Answer from ``folder``."""
    engine = Engine.open(IndexSettings(data=folder), RetrievalSettings())

    def ask(question: str) -> Reply:
        answer = engine.ask(question)
        return Reply(tuple(_found(item) for item in answer.items[:ITEMS]), abstained=answer.abstained)

    return ask


def _found(item: Item) -> Found:
    said = [part for statement in item.run for part in statement.parts]  # all that the item shows
    spans = said or ([item.passage.span] if item.passage else [])
    parts = tuple((span.start, span.end) for span in spans)
    return Found(item.article.id, parts, item.speaker.name if item.speaker else None)
