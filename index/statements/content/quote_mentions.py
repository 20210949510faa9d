"""Stage three, direct speech: the phrase beside a cue that names the source where the parse gives no subject."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING
from index.english.quotation_marks import Quotation
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.content.passives import is_passive
from index.statements.content.utterances import tokens_of
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_BESIDE_TOKENS = 25
_FOLLOWING_TOKENS = 15
_NEAR_BEFORE = 3  # tokens between a phrase and the verb
_NEAR_BEHIND = 2


@rule(
    RuleId.PHRASE_BESIDE,
    Concern.SOURCE,
    example="“The dam is a patient,” — Ann Lee, said to the crowd of the town.",
    gives="Ann Lee: “The dam is a patient,”",
    not_on="Ann Lee said, “The dam is a patient.”",
)
def mention_beside(doc: "Doc", cue: Cue, quotation: Quotation) -> Span | None:
    """Where the parse gives no subject: the noun phrase before the verb, or after it when the verb comes first.

    Between a quotation and a verb that follows it that is the first phrase ("Lee, 69, told CNN").
    """
    verb = doc[cue.token]
    if verb.lemma_ in ADDRESSING and verb.tag_ == "VBN" and is_passive(verb):
        return None  # "Lee was asked, “Is it safe?”": whoever is spoken to does not speak
    place = _Place.of(verb, quotation)
    if place.behind and verb.i == place.first and verb.dep_ == "amod":
        return _described_by(verb)
    chunks = [chunk for chunk in place.stretch.noun_chunks if not _inside(chunk, quotation)]
    return _phrase_before(place, chunks) or _name_before(place) or _phrase_behind(place, chunks)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a verb stands beside a quotation: in which paragraph, and whether behind the quotation.

    ``after`` is the character behind the quotation and ``first`` the token there; both are 0 for a verb before it.
    """

    verb: "Token"
    paragraph: int  # its first token, if that is near
    behind: bool
    after: int
    first: int

    @classmethod
    def of(cls, verb: "Token", quotation: Quotation) -> "_Place":
        """The place of a verb beside a quotation."""
        doc = verb.doc
        near = doc[max(0, verb.i - _BESIDE_TOKENS) : verb.i]
        paragraph = next((t.i + 1 for t in reversed(near) if "\n" in t.text), 0)
        if verb.idx < quotation.span.end:
            return cls(verb, paragraph, behind=False, after=0, first=0)
        after = quotation.span.end
        return cls(verb, paragraph, behind=True, after=after, first=tokens_of(doc, quotation.span)[1])

    @property
    def stretch(self) -> "Run":
        """The tokens of the paragraph around the verb."""
        at = self.verb.i
        return self.verb.doc[max(self.paragraph, at - _BESIDE_TOKENS) : at + _FOLLOWING_TOKENS]


def _described_by(verb: "Token") -> Span:
    """ "“…,” recalled farmer Ann Lee, who …": the parse takes the verb for an adjective of its subject."""
    noun = verb.head if verb.head.dep_ != "compound" else verb.head.head
    return Span(verb.nbor(1).idx, noun.idx + len(noun))


def _phrase_before(place: _Place, chunks: "Sequence[Run]") -> Span | None:
    """The phrase that opens what follows the quotation ("“…,” Lee, 69, told CNN"), or else the one before the verb."""
    verb = place.verb
    before = [chunk for chunk in chunks if chunk.end <= verb.i]
    opening = [chunk for chunk in before if place.behind and 0 <= chunk.start - place.first <= 1]
    found = opening or [c for c in before if verb.i - c.end <= _NEAR_BEFORE and c.start >= place.first]
    return phrase(head_noun(found[-1].root, place.after)) if found else None


def _name_before(place: _Place) -> Span | None:
    """ "Keneally stated": the parse takes a name for an adverb."""
    verb = place.verb
    if verb.i <= place.paragraph:
        return None
    before = verb.nbor(-1)
    return phrase(before) if before.pos_ == "PROPN" and before.idx >= place.after else None


def _phrase_behind(place: _Place, chunks: "Sequence[Run]") -> Span | None:
    """ "said the mayor": the phrase right behind the verb.

    What follows a verb that has its subject before it is told or asked.
    """
    verb = place.verb
    behind = [chunk for chunk in chunks if 0 < chunk.start - verb.i <= _NEAR_BEHIND]
    if place.behind and verb.i - place.first > 1:
        behind = [chunk for chunk in behind if chunk.root.dep_ != "pobj" and verb.lemma_ not in ADDRESSING]
    return Span(behind[0].start_char, behind[0].end_char) if behind else None


def _inside(chunk: "Run", quotation: Quotation) -> bool:
    return quotation.span.start <= chunk.start_char < quotation.span.end
