"""Stage four, mentions whose head is no name: one in apposition to it, one that ends its title, one before it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, NounUse, nouns_that
from index.english.names import is_given_name
from index.english.nouns import denotation
from index.models import Span, SpeakerKind
from index.statements.cast.members import Naming
from index.statements.cast.name_kinds import honorific_before
from index.statements.content.noun_phrases import is_excluded
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

# what a firm may be to something: "the clinic's owner, Lumen Care,"
_FIRMS = nouns_that(NounUse.FIRM)


class NamesBeside:
    """Finds the name that stands beside the head of a mention."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._cast = scene.cast
        self._text = scene.text

    def find(self, root: "Token", mention: Span, inside: Sequence[Naming]) -> Found | None:
        """The speaker whose name stands beside ``root``, the head of a mention; ``inside`` is named within it."""
        return (
            self._in_apposition(root, mention)
            or self._behind_title(mention, root, inside)
            or self._behind_name(root, mention)
        )

    def _is_persons(self, naming: Naming) -> bool:
        return self._scene.kind(naming) is SpeakerKind.PERSON

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
        last = next((n for n in inside if self._ends_title(n, mention) and self._is_persons(n)), None)
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
        name = next((n for n in before if self._is_persons(n)), None)
        return self._scene.found(RuleId.BEHIND_NAME, name.member, name.span) if name else None

    def apposed(self, root: "Token", mention: Span) -> Naming | None:
        """ "the mayor of Velm, Eva Holm,": a person's name in apposition to the phrase's head, whatever the parse."""
        names = {t.i for t in root.children if t.dep_ == "appos" and t.i > root.i and not is_excluded(t)}
        apposed = next((n for n in self._cast.namings if n.token in names), None)
        if denotation(root) not in {Denotes.PERSON, Denotes.RELATIVE}:
            return apposed
        if apposed is not None and (self._is_persons(apposed) or root.lemma_.lower() in _FIRMS):
            return apposed
        return self._following(root, mention)

    def _following(self, root: "Token", mention: Span) -> Naming | None:
        """The person's name right behind a phrase, or behind a comma and up to the next.

        One of several is not all of them: "according to many reporters Ann Lee has kept …".
        """
        persons = (n for n in self._cast.namings if n.span.start > mention.end and self._is_persons(n))
        name = next(persons, None)
        if name is None:
            return None
        between = self._without_body(mention.end, name.span.start)
        if between == " ":
            return name if root.tag_ not in {"NNS", "NNPS"} else None
        closed = self._text[name.span.end : name.span.end + 1] in {",", "."}
        return name if between == ", " and closed else None

    def _without_body(self, start: int, end: int) -> str:
        """What stands between a title and a name: of ", the Velm Union, " the body, whose title it is, left out."""
        inside = (n for n in self._cast.namings if n.span.start >= start and n.span.end <= end)
        body = next((n for n in inside if self._scene.kind(n) is SpeakerKind.ORGANISATION), None)
        text = self._text
        apart = body is not None and text[start : body.span.start] in {", ", ", the "}
        return text[body.span.end : end] if body is not None and apart else text[start:end]


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
