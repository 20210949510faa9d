"""A statement before its speaker is resolved: what the stages pass on to each other."""

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
