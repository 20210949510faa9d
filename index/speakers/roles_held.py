"""Speakers by the roles that they hold or held: "the Swedish foreign minister", "director of the FBI"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from index.english.folding import fold
from index.english.names import TITLES
from index.english.titles import HEADS, agree, is_past, is_role, role_words
from index.models import Speaker, SpeakerKind
from index.speakers.rows import Candidate, first, intersection
from index.speakers.same_organisation import initials, is_acronym, organisation_key

ROLE = 0.85
_PAST = 0.03  # taken off for a role that is held no more
_ROLES = 1024  # roles of a speaker that are looked up


class RolesHeld:
    """The roles of some speakers. Thread-safe."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers

    def prepare(self) -> None:
        """Make now what is otherwise made when a first question needs it."""
        _ = self._by_word

    def holders(self, words: Sequence[str]) -> Iterator[Candidate]:
        """Who holds a role of all these words, or held it."""
        title = " ".join(words)
        if not is_role(title) or (len(words) == 1 and words[0] not in TITLES and len(role_words(title)) < 2):
            return
        wanted = [HEADS if word in HEADS else {word} for word in role_words(title)]
        held = intersection([set().union(*(self._by_word.get(word, ()) for word in words)) for words in wanted])
        for place in first(held):
            row, number = divmod(place, _ROLES)
            held_title = self._speakers[row].roles[number].title
            if _is_of_part(held_title, title):
                continue
            past = is_past(held_title) and not is_past(title)
            yield "role", ROLE - _PAST * past, row

    def is_held_by(self, row: int, title: str) -> bool:
        """Whether a role of the speaker in a row agrees with a title."""
        return agree([title], (role.title for role in self._speakers[row].roles))

    @cached_property
    def _by_word(self) -> Mapping[str, set[int]]:
        """The words of titles, to the speaker's row times _ROLES plus the number of the role."""
        acronyms = _acronyms(self._speakers)
        found: dict[str, set[int]] = defaultdict(set)
        for i, speaker in enumerate(self._speakers):
            for number, role in enumerate(speaker.roles[:_ROLES]):
                for word in role_words(role.title) | _acronyms_in(role.title, acronyms):
                    found[word].add(i * _ROLES + number)
        return found


def _is_of_part(held: str, asked: str) -> bool:
    """Whether an office is held of a part of what is asked about: "president of the House of Orvania"."""
    _, *parts = re.split(r" of (?:the )?", held)
    body = initials(" of ".join(parts)) | role_words(parts[0]) if len(parts) > 1 else frozenset()
    return bool(body) and body.isdisjoint(role_words(asked))


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
