"""The costly part of a run, batch by batch: here, or by workers on as many machines as there are."""

from collections.abc import Iterable, Iterator

from index.config import IndexSettings
from index.errors import WorkersError
from index.models import Article
from index.pacing import Pacing
from index.preparing.batch import encoder_of, pipeline_of
from index.preparing.here import batches_here
from index.storage.rows import NewArticle

__all__ = ["encoder_of", "in_batches", "pipeline_of"]


def in_batches(articles: Iterable[Article], settings: IndexSettings, pacing: Pacing) -> Iterator[list[NewArticle]]:
    """Batches ready to be stored, in the order of the articles.

    ``[engine] ray`` names the workers; without it this process does it all, with the processes of ``[index]``. Either
    way gives the same rows. Raises ModelError, and WorkersError if the workers cannot be had.
    """
    if not settings.engine.ray:
        return batches_here(articles, settings, encoder_of(settings), pacing)
    try:
        from index.preparing.on_ray import batches_on_ray  # noqa: PLC0415 - its package is an extra
    except ImportError as error:
        raise WorkersError(
            f"workers need packages that are not installed ({error.name}); run: pip install 'onrecord[cluster]'"
        ) from error
    return batches_on_ray(articles, settings, pacing)
