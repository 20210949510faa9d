"""Stage two, how far a content runs: adjuncts at its end that tell where it was said."""

from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import MEDIA
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WITHIN = words_that(WordUse.WITHIN)
_INDEFINITE = frozenset({"a", "an"})


@rule(
    RuleId.IN_MEDIUM,
    Concern.EXTENT,
    example="Ann Lee denied the charge in a statement.",
    gives="Ann Lee: the charge",
    not_on="Ann Lee denied the errors in the statement.",
    literature="Quirk et al. 1985, §8.27 ff.: adjuncts of the verb, not of its object",
)
def without_medium(doc: "Doc", part: Span, cue: Cue) -> Span:
    """ "denied the charge in a statement": the adjunct that names the medium of saying is none of what is said."""
    tokens = doc.char_span(part.start, part.end, alignment_mode="contract")
    if tokens is None or cue.verb is None:
        return part
    verb = doc[cue.token]
    adjunct = next((t for t in reversed(tokens) if t.dep_ == "prep" and _ends_in_medium(t, verb)), None)
    if adjunct is None or adjunct.right_edge.i < tokens.end - 1 or adjunct.i == tokens.start:
        return part
    return next(iter(spans_of(doc, tokens.start, adjunct.i)), part)


def _ends_in_medium(preposition: "Token", verb: "Token") -> bool:
    """Whether a phrase tells in which text something was said; one that is known already may hold what is judged."""
    noun = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
    if noun is not None and noun.lemma_.lower() == "condition" and preposition.lower_ == "on":
        return any(t.lemma_.lower() == "anonymity" for c in noun.rights if c.lower_ == "of" for t in c.rights)
    if noun is None or preposition.lower_ not in _WITHIN or noun.lemma_.lower() not in MEDIA:
        return False
    indefinite = any(c.lower_ in _INDEFINITE for c in noun.lefts)
    own = preposition.head == verb and any(c.dep_ == "poss" for c in noun.lefts)
    return indefinite or own
