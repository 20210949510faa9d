"""Stage five: what statements of one article tell of each other, once their speakers are known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.nouns import office_of
from index.english.tables import alternatives
from index.models import SpeakerKind, Statement
from index.statements.cast.members import Cast
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

_HEADLINE_CHARACTERS = 200
_REPEATED = 0.5  # share of the headline's content words from which on a statement is what it repeats
_LEAD_STATEMENTS = 8
_IDENTIFIED = 0.45
_ONE_OF_MANY = re.compile(rf"(?:{alternatives(words_that(WordUse.INDEFINITE) - {'a', 'an'})}) ", re.IGNORECASE)
_INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
_REACH_CHARACTERS = 600


def with_nesting(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """A report inside a report is known through the outer speaker: that one becomes its via."""
    return tuple(
        replace(inner, via=outer.speaker or (outer.mention.of(text) if outer.mention else None))
        if inner.via is None and (outer := _around(inner, statements))
        else inner
        for inner in statements
    )


def _around(inner: Statement, statements: Sequence[Statement]) -> Statement | None:
    """The closest statement whose words hold the whole of another report, its cue included."""
    if inner.cue is None:
        return None
    holding = [
        outer
        for outer in statements
        if outer is not inner and any(p.covers(inner.cue) and p.covers(inner.span) for p in outer.parts)
    ]
    return min(holding, key=lambda outer: outer.span.end - outer.span.start, default=None)


def with_identification(doc: "Doc", cast: Cast, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Delayed identification: the lead names an office, and the sentence behind it who holds it.

    "The state's tax commissioner says no file was leaked. Ann Lee says she checked." Only somebody whom
    the article has not named before and to whom it gives no other title can be meant.
    """
    sentences = [sentence for sentence in doc.sents if any(token.is_alpha for token in sentence)]
    following = {one.start: other for one, other in pairwise(sentences)}
    named = (_named_later(doc, statement, statements) for statement in statements)
    return tuple(_identified(doc, cast, following, statement) for statement in named)


def _named_later(doc: "Doc", statement: Statement, statements: Sequence[Statement]) -> Statement:
    """ "A doctor in Taiz told Reuters … “…,” said the doctor, Huda Saleh": one noun, taken up with a name.

    Only as the source of another statement: "the man, Carl Ott, died" may be any man.
    """
    mention = statement.mention
    found = _INDEFINITE.match(mention.of(text_of(doc))) if mention and not statement.speaker else None
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand") if mention and found else None
    if mention is None or tokens is None:
        return statement
    taken_up = re.compile(rf"[Tt]he {re.escape(tokens.root.text)}$")
    for later in statements:
        words = later.mention.of(text_of(doc)).partition(",")[0] if later.mention else ""
        near = later.mention is not None and 0 < later.mention.start - mention.end <= _REACH_CHARACTERS
        if near and later.speaker and later.resolved_by == "name" and taken_up.match(words):
            return replace(
                statement,
                speaker=later.speaker,
                evidence=later.mention,
                resolved_by="identified",
                confidence=_IDENTIFIED,
            )
    return statement


def _identified(doc: "Doc", cast: Cast, following: "Mapping[int, Run]", statement: Statement) -> Statement:
    mention = statement.mention
    if statement.speaker or mention is None or not office_of(mention.of(text_of(doc))):
        return statement
    if _ONE_OF_MANY.match(mention.of(text_of(doc))):
        return statement
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    sentence = following.get(tokens.root.sent.start) if tokens is not None else None
    subject = next((t for t in sentence or () if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    naming = next((n for n in cast.namings if subject is not None and n.span.start <= subject.idx < n.span.end), None)
    member = cast.member(naming.member) if naming else None
    if naming is None or member is None or member.kind is not SpeakerKind.PERSON or member.roles:
        return statement
    if " " not in member.name or any(
        n.member == member.name and n.span.start < naming.span.start for n in cast.namings
    ):
        return statement
    return replace(
        statement, speaker=member.name, evidence=naming.span, resolved_by="identified", confidence=_IDENTIFIED
    )


def with_headline(doc: "Doc", statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """A headline that leaves its speaker unnamed ("Dam was never inspected, engineer says") repeats the lead.

    It takes the speaker of the statement that says the same.
    """
    end = text_of(doc).find("\n")
    if not 0 < end <= _HEADLINE_CHARACTERS:
        return tuple(statements)
    lead = [s for s in statements if s.span.start > end and s.speaker][:_LEAD_STATEMENTS]
    return tuple(_completed(doc, s, lead) if s.span.end <= end and s.speaker is None else s for s in statements)


def _completed(doc: "Doc", headline: Statement, lead: Sequence[Statement]) -> Statement:
    words = _content_words(doc, headline)
    scored = [(len(words & _content_words(doc, s)) / len(words), s) for s in lead] if words else []
    share, same = max(scored, key=lambda one: one[0], default=(0.0, None))
    if same is None or share < _REPEATED:
        return headline
    return replace(
        headline,
        speaker=same.speaker,
        evidence=same.mention,
        resolved_by="headline",
        confidence=same.confidence * share,
    )


def _content_words(doc: "Doc", statement: Statement) -> frozenset[str]:
    tokens = (t for part in statement.parts for t in doc.char_span(part.start, part.end, alignment_mode="expand") or ())
    return frozenset(t.lemma_.lower() for t in tokens if not t.is_stop and re.search(r"\w", t.text))
