"""The findings on a draft as blocks."""

from collections.abc import Sequence

from bot.layout.blocks import Block, Line, LineKind, Listing
from bot.words import proof as words
from bot.words.language import translated
from bot.words.runs import Run
from retrieval.proof.models import Checked


def proof_blocks(checked: Sequence[Checked]) -> tuple[Block, ...]:
    """How many quotations passed, then each with its verdict."""
    if not checked:
        return (Line(LineKind.TALK, (Run(translated(words.NO_QUOTATION)),)),)
    passed = sum(one.passed for one in checked)
    tally = Line(LineKind.VERDICT, (Run(words.tally(passed, len(checked))),))
    return (tally, *(Listing((words.quotation_row(one), words.verdict_row(one))) for one in checked))
