"""The same model run by OpenVINO, converted once and kept beside the index."""

import json
import os
import queue
import shutil
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.arrays import Vectors
from index.errors import ModelError
from index.search.batching import OnEncoded, in_batches
from index.search.model_files import sentence_transformer

Tokens = NDArray[np.int64]

_SERVING_STREAMS = 2
_STEP = 8  # tokens: a length that came before is taken faster than a new one, and questions have few of these
_TOKENISED = 1024  # texts at once: the tokeniser tells much more of each than its tokens

# OpenVINO sets up its kinds of arrays in a process's first inference. Two threads that do so at once wait for each
# other for ever, one of them holding Python's own lock.
_FIRST = threading.Lock()


class OpenVinoEncoder:
    """The same model run by OpenVINO: about twice as fast, a third of the memory, half a second to load."""

    def __init__(self, folder: Path, fingerprint: str, batch_size: int) -> None:
        import openvino as ov  # noqa: PLC0415 - 0.3 s that a command without vectors need not pay
        from tokenizers import Tokenizer  # noqa: PLC0415

        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(meta["max_tokens"])
        self._tokenizer.no_padding()  # the file may ask for one length for all; here each batch has its own
        self._pad: int = meta["pad_id"]
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
        with _FIRST:
            self.encode_query("")

    def encode_documents(self, texts: Sequence[str], progress: OnEncoded | None = None) -> Vectors:
        """See ``Encoder``."""
        prompt = self._prompts.get("document", "")
        prompted = [prompt + text for text in texts]
        return in_batches(prompted, self._batch_size, self.dimension, self._tokens, self._infer, progress=progress)

    def encode_query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        row: Vectors = self.encode_queries([text])[0]
        return row

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        prompt = self._prompts.get("query", "")
        return self._infer(self._tokens([prompt + text for text in texts]), _STEP)

    def _tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text. A batch pads them to its longest: their number varies more than that of letters."""
        parts = (texts[at : at + _TOKENISED] for at in range(0, len(texts), _TOKENISED))
        encoded = (one for part in parts for one in self._tokenizer.encode_batch(part))
        return [np.asarray(one.ids, dtype=np.int64) for one in encoded]

    def _infer(self, tokens: Sequence[Tokens], step: int = 1) -> Vectors:
        length = -(-max(map(len, tokens)) // step) * step
        ids = np.full((len(tokens), length), self._pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        columns = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}  # of one text each
        inputs = [columns[name] for name in self._inputs]
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


def openvino_encoder(folder: Path, target: Path, fingerprint: str, batch_size: int) -> OpenVinoEncoder:
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
    model = sentence_transformer(folder)
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
