"""Stage two, "according to X": where the source ends and what it says."""

from typing import TYPE_CHECKING

from index.english.lexicon import Denotes
from index.english.nouns import denotation, is_office
from index.models import Span
from index.statements.content.subjects import after_according
from index.statements.drafts import Contents
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import ASIDE_TOKENS, FINITE, MARKS, SUBJECTS, spans_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "pobj", "oprd", "dative"})


def source_of_according(token: "Token", mention: Span) -> Span:
    """The mention after "according to", cut where the source ends."""
    doc = token.doc
    if token.i > token.sent.start + 1:
        return mention
    bearer = _bearer(token)
    if bearer is not None:
        title = doc[bearer.left_edge.i - 2]
        return Span(mention.start, title.idx + len(title))
    last = doc[_end_of_source(token) - 1]
    return Span(mention.start, max(min(mention.end, last.idx + len(last)), mention.start + 1))


@rule(
    RuleId.ACCORDING_TO,
    Concern.CONTENT,
    example="According to Ann Lee, the dam was never safe.",
    gives="Ann Lee: the dam was never safe",
    not_on="Velm pays its teachers in accordance with the law.",
)
def contents_of_according(token: "Token") -> Contents | None:
    """The sentence without the phrase "according to X"; what comes after a source at the end belongs to it."""
    doc, sentence = token.doc, token.sent
    if token.i > sentence.start + 1 and not (doc[token.i - 1].lower_ == "that" or _opens_clause(token)):
        before, after = spans_of(doc, sentence.start, token.i), _behind_source(token)
        if after:
            return Contents((*before, *after), RuleId.ACCORDING_TO)
        parts = before
    else:
        parts = spans_of(doc, _behind_description(doc, _end_of_source(token), sentence.end), sentence.end)
    parts = tuple(span for span in parts if len(span.of(text_of(doc)).split()) > 2)
    return Contents(parts, RuleId.ACCORDING_TO) if parts else None


def _behind_description(doc: "Doc", start: int, end: int) -> int:
    """ "According to Ann Lee, | the mayor, | “it will hold”": whoever the source is belongs to it."""
    start += start < end and doc[start].text == ","
    comma = next((t.i for t in doc[start : min(start + ASIDE_TOKENS, end)] if t.text == ","), None)
    described = doc[start:comma] if comma is not None else doc[start:start]
    if comma is None or comma + 1 >= end or doc[comma + 1].text not in MARKS or not described:
        return start
    return comma + 1 if denotation(described.root) is Denotes.PERSON and described[0].pos_ == "DET" else start


def _opens_clause(token: "Token") -> bool:
    """ "…, but according to X, it fell": the phrase belongs to the clause that the conjunction opens."""
    doc, end = token.doc, token.sent.end
    comma = next((t.i for t in doc[token.i + 2 : min(token.i + ASIDE_TOKENS, end)] if t.text == ","), None)
    if doc[token.i - 1].lower_ not in {"and", "but"}:
        return False
    if comma is None:  # "…, but according to X it fell"
        return token.head.i > token.i and any(t.tag_ in FINITE for t in (token.head, *token.head.lefts))
    return any(t.tag_ in FINITE for t in doc[comma + 1 : end])


def _behind_source(token: "Token") -> tuple[Span, ...]:
    """ "The suspect, according to the sheriff, crossed the river": the finite clause that goes on behind the source."""
    doc, end = token.doc, token.sent.end
    comma = next((t.i for t in doc[token.i + 2 : min(token.i + ASIDE_TOKENS, end)] if t.text == ","), None)
    if comma is None or doc[token.i - 1].text != ",":
        return ()
    rest = doc[comma + 1 : end]
    if _completes(rest, doc[token.i - 2]):
        return spans_of(doc, comma + 1, end)
    finite = next((t for t in rest if t.tag_ in FINITE), None)
    if finite is None:
        return ()
    subjects = [c for c in (*finite.children, *finite.head.children) if c.dep_ in SUBJECTS]
    if any(c.i < token.i for c in subjects):
        return spans_of(doc, comma + 1, end)
    own = next((c for c in subjects if c.i > comma), None)
    if own is None or any(t.tag_ in FINITE for t in doc[token.sent.start : token.i]):
        return ()
    return spans_of(doc, own.left_edge.i, end)  # "In May, according to X, a lawyer, the case was closed"


def _completes(rest: "Run", before: "Token") -> bool:
    """ "must endure, according to X, the scorn of …": the word before the phrase governs what follows it.

    The parse may take that for an apposition to X, which a thing cannot be where X is somebody.
    """
    first = next((t for t in rest if t.left_edge.i == rest.start and t.head.i < rest.start), None)
    if first is None:
        return False
    wanting = before.pos_ == "VERB" and not any(c.dep_ in _COMPLEMENTS for c in before.rights)
    misplaced = first.dep_ == "appos" and first.head.ent_type_ == "PERSON" and _is_thing(first)
    return (first.head == before and first.dep_ in _COMPLEMENTS) or (wanting and misplaced)


def _is_thing(noun: "Token") -> bool:
    return noun.pos_ == "NOUN" and denotation(noun) is Denotes.OTHER


def _bearer(token: "Token") -> "Token | None":
    """ "According to the head of X, Ann Lee, better pumps would help": whoever bears the title of the source.

    The parse may take the name for the subject and the thing behind it for an apposition, which a thing cannot be.
    """
    source, doc = after_according(token), token.doc
    subject = _main_subject(token)
    if source is None or subject is None or subject.ent_type_ != "PERSON" or not is_office(source):
        return None
    thing = next((c for c in subject.rights if c.dep_ == "appos" and _is_thing(c)), None)
    parted = thing is not None and any(t.text == "," for t in doc[subject.i + 1 : thing.i])
    return subject if parted and doc[subject.left_edge.i - 1].text == "," else None


def _main_subject(token: "Token") -> "Token | None":
    rest = token.doc[token.i + 2 : token.sent.end]
    return next((t for t in rest if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)


def _end_of_source(token: "Token") -> int:
    """Where the source at the start of a sentence ends: at the comma, or where its noun phrase does."""
    name = _end_of_bare_name(token)
    if name is not None:
        return name
    commas = [t.i for t in token.doc[token.i + 2 : token.sent.end] if t.text == ","]
    subject = _main_subject(token)
    if subject is not None:
        return _end_before_subject(token, subject, commas)
    if commas:
        return _end_at_comma(token.doc, commas)
    chunk = next((c for c in token.doc[token.i + 2 : token.sent.end].noun_chunks), None)
    return chunk.end if chunk is not None else token.i + 3


def _end_of_bare_name(token: "Token") -> int | None:
    """ "According to Rathbun | the property was returned": a name that a determiner or a pronoun follows."""
    doc, start, end = token.doc, token.i + 2, token.sent.end
    named = next((t.i for t in doc[start:end] if not (t.text[0].isupper() and t.is_alpha)), end)
    return named if start < named < end and doc[named].pos_ in {"DET", "PRON"} else None


def _end_before_subject(token: "Token", subject: "Token", commas: "Sequence[int]") -> int:
    """ "According to the mayor, | the dam was safe": the last comma before the subject, or else the subject itself."""
    bearer = _bearer(token)
    if bearer is not None:
        return next(comma for comma in commas if comma > bearer.i)
    before = [comma for comma in commas if comma < subject.left_edge.i]
    return before[-1] if before else subject.left_edge.i


def _end_at_comma(doc: "Doc", commas: "Sequence[int]") -> int:
    """The first comma; the second where a name stands between the two: "the coach, Ali Reza, | …"."""
    aside = doc[commas[0] + 1 : commas[1]] if len(commas) > 1 else doc[0:0]
    is_name = bool(aside) and all(t.pos_ == "PROPN" for t in aside)
    return commas[1] if is_name else commas[0]
