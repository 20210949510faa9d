"""Stage two, reported speech: where a content begins, and where it ends with what is joined to it."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING
from index.english.quotation_marks import CLOSING_MARKS
from index.models import Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.reporting_words import verb_of
from index.statements.content.unreported import REFUSALS
from index.statements.tokens import FINITE, MARKS, SUBJECTS, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_ANY_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "dep", "npadvmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LINKS = frozenset({"and", "or", "but"})
_LIMITING = frozenset({"only", "merely", "simply"})  # "said only that …"
_CONDITIONS = frozenset({"if", "unless", "until"})
_OWN = frozenset({"dative", "dobj", "iobj", "prep", "npadvmod", "advmod", "prt", "agent", "punct", "oprd", "ccomp"})


def without_cue(verb: "Token", clause: "Token") -> tuple[Span, ...]:
    """A complement clause; one that surrounds its cue falls into two parts."""
    doc = verb.doc
    own = list(clause.subtree)
    start, end = own[0].i, own[-1].i + 1
    if start <= verb.i < end:
        cue = [t for t in verb.subtree if t not in set(own)] or [verb]
        return around(doc[start:end], cue)
    if end <= verb.i:  # "…, he said": nothing of the sentence before the cue is left out
        reason = next((c for c in verb.rights if c.dep_ == "advcl" and c.left_edge.lower_ == "because"), None)
        after = spans_of(doc, reason.left_edge.i, reason.right_edge.i + 1) if reason is not None else ()
        return (*spans_of(doc, start, end), *after)
    start = _with_subject(verb, clause, clause_start(verb, start))
    return cut_at_cues(verb, start, _through_condition(verb, through_coordination(verb, end)))


def _with_subject(verb: "Token", clause: "Token", start: int) -> int:
    """ "agreed the obstacle to peace can be removed": the parse may take the clause's subject for the cue's object."""
    lacking = clause.i > verb.i and not any(c.dep_ in _ANY_SUBJECT for c in clause.lefts)
    finite = any(t.tag_ in FINITE for t in (clause, *clause.lefts))
    if not lacking or not finite or verb.lemma_ in ADDRESSING or verb.doc[start].dep_ == "mark":
        return start
    before = (c for c in verb.rights if c.i < start and c.dep_ in _OBJECTS and c.pos_ in _NOMINAL)
    return next((c.left_edge.i for c in before if c.ent_type_ not in {"DATE", "TIME"}), start)


def _through_condition(verb: "Token", end: int) -> int:
    """ "said she would go | if he went": a condition behind the clause is on what is said, whatever the parse."""
    doc, last = verb.doc, verb.sent.end
    at = end + 1 if end < last and doc[end].text == "," else end
    mark = at + 1 if at < last and doc[at].lower_ in {"even", "only"} else at
    if mark >= last or doc[mark].lower_ not in _CONDITIONS or doc[mark].dep_ != "mark":
        return end
    clause = doc[mark].head
    return clause.right_edge.i + 1 if clause.dep_ == "advcl" and clause.head.i < at else end


def clause_start(verb: "Token", start: int) -> int:
    """Where the reported clause starts: what stands before it and is no complement of the cue is its subject."""
    own = {t.i for child in verb.rights if child.dep_ in _OWN for t in child.subtree}
    return next((i for i in range(verb.i + 1, start) if i not in own and verb.doc[i].lower_ not in _LIMITING), start)


def through_coordination(verb: "Token", end: int) -> int:
    """The end of "that she was ill and the ship had sailed": a coordinated clause with a subject of its own.

    One with a reporting verb is a statement of its own; one that shares the cue's subject ("and left")
    tells what the speaker did, unless its words are quoted.
    """
    doc, last = verb.doc, verb.sent.end
    second = _second_that(verb, end)
    if second is not None:
        return max(end, second.head.right_edge.i + 1)
    link = end + 1 if end < last and doc[end].text == "," else end
    joined = link < last and doc[link].lower_ in _LINKS and _is_told_with_it(doc[link], doc[link + 1 : last])
    return last if joined else end


def _is_told_with_it(link: "Token", rest: "Run") -> bool:
    """Whether what "and", "or" or "but" joins to a reported clause is reported with it.

    ", and the ship had sailed" is, and so is "and the crew followed them and asked them to come back".
    """
    finite = next((t for t in rest if t.pos_ in {"VERB", "AUX"}), None)
    if finite is None or any(_is_anothers(t) for t in rest):
        return False
    cues = [t for t in rest if verb_of(t) and not _is_infinitive(t)]
    if not all(_is_deed(cue) and cue != finite for cue in cues):
        return False
    own_subject = any(t.dep_ in SUBJECTS for t in link.doc[rest.start : finite.i + 1])
    return _is_quoted(rest) or (own_subject and (bool(cues) or link.lower_ != "but"))


def _is_quoted(stretch: "Run") -> bool:
    return any(token.text in MARKS for token in stretch)


def _is_anothers(token: "Token") -> bool:
    """ "and the dam, according to Lee, was safe", "and Lee declined to comment": tells of another source."""
    if token.lower_ == "according":
        return True
    named = any(c.dep_ in SUBJECTS and c.ent_type_ in {"PERSON", "ORG"} for c in token.lefts)
    return token.lemma_ in REFUSALS and token.tag_ in FINITE and named


def _second_that(verb: "Token", end: int) -> "Token | None":
    """ "that it would fall, but that it would rise again": the second "that", whatever marks stand before it."""
    rest = [t for t in verb.doc[end : verb.sent.end] if t.text != "," and t.text not in CLOSING_MARKS][:2]
    joined = len(rest) > 1 and rest[0].lower_ in _LINKS and rest[1].lower_ == "that" and rest[1].dep_ == "mark"
    return rest[1] if joined and rest[1].head.i > rest[1].i else None


def _is_infinitive(verb: "Token") -> bool:
    """ "… and the State had meant to show that": no clause of its own, and so no statement beside the clause."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _is_deed(verb: "Token") -> bool:
    """ "followed them and asked them to come back": a request told as one of several things that somebody did."""
    shares_subject = verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children)
    return shares_subject and any(c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB" for c in verb.rights)


def around(stretch: "object", cue: "list[Token]") -> tuple[Span, ...]:
    """The stretch of tokens without the cue's own."""
    tokens = [t for t in stretch if not t.is_space]  # type: ignore[attr-defined] # a spaCy Span
    first, last = min(t.i for t in cue), max(t.i for t in cue)
    doc = cue[0].doc
    before = [t.i for t in tokens if t.i < first]
    after = [t.i for t in tokens if t.i > last]
    parts: list[Span] = []
    if before:
        parts += spans_of(doc, before[0], before[-1] + 1)
    if after:
        parts += spans_of(doc, after[0], after[-1] + 1)
    return tuple(parts)


def has_complement(verb: "Token") -> bool:
    """Whether something that is said or done to stands behind a verb."""
    if verb.lemma_ == "put":
        return False  # "as she put it": the pronoun stands for what was said
    complements = {"ccomp", "xcomp"} if verb.lemma_ in ADDRESSING else {"ccomp", "xcomp", "dobj"}
    return any(c.dep_ in complements and c.i > verb.i for c in verb.children)


def comma_behind(verb: "Token") -> bool:
    """Whether a comma follows at once."""
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ","
