"""Stage four, mentions without a name: roles, spokespeople, kin.

A role that the article ties to nobody is not guessed.
"""

from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import NOUN_ROWS, SPOKESPERSON, Denotes, NounUse, nouns_for, nouns_that
from index.english.names import ROLE_MODIFIERS, TITLES, ModifierUse, is_given_name
from index.english.nouns import denotation, gender_of, is_office, role_fit
from index.english.tables import words_where
from index.models import CastMember, Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_body import Bodies
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pronoun import PRONOUNS, Salience
from index.statements.speaker.by_text import Texts
from index.statements.speaker.scene import ANAPHORIC, PLACES, Scene
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDEFINITE = words_that(WordUse.INDEFINITE) | words_of_class(WordClass.NUMERAL)
_PHRASE_TOKENS = 60
_POSSESSIVE_TOKENS = 5
_SPOUSES = frozenset({"wife", "husband"})
# plural people who speak for the organisation that they are named with
_SPOKESPEOPLE = nouns_that(NounUse.SPEAKS_FOR)
_SPOKESPERSON = frozenset(row.word for row in NOUN_ROWS.values() if SPOKESPERSON in {row.word, row.common})
_COMPANIES = nouns_that(NounUse.COMPANY)
_COVERING = frozenset({"official", "politician"})  # stand for whoever holds an office
_BODIES = nouns_for(Denotes.BODY) - nouns_that(NounUse.RULES)
_ATTACHED = nouns_that(NounUse.ATTACHED) - _SPOKESPEOPLE - nouns_that(NounUse.HEADS)
_EMPLOYING = frozenset({"of", "for", "from", "at"})
_PAST = words_where(ROLE_MODIFIERS, uses=ModifierUse.PAST)
_EXPERTS = nouns_that(NounUse.FORECASTER_FOR)  # in the plural: "economists at X" give its forecast


class Descriptions:
    """Finds whom a noun phrase of one document stands for."""

    def __init__(self, scene: Scene, names: Names, salience: Salience) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._names = names
        self._salience = salience
        self._texts = Texts(scene, names)
        self._bodies = Bodies(scene, salience)

    def find(self, mention: Span, root: "Token", without: frozenset[str]) -> Found | None:
        """The speaker for whom a phrase with this head stands, and who is not among ``without``."""
        first = next(token for token in self._doc[max(0, root.i - _PHRASE_TOKENS) :] if token.idx >= mention.start)
        denotes = denotation(root)
        if denotes is Denotes.TEXT:
            return self._texts.find(root, first)
        if denotes is Denotes.BODY:
            return self._bodies.find(mention, root, first)
        plural = root.tag_ in {"NNS", "NNPS"}
        if denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ not in _INDEFINITE:
            by_role = self._by_role(mention, root) or self._varied(mention, root, first)
            by_role = by_role or (self._kin(root) if denotes is Denotes.RELATIVE else None)
            if by_role is None and root.lemma_.lower() in _COMPANIES:
                by_role = self._bodies.find(mention, root, first)  # "the snack maker"
            if by_role:
                return by_role
        spokesperson = self._spokesperson(mention, root) or self._member_of_body(mention, root)
        anaphoric = denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ in ANAPHORIC
        if spokesperson or not anaphoric or is_office(root) or not gender_of(root):
            return spokesperson  # a role that the article ties to nobody is not guessed
        return self._nominal(mention, root, without)

    @rule(
        RuleId.NOMINAL,
        Concern.SPEAKER,
        example="Ann Lee came to the dam on Monday. The woman said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Ann Lee came to the dam on Monday. A woman said the dam was safe.",
        literature="Lappin & Leass 1994: salience",
    )
    def _nominal(self, mention: Span, root: "Token", without: frozenset[str]) -> Found | None:
        """ "the woman", "this man": the person of that gender who is most present."""
        if self._salience.stranger_near(root.i):
            return None
        best = self._salience.antecedent(
            root.i, mention.start, SpeakerKind.PERSON, gender_of(root), without | self._inside(mention)
        )
        return self._scene.found(RuleId.NOMINAL, best.member, best.span, best.margin) if best else None

    @rule(
        RuleId.TITLE,
        Concern.SPEAKER,
        example="Foreign Minister Ann Lee came to the dam. The foreign minister said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Foreign Minister Ann Lee came to the dam. The mayor said the dam was safe.",
    )
    def _by_role(self, mention: Span, root: "Token") -> Found | None:
        """The member to whom the article gives the role that the phrase names; of several, the one named last."""
        wanted = mention.of(self._text)
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
        member = scored[0][2]
        return self._scene.found(RuleId.TITLE, member.name, self._scene.evidence(member, mention))

    @rule(
        RuleId.VARIATION,
        Concern.SPEAKER,
        example="Ann Lee said the dam was safe. The minister said the lake was full.",
        gives="Ann Lee: the dam was safe | Ann Lee: the lake was full",
        not_on="Ann Lee said the dam was safe. A minister said the lake was full.",
    )
    def _varied(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """A title for whoever has just spoken in this paragraph without one, or "the official" for who has an office."""
        member = self._office_of_last_speaker(root, first)
        covering = root.lemma_.lower() in _COVERING
        if member is None or bool(member.roles) != covering:
            return None
        if not covering and not self._salience.spoke_here(mention.start, self._text):
            return None
        return self._scene.found(RuleId.VARIATION, member.name, self._scene.evidence(member, mention))

    def _office_of_last_speaker(self, root: "Token", first: "Token") -> CastMember | None:
        """The person who spoke last, if the phrase is "the" and an office: news prose varies titles."""
        if first.lower_ != "the" or not (is_office(root) or root.lemma_.lower() in _COVERING):
            return None
        name = self._salience.last_speaker(root.i)
        member = self._cast.member(name) if name else None
        return member if member is not None and member.kind is SpeakerKind.PERSON else None

    @rule(
        RuleId.KIN,
        Concern.SPEAKER,
        example="Bo Orr and Mary Orr came to the dam. His wife said the dam was safe.",
        gives="Mary Orr: the dam was safe",
        not_on="Bo Orr came to the dam. His wife said the dam was safe.",
    )
    def _kin(self, root: "Token") -> Found | None:
        """ "His ex-wife", "Lee's husband": the one person of that gender who has the surname of whose spouse it is."""
        gender = gender_of(root) if root.lemma_.lower() in _SPOUSES else None
        before = self._doc[max(root.sent.start, root.i - _POSSESSIVE_TOKENS) : root.i]
        owner = next((t for t in reversed(before) if t.dep_ == "poss"), None)
        if owner is None or gender is None:
            return None
        naming = next((n for n in self._cast.namings if n.span.start <= owner.idx < n.span.end), None)
        named = naming.member if naming else None
        if owner.lower_ in PRONOUNS:
            best = self._salience.antecedent(owner.i, owner.idx, SpeakerKind.PERSON, PRONOUNS[owner.lower_])
            named = best.member if best else None
        if named is None:
            return None
        kin = [m for m in self._cast.members if m.gender == gender and m.name != named and " " in m.name]
        kin = [m for m in kin if m.name.split()[-1] == named.split()[-1]]
        if len(kin) != 1:
            return None
        return self._scene.found(RuleId.KIN, kin[0].name, self._scene.evidence(kin[0], Span(owner.idx, root.idx)))

    @rule(
        RuleId.SPOKESPERSON,
        Concern.SPEAKER,
        example="A spokesman for the World Health Organization said the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="A spokesman said the dam was safe.",
    )
    def _spokesperson(self, mention: Span, root: "Token") -> Found | None:
        """ "a spokesman for X", "X officials": unnamed people of a named organisation speak for it."""
        if root.tag_ == "NNS" and root.lemma_.lower() in _EXPERTS:
            employers = (g for c in root.rights if c.lower_ in {"at", "with"} for g in c.children if g.dep_ == "pobj")
            return next((found for employer in employers if (found := self._texts.maker(employer))), None)
        if root.lemma_.lower() not in _SPOKESPEOPLE:
            return None
        inside = [
            n for n in self._cast.namings if mention.covers(n.span) and self._scene.kind(n) is SpeakerKind.ORGANISATION
        ]
        inside = [n for n in inside if not self._is_place(n) and not self._heads_title(n)]
        if inside:
            return self._scene.found(RuleId.SPOKESPERSON, inside[0].member, inside[0].span)
        return self._owner(root) or self._for_the_body(mention, root) or self._for_last_named(mention, root)

    def _for_the_body(self, mention: Span, root: "Token") -> Found | None:
        """ "a spokesperson for the company": the body that the phrase inside takes up."""
        bodies = (g for c in root.rights if c.lower_ in _EMPLOYING for g in c.children if g.dep_ == "pobj")
        body = next((b for b in bodies if denotation(b) is Denotes.BODY and b.left_edge.lower_ in ANAPHORIC), None)
        if body is None:
            return None
        found = self._bodies.find(Span(body.left_edge.idx, body.idx + len(body)), body, body.left_edge)
        return self._scene.found(RuleId.SPOKESPERSON, found.name, found.evidence) if found else None

    @rule(
        RuleId.MEMBER_OF_BODY,
        Concern.SPEAKER,
        example="The commander of the Pacific Fleet said the dam was safe.",
        gives="Pacific Fleet: the dam was safe",
        not_on="Supporters of the Pacific Fleet said the dam was safe.",
    )
    def _member_of_body(self, mention: Span, root: "Token") -> Found | None:
        """ "the commander of the Pacific Fleet", "a NASA commentator": who has a post in a named body, for that body."""
        if denotation(root) is not Denotes.PERSON or root.lemma_.lower() in _ATTACHED or list(root.conjuncts):
            return None
        if any(t.lower_ in _PAST for t in self._doc[root.left_edge.i : root.i]):
            return None
        owners = [c for c in root.lefts if c.dep_ == "compound"]
        owners += [g for c in root.rights if c.lower_ in _EMPLOYING for g in c.children if g.dep_ == "pobj"]
        for owner in owners:
            named = (n for n in self._cast.namings if n.span.start <= owner.idx < n.span.end and mention.covers(n.span))
            naming = next(named, None)
            body = naming is not None and self._scene.kind(naming) is SpeakerKind.ORGANISATION
            if naming and body and not self._is_place(naming):
                return self._scene.found(RuleId.MEMBER_OF_BODY, naming.member, naming.span)
        return None

    @rule(
        RuleId.SPOKESPERSON_OF_LAST,
        Concern.SPEAKER,
        example="Amnesty International published the figures. A spokesman said the dam was unsafe.",
        gives="Amnesty International: the dam was unsafe",
        not_on="Ann Lee published the figures. A spokesman said the dam was unsafe.",
    )
    def _for_last_named(self, mention: Span, root: "Token") -> Found | None:
        """ "A spokesman": of the organisation that the sentence before is about, in the same paragraph."""
        sentence = root.sent
        if root.lemma_.lower() not in _SPOKESPERSON or root.n_rights or not sentence.start:
            return None
        before = self._doc[sentence.start - 1].sent
        named = [n for n in self._cast.namings if before.start <= n.token < before.end and _leads(self._doc[n.token])]
        if len(named) != 1 or self._scene.kind(named[0]) is not SpeakerKind.ORGANISATION:
            return None
        apart = "\n" in self._text[named[0].span.start : mention.start]
        place = self._doc[named[0].token].ent_type_ in PLACES
        found = self._scene.found(RuleId.SPOKESPERSON_OF_LAST, named[0].member, named[0].span)
        return None if apart or place else found

    def _is_place(self, naming: Naming) -> bool:
        """Whether a naming is a place ("U.S. officials", "in the port town of Velm"), not a body of that place."""
        token = self._doc[naming.token]
        place = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        named_body = (
            token.lower_ in _BODIES and " " in naming.member
        )  # "West Velm Police", which the model took for one
        return denotation(place) is Denotes.PLACE or (token.ent_type_ in PLACES and not named_body)

    def _heads_title(self, naming: Naming) -> bool:
        """ "a source close to House Speaker Ann Lee": the body is part of somebody's title."""
        following = self._doc[naming.token + 1 : naming.token + 2].text.lower().strip(".")
        return following in TITLES

    def _owner(self, root: "Token") -> Found | None:
        """ "Scientology officials": the name before the noun where the model saw no organisation."""
        owner = next((c for c in root.children if c.dep_ in {"compound", "poss"} and c.pos_ == "PROPN"), None)
        found = self._texts.maker(owner) if owner is not None and owner.ent_type_ not in PLACES else None
        member = self._cast.member(found.name) if found else None
        if found is None:
            return None
        person = member is not None and member.kind is SpeakerKind.PERSON
        if person and (" " in found.name or is_given_name(found.name)):
            return None  # who has officials is a body, whatever the model takes a single name for
        return self._scene.found(RuleId.SPOKESPERSON, found.name, found.evidence)

    def _inside(self, mention: Span) -> frozenset[str]:
        return frozenset(n.member for n in self._cast.namings if mention.covers(n.span))

    def _closeness(self, mention: Span, member: CastMember) -> float:
        before = [n.span.end for n in self._cast.namings if n.member == member.name and n.span.end <= mention.start]
        return float(max(before, default=-1))


def _leads(token: "Token") -> bool:
    """Whether a name is the subject of its sentence's main verb, or in apposition to it."""
    head = token.head if token.dep_ == "appos" else token
    return head.dep_ in SUBJECTS and head.head.dep_ == "ROOT"
