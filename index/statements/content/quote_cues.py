"""Stage two, direct speech: the cue that claims a quotation, in the words behind it or in those before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.function_words import gendered_pronouns
from index.english.lexicon import ADDRESSING, QUOTING, TELLING, VerbUse, finite_forms, verbs_that
from index.english.quotation_marks import Quotation
from index.english.tables import alternatives
from index.models import Act, Span
from index.statements.content.cues import Cue
from index.statements.content.reading import Reading
from index.statements.content.utterances import tokens_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ASKS_FOR_MORE = re.compile(r"[,?!–—…-]$")
_INTRODUCING = alternatives(form for verb in verbs_that(VerbUse.INTRODUCES) for form in (verb, *finite_forms(verb)))
_LEADS_UP = re.compile(rf"(?:[,:–—]|\bthat|\bas|\b(?:{_INTRODUCING}))\s*$")
_CLOSING = " \xa0\n'’”\""  # marks of a quotation inside the quotation
_SPEAKING = verbs_that(VerbUse.APPEARS)
_THIRD_PERSON = frozenset(gendered_pronouns()) | {"they"}
_PLAIN = verbs_that(VerbUse.INTRODUCES) | TELLING
_SUBJECT_TOKENS = 8  # that a subject before its verb may have
_ADDRESSEE_TOKENS = 5
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADP"})
_ENDS = frozenset(".?!")
_REGION_TOKENS = 60


@dataclass(frozen=True, slots=True)
class Around:
    """The words beside a quotation up to the next quotation or the end of the sentence, as token ranges."""

    before: range
    after: range


def around_of(doc: "Doc", quotation: Quotation, quotations: Sequence[Quotation]) -> Around:
    """The words around a quotation; a paragraph's end stops them, unless a colon leads over it."""
    starts = {q.span.start for q in quotations if not q.single}
    ends = {q.span.end for q in quotations if not q.single}
    first, end = tokens_of(doc, quotation.span)
    after = end
    while after < len(doc) and after - end < _REGION_TOKENS:
        token = doc[after]
        if token.idx in starts or _breaks(token):
            break
        after += 1
        if token.text in _ENDS:
            break
    before = first
    while before > 0 and first - before < _REGION_TOKENS:
        token = doc[before - 1]
        if (
            token.idx + len(token) in ends
            or token.text in _ENDS
            or (_breaks(token) and not (_leads_over(doc, before - 1) and _is_bare(doc, before, first)))
        ):
            break
        before -= 1
    return Around(range(before, first), range(end, after))


def _breaks(token: "Token") -> bool:
    return bool(token.is_space and "\n" in token.text)


def _leads_over(doc: "Doc", i: int) -> bool:
    """Whether a paragraph ends in a colon, which leads over to the quotation in the next."""
    return i > 0 and doc[i - 1].text == ":"


def _is_bare(doc: "Doc", start: int, end: int) -> bool:
    """Whether no words stand between two places: a colon leads over the break right before a quotation only."""
    return not any(token.is_alpha for token in doc[start:end])


def cue_after(reading: Reading, quotation: Quotation, around: Around, cues: dict[int, Cue]) -> Cue | None:
    """The cue behind a quotation, if its last mark asks for more or nothing else is the cue's object."""
    text, rules = reading.text, reading.rules
    inner = quotation.inner.of(text).rstrip(_CLOSING)
    following = text[quotation.span.end : quotation.span.end + 2].lstrip()
    if not quotation.closed:
        return None
    found = [cues[i] for i in around.after if i in cues]
    # "“…,” the engineer, who asked not to be named, said"
    leading = (one for one in found if not _is_aside(reading.doc[one.token]))
    cue = next(leading, found[0] if found else None)
    if _ASKS_FOR_MORE.search(inner) or following.startswith((",", "–", "—")):
        framed = RuleId.FRAMED in rules and inner.endswith(",") and cue is None
        return _framed(reading.doc, around.after) if framed else cue
    return cue if cue and RuleId.STOPPED in rules and _stands_after_stop(reading.doc, around.after, cue) else None


@rule(
    RuleId.STOPPED,
    Concern.CONTENT,
    example="“The dam is a patient.” Ann Lee said on Monday.",
    gives="Ann Lee: “The dam is a patient.”",
    not_on="“The dam is a patient.” Ann Lee said nothing on Monday.",
)
def _stands_after_stop(doc: "Doc", after: range, cue: Cue) -> bool:
    """A full stop for a comma: "“It is over.” Ann Lee said.": a verb of saying of which nothing else is the object."""
    verb = doc[cue.token]
    if after and doc[after.start] == verb and verb.is_lower:
        return True  # "“It is over.” said Ann Lee"
    rest = doc[verb.i + 1 : after.stop]
    ends = not len(rest) or rest[-1].text in _ENDS
    plain = verb.lemma_ in _PLAIN and verb.tag_ in FINITE and verb.i - after.start <= _SUBJECT_TOKENS
    addressed = {"dobj", "dative"} if verb.lemma_ in ADDRESSING else set()
    complements = any(c.dep_ in {"ccomp", "xcomp", "dobj", "dative", "oprd"} - addressed for c in verb.rights)
    alone = not any(t.tag_ in FINITE for t in (*doc[after.start : verb.i], *rest))
    return ends and plain and alone and not complements


@rule(
    RuleId.FRAMED,
    Concern.CUE,
    example="“The dam is a patient,” Ann Lee shot back.",
    gives="Ann Lee: “The dam is a patient,”",
    not_on="The town bought “the dam,” Ann Lee shot back.",
    literature="Quirk et al. 1985, §14.28 f.: the reporting clause",
)
def _framed(doc: "Doc", stretch: range) -> Cue | None:
    """A verb that no table holds, where only a reporting clause can stand: behind a comma and marks, before a colon."""
    subjects = [doc[i] for i in stretch if doc[i].dep_ == "nsubj" and doc[i].head.i in stretch]
    subjects = [s for s in subjects if s.pos_ == "PROPN" or s.lower_ in _THIRD_PERSON]
    # "She was glad that the town was lit: “…”": the clause that hangs on none of the others, or on the quotation
    leading = [s for s in subjects if s.head.dep_ == "ROOT" or s.head.head.i not in stretch]
    subject = next(reversed(leading or subjects), None)
    if subject is None or not (subject.head.tag_ in FINITE or _is_denied(subject.head)):
        return None
    verb = subject.head
    return Cue(verb.i, Span(verb.idx, verb.idx + len(verb)), Act.STATES, False, QUOTING)


def _is_aside(verb: "Token") -> bool:
    """ "who asked not to be named", "“…” announced in October, said Lee": a verb that only tells more of a noun."""
    reduced = verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts)
    return verb.dep_ == "relcl" or (reduced and verb.dep_ in {"acl", "advcl"})


def _is_denied(verb: "Token") -> bool:
    """ "did not hesitate": a verb that "do" makes finite."""
    return verb.tag_ == "VB" and any(c.lemma_ == "do" and c.tag_ in FINITE for c in verb.lefts)


def _is_addressed(doc: "Doc", around: Around, cues: dict[int, Cue]) -> bool:
    """ "told the Courier “…”": only whom one tells stands between the verb and the marks."""
    verb = next((i for i in reversed(around.before) if i in cues), None)
    if verb is None or doc[verb].lemma_ not in ADDRESSING:
        return False
    whom = doc[verb + 1 : around.before.stop]
    return len(whom) <= _ADDRESSEE_TOKENS and all(t.pos_ in _NOMINAL for t in whom)


def _is_conceded(verb: "Token") -> bool:
    """ "said that, although they disagree, “…”": a clause inside the one that reports."""
    return verb.dep_ == "advcl" and any(c.lower_ in {"although", "though", "while"} for c in verb.lefts)


def _is_question_put(verb: "Token") -> bool:
    """ "Asked whether the dam was safe, Lee did not hesitate: “…”": who is asked answers, by another verb."""
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.lemma_ in ADDRESSING and verb.head.i > verb.i


def cue_before(reading: Reading, around: Around, cues: dict[int, Cue]) -> Cue | None:
    """The cue before a quotation, if the words between lead up to it."""
    doc = reading.doc
    lead = doc[around.before.start : around.before.stop].text if around.before else ""
    leads_up = _LEADS_UP.search(lead.rstrip()) or (around.before and around.before[-1] in cues)
    if not leads_up and not _is_addressed(doc, around, cues):
        return None
    found = [cues[i] for i in reversed(around.before) if i in cues]
    found = [one for one in found if not (_is_question_put(doc[one.token]) and lead.rstrip().endswith(":"))]
    cue = next((one for one in found if not _is_conceded(doc[one.token])), found[0] if found else None)
    if cue is not None and doc[cue.token].lemma_ in _SPEAKING and doc[cue.token].dep_ == "advcl":
        cue = cues.get(doc[cue.token].head.i, cue)  # "he said, speaking on condition of anonymity, “…”"
    if cue is None and RuleId.FRAMED in reading.rules and lead.rstrip().endswith(":"):
        return _framed(doc, around.before)
    return cue
