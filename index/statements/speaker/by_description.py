"""Stage four, mentions without a name: roles, spokespeople, kin.

A role that the article ties to nobody is not guessed.
"""

import re
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import Denotes, NounUse, nouns_that
from index.english.nouns import denotation, fields_of, gender_of, is_of_other_field, is_office, role_fit
from index.models import CastMember, Span, SpeakerKind
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_body import Bodies
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_post import Spokespeople
from index.statements.speaker.by_text import Texts
from index.statements.speaker.salience import PRONOUNS, Salience
from index.statements.speaker.scene import ANAPHORIC, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDEFINITE = words_that(WordUse.INDEFINITE) | words_of_class(WordClass.NUMERAL)
_PHRASE_TOKENS = 60
_PHRASE_CHARACTERS = 60
_ANOTHER = re.compile(r"\b(?:another|second|other)\b[^.,;:]*,? $", re.IGNORECASE)
_POSSESSIVE_TOKENS = 5
_SHORTEST_TITLE = 3  # letters of a shortened one
_SPOUSES = frozenset({"wife", "husband"})
_COMPANIES = nouns_that(NounUse.COMPANY)
_COVERING = frozenset({"official", "politician"})  # stand for whoever holds an office


class Descriptions:
    """Finds whom a noun phrase of one document stands for."""

    def __init__(self, scene: Scene, names: Names, salience: Salience) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._names = names
        self._salience = salience
        self._texts = Texts(scene)
        self._bodies = Bodies(scene, salience)
        self._spokespeople = Spokespeople(scene, self._texts, self._bodies)

    def find(
        self, mention: Span, root: "Token", without: frozenset[str], reported: frozenset[str] = frozenset()
    ) -> Found | None:
        """The speaker for whom a phrase with this head stands.

        Who is among ``without`` is none, nor a body among ``reported``, which a report names: bodies name themselves in
        quotation marks.
        """
        first = next(token for token in self._doc[max(0, root.i - _PHRASE_TOKENS) :] if token.idx >= mention.start)
        denotes = denotation(root)
        if denotes in {Denotes.TEXT, Denotes.FIGURE}:
            return self._texts.find(root, first)
        if denotes is Denotes.BODY:
            return self._bodies.find(mention, root, first, reported)
        plural = root.tag_ in {"NNS", "NNPS"}
        if denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ not in _INDEFINITE:
            by_role = self._by_role(mention, root) or self._varied(mention, root, first)
            by_role = by_role or (self._kin(root) if denotes is Denotes.RELATIVE else None)
            if by_role is None and root.lemma_.lower() in _COMPANIES:
                by_role = self._bodies.find(mention, root, first)  # "the snack maker"
            if by_role:
                return by_role
        spokesperson = self._spokespeople.find(mention, root)
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
        head, fields, gender = root.lemma_.lower(), fields_of(root), gender_of(root)
        scored = []
        for member in self._cast.members:
            if member.kind is not SpeakerKind.PERSON or (gender and member.gender not in {gender, None}):
                continue
            if self._comes_as_another(mention, member):
                continue
            roles = (role for role in member.roles if not is_of_other_field(head, fields, role))
            fits = {role: fit for role in roles if (fit := role_fit(head, wanted, role))}
            if fits and self._comes_later(mention, member):
                fits = {role: fit for role, fit in fits.items() if _names_office(role, head)}
            fit = max(fits.values(), default=0.0)
            if fit:
                scored.append((fit, self._closeness(mention, member), member))
        if not scored:
            return None
        scored.sort(key=lambda one: (one[0], one[1]), reverse=True)
        member = scored[0][2]
        return self._scene.found(RuleId.TITLE, member.name, self._scene.evidence(member, mention))

    def _comes_later(self, mention: Span, member: CastMember) -> bool:
        """Whether a member is named only behind a mention: then the mention gives the title that is told there."""
        return all(n.span.start > mention.start for n in self._cast.namings if n.member == member.name)

    def _comes_as_another(self, mention: Span, member: CastMember) -> bool:
        """Whether somebody comes behind a mention, as another one: "the officer said … Another officer, Orr"."""
        first = next((n.span.start for n in self._cast.namings if n.member == member.name), mention.start)
        before = self._text[max(mention.end, first - _PHRASE_CHARACTERS) : first]
        return first > mention.start and bool(_ANOTHER.search(before))

    @rule(
        RuleId.VARIATION,
        Concern.SPEAKER,
        example="Ann Lee said the dam was safe. The minister said the lake was full.",
        gives="Ann Lee: the dam was safe | Ann Lee: the lake was full",
        not_on="Ann Lee said the dam was safe. A minister said the lake was full.",
    )
    def _varied(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """A title for whoever has just spoken here without one, or "the official" for who has an office."""
        member = self._office_of_last_speaker(root, first)
        covering = root.lemma_.lower() in _COVERING
        if member is None or bool(member.roles) != covering or self._salience.has_spoken_beside(root.i):
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

    def _inside(self, mention: Span) -> frozenset[str]:
        return frozenset(n.member for n in self._cast.namings if mention.covers(n.span))

    def _closeness(self, mention: Span, member: CastMember) -> float:
        before = [n.span.end for n in self._cast.namings if n.member == member.name and n.span.end <= mention.start]
        return float(max(before, default=-1))


def _names_office(role: str, head: str) -> bool:
    """Whether a role has the noun of an office, in full or shortened ("Gov.")."""
    words = (word.strip(".").lower() for word in role.split())
    return any(len(word) >= _SHORTEST_TITLE and head.startswith(word) for word in words)
