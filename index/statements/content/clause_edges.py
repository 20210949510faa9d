"""Stage two, reported speech: where a content begins and ends, and what of it is a statement of its own."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Frame
from index.models import Span
from index.statements.content.cues import verb_of
from index.statements.content.unreported import REFUSALS
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIMITING = frozenset({"only", "merely", "simply"})  # "said only that …"
_PARTICIPLES = frozenset({"VBG"})
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
    return cut_at_cues(verb, clause_start(verb, start), through_coordination(verb, end))


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
    at = end + 1 if end < last and doc[end].text == "," else end
    if at >= last or doc[at].lower_ not in {"and", "or", "but"}:
        return end
    rest = doc[at + 1 : last]
    finite = next((t for t in rest if t.pos_ in {"VERB", "AUX"}), None)
    cues = [t for t in rest if verb_of(t)]
    deeds = bool(cues) and all(_is_deed(cue) and cue != finite for cue in cues)
    if finite is None or (cues and not deeds):
        return end
    subject = any(t.dep_ in SUBJECTS for t in rest[: finite.i - at])
    if deeds and subject:
        return last
    quoted = any(t.text in MARKS for t in rest)
    return last if quoted or (subject and doc[at].lower_ != "but") else end


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


def cut_at_cues(verb: "Token", start: int, end: int) -> tuple[Span, ...]:
    """Tokens start to end, cut where a participle of reporting opens a statement of its own (", adding that …")."""
    while start < end - 1 and verb.doc[start].lower_ in _LIMITING:
        start += 1  # "said only that …"
    for token in verb.doc[start + 1 : end]:
        opens = token.tag_ in _PARTICIPLES and verb_of(token) is not None and token.nbor(-1).text == ","
        if opens or _speaks_on(verb, token) or _ends_in_source(token, end):
            end = token.i - 1
            break
    while end > start + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].dep_ == "cc"):
        end -= 1  # what joins the next clause to it
    return spans_of(verb.doc, start, end)


def _ends_in_source(token: "Token", end: int) -> bool:
    """Whether a clause ends before ", according to X", not where it goes on behind it (", according to X, it fell")."""
    if token.lower_ != "according" or token.nbor(-1).text != ",":
        return False
    doc = token.doc
    comma = next((t.i for t in doc[token.i + 2 : min(token.i + ASIDE_TOKENS, end)] if t.text == ","), None)
    return comma is None or not any(t.tag_ in FINITE for t in doc[comma + 1 : end])


def _speaks_on(verb: "Token", token: "Token") -> bool:
    """ "said it was over but warned that …": a second finite cue without a subject goes on with the first's."""
    refusing = token.lemma_ in REFUSALS
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or token.tag_ != verb.tag_ or not (refusing or verb_of(token)):
        return False
    joined = token.nbor(-1).lower_ in {"and", "but"} and not any(c.dep_ in SUBJECTS for c in token.children)
    own = joined and _is_the_speakers(verb, token)
    complement = any(c.dep_ == "ccomp" or (own and _is_said(token, c)) or _withholds(token, c) for c in token.children)
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    parted = own and token.nbor(-2).text == ","
    return joined and (complement or parted or behind in {"that", *MARKS})


def _is_the_speakers(verb: "Token", token: "Token") -> bool:
    """Whether a second verb has the cue's subject, not that of the reported clause.

    "said it was wrong and warned …" has a pronoun there, which means the speaker or at least tells nobody else;
    "said the firm had lied and threatened …" tells what the firm did. A comma before "and" tells that the verb is
    joined to the cue, as the verbs of a clause are rarely parted so.
    """
    if any(a.dep_ in {"relcl", "advcl", "acl"} for a in token.ancestors if a.i > verb.i):
        return False
    if token.nbor(-1).lower_ == "but" or token.head.i == verb.i or token.nbor(-2).text == ",":
        return True
    if token.dep_ == "conj" and token.head.tag_ in {"NN", "NNS"} and token.head.head.i == verb.i:
        return True  # "denies the charges and accuses …": no finite verb is joined to a noun, whatever the parse
    clauses = (c for c in verb.rights if c.dep_ == "ccomp")
    subjects = [s for c in clauses for s in c.lefts if s.dep_ in SUBJECTS]
    return bool(subjects) and all(s.pos_ == "PRON" for s in subjects)


def _withholds(verb: "Token", complement: "Token") -> bool:
    """ "declined to say": what is refused is to speak, as only who speaks can."""
    said = verb_of(complement)
    return verb.lemma_ in REFUSALS and complement.dep_ == "xcomp" and said is not None and Frame.CLAUSE in said.frames


def _is_said(verb: "Token", complement: "Token") -> bool:
    """Whether a complement is what a verb of saying says, asks for or promises ("warned them to leave")."""
    entry = verb_of(verb)
    if entry is None or complement.i < verb.i:
        return False
    asked = Frame.INFINITIVE in entry.frames and complement.dep_ == "xcomp"
    judged = Frame.OBJECT in entry.frames and complement.dep_ in {"dobj", "oprd"}
    return asked or judged or (complement.dep_ == "prep" and complement.lower_ in entry.prepositions)


def has_complement(verb: "Token") -> bool:
    """Whether something that is said or done to stands behind a verb."""
    if verb.lemma_ == "put":
        return False  # "as she put it": the pronoun stands for what was said
    complements = {"ccomp", "xcomp"} if verb.lemma_ in ADDRESSING else {"ccomp", "xcomp", "dobj"}
    return any(c.dep_ in complements and c.i > verb.i for c in verb.children)


def comma_behind(verb: "Token") -> bool:
    """Whether a comma follows at once."""
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ","
