"""spaCy pipelines, loaded lean: no torch where none is needed, paragraphs as sentence boundaries."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from index.english.quotation_marks import CLOSING_MARKS
from index.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_BOUNDARIES = "onrecord_boundaries"
_CITY_LETTERS = 3
_DATELINE_TOKENS = 12


@cache
def load_pipeline(model: str) -> "Language":
    """A pipeline whose sentences never cross a paragraph. Raises ModelError if it is not installed."""
    with _without_torch():
        import spacy  # noqa: PLC0415 - a second that most commands need not pay
        from spacy.language import Language  # noqa: PLC0415

    if not Language.has_factory(_BOUNDARIES):
        Language.component(_BOUNDARIES, func=_set_boundaries)
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(f"spaCy pipeline {model!r} is not installed: install it or set [index] spacy_model") from error
    nlp.add_pipe(_BOUNDARIES, before="parser")
    return nlp


@contextmanager
def _without_torch() -> Iterator[None]:
    """Hide torch while spaCy is imported: it would load it (2 s, 180 MB) and never use it here."""
    if "torch" in sys.modules or "spacy" in sys.modules:
        yield
        return
    hidden: dict[str, Any] = sys.modules  # an entry of None makes an import fail
    hidden["torch"] = None
    try:
        yield
    finally:
        del hidden["torch"]


def _set_boundaries(doc: "Doc") -> "Doc":
    """A paragraph starts a sentence; what follows a comma never does, nor a small letter behind a closing mark.

    "“Why?” she asked", "“We are done,” Fire Chief Lee said".
    """
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
        elif token.text == "," or (token.text in CLOSING_MARKS and _goes_on(token, following)):
            following.is_sent_start = False
    dateline = _dateline_end(doc)
    if dateline:
        doc[dateline].is_sent_start = True
    return doc


def _goes_on(mark: "Token", following: "Token") -> bool:
    return following.text[0].islower() or (mark.i > 0 and mark.nbor(-1).text == ",")


def _dateline_end(doc: "Doc") -> int:
    """Where the sentence after an agency's dateline ("TEHRAN, June 3 (AP) —") starts; 0 if there is none."""
    if not len(doc) or not doc[0].is_upper or len(doc[0]) < _CITY_LETTERS:
        return 0
    dashes = (token.i for token in doc[1:_DATELINE_TOKENS] if token.text in {"-", "–", "—", "--"})
    end = next(dashes, 0) + 1
    return end if 1 < end < len(doc) else 0
