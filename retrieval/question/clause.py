"""The subject of a clause, where its words are wanted: "what did X say", "is X for it", "tell me what X said".

Grammar finds the subject between an auxiliary and its verb; how surely words are wanted follows from the verb.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from index.english.lexicon import NOUN_ROWS, denotes_person
from index.english.names import ABBREVIATIONS, TITLES
from index.english.stances import StanceKind, stances
from index.english.titles import HEADS
from retrieval.question.noun_phrases import BY_NAME, MAX_NAME_WORDS, NounPhrases
from retrieval.question.slots import DOES, HOLDS, LEADS, SAYS, Slot
from retrieval.question.words import (
    ADVERBS,
    ATTITUDES,
    AUXILIARIES,
    COPULAS,
    DEEDS,
    DETERMINERS,
    HEADLINE,
    IRREGULAR,
    JUDGING,
    MINDING,
    MOVING,
    OWNERS,
    PARTICLES,
    PLAIN_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    REFUSING,
    RELATIONS,
    REPLYING,
    SPEAKING,
    SPEECH_NOUNS,
    SUPPORT,
    TELLING,
    WISHES,
    Word,
    base_of,
    is_reporting,
    is_verb,
    may_speak,
)

_ADVERBS = ADVERBS - {"say", "says"}
_VERBS = SPEAKING | PLAIN_VERBS | ATTITUDES | IRREGULAR | JUDGING
_SIDES, _MOODS = stances(StanceKind.SIDE), stances(StanceKind.MOOD)
_STANDS = stances(StanceKind.VERB)
_BESIDE = frozenset({"side", "sides"})  # "is X on the side of the farmers"
_EMBEDDING = frozenset({"what", "how", "why", "whatever"})
_BE_OR_HAVE = frozenset({"be", "been", "have", "being"})
_WHAT_IS = frozenset({"what's", "what’s"})
_FINITE = frozenset({"says", "thinks", "said"})


class Clause:
    """The clause of one question."""

    def __init__(self, words: Sequence[Word], phrases: NounPhrases) -> None:
        self._words = words
        self._phrases = phrases
        self._start = self._asking_clause()

    def subject(self) -> Slot | None:
        """What stands between an auxiliary and its verb."""
        words, at = self._words, self._auxiliary()
        if at is None:
            return None
        if words[at].plain in COPULAS | _WHAT_IS:
            return self._being(at + 1)
        if at > self._start + 1 and words[at + 1].low in PLAIN_VERBS | {"be", "been"}:
            return None  # "how much money would go to …": no subject stands behind it
        verb = self._verb_after(at + 1)
        if verb is None or verb <= at + 1:
            return self._doing(at + 1)
        slot = self._apposed(at + 1, verb) or self._phrases.phrase(at + 1, verb)
        return self._if_heard(slot, self._speech_of(at, verb)) if slot else None

    def _auxiliary(self) -> int | None:
        """Where the auxiliary stands whose subject may be asked for words."""
        words = self._words
        behind = range(self._start, len(words) - 1)
        at = next((i for i in behind if words[i].plain in AUXILIARIES or words[i].low in _WHAT_IS), None)
        if at is None or words[at + 1].low in PRONOUNS or (self._opens({"who", "whose"}) and not self._supports(at)):
            return None
        return at

    def _apposed(self, start: int, verb: int) -> Slot | None:
        """ "did the head of the union, X, say": the name behind a description."""
        comma = next((i for i in range(start, verb - 1) if self._words[i].comma), None)
        slot = self._phrases.longest(comma + 1) if comma is not None else None
        named = slot is not None and slot.last == verb - 1 and slot.matches[0].how != "role"
        return slot if named else None

    def _if_heard(self, slot: Slot, speech: float) -> Slot | None:
        """The subject of a verb that asks for words so surely; None if neither the verb nor its kind bears that out."""
        if self._is_thing(slot):
            speech = min(speech, LEADS)
        described = (slot.described or self._phrases.is_unheard_name(slot)) and speech >= LEADS
        return replace(slot, speech=speech) if speech >= HOLDS or slot.quoted or described else None

    def moved(self) -> Slot | None:
        """ "what worries X about it"."""
        words = self._words
        if len(words) < 3 or words[0].low != "what" or words[1].low not in MOVING:
            return None
        end = next((i for i, w in enumerate(words) if i > 2 and w.low in HEADLINE), len(words))
        slot = self._phrases.longest(2) or self._phrases.phrase(2, end)
        return replace(slot, speech=HOLDS) if slot and (slot.quoted or slot.described) else None

    def embedded(self) -> Slot | None:
        """ "tell me what X said when …": what stands between a question word and a finite verb of speaking."""
        words = self._words
        at = next((i for i, w in enumerate(words) if w.low in _EMBEDDING), None)
        if at is None or at + 1 >= len(words) or words[at + 1].low in PRONOUNS or is_verb(words[at + 1].low):
            return None
        for i in range(at + 1, min(len(words), at + 2 + MAX_NAME_WORDS)):
            low = words[i].low
            if low in AUXILIARIES:
                return None
            if i > at + 1 and (low in _FINITE or (low not in SPEAKING and is_reporting(low))):
                return self._phrases.phrase(at + 1, i)
        return None

    def _asking_clause(self) -> int:
        """Where the clause begins that asks: behind another one in "will it hold? what does X say"."""
        words = self._words
        begins = (i for i in range(1, len(words) - 2) if words[i - 1].last and words[i].low in _EMBEDDING)
        return next((i for i in begins if words[i + 1].plain in AUXILIARIES), 0)

    def _opens(self, lows: Container[str]) -> bool:
        """Whether the clause that asks opens with one of some words."""
        return self._words[self._start].low in lows

    def _is_thing(self, slot: Slot) -> bool:
        """Whether a description stands for nobody: "section 4 of the act", whose content the article tells."""
        words = self._words
        head = self._phrases.head(slot.first, slot.last + 1)
        owned = words[slot.first].low in OWNERS or any(w.owner for w in words[slot.first : slot.last])
        somebody = may_speak(head) or head in TITLES | ABBREVIATIONS | RELATIONS | HEADS
        return slot.described and not owned and not somebody

    def _supports(self, at: int) -> bool:
        return self._words[at].plain in SUPPORT

    def _speech_of(self, auxiliary: int, verb: int) -> float:
        """How surely a clause asks for words: by its verb, or by the noun that it asks after ("what excuse did …")."""
        words = self._words
        if any(w.low in SPEECH_NOUNS for w in words[:auxiliary]):
            return SAYS
        low = next((w.low for w in words[verb:] if w.low not in _ADVERBS), "")
        if low in REFUSING:
            return SAYS
        if self._opens({"how"}) and {low, base_of(low)} & REPLYING and verb < len(words) - 1:
            return LEADS  # to something, with words or otherwise
        if {low, base_of(low)} & TELLING and not self._is_phrasal(verb):
            # what somebody did by saying it has reasons that the article may tell: "why did X demand …"
            return LEADS if self._opens({"why"}) and low != "say" else SAYS
        minds = {low, base_of(low)} & (ATTITUDES | MINDING) and not self._is_phrasal(verb)  # "give up" is a deed
        stands = self._takes_stand(verb)
        if minds or stands:
            return LEADS if self._opens({"why"}) and (stands or low in DEEDS - WISHES) else HOLDS
        return LEADS if auxiliary == self._start else DOES

    def _takes_stand(self, verb: int) -> bool:
        """Whether a verb and a particle behind it tell what somebody thinks: "make of it", "see it as"."""
        lows = [w.low for w in self._words[verb:]]
        at = next((i for i, low in enumerate(lows) if low not in _ADVERBS), 0)
        return any(f"{lows[at]} {low}" in _STANDS for low in lows[at + 1 :]) or (
            lows[at : at + 1] == ["see"] and self._opens({"how"})
        )

    def _is_phrasal(self, verb: int) -> bool:
        """ "call off", "take over": with a particle a verb says nothing."""
        following = self._words[verb + 1].low if verb + 1 < len(self._words) else ""
        return following in PARTICLES

    def _doing(self, start: int) -> Slot | None:
        """The subject of a verb that is none of speaking: "why did X resign" may be answered in X's words, or not."""
        slot = self._phrases.longest(start, BY_NAME)
        if slot is None or not slot.quoted or self._phrases.goes_on(slot, len(self._words)):
            return None
        if start > self._start + 1 and any(w.low in SPEECH_NOUNS for w in self._words[self._start : start - 1]):
            return replace(slot, speech=LEADS)  # "what insults has X thrown at them"
        return replace(slot, speech=LEADS if start == self._start + 1 else DOES)

    def _being(self, start: int) -> Slot | None:
        """ "is X for it", "what is X saying", "what was X's joke": otherwise the subject of "to be" does not speak."""
        if slot := self._of_stance(start) or self._of_noun(start):
            return slot
        words = self._words
        slot = self._phrases.longest(start) or self._owner_of_noun(start)
        if slot is None or slot.last + 1 >= len(words):
            return None
        owned = self._phrases.owns(slot.last)
        following = words[slot.last + 1 : slot.last + (4 if owned else 2)]
        if any(w.low in SPEECH_NOUNS for w in following):  # "what was X's joke", "what were tom lantos words"
            return slot
        if owned:
            return slot if self._opens({"why"}) else None
        said = following[0].low
        if said.endswith("ing"):  # "what is X saying", "is X thinking of it", "is X selling it"
            minds = LEADS if self._opens({"why"}) else HOLDS  # "why is X considering it": the article may tell
            speech = SAYS if base_of(said) in SPEAKING else minds if base_of(said) in MINDING else DOES
            return replace(slot, speech=speech) if speech > DOES or slot.quoted else None
        return None

    def _of_noun(self, start: int) -> Slot | None:
        """ "what is the position of X on it": whose words a noun stands for, named behind it."""
        words = self._words
        at = start + (words[start].low in DETERMINERS)
        if at + 2 >= len(words) or words[at].low not in SPEECH_NOUNS or words[at + 1].low != "of":
            return None
        behind = range(at + 3, len(words))
        end = next((i for i in behind if words[i].low in PREPOSITIONS and words[i].low != "of"), len(words))
        slot = self._phrases.phrase(at + 2, end)
        return slot if slot and (slot.quoted or slot.described) else None

    def _owner_of_noun(self, start: int) -> Slot | None:
        """ "what was the quarry owner's reply": somebody whom the corpus has no name for."""
        words = self._words
        behind = range(start, min(len(words) - 1, start + MAX_NAME_WORDS))
        at = next((i for i in behind if words[i].owner and words[i + 1].low in SPEECH_NOUNS), None)
        return self._phrases.phrase(start, at + 1) if at is not None else None

    def _of_stance(self, start: int) -> Slot | None:
        """ "is X happy with it", "was X against it"."""
        behind = range(start + 1, min(len(self._words), start + 1 + MAX_NAME_WORDS))
        at = next((i for i in behind if self._tells_stance(start, i)), None)
        return self._held(start, at) if at is not None else None

    def _tells_stance(self, start: int, i: int) -> bool:
        """Whether a word tells what somebody thinks: "is X happy", "is X for it", "is X on the side of it"."""
        low = self._words[i].low
        return low in _MOODS or self._is_beside(i) or (low in _SIDES and self._takes_side(start, i))

    def _is_beside(self, i: int) -> bool:
        """ "on the side of", "on board with"."""
        words = self._words
        return words[i].low == "on" and any(w.low in _BESIDE for w in words[i + 2 : i + 2 + MAX_NAME_WORDS])

    def _held(self, start: int, at: int) -> Slot | None:
        """Whose stance a word tells: the phrase before it, if that is somebody or the word is plain."""
        words, low = self._words, self._words[at].low
        end = at - 1 if words[at - 1].low in {"in", "for", "still"} and at - 1 > start else at
        slot = self._phrases.phrase(start, end)
        if slot is None or (low in _SIDES and any(w.low.endswith("ing") for w in words[slot.last + 1 : end])):
            return None  # "why is X looking again at the limit for it"
        either = [w.low for w in words[at : at + 3]] == ["for", "or", "against"]
        certain = slot.matches or slot.described or low in _MOODS or either or self._is_beside(at)
        return replace(slot, speech=HOLDS) if certain else None

    def _takes_side(self, start: int, i: int) -> bool:
        """Whether a "for" or "against" opens what somebody is for: "is X for it", but not "what is it for"."""
        return i + 1 < len(self._words) and (start == self._start + 1 or self._opens({"why"}))

    def _verb_after(self, start: int) -> int | None:
        """Where the verb stands whose subject starts at ``start``; None where it is none that asks for words."""
        words = self._words
        for i in range(start, min(len(words), start + MAX_NAME_WORDS + 1)):
            if self._is_past_verb(start, i):
                return None
            bare = words[i].low
            if bare in _VERBS or base_of(bare) in SPEAKING:
                # a title that is a verb too ("head", "speaker"), or a name's part, needs a subject before it
                if i == start or words[i - 1].owner or self._is_surname(start, i):  # "Obama's press secretary"
                    continue
                following = words[i + 1].low if i + 1 < len(words) else ""
                compound = bare in NOUN_ROWS and following in SPEAKING  # "the report say"
                return self._adverb_before(start, i + 1 if compound else i)
        return None

    def _is_surname(self, start: int, i: int) -> bool:
        """Whether a verb is the second word of a name: "did Ann Crow die"."""
        following = self._words[i + 1].low if i + 1 < len(self._words) else ""
        goes_on = following and following not in DETERMINERS | PREPOSITIONS | PRONOUNS | QUESTION_WORDS
        return i == start + 1 and bool(goes_on) and self._phrases.reads_as_name(start, i + 1)

    def _is_past_verb(self, start: int, i: int) -> bool:
        """Whether a word tells that the verb stands before it: another clause, or an object ("leave a note")."""
        word, before = self._words[i].low, self._words[i - 1].low
        if word in QUESTION_WORDS or (word in _BE_OR_HAVE and i > start):
            return True
        if i == start or before in PREPOSITIONS or (i == start + 1 and before in DETERMINERS):
            return False
        opens = word in DETERMINERS and not self._words[i - 1].comma  # "did X, the keeper, say"
        return opens or (word == "to" and not denotes_person(before))

    def _adverb_before(self, start: int, verb: int) -> int:
        while verb - 1 > start and self._words[verb - 1].low in ADVERBS:
            verb -= 1
        return verb
