"""What admins are told: the state of the index and how a re-index goes."""

from collections.abc import Iterator

from bot.words.indexing import analysed_anew, pace_of
from index.progress import Progress, Report, Stage
from retrieval.engine import Status

COMMANDS = {
    "reindex": "Read the corpus again",
    "status": "State of the index",
    "feedback": "What readers found wrong",
}
REFUSED = "This command is for the admins of this bot."
RUNNING = "A re-index is running."
RUNNING_ALREADY = "A re-index is running already."
HOW_TO_REINDEX = "/reindex reads the corpus again, /reindex cancel ends a run."
NOT_RUNNING = "No re-index is running."
CANCELLING = "The re-index is being ended."
WAITING = "Re-index: another process is writing to the index. This run begins when that one has ended …"
CANCELLED = "Re-index: cancelled. What it had read so far is kept; the next run goes on from there."
STARTING = "Re-index: starting …"
INTERRUPTED = "Re-index: interrupted by a restart of the bot. It goes on after the restart."
BROKEN = "Re-index: it ended before it was done. The log has the cause. The old state is still served."
NO_CORPUS = "No corpus is configured. Set [corpus] paths."
_FAILURES_SHOWN = 5
_LONGEST = 4_000  # characters of a message, with some to spare

# of each stage: before anything is counted, while all goes well, and with failures
_STAGES = {
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
    "{articles} articles, {statements} statements, {passages} passages, {speakers} speakers\n"
    "state {sequence}, vector recall@10: {recall}"
)
_REPORT = (
    "Re-index done in {seconds} s: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged, "
    "{failed} failed."
)
_FAILURE = "✗ {name}: {reason}"


def status_of(status: Status) -> str:
    """What the index holds."""
    return _STATUS.format(
        articles=f"{status.articles:,}",
        statements=f"{status.statements:,}",
        passages=f"{status.passages:,}",
        speakers=f"{status.speakers:,}",
        sequence=status.sequence,
        recall=", ".join(f"{unit} {value:.3f}" for unit, value in status.recall.items()),
    )


def progress_of(progress: Progress) -> str:
    """How far a re-index is."""
    begun, counted, failing = _STAGES[progress.stage]
    sentence = (failing if progress.failed else counted) if progress.total else begun
    total = f"{progress.total:,}" if progress.total else ""
    told = sentence.format(done=f"{progress.done:,}", total=total, failed=f"{progress.failed:,}")
    return f"{told}\n{pace_of(progress.pace)}" if progress.pace else told


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
        failed=f"{len(report.failed):,}",
    )
    if report.pace:
        yield pace_of(report.pace)
    if report.reanalysed:
        yield analysed_anew(report.reanalysed)
    for one in report.failed[:_FAILURES_SHOWN]:
        yield _FAILURE.format(name=one.name.rsplit("/", 1)[-1], reason=one.reason)
