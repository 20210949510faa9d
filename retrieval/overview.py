"""What the corpus holds on a topic or of a speaker, all of it and not only the best: for lists and pictures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from index.models import Heading, Speaker, Unit
from index.search.filters import Where
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.models import Anybody, Named, Question
from retrieval.watching import fits

MOST = 2_000  # statements that are looked at
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """A speaker, publisher or licence with how often it is there."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the corpus holds of a speaker: their statements by outlet, and the days of those that have one, in order."""

    speaker: Speaker
    statements: int
    outlets: tuple[Counted, ...]
    days: tuple[date, ...]

    @property
    def first(self) -> date | None:
        """The day of the first statement, if any has one."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The day of the last."""
        return self.days[-1] if self.days else None


def statements_on(question: Question, snapshot: Snapshot, most: int = MOST) -> list[Found]:
    """The statements that have all of a question's topic and are by whom it names, the oldest first.

    At most ``most`` are looked at: those that have most of the topic, or else the newest. Of somebody who is described,
    or whose name nobody or several bear, there are none: whose words are wanted is not known.
    """
    if not isinstance(question.who, Named | Anybody):
        return []
    ids = tuple(speaker.id for speaker in question.speakers) or None
    where = Where(ids, question.publisher, question.first, question.last)
    if question.topic:
        keys = [hit.key for hit in snapshot.search_words(Unit.STATEMENT, question.topic, most, where)]
    else:
        placed = snapshot.placed(Unit.STATEMENT, where)
        keys = [one.key for one in sorted(placed, key=lambda one: one.day or date.min)[-most:]]
    found = [one for at in range(0, len(keys), _AT_ONCE) for one in _read(snapshot, keys[at : at + _AT_ONCE])]
    fitting = [one for one in found if fits(question, one)] if question.topic else found
    return sorted(fitting, key=lambda one: (one.article.day or date.min, one.unit.span))


def newest(found: Iterable[Found]) -> list[Found]:
    """Statements, the newest first and those without a day last."""
    return sorted(found, key=lambda one: one.article.day or date.min, reverse=True)


def by_speaker(found: Iterable[Found]) -> list[tuple[Speaker, list[Found]]]:
    """Statements by who made them, those first who made most; what is of nobody known is left out."""
    grouped: dict[Speaker, list[Found]] = {}
    for one in found:
        if one.speaker:
            grouped.setdefault(one.speaker, []).append(one)
    return sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0].name))


def most_quoted(snapshot: Snapshot, most: int) -> list[Counted]:
    """The speakers of most statements, at most ``most`` of them."""
    quoted = [Counted(speaker.name, speaker.statements) for speaker in snapshot.speakers if speaker.statements]
    return sorted(quoted, key=lambda one: (-one.count, one.name))[:most]


def profile_of(speaker: Speaker, snapshot: Snapshot) -> Profile:
    """What the corpus holds of a speaker."""
    placed = snapshot.placed(Unit.STATEMENT, Where(speakers=(speaker.id,)))
    days = tuple(sorted(one.day for one in placed if one.day))
    outlets = counted(one.publisher for one in placed if one.publisher)
    return Profile(speaker, len(placed), outlets, days)


def licences_of(headings: Sequence[Heading]) -> tuple[Counted, ...]:
    """The licences of all articles, the most frequent first."""
    return counted(heading.licence for heading in headings)


def counted(names: Iterable[str]) -> tuple[Counted, ...]:
    """Names with how often they come, the most frequent first."""
    return tuple(Counted(name, count) for name, count in Counter(names).most_common())


def _read(snapshot: Snapshot, keys: Sequence[int]) -> Iterable[Found]:
    return snapshot.read(Unit.STATEMENT, keys).values()
