"""Text to vectors: a sentence-transformers model, run by PyTorch or, faster, by OpenVINO.

The default weights ship inside a package, so that nothing is downloaded. OpenVINO runs the same
model, converted once and kept beside the index; a question then loads neither torch nor
sentence-transformers. Both run-times give the same vectors to within rounding (cosine above .9999).
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from index.arrays import Vectors
from index.errors import ModelError, StoreError
from index.search.batching import OnEncoded, in_batches
from index.search.model_files import PACKAGED, check_packaged, fingerprint_of, folder_of, sentence_transformer
from index.search.openvino_encoder import openvino_encoder

Runtime = Literal["auto", "torch", "openvino"]
_INSTALLED_BY = {"openvino": "'onrecord[openvino]'", "sentence_transformers": "sentence-transformers"}


class Encoder(Protocol):
    """Turns texts into vectors of unit length, so that an inner product is a cosine."""

    fingerprint: str
    dimension: int

    def encode_documents(self, texts: Sequence[str], progress: OnEncoded | None = None) -> Vectors:
        """Float32 of shape (len(texts), dimension); ``progress`` is told how many are done."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """Float32 of shape (dimension,)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape (len(texts), dimension): two at once take little longer than one."""
        ...


def load_encoder(
    model: str, cache: Path, *, runtime: Runtime = "auto", batch_size: int = 16, offline: bool = True
) -> Encoder:
    """Open a model: ``minilm`` (packaged), a folder, or an id of the Hugging Face hub.

    ``cache`` is the folder that keeps the OpenVINO conversion; ``offline`` forbids a hub download.
    Raises ModelError if the model cannot be found or is not the one expected.
    """
    folder = folder_of(model, offline=offline)
    fingerprint = fingerprint_of(folder)
    if model == PACKAGED:
        check_packaged(folder)
    if _by_openvino(runtime):
        return openvino_encoder(folder, cache / fingerprint, fingerprint, batch_size)
    return TorchEncoder(folder, fingerprint, batch_size)


def check_encoder(model: str, *, runtime: Runtime = "auto", offline: bool = True) -> None:
    """Raise ModelError if a model is not there, or what runs it; nothing is loaded."""
    folder_of(model, offline=offline)
    needed = "openvino" if _by_openvino(runtime) else "sentence_transformers"
    if find_spec(needed) is None:
        raise ModelError(f'[index] runtime = "{runtime}" needs {needed}: pip install {_INSTALLED_BY[needed]}')


def encoder_fingerprint(model: str, *, offline: bool = True) -> str:
    """What tells vectors of this model from those of any other; nothing is loaded. Raises ModelError."""
    return fingerprint_of(folder_of(model, offline=offline))


def check_made_by(model: str, fingerprint: str, *, offline: bool = True) -> None:
    """Raise StoreError if vectors with this ``fingerprint`` were made by another model; nothing is loaded."""
    if encoder_fingerprint(model, offline=offline) != fingerprint:
        raise StoreError("the index was made with another encoder: set [index] encoder back, or index again")


def _by_openvino(runtime: Runtime) -> bool:
    return runtime == "openvino" or (runtime == "auto" and find_spec("openvino") is not None)


class TorchEncoder:
    """The plain sentence-transformers path: the reference for every other run-time."""

    def __init__(self, folder: Path, fingerprint: str, batch_size: int) -> None:
        self._model = sentence_transformer(folder)
        self._batch_size = batch_size
        self.fingerprint = fingerprint
        self.dimension = int(self._model.get_embedding_dimension())

    def encode_documents(self, texts: Sequence[str], progress: OnEncoded | None = None) -> Vectors:
        """See ``Encoder``."""
        return in_batches(texts, self._batch_size, self.dimension, list, self._encode_batch, progress=progress)

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        row: Vectors = self.encode_queries([text])[0]
        return row

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        vectors = self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def _encode_batch(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
