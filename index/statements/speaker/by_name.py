"""Stage four, mentions that hold a name: the name itself, one in apposition, one behind a title."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, NounUse, denotes_person, nouns_that, plural
from index.english.names import TITLES, is_given_name, is_suffix, parse_name, plain
from index.english.nouns import denotation
from index.models import Placed, Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.cast.names_in_text import honorific_before
from index.statements.content.noun_phrases import is_excluded
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_label import Labels
from index.statements.speaker.phrases import are_a_list, post_in
from index.statements.speaker.scene import PLACES, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

# what a firm may be to something: "the clinic's owner, Lumen Care,"
_FIRMS = nouns_that(NounUse.FIRM)
_ASIDE = re.compile(r" \([^)]*\)")  # "Sen. Ann Lee (D-Ohio)"
_JOINING = re.compile(r",? and |, ")
_SEVERAL = 2
_SPOKESPEOPLE = frozenset(plural(noun) for noun in nouns_that(NounUse.SPEAKS_FOR))
_LONGEST_NAME = 6  # words
_ORGANS = nouns_that(NounUse.ORGAN)
_ORGAN = re.compile(r"(?P<owner>.+)['’]s? (?P<organ>\w+)")
_NO_SPEAKERS = frozenset({"DATE", "LAW", "EVENT", "LANGUAGE"})


class Names:
    """Finds who is named in a mention of one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._namings = Placed(scene.cast.namings, lambda naming: naming.span)
        self._text = scene.text
        self._labels = Labels(scene)

    def find(self, mention: Span, root: "Token") -> Found | None:
        """The speaker whom a mention names; ``root`` is the head of its phrase."""
        inside = [n for n in self._namings.near(mention) if n.span.overlaps(mention)]
        organ = self._organ(mention)
        if organ is not None:
            return organ
        head = next((n for n in inside if n.span.start <= root.idx < n.span.end), None)
        if head is not None and self._kind(head) is SpeakerKind.ORGANISATION and head.span.start > mention.start:
            first = next((n for n in inside if n.span.start == mention.start), head)
            letters = self._text[first.span.end : first.span.end + 1] == ","  # "Tom Molomby, SC"
            head = first if letters and self._kind(first) is SpeakerKind.PERSON else head
        if head is not None and self._is_description(head, mention):
            head = None
        if head is None or self._kind(head) is SpeakerKind.ORGANISATION:
            office = post_in(self._scene, Span(head.span.end if head else root.idx, mention.end))
            root, head = (office, None) if office is not None else (root, head)
        placed = self._behind_place(head, root) if head is not None else self._before_description(mention, root, inside)
        if placed:
            return placed
        if head is None and is_suffix(root.text):  # "Fiona Maitland KC"
            head = next((n for n in inside if n.span.start == mention.start), None)
        if head is None and self._labels.is_label(mention):
            return self._labels.find(mention)
        if head is not None:
            organisation = self._kind(head) is SpeakerKind.ORGANISATION
            alone = self._organisation if organisation else self._person
            return self._joint(head, mention, inside) or alone(head)
        named = self._in_apposition(root, mention) or self._behind_title(mention, root, inside)
        named = named or self._behind_name(root, mention) or self._nickname(mention)
        return named or self.unlisted(mention, root)

    def _is_description(self, head: Naming, mention: Span) -> bool:
        """Whether a naming that the model took for a body is a title ("the Velm Police Sergeant"), or "a GRAN"."""
        words = head.span.of(self._text).split()
        before = self._text[mention.start : head.span.start].strip().lower()
        titled = len(words) > 1 and (words[-1].lower() in TITLES or _is_portfolio(words))
        titled |= len(words) == 1 and words[0].isupper() and words[0].lower() in TITLES  # "the MEC for Roads"
        return self._kind(head) is SpeakerKind.ORGANISATION and (titled or (before in {"a", "an"} and len(words) == 1))

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
        namings = (n for n in self._cast.namings if self._kind(n) is SpeakerKind.ORGANISATION)
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
        named = [n for n in inside if self._kind(n) is self._kind(head)]
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
        name = next((n for n in self._cast.namings if n.token in chain and self._kind(n) is SpeakerKind.PERSON), None)
        tokens = self._scene.tokens(name.span) if name else None
        if name is None or tokens is None or " and " in text[head.span.end : name.span.start]:
            return None
        title = tokens[0].nbor(-1)
        titled = denotes_person(title.lower_) or title.lower_.strip(".") in TITLES
        return self._scene.found(RuleId.PLACE_BEFORE, name.member, name.span) if titled else None

    def _before_description(self, mention: Span, root: "Token", inside: Sequence[Naming]) -> Found | None:
        """ "Lee, keeper for the Velm Rovers,": a name that the parse hangs on what describes its bearer."""
        first = next((n for n in inside if n.span.start == mention.start), None)
        if first is None or self._kind(first) is not SpeakerKind.PERSON or root.tag_ != "NN":
            return None
        behind = self._text.startswith(", ", first.span.end) and first.span.end < root.idx
        return self._person(first) if behind else None

    @rule(
        RuleId.APPOSED_NAME,
        Concern.SPEAKER,
        example="The mayor of Velm, Eva Holm, said the dam was safe.",
        gives="Eva Holm: the dam was safe",
        not_on="Eva Holm said the dam was safe.",
        literature="Quirk et al. 1985, §17.65 ff.: apposition",
    )
    def _in_apposition(self, root: "Token", mention: Span) -> Found | None:
        """ "the mayor of Velm, Eva Holm,": the name in apposition to the head of the phrase."""
        apposed = self.apposed(root, mention)
        if apposed is not None and root.tag_ == "NNS" and denotation(root) is Denotes.PERSON:
            return None  # "residents of Alder, Holm, Velm and Ros said": one of several is not all of them
        if apposed is None:
            given = _given_name_behind(root)
            return self._scene.found(RuleId.APPOSED_NAME, given.text, _span_of(given)) if given is not None else None
        return self._scene.found(RuleId.APPOSED_NAME, apposed.member, apposed.span)

    @rule(
        RuleId.TITLED_NAME,
        Concern.SPEAKER,
        example="Minister of Education Stella F. Marsh said the dam was safe.",
        gives="Stella F. Marsh: the dam was safe",
        not_on="Advisers to Mr. Marsh said the dam was safe.",
    )
    def _behind_title(self, mention: Span, root: "Token", inside: Sequence[Naming]) -> Found | None:
        """ "Ambassador to the United States Jane Roe": a person's name that ends a title, not one that it governs."""
        last = next((n for n in inside if self._ends_title(n, mention) and self._kind(n) is SpeakerKind.PERSON), None)
        first = self._scene.tokens(last.span) if last else None
        several = root.tag_ in {"NNS", "NNPS"}  # "lawyers for Baroness Lee" are not Lee
        if last is None or first is None or several or denotation(root) is not Denotes.PERSON or first[0].i <= root.i:
            return None
        before = first[0].nbor(-1)
        if honorific_before(first) and before.i > root.i:
            before = before.nbor(-1)  # "advisers to Mr. Lee" are not Lee
        ends_title = before.pos_ in {"PROPN", "NOUN", "ADJ"} and before.tag_ != "POS"
        return self._scene.found(RuleId.TITLED_NAME, last.member, last.span) if ends_title else None

    def _ends_title(self, naming: Naming, mention: Span) -> bool:
        """Whether a naming ends the mention, or its title: "Special Agent in Charge Ann Lee of the Velm office"."""
        return naming.span.end == mention.end or self._text.startswith(" of ", naming.span.end)

    @rule(
        RuleId.BEHIND_NAME,
        Concern.SPEAKER,
        example="Lee Hae-won, the secretary general of the Lake Union, vowed not to go.",
        gives="Lee Hae-won: not to go",
        not_on="The secretary general of the Lake Union vowed not to go.",
        literature="Quirk et al. 1985, §17.65 ff.: apposition",
    )
    def _behind_name(self, root: "Token", mention: Span) -> Found | None:
        """ "Eva Holm, the mayor, said": what stands between commas behind a name is its bearer, whatever the parse."""
        text = self._text
        post = root.tag_ == "NN" and root.left_edge.pos_ != "DET"  # "Eva Holm, Union spokeswoman said"
        parted = post or text[mention.end : mention.end + 1] == ","
        if denotation(root) is not Denotes.PERSON or root.tag_ in {"NNS", "NNPS"} or not parted:
            return None
        before = (n for n in self._cast.namings if text[n.span.end : mention.start] == ", ")
        name = next((n for n in before if self._kind(n) is SpeakerKind.PERSON), None)
        return self._scene.found(RuleId.BEHIND_NAME, name.member, name.span) if name else None

    @rule(
        RuleId.NICKNAME,
        Concern.SPEAKER,
        example="A man who goes by the name “Patches” slept there. Patches said the dam was safe.",
        gives="Patches: the dam was safe",
        not_on="A man slept there. Patches said the dam was safe.",
    )
    def _nickname(self, mention: Span) -> Found | None:
        """ "a man who goes by the name 'Patches'": what the text gave as a name in marks is one, whatever its word."""
        words = mention.of(self._text)
        if not words[0].isupper():
            return None
        given = re.compile(rf"[“\"‘']{re.escape(words)}[.,]?[”\"’']").search(self._text, 0, mention.start)
        return self._scene.found(RuleId.NICKNAME, words, Span(*given.span())) if given else None

    def apposed(self, root: "Token", mention: Span) -> Naming | None:
        """ "the mayor of Velm, Eva Holm,": a person's name in apposition to the phrase's head, whatever the parse."""
        names = {t.i for t in root.children if t.dep_ == "appos" and t.i > root.i and not is_excluded(t)}
        apposed = next((n for n in self._cast.namings if n.token in names), None)
        if denotation(root) not in {Denotes.PERSON, Denotes.RELATIVE}:
            return apposed
        if apposed is not None and (self._kind(apposed) is SpeakerKind.PERSON or root.lemma_.lower() in _FIRMS):
            return apposed
        text = self._text
        behind = (n for n in self._cast.namings if n.span.start > mention.end and self._kind(n) is SpeakerKind.PERSON)
        following = next(behind, None)
        between = self._without_body(mention.end, following.span.start) if following else ""
        several = between == " " and root.tag_ in {"NNS", "NNPS"}  # "according to many reporters Ann Lee has kept …"
        if following is None or several or between not in {", ", " "}:
            return None
        return following if between == " " or text[following.span.end : following.span.end + 1] in {",", "."} else None

    def _without_body(self, start: int, end: int) -> str:
        """What stands between a title and a name: of ", the Velm Union, " the body, whose title it is, left out."""
        inside = (n for n in self._cast.namings if n.span.start >= start and n.span.end <= end)
        body = next((n for n in inside if self._kind(n) is SpeakerKind.ORGANISATION), None)
        text = self._text
        apart = body is not None and text[start : body.span.start] in {", ", ", the "}
        return text[body.span.end : end] if body is not None and apart else text[start:end]

    @rule(
        RuleId.UNLISTED,
        Concern.SPEAKER,
        example="“Not yet,” said Peabody.",
        gives="Peabody: “Not yet,”",
        not_on="“Not yet,” said Ann Lee.",
    )
    def unlisted(self, mention: Span, root: "Token") -> Found | None:
        """A proper noun that no entity covers: its phrase is a name all the same ("Peabody", "The Deseret News")."""
        tail = self._doc.char_span(mention.start, mention.end, alignment_mode="contract")
        if tail is not None and len(tail) > 2 and denotation(root) is Denotes.PERSON and tail.root.i < tail.end - 2:
            last = tail[-2:]  # "Executive director of the Council Alia Salem"
            if all(t.pos_ == "PROPN" for t in tail[-3:]) and is_given_name(last[0].text):
                return self._scene.found(RuleId.UNLISTED, last.text, Span(last.start_char, last.end_char))
        plural = denotes_person(root.lower_.removesuffix("s")) and not is_given_name(root.text)  # "Engineers warn"
        common = plural or denotation(root) is Denotes.PERSON
        if not _is_written_as_name(root) or common or root.ent_type_ in _NO_SPEAKERS:
            return None
        words = plain(_without_spokespeople(mention.of(self._text)))
        parts = words.split()
        if len(parts) > _LONGEST_NAME and is_given_name(parts[-2]):
            parts = parts[-2:]  # a title, then a name
        one = len(parts) == 1 and mention.of(self._text).lower().startswith(("a ", "an "))
        if one or len(words) < 3 or len(parts) > _LONGEST_NAME or parts[0].islower():
            return None
        parsed = parse_name(" ".join(parts))
        name = parsed.full if parsed and parsed.given else " ".join(parts)
        return self._scene.found(RuleId.UNLISTED, name, mention)

    def _kind(self, naming: Naming) -> SpeakerKind | None:
        member = self._cast.member(naming.member)
        return member.kind if member else None


def _given_name_behind(noun: "Token") -> "Token | None":
    """ "the wife of Brandt, Eva.": a given name alone between commas, which the parse may hang on whose she is."""
    if denotation(noun) not in {Denotes.PERSON, Denotes.RELATIVE} or noun.tag_ not in {"NN", "NNP"}:
        return None
    owners = [g for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" for g in c.rights if g.dep_ == "pobj"]
    apposed = (c for head in (noun, *owners) for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next((c for c in apposed if is_given_name(c.text) and _stands_between_commas(c)), None)


def _stands_between_commas(token: "Token") -> bool:
    behind = token.nbor(1).text if token.i + 1 < len(token.doc) else "."
    return token.i > 0 and token.nbor(-1).text == "," and behind in {",", "."}


def _span_of(token: "Token") -> Span:
    return Span(token.idx, token.idx + len(token))


def _is_portfolio(words: Sequence[str]) -> bool:
    """ "Minister of Health": an office with what it is for, which the model took for a body."""
    return words[0].lower() in TITLES and words[1].lower() in {"of", "for"}


def _apposed_or_joined(token: "Token") -> "Iterator[Token]":
    """What stands in apposition to a token or is joined to it, and what does so to those."""
    for child in token.rights:
        if child.dep_ in {"appos", "conj"}:
            yield child
            yield from _apposed_or_joined(child)


def _is_written_as_name(token: "Token") -> bool:
    """Whether a noun is a proper one by its tag, by a capital inside ("comScore"), or by one within a sentence."""
    if token.pos_ == "PROPN" or (token.text[0].islower() and not token.is_lower and token.is_alpha):
        return True
    if token.tag_ != "NNS" or not token.text.istitle():
        return False
    same = (t for t in token.doc if t.text == token.text and t.i > t.sent.start)
    return any(t.nbor(-1).is_alpha and t.nbor(-1).is_lower for t in same)  # "run by Wikileaks"


def _without_spokespeople(phrase: str) -> str:
    """ "City of Velm Police Department officials": the body for which they speak."""
    body, _, last = phrase.rpartition(" ")
    return body if last.islower() and last in _SPOKESPEOPLE else phrase
