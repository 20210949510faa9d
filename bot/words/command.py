"""What the command line says of runs and answers. Help texts of options stand beside their options."""

from bot.words.runs import Runs, filled
from index.models import Speaker
from index.progress import Report

_MORE = "{count} more: ask with --full"
_IN_FULL = "The words in full: ask with --full"
_REPORT = "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {failed} failed in {seconds} s"
_REPEATED = "{count} tell the story of another article, which names them"
_WITHHELD = "{count} not indexed, since [corpus] allowed_licences does not name their licence"
_FAILURE = "{name}: {reason}"
_MORE_FAILURES = "… and {count} more"
_MERGED = "{gone} ({gone_id}) is now part of {kept} ({kept_id})."
_SPLIT = "{name} is now a speaker of its own ({made})."
_ALIAS_GIVEN = "{name} ({speaker_id}) is now also called {alias}."
_PAGE_WRITTEN = "{path}: {statements} statements by {speakers} speakers"


def more(count: int) -> Runs:
    """That there are ``count`` items more than are shown, or, with none, that words were left out."""
    return filled(_MORE, count=str(count)) if count else filled(_IN_FULL)


def report_of(report: Report) -> str:
    """What a run did."""
    return _REPORT.format(
        added=report.added,
        changed=report.changed,
        removed=report.removed,
        unchanged=report.unchanged,
        failed=len(report.failed),
        seconds=f"{report.seconds:.1f}",
    )


def repeated(count: int) -> str:
    """How many articles are kept as copies of another."""
    return _REPEATED.format(count=f"{count:,}")


def withheld(count: int) -> str:
    """How many articles may not be answered from."""
    return _WITHHELD.format(count=f"{count:,}")


def failure(name: str, reason: str) -> str:
    """A document that could not be read."""
    return _FAILURE.format(name=name, reason=reason)


def more_failures(count: int) -> str:
    """How many documents could not be read besides those that are named."""
    return _MORE_FAILURES.format(count=count)


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
