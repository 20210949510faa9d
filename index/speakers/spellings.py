"""Words of names that a word may be: as it is, misspelt, or transliterated otherwise.

Only a word that nobody is called by is compared with others, and with those alone that sound like it or have its first
letter and about its length.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from threading import Lock

from cachetools import LRUCache

from index.english.folding import sounds
from index.memo import kept
from index.speakers.same_person import alike

TYPED_LETTERS = 4  # shorter words are not taken for misspelt ones
_LONG_WORD = 8  # two slips are forgiven from here on, one below
_ALIKE_KEPT = 10_000  # words for which those like them are kept


class Spellings:
    """The folded words of names. Thread-safe.

    ``heard`` tells whether a word is one of the language or of the corpus: such a word is never taken for a name
    misspelt.
    """

    def __init__(self, words: Collection[str], heard: Callable[[str], bool]) -> None:
        self._words = words
        self._heard = heard
        self._alike: LRUCache[str, frozenset[str]] = LRUCache(_ALIKE_KEPT)
        self._lock = Lock()

    def prepare(self) -> None:
        """Make now what is otherwise made when a first word needs it."""
        _ = (self._by_start, self._by_sound)

    def near(self, word: str) -> frozenset[str]:
        """The words of names that this one may be."""
        return kept(self._alike, self._lock, word, lambda: self._compared(word))

    def _compared(self, word: str) -> frozenset[str]:
        from rapidfuzz import process  # noqa: PLC0415 - few questions misspell a name
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        if word in self._words:
            return frozenset({word})
        if len(word) < TYPED_LETTERS or self._heard(word):
            return frozenset()
        slips = 1 if len(word) < _LONG_WORD else 2
        sizes = range(len(word) - slips, len(word) + slips + 1)
        near = [other for size in sizes for other in self._by_start.get((word[0], size), ())]
        typed = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=10)
        heard = (other for sound in sounds(word) for other in self._by_sound.get(sound, ()) if alike(word, other))
        return frozenset({other for other, _, _ in typed} | set(heard))

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], list[str]]:
        """Words by first letter and length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            found[word[0], len(word)].append(word)
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for sound in sounds(word) if len(word) >= TYPED_LETTERS else ():
                found[sound].append(word)
        return found
