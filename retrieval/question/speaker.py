"""Where in a question its speaker stands.

A speaker stands after an auxiliary ("what did X say"), before a verb of speaking ("what X said"), after
"according to", before "on" in a headline ("X on Y"), in front of key words ("X sanctions"), behind "says" at the
end ("…, says X?"), or owns a noun of speaking ("X's position on Y"). Grammar finds the place; whether its words
name a speaker is for the directory to say, so that a name elsewhere in the question stays part of the topic.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.english.function_words import WordClass, words_of_class
from index.english.tables import alternatives
from index.speakers import Directory
from retrieval.question.clause import Clause
from retrieval.question.headline import Headline
from retrieval.question.noun_phrases import BY_NAME, MAX_NAME_WORDS, NounPhrases
from retrieval.question.slots import HOLDS, Slot
from retrieval.question.speech import asks_for_thing
from retrieval.question.words import (
    ACCORDING,
    CLOSING,
    COMPARING,
    JOINING,
    PREPOSITIONS,
    SPEECH_NOUNS,
    VIEWPOINTS,
    Word,
)

_WAS_IT = re.compile(r"^\s*(?:was|is)(?:n[’']t)? it\b(?P<whom>.+?)\b(?:who|that)\b", re.IGNORECASE)
_ACCORDING = re.compile(rf"{ACCORDING.pattern}|\bin the (?:words|opinion|view) of\b", re.IGNORECASE)
_OWN_WORDS = re.compile(
    rf"\bin (?:{alternatives(words_of_class(WordClass.POSSESSIVE))}) (?:own )?(?:{alternatives(VIEWPOINTS)})\b",
    re.IGNORECASE,
)


def slots_of(text: str, words: Sequence[Word], directory: Directory, heard: Callable[[str], bool]) -> list[Slot]:
    """The slots of the question's speakers: one, several that "and" joins, or none.

    ``heard`` tells whether a word, in lower case, stands anywhere in the corpus.
    """
    return list(_Reader(text, words, directory, heard).slots()) if words else []


class _Reader:
    """One question being read."""

    def __init__(self, text: str, words: Sequence[Word], directory: Directory, heard: Callable[[str], bool]) -> None:
        self._text = text
        self._words = words
        self._phrases = NounPhrases(words, directory, heard)
        self._clause = Clause(words, self._phrases)
        self._headline = Headline(words, self._phrases, heard)

    def slots(self) -> Iterator[Slot]:
        readings = (
            self._was_it,
            self._according,
            self._closing,
            self._viewpoint,
            self._in_own_words,
            self._compared,
            self._headline.of_words,
            self._subject_who_says,
            self._owner_of_words,
            self._clause.subject,
            self._clause.moved,
        )
        without_clause = (
            self._headline.before_topic,
            self._headline.before_event,
            self._clause.embedded,
            self._headline.leading,
        )
        for reading in readings if asks_for_thing(self._text, self._words) else readings + without_clause:
            if slot := reading():
                yield slot
                yield from self._joined(slot)
                return

    def _was_it(self) -> Slot | None:
        """ "was it X who said …?"."""
        found = _WAS_IT.match(self._text)
        inside = [i for i, w in enumerate(self._words) if found and found.start("whom") <= w.start < found.end("whom")]
        return self._phrases.phrase(inside[0], inside[-1] + 1) if inside else None

    def _according(self) -> Slot | None:
        found = _ACCORDING.search(self._text)
        start = next((i for i, w in enumerate(self._words) if found and w.start >= found.end()), None)
        if start is None:
            return None
        end = next((i + 1 for i in range(start, len(self._words)) if self._words[i].comma), len(self._words))
        return self._phrases.phrase(start, min(end, start + MAX_NAME_WORDS))

    def _closing(self) -> Slot | None:
        """ "is it safe, says X?": the last words of the question."""
        words = self._words
        if slot := self._behind_question():
            return slot
        at = next((i for i in range(len(words) - 2, 0, -1) if words[i].low in CLOSING), None)
        if at is None or not words[at - 1].comma or words[at + 1].low in PREPOSITIONS:
            return None  # "did X, the keeper, say about it"
        return self._phrases.phrase(at + 1, len(words)) if len(words) - at - 1 <= MAX_NAME_WORDS else None

    def _behind_question(self) -> Slot | None:
        """ "should it be sold? X": a name behind the question mark."""
        marked = self._text.rstrip(" ?.!").rfind("?")
        start = next((i for i, w in enumerate(self._words) if 0 < marked < w.start), None)
        slot = self._phrases.longest(start) if start else None
        return slot if slot and slot.quoted and slot.last == len(self._words) - 1 else None

    def _viewpoint(self) -> Slot | None:
        """ "in X's view", "in X's words"."""
        words = self._words
        for i, word in enumerate(words[:-1]):
            if not (word.owner and words[i + 1].low in VIEWPOINTS):
                continue
            start = next((at for at in range(i - 1, max(-1, i - MAX_NAME_WORDS), -1) if words[at].low == "in"), None)
            if start is not None:
                return self._phrases.phrase(start + 1, i + 1)
        return None

    def _in_own_words(self) -> Slot | None:
        """ "why is X running, in his own words": whoever is named before them."""
        found = _OWN_WORDS.search(self._text)
        starts = (i for i, w in enumerate(self._words) if found and w.end <= found.start())
        return next((slot for i in starts if (slot := self._phrases.longest(i, BY_NAME)) and slot.quoted), None)

    def _compared(self) -> Slot | None:
        """ "compare X and Z on Y", "difference between X and Z"; "compare what X and Z said" is read as embedded."""
        found = COMPARING.match(self._text)
        start = next((i for i, w in enumerate(self._words) if found and w.start >= found.end()), None)
        return self._phrases.longest(start) if start is not None else None

    def _subject_who_says(self) -> Slot | None:
        """The subject of a verb that asks for words, whatever words of others its topic holds."""
        slot = self._clause.subject()
        return slot if slot and slot.speech >= HOLDS else None

    def _owner_of_words(self) -> Slot | None:
        """X's position on Y, remarks by X, anything from X."""
        words = self._words
        subject = self._clause.subject()
        behind = subject.last + 1 if subject and subject.quoted and not subject.described else 0
        for i, word in enumerate(words):
            following = words[i + 1 : i + 4]
            if 0 < behind < i and self._phrases.owns(i):
                return None  # "how did X hit back at Y's remark": Y's is what X spoke of
            if self._phrases.owns(i) and any(w.low in SPEECH_NOUNS for w in following):
                for first in range(max(0, i - 4), i + 1):
                    slot = self._phrases.longest(first)
                    if slot and slot.last == i:
                        return slot
            if word.low in {"by", "from"} and i and words[i - 1].low in SPEECH_NOUNS | {"anything", "something"}:
                return self._phrases.longest(i + 1)
        return None

    def _joined(self, slot: Slot) -> Iterator[Slot]:
        """Others beside the first: "X and Z", "X versus Z"."""
        at = slot.last + 1
        while at + 1 < len(self._words) and self._words[at].low in JOINING:
            other = self._phrases.longest(at + 1)
            if other is None or other.matches[0].how == "role":
                return
            yield replace(other, speech=slot.speech)
            at = other.last + 1
