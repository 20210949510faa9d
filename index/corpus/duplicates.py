"""Which articles tell the same story in the same words: a wire report in several outlets, a page saved twice.

MinHash over runs of four words estimates the share of them that two texts have in common (Broder 1997,
"On the resemblance and containment of documents"); locality-sensitive hashing finds the candidates, so
that one pass over any number of articles takes time in proportion to it. A report that was cut to two
thirds, or put into a frame of half its length, still has more than half in common with the original;
different reports on one event, which share their background, have not.
"""

import re

from rensa import RMinHash, RMinHashLSH

_PERMUTATIONS = 128
_BANDS = 32
_SEED = 12
_RUN = 4
_SAME = 0.5
_FEWEST_WORDS = 40  # what is shorter is a notice, which different days may well have in common
_WORD = re.compile(r"\w+")


def signature_of(body: str) -> bytes:
    """The MinHash of a text, as bytes; empty for one that is too short to tell a story."""
    words = _WORD.findall(body.casefold())
    if len(words) < _FEWEST_WORDS:
        return b""
    signature = RMinHash(_PERMUTATIONS, _SEED)
    signature.update([" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)])
    state: bytes = signature.__getstate__()
    return state


class Stories:
    """The stories of articles that are added one by one, about a kilobyte each."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(_SAME, _PERMUTATIONS, _BANDS)
        self._signatures: dict[int, RMinHash] = {}
        self._story: dict[int, int] = {}

    def add(self, number: int, signature: bytes) -> int:
        """The story of an article: the number of the first article that tells it, its own if none does."""
        if not signature:
            return number
        own = RMinHash(_PERMUTATIONS, _SEED)
        own.__setstate__(signature)
        candidates: list[int] = self._index.query(own)
        likeness = {one: self._signatures[one].jaccard(own) for one in candidates}
        nearest = max(likeness, key=lambda one: (likeness[one], -one), default=None)
        self._index.insert(number, own)
        self._signatures[number] = own
        if nearest is None or likeness[nearest] < _SAME:
            return number
        story = self._story.get(nearest, nearest)
        self._story[number] = story
        return story
