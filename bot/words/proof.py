"""What is said of the quotations of a draft."""

from collections.abc import Sequence

from bot.words.language import translated
from bot.words.runs import Run, Runs, filled
from bot.words.statements import SPEAKER_UNKNOWN, day_of, name_of
from retrieval.models import Item
from retrieval.proof.models import Change, Checked, Finding, Piece

NO_QUOTATION = "There is no quotation in it."
_VERDICTS = {
    Finding.EXACT: "These very words: {speaker}, {source}",
    Finding.NEARLY: "Nearly. On record: {speaker}, {source}",
    Finding.BY_ANOTHER: "Said by another: {speaker}, {source}",
    Finding.UNATTRIBUTED: "These very words, but the article does not tell whose: {speaker}, {source}",
    Finding.REPORTED: "Reported, but not quoted. The words are the article's: {speaker}, {source}",
    Finding.NOT_FOUND: "Not in this corpus.",
}
_MARKS = {True: "✓", False: "✗"}
_PLACE = "{mark} line {line}: “{words}”"
_NAMED = "{mark} line {line}, {named}: “{words}”"
_SOURCE = "{publisher}, {day}"
_TALLY = "{passed} of {count} quotations are on record in these very words."
_ONE_PASSED = "The one quotation is on record in these very words."
_ONE_FAILED = "The one quotation is not on record in these very words."


def quotation_row(checked: Checked) -> Runs:
    """A quotation as the draft has it, with whose it says it is; differences marked.

    What the draft alone has is struck out, what it lacks is in bold.
    """
    quotation = checked.quotation
    words = compared(checked.pieces) or (Run(quotation.text),)
    return filled(
        _NAMED if quotation.named else _PLACE,
        mark=_MARKS[checked.passed],
        line=str(quotation.line),
        named=quotation.named,
        words=words,
    )


def verdict_row(checked: Checked) -> Runs:
    """What the corpus says of a quotation, with where its words are on record."""
    sentence = _VERDICTS[checked.finding]
    if not checked.items:
        return filled(sentence)
    item = checked.items[0]
    return filled(sentence, speaker=Run(_speaker(item), strong=True), source=_source(item))


def compared(pieces: Sequence[Piece]) -> Runs:
    """Words that were compared: what only the quotation has is struck out, what it lacks is in bold."""
    return tuple(_apart(tuple(_piece(piece.text, piece.change) for piece in pieces)))


def tally(passed: int, count: int) -> str:
    """How many of a draft's quotations may be printed as they are."""
    if count == 1:
        return translated(_ONE_PASSED if passed else _ONE_FAILED)
    return translated(_TALLY).format(passed=passed, count=count)


def _speaker(item: Item) -> str:
    return name_of(item, item.statement) or translated(SPEAKER_UNKNOWN)


def _source(item: Item) -> Runs:
    article = item.article
    publisher = Run(article.publisher or article.title or article.id, url=article.url or "")
    return filled(_SOURCE, publisher=publisher, day=day_of(article))


def _piece(text: str, change: Change) -> Run:
    return Run(text, strong=change is Change.ONLY_RECORD, struck=change is Change.ONLY_DRAFT)


def _apart(runs: tuple[Run, ...]) -> list[Run]:
    """Runs with a space between them."""
    spaced: list[Run] = []
    for run in runs:
        spaced += [Run(" "), run] if spaced else [run]
    return spaced
