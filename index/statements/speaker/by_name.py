"""Stage four, mentions that hold a name: the name itself, one in apposition, one behind a title."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, NounUse, denotes_person, nouns_that
from index.english.names import is_given_name, is_suffix, parse_name, plain
from index.english.nouns import denotation
from index.models import Span, SpeakerKind
from index.statements.cast.members import Cast, Naming
from index.statements.drafts import Found
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

# what a firm may be to something: "the clinic's owner, Lumen Care,"
_FIRMS = nouns_that(NounUse.FIRM)
_LONGEST_NAME = 6  # words
_NO_SPEAKERS = frozenset({"DATE", "LAW", "EVENT", "LANGUAGE"})


class Names:
    """Finds who is named in a mention of one document."""

    def __init__(self, doc: "Doc", cast: Cast) -> None:
        self._doc = doc
        self._cast = cast

    def find(self, mention: Span, root: "Token") -> Found | None:
        """The speaker whom a mention names; ``root`` is the head of its phrase."""
        inside = [n for n in self._cast.namings if n.span.overlaps(mention)]
        head = next((n for n in inside if n.span.start <= root.idx < n.span.end), None)
        if head is not None and self._kind(head) is SpeakerKind.ORGANISATION and head.span.start > mention.start:
            first = next((n for n in inside if n.span.start == mention.start), head)
            letters = text_of(self._doc)[first.span.end : first.span.end + 1] == ","  # "Tom Molomby, SC"
            head = first if letters and self._kind(first) is SpeakerKind.PERSON else head
        if head is None and is_suffix(root.text):  # "Fiona Maitland KC"
            head = next((n for n in inside if n.span.start == mention.start), None)
        if head is None and text_of(self._doc)[mention.end : mention.end + 1] == ":":
            return self._label(mention)
        head = head or self.apposed(root, mention) or self._titled(mention, root, inside)
        if head is None:
            return self.unlisted(mention, root)
        others = [n.member for n in inside if n.token != head.token and self._joined(root, n)]
        if others and self._kind(head) is SpeakerKind.PERSON:
            return Found(" and ".join([head.member, *others]), "joint", 0.9, head.span)
        if self._kind(head) is SpeakerKind.ORGANISATION:
            return Found(head.member, "organisation", 0.9, head.span)
        return Found(head.member, "name", 1.0, head.span)

    def _label(self, mention: Span) -> Found | None:
        """The speaker of a transcript's turn, whose label may be in capitals and a surname only."""
        name = parse_name(mention.of(text_of(self._doc)))
        words = set(name.full.lower().split()) if name else set()
        members = [m for m in self._cast.members if words and words <= set(m.name.lower().split())]
        if not members:
            initials = mention.of(text_of(self._doc))
            members = [m for m in self._cast.members if "".join(part[0] for part in m.name.split()) == initials]
        if len({m.name for m in members}) == 1:
            return Found(members[0].name, "label", 0.9, mention)
        return Found(name.full, "label", 0.7, mention) if name else None

    def apposed(self, root: "Token", mention: Span) -> Naming | None:
        """ "the mayor of Velm, Eva Holm,": a person's name in apposition to the phrase's head, whatever the parse."""
        names = {t.i for t in root.children if t.dep_ == "appos" and t.i > root.i}
        apposed = next((n for n in self._cast.namings if n.token in names), None)
        if denotation(root) not in {Denotes.PERSON, Denotes.RELATIVE}:
            return apposed
        if apposed is not None and (self._kind(apposed) is SpeakerKind.PERSON or root.lemma_.lower() in _FIRMS):
            return apposed
        text = text_of(self._doc)
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

    def unlisted(self, mention: Span, root: "Token") -> Found | None:
        """A proper noun that no entity covers: its phrase is a name all the same ("Peabody", "The Deseret News")."""
        tail = self._doc.char_span(mention.start, mention.end, alignment_mode="contract")
        if tail is not None and len(tail) > 2 and denotation(root) is Denotes.PERSON and tail.root.i < tail.end - 2:
            name = tail[-2:]  # "Executive director of the Council Alia Salem"
            if all(t.pos_ == "PROPN" for t in tail[-3:]) and is_given_name(name[0].text):
                return Found(name.text, "unlisted", 0.6, Span(name.start_char, name.end_char))
        plural = denotes_person(root.lower_.removesuffix("s")) and not is_given_name(root.text)  # "Engineers warn"
        common = plural or denotation(root) is Denotes.PERSON
        if root.pos_ != "PROPN" or common or root.ent_type_ in _NO_SPEAKERS:
            return None
        words = plain(mention.of(text_of(self._doc)))
        parts = words.split()
        if len(parts) > _LONGEST_NAME and is_given_name(parts[-2]):
            parts = parts[-2:]  # a title, then a name
        if len(words) < 3 or len(parts) > _LONGEST_NAME or not parts[0][0].isupper():
            return None
        parsed = parse_name(" ".join(parts))
        return Found(parsed.full if parsed and parsed.given else " ".join(parts), "unlisted", 0.6, mention)

    def _joined(self, root: "Token", naming: Naming) -> bool:
        token = self._doc[naming.token]
        return token.dep_ == "conj" and token.head is root

    def _kind(self, naming: Naming) -> SpeakerKind | None:
        member = self._cast.member(naming.member)
        return member.kind if member else None

    def _tokens(self, span: Span) -> "Run | None":
        return self._doc.char_span(span.start, span.end, alignment_mode="expand")
