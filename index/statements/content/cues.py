"""Stage one: the words that say that somebody said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import (
    CHARACTERISING,
    EXPECTING,
    FORECASTERS,
    MEDIA,
    NAMING,
    NOUNS,
    PHRASING,
    QUOTING,
    REGARDING,
    VERBS,
    Frame,
    Verb,
    VerbUse,
    verbs_that,
)
from index.models import Act, Span
from index.statements.tokens import FINITE, MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSIBILITY = words_that(WordUse.POSSIBLE)
_FUTURE = words_that(WordUse.FUTURE)
_REFUSING = frozenset({"would", "will", "could", "wo"})
_NEVER = words_that(WordUse.NEVER)
_NOBODY = words_that(WordUse.NOBODY)
# only these tell that the verb below them came to pass: "went on to say", not "was asked to say"
_REALISING = verbs_that(VerbUse.REALISES)
# what is evidence shows something too; it says nothing
_EVIDENTIAL = verbs_that(VerbUse.EVIDENCES)
_THINGS = words_that(WordUse.THING)
_PERSONAL = words_that(WordUse.OBJECT)
_SUPPOSING = verbs_that(VerbUse.SUPPOSES)
REFUSALS = verbs_that(VerbUse.REFUSES)
_LEMMAS = {"rat": "rate", "retweete": "retweet"}  # what the lemmatiser makes of "rated" and "retweeted"


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
        if verb is None and _puts_it(token):
            verb = PHRASING
        if (verb is None or verb.frames is Frame.QUOTE) and characterised_by(token):
            verb = CHARACTERISING
        if verb is None and _forecasts(token):
            verb = EXPECTING
        if verb is not None and not (_is_hypothetical(token) or _only_names(token) or _is_quoted_as(token)):
            negated = _is_negated(token)
            yield Cue(token.i, _cue_span(token), _act(token, verb), negated, verb)
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield Cue(token.i, Span(token.idx, doc[token.i + 1].idx + 2), Act.STATES, negated=False)
        elif token.lower_ == "words" and doc[max(0, token.i - 2) : token.i + 2].text.lower() == "in the words of":
            yield Cue(token.i, Span(doc[token.i - 2].idx, doc[token.i + 1].idx + 2), Act.STATES, False, QUOTING)
        elif token.pos_ == "NOUN" and token.lemma_ in NOUNS:
            yield Cue(token.i, Span(token.idx, token.idx + len(token)), NOUNS[token.lemma_], negated=False)


def verb_of(token: "Token") -> Verb | None:
    """The entry of a verb form in the lexicon, or None."""
    if token.pos_ not in {"VERB", "AUX"} and not (token.pos_ == "NOUN" and token.tag_.startswith("VB")):
        return None
    return VERBS.get(_LEMMAS.get(token.lemma_, token.lemma_.lower())) or VERBS.get(token.lower_)


def _puts_it(token: "Token") -> bool:
    """ "as X put it", "he put it bluntly": how something is phrased, not where it is put."""
    if token.lemma_ != "put" or token.pos_ != "VERB" or token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "it":
        return False
    behind = token.nbor(2)
    if behind.lower_ in {"this", "like"} or behind.lower_.endswith("ly"):
        return True
    told_as = any(child.dep_ == "mark" and child.lower_ == "as" for child in token.children)
    texts = MEDIA | {"essay", "expose", "piece", "profile"}
    in_text = behind.lower_ == "in" and any(t.lemma_.lower() in texts for t in token.doc[token.i + 3 : token.i + 7])
    return told_as and (behind.is_punct or behind.is_space or in_text)  # not "put it back"


def _forecasts(token: "Token") -> bool:
    """ "The fund expects that prices will fall": a person's expectation is a belief, a body's a forecast."""
    if token.lemma_ != "expect" or token.pos_ != "VERB":
        return False
    subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    finite = any(c.dep_ == "ccomp" and any(t.tag_ in FINITE for t in (c, *c.children)) for c in token.children)
    return finite and subject is not None and (subject.ent_type_ == "ORG" or subject.lemma_.lower() in FORECASTERS)


def characterised_by(verb: "Token") -> "tuple[Token, Token] | None":
    """Whom a verb of regard or attack makes something in marks ("admires him as a 'strong leader'"), and that "as".

    The marks say that the words are the subject's own. With a thing for object they may be a name ("sees it as
    'Hope'"), so only persons count.
    """
    if verb.lemma_ not in REGARDING or any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    objects += [g for c in verb.rights if c.dep_ == "prep" for g in c.rights if g.dep_ == "pobj"]
    person = next((o for o in objects if o.ent_type_ == "PERSON" or o.lower_ in _PERSONAL), None)
    if person is None:
        return None
    for token in verb.doc[person.i + 1 : verb.sent.end - 2]:
        if token.lower_ == "as" and token.head in {verb, person}:
            mark = token.nbor(2) if token.nbor(1).pos_ == "DET" else token.nbor(1)
            quoted = mark.text in MARKS and mark.i + 1 < len(mark.doc) and mark.nbor(1).is_lower
            return (person, token) if quoted else None
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


def _is_hypothetical(token: "Token") -> bool:
    """Whether the words are only possible, planned or asked for, and so reported of nobody."""
    first = token
    while first.dep_ == "conj" and first.tag_ == "VB" and first.head.tag_ == "VB":
        first = first.head
    if first is not token and _is_hypothetical(first):
        return True
    if _is_conditional(token) or any(_supposes(a) for a in token.ancestors):
        return True
    if token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return token.head.lemma_ not in _REALISING | REFUSALS
    worth = token.tag_ == "VBG" and token.head.pos_ == "ADJ" and token.dep_ in {"xcomp", "pcomp", "advcl"}
    return worth or _is_imperative(token)  # "it is worth noting"


def _supposes(token: "Token") -> bool:
    """ "Suppose a senator told you …"."""
    return token.lemma_.lower() in _SUPPOSING and token.i == token.sent.start and token.tag_ in {"VB", "VBP"}


def _is_conditional(token: "Token") -> bool:
    """Whether a modal, a generic subject or "if" keeps the clause from being reported."""
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in _POSSIBILITY | _FUTURE and token.tag_ in {"VB", "VBN"}:
            reserved = any(c.lower_ == "only" for c in token.children)  # "would only say that …" says it
            return not (reserved or _is_refused(token))
        if child.dep_ in {"nsubj", "nsubjpass"} and (
            child.lower_ == "you" or (child.lower_ == "one" and token.tag_ != "VBD")
        ):
            return True
        if child.dep_ == "nsubj" and child.lower_ in _THINGS and token.lemma_ in _EVIDENTIAL:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
            return True
    return False


def _is_refused(token: "Token") -> bool:
    """ "would not confirm that …" reports a refusal."""
    modal = any(child.dep_ == "aux" and child.lower_ in _REFUSING for child in token.children)
    return modal and any(child.dep_ == "neg" for child in token.children)


def _is_imperative(token: "Token") -> bool:
    if token.tag_ != "VB" or token.dep_ != "ROOT" or any(c.dep_ == "nsubj" for c in token.children):
        return False
    return all(c.lemma_ == "do" for c in token.children if c.dep_ == "aux")


def _is_quoted_as(token: "Token") -> bool:
    """ "SANA quoted her as saying": "quoted" is the cue."""
    return token.tag_ == "VBG" and token.head.lower_ == "as" and token.head.head.lemma_ == "quote"


def _only_names(token: "Token") -> bool:
    """Whether a participle of naming gives a thing its name ("a device called the E-meter")."""
    agent = any(child.dep_ == "agent" for child in token.children)
    return token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_ in NAMING and not agent


def _is_negated(token: "Token") -> bool:
    children = list(token.children)
    if _is_refused(token):
        return False  # what is denied is the saying, which the act tells
    if any(child.dep_ == "neg" or child.lower_ in _NEVER for child in children):
        return True
    subjects = [child for child in children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(s.lower_ in _NOBODY or any(c.lower_ == "no" for c in s.children) for s in subjects)


def _act(token: "Token", verb: Verb) -> Act:
    """What is done with the content; "declined to say" declines, whatever the verb below it."""
    head = token.head
    if token.dep_ == "xcomp" and head.lemma_ in REFUSALS:
        return Act.DECLINES
    return Act.DECLINES if _is_refused(token) else verb.act
