"""Stage four, mentions that hold a name of the cast: the head of the phrase, or several that speak together."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import NounUse, denotes_person, nouns_that
from index.english.names import TITLES, is_suffix, plain
from index.models import Placed, Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.beside_name import NamesBeside
from index.statements.speaker.by_label import Labels
from index.statements.speaker.phrases import are_a_list, post_in
from index.statements.speaker.scene import PLACES, Scene
from index.statements.speaker.unlisted import nickname, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_ASIDE = re.compile(r" \([^)]*\)")  # "Sen. Ann Lee (D-Ohio)"
_JOINING = re.compile(r",? and |, ")
_SEVERAL = 2
_ORGANS = nouns_that(NounUse.ORGAN)
_ORGAN = re.compile(r"(?P<owner>.+)['’]s? (?P<organ>\w+)")


class Names:
    """Finds who is named in a mention of one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._namings = Placed(scene.cast.namings, lambda naming: naming.span)
        self._text = scene.text
        self._labels = Labels(scene)
        self._beside = NamesBeside(scene)

    def find(self, mention: Span, root: "Token") -> Found | None:
        """The speaker whom a mention names; ``root`` is the head of its phrase."""
        organ = self._organ(mention)
        if organ is not None:
            return organ
        inside = [n for n in self._namings.near(mention) if n.span.overlaps(mention)]
        head = self._head(mention, root, inside)
        if head is None or self._is_body(head):
            office = post_in(self._scene, Span(head.span.end if head else root.idx, mention.end))
            root, head = (office, None) if office is not None else (root, head)
        placed = self._behind_place(head, root) if head is not None else self._before_description(mention, root, inside)
        if placed:
            return placed
        if head is None and is_suffix(root.text):  # "Fiona Maitland KC"
            head = _at_start(mention, inside)
        if head is not None:
            return self._joint(head, mention, inside) or self._alone(head)
        if self._labels.is_label(mention):
            return self._labels.find(mention)
        beside = self._beside.find(root, mention, inside)
        return beside or nickname(self._scene, mention) or unlisted(self._scene, mention, root)

    def _head(self, mention: Span, root: "Token", inside: Sequence[Naming]) -> Naming | None:
        """The naming that is the head of a phrase, if it is no description."""
        head = next((n for n in inside if n.span.start <= root.idx < n.span.end), None)
        if head is None:
            return None
        head = self._before_letters(head, mention, inside) or head
        return None if self._is_description(head, mention) else head

    def _before_letters(self, head: Naming, mention: Span, inside: Sequence[Naming]) -> Naming | None:
        """ "Tom Molomby, SC": a person whose letters the model took for a body."""
        first = _at_start(mention, inside) if self._is_body(head) and head.span.start > mention.start else None
        if first is None or self._scene.kind(first) is not SpeakerKind.PERSON:
            return None
        return first if self._text[first.span.end : first.span.end + 1] == "," else None

    def _alone(self, head: Naming) -> Found | None:
        """Whoever the head of the phrase names."""
        return self._organisation(head) if self._is_body(head) else self._person(head)

    def _is_body(self, naming: Naming) -> bool:
        return self._scene.kind(naming) is SpeakerKind.ORGANISATION

    def apposed(self, root: "Token", mention: Span) -> Naming | None:
        """The name in apposition to the head of a phrase that holds none."""
        return self._beside.apposed(root, mention)

    def _is_description(self, head: Naming, mention: Span) -> bool:
        """Whether a naming that the model took for a body is a title ("the Velm Police Sergeant"), or "a GRAN"."""
        if not self._is_body(head):
            return False
        words = head.span.of(self._text).split()
        if len(words) > 1:
            return words[-1].lower() in TITLES or _is_portfolio(words)
        before = self._text[mention.start : head.span.start].strip().lower()
        return before in {"a", "an"} or (words[0].isupper() and words[0].lower() in TITLES)  # "the MEC for Roads"

    @rule(
        RuleId.NAME,
        Concern.SPEAKER,
        example="Ann Lee said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="She said the dam was safe.",
    )
    def _person(self, head: Naming) -> Found | None:
        """The person whom the head of the phrase names."""
        return self._scene.found(RuleId.NAME, head.member, head.span)

    @rule(
        RuleId.ORGANISATION,
        Concern.SPEAKER,
        example="The World Health Organization said the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="Ann Lee said the dam was safe.",
    )
    def _organisation(self, head: Naming) -> Found | None:
        """The organisation that the head of the phrase names."""
        return self._scene.found(RuleId.ORGANISATION, head.member, head.span)

    @rule(
        RuleId.ORGAN,
        Concern.SPEAKER,
        example="The World Health Organization's board said the dam was safe.",
        gives="World Health Organization: the dam was safe",
        not_on="The World Health Organization said the dam was safe.",
    )
    def _organ(self, mention: Span) -> Found | None:
        """ "the Labour Party's Politburo": an organ speaks as the body whose it is; that of a country is one itself."""
        found = _ORGAN.fullmatch(plain(mention.of(self._text)))
        if found is None or found["organ"].lower() not in _ORGANS:
            return None
        namings = (n for n in self._cast.namings if self._scene.kind(n) is SpeakerKind.ORGANISATION)
        owner = next((n for n in namings if plain(n.span.of(self._text)) == found["owner"]), None)
        if owner is None or self._doc[owner.token].ent_type_ in PLACES:
            return None
        return self._scene.found(RuleId.ORGAN, owner.member, owner.span)

    @rule(
        RuleId.JOINT,
        Concern.SPEAKER,
        example="Ann Lee and Bo Orr said the dam was safe.",
        gives="Ann Lee and Bo Orr: the dam was safe",
        not_on="Ann Lee said the dam was safe, and Bo Orr left.",
        literature="Quirk et al. 1985, §13.42 ff.: coordinated noun phrases",
    )
    def _joint(self, head: Naming, mention: Span, inside: Sequence[Naming]) -> Found | None:
        """Several who speak together, persons or bodies: "Mayor Ann Lee and Chief Bo Orr", "the BBC and ITV"."""
        named = [n for n in inside if self._scene.kind(n) is self._scene.kind(head)]
        words = _ASIDE.sub("", mention.of(self._text))
        if " and " not in words or any(t.pos_ == "ADP" and t.lower_ != "of" for t in self._scene.tokens(mention) or ()):
            return None  # "Ann Lee, like Bo Orr and others"
        parts = [part.strip() for part in _JOINING.split(words)]
        each = [next((n for n in named if part.endswith(n.span.of(self._text))), None) for part in parts]
        if None in each and are_a_list(self._text, named, mention):
            each = list(named)  # "Alder, Holm and Sons, and Velm"
        members = list(dict.fromkeys(n.member for n in each if n is not None))
        if None in each or len(members) < _SEVERAL:
            return None
        return self._scene.found(RuleId.JOINT, " and ".join(members), head.span)

    @rule(
        RuleId.PLACE_BEFORE,
        Concern.SPEAKER,
        example="Alder County, Ohio, Alder County Sheriff Ann Lee said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="Alder County and Sheriff Ann Lee said the dam was safe.",
    )
    def _behind_place(self, head: Naming, root: "Token") -> Found | None:
        """ "Velm, Ohio, County prosecutor Ann Lee said": a place that only tells where she is, whatever the parse."""
        text = self._text
        if root.ent_type_ not in PLACES or text[head.span.end : head.span.end + 1] != ",":
            return None
        chain = {t.i for t in _apposed_or_joined(root)}
        persons = (n for n in self._cast.namings if self._scene.kind(n) is SpeakerKind.PERSON)
        name = next((n for n in persons if n.token in chain), None)
        tokens = self._scene.tokens(name.span) if name else None
        if name is None or tokens is None or " and " in text[head.span.end : name.span.start]:
            return None
        title = tokens[0].nbor(-1)
        titled = denotes_person(title.lower_) or title.lower_.strip(".") in TITLES
        return self._scene.found(RuleId.PLACE_BEFORE, name.member, name.span) if titled else None

    def _before_description(self, mention: Span, root: "Token", inside: Sequence[Naming]) -> Found | None:
        """ "Lee, keeper for the Velm Rovers,": a name that the parse hangs on what describes its bearer."""
        first = _at_start(mention, inside)
        if first is None or self._scene.kind(first) is not SpeakerKind.PERSON or root.tag_ != "NN":
            return None
        behind = self._text.startswith(", ", first.span.end) and first.span.end < root.idx
        return self._person(first) if behind else None


def _is_portfolio(words: Sequence[str]) -> bool:
    """ "Minister of Health": an office with what it is for, which the model took for a body."""
    return words[0].lower() in TITLES and words[1].lower() in {"of", "for"}


def _apposed_or_joined(token: "Token") -> "Iterator[Token]":
    """What stands in apposition to a token or is joined to it, and what does so to those."""
    for child in token.rights:
        if child.dep_ in {"appos", "conj"}:
            yield child
            yield from _apposed_or_joined(child)


def _at_start(mention: Span, inside: Sequence[Naming]) -> Naming | None:
    """The naming with which a mention begins."""
    return next((n for n in inside if n.span.start == mention.start), None)
