"""How fast a run goes and what bounds it, from what its parts have done and how long each took."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from index.progress import Bound, Pace
from index.storage.rows import NewArticle

_Thing = TypeVar("_Thing")


class Pacing:
    """Counts what a run has done, and the seconds that its main process spent on each part."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(Bound, 0.0)
        self._articles = self._words = self._statements = 0

    @contextmanager
    def spending(self, part: Bound) -> Iterator[None]:
        """Count the seconds of a block for a part."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._spent[part] += time.perf_counter() - began

    def waiting(self, part: Bound, things: Iterable[_Thing]) -> Iterator[_Thing]:
        """Count the seconds that are waited for things of a part."""
        source = iter(things)
        while True:
            with self.spending(part):
                try:
                    thing = next(source)
                except StopIteration:
                    return
            yield thing

    def share(self, seconds: float, spent: Mapping[Bound, float]) -> None:
        """Count seconds for which workers were waited for, shared out as they spent theirs."""
        whole = sum(spent.values()) or 1.0
        for part, own in spent.items():
            self._spent[part] += seconds * own / whole

    def count(self, batch: Sequence[NewArticle]) -> None:
        """Count what was stored."""
        self._articles += len(batch)
        self._words += sum(len(new.article.text.split()) for new in batch)
        self._statements += sum(len(new.analysis.statements) for new in batch)

    def pace(self, left: int = 0) -> Pace | None:
        """How fast it goes, with ``left`` articles to go; None before anything is done."""
        seconds = sum(self._spent.values())
        if not self._articles or not seconds:
            return None
        return Pace(
            articles=round(self._articles / seconds, 2),
            words=round(self._words / seconds, 1),
            statements=round(self._statements / seconds, 2),
            bound=max(self._spent, key=lambda part: self._spent[part]),
            seconds_left=round(left * seconds / self._articles),
        )
