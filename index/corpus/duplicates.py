"""Which articles tell the same story in the same words: a wire report in several outlets, a page saved twice.

MinHash over runs of four words estimates the share of them that two texts have in common (Broder 1997,
"On the resemblance and containment of documents"). A report that was cut to two thirds, or put into a frame of half
its length, still has more than half in common with the original; different reports on one event, which share their
background, have not.

Locality-sensitive hashing finds whom to compare: articles of which a band of minima is equal. A band that many have
shows a phrase of their outlet rather than a story. So each is compared with the first few that have it and no more,
and time stays in proportion to the number of articles.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

_PERMUTATIONS = 128
_BANDS = 32
_COMPARED = 4  # with how many that have a band, the first of them; a copy is found by any of 32 bands
_AT_ONCE = 16_384  # pairs that are compared in one go: 16 MB
_SEED = 12
_RUN = 4
_SAME = 0.5
_FEWEST_WORDS = 40  # what is shorter is a notice, which different days may well have in common
_WORD = re.compile(r"\w+")
_MINIMUM = np.dtype("<u4")

Minima = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]


def signature_of(body: str) -> bytes:
    """The MinHash of a text: 128 minima as bytes; empty for one that is too short to tell a story."""
    words = _WORD.findall(body.casefold())
    if len(words) < _FEWEST_WORDS:
        return b""
    signature = RMinHash(_PERMUTATIONS, _SEED)
    signature.update([" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)])
    return np.array(signature.digest(), dtype=_MINIMUM).tobytes()


def stories_of(signatures: Sequence[bytes]) -> list[int]:
    """The story of each article: the place of the first article that tells it, its own if none does."""
    stories = list(range(len(signatures)))
    telling = [at for at, signature in enumerate(signatures) if signature]
    minima = np.frombuffer(b"".join(signatures[at] for at in telling), dtype=_MINIMUM).reshape(-1, _PERMUTATIONS)
    for article, nearest in enumerate(_nearest(minima).tolist()):
        if nearest >= 0:
            stories[telling[article]] = stories[telling[nearest]]
    return stories


def _nearest(minima: Minima) -> Places:
    """For each article the earlier one that has most in common with it; -1 where none has enough."""
    nearest = np.full(len(minima), -1, dtype=np.intp)
    most = np.full(len(minima), _SAME)
    for articles, others in _candidates(minima):
        alike = (minima[articles] == minima[others]).mean(axis=1)
        nearer = (alike > most[articles]) | (
            (alike == most[articles]) & ((nearest[articles] < 0) | (others < nearest[articles]))
        )
        most[articles[nearer]], nearest[articles[nearer]] = alike[nearer], others[nearer]
    return nearest


def _candidates(minima: Minima) -> Iterator[tuple[Places, Places]]:
    """Articles, each at most once in a portion, and for each an earlier one that has a band in common with it."""
    mixed = np.random.default_rng(_SEED).integers(1 << 63, size=_PERMUTATIONS // _BANDS, dtype=np.uint64) | np.uint64(1)
    for band in np.split(minima, _BANDS, axis=1):
        keys = (band * mixed).sum(axis=1)
        order = np.argsort(keys, kind="stable")  # so that the first article that has a key stands first
        keys, places = keys[order], np.arange(len(order))
        new = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, dtype=bool)
        first = np.maximum.accumulate(np.where(new, places, 0))
        for number in range(_COMPARED):
            (later,) = np.nonzero(first + number < places)
            for portion in np.split(later, range(_AT_ONCE, len(later), _AT_ONCE)):
                yield order[portion], order[first[portion] + number]
