"""Stage four, people without a name who speak for a body: its spokespeople, officials, and whoever has a post there."""

from typing import TYPE_CHECKING

from index.english.lexicon import NOUN_ROWS, SPOKESPERSON, Denotes, NounUse, nouns_for, nouns_that
from index.english.names import ROLE_MODIFIERS, TITLES, ModifierUse, is_given_name
from index.english.nouns import denotation
from index.english.tables import words_where
from index.models import Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_body import Bodies, tells
from index.statements.speaker.by_text import Texts
from index.statements.speaker.scene import ANAPHORIC, PLACES, Scene
from index.statements.tokens import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

# plural people who speak for the organisation that they are named with
_SPOKESPEOPLE = nouns_that(NounUse.SPEAKS_FOR)
_SPOKESPERSON = frozenset(row.word for row in NOUN_ROWS.values() if SPOKESPERSON in {row.word, row.common})
_BODIES = nouns_for(Denotes.BODY) - nouns_that(NounUse.RULES)
_GENERIC = nouns_that(NounUse.GENERIC) | nouns_that(NounUse.COMPANY)
_ATTACHED = nouns_that(NounUse.ATTACHED) - _SPOKESPEOPLE - nouns_that(NounUse.HEADS)
_EMPLOYING = frozenset({"of", "for", "from", "at"})
_WORKING_AT = frozenset({"at", "with"})
_MINISTERS = frozenset({"minister", "secretary", "undersecretary"})  # of a field, if "the" does not make it a body
_PAST = words_where(ROLE_MODIFIERS, uses=ModifierUse.PAST)
_EXPERTS = nouns_that(NounUse.FORECASTER_FOR)  # in the plural: "economists at X" give its forecast


class Spokespeople:
    """Finds the body for which people without a name speak in one document."""

    def __init__(self, scene: Scene, texts: Texts, bodies: Bodies) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._texts = texts
        self._bodies = bodies

    def find(self, mention: Span, root: "Token") -> Found | None:
        """The body for which a phrase with this head speaks."""
        return self._spokesperson(mention, root) or self._member_of_body(mention, root)

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
            employers = _governed(root, _WORKING_AT)
            return next((found for employer in employers if (found := self._texts.maker(employer))), None)
        if root.lemma_.lower() not in _SPOKESPEOPLE:
            return None
        body = self._body_inside(mention)
        if body is not None:
            return self._scene.found(RuleId.SPOKESPERSON, body.member, body.span)
        found = self._owner(root) or self._for_the_body(root) or self._for_the_kind(mention, root)
        return found or self._for_last_named(mention, root)

    def _body_inside(self, mention: Span) -> Naming | None:
        """ "X officials": the first body named in a phrase that is more than a place or a part of a title."""
        bodies = (n for n in self._cast.namings if mention.covers(n.span) and self._is_body(n))
        return next((n for n in bodies if not (self._heads_title(n) or self._only_locates(n))), None)

    def _is_body(self, naming: Naming) -> bool:
        return self._scene.kind(naming) is SpeakerKind.ORGANISATION and not self._is_place(naming)

    def _for_the_body(self, root: "Token") -> Found | None:
        """ "a spokesperson for the company": the body that the phrase inside takes up."""
        bodies = _governed(root, _EMPLOYING)
        body = next((b for b in bodies if denotation(b) is Denotes.BODY and b.left_edge.lower_ in ANAPHORIC), None)
        if body is None:
            return None
        found = self._bodies.find(Span(body.left_edge.idx, body.idx + len(body)), body, body.left_edge)
        return self._scene.found(RuleId.SPOKESPERSON, found.name, found.evidence) if found else None

    @rule(
        RuleId.SPOKESPERSON_OF_KIND,
        Concern.SPEAKER,
        example="The Water Ministry closed the dam. A ministry spokesman said the dam was unsafe.",
        gives="Water Ministry: the dam was unsafe",
        not_on="The Water Council closed the dam. A ministry spokesman said the dam was unsafe.",
    )
    def _for_the_kind(self, mention: Span, root: "Token") -> Found | None:
        """ "a ministry spokesman": of the one body that the text has named so before."""
        kinds = (c for c in root.lefts if c.dep_ == "compound" and c.lower_ in _BODIES)
        kind = next((c for c in kinds if c.is_lower or c.pos_ == "NOUN"), None)
        fields = [c.lower_ for c in root.subtree if c.dep_ == "compound" and kind is not None and c.i == kind.i - 1]
        naming = self._bodies.headed(kind.lower_, mention, fields) if kind is not None else None
        if naming is None or self._is_place(naming):
            return None
        return self._scene.found(RuleId.SPOKESPERSON_OF_KIND, naming.member, naming.span)

    @rule(
        RuleId.MEMBER_OF_BODY,
        Concern.SPEAKER,
        example="The commander of the Pacific Fleet said the dam was safe.",
        gives="Pacific Fleet: the dam was safe",
        not_on="Supporters of the Pacific Fleet said the dam was safe.",
    )
    def _member_of_body(self, mention: Span, root: "Token") -> Found | None:
        """ "the commander of the Pacific Fleet", "a NASA commentator": who has a post in a body, for that body."""
        if denotation(root) is not Denotes.PERSON or root.lemma_.lower() in _ATTACHED or list(root.conjuncts):
            return None
        if any(t.lower_ in _PAST for t in self._doc[root.left_edge.i : root.i]):
            return None
        if root.i > root.left_edge.i and root.text.istitle() and root.nbor(-1).text.istitle():
            return None  # "the Velm Falls Argus Leader": its last word belongs to the name
        inside = [n for n in self._cast.namings if mention.covers(n.span)]
        owners = (next((n for n in inside if n.span.start <= t.idx < n.span.end), None) for t in _employers(root))
        body = next((n for n in owners if n is not None and self._is_body(n)), None)
        return self._scene.found(RuleId.MEMBER_OF_BODY, body.member, body.span) if body else None

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
        place = self._doc[named[0].token].ent_type_ in PLACES or not _may_be_of(root, named[0].member)
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

    def _only_locates(self, naming: Naming) -> bool:
        """ "an officer in Velm": where somebody is, though the model may take it for a body."""
        token = self._doc[naming.token]
        inside = token.dep_ == "pobj" and token.head.lower_ == "in"
        return inside and token.i == token.left_edge.i and denotation(token) is not Denotes.BODY

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


def _may_be_of(spokesperson: "Token", name: str) -> bool:
    """Whether a body may be the one whose kind stands before the noun: a "ministry spokesman" is of no council."""
    kinds = [c for c in spokesperson.lefts if c.dep_ == "compound" and c.lower_ in _BODIES - _GENERIC]
    fields = [c for c in spokesperson.subtree if c.dep_ == "compound" and c.i + 1 in {kind.i for kind in kinds}]
    return all(tells(name, word.lower_) for word in (*kinds, *fields))


def _leads(token: "Token") -> bool:
    """Whether a name is the subject of its sentence's main verb, or in apposition to it."""
    head = token.head if token.dep_ == "appos" else token
    return head.dep_ in SUBJECTS and head.head.dep_ == "ROOT"


def _governed(noun: "Token", prepositions: frozenset[str]) -> "list[Token]":
    """What some prepositions behind a noun govern: "a spokesman for X", "experts at X"."""
    return [g for c in noun.rights if c.lower_ in prepositions for g in c.children if g.dep_ == "pobj"]


def _employers(post: "Token") -> "list[Token]":
    """ "a NASA commentator", "the commander of the fleet": the words for the body in which somebody has a post.

    A minister is one of a field ("minister of health"), if "the" does not make it a body.
    """
    before = [c for c in post.lefts if c.dep_ == "compound"]
    behind = _governed(post, _EMPLOYING)
    return before + [g for g in behind if post.lemma_.lower() not in _MINISTERS or g.left_edge.lower_ == "the"]
