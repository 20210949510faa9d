"""What only the whole corpus settles: who publishes an article, and of which story it is the newest version."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.corpus.duplicates import Stories
from index.corpus.publisher_names import PublisherNames
from index.corpus.publishers import domain_of
from index.models import Article, Copy, content_hash_of


@dataclass(frozen=True, slots=True)
class Told:
    """What is remembered of an article while the corpus is read: its own hash, and where it stands."""

    hash: str
    source: str
    place: Copy

    @property
    def id(self) -> str:
        """The article's id."""
        return self.place.id


@dataclass(frozen=True, slots=True)
class Kept:
    """The article that is kept of a story, under its publisher's one name, with the others."""

    told: Told
    copies: tuple[Copy, ...] = ()

    @property
    def publisher(self) -> str | None:
        """The name of its publisher across the corpus."""
        return self.told.place.publisher

    @property
    def hash(self) -> str:
        """The content hash that the article has with them."""
        return content_hash_of(self.told.hash, self.publisher, self.copies)

    def shown(self, article: Article) -> Article:
        """The article as it was read again, with what the corpus settled."""
        return replace(article, publisher=self.publisher, copies=self.copies)


class Collection:
    """The articles of a corpus, collected one by one."""

    def __init__(self, *, by_story: bool) -> None:
        self._stories = Stories() if by_story else None
        self._names = PublisherNames()
        self._told: list[Told] = []
        self._members: Mapping[int, list[int]] = defaultdict(list)

    def add(self, article: Article) -> None:
        """Remember an article."""
        number = len(self._told)
        self._told.append(Told(article.own_hash, article.source, _place(article)))
        self._names.add(domain_of(article.url), article.publisher)
        story = self._stories.add(number, article.body) if self._stories else number
        self._members[story].append(number)

    def kept(self) -> list[Kept]:
        """One article of each story, in the order in which the stories began."""
        return [_newest([self._named(number) for number in members]) for members in self._members.values()]

    def _named(self, number: int) -> Told:
        told = self._told[number]
        publisher = self._names.name(domain_of(told.place.url), told.place.publisher)
        return (
            told if publisher == told.place.publisher else replace(told, place=replace(told.place, publisher=publisher))
        )


def _newest(told: Sequence[Told]) -> Kept:
    """The newest of a story; of two of a day the one that was read first. The others in the order of reading."""
    newest = max(told, key=lambda one: one.place.published or "")
    return Kept(newest, tuple(one.place for one in told if one is not newest))


def _place(article: Article) -> Copy:
    published = article.published.isoformat() if article.published else None
    return Copy(article.id, article.title, article.url, article.publisher, published, article.licence.id)
