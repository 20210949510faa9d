"""Where in a question its speaker stands, and whom the words there may mean.

A speaker stands after an auxiliary ("what did X say"), after "according to", before "on" in a headline
("X on Y"), behind "says" at the end ("…, says X?"), or owns a noun of speaking ("X's position on Y"). Grammar
finds the slot; whether its words name a speaker is for the directory to say, so that a name elsewhere in the
question stays part of the topic.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.english.names import TITLES
from index.models import Speaker, SpeakerKind
from index.speakers import Directory, Match, fold
from retrieval.question.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSING,
    COPULAS,
    DETERMINERS,
    HEADLINE,
    JOINING,
    NEVER_ALONE,
    NEVER_FIRST,
    NEVER_LAST,
    ORGANISATIONS,
    PLAIN_VERBS,
    PRONOUNS,
    QUESTION_WORDS,
    RELATIONS,
    REPLYING,
    SAME_TITLES,
    SPEAKING,
    SPEECH_NOUNS,
    SUFFIXES,
    SUPPORT,
    VIEWPOINTS,
    Word,
    base_of,
)

MAX_NAME_WORDS = 9
_CLEAR = 0.05  # matches whose score lies this close to the best one's stay in
_NAME = 0.9  # a match by name, not by role or by a likeness of spelling
_KNOWN = 0.8
_MARGINAL = 0.2
_WHO = re.compile(r"^\s*(?:who(?:'s|’s)?|whose)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b|\bin the (?:words|opinion|view) of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the question that stand for its speaker: the words from ``first`` to ``last``, inclusive.

    Without ``matches`` they are a description ("the gold star mother") or a name that the directory
    does not hold.
    """

    first: int
    last: int
    matches: tuple[Match, ...] = ()
    described: bool = False


def asks_who(text: str) -> bool:
    """Whether the question begins with "who"."""
    return bool(_WHO.match(text))


def slots_of(text: str, words: Sequence[Word], directory: Directory) -> list[Slot]:
    """The slots of the question's speakers: one, several that "and" joins, or none."""
    reader = _Reader(text, words, directory)
    return list(reader.slots()) if words else []


def speakers_of(slots: Sequence[Slot]) -> tuple[Speaker, ...]:
    """Whom the slots name; where a name fits several, those who are hardly quoted are left out."""
    speakers: dict[Speaker, None] = {}
    for slot in slots:
        most = max((match.speaker.statements for match in slot.matches), default=0)
        kept = [m.speaker for m in slot.matches if m.speaker.statements >= most * _MARGINAL]
        speakers |= dict.fromkeys(kept)
    return tuple(speakers)


def verb_of(words: Sequence[Word], slot: Slot) -> int | None:
    """Where the verb of speaking stands that follows a slot at once."""
    at = next(
        (i for i in range(slot.last + 1, len(words)) if words[i].low not in ADVERBS - {"say", "says"}), len(words)
    )
    return at if at < len(words) and words[at].low in SPEAKING | REPLYING else None


def namesakes(speakers: Sequence[Speaker], directory: Directory) -> tuple[Speaker, ...]:
    """Speakers under a shorter form of the same name, a surname that nobody else has or an acronym, or with others.

    An article may use nothing but a surname, or initials, and the registry then keeps it apart.
    """
    found: dict[Speaker, None] = {}
    for speaker in speakers:
        found |= dict.fromkeys(one for one in directory.joint(speaker) if one not in speakers)
        words = [word for word in fold(speaker.name).split() if word not in SUFFIXES]
        if len(words) < 2:
            continue
        short = "".join(w[0] for w in words if w not in NEVER_LAST)
        form = short if speaker.kind is SpeakerKind.ORGANISATION else words[-1]
        matches = [m.speaker for m in directory.find(form, limit=10) if m.how in {"alias", "name"}]
        rivals = [
            s for s in matches if s.id != speaker.id and fold(s.name) != form and fold(s.name).endswith(f" {form}")
        ]
        if not rivals:
            found |= dict.fromkeys(s for s in matches if fold(s.name) == form and s not in speakers)
    return tuple(found)


class _Reader:
    """One question being read."""

    def __init__(self, text: str, words: Sequence[Word], directory: Directory) -> None:
        self._text = text
        self._words = words
        self._directory = directory

    def slots(self) -> Iterator[Slot]:
        for reading in (
            self._according,
            self._closing,
            self._viewpoint,
            self._subject,
            self._owner_of_words,
            self._headline,
        ):
            slot = reading()
            if slot:
                yield slot
                yield from self._joined(slot)
                return
        if not asks_who(self._text) and (slot := self._anywhere()):
            yield slot

    def _according(self) -> Slot | None:
        found = _ACCORDING.search(self._text)
        start = next((i for i, w in enumerate(self._words) if found and w.start >= found.end()), None)
        if start is None:
            return None
        end = next((i + 1 for i in range(start, len(self._words)) if self._words[i].comma), len(self._words))
        return self._phrase(start, min(end, start + MAX_NAME_WORDS))

    def _closing(self) -> Slot | None:
        """ "is it safe, says X?": the last words of the question."""
        words = self._words
        at = next((i for i in range(len(words) - 2, 0, -1) if words[i].low in CLOSING), None)
        if at is None or not words[at - 1].comma:
            return None
        return self._phrase(at + 1, len(words)) if len(words) - at - 1 <= MAX_NAME_WORDS else None

    def _viewpoint(self) -> Slot | None:
        """ "in X's view", "in X's words"."""
        words = self._words
        for i, word in enumerate(words[:-1]):
            if not (word.owner and words[i + 1].low in VIEWPOINTS):
                continue
            start = next((at for at in range(i - 1, max(-1, i - MAX_NAME_WORDS), -1) if words[at].low == "in"), None)
            if start is not None:
                return self._phrase(start + 1, i + 1)
        return None

    def _subject(self) -> Slot | None:
        """What stands between an auxiliary and its verb."""
        words = self._words
        at = next((i for i, w in enumerate(words[:-1]) if w.plain in AUXILIARIES), None)
        if at is None or (asks_who(self._text) and words[at].plain not in SUPPORT) or words[at + 1].low in PRONOUNS:
            return None
        verb = self._verb_after(at + 1)
        if words[at].plain in COPULAS:
            return self._copular(at + 1)
        if verb is not None and verb > at + 1:
            return self._phrase(at + 1, verb)
        return self._longest(at + 1)

    def _copular(self, start: int) -> Slot | None:
        """ "what is X saying", "what was X's joke": otherwise the subject of "to be" does not speak."""
        words = self._words
        slot = self._longest(start)
        if slot is None or slot.last + 1 >= len(words):
            return None
        following = words[slot.last + 1 : slot.last + 4]
        if words[slot.last].owner:
            return slot if any(w.low in SPEECH_NOUNS for w in following) or words[0].low == "why" else None
        said = following[0].low
        return slot if said.endswith("ing") and base_of(said) in SPEAKING else None

    def _headline(self) -> Slot | None:
        """X on Y: nothing before the preposition but the name."""
        words = self._words
        on = next((i for i, w in enumerate(words) if i and w.low in HEADLINE), None)
        if on is None or any(w.low in AUXILIARIES or w.low in QUESTION_WORDS for w in words[:on]):
            return None
        slot = self._phrase(0, min(on, MAX_NAME_WORDS))
        return slot if slot and (slot.matches or slot.described) else None

    def _owner_of_words(self) -> Slot | None:
        """X's position on Y, remarks by X, anything from X."""
        words = self._words
        for i, word in enumerate(words):
            if word.owner and i + 1 < len(words) and any(w.low in SPEECH_NOUNS for w in words[i + 1 : i + 4]):
                for first in range(max(0, i - 4), i + 1):
                    slot = self._longest(first)
                    if slot and slot.last == i:
                        return slot
            if word.low in {"by", "from"} and i and words[i - 1].low in SPEECH_NOUNS | {"anything", "something"}:
                return self._longest(i + 1)
        return None

    def _anywhere(self) -> Slot | None:
        """The longest run of words that is somebody's name."""
        best = None
        for i in range(len(self._words)):
            slot = self._longest(i, _NAME)
            if slot and slot.first == slot.last and slot.matches[0].score < 1:
                continue  # one word of a longer name may be any word
            if (
                slot
                and slot.matches[0].how != "role"
                and slot.matches[0].speaker.statements  # whoever is only mentioned is more likely the topic
                and (best is None or slot.last - slot.first > best.last - best.first)
            ):
                best = slot
        return best

    def _joined(self, slot: Slot) -> Iterator[Slot]:
        """Others beside the first: "X and Z", "X versus Z"."""
        at = slot.last + 1
        while at + 1 < len(self._words) and self._words[at].low in JOINING:
            other = self._longest(at + 1, _NAME)
            if other is None:
                return
            yield other
            at = other.last + 1

    def _phrase(self, start: int, end: int) -> Slot | None:
        """A noun phrase that stands for the speaker: a name, a title, a title with a name, or a description."""
        words = self._words
        if start >= len(words) or words[start].low in PRONOUNS:
            return None
        end = next((i + 1 for i in range(start, end) if words[i].comma), end)
        joined = next((i for i in range(start + 1, end) if words[i].low in JOINING), None)
        if joined and (slot := self._longest(start, _NAME)) and slot.last == joined - 1:
            return slot
        if whole := self._find(start, end, _KNOWN):
            return whole
        for first in range(start + 1, end):  # a name behind its titles
            entitled = words[first - 1].low in TITLES
            slot = self._find(first, end, _KNOWN if entitled else _NAME) if entitled or end - first > 1 else None
            if slot is None and first == end - 1:  # the registry may know no more than the surname
                slot = self._find(first, end, _NAME)
                slot = slot if slot and fold(slot.matches[0].speaker.name) == words[first].low else None
            if slot and slot.matches[0].how != "role" and not words[first - 1].owner:
                return Slot(start, end - 1, self._entitled(slot.matches, start, first))
        longest = self._longest(start)
        if (
            longest
            and longest.last < end - 1
            and longest.first == longest.last
            and longest.matches[0].how == "spelling"
        ):
            longest = None  # a given name that is like another, and the surname unknown
        if longest and (words[longest.last].comma or not self._goes_on(longest, end)):
            return longest
        return Slot(start, end - 1, described=self._describes(start, end))

    def _goes_on(self, slot: Slot, end: int) -> bool:
        """Whether words of the same noun phrase follow a match: "Apple's boss", "Tulsa police chief"."""
        following = next((w.low for w in self._words[slot.last + 1 : end] if w.low not in ORGANISATIONS), "")
        return self._words[slot.last].owner or following in TITLES or following in RELATIONS

    def _describes(self, start: int, end: int) -> bool:
        words = self._words[start:end]
        return any(w.owner for w in words[:-1]) or any(w.low in TITLES | RELATIONS or w.low == "of" for w in words)

    def _entitled(self, matches: tuple[Match, ...], start: int, first: int) -> tuple[Match, ...]:
        """Of several of one name, those who hold the title before it, if any does."""
        titles = [w.low for w in self._words[start:first] if w.low not in DETERMINERS]
        holding = tuple(m for m in matches if any(_holds(m.speaker, title) for title in titles))
        return holding or matches

    def _longest(self, start: int, least: float = _KNOWN) -> Slot | None:
        """The longest run of words from ``start`` that names a speaker."""
        words = self._words
        if start >= len(words) or words[start].low in PRONOUNS | QUESTION_WORDS | NEVER_FIRST:
            return None
        for end in range(min(len(words), start + MAX_NAME_WORDS), start, -1):
            if words[end - 1].low in NEVER_LAST or (end == start + 1 and words[start].low in NEVER_ALONE):
                continue
            if slot := self._find(start, end, least):
                return slot
        return None

    def _find(self, start: int, end: int, least: float) -> Slot | None:
        words = self._words[start:end]
        matches = [
            match
            for match in self._directory.find(" ".join(w.low for w in words))
            if match.score >= (least if match.speaker.statements else 0.95)
        ]
        if not matches:
            return None
        whole = fold(" ".join(w.low for w in words))
        # a mere surname may be a whole name too, but is mostly short for one
        exact = [m for m in matches if fold(m.speaker.name) == whole and m.speaker.statements and " " in whole]
        kept = tuple(exact or [m for m in matches if m.score >= matches[0].score - _CLEAR])
        return Slot(start, end - 1, kept)

    def _verb_after(self, start: int) -> int | None:
        """Where the verb stands whose subject starts at ``start``."""
        words = self._words
        for i in range(start, min(len(words), start + MAX_NAME_WORDS + 1)):
            bare = words[i].low
            if bare in SPEAKING or bare in PLAIN_VERBS or base_of(bare) in SPEAKING:
                # a title that is a verb too ("head", "speaker"), or a name's part, needs a subject before it
                if i == start or words[i - 1].owner:  # "Obama's press secretary"
                    continue
                return self._adverb_before(start, i)
        return None

    def _adverb_before(self, start: int, verb: int) -> int:
        while verb - 1 > start and self._words[verb - 1].low in ADVERBS:
            verb -= 1
        return verb


def _holds(speaker: Speaker, title: str) -> bool:
    same = next((titles for titles in SAME_TITLES if title in titles), frozenset({title}))
    return any(same & set(fold(role.title).split()) for role in speaker.roles)
