"""Stage two, reported speech: the complement of a cue, read off the parse."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import NOUN_ROWS, Verb
from index.models import Span
from index.statements.content.according import contents_of_according
from index.statements.content.clauses import after_colon, clause, quoted_source
from index.statements.content.comment_clauses import parenthetical, sentence_final
from index.statements.content.cues import Cue
from index.statements.content.misparsed_clauses import behind_adverbial, swapped, that_clause
from index.statements.content.objects import characterisation, object_phrase, quoted_object
from index.statements.content.phrases import gerund, infinitive, prepositional
from index.statements.drafts import Contents
from index.statements.rules import ALL_RULES, Concern, RuleId, RuleSet, rule
from index.statements.tokens import spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def contents_of(doc: "Doc", cue: Cue, rules: RuleSet = ALL_RULES) -> Contents | None:
    """The spans of what a cue reports and the rule that read them, or None if it reports no words."""
    token = doc[cue.token]
    if _is_connective(token):
        return None
    if cue.verb is None:
        according = token.lower_ == "according"
        found = contents_of_according(token) if according else _contents_of_noun(token)
        return found if found is not None and found.rule in rules else None
    for id_, find in _FINDERS:
        parts = find(token, cue.verb) if id_ in rules else ()
        if parts:
            return Contents(parts, id_)
    return None


def _is_connective(token: "Token") -> bool:
    """ "That said, the dam stands": nobody says anything."""
    sentence = token.sent
    opens = token.i == sentence.start + 1 and sentence[0].lower_ == "that" and token.lower_ == "said"
    return opens and token.i + 1 < sentence.end and token.nbor(1).text == ","


_FINDERS: Sequence[tuple[RuleId, Callable[["Token", Verb], tuple[Span, ...]]]] = (
    (RuleId.QUOTED_SOURCE, quoted_source),
    (RuleId.CLAUSE, clause),
    (RuleId.QUOTED_OBJECT, quoted_object),
    (RuleId.THAT_CLAUSE, that_clause),
    (RuleId.SWAPPED_CLAUSE, swapped),
    (RuleId.INFINITIVE, infinitive),
    (RuleId.GERUND, gerund),
    (RuleId.OBJECT, object_phrase),
    (RuleId.CHARACTERISATION, characterisation),
    (RuleId.PREPOSITIONAL, prepositional),
    (RuleId.PARENTHETICAL, parenthetical),
    (RuleId.SENTENCE_FINAL, sentence_final),
    (RuleId.COLON, after_colon),
    (RuleId.BEHIND_ADVERBIAL, behind_adverbial),
)


@rule(
    RuleId.NOUN,
    Concern.CONTENT,
    example="Ann Lee made the claim that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee repeated her visit to the dam that was safe.",
    literature="Quirk et al. 1985, §17.26 f.: appositive that-clauses of nouns of saying",
)
def _contents_of_noun(noun: "Token") -> Contents | None:
    """ "his claim that …", "her demand for …"."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            return Contents(spans_of(noun.doc, child.left_edge.i, child.right_edge.i + 1), RuleId.NOUN)
    linking = NOUN_ROWS[noun.lemma_].prepositions if noun.lemma_ in NOUN_ROWS else frozenset()
    linked = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ in linking and any(c.rights)]
    if not linked:
        return None
    first = next(iter(linked[0].rights))
    return Contents(spans_of(noun.doc, first.left_edge.i, linked[0].right_edge.i + 1), RuleId.NOUN)
