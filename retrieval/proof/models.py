"""The words of proofreading."""

from dataclasses import dataclass
from enum import StrEnum

from index.models import Span, Speaker
from retrieval.models import Item


class Finding(StrEnum):
    """What the corpus says of a quotation."""

    EXACT = "exact"  # these very words, in quotation marks, of whom the draft names
    NEARLY = "nearly"  # the words differ, or were said at two places
    BY_ANOTHER = "by-another"
    UNATTRIBUTED = "unattributed"  # these very words, but the article does not tell whose
    REPORTED = "reported"  # said, but in the article's own words: nobody is quoted with them
    NOT_FOUND = "not-found"


class Change(StrEnum):
    """How a run of a quotation's words compares with what is on record."""

    SAME = "same"
    ONLY_DRAFT = "only-draft"
    ONLY_RECORD = "only-record"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were compared."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft: where it stands, its words without the marks, and whose the draft says they are.

    ``named`` is the speaker's name as the draft gives it, empty if it names nobody; ``speakers`` are those of the
    corpus whom it may mean.
    """

    span: Span
    text: str
    line: int
    named: str = ""
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation with its finding; ``items`` are where the words are on record, two where they were joined."""

    quotation: DraftQuotation
    finding: Finding
    items: tuple[Item, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the quotation may be printed as it is."""
        return self.finding is Finding.EXACT
