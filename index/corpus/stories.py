"""Articles that tell one story are kept as one: the newest, with where the others stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.corpus.duplicates import Stories
from index.models import Article, Copy, hash_with_copies


@dataclass(frozen=True, slots=True)
class Told:
    """What is remembered of an article while the corpus is read: its hash without copies, and where it stands."""

    hash: str
    source: str
    place: Copy

    @property
    def id(self) -> str:
        """The article's id."""
        return self.place.id


@dataclass(frozen=True, slots=True)
class Kept:
    """The article that is kept of a story, with the others."""

    told: Told
    copies: tuple[Copy, ...] = ()

    @property
    def hash(self) -> str:
        """The content hash that the article has with its copies."""
        return hash_with_copies(self.told.hash, self.copies)


class Collection:
    """The articles of a corpus, collected by story one by one."""

    def __init__(self, *, by_story: bool) -> None:
        self._stories = Stories() if by_story else None
        self._told: list[Told] = []
        self._members: Mapping[int, list[int]] = defaultdict(list)

    def add(self, article: Article) -> None:
        """Remember an article."""
        number = len(self._told)
        self._told.append(Told(article.content_hash, article.source, _place(article)))
        story = self._stories.add(number, article.body) if self._stories else number
        self._members[story].append(number)

    def kept(self) -> list[Kept]:
        """One article of each story, in the order in which the stories began."""
        return [_newest([self._told[number] for number in members]) for members in self._members.values()]


def _newest(told: Sequence[Told]) -> Kept:
    """The newest of a story; of two of a day the one that was read first. The others in the order of reading."""
    newest = max(told, key=lambda one: one.place.published or "")
    return Kept(newest, tuple(one.place for one in told if one is not newest))


def _place(article: Article) -> Copy:
    published = article.published.isoformat() if article.published else None
    return Copy(article.id, article.title, article.url, article.publisher, published, article.licence.id)
