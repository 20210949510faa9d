"""Parses kept between runs of an evaluation, which read the same texts again and again with other rules."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from index.english import layout, parsing, quotation_marks, run_on

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parsed(texts: Sequence[str], model: str = parsing.MODEL) -> "Iterator[Doc]":
    """Each text parsed, in order: from the user's cache folder if it was parsed before by the same pipeline.

    Raises ModelError if the pipeline is not installed.
    """
    from spacy.tokens import Doc  # noqa: PLC0415 - a second that most commands need not pay

    nlp = parsing.load_pipeline(model)
    folder = user_cache_path("onrecord") / "parses" / _pipeline(model)
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        kept = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.spacy"
        if kept.is_file():
            yield Doc(nlp.vocab).from_bytes(kept.read_bytes())
            continue
        (doc,) = parsing.parse([text], model)
        kept.write_bytes(doc.to_bytes())
        yield doc


def _pipeline(model: str) -> str:
    """A digest of what decides on a parse: the pipeline, spaCy, and how this project shapes and divides its text."""
    source = b"".join(Path(str(module.__file__)).read_bytes() for module in (layout, parsing, quotation_marks, run_on))
    return hashlib.sha256(f"{model}={version(model)} spacy={version('spacy')}".encode() + source).hexdigest()[:16]
