"""What the stages of content look at: a parsed article with its quotation marks, its cues and the rules in force."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.quotation_marks import Quotation
from index.statements.content.cues import Cue
from index.statements.drafts import Draft
from index.statements.rules import LAYOUT, RuleSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from index.models import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """An article before its statements are read; ``marked`` and ``cues`` are in the order of its ``text``.

    ``title`` is the headline where it is no part of the text.
    """

    doc: "Doc"
    text: str
    marked: tuple[Quotation, ...]
    cues: tuple[Cue, ...]
    rules: RuleSet
    title: str = ""

    def free_cues(self, drafts: "Iterable[Draft]") -> "list[Cue]":
        """The cues that do not stand in what the layout of the page has already given to a speaker."""
        taken = laid_out(drafts)
        return [cue for cue in self.cues if not any(part.overlaps(cue.span) for part in taken)]


def laid_out(drafts: "Iterable[Draft]") -> "list[Span]":
    """The parts of drafts that the layout gives: turns of a transcript, block quotations, pull quotes."""
    return [part for draft in drafts if draft.rule in LAYOUT for part in draft.parts]
