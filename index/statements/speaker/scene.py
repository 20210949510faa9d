"""What the stages of speakers look at: a parsed article with its cast and the rules in force."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.models import CastMember, Span, SpeakerKind
from index.statements.cast.members import Cast, Naming
from index.statements.drafts import Found
from index.statements.rules import RuleId, RuleSet
from index.statements.speaker.confidence import confidence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

ANAPHORIC = frozenset({"the", "this", "that"})  # open a phrase that takes up what was named
PLACES = frozenset({"GPE", "LOC", "NORP"})  # "U.S. officials" speak for nobody who is named


@dataclass(frozen=True, slots=True)
class Scene:
    """An article whose statements wait for their speakers; ``title`` is its headline if that is no part of the text."""

    doc: "Doc"
    text: str
    cast: Cast
    rules: RuleSet
    title: str = ""

    def found(self, rule: RuleId, name: str, evidence: Span | None, margin: float = 0.0) -> Found | None:
        """A speaker as a rule finds them, or None if the rule is not in force; ``margin`` is how clearly, 0 to 1."""
        return Found(name, rule, confidence_of(rule, margin), evidence) if rule in self.rules else None

    def tokens(self, span: Span) -> "Run | None":
        """The tokens of a span."""
        return self.doc.char_span(span.start, span.end, alignment_mode="expand")

    def kind(self, naming: Naming) -> SpeakerKind | None:
        """What a naming names; None if it is no member of the cast."""
        member = self.cast.member(naming.member)
        return member.kind if member else None

    def evidence(self, member: CastMember, mention: Span) -> Span | None:
        """Where a member was named last before a mention, or else first."""
        namings = [n for n in self.cast.namings if n.member == member.name]
        before = [n for n in namings if n.span.end <= mention.start]
        return (before[-1] if before else namings[0]).span if namings else None
