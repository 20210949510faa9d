"""What the stages pass on to each other: a statement before its speaker is resolved, and a speaker found."""

from dataclasses import dataclass, replace

from index.models import Act, Kind, Span, Statement
from index.statements.rules import RuleId


@dataclass(frozen=True, slots=True)
class Contents:
    """The spans of what a cue reports, in order, and the rule that read them."""

    parts: tuple[Span, ...]
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Draft:
    """What one cue, or one quotation without a cue, says was said.

    Spans are character offsets into the article's text.
    """

    parts: tuple[Span, ...]
    kind: Kind
    rule: RuleId
    cue: Span | None = None
    act: Act = Act.STATES
    negated: bool = False
    mention: Span | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker, the rule that found them, and the mention elsewhere that settled it."""

    name: str
    rule: RuleId
    confidence: float
    evidence: Span | None = None

    def given_to(self, statement: Statement) -> Statement:
        """The statement with this speaker."""
        return replace(
            statement,
            speaker=self.name,
            evidence=self.evidence,
            resolved_by=self.rule.value,
            confidence=self.confidence,
        )
