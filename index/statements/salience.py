"""Who is most present in the reader's mind at a place in a text: the antecedent of a pronoun.

The weights are those of S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora Resolution",
*Computational Linguistics* 20 (1994), table 1: each sentence gives what it names a weight for its
recency, its grammatical role and its place in the phrase, and a weight halves with each sentence
that follows. Two things are added for the news: whoever spoke last is likely to go on, and sentences
inside quotation marks do not count as distance, nor do names in them weigh much outside.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.models import Span, SpeakerKind
from index.statements.cast import Cast, Naming

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RECENCY = 100.0
_SUBJECT = 80.0
_PREDICATE = 70.0
_OBJECT = 50.0
_OBLIQUE = 40.0
_HEAD_NOUN = 80.0
_NOT_ADVERBIAL = 50.0
_SPOKE = 130.0
_QUOTED_SHARE = 0.2
_MODIFIER_SHARE = 0.3
_UNSURE_GENDER = 0.8
_REACH = 6  # sentences
_LEAST = 25.0  # below this nobody is present enough
_MODIFIERS = frozenset({"compound", "poss", "amod", "nmod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Who is meant, where they were named last, and how clearly (0 to 1) they stand out from the next."""

    member: str
    span: Span
    margin: float


class Salience:
    """The presence of a cast, at any place of one document."""

    def __init__(self, doc: "Doc", cast: Cast, quoted: Sequence[Span]) -> None:
        self._cast = cast
        self._sentences = _numbered(doc, quoted)
        self._weighed = [(n, self._sentences[n.token], _weight(doc[n.token], n, quoted)) for n in cast.namings]
        self._spoke: list[tuple[int, int, str]] = []  # sentence, character, member

    def heard(self, token: int, at: int, member: str) -> None:
        """Note that a member spoke, with the mention at this token and character."""
        self._spoke.append((self._sentences[token], at, member))

    def antecedent(
        self, token: int, at: int, kind: SpeakerKind, gender: str | None = None, without: frozenset[str] = frozenset()
    ) -> Antecedent | None:
        """The most present member of a kind before a place, of fitting gender and not among ``without``."""
        here = self._sentences[token]
        total: dict[str, float] = defaultdict(float)
        last: dict[str, Span] = {}
        best: dict[tuple[str, int], float] = defaultdict(float)
        for naming, sentence, weight in self._weighed:
            if naming.span.end <= at and here - sentence <= _REACH:
                key = (naming.member, sentence)
                best[key] = max(best[key], weight)
                last[naming.member] = naming.span
        for (member, sentence), weight in best.items():
            total[member] += weight * 0.5 ** (here - sentence)
        for sentence, place, member in self._spoke[-3:]:
            if place < at and here - sentence <= _REACH and member in total:
                total[member] += _SPOKE * 0.5 ** (here - sentence)
        fitting = {m: w * f for m, w in total.items() if m not in without and (f := self._fit(m, kind, gender))}
        ranked = sorted(fitting, key=lambda member: (-fitting[member], -last[member].start))
        if not ranked or fitting[ranked[0]] < _LEAST:
            return self._only(at, kind, gender, without) if gender else None
        first, second = fitting[ranked[0]], fitting[ranked[1]] if len(ranked) > 1 else 0.0
        return Antecedent(ranked[0], last[ranked[0]], (first - second) / first)

    def _only(self, at: int, kind: SpeakerKind, gender: str, without: frozenset[str]) -> Antecedent | None:
        """The one member of a gender that was named so far, however long ago."""
        named = {n.member: n.span for n in self._cast.namings if n.span.end <= at and n.member not in without}
        fitting = [name for name in named if self._fit(name, kind, gender) == 1.0]
        return Antecedent(fitting[0], named[fitting[0]], 0.0) if len(fitting) == 1 else None

    def _fit(self, name: str, kind: SpeakerKind, gender: str | None) -> float:
        member = self._cast.member(name)
        if member is None or member.kind is not kind:
            return 0.0
        if gender is None or member.gender == gender:
            return 1.0
        return _UNSURE_GENDER if member.gender is None else 0.0


def _numbered(doc: "Doc", quoted: Sequence[Span]) -> list[int]:
    """The number of each token's sentence, those that stand wholly in quotation marks not counted."""
    numbers, number = [0] * len(doc), 0
    for sentence in doc.sents:
        inside = any(q.start <= sentence.start_char and sentence.end_char <= q.end for q in quoted)
        number += not inside
        for token in sentence:
            numbers[token.i] = number
    return numbers


def _weight(token: "Token", naming: Naming, quoted: Sequence[Span]) -> float:
    head = token
    while head.dep_ in {"appos", "conj"} and head.head is not head:
        head = head.head
    weight = _RECENCY + _role(head)
    if head.dep_ in _MODIFIERS:
        weight *= _MODIFIER_SHARE
    return weight * _QUOTED_SHARE if any(q.covers(naming.span) for q in quoted) else weight


def _role(token: "Token") -> float:
    if token.dep_ in {"nsubj", "nsubjpass", "ROOT"}:
        return _SUBJECT + _HEAD_NOUN + _NOT_ADVERBIAL
    if token.dep_ in {"attr", "expl"}:
        return _PREDICATE + _HEAD_NOUN + _NOT_ADVERBIAL
    if token.dep_ in {"dobj", "dative", "oprd"}:
        return _OBJECT + _HEAD_NOUN + _NOT_ADVERBIAL
    if token.dep_ == "pobj":
        of_verb = token.head.head.pos_ in {"VERB", "AUX"}
        return _OBLIQUE + (_HEAD_NOUN if of_verb else 0.0)
    return 0.0
