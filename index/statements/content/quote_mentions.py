"""Stage three, direct speech: the phrase beside a cue that names the source where the parse gives no subject."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING
from index.english.quotation_marks import Quotation
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.content.subjects import is_passive
from index.statements.content.utterances import tokens_of
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BESIDE_TOKENS = 25


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
    behind = verb.idx >= quotation.span.end
    first = tokens_of(doc, quotation.span)[1] if behind else 0
    if behind and verb.i == first and verb.dep_ == "amod":  # "“…,” recalled farmer Ann Lee, who …"
        noun = verb.head if verb.head.dep_ != "compound" else verb.head.head
        return Span(verb.nbor(1).idx, noun.idx + len(noun))
    start = next((t.i + 1 for t in reversed(doc[max(0, verb.i - _BESIDE_TOKENS) : verb.i]) if "\n" in t.text), 0)
    stretch = doc[max(start, verb.i - _BESIDE_TOKENS) : verb.i + 15]
    chunks = [c for c in stretch.noun_chunks if not _inside(c, quotation)]
    opening = [c for c in chunks if behind and c.end <= verb.i and 0 <= c.start - first <= 1]
    before = opening or [c for c in chunks if c.end <= verb.i and verb.i - c.end <= 3 and c.start >= first]
    if before:
        return phrase(head_noun(before[-1].root, quotation.span.end if behind else 0))
    if verb.i > start and verb.nbor(-1).pos_ == "PROPN" and verb.nbor(-1).idx >= (quotation.span.end if behind else 0):
        return phrase(verb.nbor(-1))  # "Keneally stated": the parse takes a name for an adverb
    after = [c for c in chunks if c.start > verb.i and c.start - verb.i <= 2]
    if behind and verb.i - first > 1:  # what follows a verb that has its subject before it is told or asked
        after = [c for c in after if c.root.dep_ != "pobj" and verb.lemma_ not in ADDRESSING]
    return Span(after[0].start_char, after[0].end_char) if after else None


def _inside(chunk: "object", quotation: Quotation) -> bool:
    start: int = chunk.start_char  # type: ignore[attr-defined] # a spaCy Span
    return quotation.span.start <= start < quotation.span.end
