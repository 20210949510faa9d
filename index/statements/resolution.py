"""Stage four: the mention of each draft resolved to a member of the article's cast, or to nobody.

A rule a kind of mention: name, pronoun, title or other noun phrase, organisation, none at all. A rule
that cannot tell says nobody: a wrong speaker is worse than an unknown one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.models import CastMember, Kind, Span, SpeakerKind, Statement
from index.statements.cast import Cast, Naming
from index.statements.drafts import Draft
from index.statements.joining import with_headline, with_nesting
from index.statements.mentions import phrase
from index.statements.names import is_given_name, parse_name, plain
from index.statements.nominals import Denotes, denotation, gender_of, head_of, is_office, role_fit, same_body
from index.statements.salience import PRONOUNS, Salience

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

THRESHOLD = 0.4
_NEVER = frozenset({"i", "we", "you", "this", "these", "those", "what", "there"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_INDEFINITE = frozenset(
    "a an some one another several many few other any both no each every most two three four five".split()
)
_ANAPHORIC = frozenset({"the", "this", "that"})
_PHRASE_TOKENS = 60
# plural people who speak for the organisation that they are named with
_SPOKESPEOPLE = frozenset(
    """spokesman spokeswoman spokesperson official representative lawyer attorney officer source executive
    administrator authority""".split()
)
_LONGEST_NAME = 6  # words
_NO_SPEAKERS = frozenset({"DATE", "LAW", "EVENT", "LANGUAGE"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})  # "U.S. officials" speak for nobody who is named
_FAR = 1_200  # characters behind which an orphan quotation belongs to nobody known


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    rule: str
    confidence: float
    evidence: Span | None = None


def resolve(doc: "Doc", article_id: str, drafts: Sequence[Draft], cast: Cast) -> tuple[Statement, ...]:
    """Turn drafts into statements with their speakers. Drafts are in the order of the text."""
    context = _Context(doc, cast, [part for d in drafts if d.kind is Kind.DIRECT for part in d.parts])
    statements: list[Statement] = []
    for draft in drafts:
        found = context.inherited(draft, statements) if draft.pattern == "orphan" else context.find(draft)
        if found and found.confidence < THRESHOLD:
            found = None
        statements.append(_statement(article_id, draft, found))
        context.heard(draft, found.name if found else None)
    return with_headline(doc, with_nesting(doc.text, statements))


def _statement(article_id: str, draft: Draft, found: _Found | None) -> Statement:
    return Statement(
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


class _Context:
    """What has been said so far, while the drafts are gone through in order."""

    def __init__(self, doc: "Doc", cast: Cast, quoted: Sequence[Span]) -> None:
        self._doc = doc
        self._cast = cast
        self._salience = Salience(doc, cast, quoted)
        self._plural: str | None = None  # the organisation for which several people spoke last

    def heard(self, draft: Draft, speaker: str | None) -> None:
        """Note who has just spoken."""
        if not (speaker and draft.mention):
            return
        tokens = self._tokens(draft.mention)
        if tokens is not None:
            self._salience.heard(tokens.root.i, draft.mention, speaker)
            self._plural = speaker if tokens.root.tag_ in {"NNS", "NNPS"} else self._plural

    def inherited(self, draft: Draft, statements: Sequence[Statement]) -> _Found | None:
        """The speaker of a quotation without a cue: who was quoted last, or the last person who spoke.

        Whoever is the subject of the sentence right before it, in its own paragraph, goes first ("Her
        rival, Ann Lee, disagreed."). Reports of organisations and of sources without a name are passed
        over: they stand between.
        """
        introduced = self._introduced(draft.parts[0].start)
        if introduced:
            return introduced
        for before in reversed(statements):
            if draft.parts[0].start - before.span.end > _FAR:
                return None
            member = self._cast.member(before.speaker) if before.speaker else None
            if before.kind is Kind.DIRECT or (member and member.kind is SpeakerKind.PERSON):
                if before.speaker is None:
                    return None
                return _Found(before.speaker, "continued", before.confidence * 0.9, before.mention or before.evidence)
        return None

    def _introduced(self, at: int) -> _Found | None:
        token = self._tokens(Span(at, at + 1))
        text = self._doc.text
        if token is None or not token.start or "\n" in text[len(text[:at].rstrip(" \n")) : at]:
            return None
        sentence = self._doc[token.start - 1].sent
        clauses = {"ROOT", "ccomp", "parataxis"}  # the parse may hang the sentence on the quotation
        subjects = [t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ in clauses and t.head.idx < at]
        for naming in self._cast.namings:
            if any(naming.span.start <= t.idx < naming.span.end for t in subjects):
                return _Found(naming.member, "introduced", 0.6, naming.span)
        apposed = next((found for t in subjects if (found := self._apposed(t, phrase(t)))), None)
        return _Found(apposed.member, "introduced", 0.6, apposed.span) if apposed else None

    def find(self, draft: Draft) -> _Found | None:
        """The speaker of a draft by its mention."""
        mention = draft.mention
        tokens = self._tokens(mention) if mention else None
        words = tokens.text.lower() if tokens is not None else ""
        if mention is None or tokens is None or words in _NEVER:
            return None
        if words in _RELATIVES:
            return self._antecedent(draft, tokens.root)
        if words in {"it", "they"} or words in PRONOUNS:
            return self._pronoun(draft, tokens.root, words)
        root = head_of(tokens, tokens.root)
        return self._named(mention, root) or self._nominal(draft, mention, root)

    def _named(self, mention: Span, root: "Token") -> _Found | None:
        inside = [n for n in self._cast.namings if n.span.overlaps(mention)]
        head = next((n for n in inside if n.span.start <= root.idx < n.span.end), None)
        if head is not None and self._kind(head) is SpeakerKind.ORGANISATION and head.span.start > mention.start:
            first = next((n for n in inside if n.span.start == mention.start), head)
            letters = self._doc.text[first.span.end : first.span.end + 1] == ","  # "Tom Molomby, SC"
            head = first if letters and self._kind(first) is SpeakerKind.PERSON else head
        if head is None and self._doc.text[mention.end : mention.end + 1] == ":":
            return self._label(mention)
        head = head or self._apposed(root, mention) or self._titled(mention, root, inside)
        if head is None:
            return self._unlisted(mention, root)
        others = [n.member for n in inside if n.token != head.token and self._joined(root, n)]
        if others and self._kind(head) is SpeakerKind.PERSON:
            return _Found(" and ".join([head.member, *others]), "joint", 0.9, head.span)
        if self._kind(head) is SpeakerKind.ORGANISATION:
            return _Found(head.member, "organisation", 0.9, head.span)
        return _Found(head.member, "name", 1.0, head.span)

    def _label(self, mention: Span) -> _Found | None:
        """The speaker of a transcript's turn, whose label may be in capitals and a surname only."""
        name = parse_name(mention.of(self._doc.text))
        words = set(name.full.lower().split()) if name else set()
        members = [m for m in self._cast.members if words and words <= set(m.name.lower().split())]
        if len({m.name for m in members}) == 1:
            return _Found(members[0].name, "label", 0.9, mention)
        return _Found(name.full, "label", 0.7, mention) if name else None

    def _apposed(self, root: "Token", mention: Span) -> Naming | None:
        """ "the mayor of Velm, Eva Holm,": a person's name in apposition to the phrase's head, whatever the parse."""
        names = {t.i for t in root.children if t.dep_ == "appos" and t.i > root.i}
        apposed = next((n for n in self._cast.namings if n.token in names), None)
        if denotation(root) not in {Denotes.PERSON, Denotes.RELATIVE}:
            return apposed
        if apposed is not None and self._kind(apposed) is SpeakerKind.PERSON:
            return apposed
        text = self._doc.text
        behind = (n for n in self._cast.namings if n.span.start > mention.end and self._kind(n) is SpeakerKind.PERSON)
        following = next(behind, None)
        if following is None or text[mention.end : following.span.start] != ", ":
            return None
        return following if text[following.span.end : following.span.end + 1] in {",", "."} else None

    def _titled(self, mention: Span, root: "Token", inside: Sequence[Naming]) -> Naming | None:
        """ "Ambassador to the United States Jane Roe": a person's name that ends a title, not one that it governs."""
        last = next((n for n in inside if n.span.end == mention.end and self._kind(n) is SpeakerKind.PERSON), None)
        first = self._tokens(last.span) if last else None
        if first is None or denotation(root) is not Denotes.PERSON or first[0].i <= root.i:
            return None
        before = first[0].nbor(-1)
        return last if before.pos_ in {"PROPN", "NOUN", "ADJ"} and before.tag_ != "POS" else None

    def _unlisted(self, mention: Span, root: "Token") -> _Found | None:
        """A proper noun that no entity covers: its phrase is a name all the same ("Peabody", "The Deseret News")."""
        tail = self._doc.char_span(mention.start, mention.end, alignment_mode="contract")
        if tail is not None and len(tail) > 2 and denotation(root) is Denotes.PERSON and tail.root.i < tail.end - 2:
            name = tail[-2:]  # "Executive director of the Council Alia Salem"
            if all(t.pos_ == "PROPN" for t in tail[-3:]) and is_given_name(name[0].text):
                return _Found(name.text, "unlisted", 0.6, Span(name.start_char, name.end_char))
        if root.pos_ != "PROPN" or denotation(root) is Denotes.PERSON or root.ent_type_ in _NO_SPEAKERS:
            return None
        words = plain(mention.of(self._doc.text))
        parts = words.split()
        if len(parts) > _LONGEST_NAME and is_given_name(parts[-2]):
            parts = parts[-2:]  # a title, then a name
        if len(words) < 3 or len(parts) > _LONGEST_NAME or not parts[0][0].isupper():
            return None
        parsed = parse_name(" ".join(parts))
        return _Found(parsed.full if parsed and parsed.given else " ".join(parts), "unlisted", 0.6, mention)

    def _joined(self, root: "Token", naming: Naming) -> bool:
        token = self._doc[naming.token]
        return token.dep_ == "conj" and token.head is root

    def _antecedent(self, draft: Draft, relative: "Token") -> _Found | None:
        """ "Ann Lee, who said": the noun phrase that the relative clause belongs to, or the name right before it."""
        clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
        head = clause.head if clause is not None else None
        if head is None or head.i > relative.i:
            before = self._doc[max(0, relative.i - 2) : relative.i]
            head = next((t for t in reversed(before) if t.text != ","), None)
            if head is None or head.pos_ != "PROPN":
                return None
        before_span = phrase(head)
        return self._named(before_span, head) or self._nominal(draft, before_span, head)

    def _pronoun(self, draft: Draft, root: "Token", words: str) -> _Found | None:
        at = draft.mention.start if draft.mention else root.idx
        without = self._named_in(draft)
        if words == "they":
            return self._several(root)
        kind = SpeakerKind.PERSON if words in PRONOUNS else SpeakerKind.ORGANISATION
        best = self._salience.antecedent(root.i, at, kind, PRONOUNS.get(words), without)
        if best is None:
            return None
        certainty = 0.5 + 0.4 * best.margin if kind is SpeakerKind.PERSON else 0.4 + 0.3 * best.margin
        return _Found(best.member, "pronoun", certainty, best.span)

    def _several(self, root: "Token") -> _Found | None:
        """ "they": the organisation that has just spoken, or the one for which several people spoke last."""
        name = self._salience.last_speaker(root.i)
        member = self._cast.member(name) if name else None
        spoke = name if name and (member is None or member.kind is SpeakerKind.ORGANISATION) else self._plural
        return _Found(spoke, "pronoun", 0.5, None) if spoke else None

    def _named_in(self, draft: Draft) -> frozenset[str]:
        """Members whom the words themselves name: who speaks of himself does so by a pronoun.

        For a report that follows its cue this is Principle C of binding (Chomsky 1981); in quotation
        marks, usage.
        """
        follows = draft.cue is not None and draft.parts[0].start > draft.cue.start
        if draft.kind is not Kind.DIRECT and not follows:
            return frozenset()
        return frozenset(n.member for n in self._cast.namings if any(part.covers(n.span) for part in draft.parts))

    def _nominal(self, draft: Draft, mention: Span, root: "Token") -> _Found | None:
        first = next(token for token in self._doc[max(0, root.i - _PHRASE_TOKENS) :] if token.idx >= mention.start)
        denotes = denotation(root)
        if denotes is Denotes.TEXT:
            return self._author(root)
        if denotes is Denotes.BODY:
            return self._body(mention, root, first)
        plural = root.tag_ in {"NNS", "NNPS"}
        if denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ not in _INDEFINITE:
            by_role = self._by_role(mention, root) or self._affiliated(mention, root, first)
            if by_role:
                return by_role
        spokesperson = self._spokesperson(mention, root)
        anaphoric = denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ in _ANAPHORIC
        if spokesperson or not anaphoric or is_office(root) or not gender_of(root):
            return spokesperson  # a role that the article ties to nobody is not guessed
        best = self._salience.antecedent(
            root.i, mention.start, SpeakerKind.PERSON, gender_of(root), self._named_in(draft) | self._inside(mention)
        )
        return _Found(best.member, "nominal", 0.4 + 0.1 * best.margin, best.span) if best else None

    def _by_role(self, mention: Span, root: "Token") -> _Found | None:
        """The member to whom the article gives the role that the phrase names; of several, the one named last."""
        wanted = mention.of(self._doc.text)
        gender = gender_of(root)
        scored = []
        for member in self._cast.members:
            if member.kind is not SpeakerKind.PERSON or (gender and member.gender not in {gender, None}):
                continue
            fit = max((role_fit(root.lemma_.lower(), wanted, role) for role in member.roles), default=0.0)
            if fit:
                scored.append((fit, self._closeness(mention, member), member))
        if not scored:
            return None
        scored.sort(key=lambda one: (one[0], one[1]), reverse=True)
        fit, _, member = scored[0]
        tied = [other for other in scored[1:] if other[0] == fit]
        confidence = 0.85 if not tied else 0.6
        return _Found(member.name, "title", confidence, self._evidence(member, mention))

    def _affiliated(self, mention: Span, root: "Token", first: "Token") -> _Found | None:
        """Another title for whoever has just spoken: "the representative at the SNSC" after its secretary.

        The two must name the same body; news prose varies the titles of one person.
        """
        if first.lower_ != "the" or not is_office(root):
            return None
        name = self._salience.last_speaker(root.i)
        member = self._cast.member(name) if name else None
        phrase_words = mention.of(self._doc.text)
        if member is None or member.kind is not SpeakerKind.PERSON:
            return None
        if any(same_body(phrase_words, role) for role in member.roles):
            return _Found(member.name, "title", 0.5, self._evidence(member, mention))
        if member.roles or not self._salience.spoke_here(mention.start, self._doc.text):
            return None
        return _Found(member.name, "variation", 0.45, self._evidence(member, mention))

    def _spokesperson(self, mention: Span, root: "Token") -> _Found | None:
        """ "a spokesman for X", "X officials": unnamed people of a named organisation speak for it."""
        if root.lemma_.lower() not in _SPOKESPEOPLE:
            return None
        inside = [n for n in self._cast.namings if mention.covers(n.span) and self._kind(n) is SpeakerKind.ORGANISATION]
        inside = [n for n in inside if self._doc[n.token].ent_type_ not in _PLACES]
        if inside:
            return _Found(inside[0].member, "spokesperson", 0.7, inside[0].span)
        return self._owner(root)

    def _author(self, root: "Token") -> _Found | None:
        """ "X's report", "an analysis by X", "a statement from X": a text speaks for whoever made it."""
        makers = [c for c in root.children if c.dep_ == "poss"]
        makers += [g for c in root.children if c.lower_ in {"by", "from"} for g in c.children if g.dep_ == "pobj"]
        makers += [c for c in root.children if c.dep_ == "compound"]
        return next((found for maker in makers if (found := self._maker(maker))), None)

    def _maker(self, token: "Token") -> _Found | None:
        naming = next((n for n in self._cast.namings if n.span.start <= token.idx < n.span.end), None)
        if naming is not None:
            return _Found(naming.member, "author", 0.7, naming.span)
        unlisted = self._unlisted(phrase(token), token)
        return _Found(unlisted.name, "author", unlisted.confidence, unlisted.evidence) if unlisted else None

    def _owner(self, root: "Token") -> _Found | None:
        """ "Scientology officials": the name before the noun where the model saw no organisation."""
        owner = next((c for c in root.children if c.dep_ in {"compound", "poss"} and c.pos_ == "PROPN"), None)
        found = self._maker(owner) if owner is not None and owner.ent_type_ not in _PLACES else None
        member = self._cast.member(found.name) if found else None
        if found is None or (member and member.kind is SpeakerKind.PERSON):
            return None
        return _Found(found.name, "spokesperson", found.confidence, found.evidence)

    def _body(self, mention: Span, root: "Token", first: "Token") -> _Found | None:
        """ "Syria's military", "the X campaign": the phrase is a name; "the commission": one named before."""
        named = [n for n in self._cast.namings if mention.covers(n.span)]
        if named:
            return _Found(plain(mention.of(self._doc.text)), "body", 0.7, named[0].span)
        word = root.lemma_.lower()
        before = [n for n in self._cast.namings if n.span.end <= mention.start]
        for naming in reversed(before):
            if self._kind(naming) is SpeakerKind.ORGANISATION and word in naming.member.lower().split():
                return _Found(naming.member, "body", 0.6, naming.span)
        name = self._salience.last_speaker(root.i) if first.lower_ in _ANAPHORIC else None
        member = self._cast.member(name) if name else None
        if member is None or member.kind is not SpeakerKind.ORGANISATION:
            return None
        return _Found(member.name, "body", 0.5, self._evidence(member, mention))

    def _inside(self, mention: Span) -> frozenset[str]:
        return frozenset(n.member for n in self._cast.namings if mention.covers(n.span))

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

    def _tokens(self, span: Span) -> "Run | None":
        return self._doc.char_span(span.start, span.end, alignment_mode="expand")
