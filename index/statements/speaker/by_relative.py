"""Stage four, relative pronouns: whom or what a "who", a "which" or a "that" takes up."""

from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import Denotes
from index.english.nouns import denotation
from index.models import SpeakerKind, Statement
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.drafts import Found
from index.statements.rules import Concern, RuleId, rule
from index.statements.speaker.by_description import Descriptions
from index.statements.speaker.by_name import Names
from index.statements.speaker.by_pronoun import Pronouns
from index.statements.speaker.clefts import cleft_around
from index.statements.speaker.scene import PLACES, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = frozenset({"DATE", "TIME"})
_LOCATING = words_that(WordUse.LOCATES)
_TEXT_TOKENS = 10


class Relatives:
    """Finds whom relative pronouns take up in one document."""

    def __init__(self, scene: Scene, names: Names, descriptions: Descriptions, pronouns: Pronouns) -> None:
        self._scene = scene
        self._doc = scene.doc
        self._cast = scene.cast
        self._names = names
        self._descriptions = descriptions
        self._pronouns = pronouns

    @rule(
        RuleId.RELATIVE,
        Concern.SPEAKER,
        example="The town honoured Ann Lee, who said the dam was safe.",
        gives="Ann Lee: the dam was safe",
        not_on="The town honoured Ann Lee. She said the dam was safe.",
        literature="Quirk et al. 1985, §17.9 ff.: relative clauses",
    )
    def find(self, statement: Statement, relative: "Token") -> Found | None:
        """ "Ann Lee, who said": the noun phrase that the relative clause belongs to, or the name right before it."""
        clause = next((t for t in relative.ancestors if t.dep_ == "relcl"), None)
        head = clause.head if clause is not None and clause.head.i <= relative.i else _name_right_before(relative)
        if head is None:
            return None
        if head.ent_type_ in _TIMES:
            head = self._text_before(head) or head
        cleft = cleft_around(head, relative)
        if cleft is not None:
            return self._named_or_described(statement, cleft.speaker) if cleft.speaker is not None else None
        joined = [c for c in head.conjuncts if head.i < c.i < relative.i]
        if clause is not None and not joined and _is_one_of_several(head, clause):
            return None
        if relative.lower_ == "which":
            return self._which(statement, relative, head)
        if relative.lower_ == "who":  # "Lee, Moss and Orr, who joked": one who is the last of them
            return self._who(statement, relative, joined[-1] if joined else head)
        return self._named_or_described(statement, head)

    def _which(self, statement: Statement, which: "Token", head: "Token") -> Found | None:
        """ "Lee heads the Lake Union in Velm, which says": neither a person nor a place that only tells where."""
        found = self._named_or_described(statement, head)
        member = self._cast.member(found.name) if found else None
        placed = head.ent_type_ == "GPE" and head.dep_ == "pobj" and head.head.lower_ in _LOCATING
        if member is None or not (placed or member.kind is SpeakerKind.PERSON):
            return found
        return self._thing_before(which) or (found if placed else None)

    def _who(self, statement: Statement, who: "Token", head: "Token") -> Found | None:
        """ "Ann Lee of Kestrel Foods, who said": no company is a who, whatever noun the parse hangs the clause on."""
        found = self._named_or_described(statement, head)
        member = self._cast.member(found.name) if found else None
        if member is not None and member.kind is not SpeakerKind.ORGANISATION:
            return found
        nearest = head_noun(self._doc[max(0, who.i - 2)])
        others = (self._named_or_described(statement, one) for one in (head_noun(head), nearest) if one != head)
        return next((one for one in others if one), None) or found

    def _thing_before(self, which: "Token") -> Found | None:
        """ "Lee heads the Lake Union in Velm, which says": the nearest body that is no place."""
        namings = [n for n in self._cast.namings if which.sent.start <= n.token < which.i]
        bodies = [n for n in namings if self._scene.kind(n) is SpeakerKind.ORGANISATION]
        near = (n for n in reversed(bodies) if self._doc[n.token].ent_type_ not in PLACES)
        body = next(near, None)
        return self._scene.found(RuleId.RELATIVE, body.member, body.span) if body else None

    def _text_before(self, date: "Token") -> "Token | None":
        """ "a release from the ministry on Monday that said": the text, where the parse hangs the clause on a date."""
        before = reversed(self._doc[max(date.sent.start, date.i - _TEXT_TOKENS) : date.i])
        return next((t for t in before if t.pos_ == "NOUN" and denotation(t) is Denotes.TEXT), None)

    def _named_or_described(self, statement: Statement, head: "Token") -> Found | None:
        span = phrase(head)
        return self._names.find(span, head) or self._descriptions.find(span, head, self._pronouns.named_in(statement))


def _name_right_before(relative: "Token") -> "Token | None":
    """ "Ann Lee, who said": the name before a pronoun to which the parse gives no noun that stands before it."""
    before = relative.doc[max(0, relative.i - 2) : relative.i]
    nearest = next((t for t in reversed(before) if t.text != ","), None)
    return nearest if nearest is not None and nearest.pos_ == "PROPN" else None


def _is_one_of_several(name: "Token", clause: "Token") -> bool:
    """ "players, including Ann Lee, who have praised him": the verb tells of several, so not of Lee alone."""
    several = any(t.tag_ == "VBP" for t in (clause, *clause.lefts))
    return several and name.tag_ == "NNP" and name.ent_type_ == "PERSON"
