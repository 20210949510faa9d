"""Finds the speakers whom the words of a question may mean.

Everything is looked up, nothing scanned: a question is tried in many runs of its words, and a registry
may hold tens of thousands of speakers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain

from index.english.folding import fold
from index.english.names import HONORIFICS, SUFFIXES, TITLES
from index.english.places import PlaceKind, places_by
from index.models import Speaker, SpeakerKind
from index.speakers.bodies_of_state import without_country
from index.speakers.countries import Country, country_of, governed_from, speaking_for_countries
from index.speakers.match import Match
from index.speakers.roles_held import RolesHeld
from index.speakers.rows import Candidate, first, intersection
from index.speakers.same_organisation import LINKS, SAFE_LETTERS, initials, organisation_key
from index.speakers.same_person import CLIPPED_LETTERS, may_be_given
from index.speakers.spellings import Spellings

ALIAS, NAME, GIVEN, SPELLING = 1.0, 0.95, 0.85, 0.8
BODY = 0.8  # a part of an organisation's name; nearer to NAME the more of it
WITHIN = 0.05  # matches this close to the best are equally good
_SPELT_IN_PART = 0.09  # added for the words that are spelt rightly
_UNTITLED = 0.1  # taken off for a name whose bearer holds not the title that stands before it
_NAME_AND_SURNAME = 2  # words

_PLACES = places_by(PlaceKind.INFORMAL)


class Directory:
    """The speakers by name, part of a name, likeness of spelling, and role.

    ``heard`` tells whether a word is one of the language or of the corpus: such a word is never taken for a
    name misspelt.
    """

    def __init__(self, speakers: Sequence[Speaker], heard: Callable[[str], bool] = lambda _: False) -> None:
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
        self._spellings = Spellings(self._by_word, heard)
        self._roles = RolesHeld(self._speakers)

    def prepare(self) -> None:
        """Make now what is otherwise made when a first question needs it."""
        self._spellings.prepare()
        self._roles.prepare()
        _ = (self._by_initials, self._by_country, self._by_body)

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
        rows = intersection([self._by_word[word] for word in name.split() if word in self._by_word])
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

    def _governed_from(self, capital: str) -> Iterator[Candidate]:
        for row in self._by_alias.get(governed_from(capital) or "", ()):
            yield "alias", ALIAS, row

    def _candidates(self, folded: str) -> Iterator[Candidate]:
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
                yield how, score if self._roles.is_held_by(row, title) else score - _UNTITLED, row
        yield from self._roles.holders(words)  # where "professor" is no honorific

    def _by_name(self, folded: str, parts: Sequence[str]) -> Iterator[Candidate]:
        whole = self._by_alias.get(" ".join(parts), set()) | self._by_alias.get(folded, set())
        for row in first(whole):
            yield "alias", ALIAS, row
        if not whole and len(parts) == 1:
            for row in first(self._by_initials.get(parts[0], set())):
                yield "name", NAME, row
        named = intersection([self._by_word.get(part, set()) for part in parts])
        for row in first(named):
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

    def _by_spelling(self, parts: Sequence[str]) -> Iterator[Candidate]:
        likely = [self._spellings.near(part) for part in parts]
        rows = intersection([{row for word in words for row in self._by_word[word]} for words in likely])
        exact = sum(part in self._by_word for part in parts) / len(parts)
        for row in first(rows):
            aliases = (set(fold(alias).split()) for alias in self._speakers[row].aliases)
            if any(all(words & alias for words in likely) for alias in aliases):
                yield "spelling", SPELLING + _SPELT_IN_PART * exact, row

    def _by_given_name(self, parts: Sequence[str]) -> Iterator[Candidate]:
        """Persons of this surname, misspelt or not, where the name before it is short for theirs or spelt otherwise.

        It may be another's as it is: "nicolas johnson", where a Nicolas Sarkozy is known.
        """
        if len(parts) != _NAME_AND_SURNAME or len(parts[0]) < CLIPPED_LETTERS:
            return
        given, surnames = parts[0], self._spellings.near(parts[1])
        for row in first({row for surname in surnames for row in self._by_word[surname]}):
            speaker = self._speakers[row]
            if speaker.kind is SpeakerKind.PERSON and self._surnames[row] in surnames:
                names = (fold(alias).split() for alias in speaker.aliases)
                if any(len(name) > 1 and may_be_given(given, name[0]) for name in names):
                    yield "spelling", SPELLING, row

    def _begun(self, letters: str) -> set[int]:
        return {row for word, rows in self._by_word.items() if word.startswith(letters) for row in rows}

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


def _last_name(speaker: Speaker) -> str:
    words = [word for word in fold(speaker.name).split() if word not in SUFFIXES]
    return words[-1] if words else ""


def _share(statements: int, of: Sequence[int]) -> float:
    return min(1.0, statements / sum(of)) if sum(of) else 1 / len(of)
