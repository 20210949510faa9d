"""Whose words a question without a clause wants, as headlines and key words put it: "X on Y", "X: Y", "X sanctions"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.models import SpeakerKind
from index.speakers import GIVEN
from retrieval.question.noun_phrases import MAX_NAME_WORDS, NounPhrases
from retrieval.question.slots import DOES, HEADS, LEADS, Slot
from retrieval.question.speech import asks_for_thing
from retrieval.question.words import (
    AUXILIARIES,
    DETERMINERS,
    HEADLINE,
    JOINING,
    ORGANISATIONS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SPEAKING,
    SPEECH_NOUNS,
    Word,
    base_of,
    is_noun,
    may_speak,
)

_ARGUED = frozenset({"why", "whether", "what", "how"})
_AGAINST = frozenset({"vs", "versus", "v"})
_WHEN = words_that(WordUse.NARRATES)
_REFLEXIVE = words_of_class(WordClass.REFLEXIVE)


class Headline:
    """The words of one question, taken as a headline. ``heard`` tells whether a word stands in the corpus."""

    def __init__(self, words: Sequence[Word], phrases: NounPhrases, heard: Callable[[str], bool]) -> None:
        self._words = words
        self._phrases = phrases
        self._heard = heard

    def before_topic(self) -> Slot | None:
        """ "X on Y", "X why Y", "X: Y": nothing stands before the topic but the name."""
        words = self._words
        on = next((i for i, w in enumerate(words) if (i and self._heads_topic(w)) or w.colon), None)
        if on is None:
            return None
        end = on + 1 if words[on].colon else on
        topic = words[end:]
        thing = words[on].low not in HEADLINE and asks_for_thing("", topic)
        opposed = any(w.low in _AGAINST for w in words[:end])  # "X vs Y - whose fault is it"
        if self._has_clause(end) or (thing and not opposed):
            return None
        if words[end - 1].low in _REFLEXIVE:  # "X himself on Y"
            end -= 1
        slot = self._phrases.phrase(0, min(end, MAX_NAME_WORDS)) if end else None
        return replace(slot, speech=HEADS) if slot and self._stands_for_somebody(slot, end) else None

    def before_event(self) -> Slot | None:
        """ "X after winning it", "the coach when they lost": what they said then, or what was done."""
        on = self._clause_of_time()
        if on == len(self._words) or self._has_clause(on):
            return None
        slot = self._phrases.phrase(0, min(on, MAX_NAME_WORDS))
        return replace(slot, speech=LEADS) if slot and slot.quoted and self._stands_for_somebody(slot, on) else None

    def of_words(self) -> Slot | None:
        """ "X reaction to Y", "X statement": a noun of speaking behind the name."""
        words = self._words
        for i, word in enumerate(words):
            if word.low in HEADLINE or self._has_clause(i):
                return None
            of_person = i + 1 < len(words) and may_speak(words[i + 1].low)  # "the defence secretary"
            if i and word.low in SPEECH_NOUNS and not of_person and (slot := self._phrases.phrase(0, i)):
                if slot.matches and self._is_rest_of_name(slot, i):
                    return replace(slot, last=i - 1)
                return replace(slot, speech=HEADS) if not slot.matches and self._is_somebody(slot) else None
        return None

    def leading(self) -> Slot | None:
        """Key words in front of which a name stands: "X iranian weapons", "X explaining its investments"."""
        words = self._words
        if self._has_clause(self._clause_of_time()):
            return None
        wanted = any(w.low in SPEECH_NOUNS for w in words)
        slot = self._phrases.longest(0)
        if slot is None or not slot.quoted or slot.matches[0].how == "role" or self._phrases.goes_on(slot, len(words)):
            strange = wanted and not self._heard(words[0].low)
            return Slot(0, 0, speech=HEADS) if strange and slot is None else None
        following = words[slot.last + 1].low if slot.last + 1 < len(words) else ""
        if slot.matches[0].score <= GIVEN and is_noun(words[0].low) and words[0].text == words[0].low:
            return None  # "bill for the damage", "grant to the school"
        if wanted or (following.endswith("ing") and base_of(following) in SPEAKING):
            return slot
        person = slot.matches[0].speaker.kind is SpeakerKind.PERSON
        return replace(slot, speech=LEADS if person else DOES)

    def _clause_of_time(self) -> int:
        """Where a clause begins that only says when: "X when he signed it", not "X when did he sign it"."""
        words = self._words
        lows = [w.low for w in words]
        return next(
            (i for i in range(1, len(lows) - 1) if lows[i] in _WHEN and lows[i + 1] not in AUXILIARIES), len(words)
        )

    def _heads_topic(self, word: Word) -> bool:
        return word.low in HEADLINE | _ARGUED

    def _has_clause(self, end: int) -> bool:
        """Whether a question word or an auxiliary stands before a place."""
        return any(w.low in AUXILIARIES or w.low in QUESTION_WORDS for w in self._words[:end])

    def _stands_for_somebody(self, slot: Slot, end: int) -> bool:
        """Whether all that stands before a topic names or describes somebody: not "the final vote in the House on"."""
        if not slot.matches:
            return self._is_somebody(slot)
        inside = any(w.low in PREPOSITIONS for w in self._words[slot.first : slot.last + 1])
        return self._is_rest_of_name(slot, end) and (not inside or self._phrases.describes(0, end))

    def _is_rest_of_name(self, slot: Slot, end: int) -> bool:
        """Whether nothing stands between a name and a place but nouns that leave it the same: "UK government view"."""
        rest = [w.low for w in self._words[slot.last + 1 : end]]
        ends = next((i for i, low in enumerate(rest) if low in JOINING | PREPOSITIONS), len(rest))
        return all(low in ORGANISATIONS | SPEECH_NOUNS or may_speak(low) for low in rest[:ends])

    def _is_somebody(self, slot: Slot) -> bool:
        """Whether words stand for somebody whom the directory does not hold."""
        first, end = slot.first, slot.last + 1
        strange = not any(self._heard(w.low) for w in self._words[first:end] if w.low not in DETERMINERS)
        return strange or self._phrases.describes(first, end) or self._phrases.reads_as_name(first, end)
