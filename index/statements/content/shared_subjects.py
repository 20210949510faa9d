"""Stage three, verbs without a subject of their own: added to a report, or participles behind a comma."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, nouns_for
from index.english.nouns import denotation
from index.english.quotation_marks import CLOSING_MARKS, DOUBLE_OPENING_MARKS
from index.statements.content.reporting_words import verb_of
from index.statements.content.subjects import after_according, subject_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, MARKS, before_adverbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_PARTICIPLES = frozenset({"VBG"})
_PERSONS = nouns_for(Denotes.PERSON)
_SPEAKERS = frozenset({Denotes.PERSON, Denotes.RELATIVE, Denotes.BODY, Denotes.TEXT})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@rule(
    RuleId.ADDED,
    Concern.SOURCE,
    example="Ann Lee said the tremors had ended but warned that the slope could still move.",
    gives="Ann Lee: the tremors had ended | Ann Lee: that the slope could still move",
    not_on="Ann Lee said the tremors had ended. Bo Orr warned that the slope could still move.",
    literature="Quirk et al. 1985, §15.54 ff.: a participle clause takes its subject from the clause above it",
)
def leading_cue(verb: "Token") -> "Token | None":
    """The reporting verb to which ", adding that …" or "but warned" is added: its subject speaks on."""
    if verb.i == verb.sent.start or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    joined = _is_joined(verb)
    added = verb.tag_ == "VBG" and _is_behind_comma(verb)
    if not (added or joined) or (added and _joined_with_subject(verb.head)):
        return None
    tags = _PARTICIPLES if joined and verb.tag_ == "VBG" else _TENSED
    verbs = [t for t in _outside_marks(verb) if verb_of(t) is not None and t.tag_ in tags]
    if not verbs or (joined and (verbs[-1].tag_ != verb.tag_ or _is_reported_deed(verb, verbs[0]))):
        return None
    return verbs[0]


def _is_joined(verb: "Token") -> bool:
    """ "but warned", "and also warning": whether "and" or "but" stands before a verb."""
    if verb.tag_ not in _TENSED | _PARTICIPLES:
        return False
    link = verb.nbor(-1) if verb.tag_ == "VBG" else before_adverbs(verb)
    return link.lower_ in {"and", "but"}


def _is_reported_deed(verb: "Token", first: "Token") -> bool:
    """ "Mara said Tom ran and threatened to burn it": a second verb whose subject is in the reported clause."""
    return first.lemma_ != verb.lemma_ and own_subject(verb) is not None


def _joined_with_subject(clause: "Token") -> bool:
    """ "Lee asked them to go, but Orr stayed, saying …": the participle belongs to the clause that is joined on."""
    subject = next((c for c in clause.lefts if c.dep_ in _SUBJECTS and c.pos_ != "PRON"), None)
    return clause.dep_ == "conj" and clause.tag_ in FINITE and verb_of(clause.head) is not None and subject is not None


def _is_behind_comma(token: "Token") -> bool:
    """Whether a comma stands before a token, or before the mark there ("“…,” adding")."""
    before = token.nbor(-1) if token.i else token
    return before.text == "," or (before.text in MARKS and before.i > 0 and before.nbor(-1).text == ",")


def _outside_marks(token: "Token") -> "list[Token]":
    """The tokens of a sentence before one of them, without those in quotation marks.

    Where the sentence begins inside a quotation ("“It is old. It leaks,” adding …"), that of its first words counts.
    """
    doc = token.doc
    start = next((t.i + 1 for t in reversed(doc[: token.i]) if t.is_space and "\n" in t.text), 0)
    kept: list[Token] = []
    inside = False
    for earlier in doc[start : token.i]:
        if not inside and earlier.i == earlier.sent.start:
            kept.clear()
        if earlier.text in DOUBLE_OPENING_MARKS | {'"'}:
            inside = earlier.text != '"' or not inside
        elif earlier.text in CLOSING_MARKS:
            inside = False
        elif not inside:
            kept.append(earlier)
    return kept


def own_subject(verb: "Token") -> "Token | None":
    """The subject, in a reported clause, of a second verb: "Mara said Tom ran and threatened to burn it": Tom.

    Only a person: a thing does not speak. A pronoun may mean who reports, so it settles nothing.
    """
    first = verb
    while first.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in first.children):
        first = first.head
    own = next((c for c in first.children if c.dep_ in _SUBJECTS), None)
    if first == verb or own is None or not (own.ent_type_ == "PERSON" or own.lemma_ in _PERSONS):
        return None
    if verb_of(first) is not None:
        return None
    while first.dep_ == "conj":
        first = first.head
    reporting = first.head if first.dep_ == "ccomp" else first  # the parse may join the clause to the cue itself
    return own if verb_of(reporting) is not None else None


@rule(
    RuleId.TOPMOST,
    Concern.SOURCE,
    example="Ann Lee believes the town will be lucky, saying that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee told the crowd the town had failed by saying that the dam was safe.",
    literature="Quirk et al. 1985, §15.54 ff.: a participle clause takes its subject from the main clause",
)
def topmost(participle: "Token") -> "Token | None":
    """ "X believes the town will win, saying …": behind a comma the main clause's subject speaks, or its source."""
    if participle.tag_ != "VBG" or not _is_behind_comma(participle):
        return None
    sentence = participle.sent
    opening = next((t for t in sentence if t.is_alpha), participle)
    if participle.dep_ == "advcl" and opening.lower_ == "according" and opening.i < participle.i:
        return after_according(opening)
    if participle.dep_ == "advcl":
        main = _above_complements(participle.head, participle)
        return subject_of(main) if main != participle.head or _joined_with_subject(main) else None
    if participle.dep_ in {"conj", "xcomp", "pcomp"} or (participle.dep_ == "acl" and _may_speak(participle.head)):
        return None
    clauses = [t for t in _outside_marks(participle) if t.tag_ in FINITE and t.dep_ != "relcl" and subject_of(t)]
    return subject_of(_above_complements(clauses[-1], participle)) if clauses else None


def _above_complements(verb: "Token", participle: "Token") -> "Token":
    """The verb of the main clause of which a verb before a participle may be the complement."""
    while verb.dep_ in {"ccomp", "aux"} and verb.head.i < participle.i:
        verb = verb.head
    return verb


def _may_speak(noun: "Token") -> bool:
    return noun.ent_type_ in _NAMED or noun.pos_ in {"PROPN", "PRON"} or denotation(noun) in _SPEAKERS
