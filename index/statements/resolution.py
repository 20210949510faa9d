"""Stage four: the mention of each draft resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.models import CastMember, Kind, Span, SpeakerKind, Statement
from index.statements.cast import Cast, Naming, plain
from index.statements.drafts import Draft
from index.statements.mentions import phrase
from index.statements.names import TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

THRESHOLD = 0.4
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_ORGANISATION_PRONOUNS = frozenset({"it", "they"})
_NEVER = frozenset({"i", "we", "you", "this", "these", "those", "what", "there"})
_RELATIVES = frozenset({"who", "which", "that"})
_INDEFINITE = frozenset({"a", "an", "some", "one", "another", "several", "many", "few", "other", "any", "both"})
_REACH_SENTENCES = 6
_PHRASE_TOKENS = 60
# roles that stand for each other in the news: the narrower word, and what it is also called
_ALSO = {
    "minister": {"diplomat", "official", "politician"},
    "ambassador": {"diplomat", "envoy"},
    "senator": {"lawmaker", "legislator", "politician"},
    "sen": {"senator", "lawmaker"},
    "representative": {"lawmaker", "congressman", "congresswoman"},
    "rep": {"representative", "lawmaker", "congressman", "congresswoman"},
    "congressman": {"lawmaker"},
    "congresswoman": {"lawmaker"},
    "nominee": {"candidate"},
    "gov": {"governor"},
    "attorney": {"lawyer"},
    "lawyer": {"attorney"},
    "chief": {"head", "boss", "executive"},
    "ceo": {"executive", "boss"},
    "professor": {"scholar", "academic", "researcher"},
    "president": {"leader"},
    "premier": {"leader"},
    "spokeswoman": {"spokesperson"},
    "spokesman": {"spokesperson"},
}
# bodies that a name specifies ("Syria's military", "the X campaign"): the whole phrase is their name
_BODIES = frozenset("campaign military army police government ministry department office team foundation".split())
# people and texts that speak for the organisation that they are named with
_SPOKEN_FOR = _BODIES | frozenset(
    """spokesman spokeswoman spokesperson official officials representatives aide aides statement report study article
    editorial website lawyers attorneys officers members source sources agency press""".split()
)


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    rule: str
    confidence: float
    evidence: Span | None = None


def resolve(doc: "Doc", article_id: str, drafts: Sequence[Draft], cast: Cast) -> tuple[Statement, ...]:
    """Turn drafts into statements with their speakers. Drafts are in the order of the text."""
    context = _Context(doc, cast)
    statements: list[Statement] = []
    for draft in drafts:
        found = context.inherited(statements) if draft.pattern == "orphan" else context.find(draft)
        if found and found.confidence < THRESHOLD:
            found = None
        statement = Statement(
            article_id=article_id,
            parts=draft.parts,
            kind=draft.kind,
            cue=draft.cue,
            act=draft.act,
            negated=draft.negated,
            mention=draft.mention,
            speaker=found.name if found else None,
            evidence=found.evidence if found else None,
            via=draft.via,
            pattern=draft.pattern,
            resolved_by=found.rule if found else "",
            confidence=found.confidence if found else 0.0,
        )
        statements.append(statement)
        context.heard(draft, found.name if found else None)
    return tuple(statements)


class _Context:
    """What has been said so far, while the drafts are gone through in order."""

    def __init__(self, doc: "Doc", cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._sentences = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._last: tuple[int, str] | None = None  # where somebody spoke last, and who

    def heard(self, draft: Draft, speaker: str | None) -> None:
        """Note who has just spoken."""
        if speaker and draft.mention:
            self._last = (draft.mention.start, speaker)

    def inherited(self, statements: Sequence[Statement]) -> _Found | None:
        """The speaker of a quotation without a cue: who was quoted last, or the last person who spoke.

        Reports of organisations and of sources without a name are passed over: they stand between.
        """
        for before in reversed(statements):
            member = self._cast.member(before.speaker) if before.speaker else None
            if before.kind is Kind.DIRECT or (member and member.kind is SpeakerKind.PERSON):
                if before.speaker is None:
                    return None
                return _Found(before.speaker, "continued", before.confidence * 0.9, before.mention or before.evidence)
        return None

    def find(self, draft: Draft) -> _Found | None:
        """The speaker of a draft by its mention."""
        mention = draft.mention
        tokens = self._doc.char_span(mention.start, mention.end, alignment_mode="expand") if mention else None
        words = tokens.text.lower() if tokens is not None else ""
        if mention is None or tokens is None or words in _NEVER:
            return None
        if words in _RELATIVES:
            return self._antecedent(tokens.root)
        if words in _GENDERS:
            return self._pronoun(mention, _GENDERS.get(words))
        if words in _ORGANISATION_PRONOUNS:
            return self._organisation_pronoun(mention, words)
        return self._named(mention, tokens.root) or self._nominal(mention, tokens.root)

    def _named(self, mention: Span, root: "Token") -> _Found | None:
        inside = [n for n in self._cast.namings if n.span.overlaps(mention)]
        head = next((n for n in inside if n.span.start <= root.idx < n.span.end), None)
        if head is None:
            people = [n for n in inside if self._kind(n) is SpeakerKind.PERSON and self._title_of(root, n)]
            head = people[-1] if people else None
        if head is None:
            return None
        others = [n.member for n in inside if n.token != head.token and self._joined(root, n)]
        if others and self._kind(head) is SpeakerKind.PERSON:
            return _Found(" and ".join([head.member, *others]), "joint", 0.9, head.span)
        if self._kind(head) is SpeakerKind.ORGANISATION:
            return _Found(head.member, "organisation", 0.9, head.span)
        return _Found(head.member, "name", 1.0, head.span)

    def _joined(self, root: "Token", naming: Naming) -> bool:
        token = self._doc[naming.token]
        return token.dep_ == "conj" and token.head is root

    def _title_of(self, root: "Token", naming: Naming) -> bool:
        """Whether the name stands in apposition to the phrase's head, not inside "spokesman for X"."""
        token = self._doc[naming.token]
        return token.dep_ == "appos" and token.head is root

    def _antecedent(self, relative: "Token") -> _Found | None:
        """ "Ann Lee, who said": the noun phrase that the relative clause belongs to, or the name right before it."""
        clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
        head = clause.head if clause is not None else None
        if head is None or head.i > relative.i:
            return None
        before = phrase(head)
        return self._named(before, head) or self._nominal(before, head)

    def _pronoun(self, mention: Span, gender: str | None) -> _Found | None:
        best = self._salient(mention, SpeakerKind.PERSON, gender)
        return _Found(best.member, "pronoun", 0.75, best.span) if best else None

    def _organisation_pronoun(self, mention: Span, words: str) -> _Found | None:
        best = self._salient(mention, SpeakerKind.ORGANISATION, None)
        if best is None or (words == "they" and not best.subject):
            return None
        return _Found(best.member, "pronoun", 0.5, best.span)

    def _nominal(self, mention: Span, root: "Token") -> _Found | None:
        first = next(token for token in self._doc[max(0, root.i - _PHRASE_TOKENS) :] if token.idx >= mention.start)
        organisation = self._spoken_for(mention, root)
        if first.lower_ in _INDEFINITE or root.tag_ in {"NNS", "NNPS"}:
            return organisation
        by_role = self._by_role(mention, root)
        if by_role:
            return by_role
        if organisation:
            return organisation
        definite = first.lower_ in {"the", "his", "her", "their"} or first.ent_type_ or first.pos_ == "PROPN"
        if definite and root.pos_ == "NOUN" and _denotes_person(root):
            best = self._salient(mention, SpeakerKind.PERSON, None)
            return _Found(best.member, "nominal", 0.45, best.span) if best else None
        return None

    def _by_role(self, mention: Span, root: "Token") -> _Found | None:
        wanted = _words(mention.of(self._doc.text))
        scored = []
        for member in self._cast.members:
            if member.kind is not SpeakerKind.PERSON:
                continue
            fit = max((_role_fit(root.lemma_.lower(), wanted, role) for role in member.roles), default=0.0)
            if fit:
                scored.append((fit, self._closeness(mention, member), member))
        if not scored:
            return None
        scored.sort(key=lambda one: (one[0], one[1]), reverse=True)
        fit, _, member = scored[0]
        tied = [other for other in scored[1:] if other[0] == fit]
        confidence = 0.85 if not tied else 0.6
        return _Found(member.name, "title", confidence, self._evidence(member, mention))

    def _spoken_for(self, mention: Span, root: "Token") -> _Found | None:
        """ "a spokesman for X", "X officials": unnamed people of a named organisation speak for it."""
        if root.lemma_.lower() not in _SPOKEN_FOR and root.lower_ not in _SPOKEN_FOR:
            return None
        inside = [n for n in self._cast.namings if mention.covers(n.span) and self._kind(n) is SpeakerKind.ORGANISATION]
        if inside and root.lower_ not in _BODIES:
            return _Found(inside[0].member, "spokesperson", 0.7, inside[0].span)
        named = [n for n in self._cast.namings if n.span.overlaps(mention)]
        if named and root.lower_ in _BODIES:
            return _Found(plain(mention.of(self._doc.text)), "body", 0.7, named[0].span)
        return None

    def _salient(self, mention: Span, kind: SpeakerKind, gender: str | None) -> Naming | None:
        """The most salient naming before the mention: near, a subject, the last speaker, of fitting gender."""
        here = self._sentence(mention.start)
        best, best_score = None, 0.0
        for naming in self._cast.namings:
            if naming.span.end > mention.start:
                break
            distance = here - self._sentences[naming.token]
            member = self._cast.member(naming.member)
            if member is None or member.kind is not kind or distance > _REACH_SENTENCES:
                continue
            if gender and member.gender and member.gender != gender:
                continue
            score = 3.0 - 0.6 * distance + 1.0 * naming.subject + 0.5 * bool(gender and member.gender == gender)
            if score >= best_score:
                best, best_score = naming, score
        return self._over_last_speaker(here, kind, gender, best, best_score)

    def _over_last_speaker(
        self, here: int, kind: SpeakerKind, gender: str | None, best: Naming | None, score: float
    ) -> Naming | None:
        """The last speaker goes on unless somebody more salient has been named since."""
        if self._last is None:
            return best
        at, name = self._last
        member = self._cast.member(name)
        distance = here - self._sentence(at)
        if member is None or member.kind is not kind or distance > _REACH_SENTENCES:
            return best
        if gender and member.gender and member.gender != gender:
            return best
        continued = 3.0 - 0.5 * distance + 1.5 + 0.5 * bool(gender and member.gender == gender)
        if best is None or continued >= score:
            return next((n for n in self._cast.namings if n.member == name), best)
        return best

    def _closeness(self, mention: Span, member: CastMember) -> float:
        before = [n.span.end for n in self._cast.namings if n.member == member.name and n.span.end <= mention.start]
        return float(max(before, default=-1))

    def _evidence(self, member: CastMember, mention: Span) -> Span | None:
        namings = [n for n in self._cast.namings if n.member == member.name]
        before = [n for n in namings if n.span.end <= mention.start]
        return (before[-1] if before else namings[0]).span if namings else None

    def _kind(self, naming: Naming) -> SpeakerKind | None:
        member = self._cast.member(naming.member)
        return member.kind if member else None

    def _sentence(self, at: int) -> int:
        span = self._doc.char_span(at, at + 1, alignment_mode="expand")
        return self._sentences[span.start] if span is not None else 0


def _words(phrase: str) -> set[str]:
    return {w for w in re.findall(r"[a-z]+", plain(phrase).lower()) if len(w) > 2 or w in {"us", "uk", "un", "eu"}}


def _role_fit(head: str, wanted: set[str], role: str) -> float:
    """How well a noun phrase denotes the holder of a role: its head must be the role's; shared words add."""
    words = _words(role)
    heads = {head} | {narrow for narrow, wide in _ALSO.items() if head in wide}
    if not heads & words:
        return 0.0
    shared = {w for w in wanted if w != head and any(_related(w, other) for other in words)}
    foreign = {w for w in wanted - shared if w != head and w not in {"the", "former", "senior", "top", "own"}}
    return max(0.1, 1.0 + len(shared) - 0.5 * len(foreign))


def _related(one: str, other: str) -> bool:
    """Equal, or a place and its adjective (Syria, Syrian)."""
    stem = min(len(one), len(other), 5)
    return one == other or (stem >= 4 and one[:stem] == other[:stem])


def _denotes_person(noun: "Token") -> bool:
    """Whether a common noun is a person's role: by its ending or because it is a title."""
    word = noun.lemma_.lower()
    return word in TITLES or word in _ALSO or bool(re.search(r"(?:er|or|ist|ian|man|woman|wife|ee|ant|ent)$", word))
