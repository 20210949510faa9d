"""What the command line says of runs and answers. Help texts of options stand beside their options."""

from collections.abc import Iterator

from bot.words.indexing import analysed_anew, copies_left_out, passed_over
from bot.words.runs import Runs, filled
from index.models import Speaker
from index.progress import Report

_MORE = "{count} more: ask with --full"
_IN_FULL = "The words in full: ask with --full"
_REPORT = "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {failed} failed in {seconds} s"
_PLAN = (
    "{added} to add, {changed} to change, {removed} to remove, {unchanged} unchanged, {failed} failed in {seconds} s"
)
_REPEATED = "{count} tell the story of another article, which names them"
_WITHHELD = "{count} not indexed, since [corpus] allowed_licences does not name their licence"
_INDEX_IN = "The index is in {folder}"
_UNTOUCHED = "A dry run: nothing was changed in {folder}"
_FAILURE = "{name}: {reason}"
_FAILURES = "{count} documents: {reason} ({names}, …)"
_MORE_FAILURES = "… and {count} more"
_BEHIND = "{option} goes behind the command: `{name} {command} {option} …`"
_MISUSED = "{problem}; `{command} -h` shows what it takes"
EMPTY = "an argument is empty; is a variable not set? Leave it out, or name what is meant"
OPENING = "opening the index"
NOTHING_MATCHES = "Nothing matches."
_SPEAKERS = "{speakers}, of whom {quoted} are quoted"
NOTHING_FOUND = "nothing to index was found: `onrecord inspect PATH` says what is there"
_MERGED = "{gone} ({gone_id}) is now part of {kept} ({kept_id})."
_SPLIT = "{name} is now a speaker of its own ({made})."
_ALIAS_GIVEN = "{name} ({speaker_id}) is now also called {alias}."
_PAGE_WRITTEN = "{path}: {statements} statements by {speakers} speakers"


def more(count: int) -> Runs:
    """That there are ``count`` items more than are shown, or, with none, that words were left out."""
    return filled(_MORE, count=str(count)) if count else filled(_IN_FULL)


def run_told(report: Report, folder: str, *, planned: bool = False) -> Iterator[str]:
    """What a run did, or would do, in lines."""
    counts = {
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "failed": len(report.failed),
    }
    sentence = _PLAN if planned else _REPORT
    yield sentence.format(**{name: f"{count:,}" for name, count in counts.items()}, seconds=f"{report.seconds:.1f}")
    if report.reanalysed:
        yield analysed_anew(report.reanalysed)
    if report.repeated:
        yield _REPEATED.format(count=f"{report.repeated:,}")
    if report.withheld:
        yield _WITHHELD.format(count=f"{report.withheld:,}")
    if report.copies:
        yield copies_left_out(report)
    if report.fruitless:
        yield passed_over(report)
    yield (_UNTOUCHED if planned else _INDEX_IN).format(folder=folder)


def failures_of(report: Report, most: int, alike: int) -> Iterator[str]:
    """The documents that could not be read: one by one, or many together that failed for one reason."""
    reasons: dict[str, list[str]] = {}
    for failure in report.failed:
        reasons.setdefault(failure.reason, []).append(failure.name)
    for reason, names in list(reasons.items())[:most]:
        if len(names) <= alike:
            yield from (_FAILURE.format(name=name, reason=reason) for name in names)
        else:
            yield _FAILURES.format(count=f"{len(names):,}", reason=reason, names=", ".join(names[:alike]))
    if more := sum(map(len, list(reasons.values())[most:])):
        yield _MORE_FAILURES.format(count=f"{more:,}")


def speakers_counted(speakers: int, quoted: int) -> str:
    """How many speakers an index knows, and how many of them say something in it."""
    return _SPEAKERS.format(speakers=f"{speakers:,}", quoted=f"{quoted:,}")


def misused(problem: str, command: str) -> str:
    """What is wrong with the words that were typed, and where to read more."""
    return _MISUSED.format(problem=problem, command=command)


def behind_the_command(option: str, name: str, command: str) -> str:
    """That an option stands in front of the command that takes it."""
    return _BEHIND.format(option=option, name=name, command=command)


def merged(gone: Speaker, kept: Speaker) -> str:
    """That two speakers are one now."""
    return _MERGED.format(gone=gone.name, gone_id=gone.id, kept=kept.name, kept_id=kept.id)


def split_off(name: str, made: str) -> str:
    """That a name is no longer another speaker's; ``made`` is the id of its own."""
    return _SPLIT.format(name=name, made=made)


def alias_given(speaker: Speaker, alias: str) -> str:
    """That a speaker has another name."""
    return _ALIAS_GIVEN.format(name=speaker.name, speaker_id=speaker.id, alias=alias)


def page_written(path: str, statements: int, speakers: int) -> str:
    """That an article's page was written."""
    return _PAGE_WRITTEN.format(path=path, statements=statements, speakers=speakers)
