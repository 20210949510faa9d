"""Stage two, reported speech: contents in the infinitive, the gerund or behind a preposition (to go, of X)."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, NAMING, PERSUADING, Frame, Verb, VerbUse, verbs_that
from index.models import Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.clause_edges import without_cue
from index.statements.content.passives import lacks_agent, stranded
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_CONTROLLING = verbs_that(VerbUse.CONTROLS)
_IDENTIFYING = frozenset({"name", "identify", "quote"})
_ADJACENT = frozenset({"on", "for"})  # "called on her to go", not "called her on Friday"
_TIMES = frozenset({"DATE", "TIME"})
_KEPT = frozenset({"against"})  # "warned against swimming" warns of the contrary without it


@rule(
    RuleId.INFINITIVE,
    Concern.CONTENT,
    example="Ann Lee vowed to stay in the race.",
    gives="Ann Lee: to stay in the race",
    not_on="Ann Lee was advised to stay in the race.",
    literature="Levin 1993, §37.1 ff.; Quirk et al. 1985, §16.38 ff.",
)
def infinitive(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "vowed to stay", "urged her to stay"."""
    if Frame.INFINITIVE not in entry.frames or lacks_agent(verb):
        return ()
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            if (verb.lemma_ == "ask" and _is_unnamed(child)) or _is_headline_passive(verb, child):
                return ()
            asked = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < child.i), None)
            if asked is not None and Frame.OBJECT in entry.frames:
                return cut_at_cues(verb, asked.left_edge.i, child.right_edge.i + 1)
            return without_cue(verb, child)
    return ()


def _is_headline_passive(verb: "Token", infinitive: "Token") -> bool:
    """ "Kestrel Bank ordered to pay": an order needs somebody who is ordered, so a headline left out its "was"."""
    ordered = verb.lemma_ in _CONTROLLING and verb.tag_ in {"VBD", "VBN"} and infinitive.left_edge.i == verb.i + 1
    return ordered and not any(c.dep_ in {"dobj", "dative"} for c in verb.children)


def _is_unnamed(verb: "Token") -> bool:
    """ "asked not to be named": what newsrooms write of a source, no request of the story."""
    unnamed = verb.lemma_ == "remain" and any(c.lower_ in {"anonymous", "unnamed"} for c in verb.rights)
    denied = verb.tag_ == "VBN" and any(c.dep_ == "neg" for c in verb.children)
    return unnamed or (denied and verb.lemma_ in _IDENTIFYING)


@rule(
    RuleId.GERUND,
    Concern.CONTENT,
    example="Ann Lee denied taking the money.",
    gives="Ann Lee: taking the money",
    not_on="Ann Lee enjoyed taking the money.",
    literature="Quirk et al. 1985, §16.39 f.",
)
def gerund(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "denied taking the money"."""
    if Frame.GERUND not in entry.frames:
        return ()
    found = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"), None)
    return without_cue(verb, found) if found is not None else ()


@rule(
    RuleId.PREPOSITIONAL,
    Concern.CONTENT,
    example="Ann Lee called for an early vote.",
    gives="Ann Lee: an early vote",
    not_on="Ann Lee called Bo Orr on Friday.",
    literature="Quirk et al. 1985, §16.28: prepositional verbs",
)
def prepositional(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called for X", "warned of X", "called on X to …"."""
    if lacks_agent(verb):
        return ()
    passive = stranded(verb)
    if passive is not None:
        return _subject_of_passive(verb, entry, passive)
    for preposition in _governed(verb, entry):
        if _only_refers(verb, preposition):
            return ()
        content = _reach(verb, preposition)
        if content:
            start = preposition.i if preposition.lower_ in _KEPT else min(content)
            return cut_at_cues(verb, start, max(content) + 1)
    return _for_clause(verb, entry)


def _subject_of_passive(verb: "Token", entry: Verb, preposition: "Token") -> tuple[Span, ...]:
    """ "An early vote was called for by the union": the content is the subject."""
    what = next((c for c in verb.lefts if c.dep_ == "nsubjpass" and c.pos_ != "PRON"), None)
    if what is None or preposition.lower_ not in entry.prepositions:
        return ()
    return spans_of(verb.doc, what.left_edge.i, what.right_edge.i + 1)


def _governed(verb: "Token", entry: Verb) -> "Iterator[Token]":
    """The prepositions behind a verb that lead to a content: "called for X", "apologised to fans for the delay"."""
    told = next((c for c in verb.rights if c.lower_ == "to" and c.dep_ in {"prep", "dative"}), verb)
    for word in (*verb.children, *_hung_on(told)):
        known = word.dep_ in {"prep", "prt"} and word.i > verb.i and word.lower_ in entry.prepositions
        if known and _is_tied(verb, word, told) and not _tells_time(word):
            yield word


def _is_tied(verb: "Token", preposition: "Token", told: "Token") -> bool:
    """ "called on her to go", not "called her on Friday": "on" and "for" follow at once, or behind who is spoken to."""
    asked = next((c for c in verb.rights if c.dep_ == "dobj" and verb.lemma_ in ADDRESSING | PERSUADING), verb)
    behind = {verb.i + 1, asked.right_edge.i + 1, told.right_edge.i + 1}
    return preposition.lower_ not in _ADJACENT or preposition.head != verb or preposition.i in behind


def _tells_time(preposition: "Token") -> bool:
    """ "questioned him on Monday"."""
    return any(c.ent_type_ in _TIMES for c in preposition.rights)


def _only_refers(verb: "Token", preposition: "Token") -> bool:
    """ "referred to the flood" says nothing of it, "referred to the flood as a warning" does."""
    return verb.lemma_ in NAMING and preposition.lower_ == "to" and not _as_behind(verb, preposition)


def _as_behind(verb: "Token", preposition: "Token") -> "list[Token]":
    return [c for c in verb.rights if c.lower_ == "as" and c.i > preposition.i]


def _reach(verb: "Token", preposition: "Token") -> list[int]:
    """The tokens of what a preposition governs, and of the complements behind it ("called on X | to go")."""
    complements = [c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "pobj"} or _is_to_infinitive(c)]
    complements += _as_behind(verb, preposition) if verb.lemma_ in NAMING else []
    behind = (c for c in complements if c.i > preposition.i)
    return [t.i for part in (*preposition.children, *behind) for t in part.subtree]


def _hung_on(told: "Token") -> "list[Token]":
    """ "apologised to fans | for the delay": what the parse hangs on those who are spoken to."""
    whom = told.rights if told.lower_ == "to" else ()
    return [c for noun in whom for c in noun.rights if c.dep_ == "prep" and c.lower_ == "for"]


def _for_clause(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called for the court to sit": the preposition opens a clause whose verb is in the infinitive."""
    mark = next((t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.dep_ == "mark"), None)
    if mark is None or mark.lower_ not in entry.prepositions or mark.head.head != verb:
        return ()
    return cut_at_cues(verb, mark.i + 1, mark.head.right_edge.i + 1)


def _is_to_infinitive(token: "Token") -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)
