"""One published state of the index as questions see it: the snapshot with the directory of its speakers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from itertools import islice, zip_longest

from index.english.names import is_given_name
from index.languages import likeliest_language
from index.models import Heading, Speaker, SpeakerKind, Unit
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.speakers import Directory, fold
from retrieval.models import Question
from retrieval.question.period import period_of
from retrieval.question.reading import Known
from retrieval.question.slots import namesakes
from retrieval.question.words import is_english
from retrieval.ranking.stemming import stems
from retrieval.ranking.terms import Terms, terms_of
from retrieval.topics import READ, Topic, topics_of

_TOPICS = 3  # of an abstention
_SPEAKERS_KEPT = 2_000  # whose topics are kept


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher in the corpus: its articles, their days and their licences."""

    publisher: str
    articles: int
    first: date | None
    last: date | None
    licences: tuple[str, ...]


class View:
    """A snapshot with the directory of its speakers. Thread-safe.

    Nothing that it holds refers back to it: one that another replaced goes at once, with the files that it has mapped,
    and not when the garbage collector next looks at everything.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rarity = lru_cache(maxsize=50_000)(snapshot.rarity)
        self.topics = lru_cache(maxsize=_SPEAKERS_KEPT)(partial(_topics, snapshot, self.rarity))
        self.heard = partial(_is_heard, self.rarity)
        self.directory = Directory(snapshot.speakers, self.heard)
        self.known = Known(self.directory, snapshot.publishers, snapshot.last_day, self.heard)

    def prepare(self) -> None:
        """Make and load now what is otherwise made when a first question needs it."""
        self.directory.prepare()
        likeliest_language("")
        is_given_name("")
        period_of("in May 2012", date.max)
        _ = (self.persons, self.surnames, self.sources)

    def unheard(self, name: str) -> bool:
        """Whether a word of a name stands nowhere in the corpus."""
        return _is_unheard(self.rarity, name)

    def holds(self, text: str) -> bool:
        """Whether most words of a text stand in the corpus, which may hold articles in its language."""
        words = stems(text)
        return bool(words) and sum(self.rarity(word) < 1 for word in words) > len(words) / 2

    def asked(self, question: Question) -> tuple[Speaker, ...]:
        """The speakers whom a question asks about, those included who are kept under a shorter name."""
        return (*question.speakers, *namesakes(question.speakers, self.directory))

    def terms(self, question: Question) -> Terms:
        """The stems of a question with their rarity in this snapshot."""
        words = stems(f"{question.text} {question.topic} {question.who_words}")
        asked = frozenset(speaker.id for speaker in self.asked(question))
        return terms_of(question, {stem: self.rarity(stem) for stem in words}, asked, self.persons, self.surnames)

    def where(self, question: Question, *, by_asked: bool) -> Where:
        """The filter that a question sets: days and publisher, and its speakers if ``by_asked``."""
        speakers = tuple(speaker.id for speaker in self.asked(question)) if by_asked else ()
        return Where(speakers or None, question.publisher, question.first, question.last)

    def undated(self, question: Question) -> int:
        """How many articles without a date, of the publisher asked about, hold words of the speakers asked about."""
        anytime = replace(self.where(question, by_asked=True), first=None, last=None)
        keys = [one.key for one in self.snapshot.placed(Unit.STATEMENT, anytime) if one.day is None]
        return len({one.article.id for one in self.snapshot.read(Unit.STATEMENT, keys).values()})

    def spoken(self, question: Question) -> tuple[str, ...]:
        """What the speakers whom a question asks about are on record about, each with their first topics."""
        each = [self.topics(speaker) for speaker in question.speakers]
        ranked = (topic.text for at in zip_longest(*each) for topic in at if topic)
        return tuple(islice(dict.fromkeys(ranked), _TOPICS))

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of the corpus's persons, folded: the last two words of each ("condoleezza rice")."""
        people = (
            fold(speaker.name).split() for speaker in self.snapshot.speakers if speaker.kind is SpeakerKind.PERSON
        )
        return frozenset(" ".join(words[-2:]) for words in people if len(words) > 1)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last word of each of those names."""
        return frozenset(name.split()[-1] for name in self.persons)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The publishers of the corpus, by name."""
        by_publisher: dict[str, list[Heading]] = {}
        for heading in self.snapshot.headings:
            by_publisher.setdefault(heading.publisher or "", []).append(heading)
        return tuple(_source(name, articles) for name, articles in sorted(by_publisher.items()))


def _topics(snapshot: Snapshot, rarity: Callable[[str], float], speaker: Speaker) -> tuple[Topic, ...]:
    keys = snapshot.keys(Unit.STATEMENT, Where(speakers=(speaker.id,)))[:READ]
    said = list(snapshot.read(Unit.STATEMENT, keys).values())
    return topics_of(speaker, said, rarity)


def _is_heard(rarity: Callable[[str], float], word: str) -> bool:
    """Whether a word stands in the corpus, or is one of the language's that a question is put in."""
    return is_english(word) or not _is_unheard(rarity, word)


def _is_unheard(rarity: Callable[[str], float], name: str) -> bool:
    return any(rarity(stem) >= 1 for stem in stems(name))


def _source(name: str, articles: list[Heading]) -> Source:
    days = [article.day for article in articles if article.day]
    licences = sorted({article.licence for article in articles})
    return Source(name, len(articles), min(days, default=None), max(days, default=None), tuple(licences))
