"""What the shape of a line says of it: a byline, a date, decoration, a name by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from index.corpus import tables
from index.corpus.bylines import names_of, without_by
from index.corpus.dates import Day, date_of, without_label
from index.corpus.publishers import names_same_site
from index.models import Span

LONGEST_SITE = 40
LONGEST_NAME_WORDS = 4
SENTENCE_END = re.compile(r"[.:;,][\"”’')\]]*$")
_LONGEST_LINE = 120
_LONGEST_BYLINE_NAME_WORDS = 6
_LONGEST_DATE_WORDS = 9
_PARTS = re.compile(r"\s*[|·•/]\s*|\s+[-–—]\s+|\s{3,}|\t")
_TURN = re.compile(r"\s+(?=by\s)|,\s+|\s+on\s+(?=\S+\s\d|\d)", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*[>»/›]\s*")
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?|\d+ (?:comments?|shares?|views?)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’-]*")
_DIGIT = re.compile(r"\d")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the source's fields say that a head line may repeat. ``sites`` are domains, collections and publishers."""

    title: str = ""
    authors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    language: str = "en"
    saved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what its shape says: ``evidence`` that report has not begun, or a ``name`` by itself."""

    text: str
    span: Span
    authors: tuple[str, ...] = ()
    day: Day | None = None
    junk: bool = False
    name: bool = False

    @property
    def evidence(self) -> bool:
        """Whether it is a byline or a date."""
        return bool(self.authors or self.day)


def read_line(text: str, span: Span, known: Known) -> Line:
    """A line with what its parts say: each must be a byline, a date or decoration, or the line is none of them."""
    words = span.of(text)
    plain = Line(words, span)
    if len(words) > _LONGEST_LINE:
        return plain
    if _is_junk(words):
        return replace(plain, junk=True)
    if day := _day(words, known):
        return replace(plain, day=day)
    if authors := _authors(words, known):
        return replace(plain, authors=authors)
    read = plain
    for part in _parts(words, known):
        if day := _day(part, known):
            read = replace(read, day=read.day or day)
        elif authors := _authors(part, known):
            read = replace(read, authors=read.authors or authors)
        elif not (_is_junk(part) or is_site(part, known)):
            return replace(plain, name=_is_name(words))
    return read


def _parts(words: str, known: Known) -> Sequence[str]:
    """The pieces of a line around bars and dashes, and around the "by" between a date and a name."""
    pieces = [piece for piece in _PARTS.split(words) if piece]
    if len(pieces) > 1:
        return pieces
    for match in _TURN.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        if (_day(before, known) and _authors(after, known)) or (_authors(before, known) and _day(after, known)):
            return before, after
    return pieces


def _day(words: str, known: Known) -> Day | None:
    """The day of a line that is a date and nothing else."""
    if not _DIGIT.search(words) or len(without_label(words).split()) > _LONGEST_DATE_WORDS:
        return None
    return date_of(words, saved=known.saved, language=known.language)


def _authors(words: str, known: Known) -> tuple[str, ...]:
    named = without_by(words)
    if named is not None and not SENTENCE_END.search(named) and _is_byline(named):
        return names_of([words])
    own = {folded(author) for author in known.authors}
    names = names_of([words])
    if names and own.issuperset(map(folded, names)):
        return names
    return ()


def _is_byline(words: str) -> bool:
    """Whether names and designations are all that stands behind a "By"."""
    names = names_of([words])
    return bool(names) and all(_is_name(name, 1, _LONGEST_BYLINE_NAME_WORDS) for name in names)


def _is_name(words: str, fewest: int = 2, most: int = LONGEST_NAME_WORDS) -> bool:
    parts = words.split()
    return (
        fewest <= len(parts) <= most
        and all(_NAME_WORD.fullmatch(part) or part in _particles() for part in parts)
        and _NAME_WORD.fullmatch(parts[0]) is not None
    )


def _is_junk(words: str) -> bool:
    plain = words.casefold().strip(" :.|·•-–—>»")
    if plain in _decoration() or _READING_TIME.fullmatch(plain):
        return True
    crumbs = _CRUMBS.split(plain)
    return len(crumbs) > 1 and crumbs[0] in _decoration()


def is_site(words: str, known: Known) -> bool:
    """Whether words name one of the sites that the source's fields tell."""
    return len(words) <= LONGEST_SITE and names_same_site(words, known.sites)


def folded(words: str) -> str:
    """Words without case, spaces and marks, for comparison."""
    return _NOT_WORDS.sub("", words.casefold())


@cache
def _decoration() -> frozenset[str]:
    return frozenset(tables.phrases("decoration"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(tables.phrases("name_particles"))
