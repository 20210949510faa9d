"""Articles on their way into the store: analysed, encoded, and added batch by batch."""

from collections.abc import Iterable, Iterator

from index.config import IndexSettings
from index.models import Analysis, Article
from index.pacing import Pacing
from index.preparing import in_batches
from index.progress import Bound, Failure, OnProgress, Pace, Progress, Stage
from index.storage.tables import Tables

_UNREAD = "who says what in the paragraph at character {at} could not be read; the rest is indexed: {words}"
_SHOWN = 60  # characters by which a message names a paragraph


class Storing:
    """Analyses articles, stores them, and says how far it is.

    ``stored`` are the ids of those that are in it, ``unread`` the paragraphs of which the statements could not be read.
    """

    def __init__(self, store: Tables, pipeline: str, on_progress: OnProgress, total: int, failed: int) -> None:
        self._store = store
        self._pipeline = pipeline
        self._on_progress = on_progress
        self._total, self._failed, self._done = total, failed, 0
        self.pacing = Pacing()
        self.stored: set[str] = set()
        self.unread: list[Failure] = []

    def store(self, articles: Iterable[Article], settings: IndexSettings) -> None:
        """Analyse articles and store them."""
        if self._total:
            self._on_progress(Progress(Stage.PREPARING))
        batches = in_batches(articles, settings, self.pacing) if self._total else ()
        self.tell(Stage.ANALYSING)
        for batch in batches:
            with self.pacing.spending(Bound.STORING):
                self._store.add(batch, self._pipeline)
            self.pacing.count(batch)
            self.stored.update(new.article.id for new in batch)
            self.unread += (failure for new in batch for failure in _unread(new.article, new.analysis))
            self._done += len(batch)
            self.tell(Stage.ANALYSING, self.pacing.pace(self._total - self._done))

    def tell(self, stage: Stage, pace: Pace | None = None) -> None:
        """Say how far it is."""
        self._on_progress(Progress(stage, self._done, self._total, self._failed, pace))


def _unread(article: Article, analysis: Analysis) -> Iterator[Failure]:
    for paragraph in analysis.lost:
        words = paragraph.of(article.text)[:_SHOWN].strip()
        yield Failure(article.source or article.id, _UNREAD.format(at=paragraph.start, words=words))
