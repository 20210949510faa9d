"""Stage four, institutions and groups without their name: "the commission", "the company", "the group"."""

from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import NounUse, nouns_that
from index.english.names import plain
from index.models import Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.cast.names_in_text import is_public_body
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.salience import Salience
from index.statements.speaker.scene import ANAPHORIC, PLACES, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPANIES = nouns_that(NounUse.COMPANY)
_GENERIC = nouns_that(NounUse.GENERIC) | _COMPANIES
_LOCATING = words_that(WordUse.LOCATES)


class Bodies:
    """Finds the organisation that a phrase of one document stands for."""

    def __init__(self, scene: Scene, salience: Salience) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._salience = salience

    def find(self, mention: Span, root: "Token", first: "Token") -> Found | None:
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
            if self._scene.kind(naming) is SpeakerKind.ORGANISATION and word in naming.member.lower().split():
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
        known = first.lower_ in ANAPHORIC and root.lemma_.lower() in _GENERIC
        name = self._salience.last_speaker(root.i) if known else None
        member = self._cast.member(name) if name else None
        if name is None or (member and member.kind is not SpeakerKind.ORGANISATION):
            return None
        evidence = self._scene.evidence(member, mention) if member else None
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
        tokens = [(n, self._doc[n.token]) for n in named]  # "the Kestrel Crisp" is what a company sells
        named = [
            n for n, t in tokens if t.ent_type_ not in PLACES and not (t.dep_ == "compound" and t.head.pos_ == "PROPN")
        ]
        return [n for n in named if self._scene.kind(n) is SpeakerKind.ORGANISATION and not is_public_body(n.member)]
