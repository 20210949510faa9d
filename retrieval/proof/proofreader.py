"""A draft in, a finding for each of its quotations out."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.models import Kind, Speaker, Statement, Unit
from index.search.filters import Where
from index.search.found import Found
from index.search.snapshot import Snapshot
from index.speakers import Directory
from retrieval.answer.items import item_said
from retrieval.proof.compare import (
    Words,
    content_shared,
    differences,
    hold_in_order,
    joined,
    likeness,
    segments,
)
from retrieval.proof.draft import DraftReader
from retrieval.proof.models import Change, Checked, DraftQuotation, Finding, Piece
from retrieval.ranking.verbatim import quotes

_CANDIDATES = 40
_OWN_CANDIDATES = 40  # of the speaker whom the draft names
_REACH = 2  # statements before and after one, which may go on from it
_GAP = 120  # characters of a cue between two statements of one speech, at most
_NEARLY = 0.6  # share of words in order from which on a quotation is taken for one that was altered
_SURELY = 0.75  # the same where it is not of whom the draft names
_SAME_CONTENT = 0.6  # share of stems that a quotation and what it alters must share
_RETOLD = 0.75  # share of stems from which on an article's own words are what a draft quotes


@dataclass(frozen=True, slots=True)
class _Record:
    """Statements of one speaker that follow each other, as words."""

    statements: tuple[Found, ...]
    words: Words
    direct: bool

    @property
    def speaker(self) -> Speaker | None:
        return self.statements[0].speaker

    def by(self, quotation: DraftQuotation) -> bool:
        """Whether it is of whom the draft names; a draft that names nobody claims nothing."""
        return not quotation.named or self.speaker in quotation.speakers

    def quoted_with(self, runs: Sequence[Sequence[str]]) -> bool:
        """Whether the article has the runs in quotation marks."""
        return self.direct or any(
            isinstance(one.unit, Statement) and quotes(one.unit, one.article, [" ".join(run) for run in runs])
            for one in self.statements
        )


class Proofreader:
    """Checks drafts against published states. Thread-safe; one draft is read at a time."""

    def __init__(self, model: str) -> None:
        self._reader = DraftReader(model)
        self._lock = threading.Lock()

    def check(self, text: str, snapshot: Snapshot, directory: Directory) -> tuple[Checked, ...]:
        """The quotations of a draft with what the corpus says of each, in their order.

        Raises ModelError if the language model of the rules is not installed.
        """
        with self._lock:
            found = self._reader.quotations_of(text, directory)
        return tuple(_checked(quotation, snapshot) for quotation in found)


def _checked(quotation: DraftQuotation, snapshot: Snapshot) -> Checked:
    records = list(_records(quotation, snapshot))
    mine = [one for one in records if one.by(quotation)]
    unknown = [one for one in records if one.speaker is None and one not in mine]
    checks: tuple[Callable[[], Checked | None], ...] = (
        lambda: _word_for_word(quotation, mine),
        lambda: _joined(quotation, [*mine, *unknown]),
        lambda: _altered(quotation, mine, Finding.NEARLY, _NEARLY),
        lambda: _held_by(quotation, unknown, Finding.UNATTRIBUTED),
        lambda: _held_by(quotation, records, Finding.BY_ANOTHER),
        lambda: _retold(quotation, mine),
        lambda: _altered(quotation, unknown, Finding.NEARLY, _SURELY),
        lambda: _altered(quotation, records, Finding.BY_ANOTHER, _SURELY),
    )
    found = (check() for check in checks)
    return next((one for one in found if one), Checked(quotation, Finding.NOT_FOUND))


def _word_for_word(quotation: DraftQuotation, records: Sequence[_Record]) -> Checked | None:
    """The words as they stand, quoted or at least reported."""
    runs = segments(quotation.text)
    holding = [one for one in records if hold_in_order(one.words, runs)]
    if quoted := next((one for one in holding if one.quoted_with(runs)), None):
        return _found(quotation, Finding.EXACT, quoted)
    return _found(quotation, Finding.REPORTED, holding[0]) if holding else None


def _held_by(quotation: DraftQuotation, records: Sequence[_Record], finding: Finding) -> Checked | None:
    """The words as they stand, not said by whom the draft names."""
    runs = segments(quotation.text)
    holding = next((one for one in records if hold_in_order(one.words, runs)), None)
    return _found(quotation, finding, holding) if holding else None


def _altered(quotation: DraftQuotation, records: Sequence[_Record], finding: Finding, least: float) -> Checked | None:
    """Quoted words of which a quotation seems to be an altered form: ``least`` of its words are theirs."""
    draft = Words.of(quotation.text)
    likest = _likest(draft, [one for one in records if one.direct], least)
    return _found(quotation, finding, likest, differences(draft, likest.words)) if likest else None


def _found(quotation: DraftQuotation, finding: Finding, record: _Record, pieces: tuple[Piece, ...] = ()) -> Checked:
    return Checked(quotation, finding, (item_said(_nearest(quotation, record)),), pieces)


def _nearest(quotation: DraftQuotation, record: _Record) -> Found:
    """The statement of a record that has most of the quotation."""
    draft = Words.of(quotation.text)
    return max(record.statements, key=lambda one: likeness(draft, _words([one])))


def _likest(draft: Words, records: Sequence[_Record], least: float) -> _Record | None:
    """The record of which a quotation seems to be an altered form."""
    like = [
        (score, one)
        for one in records
        if (score := likeness(draft, one.words)) >= least
        and content_shared(draft.text, one.words.text) >= _SAME_CONTENT
    ]
    return max(like, key=lambda pair: pair[0], default=(0.0, None))[1]


def _retold(quotation: DraftQuotation, records: Sequence[_Record]) -> Checked | None:
    """What an article reports in its own words and the draft has as the speaker's."""
    reported = [one for one in records if not one.direct]
    best = max(reported, key=lambda one: content_shared(quotation.text, one.words.text), default=None)
    if best is None or content_shared(quotation.text, best.words.text) < _RETOLD:
        return None
    return _found(quotation, Finding.REPORTED, best)


def _joined(quotation: DraftQuotation, records: Sequence[_Record]) -> Checked | None:
    """Two quotations that the draft has as one."""
    draft = Words.of(quotation.text)
    direct = [one for one in records if one.direct]
    found = joined(draft, [one.words for one in direct])
    if found is None or direct[found[1]].statements == direct[found[2]].statements:
        return None
    cut, first, second = found
    ends = (draft.spans[cut - 1][1], draft.spans[cut][0])
    pieces = (
        Piece(draft.text[: ends[0]], Change.SAME),
        Piece("[…]", Change.ONLY_RECORD),
        Piece(draft.text[ends[1] :], Change.SAME),
    )
    items = tuple(item_said(_nearest(quotation, direct[at])) for at in dict.fromkeys((first, second)))
    return Checked(quotation, Finding.NEARLY, items, pieces)


def _records(quotation: DraftQuotation, snapshot: Snapshot) -> Iterator[_Record]:
    """What is on record near a quotation's words: statements alone, and with those that go on from them."""
    hits = snapshot.search_words(Unit.STATEMENT, quotation.text, _CANDIDATES)
    if quotation.speakers:
        where = Where(speakers=tuple(speaker.id for speaker in quotation.speakers))
        hits += snapshot.search_words(Unit.STATEMENT, quotation.text, _OWN_CANDIDATES, where)
    keys = list(dict.fromkeys(hit.key for hit in hits))
    around = snapshot.beside(keys, _REACH)
    everything = list(dict.fromkeys([*keys, *(one for near in around.values() for one in near)]))
    read = snapshot.read(Unit.STATEMENT, everything)
    for key in keys:
        if key in read:
            yield _record([read[key]])
    for key in keys:
        speech = _speech([read[one] for one in around.get(key, ()) if one in read])
        yield from (_record(run) for run in speech if len(run) > 1)


def _speech(statements: Sequence[Found]) -> Iterator[list[Found]]:
    """Neighbouring statements in runs that one speaker says in one go, with no more than a cue in between."""
    run: list[Found] = []
    for one in sorted(statements, key=lambda found: found.unit.span):
        if run and not _goes_on(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _goes_on(before: Found, after: Found) -> bool:
    gap = after.unit.span.start - before.unit.span.end
    both = all(isinstance(one.unit, Statement) and one.unit.kind is Kind.DIRECT for one in (before, after))
    return both and before.speaker is not None and before.speaker == after.speaker and 0 <= gap <= _GAP


def _record(statements: Sequence[Found]) -> _Record:
    direct = all(isinstance(one.unit, Statement) and one.unit.kind is Kind.DIRECT for one in statements)
    return _Record(tuple(statements), _words(statements), direct)


def _words(statements: Sequence[Found]) -> Words:
    texts = [text for one in statements if isinstance(one.unit, Statement) for text in one.unit.texts(one.article.text)]
    return Words.of(" ".join(texts))
