"""Finds the speakers whom the words of a question may mean.

Everything is looked up, nothing scanned: a question is tried in many runs of its words, and a registry
may hold tens of thousands of speakers. Only words that nobody is called by are compared with others,
and those only with words of the same sound or the same first letter and about the same length.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from threading import Lock

from cachetools import LRUCache

from index.english.folding import fold, sounds
from index.english.names import HONORIFICS, SUFFIXES, TITLES
from index.english.places import PlaceKind, places_by
from index.english.titles import HEADS, agree, is_past, is_role, role_words
from index.memo import kept
from index.models import Speaker, SpeakerKind
from index.speakers.bodies_of_state import without_country
from index.speakers.countries import Country, country_of, governed_from, speaking_for_countries
from index.speakers.match import Match
from index.speakers.same_organisation import LINKS, SAFE_LETTERS, initials, is_acronym, organisation_key
from index.speakers.same_person import alike, may_be_given

ALIAS, NAME, GIVEN, ROLE, SPELLING = 1.0, 0.95, 0.85, 0.85, 0.8
BODY = 0.8  # a part of an organisation's name; nearer to NAME the more of it
WITHIN = 0.05  # matches this close to the best are equally good
_SPELT_IN_PART = 0.09  # added for the words that are spelt rightly
_PAST = 0.03  # taken off for a role that is held no more
_UNTITLED = 0.1  # taken off for a name whose bearer holds not the title that stands before it
_TYPED_LETTERS = 4  # shorter words are not taken for misspelt ones
_NAME_AND_SURNAME = 2  # words
_LONG_WORD = 8  # two slips are forgiven from here on, one below
_MANY = 200  # of more speakers that words fit, those who say most are looked at
_ROLES = 1024  # roles of a speaker that are looked up
_ALIKE_KEPT = 10_000  # words for which those like them are kept

_PLACES = places_by(PlaceKind.INFORMAL)

_Candidate = tuple[str, float, int]


class Directory:
    """The speakers by name, part of a name, likeness of spelling, and role.

    ``heard`` tells whether a word is one of the language or of the corpus: such a word is never taken for a
    name misspelt.
    """

    def __init__(self, speakers: Sequence[Speaker], heard: Callable[[str], bool] = lambda _: False) -> None:
        self._heard = heard
        # rows in the order of how much their speakers say: the first of a set are the likeliest meant
        named = (speaker for speaker in speakers if fold(speaker.name))  # a sign, "−", is no name to ask for
        self._speakers = sorted(named, key=lambda speaker: (-speaker.statements, speaker.id))
        self._by_alias: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._surnames: list[str] = []
        for i, speaker in enumerate(self._speakers):
            for alias in speaker.aliases:
                folded = fold(alias)
                self._by_alias[folded].add(i)
                if speaker.kind is SpeakerKind.ORGANISATION:
                    self._by_alias[organisation_key(alias).lower()].add(i)
                for word in folded.split():
                    self._by_word[word].add(i)
            self._surnames.append(_last_name(speaker))
        self._alike: LRUCache[str, frozenset[str]] = LRUCache(_ALIKE_KEPT)
        self._lock = Lock()

    def prepare(self) -> None:
        """Make now what is otherwise made when a first question needs it."""
        _ = (self._by_start, self._by_sound, self._by_initials, self._by_country, self._by_body, self._by_role_word)

    def begun(self, typed: str, limit: int) -> list[Speaker]:
        """Speakers with a statement whose names have a word beginning with each that is typed, by how much they say."""
        words = fold(typed).split()
        rows = [self._begun(word) for word in words]
        fitting = sorted(set.intersection(*rows)) if rows else []
        return [one for row in fitting if (one := self._speakers[row]).statements][:limit]

    def find(self, words: str, limit: int = 5) -> list[Match]:
        """Speakers by name, misspelt or in part, or by role, best first and then by how much they say."""
        found: dict[int, tuple[float, str]] = {}
        folded = fold(words)
        written_out = " ".join(_PLACES.get(word, word) for word in folded.split())
        forms = {folded, written_out, organisation_key(words).lower()}
        for how, score, row in chain(*map(self._candidates, forms), self._governed_from(folded)):
            if row not in found or found[row][0] < score:
                found[row] = (score, how)
        if not found:
            return []
        best = max(score for score, _ in found.values())
        said = [self._speakers[row].statements for row, (score, _) in found.items() if score >= best - WITHIN]
        ranked = nsmallest(limit, found.items(), key=lambda one: (-one[1][0], one[0]))
        return [
            Match(speaker := self._speakers[row], score, how, _share(speaker.statements, said))
            for row, (score, how) in ranked
        ]

    def knows(self, word: str) -> bool:
        """Whether a folded word is part of a speaker's name."""
        return word in self._by_word

    def joint(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """Speakers who are several together, of whom this one is named: "Ann Lee and Bo Orr"."""
        name = fold(speaker.name)
        rows = _intersection([self._by_word[word] for word in name.split() if word in self._by_word])
        several = (self._speakers[row] for row in sorted(rows))
        return tuple(one for one in several if one.id != speaker.id and name in fold(one.name).split(" and "))

    def same_country(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """Who else speaks for the country for which a speaker stands: its government, its foreign ministry."""
        country = country_of(speaker)
        rows = self._by_country.get(country, []) if country else []
        return tuple(one for row in rows if (one := self._speakers[row]).id != speaker.id)

    def with_country(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """A body of state under its name with the country ("US State Department"), if one country has one."""
        key = organisation_key(speaker.name)
        rows = self._by_body.get(key, []) if speaker.kind is SpeakerKind.ORGANISATION else []
        countries = {organisation_key(self._speakers[row].name) for row in rows}
        return tuple(self._speakers[row] for row in rows) if len(countries) == 1 else ()

    def _governed_from(self, capital: str) -> Iterator[_Candidate]:
        for row in self._by_alias.get(governed_from(capital) or "", ()):
            yield "alias", ALIAS, row

    def _candidates(self, folded: str) -> Iterator[_Candidate]:
        words = [word for word in folded.split() if word != "the"]
        parts = [word for word in words if word not in HONORIFICS]
        if LINKS.issuperset(parts):
            return
        named = list(self._by_name(folded, parts))
        yield from named
        titles = next((i for i, part in enumerate(parts) if part not in TITLES), 0)
        if titles and not named and parts[titles] not in LINKS:
            title = " ".join(parts[:titles])
            for how, score, row in self._by_name(" ".join(parts[titles:]), parts[titles:]):
                yield how, score if self._holds(row, title) else score - _UNTITLED, row
        yield from self._by_role(words)  # where "professor" is no honorific

    def _by_name(self, folded: str, parts: Sequence[str]) -> Iterator[_Candidate]:
        whole = self._by_alias.get(" ".join(parts), set()) | self._by_alias.get(folded, set())
        for row in _first(whole):
            yield "alias", ALIAS, row
        if not whole and len(parts) == 1:
            for row in _first(self._by_initials.get(parts[0], set())):
                yield "name", NAME, row
        named = _intersection([self._by_word.get(part, set()) for part in parts])
        for row in _first(named):
            yield "name", self._name_score(row, parts), row
        if not named:
            yield from self._by_spelling(parts)
            yield from self._by_given_name(parts)

    def _name_score(self, row: int, parts: Sequence[str]) -> float:
        speaker = self._speakers[row]
        if speaker.kind is SpeakerKind.PERSON:
            return NAME if self._surnames[row] in parts else GIVEN
        size = min(len(words) for alias in speaker.aliases if set(parts) <= set(words := fold(alias).split()) or words)
        return BODY + (NAME - BODY) * len(parts) / max(size, len(parts))

    def _by_spelling(self, parts: Sequence[str]) -> Iterator[_Candidate]:
        likely = [self._words_alike(part) for part in parts]
        rows = _intersection([{row for word in words for row in self._by_word[word]} for words in likely])
        exact = sum(part in self._by_word for part in parts) / len(parts)
        for row in _first(rows):
            aliases = (set(fold(alias).split()) for alias in self._speakers[row].aliases)
            if any(all(words & alias for words in likely) for alias in aliases):
                yield "spelling", SPELLING + _SPELT_IN_PART * exact, row

    def _by_given_name(self, parts: Sequence[str]) -> Iterator[_Candidate]:
        """Persons of this surname, where the name before it is short for theirs or spelt otherwise.

        It may be another's as it is: "nicolas johnson", where a Nicolas Sarkozy is known.
        """
        if len(parts) != _NAME_AND_SURNAME or len(parts[0]) < _TYPED_LETTERS:
            return
        given, surname = parts
        for row in _first(self._by_word.get(surname, set())):
            speaker = self._speakers[row]
            if speaker.kind is SpeakerKind.PERSON and self._surnames[row] == surname:
                names = (fold(alias).split() for alias in speaker.aliases)
                if any(len(name) > 1 and may_be_given(given, name[0]) for name in names):
                    yield "spelling", SPELLING, row

    def _begun(self, letters: str) -> set[int]:
        return {row for word, rows in self._by_word.items() if word.startswith(letters) for row in rows}

    def _words_alike(self, part: str) -> frozenset[str]:
        """The words of names that this one may be, as it is, misspelt or transliterated otherwise."""
        return kept(self._alike, self._lock, part, lambda: self._compared(part))

    def _compared(self, part: str) -> frozenset[str]:
        from rapidfuzz import process  # noqa: PLC0415 - few questions misspell a name
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        if part in self._by_word:
            return frozenset({part})
        if len(part) < _TYPED_LETTERS or self._heard(part):
            return frozenset()
        slips = 1 if len(part) < _LONG_WORD else 2
        sizes = range(len(part) - slips, len(part) + slips + 1)
        near = [word for size in sizes for word in self._by_start.get((part[0], size), ())]
        typed = process.extract(part, near, scorer=OSA.distance, score_cutoff=slips, limit=10)
        heard = (word for sound in sounds(part) for word in self._by_sound.get(sound, ()) if alike(part, word))
        return frozenset({word for word, _, _ in typed} | set(heard))

    def _by_role(self, parts: Sequence[str]) -> Iterator[_Candidate]:
        title = " ".join(parts)
        if not is_role(title) or (len(parts) == 1 and parts[0] not in TITLES and len(role_words(title)) < 2):
            return
        wanted = [HEADS if word in HEADS else {word} for word in role_words(title)]
        held = _intersection([set().union(*(self._by_role_word.get(word, ()) for word in words)) for words in wanted])
        for place in _first(held):
            row, number = divmod(place, _ROLES)
            held_title = self._speakers[row].roles[number].title
            if _is_of_part(held_title, title):
                continue
            past = is_past(held_title) and not is_past(title)
            yield "role", ROLE - _PAST * past, row

    def _holds(self, row: int, title: str) -> bool:
        return agree([title], (role.title for role in self._speakers[row].roles))

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], list[str]]:
        """Words by first letter and length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._by_word:
            found[word[0], len(word)].append(word)
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._by_word:
            for sound in sounds(word) if len(word) >= _TYPED_LETTERS else ():
                found[sound].append(word)
        return found

    @cached_property
    def _by_initials(self) -> Mapping[str, set[int]]:
        """Organisations by the initials of a name of three words and more."""
        found: dict[str, set[int]] = defaultdict(set)
        for i, speaker in enumerate(self._speakers):
            if speaker.kind is SpeakerKind.ORGANISATION:
                for short in initials(speaker.name):
                    found[short].add(i)
        return {short: rows for short, rows in found.items() if len(short) >= SAFE_LETTERS}

    @cached_property
    def _by_body(self) -> Mapping[str, list[int]]:
        """Bodies of state by their keys without the country."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, speaker in enumerate(self._speakers):
            if speaker.kind is SpeakerKind.ORGANISATION and (body := without_country(organisation_key(speaker.name))):
                found[body].append(i)
        return found

    @cached_property
    def _by_country(self) -> Mapping[Country, list[int]]:
        return speaking_for_countries(self._speakers)

    @cached_property
    def _by_role_word(self) -> Mapping[str, set[int]]:
        """The words of titles, to the speaker's row times _ROLES plus the number of the role."""
        acronyms = _acronyms(self._speakers)
        found: dict[str, set[int]] = defaultdict(set)
        for i, speaker in enumerate(self._speakers):
            for number, role in enumerate(speaker.roles[:_ROLES]):
                for word in role_words(role.title) | _acronyms_in(role.title, acronyms):
                    found[word].add(i * _ROLES + number)
        return found


def _intersection(sets: Sequence[set[int]]) -> set[int]:
    """What all sets have; nothing if there is none."""
    return set.intersection(*sorted(sets, key=len)) if sets else set()


def _first(rows: set[int]) -> list[int]:
    """The rows, or of very many ("the senator", "John") those of whoever says most."""
    return list(rows) if len(rows) <= _MANY else nsmallest(_MANY, rows)


def _last_name(speaker: Speaker) -> str:
    words = [word for word in fold(speaker.name).split() if word not in SUFFIXES]
    return words[-1] if words else ""


def _is_of_part(held: str, asked: str) -> bool:
    """Whether an office is held of a part of what is asked about: "president of the House of Orvania"."""
    _, *parts = re.split(r" of (?:the )?", held)
    body = initials(" of ".join(parts)) | role_words(parts[0]) if len(parts) > 1 else frozenset()
    return bool(body) and body.isdisjoint(role_words(asked))


def _share(statements: int, of: Sequence[int]) -> float:
    return min(1.0, statements / sum(of)) if sum(of) else 1 / len(of)


def _acronyms(speakers: Iterable[Speaker]) -> Mapping[str, str]:
    """The acronym of each organisation's full name that articles tie to one."""
    found = {}
    for speaker in speakers:
        short = next((fold(alias) for alias in speaker.aliases if is_acronym(alias)), None)
        if short and speaker.kind is SpeakerKind.ORGANISATION:
            found.update(dict.fromkeys((organisation_key(a) for a in speaker.aliases if not is_acronym(a)), short))
    return found


def _acronyms_in(title: str, acronyms: Mapping[str, str]) -> frozenset[str]:
    """The acronyms of the organisations that a title writes out ("director of the Federal Bureau of …")."""
    words = organisation_key(title).split()
    runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1))
    return frozenset(acronyms[run] for run in runs if run in acronyms) if acronyms else frozenset()
