"""What only the whole corpus settles: who publishes an article, on which day, and of which story it is the newest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import fnmatchcase

from index.corpus.duplicates import stories_of
from index.corpus.publisher_names import PublisherNames
from index.corpus.publishers import domain_of
from index.models import Article, Copy, Origin, content_hash_of
from index.storage.readings import Told

_UNKNOWN = "unknown"
_BY_OTHERS = "figures, in the order of the source's other dates"


@dataclass(frozen=True, slots=True)
class Kept:
    """The article that is kept of a story, under its publisher's one name, with the others."""

    told: Told
    copies: tuple[Copy, ...] = ()

    @property
    def hash(self) -> str:
        """The content hash that the article has with what the corpus settles."""
        return content_hash_of(self.told.hash, self.told.publisher, self.told.published, self.copies)

    def shown(self, article: Article) -> Article:
        """The article as it was read again, with what the corpus settled."""
        told, origins = self.told, article.origins
        if told.day_first:
            origins = tuple(origin for origin in origins if origin.field != "published")
            origins += (Origin("published", _BY_OTHERS),) if told.published else ()
        return replace(
            article,
            id=told.id,
            publisher=told.publisher,
            published=_published(told.published),
            origins=origins,
            copies=self.copies,
            source=told.source,
        )


def settled(told: Sequence[Told], *, one_story_once: bool) -> list[Kept]:
    """One article of each story, in the order in which the stories began."""
    names, orders = PublisherNames(), _orders_of(told)
    for one in told:
        names.add(domain_of(one.url), one.publisher)
    stories = stories_of([one.signature for one in told]) if one_story_once else range(len(told))
    members = defaultdict[int, list[Told]](list)
    for story, one in zip(stories, told, strict=True):
        publisher, day = names.name(domain_of(one.url), one.publisher), _day(one, orders)
        settled = one if (publisher, day) == (one.publisher, one.published) else None
        members[story].append(settled or replace(one, publisher=publisher, published=day))
    return [_newest(of_story) for of_story in members.values()]


def may_be_answered_from(licence: str, allowed: Iterable[str]) -> bool:
    """Whether a licence is one of those allowed: SPDX ids or patterns of them, "unknown" for none; none given: all."""
    patterns = tuple(allowed)
    return not patterns or any(fnmatchcase((licence or _UNKNOWN).casefold(), one.casefold()) for one in patterns)


def _orders_of(told: Iterable[Told]) -> Mapping[str, str]:
    """How each site writes days in figures, where its dates that show it agree."""
    shown: Mapping[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.site and one.date_order:
            shown[one.site][one.date_order] += 1
    return {site: next(iter(orders)) for site, orders in shown.items() if len(orders) == 1}


def _day(told: Told, orders: Mapping[str, str]) -> str | None:
    days = {"DMY": told.day_first, "MDY": told.month_first}
    return told.published or days.get(orders.get(told.site, ""))


def _published(stated: str | None) -> date | datetime | None:
    if not stated:
        return None
    return date.fromisoformat(stated) if len(stated) == len("2021-12-07") else datetime.fromisoformat(stated)


def _newest(told: Sequence[Told]) -> Kept:
    """The newest of a story; of two of a day the one that was read first. The others in the order of reading."""
    newest = max(told, key=lambda one: one.published or "")
    return Kept(newest, tuple(_copy(one) for one in told if one is not newest))


def _copy(told: Told) -> Copy:
    return Copy(told.id, told.title, told.url, told.publisher, told.published, told.licence)
