"""Stage two, "according to X": where the source ends and what it says."""

from typing import TYPE_CHECKING

from index.models import Span
from index.statements.drafts import Contents
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import ASIDE_TOKENS, FINITE, SUBJECTS, spans_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def source_of_according(token: "Token", mention: Span) -> Span:
    """The mention after "according to", cut where the source ends."""
    doc = token.doc
    if token.i > token.sent.start + 1:
        return mention
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
        parts = spans_of(doc, _end_of_source(token), sentence.end)
    parts = tuple(span for span in parts if len(span.of(text_of(doc)).split()) > 2)
    return Contents(parts, RuleId.ACCORDING_TO) if parts else None


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


def _end_of_source(token: "Token") -> int:
    """Where the source at the start of a sentence ends: at the comma, or where its noun phrase does."""
    doc, end = token.doc, token.sent.end
    named = next((t.i for t in doc[token.i + 2 : end] if not (t.text[0].isupper() and t.is_alpha)), end)
    if named > token.i + 2 and named < end and doc[named].pos_ in {"DET", "PRON"}:
        return named  # "According to Rathbun the property was returned"
    commas = [t.i for t in doc[token.i + 2 : end] if t.text == ","]
    subject = next((t for t in doc[token.i + 2 : end] if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
    if subject is not None:
        before = [i for i in commas if i < subject.left_edge.i]
        return before[-1] if before else subject.left_edge.i
    if commas:
        aside = doc[commas[0] + 1 : commas[1]] if len(commas) > 1 else doc[0:0]
        is_name = bool(aside) and all(t.pos_ == "PROPN" for t in aside)
        return commas[1] if is_name else commas[0]  # "the coach, Ali Reza, …"
    chunk = next((c for c in doc[token.i + 2 : end].noun_chunks), None)
    return chunk.end if chunk is not None else token.i + 3
