"""Articles prepared by this machine alone: parsed in one or several processes, encoded in this one."""

from collections import deque
from collections.abc import Iterable, Iterator

from index.config import IndexSettings
from index.models import Analysis, Article
from index.pacing import Pacing
from index.preparing.batch import BATCH_ARTICLES, encoded
from index.progress import Bound
from index.search.encoder import Encoder
from index.statements import Analyser
from index.storage.rows import NewArticle


def batches_here(
    articles: Iterable[Article], settings: IndexSettings, encoder: Encoder, pacing: Pacing
) -> Iterator[list[NewArticle]]:
    """Batches ready to be stored. The analyser sees one stream, so that its processes never run dry."""
    waiting: deque[Article] = deque()

    def fed() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    batch: list[tuple[Article, Analysis]] = []
    analyser = Analyser(settings.spacy_model, processes=settings.processes)
    for analysis in pacing.waiting(Bound.PARSING, analyser.analyse(fed())):
        batch.append((waiting.popleft(), analysis))
        if len(batch) == BATCH_ARTICLES:
            with pacing.spending(Bound.ENCODING):
                prepared = encoded(batch, settings, encoder)
            yield prepared
            batch = []
    if batch:
        with pacing.spending(Bound.ENCODING):
            prepared = encoded(batch, settings, encoder)
        yield prepared
