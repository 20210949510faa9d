"""Stage four, cleft sentences: of whom "It was X, not Y, who said" tells, and of whom it tells that they did not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.statements.content.noun_phrases import is_excluded, word_before
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDING = frozenset({"only", "just", "merely", "simply"})  # "not only Ann Lee": she did
_NOT = frozenset({"not", "n't", "n’t", "never"})
_PARALLEL = frozenset({"conj", "appos"})
_CONTRASTING = frozenset({"than", "not", "but"})


@dataclass(frozen=True, slots=True)
class Cleft:
    """The focus of a cleft sentence; ``speaker`` is the noun that it stresses, or None if it only tells who is not."""

    speaker: "Token | None"


def cleft_around(head: "Token", relative: "Token") -> Cleft | None:
    """The cleft sentence to whose focus a relative pronoun's antecedent belongs, or None if the sentence is none."""
    focus = _focus_of(head)
    copula = focus.head
    if focus.dep_ != "attr" or copula.lemma_ != "be" or focus.i < copula.i or not _has_it(copula):
        return None
    contrasted = (c for c in focus.rights if c.dep_ == "appos" and word_before(c) in _CONTRASTING)
    members = [focus, *(c for c in focus.conjuncts if c.i > focus.i), *contrasted]
    told = [one for one in members if one.i < relative.i and not _is_denied(one, copula)]
    return Cleft(told[0] if told else None)


def _focus_of(noun: "Token") -> "Token":
    """The noun to which one is joined or opposed: "It was Ann Lee rather than Bo Orr who said"."""
    while noun.dep_ in _PARALLEL and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "than":
        return next((c for c in noun.head.head.children if c.dep_ == "attr"), noun)
    return noun


def _has_it(copula: "Token") -> bool:
    return any(c.lower_ == "it" and c.dep_ in SUBJECTS | {"expl"} for c in copula.children)


def _is_denied(noun: "Token", copula: "Token") -> bool:
    """Whether "not" stands before a noun, or between it and the copula, without an "only" behind it."""
    if noun.dep_ in _PARALLEL:
        return is_excluded(noun)
    between = noun.doc[copula.i + 1 : noun.i]
    negated = any(t.lower_ in _NOT for t in (*between, *copula.lefts))
    return negated and not any(t.lower_ in _ADDING for t in between)
