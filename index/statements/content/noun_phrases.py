"""Noun phrases as they stand for somebody: how far one reaches, and which one a name belongs to."""

from typing import TYPE_CHECKING

from index.models import Span
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_CLAUSES = frozenset({"relcl", "acl", "advcl", "parataxis", "appos", "ccomp"})
LIKENING = frozenset({"as", "like", "than"})  # "firms such as Kestrel Foods": an example, no part of the name
_PLACING = frozenset({"in", "at", "near"})
_TIMES = frozenset({"DATE", "TIME"})
_NOT = frozenset({"not", "never"})
_BEFORE_HEAD = frozenset({"compound", "det", "amod", "poss", "case", "nmod"})


def phrase(head: "Token") -> Span:
    """The noun phrase of a token: titles and "of …" belong to it, relative clauses and appositions do not."""
    if (head.pos_ == "PRON" and head.dep_ != "poss" and not _is_of_some(head)) or head.pos_ == "VERB":
        return Span(head.idx, head.idx + len(head))
    kept = list(_phrase_tokens(head))
    first, last = min(kept, key=lambda t: t.i), max(kept, key=lambda t: t.i)
    while last.i > head.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    while first.i < head.i and (first.is_punct or first.is_space or first.pos_ in {"CCONJ", "ADV"}):
        first = first.nbor(1)
    return Span(first.idx, last.idx + len(last))


def _is_of_some(quantity: "Token") -> bool:
    """ "all but three of the 27": how many of whom is told behind it."""
    return quantity.tag_ == "DT" and any(c.lower_ in {"of", "but"} for c in quantity.rights)


def _phrase_tokens(head: "Token") -> "Iterator[Token]":
    yield head
    for child in head.children:
        if child.dep_ in _CLAUSES or child.dep_ == "punct" or (child.i > head.i and child.dep_ in {"cc", "advmod"}):
            continue
        if child.dep_ == "neg" or is_excluded(child):
            continue  # "Ann Lee, not Bo Orr, said"
        if child.dep_ == "conj":
            yield from _phrase_tokens(child)
        elif child.dep_ == "prep":
            if not _tells_day(child):
                yield from _prepositional(child)
        else:
            yield from (t for t in child.subtree if t.dep_ != "relcl")


def is_excluded(noun: "Token") -> bool:
    """Whether a noun is joined to another only to be told from it: "Ann Lee and not Bo Orr"."""
    return noun.dep_ in {"conj", "appos"} and word_before(noun) in _NOT


def word_before(noun: "Token") -> str:
    """The word before a noun with its titles and articles, in lower case."""
    at = noun.i - 1
    while at > 0 and noun.doc[at].dep_ in _BEFORE_HEAD:
        at -= 1
    return str(noun.doc[at].lower_)


def subject_before_comma(participle: "Token") -> "Token | None":
    """The noun before a participle between commas, of which the parse makes it the subject.

    No comma stands between a subject and its verb, so a verb with one there is no finite one.
    """
    own = next((c for c in participle.lefts if c.dep_ == "nsubj"), None)
    verb = participle.head
    if (
        own is None
        or participle.tag_ not in {"VBD", "VBN"}
        or verb.i < participle.i
        or verb.pos_ not in {"VERB", "AUX"}
    ):
        return None
    last = participle.right_edge
    closed = last.text == "," or (last.i < verb.i and last.nbor(1).text == ",")
    return own if own.i + 2 == participle.i and own.nbor(1).text == "," and closed else None


def _tells_day(preposition: "Token") -> bool:
    """ "the campaign on Tuesday said": when it spoke is no part of who did."""
    return preposition.lower_ == "on" and any(c.ent_type_ in _TIMES for c in preposition.rights)


def _prepositional(preposition: "Token") -> "Iterator[Token]":
    if not any(child.dep_ in {"pobj", "prep"} for child in preposition.children):
        return  # "critics of promoting it": the rest is no part of who they are
    yield preposition
    for child in preposition.children:
        if child.dep_ in {"pobj", "prep"}:
            yield from _phrase_tokens(child)


@rule(
    RuleId.PHRASE_BEFORE,
    Concern.SOURCE,
    example="In an interview with Der Spiegel, central banker Uta Brandt said inflation would fall.",
    gives="Uta Brandt: inflation would fall",
    not_on="Ann Lee said the dam was safe.",
)
def chunk_before(verb: "Token") -> "Token | None":
    """The head of the noun phrase that ends right before a verb and its auxiliaries, commas passed over."""
    start = min((c.i for c in verb.children if c.dep_ in {"aux", "neg", "advmod"} and c.i < verb.i), default=verb.i)
    before = verb.doc[verb.sent.start : start]
    chunks = [c for c in before.noun_chunks if start - c.end <= 1 and c.root.ent_type_ not in _TIMES]
    return head_noun(chunks[-1].root) if chunks else None


def head_noun(noun: "Token", start: int = 0) -> "Token":
    """From "Mail" in "Matthew Ingram of The Globe and Mail" and "SC" in "Tom Molomby, SC" up to the name itself.

    Nothing before the character ``start`` is taken for it, nor what a preposition ties to the verb: in "In a talk with
    Der Spiegel, banker Uta Brandt said" the banker is not Der Spiegel.
    """
    while noun.dep_ in {"appos", "conj"} or (_is_owned(noun) and noun.head.lower_ not in LIKENING):
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.idx < start or (noun.dep_ == "appos" and not in_brackets(noun) and _is_governed(above)):
            break
        noun = above
    return noun


def in_brackets(noun: "Token") -> bool:
    """Whether a noun phrase stands between brackets of its own: "Ann Lee (D-Ohio)"."""
    first, last = noun.left_edge, noun.right_edge
    opened = first.text == "(" or (first.i > 0 and first.nbor(-1).text == "(")
    return opened and (last.text == ")" or (last.i + 1 < len(noun.doc) and last.nbor(1).text == ")"))


def _is_owned(noun: "Token") -> bool:
    """Whether a preposition ties a noun to another: "of The Globe and Mail". Nobody is "in" anything that speaks."""
    nested = noun.dep_ == "pobj" and noun.head.head.pos_ in {"PROPN", "NOUN"}
    return nested and not (noun.ent_type_ == "PERSON" and noun.head.lower_ in _PLACING)


def _is_governed(noun: "Token") -> bool:
    """Whether a noun is in a phrase whose preposition hangs on a verb, and so is nobody who speaks there."""
    while noun.dep_ in {"appos", "conj", "pobj"} and noun.head != noun:
        if noun.dep_ == "pobj" and noun.head.head.pos_ not in {"PROPN", "NOUN"}:
            return True
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return False
