"""Stage one: the words that say that somebody said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.models import Act, Span
from index.statements.lexicon import NAMING, NOUNS, VERBS, Verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSIBILITY = frozenset({"can", "could", "may", "might", "should", "must", "would", "ca", "ought"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_NEVER = frozenset({"never", "hardly", "nowhere"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_UNREALISED = frozenset("want wish hope plan intend need expect try seek be have ask agree offer able".split())
_REFUSALS = frozenset({"decline", "refuse", "fail"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb, "according" or a reporting noun. ``token`` is its position in the document."""

    token: int
    span: Span
    act: Act
    negated: bool
    verb: Verb | None = None


def cues_of(doc: "Doc", quoted: list[Span]) -> Iterator[Cue]:
    """All cues outside quotation marks, in order. Hypothetical ones ("could say") are not cues."""
    for token in doc:
        if any(span.start <= token.idx < span.end for span in quoted):
            continue
        verb = verb_of(token)
        if verb is not None and not _is_hypothetical(token) and not _only_names(token):
            negated = _is_negated(token)
            yield Cue(token.i, _cue_span(token), _act(token, verb), negated, verb)
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield Cue(token.i, Span(token.idx, doc[token.i + 1].idx + 2), Act.STATES, negated=False)
        elif token.pos_ == "NOUN" and token.lemma_ in NOUNS:
            yield Cue(token.i, Span(token.idx, token.idx + len(token)), NOUNS[token.lemma_], negated=False)


def verb_of(token: "Token") -> Verb | None:
    """The entry of a verb form in the lexicon, or None."""
    if token.pos_ not in {"VERB", "AUX"} and not (token.pos_ == "NOUN" and token.tag_.startswith("VB")):
        return None
    return VERBS.get(token.lemma_.lower()) or VERBS.get(token.lower_)


def _cue_span(token: "Token") -> Span:
    """The verb with its auxiliaries, negation and particle: "has not said", "pointed out"."""
    start, end = token, token
    for child in token.children:
        if child.dep_ in {"aux", "auxpass", "neg"} and child.i < start.i and start.i - child.i <= 2:
            start = child
        if child.dep_ == "prt" and child.i == token.i + 1:
            end = child
    return Span(start.idx, end.idx + len(end))


def _is_hypothetical(token: "Token") -> bool:
    """Whether the words are only possible, planned or asked for, and so reported of nobody."""
    first = token
    while first.dep_ == "conj" and first.tag_ == "VB" and first.head.tag_ == "VB":
        first = first.head
    if first is not token and _is_hypothetical(first):
        return True
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in _POSSIBILITY | _FUTURE and token.tag_ in {"VB", "VBN"}:
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"you", "one"}:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
            return True
    if token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return token.dep_ in {"advcl", "acl", "relcl"} or token.head.lemma_ in _UNREALISED or token.head.pos_ == "ADJ"
    if token.tag_ == "VBG" and token.head.pos_ == "ADJ" and token.dep_ in {"xcomp", "pcomp", "advcl"}:
        return True  # "it is worth noting"
    is_bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not any(c.dep_ == "nsubj" for c in token.children)
    return is_bare and all(c.lemma_ == "do" for c in token.children if c.dep_ == "aux")


def _only_names(token: "Token") -> bool:
    """Whether a participle of naming gives a thing its name ("a device called the E-meter")."""
    agent = any(child.dep_ == "agent" for child in token.children)
    return token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_ in NAMING and not agent


def _is_negated(token: "Token") -> bool:
    children = list(token.children)
    if any(child.dep_ == "neg" or child.lower_ in _NEVER for child in children):
        return True
    subjects = [child for child in children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(s.lower_ in _NOBODY or any(c.lower_ == "no" for c in s.children) for s in subjects)


def _act(token: "Token", verb: Verb) -> Act:
    """What is done with the content; "declined to say" declines, whatever the verb below it."""
    head = token.head
    if token.dep_ == "xcomp" and head.lemma_ in _REFUSALS:
        return Act.DECLINES
    return verb.act
