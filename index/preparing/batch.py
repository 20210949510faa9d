"""A batch of analysed articles cut into passages and encoded, and what its rows depend on."""

import hashlib
from collections.abc import Sequence

from index.config import IndexSettings
from index.fingerprint import reading_fingerprint
from index.models import Analysis, Article, Passage
from index.search.encoder import Encoder, load_encoder
from index.search.passages import passage_text, passages_of, statement_text
from index.storage.rows import NewArticle

BATCH_ARTICLES = 32


def encoded(batch: Sequence[tuple[Article, Analysis]], settings: IndexSettings, encoder: Encoder) -> list[NewArticle]:
    """A batch ready to be stored."""
    passages = [passages_of(article, analysis.sentences, settings.passage_size) for article, analysis in batch]
    texts: list[str] = []
    for (article, analysis), own in zip(batch, passages, strict=True):
        texts += _texts(article, analysis, own)
    vectors = encoder.encode_documents(texts)
    prepared, at = [], 0
    for (article, analysis), own in zip(batch, passages, strict=True):
        middle, end = at + len(own), at + len(own) + len(analysis.statements)
        prepared.append(NewArticle(article, analysis, own, vectors[at:middle], vectors[middle:end]))
        at = end
    return prepared


def _texts(article: Article, analysis: Analysis, passages: Sequence[Passage]) -> list[str]:
    return [
        *(passage_text(article, passage) for passage in passages),
        *(statement_text(article, analysis.sentences, statement) for statement in analysis.statements),
    ]


def encoder_of(settings: IndexSettings) -> Encoder:
    """The encoder that the settings name, loaded."""
    return load_encoder(
        settings.encoder,
        settings.data / "encoder",
        runtime=settings.runtime,
        batch_size=settings.encoder_batch,
        offline=not settings.encoder_download,
    )


def pipeline_of(settings: IndexSettings, encoder: str) -> str:
    """Fingerprint of all that an article's rows depend on besides its text, that of the encoder among it."""
    parts = (reading_fingerprint(settings.spacy_model), settings.passage_size, encoder)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
