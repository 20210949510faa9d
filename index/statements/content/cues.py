"""Stage one: the words that say that somebody said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import CHARACTERISING, NOUNS, QUOTING, Frame, Verb
from index.models import Act, Span, placed
from index.statements.content.reporting_words import (
    CONSTRUCTIONS,
    characterised_by,
    in_own_words,
    in_the_words_of,
    verb_of,
)
from index.statements.content.unreported import REFUSALS, denied_by_link, is_refused, is_unreported
from index.statements.rules import ALL_RULES, RuleId, RuleSet

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEVER = words_that(WordUse.NEVER)
_NOBODY = words_that(WordUse.NOBODY)
_NONE = frozenset({"no", "neither"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb, "according" or a reporting noun. ``token`` is its position in the document."""

    token: int
    span: Span
    act: Act
    negated: bool
    verb: Verb | None = None


def cues_of(doc: "Doc", quoted: list[Span], rules: RuleSet = ALL_RULES) -> Iterator[Cue]:
    """All cues outside quotation marks, in order. Hypothetical ones ("could say") are not cues."""
    inside = placed(quoted)
    for token in doc:
        if inside.hold(token.idx):
            continue
        cue = _verb_cue(token, rules) or _phrase_cue(token, rules)
        if cue is not None:
            yield cue


def _verb_cue(token: "Token", rules: RuleSet) -> Cue | None:
    verb = _entry(token, rules)
    if verb is None or is_unreported(token, rules):
        return None
    return Cue(token.i, _cue_span(token), _act(token, verb), _is_negated(token), verb)


def _entry(token: "Token", rules: RuleSet) -> Verb | None:
    """The verb of a cue: one of the lexicon, or one that says something in this construction only."""
    verb = verb_of(token)
    if (verb is None or verb.frames is Frame.QUOTE) and RuleId.CHARACTERISATION in rules and characterised_by(token):
        return CHARACTERISING
    if verb is not None and verb.frames is not Frame.QUOTE:
        return verb
    return next((entry for id_, holds, entry in CONSTRUCTIONS if id_ in rules and holds(token)), verb)


def _phrase_cue(token: "Token", rules: RuleSet) -> Cue | None:
    doc = token.doc
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        return Cue(token.i, Span(token.idx, doc[token.i + 1].idx + 2), Act.STATES, negated=False)
    if RuleId.IN_THE_WORDS_OF in rules and in_the_words_of(token):
        return Cue(token.i, Span(doc[token.i - 2].idx, doc[token.i + 1].idx + 2), Act.STATES, False, QUOTING)
    if RuleId.IN_THE_WORDS_OF in rules and in_own_words(token):
        return Cue(token.i, Span(token.idx, token.idx + len(token)), Act.STATES, False, QUOTING)
    if token.pos_ == "NOUN" and token.lemma_ in NOUNS:
        return Cue(token.i, Span(token.idx, token.idx + len(token)), NOUNS[token.lemma_], negated=False)
    return None


def _cue_span(token: "Token") -> Span:
    """The verb with its auxiliaries, negation and particle: "has not said", "pointed out"."""
    start, end = token, token
    for child in token.children:
        if child.dep_ in {"aux", "auxpass", "neg"} and child.i < start.i and start.i - child.i <= 2:
            start = child
        if child.dep_ == "prt" and child.i == token.i + 1:
            end = child
    return Span(start.idx, end.idx + len(end))


def _is_negated(token: "Token") -> bool:
    children = list(token.children)
    if is_refused(token):
        return False  # what is denied is the saying, which the act tells
    adverbs = [*children, *(g for c in children if c.dep_ == "advmod" for g in c.children)]  # "hardly ever"
    if any(t.lower_ in _NEVER for t in adverbs) or any(c.dep_ == "neg" for c in children) or denied_by_link(token):
        return True
    subjects = [child for child in children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(s.lower_ in _NOBODY or any(c.lower_ in _NONE for c in s.children) for s in subjects)


def _act(token: "Token", verb: Verb) -> Act:
    """What is done with the content; "declined to say" declines, whatever the verb below it."""
    head = token.head
    if token.dep_ == "xcomp" and head.lemma_ in REFUSALS:
        return Act.DECLINES
    return Act.DECLINES if is_refused(token) else verb.act
