"""GenderGapTracker's quotation extractor as a peer, from a checkout of its repository; it is no package.

Its module reads articles from a database and its own settings; only the class that reads a parsed text is used here.
https://github.com/sfu-discourse-lab/GenderGapTracker (MIT), file ``nlp/english/quote_extractor.py``
"""

import logging
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language

_FOLDER = Path("nlp") / "english"
_VERBS = Path("rules") / "quote_verb_list.txt"
_INDEX = re.compile(r"\((\d+),(\d+)\)")
_EVENED = (("\xa0", " "), ("\n", ".\n "), ("..\n ", ".\n "), (". .\n ", ".\n "), ("  ", " "), ("”", '"'), ("“", '"'))

Span = tuple[int, int]


class Tracker:
    """Finds quotations as the checkout in ``folder`` does, over a pipeline."""

    def __init__(self, folder: Path, nlp: Language) -> None:
        self._nlp = nlp
        verbs = str(folder / _FOLDER / _VERBS)
        self._extractor = _module(folder / _FOLDER).QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": verbs}})

    def quotations(self, text: str) -> Iterator[tuple[Span, Span | None, str]]:
        """The content, the mention if there is one, and the speaker's words; offsets of ``text``."""
        evened = _evened(text)
        places = [i for i, c in enumerate(text) if c.isalnum()]
        for found in self._extractor.extract_quotes(self._nlp(evened)):
            content = _place(evened, places, found["quote_index"])
            if content is not None:
                yield content, _place(evened, places, found["speaker_index"]), found["speaker"]


def _evened(text: str) -> str:
    """A text as the extractor evens it: letters stay as many, spaces and stops do not."""
    plain = "".join(unicodedata.normalize("NFKD", c)[0] if c.isalnum() else c for c in text)
    for old, new in _EVENED:
        plain = plain.replace(old, new)
    return plain


def _place(evened: str, places: list[int], index: str) -> Span | None:
    """A span of the evened text, "(12,34)", as one of the text; None if no letter is in it."""
    match = _INDEX.fullmatch(index)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    first = sum(c.isalnum() for c in evened[:start])
    count = sum(c.isalnum() for c in evened[start:end])
    return (places[first], places[first + count - 1] + 1) if count else None


def _module(folder: Path) -> ModuleType:
    """The extractor's module. What it imports for its database and its log is put in place of the real things."""
    bson: Any = ModuleType("bson")
    bson.ObjectId = str
    utils: Any = ModuleType("utils")
    utils.create_logger = lambda name, **_: logging.getLogger(name)
    sys.modules.update(bson=bson, utils=utils)
    sys.path.insert(0, str(folder))
    import quote_extractor  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    module: ModuleType = quote_extractor
    return module
