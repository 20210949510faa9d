"""Stage four, institutions and groups without their name: "the commission", "the company", "the group"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import KINDS, NounUse, nouns_that
from index.english.names import plain
from index.models import Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.cast.name_kinds import is_public_body
from index.statements.content.noun_phrases import LIKENING, phrase
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.salience import Salience
from index.statements.speaker.scene import ANAPHORIC, PLACES, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPANIES = nouns_that(NounUse.COMPANY)
_GENERIC = nouns_that(NounUse.GENERIC) | _COMPANIES
_INDEFINITE = words_that(WordUse.INDEFINITE)
_LOCATING = words_that(WordUse.LOCATES)
_JOINS = frozenset({"of", "for"})
_INTRODUCING = frozenset({"a", "an", "another"})
_STEM = 5  # letters
_FORCES = frozenset({"police"})  # "Velm Police Department"


class Bodies:
    """Finds the organisation that a phrase of one document stands for."""

    def __init__(self, scene: Scene, salience: Salience) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._text = scene.text
        self._cast = scene.cast
        self._salience = salience

    def find(self, mention: Span, root: "Token", first: "Token", without: frozenset[str] = frozenset()) -> Found | None:
        """A body that the phrase names, or one that was named before and is not among ``without``."""
        again = None if first.lower_ in _INDEFINITE else self._body_again(mention, root)
        named = self._named_body(mention, root) or again
        named = named or self._body_described(mention, root, first) or self._the_company(mention, root, first, without)
        return named or self._body_that_spoke(mention, root, first) or self._body_of_kind(mention, root, first)

    def headed(self, word: str, mention: Span, fields: Sequence[str] = ()) -> Naming | None:
        """The one body named before a mention whose name has this word for its head; None if there are several.

        Its name tells the ``fields`` that are asked for: "a defence ministry spokesman" is of no Water Ministry.
        """
        found = {n.member: n for n in self._before(mention) if word in _heads(n.member)}
        found = {name: n for name, n in found.items() if all(tells(name, field) for field in fields)}
        return next(iter(found.values())) if len(found) == 1 else None

    @rule(
        RuleId.BODY,
        Concern.SPEAKER,
        example="Syria’s military said the dam was safe.",
        gives="Syria’s military: the dam was safe",
        not_on="The military said the dam was safe.",
    )
    def _named_body(self, mention: Span, root: "Token") -> Found | None:
        """ "Syria's military", "the X campaign", "the British government": the phrase is a name.

        Not "the London-based group", nor several of a place ("authorities in Velm"), nor one that is not told
        ("a Spanish court"). Of "firms like Kestrel" those that are named speak.
        """
        examples = _examples(root)
        if examples is not None:
            given = [n for n in self._cast.namings if mention.covers(n.span) and n.token in examples]
            names = " and ".join(dict.fromkeys(n.member for n in given))
            return self._scene.found(RuleId.BODY, names, given[0].span) if names else None
        mention = _without_others(mention, root)
        evidence = self._name_in(mention, root)
        return self._scene.found(RuleId.BODY, plain(mention.of(self._text)), evidence) if evidence else None

    def _name_in(self, mention: Span, root: "Token") -> Span | None:
        """The name that makes a phrase the name of a body; of several it stands behind them and tells more than where.

        "Syria's military", "authorities of the Velm Union", but not "Syrian authorities".
        """
        named = [n for n in self._cast.namings if mention.covers(n.span)]
        named = [n for n in named if self._text[n.span.end : n.span.end + 1] != "-"]
        if root.tag_ == "NNS" and root.lower_ != root.lemma_:
            behind = (n for n in named if n.token > root.i and self._doc[n.token].head.lower_ not in _LOCATING)
            return next((n.span for n in behind), None)
        if named:
            return named[0].span
        owner = next((t for t in root.lefts if _is_name(t)), None)
        return Span(owner.idx, owner.idx + len(owner)) if owner is not None else None

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
        for naming in reversed(self._before(mention)):
            if word in naming.member.lower().split():
                return self._scene.found(RuleId.BODY_AGAIN, naming.member, naming.span)
        spoke = next((name for name in self._salience.unlisted if word == name.lower().split()[-1]), None)
        return self._scene.found(RuleId.BODY_AGAIN, spoke, None) if spoke else None

    @rule(
        RuleId.BODY_OF_KIND,
        Concern.SPEAKER,
        example="He was taken to Velm Medical Center. The hospital said the man would live.",
        gives="Velm Medical Center: the man would live",
        not_on="He was taken to Velm Medical Center. A hospital said the man would live.",
        literature="Halliday & Hasan 1976, §6.1: reiteration by a near-synonym or a superordinate",
    )
    def _body_of_kind(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """ "the hospital" for a medical centre: the one body named before that is of such a kind by its name."""
        if first.lower_ not in ANAPHORIC:
            return None
        word = root.lemma_.lower()
        kinds = {n.member: n for n in self._before(mention) if any(word in KINDS.get(w, ()) for w in _words(n.member))}
        if len(kinds) != 1:
            return None
        (naming,) = kinds.values()
        return self._scene.found(RuleId.BODY_OF_KIND, naming.member, naming.span)

    @rule(
        RuleId.BODY_DESCRIBED,
        Concern.SPEAKER,
        example="A coalition of 12 unions, the Lake Action Front, marched on Monday. The coalition said it was safe.",
        gives="Lake Action Front: it was safe",
        not_on="A club of 12 sailors, the Lake Action Front, marched on Monday. The coalition said it was safe.",
        literature="Quirk et al. 1985, §17.65 ff.: apposition",
    )
    def _body_described(self, mention: Span, root: "Token", first: "Token") -> Found | None:
        """ "the coalition": the one body that an apposition has called so before, if there is no other."""
        if first.lower_ not in ANAPHORIC or root.tag_ in {"NNS", "NNPS"}:
            return None
        word = root.lemma_.lower()
        described = [(n, noun) for n in self._before(mention) for noun in _described_as(self._doc[n.token])]
        said = {n.member: n for n, noun in described if noun.lemma_.lower() == word}
        called = {phrase(noun).of(self._text).lower() for _, noun in described}
        met = (t for t in self._doc[: first.i] if t.lemma_.lower() == word and t.left_edge.lower_ in _INTRODUCING)
        if len(said) != 1 or any(phrase(t).of(self._text).lower() not in called for t in met):
            return None
        (naming,) = said.values()
        return self._scene.found(RuleId.BODY_DESCRIBED, naming.member, naming.span)

    def _before(self, mention: Span) -> list[Naming]:
        """Where organisations are named before a mention."""
        earlier = (n for n in self._cast.namings if n.span.end <= mention.start)
        return [n for n in earlier if self._scene.kind(n) is SpeakerKind.ORGANISATION]

    @rule(
        RuleId.ONLY_COMPANY,
        Concern.SPEAKER,
        example="Shares in Kestrel Foods fell. The company said the dam was safe.",
        gives="Kestrel Foods: the dam was safe",
        not_on="Shares in Kestrel Foods fell. A company said the dam was safe.",
    )
    def _the_company(self, mention: Span, root: "Token", first: "Token", without: frozenset[str]) -> Found | None:
        """ "the company": the one that the paragraph has named."""
        alone = self._only_company(mention, root) if first.lower_ == "the" else None
        if alone is not None and alone.member in without:
            return None
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


def _described_as(name: "Token") -> "list[Token]":
    """What common nouns call a name: in apposition to it, right before it ("energy regulator Velgem"), behind "is"."""
    beside = [c for c in name.rights if c.dep_ == "appos"]
    beside += [name.head] if name.dep_ == "appos" else []
    beside += [c for c in name.lefts if c.dep_ == "compound" and c.is_lower]
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        beside += [c for c in name.head.rights if c.dep_ == "attr"]
    return [noun for noun in beside if noun.pos_ == "NOUN"]


def _examples(root: "Token") -> frozenset[int] | None:
    """The tokens of those who are named as examples of several: "sites such as Gazette.com"; None if nobody is."""
    likening = (c for c in root.rights if c.lower_ in LIKENING) if root.tag_ in {"NNS", "NNPS"} else ()
    like = next(iter(likening), None)
    return frozenset(t.i for t in like.subtree) if like is not None else None


def _without_others(mention: Span, root: "Token") -> Span:
    """A mention up to whoever else speaks: "the government [, along with Ann Lee]", "the company [and Ann Lee]"."""
    others = (c.left_edge for c in root.rights if c.dep_ in {"cc", "punct"} or c.lower_ in {"along", "including"})
    end = min((t.idx for t in others), default=mention.end)
    return Span(mention.start, len(root.doc.text[: min(end, mention.end)].rstrip())) if end > root.idx else mention


def _is_name(token: "Token") -> bool:
    """Whether a word before a noun is a name, or an adjective that is made of one: "the Orvanian army"."""
    adjective = token.dep_ == "amod" and token.text.istitle() and token.i > token.sent.start
    return token.ent_type_ == "NORP" or token.pos_ == "PROPN" or adjective


def tells(name: str, field: str) -> bool:
    """Whether a name holds a word, be it in another spelling: "defence" of the Department of Defense."""
    return any(word[:_STEM] == field[:_STEM] for word in _words(name))


def _words(name: str) -> list[str]:
    return name.lower().split()


def _heads(name: str) -> set[str]:
    """The words by which a body may be called: the last of its name, the one before "of", "police" of a department."""
    words = _words(name)
    joint = next((i for i, word in enumerate(words) if i and word in _JOINS), len(words))
    return {words[joint - 1], *(_FORCES & set(words))}
