"""Where in a question its speaker stands, and whom the words there may mean.

A speaker stands after an auxiliary ("what did X say"), before a verb of speaking ("what X said"), after
"according to", before "on" in a headline ("X on Y"), in front of key words ("X sanctions"), behind "says" at the
end ("…, says X?"), or owns a noun of speaking ("X's position on Y"). Grammar finds the place; whether its words
name a speaker is for the directory to say, so that a name elsewhere in the question stays part of the topic.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.english.asking import VAGUE_MEASURES
from index.english.lexicon import denotes_person
from index.english.names import TITLES
from index.english.tables import alternatives
from index.models import Speaker, SpeakerKind
from index.speakers import Directory, Match, fold
from retrieval.question.words import (
    ADVERBS,
    ATTITUDES,
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
    PARTICLES,
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
    TELLING,
    VIEWPOINTS,
    Word,
    base_of,
    is_reporting,
)

MAX_NAME_WORDS = 9
SAYS, HOLDS, HEADS, LEADS, DOES = 1.0, 0.9, 0.8, 0.6, 0.4  # how surely words are wanted, by where the name stands
WORDS = 0.7  # from here on a question wants words, below it a passage may answer
_CLEAR = 0.05  # matches whose score lies this close to the best one's stay in
_NAME = 0.9  # a match by name, not by role or by a likeness of spelling
_KNOWN = 0.8
_MARGINAL = 0.2
_WHO = re.compile(r"^\s*(?:who(?:'s|’s)?|whose|whos)\b", re.IGNORECASE)
_WAS_IT = re.compile(r"^\s*(?:was|is)(?:n[’']t)? it\b(?P<whom>.+?)\b(?:who|that)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b|\bin the (?:words|opinion|view) of\b", re.IGNORECASE)
_BETWEEN = re.compile(r"^\W*(?:compare|(?:the |what(?:'s| is) the )?differences? between)\b", re.IGNORECASE)
_UNIT = re.compile(rf"^(?:when|where|which|how (?:{alternatives(VAGUE_MEASURES)}))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the question that stand for its speaker: the words from ``first`` to ``last``, inclusive.

    Without ``matches`` they are a description ("the gold star mother") or a name that the directory
    does not hold. ``speech`` says how surely the question wants their words: 1 where a verb or noun of
    speaking says so, less where a name only stands in front of other words.
    """

    first: int
    last: int
    matches: tuple[Match, ...] = ()
    described: bool = False
    speech: float = SAYS

    @property
    def quoted(self) -> bool:
        """Whether somebody whom it names is on record with anything."""
        return any(match.speaker.statements for match in self.matches)


def asks_who(text: str) -> bool:
    """Whether the question begins with "who"."""
    return bool(_WHO.match(text))


def slots_of(text: str, words: Sequence[Word], directory: Directory, heard: Callable[[str], bool]) -> list[Slot]:
    """The slots of the question's speakers: one, several that "and" joins, or none.

    ``heard`` tells whether a word, in lower case, stands anywhere in the corpus.
    """
    return list(_Reader(text, words, directory, heard).slots()) if words else []


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
    """Speakers under a shorter form of the same name: a surname that nobody else has, an acronym.

    An article may use nothing but a surname, or initials, and the registry then keeps it apart.
    """
    found: dict[Speaker, None] = {}
    for speaker in speakers:
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

    def __init__(self, text: str, words: Sequence[Word], directory: Directory, heard: Callable[[str], bool]) -> None:
        self._text = text
        self._words = words
        self._directory = directory
        self._heard = heard

    def slots(self) -> Iterator[Slot]:
        readings = (
            self._was_it,
            self._according,
            self._closing,
            self._viewpoint,
            self._compared,
            self._owner_of_words,
            self._subject,
            self._embedded,
            self._headline,
            self._leading,
        )
        for reading in readings:
            if slot := reading():
                yield slot
                yield from self._joined(slot)
                return

    def _was_it(self) -> Slot | None:
        """ "was it X who said …?"."""
        found = _WAS_IT.match(self._text)
        inside = [i for i, w in enumerate(self._words) if found and found.start("whom") <= w.start < found.end("whom")]
        return self._phrase(inside[0], inside[-1] + 1) if inside else None

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

    def _compared(self) -> Slot | None:
        """ "compare X and Z on Y", "difference between X and Z"; "compare what X and Z said" is read as embedded."""
        found = _BETWEEN.match(self._text)
        start = next((i for i, w in enumerate(self._words) if found and w.start >= found.end()), None)
        return self._longest(start) if start is not None else None

    def _owner_of_words(self) -> Slot | None:
        """X's position on Y, remarks by X, anything from X."""
        words = self._words
        for i, word in enumerate(words):
            following = words[i + 1 : i + 4]
            if self._owns(i) and any(w.low in SPEECH_NOUNS for w in following):
                for first in range(max(0, i - 4), i + 1):
                    slot = self._longest(first)
                    if slot and slot.last == i:
                        return slot
            if i and word.low in SPEECH_NOUNS and not self._opens_clause(i) and (slot := self._phrase(0, i)):
                whole = all(w.low in ORGANISATIONS for w in words[slot.last + 1 : i])  # "uk government view on …"
                return replace(slot, last=i - 1) if slot.quoted and whole else None
            if word.low in {"by", "from"} and i and words[i - 1].low in SPEECH_NOUNS | {"anything", "something"}:
                return self._longest(i + 1)
        return None

    def _opens_clause(self, end: int) -> bool:
        """Whether a question word or an auxiliary stands before a place."""
        return any(w.low in AUXILIARIES or w.low in QUESTION_WORDS for w in self._words[:end])

    def _owns(self, i: int) -> bool:
        """Whether a word is a possessive; typed without its apostrophe, where only so a name ("sarkozys words")."""
        word = self._words[i]
        if word.owner:
            return True
        bare = word.low.removesuffix("s")
        following = self._words[i + 1].low if i + 1 < len(self._words) else ""
        owning = following in SPEECH_NOUNS or following in TITLES
        return owning and bare != word.low and not self._directory.knows(word.low) and self._directory.knows(bare)

    def _subject(self) -> Slot | None:
        """What stands between an auxiliary and its verb."""
        words = self._words
        at = next((i for i, w in enumerate(words[:-1]) if w.plain in AUXILIARIES), None)
        if at is None or (asks_who(self._text) and words[at].plain not in SUPPORT) or words[at + 1].low in PRONOUNS:
            return None
        if words[at].plain in COPULAS:
            return self._copular(at + 1)
        verb = self._verb_after(at + 1)
        if verb is None or verb <= at + 1:
            return self._doing(at + 1)
        speech = self._speech_of(at, verb)
        slot = self._phrase(at + 1, verb)
        if slot is None or speech >= HOLDS:
            return replace(slot, speech=speech) if slot else None
        return replace(slot, speech=speech) if slot.quoted else None

    def _speech_of(self, auxiliary: int, verb: int) -> float:
        """How surely a clause asks for words: by its verb, or by the noun that it asks after ("what excuse did …")."""
        words = self._words
        if any(w.low in SPEECH_NOUNS for w in words[:auxiliary]):
            return SAYS
        low = next((w.low for w in words[verb:] if w.low not in ADVERBS - {"say", "says"}), "")
        if {low, base_of(low)} & TELLING and not self._is_phrasal(verb):
            return SAYS
        if {low, base_of(low)} & ATTITUDES:
            return HOLDS
        return DOES / 4 if _UNIT.match(self._text.strip()) else DOES

    def _is_phrasal(self, verb: int) -> bool:
        """ "call off", "take over": with a particle a verb says nothing."""
        following = self._words[verb + 1].low if verb + 1 < len(self._words) else ""
        return following in PARTICLES

    def _doing(self, start: int) -> Slot | None:
        """The subject of a verb that is none of speaking: "why did X resign" may be answered in X's words, or not."""
        slot = self._longest(start, _NAME)
        if slot is None or not slot.quoted or self._goes_on(slot, len(self._words)):
            return None
        return replace(slot, speech=DOES / 4 if _UNIT.match(self._text.strip()) else DOES)

    def _copular(self, start: int) -> Slot | None:
        """ "what is X saying", "what was X's joke": otherwise the subject of "to be" does not speak."""
        words = self._words
        slot = self._longest(start)
        if slot is None or slot.last + 1 >= len(words):
            return None
        following = words[slot.last + 1 : slot.last + 4]
        if self._owns(slot.last):
            return slot if any(w.low in SPEECH_NOUNS for w in following) or words[0].low == "why" else None
        said = following[0].low
        if said in SPEECH_NOUNS:  # "what were tom lantos words"
            return slot
        return slot if said.endswith("ing") and base_of(said) in SPEAKING else None

    def _embedded(self) -> Slot | None:
        """ "tell me what X said when …": what stands between a question word and a finite verb of speaking."""
        words = self._words
        at = next((i for i, w in enumerate(words) if w.low in {"what", "how", "why", "whatever"}), None)
        if at is None or at + 1 >= len(words) or words[at + 1].low in PRONOUNS | AUXILIARIES:
            return None
        for i in range(at + 2, min(len(words), at + 2 + MAX_NAME_WORDS)):
            if words[i].low in SPEAKING or not is_reporting(words[i].low):
                finite = words[i].low in {"says", "thinks", "said"}
                if not finite:
                    continue
            return self._phrase(at + 1, i)
        return None

    def _headline(self) -> Slot | None:
        """X on Y: nothing before the preposition but the name."""
        words = self._words
        on = next((i for i, w in enumerate(words) if i and w.low in HEADLINE), None)
        if on is None or any(w.low in AUXILIARIES or w.low in QUESTION_WORDS for w in words[:on]):
            return None
        slot = self._phrase(0, min(on, MAX_NAME_WORDS))
        if slot is None or slot.matches:
            return replace(slot, speech=HEADS) if slot and slot.quoted else None
        strange = not any(self._heard(w.low) for w in words[slot.first : slot.last + 1] if w.low not in DETERMINERS)
        named = self._mentioned(slot.first, slot.last + 1)
        return replace(slot, speech=HEADS) if slot.described or strange or named else None

    def _leading(self) -> Slot | None:
        """Key words in front of which a name stands: "X iranian weapons", "X explaining its investments"."""
        words = self._words
        if any(w.low in AUXILIARIES or w.low in QUESTION_WORDS for w in words):
            return None
        wanted = any(w.low in SPEECH_NOUNS for w in words)
        slot = self._longest(0)
        if slot is None or not slot.quoted or slot.matches[0].how == "role" or self._goes_on(slot, len(words)):
            strange = wanted and not self._heard(words[0].low)
            return Slot(0, 0, speech=HEADS) if strange and slot is None else None
        following = words[slot.last + 1].low if slot.last + 1 < len(words) else ""
        if wanted or (following.endswith("ing") and base_of(following) in SPEAKING):
            return slot
        person = slot.matches[0].speaker.kind is SpeakerKind.PERSON
        return replace(slot, speech=LEADS if person else DOES)

    def _mentioned(self, start: int, end: int) -> bool:
        """Whether words are the whole name of somebody whom the corpus mentions and never quotes."""
        found = self._directory.find(" ".join(w.low for w in self._words[start:end]))
        return any(match.how in {"alias", "name"} and match.score >= _NAME for match in found)

    def _joined(self, slot: Slot) -> Iterator[Slot]:
        """Others beside the first: "X and Z", "X versus Z"."""
        at = slot.last + 1
        while at + 1 < len(self._words) and self._words[at].low in JOINING:
            other = self._longest(at + 1)
            if other is None or other.matches[0].how == "role":
                return
            yield replace(other, speech=slot.speech)
            at = other.last + 1

    def _phrase(self, start: int, end: int) -> Slot | None:
        """A noun phrase that stands for the speaker: a name, a title, a title with a name, or a description."""
        words = self._words
        if start >= len(words) or start >= end or words[start].low in PRONOUNS:
            return None
        end = next((i + 1 for i in range(start, end) if words[i].comma), end)
        joined = next((i for i in range(start + 1, end) if words[i].low in JOINING), None)
        if joined and (slot := self._longest(start) or self._longest(joined + 1)) and slot.last + 1 in {joined, end}:
            return slot
        if whole := self._find(start, end, _KNOWN):
            return whole
        if self._is_common(self._head(start, end)):
            return Slot(start, end - 1, described=True)
        if behind := self._behind_titles(start, end):
            return behind
        longest = self._longest(start)
        if longest and self._is_part_of_a_name(longest, end):
            longest = None
        if longest and (words[longest.last].comma or not self._goes_on(longest, end)):
            return longest
        return Slot(start, end - 1, described=self._describes(start, end))

    def _behind_titles(self, start: int, end: int) -> Slot | None:
        """A name behind its titles: "prime minister helen clark"."""
        words = self._words
        for first in range(start + 1, end):
            entitled = words[first - 1].low in TITLES
            slot = self._find(first, end, _KNOWN if entitled else _NAME) if entitled or end - first > 1 else None
            if slot is None and first == end - 1:  # the registry may know no more than the surname
                slot = self._find(first, end, _NAME)
                slot = slot if slot and fold(slot.matches[0].speaker.name) == words[first].low else None
            if slot and slot.matches[0].how != "role" and not words[first - 1].owner:
                return Slot(start, end - 1, self._entitled(slot.matches, start, first))
        return None

    def _is_part_of_a_name(self, slot: Slot, end: int) -> bool:
        """A given name that is like another's, where the surname is nobody's; "kim" of "kim jong un"."""
        alone = slot.first == slot.last and slot.last < end - 1
        rest = [w.low for w in self._words[slot.last + 1 : end] if w.low not in ORGANISATIONS]
        return alone and bool(rest) and rest[0] not in NEVER_LAST | ADVERBS

    def _head(self, start: int, end: int) -> str:
        """The head of a noun phrase: its last word before a preposition."""
        words = self._words
        stop = next((i for i in range(start + 1, end) if words[i].low in NEVER_LAST - {"the", "a", "an"}), end)
        return words[stop - 1].low

    def _is_common(self, head: str) -> bool:
        """Whether a head is a common noun for a person: such a phrase describes whom it means."""
        return head in TITLES or head in RELATIONS or denotes_person(head)

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
        typed = [w.low for w in words]
        if end - 1 < len(self._words) and not words[-1].owner and self._owns(end - 1):
            typed[-1] = typed[-1].removesuffix("s")
        matches = [
            match
            for match in self._directory.find(" ".join(typed))
            if match.score >= (least if match.speaker.statements else 0.95)
        ]
        if not matches:
            return None
        whole = fold(" ".join(typed))
        # a mere surname may be a whole name too, but is mostly short for one
        exact = [m for m in matches if fold(m.speaker.name) == whole and m.speaker.statements and " " in whole]
        kept = tuple(exact or [m for m in matches if m.score >= matches[0].score - _CLEAR])
        return Slot(start, end - 1, kept)

    def _verb_after(self, start: int) -> int | None:
        """Where the verb stands whose subject starts at ``start``."""
        words = self._words
        for i in range(start, min(len(words), start + MAX_NAME_WORDS + 1)):
            bare = words[i].low
            if bare in SPEAKING | PLAIN_VERBS | ATTITUDES or base_of(bare) in SPEAKING:
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
