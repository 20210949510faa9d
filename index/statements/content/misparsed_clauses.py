"""Stage two, reported speech: contents that are clauses, where the parse hangs them on another word than their cue."""

from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import TELLING, Frame, Verb
from index.models import Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.clause_edges import has_complement, through_coordination
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import ASIDE_TOKENS, FINITE, SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADVERBIAL = words_that(WordUse.DATES) | words_that(WordUse.WHERE) | {"following"}
_STRETCHES = frozenset({"day", "moment", "time", "year"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_ARGUMENTS = SUBJECTS | {"dobj", "pobj"}  # what a relative pronoun is in its clause


@rule(
    RuleId.SWAPPED_CLAUSE,
    Concern.CONTENT,
    example="The trial ended after he admitted under oath he had known.",
    gives="?: he had known",
    not_on="The trial ended after he admitted it and he left.",
)
def swapped(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "after he admitted under oath he had known": no comma ends the clause, and one pronoun is the subject of both.

    The parse takes the complement for the main clause, and the cue's clause for an adverbial one.
    """
    main = verb.head
    if Frame.CLAUSE not in entry.frames or verb.dep_ != "advcl" or main.i < verb.i or has_complement(verb):
        return ()
    subject = next((c for c in main.lefts if c.dep_ in SUBJECTS and c.i > verb.i), None)
    if subject is None:
        return ()
    start = subject.left_edge.i
    if _tells_hearer_before(verb, start) or (_has_same_pronoun(verb, subject) and not _is_parted(verb, start)):
        return cut_at_cues(verb, start, main.right_edge.i + 1)
    return ()


def _tells_hearer_before(verb: "Token", start: int) -> bool:
    """ "after he told the paper | it was over": whoever is told it stands right before the clause."""
    told = next((c for c in verb.rights if c.dep_ == "dobj"), None) if verb.lemma_ in TELLING else None
    return told is not None and start == told.right_edge.i + 1


def _has_same_pronoun(verb: "Token", subject: "Token") -> bool:
    """ "after he admitted under oath he had known": the subject of the clause is the verb's own."""
    own = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    return own is not None and subject.pos_ == "PRON" and subject.lower_ == own.lower_


def _is_parted(verb: "Token", start: int) -> bool:
    """ "after he admitted it, he left": a comma ends the adverbial clause."""
    return any(t.is_punct for t in verb.doc[verb.i + 1 : start])


@rule(
    RuleId.THAT_CLAUSE,
    Concern.CONTENT,
    example="Ann Lee told the paper in a statement that the dam was safe.",
    gives="Ann Lee: that the dam was safe",
    not_on="Ann Lee told the paper in a statement with a seal.",
)
def that_clause(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "told the paper in a statement that …": where the parse hangs the clause on another word, its own "that"."""
    if Frame.CLAUSE not in entry.frames:
        return ()
    if Frame.OBJECT in entry.frames and any(c.dep_ == "dobj" for c in verb.rights):
        return ()
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "that" and token.nbor(-1).lower_ in {"and", "or", "but"}:
            return ()  # goes on with an earlier "that"
        if token.lower_ == "that" and _opens_clause(token):
            return cut_at_cues(verb, token.i, through_coordination(verb, token.head.right_edge.i + 1))
        ends = token.pos_ in {"VERB", "AUX"} and token.dep_ != "prep"  # "following a vote" is no clause
        if token.text in {";", ":"} or (ends and not _describes_hearer(verb, token)):
            return ()
    return ()


def _describes_hearer(verb: "Token", token: "Token") -> bool:
    """ "told a crowd who had come by bus that …": a verb in the relative clause of whoever is told something."""
    told = next((c for c in verb.rights if c.dep_ in {"dobj", "dative"}), None) if verb.lemma_ in TELLING else None
    if told is None or any(c.dep_ == "ccomp" for c in verb.rights):
        return False
    clause = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    return clause is not None and told in {clause.head, *clause.head.ancestors}


@rule(
    RuleId.BEHIND_ADVERBIAL,
    Concern.CONTENT,
    example="Ann Lee said after the convention she would not accept the post.",
    gives="Ann Lee: she would not accept the post",
    not_on="Ann Lee said nothing after the convention she had left.",
)
def behind_adverbial(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "said after the vote she would go": a bare clause behind a phrase to which the parse has hung it."""
    if Frame.CLAUSE not in entry.frames or verb.tag_ not in FINITE or has_complement(verb):
        return ()
    whole = next((c for c in verb.rights if _is_unmarked(verb, c)), None)
    if whole is not None:
        return cut_at_cues(verb, verb.i + 1, through_coordination(verb, whole.right_edge.i + 1))
    subject = _subject_behind(verb)
    if subject is None:
        return ()
    start = subject.left_edge.i
    if not _is_led_by_adverbial(verb, start) or verb.doc[start - 1].pos_ not in {"NOUN", "PROPN", "NUM"}:
        return ()
    return cut_at_cues(verb, start, subject.head.right_edge.i + 1)


def _subject_behind(verb: "Token") -> "Token | None":
    """ "said after the vote | she would go": the subject of the first clause behind a verb, if nothing opens that.

    Not in "said since the day Lee left the town, …", which tells which day.
    """
    for token in verb.doc[verb.i + 1 : min(verb.i + ASIDE_TOKENS, verb.sent.end)]:
        if token.is_punct or token.dep_ in {"cc", "mark"} or token.tag_ in FINITE | _RELATIVE:
            return None
        clause = token.head
        if clause.dep_ == "relcl" and clause.head.lower_ in _STRETCHES:
            return None
        if token.dep_ in SUBJECTS and clause.tag_ in FINITE | {"VB"} and clause.dep_ in {"advcl", "relcl", "acl"}:
            return token
    return None


def _is_led_by_adverbial(verb: "Token", start: int) -> bool:
    """ "said after the vote": a phrase of time or place stands between a verb and its clause."""
    return start > verb.i + 1 and verb.doc[verb.i + 1].lower_ in _ADVERBIAL


def _is_unmarked(verb: "Token", clause: "Token") -> bool:
    """ "said since the day she left, he was alone": a clause that nothing subordinates is what is said."""
    first = clause.left_edge
    finite = any(t.tag_ in FINITE for t in (clause, *clause.lefts))
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
    own = subject is not None and subject.left_edge.i > 0 and subject.left_edge.nbor(-1).text == ","
    marked = any(c.dep_ == "mark" or c.tag_ in _RELATIVE for c in clause.lefts)
    return clause.dep_ == "advcl" and first.i == verb.i + 1 and first.dep_ == "prep" and finite and own and not marked


def _opens_clause(that: "Token") -> bool:
    """Whether "that" opens a clause with a subject of its own, whatever the parser calls it."""
    head = that.head
    if head.pos_ not in {"VERB", "AUX"} or head.i < that.i:
        return False
    subject = any(c.dep_ in SUBJECTS and c.i != that.i for c in head.children)
    if that.tag_ == "WDT" and head.dep_ == "relcl" and not (that.dep_ in SUBJECTS and subject):
        return that.dep_ not in _ARGUMENTS and that.nbor(-1).lemma_ != "way" and (that.dep_ == "mark" or subject)
    return that.dep_ == "mark" or subject
