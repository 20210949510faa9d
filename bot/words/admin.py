"""What admins are told: the state of the index, how a re-index goes, and what was done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.words.indexing import analysed_anew, copies_left_out, duration_of, pace_of, passed_over
from index.progress import Progress, Report, Stage
from retrieval.engine import Status

COMMANDS = {
    "reindex": "Read the corpus again",
    "status": "State of the index",
    "feedback": "What readers found wrong",
    "reload": "Read the configuration again",
    "audit": "Who did what when",
}
REFUSED = "This command is for the admins of this bot."
RUNNING = "A re-index is running."
RUNNING_ALREADY = "A re-index is already running."
HOW_TO_REINDEX = (
    "/reindex reads what is new or changed, /reindex full reads and analyses everything again, /reindex cancel ends a "
    "run."
)
NOT_RUNNING = "No re-index is running."
CANCELLING = "The re-index is being cancelled."
WAITING = "Re-index: another process is writing to the index. This run will start when that one has finished …"
CANCELLED = "Re-index: cancelled. What it had read so far is kept; the next run goes on from there."
STARTING = "Re-index: starting …"
STARTING_FULL = "Re-index of everything: starting …"
INTERRUPTED = "Re-index: interrupted by a restart of the bot. It will continue after the restart."
BROKEN = "The re-index stopped before it finished; see the log for the cause. The previous index is still in use."
NO_CORPUS = "No corpus is configured. Set [corpus] paths."
RELOADED_NOTHING = "The configuration has not changed."
NO_FILE = "The bot was started without a configuration file, so there is nothing to reload."
NOTHING_DONE = "Nothing has been done yet."
BACKUP_DONE = "written to {file}"
_BY_ITSELF = "An automatic re-index failed. {outcome}"
_BACKUP_FAILED = "The backup could not be written: {reason}."
_RELOADED = "In force now: {names}."
_RESTART = "In force after a restart: {names}."
_NOT_RELOADED = "The configuration was not reloaded, and the old one is still in force: {reason}."
_ENTRY = "{at} · {who} · {deed}{detail}"
_LAST = "last re-index, {at}: {said}"
_LAST_BACKUP = "last backup, {at}: {said}"
_NEXT = "next re-index: {at}"
_NEXT_BACKUP = "next backup: {at}"
_ASIDE = "{count} updates have been set aside; see the log for the reasons"
_PACE = ", {rate} a second, about {left} left"
_FAILURES_SHOWN = 5
_LONGEST = 4_000  # characters of a message, with some to spare

# of each stage: before anything is counted, while all goes well, and with failures
_STAGES = {
    Stage.PREPARING: ("Re-index: preparing the models …",) * 3,
    Stage.READING: (
        "Re-index: reading the corpus …",
        "Re-index: reading the corpus, {done} of {total} …",
        "Re-index: reading the corpus, {done} of {total}, {failed} failed …",
    ),
    Stage.ANALYSING: (
        "Re-index: reading articles …",
        "Re-index: reading articles, {done} of {total} …",
        "Re-index: reading articles, {done} of {total}, {failed} failed …",
    ),
    Stage.PUBLISHING: (
        "Re-index: building the search …",
        "Re-index: building the search, {done} of {total} …",
        "Re-index: building the search, {done} of {total}, {failed} failed …",
    ),
}
_STATUS = (
    "{articles} articles, {statements} statements, {passages} passages\n"
    "{speakers} speakers, of whom {quoted} are quoted\n"
    "state {sequence}, vector recall@10: {recall}"
)
_REPORT = (
    "Re-index done in {seconds} s: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged, "
    "{failed} failed."
)
_FAILURE = "✗ {name}: {reason}"
_FAILURES = "✗ {count} documents, such as {name}: {reason}"
_MORE_FAILURES = "… and {count} more documents: `onrecord inspect` lists them all."


def status_of(status: Status) -> str:
    """What the index holds."""
    return _STATUS.format(
        articles=f"{status.articles:,}",
        statements=f"{status.statements:,}",
        passages=f"{status.passages:,}",
        speakers=f"{status.speakers:,}",
        quoted=f"{status.quoted:,}",
        sequence=status.sequence,
        recall=", ".join(f"{unit} {value:.3f}" for unit, value in status.recall.items()),
    )


def state_of(
    reindex: tuple[datetime, str] | None,
    backup: tuple[datetime, str] | None,
    following: Sequence[datetime | None],
    aside: int,
) -> list[str]:
    """What was done by the clock and is to be done next, the re-index before the backup; what was set aside."""
    lines = [
        sentence.format(at=_moment(one[0]), said=one[1])
        for sentence, one in ((_LAST, reindex), (_LAST_BACKUP, backup))
        if one
    ]
    lines += [
        sentence.format(at=_moment(one)) for sentence, one in zip((_NEXT, _NEXT_BACKUP), following, strict=True) if one
    ]
    return [*lines, _ASIDE.format(count=f"{aside:,}")] if aside else lines


def progress_of(progress: Progress, since: float = 0.0) -> str:
    """How far a re-index is. ``since`` are the seconds for which its stage has gone on."""
    begun, counted, failing = _STAGES[progress.stage]
    sentence = (failing if progress.failed else counted) if progress.total else begun
    total = f"{progress.total:,}" if progress.total else ""
    told = sentence.format(done=f"{progress.done:,}", total=total, failed=f"{progress.failed:,}")
    if not progress.total or not 0 < progress.done < progress.total or since < 1:
        return told
    rate = progress.done / since
    left = duration_of((progress.total - progress.done) / rate)
    return told.removesuffix(" …") + _PACE.format(rate=f"{rate:.3g}", left=left) + " …"


def by_itself(outcome: str) -> str:
    """That a run of which nobody was told did not go well."""
    return _BY_ITSELF.format(outcome=outcome)


def backup_failed(reason: str) -> str:
    """That there is no backup, and why."""
    return _BACKUP_FAILED.format(reason=reason)


def reloaded(at_once: Sequence[str], restart: Sequence[str]) -> str:
    """Which settings changed; their values are not shown."""
    said = [_RELOADED.format(names=", ".join(at_once))] if at_once else []
    said += [_RESTART.format(names=", ".join(restart))] if restart else []
    return "\n".join(said) or RELOADED_NOTHING


def not_reloaded(reason: str) -> str:
    """That the configuration has a fault."""
    return _NOT_RELOADED.format(reason=reason)


def audit_of(entries: Iterable[tuple[str, str, str, str]]) -> str:
    """Entries of the audit as (when, who, what, detail), newest first."""
    rows = (
        _ENTRY.format(at=at, who=who, deed=deed, detail=f": {detail}" if detail else "")
        for at, who, deed, detail in entries
    )
    return "\n".join(rows)[:_LONGEST] or NOTHING_DONE


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def report_of(report: Report) -> str:
    """What a re-index did, with its first failures by name and reason."""
    return "\n".join(_report(report))[:_LONGEST]


def _report(report: Report) -> Iterator[str]:
    yield _REPORT.format(
        seconds=f"{report.seconds:.0f}",
        added=f"{report.added:,}",
        changed=f"{report.changed:,}",
        removed=f"{report.removed:,}",
        unchanged=f"{report.unchanged:,}",
        failed=f"{report.failures:,}",
    )
    if report.pace:
        yield pace_of(report.pace)
    if report.reanalysed:
        yield analysed_anew(report.reanalysed)
    if report.copies:
        yield copies_left_out(report)
    if report.fruitless:
        yield passed_over(report)
    yield from _failures(report)


def _failures(report: Report) -> Iterator[str]:
    """What failed, by reason, the commonest first; each with a document as an example."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in report.failed:
        by_reason[one.reason].append(one.name.rsplit("/", 1)[-1])
    common = sorted(by_reason.items(), key=lambda reason: -len(reason[1]))
    for reason, names in common[:_FAILURES_SHOWN]:
        sentence = _FAILURE if len(names) == 1 else _FAILURES
        yield sentence.format(name=names[0], reason=reason, count=f"{len(names):,}")
    if left := sum(len(names) for _, names in common[_FAILURES_SHOWN:]) + report.unnamed:
        yield _MORE_FAILURES.format(count=f"{left:,}")
