"""Stage four, mentions without a name: roles, spokespeople, institutions, texts.

A role that the article ties to nobody is not guessed.
"""

from typing import TYPE_CHECKING

from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import NOUN_ROWS, SPOKESPERSON, Denotes, NounUse, nouns_that
from index.english.names import TITLES, is_given_name, plain
from index.english.nouns import denotation, gender_of, is_office, role_fit
from index.models import CastMember, Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.cast.names_in_text import is_public_body
from index.statements.content.noun_phrases import phrase
from index.statements.content.subjects import agent_of
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pronoun import PRONOUNS, Salience
from index.statements.speaker.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDEFINITE = words_that(WordUse.INDEFINITE) | words_of_class(WordClass.NUMERAL)
_ANAPHORIC = frozenset({"the", "this", "that"})
_PHRASE_TOKENS = 60
_POSSESSIVE_TOKENS = 5
_SPOUSES = frozenset({"wife", "husband"})
# plural people who speak for the organisation that they are named with
_SPOKESPEOPLE = nouns_that(NounUse.SPEAKS_FOR)
_SPOKESPERSON = frozenset(row.word for row in NOUN_ROWS.values() if SPOKESPERSON in {row.word, row.common})
_EXPERTS = nouns_that(NounUse.FORECASTER_FOR)  # in the plural: "economists at X" give its forecast
_COMPANIES = nouns_that(NounUse.COMPANY)
_PAGES = nouns_that(NounUse.PAGE)
_LOCATING = words_that(WordUse.LOCATES)
_PLACES = frozenset({"GPE", "LOC", "NORP"})  # "U.S. officials" speak for nobody who is named


class Descriptions:
    """Finds whom a noun phrase of one document stands for."""

    def __init__(self, scene: Scene, names: Names, salience: Salience) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._names = names
        self._salience = salience

    def find(self, mention: Span, root: "Token", without: frozenset[str]) -> Found | None:
        """The speaker for whom a phrase with this head stands, and who is not among ``without``."""
        first = next(token for token in self._doc[max(0, root.i - _PHRASE_TOKENS) :] if token.idx >= mention.start)
        denotes = denotation(root)
        if denotes is Denotes.TEXT:
            return self._author(root) or self._author_before(root, first)
        if denotes is Denotes.BODY:
            return self._body(mention, root, first)
        plural = root.tag_ in {"NNS", "NNPS"}
        if denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ not in _INDEFINITE:
            by_role = self._by_role(mention, root) or self._varied(mention, root, first)
            by_role = by_role or (self._kin(root) if denotes is Denotes.RELATIVE else None)
            if by_role:
                return by_role
        spokesperson = self._spokesperson(mention, root)
        anaphoric = denotes in {Denotes.PERSON, Denotes.RELATIVE} and not plural and first.lower_ in _ANAPHORIC
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
        return self._scene.found(RuleId.TITLE, member.name, self._evidence(member, mention))

    @rule(
        RuleId.VARIATION,
        Concern.SPEAKER,
        example="Ann Lee said the dam was safe. The minister said the lake was full.",
        gives="Ann Lee: the dam was safe | Ann Lee: the lake was full",
        not_on="Ann Lee said the dam was safe. A minister said the lake was full.",
    )
    def _varied(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """A title for whoever has just spoken in this paragraph, if the article gives them no other."""
        member = self._office_of_last_speaker(root, first)
        if member is None or member.roles or not self._salience.spoke_here(mention.start, self._text):
            return None
        return self._scene.found(RuleId.VARIATION, member.name, self._evidence(member, mention))

    def _office_of_last_speaker(self, root: "Token", first: "Token") -> CastMember | None:
        """The person who spoke last, if the phrase is "the" and an office: news prose varies titles."""
        if first.lower_ != "the" or not is_office(root):
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
        return self._scene.found(RuleId.KIN, kin[0].name, self._evidence(kin[0], Span(owner.idx, root.idx)))

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
            return next((found for employer in employers if (found := self._maker(employer))), None)
        if root.lemma_.lower() not in _SPOKESPEOPLE:
            return None
        inside = [n for n in self._cast.namings if mention.covers(n.span) and self._kind(n) is SpeakerKind.ORGANISATION]
        inside = [n for n in inside if self._doc[n.token].ent_type_ not in _PLACES and not self._heads_title(n)]
        if inside:
            return self._scene.found(RuleId.SPOKESPERSON, inside[0].member, inside[0].span)
        return self._owner(root) or self._for_last_named(mention, root)

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
        named = [n for n in self._cast.namings if n.subject and before.start <= n.token < before.end]
        if len(named) != 1 or self._kind(named[0]) is not SpeakerKind.ORGANISATION:
            return None
        apart = "\n" in self._text[named[0].span.start : mention.start]
        place = self._doc[named[0].token].ent_type_ in _PLACES
        found = self._scene.found(RuleId.SPOKESPERSON_OF_LAST, named[0].member, named[0].span)
        return None if apart or place else found

    def _heads_title(self, naming: Naming) -> bool:
        """ "a source close to House Speaker Ann Lee": the body is part of somebody's title."""
        following = self._doc[naming.token + 1 : naming.token + 2].text.lower().strip(".")
        return following in TITLES

    @rule(
        RuleId.AUTHOR,
        Concern.SPEAKER,
        example="A report by the World Health Organization says the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="A report says the dam was safe.",
    )
    def _author(self, root: "Token") -> Found | None:
        """ "X's report", "an analysis by X", "a statement from X": a text speaks for whoever made it."""
        makers = [c for c in root.children if c.dep_ == "poss"]
        makers += [g for c in root.children if c.lower_ in {"by", "from"} for g in c.children if g.dep_ == "pobj"]
        makers += [c for c in root.children if c.dep_ == "compound"]
        brought = (c for c in root.children if c.dep_ == "acl" and c.tag_ == "VBN")
        makers += [agent for verb in brought if (agent := agent_of(verb))]  # "a statement issued by X"
        sites = (g for c in root.children if c.lower_ == "on" for g in c.children if g.lemma_.lower() in _PAGES)
        makers += [c for site in sites for c in site.children if c.dep_ in {"compound", "poss"}]  # "on the X website"
        return next((found for maker in makers if (found := self._maker(maker))), None)

    @rule(
        RuleId.AUTHOR_AGAIN,
        Concern.SPEAKER,
        example="A report by the World Health Organization came in May. The report says the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="A report came in May. The report says the dam was safe.",
    )
    def _author_before(self, root: "Token", first: "Token") -> Found | None:
        """ "the report": of whoever the text said before that it is; if it spoke of several, of nobody."""
        if first.lower_ not in _ANAPHORIC:
            return None
        earlier = [t for t in self._doc[: first.i] if t.lemma_ == root.lemma_ and t.pos_ in {"NOUN", "PROPN"}]
        made = [found for noun in earlier if (found := self._author(noun))]
        if len({found.name for found in made}) != 1:
            return None
        return self._scene.found(RuleId.AUTHOR_AGAIN, made[-1].name, made[-1].evidence)

    def _maker(self, token: "Token") -> Found | None:
        naming = next((n for n in self._cast.namings if n.span.start <= token.idx < n.span.end), None)
        if naming is not None:
            return self._scene.found(RuleId.AUTHOR, naming.member, naming.span)
        unlisted = self._names.unlisted(phrase(token), token)
        return self._scene.found(RuleId.AUTHOR, unlisted.name, unlisted.evidence) if unlisted else None

    def _owner(self, root: "Token") -> Found | None:
        """ "Scientology officials": the name before the noun where the model saw no organisation."""
        owner = next((c for c in root.children if c.dep_ in {"compound", "poss"} and c.pos_ == "PROPN"), None)
        found = self._maker(owner) if owner is not None and owner.ent_type_ not in _PLACES else None
        member = self._cast.member(found.name) if found else None
        if found is None:
            return None
        person = member is not None and member.kind is SpeakerKind.PERSON
        if person and (" " in found.name or is_given_name(found.name)):
            return None  # who has officials is a body, whatever the model takes a single name for
        return self._scene.found(RuleId.SPOKESPERSON, found.name, found.evidence)

    def _body(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """A body that the phrase names, or one that was named before."""
        named = self._named_body(mention, root) or self._body_again(mention, root)
        return named or self._the_company(mention, root, first) or self._body_that_spoke(mention, root, first)

    @rule(
        RuleId.BODY,
        Concern.SPEAKER,
        example="Syria’s military said the dam was safe.",
        gives="Syria’s military: the dam was safe",
        not_on="The military said the dam was safe.",
    )
    def _named_body(self, mention: Span, root: "Token") -> Found | None:
        """ "Syria's military", "the X campaign", "the British government": the phrase is a name.

        Not "the London-based group", nor several of a place ("authorities in Velm").
        """
        named = [n for n in self._cast.namings if mention.covers(n.span)]
        named = [n for n in named if self._text[n.span.end : n.span.end + 1] != "-"]
        owner = next((t for t in root.lefts if t.ent_type_ == "NORP" or t.pos_ == "PROPN"), None)
        if root.tag_ == "NNS" and root.lower_ != root.lemma_:
            owner, named = (
                None,
                [n for n in named if n.token > root.i and self._doc[n.token].head.lower_ not in _LOCATING],
            )
        evidence = named[0].span if named else Span(owner.idx, owner.idx + len(owner)) if owner else None
        return self._scene.found(RuleId.BODY, plain(mention.of(self._text)), evidence) if evidence else None

    @rule(
        RuleId.BODY_AGAIN,
        Concern.SPEAKER,
        example="The Water Commission met in May. The commission said the dam was safe.",
        gives="Water Commission: the dam was safe",
        not_on="The Water Council met in May. The commission said the dam was safe.",
    )
    def _body_again(self, mention: Span, root: "Token") -> Found | None:
        """ "the commission": one named before with this word in its name."""
        word = root.lemma_.lower()
        if root.tag_ in {"NNS", "NNPS"} and root.lower_ != word:
            return None  # "both committees"
        for naming in reversed([n for n in self._cast.namings if n.span.end <= mention.start]):
            if self._kind(naming) is SpeakerKind.ORGANISATION and word in naming.member.lower().split():
                return self._scene.found(RuleId.BODY_AGAIN, naming.member, naming.span)
        spoke = next((name for name in self._salience.unlisted if word == name.lower().split()[-1]), None)
        return self._scene.found(RuleId.BODY_AGAIN, spoke, None) if spoke else None

    @rule(
        RuleId.ONLY_COMPANY,
        Concern.SPEAKER,
        example="Shares in Kestrel Foods fell. The company said the dam was safe.",
        gives="Kestrel Foods: the dam was safe",
        not_on="Shares in Kestrel Foods fell. A company said the dam was safe.",
    )
    def _the_company(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """ "the company": the one that the paragraph has named."""
        alone = self._only_company(mention, root) if first.lower_ == "the" else None
        return self._scene.found(RuleId.ONLY_COMPANY, alone.member, alone.span) if alone else None

    @rule(
        RuleId.BODY_THAT_SPOKE,
        Concern.SPEAKER,
        example="The Food and Drug Administration warned that the drops were unsafe. "
        "The agency urged people to throw them away.",
        gives="Food and Drug Administration: that the drops were unsafe | "
        "Food and Drug Administration: people to throw them away",
        not_on="The Food and Drug Administration warned that the drops were unsafe. "
        "An agency urged people to throw them away.",
    )
    def _body_that_spoke(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """ "the group": the organisation that has just spoken."""
        name = self._salience.last_speaker(root.i) if first.lower_ in _ANAPHORIC else None
        member = self._cast.member(name) if name else None
        if name is None or (member and member.kind is not SpeakerKind.ORGANISATION):
            return None
        evidence = self._evidence(member, mention) if member else None
        return self._scene.found(RuleId.BODY_THAT_SPOKE, name, evidence)

    def _only_company(self, mention: Span, root: "Token") -> Naming | None:
        """ "Shares in Kestrel Foods fell. … The company warned": the one organisation that the paragraph has named.

        If it has named none, the one of the paragraph before. Public bodies and outlets stand in such texts too, but
        are no companies.
        """
        if root.lemma_.lower() not in _COMPANIES:
            return None
        start = self._text.rfind("\n", 0, mention.start) + 1
        earlier = self._text.rfind("\n", 0, max(0, start - 2)) + 1
        named = self._companies(Span(start, mention.start)) or self._companies(Span(earlier, start))
        return named[-1] if len({n.member for n in named}) == 1 else None

    def _companies(self, stretch: Span) -> list[Naming]:
        named = [n for n in self._cast.namings if stretch.covers(n.span)]
        named = [n for n in named if self._doc[n.token].ent_type_ not in _PLACES]
        return [n for n in named if self._kind(n) is SpeakerKind.ORGANISATION and not is_public_body(n.member)]

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
