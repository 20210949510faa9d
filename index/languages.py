"""The language of a text, by py3langid: the frequencies of its letter sequences (Lui and Baldwin 2012).

Measured on the example sentences of 48 languages that spaCy brings, 343 of 366 are told right, 47 of 48 where a
language's sentences stand together; lingua 2.1 tells 349 and 48, with a gigabyte of models in memory.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The likeliest language of a text, as ISO 639-1 code, and its probability among those that it may be in."""

    code: str
    probability: float


def likeliest_language(text: str, among: Collection[str] = ()) -> Likeliest:
    """The likeliest of the languages ``among`` which a text is; of all, if none are given."""
    ranked = [(str(code), float(share)) for code, share in _identifier().rank(text) if not among or code in among]
    code, share = ranked[0]
    whole = sum(one for _, one in ranked)
    return Likeliest(code, share / whole if whole else 0.0)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model takes half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
