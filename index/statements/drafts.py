"""What the stages pass on to each other: a statement before its speaker is resolved, and a speaker found."""

from dataclasses import dataclass

from index.models import Act, Kind, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What one cue, or one quotation without a cue, says was said.

    Spans are character offsets into the article's text.
    """

    parts: tuple[Span, ...]
    kind: Kind
    pattern: str
    cue: Span | None = None
    act: Act = Act.STATES
    negated: bool = False
    mention: Span | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker, the rule that found them, and the mention elsewhere that settled it."""

    name: str
    rule: str
    confidence: float
    evidence: Span | None = None
