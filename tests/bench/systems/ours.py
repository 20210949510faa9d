"""onrecord, as it comes: its defaults, ``index_corpus`` and ``Engine.ask``."""

from collections.abc import Sequence
from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.models import Span
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from retrieval.models import Answer, Item
from tests.bench.systems import ITEMS, Ask, Found, Offsets, Reply


def build(articles: Path, folder: Path, split: str) -> None:
    """Index the articles into ``folder``."""
    index_corpus([articles], IndexSettings(data=folder), CorpusSettings())


def open_index(folder: Path) -> Ask:
    """Answer from ``folder``."""
    engine = Engine.open(IndexSettings(data=folder), RetrievalSettings())

    def ask(question: str, previous: Reply | None = None) -> Reply:
        answer = engine.ask(question, previous=_answer_of(previous))
        verdict = answer.verdict.value if answer.verdict else None
        return Reply(tuple(map(_found, answer.items[:ITEMS])), answer.abstained, verdict, conversation=answer)

    return ask


def _answer_of(reply: Reply | None) -> Answer | None:
    return reply.conversation if reply and isinstance(reply.conversation, Answer) else None


def _found(item: Item) -> Found:
    speaker = item.speaker.name if item.speaker else None
    return Found(item.article.id, _offsets(item.parts), speaker, _offsets(item.highlight))


def _offsets(spans: Sequence[Span]) -> tuple[Offsets, ...]:
    return tuple((span.start, span.end) for span in spans)
