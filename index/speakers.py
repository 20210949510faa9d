"""One registry of speakers across the corpus, made of the casts of its articles.

Persons are one when both given name and surname sound alike (Double Metaphone, which sees through
transliterations: Mekdad, Mikdad, Miqdad) and look alike. A surname alone never merges anybody, and
neither does a given name: a wrong merge puts words into somebody's mouth, a missed one only splits
a list. Organisations are one when their names or acronyms are equal. Admins correct the rest.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from index.models import CastMember, Role, Speaker, SpeakerKind
from index.statements.names import TITLES, Name, bare_surname, parse_name

_LOOKS_ALIKE = 70.0  # rapidfuzz ratio that names of equal sound must reach
_FUZZY_NAME = 82.0  # a misspelt word of a question still names somebody
_ROLE_STOPWORDS = frozenset({"the", "of", "a", "an", "for", "at", "in", "and", "s"})


@dataclass(frozen=True, slots=True)
class CastEntry:
    """A member of one article's cast, with the article's day and how many statements it gives them."""

    article_id: str
    day: date | None
    member: CastMember
    statements: int


@dataclass(frozen=True, slots=True)
class Override:
    """An admin's decision: ``merge`` subject into target (speaker ids), ``split`` a name off a speaker
    (subject: id, target: the name that becomes its own), or ``alias``: target is another name of subject.
    """

    action: Literal["merge", "split", "alias"]
    subject: str
    target: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All speakers, and to whom each cast name of each article (article id, name) belongs."""

    speakers: tuple[Speaker, ...]
    assignment: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Match:
    """A speaker whom words may mean. ``score`` is between 0 and 1, ``how`` says what fitted."""

    speaker: Speaker
    score: float
    how: str


@dataclass(slots=True)
class _Cluster:
    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    roles: dict[str, list[date | None]] = field(default_factory=lambda: defaultdict(list))
    entries: list[tuple[str, str]] = field(default_factory=list)
    statements: int = 0


def build_registry(entries: Iterable[CastEntry], overrides: Sequence[Override] = ()) -> Registry:
    """Group cast members into speakers. The same entries and overrides give the same registry."""
    split = {override.target for override in overrides if override.action == "split"}
    clusters: dict[str, _Cluster] = {}
    people: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        key = _key(entry.member, people, split)
        _add(clusters.setdefault(key, _Cluster(entry.member.kind)), entry)
    ids = _ids(clusters)
    clusters, ids = _merged(clusters, ids, overrides)
    speakers, assignment = [], {}
    for key, cluster in clusters.items():
        aliases = [o.target for o in overrides if o.action == "alias" and o.subject == ids[key]]
        speakers.append(_speaker(ids[key], cluster, aliases))
        assignment.update(dict.fromkeys(cluster.entries, ids[key]))
    return Registry(tuple(sorted(speakers, key=lambda s: (-s.statements, s.id))), assignment)


class Directory:
    """Finds the speakers whom the words of a question may mean."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers
        self._by_alias: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_role_word: dict[str, set[int]] = defaultdict(set)
        for i, speaker in enumerate(speakers):
            for alias in speaker.aliases:
                words = fold(alias).split()
                self._by_alias[" ".join(words)].add(i)
                for word in words:
                    self._by_word[word].add(i)
                    self._by_sound[_sound(word)].add(i)
            for role in speaker.roles:
                for word in _role_words(role.title):
                    self._by_role_word[word].add(i)
        self._words = sorted(self._by_word)
        # a question tries many runs of its words, so each word comes up many times
        self._alike = lru_cache(maxsize=1_000)(self._rows_alike)

    def find(self, words: str, limit: int = 5) -> list[Match]:
        """Speakers by name, misspelt or in part, or by role, best first and then by how much they say."""
        folded = fold(words)
        found: dict[int, Match] = {}
        for how, score, rows in self._candidates(folded):
            for row in rows:
                if row not in found or found[row].score < score:
                    found[row] = Match(self._speakers[row], score, how)
        ranked = sorted(found.values(), key=lambda m: (-m.score, -m.speaker.statements, m.speaker.id))
        return ranked[:limit]

    def _candidates(self, folded: str) -> Iterable[tuple[str, float, set[int]]]:
        parts = [part for part in folded.split() if part not in {"the", "mr", "mrs", "ms", "dr"}]
        if not parts:
            return
        yield "alias", 1.0, self._by_alias.get(" ".join(parts), set())
        yield "alias", 1.0, self._by_alias.get(folded, set())
        named = set.intersection(*(self._by_word.get(part, set()) for part in parts))
        yield "name", 0.95, named
        if not named:
            yield "spelling", 0.8, set.intersection(*(self._alike(part) for part in parts))
        yield from self._by_role(parts)

    def _rows_alike(self, part: str) -> set[int]:
        """Speakers with a word that is this one, misspelt or transliterated otherwise."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        if part in self._by_word:
            return self._by_word[part]
        if len(part) < 4:
            return set()
        near = process.extract(part, self._words, scorer=fuzz.ratio, score_cutoff=_FUZZY_NAME, limit=5)
        rows = {row for word, _, _ in near for row in self._by_word[word]}
        return rows | {
            row for row in self._by_sound.get(_sound(part), ()) if _one_looks_like(part, self._speakers[row])
        }

    def _by_role(self, parts: Sequence[str]) -> Iterable[tuple[str, float, set[int]]]:
        wanted = [part for part in parts if part not in _ROLE_STOPWORDS]
        if not wanted or (len(wanted) == 1 and wanted[0] not in TITLES):
            return
        counted = Counter(row for word in wanted for row in self._by_role_word.get(_stem(word), ()))
        for row, count in counted.items():
            if count == len(wanted):
                yield "role", 0.85, {row}


def fold(words: str) -> str:
    """Lower case, accents and possessives off, punctuation to spaces: the form in which names are compared."""
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"\w+", re.sub(r"[’']s\b", "", plain)))


def _key(member: CastMember, people: dict[str, list[str]], split: set[str]) -> str:
    if member.kind is SpeakerKind.ORGANISATION or member.name in split:
        return f"{member.kind}:{fold(member.name)}"
    name = parse_name(member.name)
    if name is None or not name.given:
        return f"person:{fold(member.name)}"
    sound = f"{_sound(name.given)} {_sound(bare_surname(name.surname))}"
    for known in people[sound]:
        if _look_alike(name, known):
            return f"person:{fold(known)}"
    people[sound].append(member.name)
    return f"person:{fold(member.name)}"


def _look_alike(name: Name, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a run that indexes compares names

    theirs = parse_name(other)
    if theirs is None:
        return False
    given = fuzz.ratio(fold(name.given), fold(theirs.given))
    surname = fuzz.ratio(fold(bare_surname(name.surname)), fold(bare_surname(theirs.surname)))
    return min(given, surname) >= _LOOKS_ALIKE


def _one_looks_like(part: str, speaker: Speaker) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415

    words = {word for alias in speaker.aliases for word in fold(alias).split()}
    return any(_sound(word) == _sound(part) and fuzz.ratio(word, part) >= _LOOKS_ALIKE for word in words)


@cache
def _sound(word: str) -> str:
    from metaphone import doublemetaphone  # noqa: PLC0415

    key: str = doublemetaphone(word)[0]
    return key or word.lower()


def _add(cluster: _Cluster, entry: CastEntry) -> None:
    cluster.names[entry.member.name] += 1
    cluster.forms.update(entry.member.forms)
    cluster.entries.append((entry.article_id, entry.member.name))
    cluster.statements += entry.statements
    for role in entry.member.roles:
        cluster.roles[role].append(entry.day)


def _ids(clusters: Mapping[str, _Cluster]) -> dict[str, str]:
    """A readable id for each cluster, numbered where two would be equal."""
    taken: Counter[str] = Counter()
    ids = {}
    for key in sorted(clusters):
        slug = key.partition(":")[2].replace(" ", "-")[:60] or "speaker"
        taken[slug] += 1
        ids[key] = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
    return ids


def _merged(
    clusters: dict[str, _Cluster], ids: dict[str, str], overrides: Sequence[Override]
) -> tuple[dict[str, _Cluster], dict[str, str]]:
    keys = {slug: key for key, slug in ids.items()}
    for override in overrides:
        source, target = keys.get(override.subject), keys.get(override.target)
        if override.action != "merge" or source is None or target is None or source == target:
            continue
        gone, kept = clusters.pop(source), clusters[target]
        kept.forms.update(gone.forms)
        kept.names.update(gone.names)
        kept.entries += gone.entries
        kept.statements += gone.statements
        for role, days in gone.roles.items():
            kept.roles[role] += days
        keys[override.subject] = target
    return clusters, ids


def _speaker(speaker_id: str, cluster: _Cluster, aliases: Sequence[str]) -> Speaker:
    name = max(cluster.names, key=lambda n: (cluster.names[n], len(n), n))
    forms = [form for form, _ in cluster.forms.most_common() if form != name]
    roles = []
    for title, days in cluster.roles.items():
        known = [day for day in days if day]
        roles.append(Role(title, min(known, default=None), max(known, default=None)))
    return Speaker(
        id=speaker_id,
        name=name,
        kind=cluster.kind,
        aliases=tuple(dict.fromkeys([name, *forms, *aliases])),
        roles=tuple(roles),
        statements=cluster.statements,
    )


def _role_words(title: str) -> set[str]:
    return {_stem(word) for word in fold(title).split() if word not in _ROLE_STOPWORDS}


def _stem(word: str) -> str:
    """Enough of a word to tie a place to its adjective: Syria, Syrian."""
    return word[:5] if len(word) > 5 else word
