"""Noun phrases of a question that may stand for its speaker: names, titles with names, and descriptions.

Grammar finds the phrase; whether its words name a speaker is for the directory to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.english.lexicon import denotes_person
from index.english.names import ABBREVIATIONS, ROLE_MODIFIERS, TITLES, ModifierUse, is_given_name, is_surname
from index.english.tables import words_where
from index.models import Speaker, SpeakerKind
from index.speakers import Directory, Match, fold
from retrieval.question.slots import Slot
from retrieval.question.words import (
    ADVERBS,
    DETERMINERS,
    JOINING,
    NEVER_ALONE,
    NEVER_FIRST,
    NEVER_LAST,
    ORGANISATIONS,
    OWNERS,
    PREPOSITIONS,
    PRONOUNS,
    PUBLIC_BODIES,
    QUESTION_WORDS,
    RELATIONS,
    SAME_TITLES,
    SPEECH_NOUNS,
    Word,
    is_english,
    is_noun,
    may_speak,
    singulars,
)

MAX_NAME_WORDS = 9
BY_NAME = 0.9  # score of a match by name, not by role or by a likeness of spelling
_NOT_LAST = NEVER_LAST | words_where(ROLE_MODIFIERS, uses=ModifierUse.PAST)  # "the ex" is short for nobody
_KNOWN = 0.8
_UNQUOTED = 0.95  # score of somebody who is on record with nothing
_CLEAR = 0.05  # matches whose score lies this close to the best one's stay in


class NounPhrases:
    """The noun phrases of one question, as the directory knows them.

    ``heard`` tells whether a word, in lower case, stands anywhere in the corpus.
    """

    def __init__(self, words: Sequence[Word], directory: Directory, heard: Callable[[str], bool]) -> None:
        self._words = words
        self._directory = directory
        self._heard = heard

    def phrase(self, start: int, end: int) -> Slot | None:
        """A noun phrase that stands for the speaker: a name, a title, a title with a name, or a description."""
        words = self._words
        if start >= len(words) or start >= end or words[start].low in PRONOUNS:
            return None
        end = next((i + 1 for i in range(start, end) if words[i].comma), end)
        if words[start].low in OWNERS:  # "his spokeswoman" is somebody else's than whoever is called so elsewhere
            return Slot(start, end - 1, described=True)
        if slot := self._joined(start, end) or self._find(start, end, _KNOWN):
            return replace(slot, matches=(), described=True) if self._is_any_body(slot) else slot
        if self._is_common(self.head(start, end)) or self._is_body(start, end):
            return Slot(start, end - 1, described=True)
        if named := self._behind_titles(start, end) or self._in_front(start, end):
            return named
        return Slot(start, end - 1, described=self._describes(start, end) or self._is_of_a_place(start, end))

    def _joined(self, start: int, end: int) -> Slot | None:
        """The first name of "X and Z", or the second where the first is nobody's."""
        joined = next((i for i in range(start + 1, end) if self._words[i].low in JOINING), None)
        if joined is None:
            return None
        slot = self.longest(start) or self.longest(joined + 1)
        return slot if slot and slot.last + 1 in {joined, end} else None

    def _in_front(self, start: int, end: int) -> Slot | None:
        """A name with which the phrase begins, unless it goes on as a longer name or as somebody else's."""
        slot = self.longest(start)
        if slot is None or self._is_part_of_a_name(slot, end) or self._is_of_a_place(start, end):
            return None
        return slot if self._words[slot.last].comma or not self.goes_on(slot, end) else None

    def _is_of_a_place(self, start: int, end: int) -> bool:
        """ "the Essex landlord": behind an article and a name, a noun says who of that place is meant."""
        slot = self.longest(start) if self._words[start].low in DETERMINERS else None
        rest = self._words[slot.last + 1 : end] if slot else ()
        nouns = [w.low for w in rest if w.low not in ORGANISATIONS]
        return bool(nouns) and not rest[0].comma and NEVER_LAST.isdisjoint(nouns)

    def is_unheard_name(self, slot: Slot) -> bool:
        """Whether a slot is a person's name that the corpus does not have."""
        last = self._words[slot.last].low
        return not slot.matches and not self._heard(last) and self.reads_as_name(slot.first, slot.last + 1)

    def longest(self, start: int, least: float = _KNOWN) -> Slot | None:
        """The longest run of words from ``start`` that names a speaker."""
        words = self._words
        if start >= len(words) or words[start].low in PRONOUNS | QUESTION_WORDS | NEVER_FIRST:
            return None
        for end in range(min(len(words), start + MAX_NAME_WORDS), start, -1):
            if words[end - 1].low in _NOT_LAST or (end == start + 1 and words[start].low in NEVER_ALONE):
                continue
            if slot := self._find(start, end, least):
                return None if self._is_given_to_another(slot) else slot
        return None

    def _is_given_to_another(self, slot: Slot) -> bool:
        """Whether a match is a given name in front of a surname that the corpus does not have: another person's."""
        end = slot.last + 2
        if slot.first < slot.last or end > len(self._words) or self._words[slot.last].owner:
            return False
        surname = self._words[slot.last + 1].low
        return not self._heard(surname) and self.reads_as_name(slot.first, end)

    def owns(self, i: int) -> bool:
        """Whether a word is a possessive; typed without its apostrophe, where only so a name ("sarkozys words")."""
        word = self._words[i]
        if word.owner:
            return True
        bare = word.low.removesuffix("s")
        following = self._words[i + 1].low if i + 1 < len(self._words) else ""
        owning = following in SPEECH_NOUNS or following in TITLES
        return owning and bare != word.low and not self._directory.knows(word.low) and self._directory.knows(bare)

    def goes_on(self, slot: Slot, end: int) -> bool:
        """Whether words of the same noun phrase follow a match: "Apple's boss", "Tulsa police chief", "UN bodies"."""
        following = next((w.low for w in self._words[slot.last + 1 : end] if w.low not in ORGANISATIONS), "")
        singular = {*singulars(following)} - {following}
        several = not (ORGANISATIONS | PUBLIC_BODIES).isdisjoint(singular) or any(map(denotes_person, singular))
        return self._words[slot.last].owner or following in TITLES or following in RELATIONS or several

    def describes(self, start: int, end: int) -> bool:
        """Whether a phrase describes somebody: "Kashmir police", "the finance ministers", "Apple's boss"."""
        return self._is_common(self.head(start, end)) or self._describes(start, end)

    def reads_as_name(self, start: int, end: int) -> bool:
        """Whether words are a given name, or an initial, with a surname."""
        lows = [fold(w.low) for w in self._words[start:end]]
        first, last = lows[0], lows[-1]
        if len(lows) < 2 or not (is_given_name(first) or (len(first) == 1 and first.isalpha())):
            return False
        if not (DETERMINERS | RELATIONS | SPEECH_NOUNS).isdisjoint(lows):
            return False
        return is_surname(last) or self._directory.knows(last) or not (is_english(last) or is_noun(last))

    def _behind_titles(self, start: int, end: int) -> Slot | None:
        """A name behind its titles: "prime minister helen clark"."""
        words = self._words
        for first in range(start + 1, end):
            if words[first - 1].low in PREPOSITIONS - {"of"}:  # "the mob in Faryab" is not Faryab
                return None
            entitled = words[first - 1].low in TITLES or denotes_person(words[first - 1].low)
            slot = self._find(first, end, _KNOWN if entitled else BY_NAME) if entitled or end - first > 1 else None
            if slot is None and first == end - 1:  # the registry may know no more than the surname
                slot = self._find(first, end, BY_NAME)
                slot = slot if slot and _is_only_name(slot.matches[0].speaker, words[first].low) else None
            if slot and slot.matches[0].how != "role" and not words[first - 1].owner:
                return Slot(start, end - 1, self._entitled(slot.matches, start, first))
        return None

    def _is_part_of_a_name(self, slot: Slot, end: int) -> bool:
        """A given name that is like another's, where the surname is nobody's; "kim" of "kim jong un"."""
        alone = slot.first == slot.last and slot.last < end - 1
        rest = [w.low for w in self._words[slot.last + 1 : end] if w.low not in ORGANISATIONS]
        return alone and bool(rest) and rest[0] not in NEVER_LAST | ADVERBS

    def head(self, start: int, end: int) -> str:
        """The head of a noun phrase: its last word before a preposition."""
        words = self._words
        stop = next((i for i in range(start + 1, end) if words[i].low in NEVER_LAST - {"the", "a", "an"}), end)
        return words[stop - 1].bare

    def _is_common(self, head: str) -> bool:
        """Whether a head is a common noun for a person ("secretary-general"): such a phrase describes whom it means."""
        nouns = (*singulars(head), *head.split("-"))
        return any(noun in TITLES | ABBREVIATIONS | RELATIONS or denotes_person(noun) for noun in nouns)

    def _is_body(self, start: int, end: int) -> bool:
        """Whether a phrase of several words ends in a noun for a body of its own: "Paris police", "space agency"."""
        head = self.head(start, end)
        if end - start < 2 or head not in PUBLIC_BODIES:
            return False
        slot = self.longest(start)
        return slot is None or slot.first == slot.last or slot.last + 1 < end - 1

    def _is_any_body(self, slot: Slot) -> bool:
        """Whether a phrase is a mere noun for a body, a part of some bodies' names: "the court", "the company"."""
        nouns = [w.low for w in self._words[slot.first : slot.last + 1] if w.low not in DETERMINERS]
        return slot.matches[0].how == "name" and len(nouns) == 1 and nouns[0] in ORGANISATIONS | PUBLIC_BODIES

    def _describes(self, start: int, end: int) -> bool:
        words = self._words[start:end]
        if may_speak(self.head(start, end)):
            return True
        if words[0].low in DETERMINERS and any(w.low in PREPOSITIONS for w in words[1:-1]):  # "the mob in Faryab"
            return True
        return any(w.owner for w in words[:-1]) or any(w.low in TITLES | RELATIONS or w.low == "of" for w in words)

    def _entitled(self, matches: tuple[Match, ...], start: int, first: int) -> tuple[Match, ...]:
        """Of several of one name, those who hold the title before it, if any does."""
        titles = [w.low for w in self._words[start:first] if w.low not in DETERMINERS]
        holding = tuple(m for m in matches if any(_holds(m.speaker, title) for title in titles))
        return holding or matches

    def _find(self, start: int, end: int, least: float) -> Slot | None:
        words = self._words[start:end]
        typed = [w.low for w in words]
        if end - 1 < len(self._words) and not words[-1].owner and self.owns(end - 1):
            typed[-1] = typed[-1].removesuffix("s")
        matches = [
            match
            for match in self._directory.find(" ".join(typed))
            if match.score >= (least if match.speaker.statements else _UNQUOTED)
        ]
        if not matches:
            return None
        whole = fold(" ".join(typed))
        if matches[0].how == "spelling":
            matches = _nearest(whole, matches)
        # a mere surname may be a whole name too, but is mostly short for one
        exact = [m for m in matches if fold(m.speaker.name) == whole and m.speaker.statements and " " in whole]
        kept = tuple(exact or [m for m in matches if m.score >= matches[0].score - _CLEAR])
        return Slot(start, end - 1, kept)


def _nearest(typed: str, matches: Sequence[Match]) -> list[Match]:
    """Of those whose names may have been misspelt, the ones in which the fewest letters differ."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few questions misspell a name

    size = len(typed.split())
    slips = [
        min(OSA.distance(typed, " ".join(fold(name).split()[-size:])) for name in (m.speaker.name, *m.speaker.aliases))
        for m in matches
    ]
    return [match for match, slipped in zip(matches, slips, strict=True) if slipped == min(slips)]


def _is_only_name(speaker: Speaker, word: str) -> bool:
    """Whether a word is all that the registry knows of a person's name; a body's is another's with words before it."""
    return speaker.kind is SpeakerKind.PERSON and fold(speaker.name) == word


def _holds(speaker: Speaker, title: str) -> bool:
    same = next((titles for titles in SAME_TITLES if title in titles), frozenset({title}))
    return any(same & set(fold(role.title).split()) for role in speaker.roles)
