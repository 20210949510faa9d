"""What a corpus holds, before anything of it is indexed: in one pass, and in memory that does not grow with it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.files import File, PassedOver, Place, Recognised, listed, readings_of, recognised
from index.corpus.publishers import domain_of
from index.corpus.source import path_of
from index.corpus.stories import may_be_answered_from
from index.errors import DocumentError
from index.models import Article

EXAMPLES = 3
_KINDS = 1_000
_LONGEST_EXAMPLE = 80
_STEP = 500
_FIGURES = re.compile(r"\d[\d,.]*")

OnCount = Callable[[int], None]


@dataclass(slots=True)
class Told:
    """How often something was told, with examples and the places where it was read; it is counted up."""

    count: int = 0
    examples: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, example: str, place: str = "") -> None:
        """Count one more."""
        self.count += 1
        example = " ".join(example.split())[:_LONGEST_EXAMPLE]
        if example and len(self.examples) < EXAMPLES and example not in self.examples:
            self.examples.append(example)
        if place and (place in self.places or len(self.places) < _KINDS):
            self.places[place] = self.places.get(place, 0) + 1


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was seen.

    Keys of ``fields`` are names of ``Article``'s fields, of ``skipped`` the reasons, of ``passed_over`` the endings of
    files. ``unread`` are columns and keys from which nothing was read, ``withheld`` counts articles whose licence is
    not one of those that may be answered from.
    """

    articles: int
    files: dict[str, int]
    fields: dict[str, Told]
    languages: dict[str, int]
    licences: dict[str, Told]
    unlicensed: dict[str, int]
    skipped: dict[str, Told]
    passed_over: dict[str, Told]
    unread: dict[str, int]
    withheld: int


@dataclass(frozen=True, slots=True)
class Licences:
    """The licences of articles; ``unlicensed`` counts those that state none by publisher.

    Keys of ``warnings`` are a licence, a line break and what was warned of; ``domains`` are the commonest
    of those that state no licence.
    """

    licences: dict[str, Told]
    warnings: dict[str, Told]
    unlicensed: dict[str, int]
    domains: tuple[str, ...]


def licences_of(articles: Iterable[Article]) -> Licences:
    """Count articles by their licence."""
    seen = _Seen()
    warnings: dict[str, Told] = {}
    domains: Counter[str] = Counter()
    for article in articles:
        seen.take(article)
        licence = article.licence
        if licence.warning:
            warnings.setdefault(f"{licence.id}\n{licence.warning}", Told()).add(article.id, licence.source)
        if not licence.known and (domain := domain_of(article.url)):
            domains[domain] += 1
    commonest = tuple(domain for domain, _ in domains.most_common(EXAMPLES))
    result = seen.result()
    return Licences(result.licences, warnings, result.unlicensed, commonest)


def inspect(
    places: Sequence[Place],
    settings: CorpusSettings,
    on_count: OnCount = lambda _: None,
    *,
    most: int | None = None,
) -> Inspection:
    """Read all in ``places``, or the first ``most`` articles, and keep nothing of it but counts and examples.

    Ids are not compared, which would take memory for each: ``onrecord index`` reports those that are taken.
    """
    seen = _Seen()
    for file in listed(places):
        if seen.articles == most:
            break
        found = recognised(file, settings) if isinstance(file, File) else file
        if isinstance(found, DocumentError):
            seen.skip(found)
        elif isinstance(found, PassedOver):
            seen.pass_over(found.path)
        else:
            _count(found, settings, seen, on_count, most)
    return seen.result()


def _count(
    found: Recognised, settings: CorpusSettings, seen: "_Seen", on_count: OnCount, most: int | None = None
) -> None:
    seen.files[found.reader.name] += 1
    for document, reading in readings_of(found, settings):
        if seen.articles == most:
            return
        if isinstance(reading, DocumentError):
            seen.skip(reading)
            continue
        seen.take(reading.article)
        if document:
            seen.leave(document.unread)
        if not may_be_answered_from(reading.article.licence.id, settings.allowed_licences):
            seen.withheld += 1
        if seen.articles % _STEP == 0:
            on_count(seen.articles)


class _Seen:
    """The counts while they are made."""

    def __init__(self) -> None:
        self.articles = 0
        self.files: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.unlicensed: Counter[str] = Counter()
        self.fields = {name: Told() for name in ("title", "authors", "published", "publisher", "url", "licence")}
        self.licences: dict[str, Told] = {}
        self.skipped: dict[str, Told] = {}
        self.passed_over: dict[str, Told] = {}
        self.unread: Counter[str] = Counter()
        self.withheld = 0

    def take(self, article: Article) -> None:
        self.articles += 1
        self.languages[article.language] += 1
        places = {origin.field: origin.place for origin in article.origins}
        for name, value in _values(article):
            if value:
                self.fields[name].add(value, places.get(name, ""))
        publisher = article.publisher or "publisher unknown"
        if article.licence.known:
            self.fields["licence"].add(article.licence.id, article.licence.source)
            if article.licence.id in self.licences or len(self.licences) < _KINDS:
                self.licences.setdefault(article.licence.id, Told()).add(article.id, article.licence.source)
        elif publisher in self.unlicensed or len(self.unlicensed) < _KINDS:
            self.unlicensed[publisher] += 1

    def skip(self, error: DocumentError) -> None:
        """Count a document that will not be indexed, under its reason without the figures in it."""
        reason = _FIGURES.sub("…", error.reason)
        if reason in self.skipped or len(self.skipped) < _KINDS:
            self.skipped.setdefault(reason, Told()).add(_place(error.name))

    def pass_over(self, path: Path) -> None:
        """Count a file that no reader recognises, under its ending."""
        ending = path.suffix.lower()
        if ending in self.passed_over or len(self.passed_over) < _KINDS:
            self.passed_over.setdefault(ending, Told()).add(path.name)

    def leave(self, keys: Iterable[str]) -> None:
        """Count keys from which nothing is read."""
        for key in (one.encode(errors="backslashreplace").decode() for one in keys):
            if key in self.unread or len(self.unread) < _KINDS:
                self.unread[key] += 1

    def result(self) -> Inspection:
        return Inspection(
            articles=self.articles,
            files=dict(self.files.most_common()),
            fields=self.fields,
            languages=dict(self.languages.most_common()),
            licences=self.licences,
            unlicensed=dict(self.unlicensed.most_common()),
            skipped=self.skipped,
            passed_over=self.passed_over,
            unread=dict(self.unread.most_common()),
            withheld=self.withheld,
        )


def _values(article: Article) -> Iterator[tuple[str, str]]:
    yield "title", article.title
    yield "authors", "; ".join(article.authors)
    yield "published", article.published.isoformat() if article.published else ""
    yield "publisher", article.publisher or ""
    yield "url", article.url or ""


def _place(name: str) -> str:
    """A document's name short enough for a table: its file's own name and what stands behind it."""
    path = path_of(name)
    return Path(path).name + name.removeprefix(path)
