"""Who is most present in the reader's mind at a place in a text: the antecedent of a pronoun.

The weights are those of S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora Resolution",
*Computational Linguistics* 20 (1994), table 1: each sentence gives what it names a weight for its
recency, its grammatical role and its place in the phrase, and a weight halves with each sentence
that follows; a pronoun keeps whom it stands for present. Three things are added for the news: whoever
spoke last is likely to go on, sentences inside quotation marks do not count as distance, nor do names
in them weigh much outside, and the subject of a subordinate clause weighs no more than an object.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, gendered_pronouns, words_that
from index.models import Placed, Span, SpeakerKind, placed
from index.statements.cast.members import Cast, Naming
from index.statements.tokens import SUBJECTS, text_of

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
_PLACING = words_that(WordUse.LOCATES) | {"off", "across", "around"}
_LONGEST_PARAGRAPH = 1_000  # characters, as in ``index.english.run_on``
_REACH = 6  # sentences
_EARLIER_PARAGRAPH = 0.95  # share of its weight that a mention keeps when a new paragraph begins
_LEAST = 25.0  # below this nobody is present enough
_SUBORDINATE = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})
_MODIFIERS = frozenset({"compound", "poss", "amod", "nmod", "npadvmod"})


PRONOUNS = gendered_pronouns()  # and the gender of each


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place at which a member is named or meant by a pronoun, with its weight in its sentence."""

    member: str
    span: Span
    sentence: int
    weight: float


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
        self._text = text_of(doc)
        marked = placed(quoted)
        self._sentences = _numbered(doc, marked)
        self._mentions = [
            _Mention(n.member, n.span, self._sentences[n.token], _weight(doc[n.token], n.span, marked))
            for n in cast.namings
        ]
        self._pronouns = [t for t in doc if t.lower_ in PRONOUNS and t.dep_ in SUBJECTS and not marked.hold(t.idx)]
        self._spoke: list[_Mention] = []
        self._stranger: int | None = None  # the sentence in which somebody without a name spoke last
        self._places = _located(doc, cast)
        self._unlisted: dict[str, SpeakerKind] = {}  # speakers who are not in the cast

    def heard(self, token: int, mention: Span, member: str) -> None:
        """Note that a member spoke, with a mention whose head is this token."""
        spoke = _Mention(member, mention, self._sentences[token], _SPOKE)
        self._spoke.append(spoke)
        if self._cast.member(member) is None:
            self._unlisted[member] = SpeakerKind.ORGANISATION
            self._mentions.append(replace(spoke, weight=_RECENCY + _SUBJECT + _HEAD_NOUN))

    def met(self, token: int) -> None:
        """Note that somebody spoke whom the text does not name, with a mention whose head is this token."""
        self._stranger = self._sentences[token]

    def stranger_near(self, token: int) -> bool:
        """Whether somebody without a name spoke in this sentence or the one before: "the man" may be him."""
        return self._stranger is not None and 0 <= self._sentences[token] - self._stranger <= 1

    def distance(self, one: "Token", other: "Token") -> int:
        """How many sentences lie between two tokens, those in quotation marks not counted."""
        return self._sentences[other.i] - self._sentences[one.i]

    @property
    def unlisted(self) -> tuple[str, ...]:
        """Who has spoken and is not in the cast, the last first."""
        return tuple(reversed(self._unlisted))

    def last_speaker(self, token: int) -> str | None:
        """Who spoke last, in this sentence or the one before."""
        last = self._spoke[-1] if self._spoke else None
        return last.member if last and self._sentences[token] - last.sentence <= 1 else None

    def has_spoken_beside(self, token: int) -> bool:
        """Whether the last speaker spoke in this very sentence: another subject in it is somebody else."""
        return bool(self._spoke) and self._spoke[-1].sentence == self._sentences[token]

    def spoke_here(self, at: int, text: str) -> bool:
        """Whether the last speaker spoke in the paragraph of this place; untold where a text has lost its breaks."""
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        length = (end if end >= 0 else len(text)) - start
        return bool(self._spoke) and self._spoke[-1].span.start >= start and length <= _LONGEST_PARAGRAPH

    def antecedent(
        self, token: int, at: int, kind: SpeakerKind, gender: str | None = None, without: frozenset[str] = frozenset()
    ) -> Antecedent | None:
        """The most present member of a kind before a place, of fitting gender and not among ``without``.

        Ask in the order of the text: the pronouns on the way to the place are resolved first, and
        keep those present for whom they stand.
        """
        while self._pronouns and self._pronouns[0].idx < at:
            self._follow(self._pronouns.pop(0))
        return self._most_present(token, at, kind, gender, without)

    def _follow(self, pronoun: "Token") -> None:
        span = Span(pronoun.idx, pronoun.idx + len(pronoun))
        found = self._most_present(pronoun.i, span.start, SpeakerKind.PERSON, PRONOUNS[pronoun.lower_], frozenset())
        if found:
            weight = _RECENCY + _role(pronoun)
            self._mentions.append(_Mention(found.member, span, self._sentences[pronoun.i], weight))

    def _most_present(
        self, token: int, at: int, kind: SpeakerKind, gender: str | None, without: frozenset[str]
    ) -> Antecedent | None:
        here = self._sentences[token]
        near = [m for m in self._mentions if m.span.end <= at and 0 <= here - m.sentence <= _REACH]
        presence = self._presence(near, here, at)
        fits = {name: self._fit(name, kind, gender) for name in presence if name not in without}
        fitting = {name: presence[name] * fit for name, fit in fits.items() if fit}
        last = _last_places(near)
        ranked = sorted(fitting, key=lambda member: (-fitting[member], -last[member].start))
        sure = [name for name in ranked if gender and fits[name] == 1.0]
        if not ranked or fitting[ranked[0]] < _LEAST:
            if len(sure) == 1:  # "Mr. Ban's watch" keeps nobody present for long, but nobody else can be meant
                return Antecedent(sure[0], last[sure[0]], 0.0)
            return self._only(at, kind, gender, without) if gender else None
        nearer = self._last_subject(token, at) if sure and ranked[0] not in sure else None
        if nearer is not None and nearer.member in sure:
            return Antecedent(nearer.member, nearer.span, 0.0)
        first, second = fitting[ranked[0]], fitting[ranked[1]] if len(ranked) > 1 else 0.0
        return Antecedent(ranked[0], last[ranked[0]], (first - second) / first)

    def _presence(self, near: Sequence[_Mention], here: int, at: int) -> dict[str, float]:
        """How present each member is at a place: its weightiest mention counts, and what it has said adds to that.

        A mention counts half with each sentence that it is away, and less in an earlier paragraph.
        """
        paragraph = self._text.rfind("\n", 0, at)
        presence: dict[str, float] = {}
        for mention in near:
            weight = mention.weight * (_EARLIER_PARAGRAPH if mention.span.end < paragraph else 1.0)
            faded = weight * 0.5 ** (here - mention.sentence)
            presence[mention.member] = max(presence.get(mention.member, 0.0), faded)
        for spoke in self._spoke[-3:]:
            if spoke.span.start < at and here - spoke.sentence <= _REACH and spoke.member in presence:
                presence[spoke.member] += spoke.weight * 0.5 ** (here - spoke.sentence)
        return presence

    def _last_subject(self, token: int, at: int) -> Naming | None:
        """The last subject named before a place in its sentence.

        In "Bo Orr said Eva Novak was a guest and she claims …" it beats one whose gender is not known.
        """
        here = (n for n in reversed(self._cast.namings) if n.span.end <= at and n.subject)
        return next((n for n in here if self._sentences[n.token] == self._sentences[token]), None)

    def _only(self, at: int, kind: SpeakerKind, gender: str, without: frozenset[str]) -> Antecedent | None:
        """The one member whom the gender fits that was named so far, however long ago."""
        named = {n.member: n.span for n in self._cast.namings if n.span.end <= at and n.member not in without}
        fitting = [name for name in named if self._fit(name, kind, gender)]
        return Antecedent(fitting[0], named[fitting[0]], 0.0) if len(fitting) == 1 else None

    def _fit(self, name: str, kind: SpeakerKind, gender: str | None) -> float:
        member = self._cast.member(name)
        if member is None:
            return float(self._unlisted.get(name) is kind)
        if member.kind is not kind:
            return 0.0
        if gender and name in self._places:
            return 0.0
        if gender is None or member.gender == gender:
            return 1.0
        return _UNSURE_GENDER if member.gender is None else 0.0


def _last_places(mentions: Sequence[_Mention]) -> dict[str, Span]:
    """Where each member is mentioned last."""
    last: dict[str, Span] = {}
    for mention in mentions:
        last[mention.member] = max(mention.span, last.get(mention.member, mention.span))
    return last


def shared_subject(pronoun: "Token") -> "Token | None":
    """The subject of the clauses to which that of a pronoun is joined: "Lee met Orr, and he said …": Lee."""
    verb = pronoun.head
    while pronoun.dep_ in SUBJECTS and verb.dep_ == "conj" and verb.head.i < verb.i:
        verb = verb.head
        own = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
        if own is not None:
            return own
    return None


def _numbered(doc: "Doc", quoted: Placed[Span]) -> list[int]:
    """The number of each token's sentence; those without words outside quotation marks are not counted."""
    numbers, number = [0] * len(doc), 0
    for sentence in doc.sents:
        number += any(token.is_alpha and not quoted.hold(token.idx) for token in sentence)
        for token in sentence:
            numbers[token.i] = number
    return numbers


def _located(doc: "Doc", cast: Cast) -> frozenset[str]:
    """Names of one word that stand only where places do ("off Kamchatka"), whatever the model took them for."""
    apart = {n.member for n in cast.namings if not _is_located(doc[n.token])}
    return frozenset(m.name for m in cast.members if " " not in m.name and m.gender is None) - apart


def _is_located(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _PLACING


def _weight(token: "Token", span: Span, quoted: Placed[Span]) -> float:
    head = token
    while head.dep_ in {"appos", "conj"} and head.head != head:
        head = head.head
    if head.dep_ == "poss" and head.head.dep_ in SUBJECTS:
        head = head.head  # "Lee's face did not move": Lee is who the sentence is about
    weight = _RECENCY + _role(head)
    if head.dep_ in _MODIFIERS:
        weight *= _MODIFIER_SHARE
    return weight * _QUOTED_SHARE if quoted.hold(span.start) else weight


def _role(token: "Token") -> float:
    if token.dep_ in SUBJECTS:
        clause = token.head.dep_
        return _HEAD_NOUN + _NOT_ADVERBIAL + (_OBJECT if clause in _SUBORDINATE else _SUBJECT)
    if token.dep_ in {"attr", "expl"}:
        return _PREDICATE + _HEAD_NOUN + _NOT_ADVERBIAL
    if token.dep_ in {"dobj", "dative", "oprd"}:
        return _OBJECT + _HEAD_NOUN + _NOT_ADVERBIAL
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return _SUBJECT + _HEAD_NOUN + _NOT_ADVERBIAL  # "was derided by Lee": who does it, whatever the voice
    if token.dep_ == "pobj":
        of_verb = token.head.head.pos_ in {"VERB", "AUX"}
        return _OBLIQUE + (_HEAD_NOUN if of_verb else 0.0)
    return 0.0
