"""Lines of a crontab, such as ``30 3 * * *``: when something is done, and whether it is due."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

_DAYS_OF_WEEK = 4


def checked(line: str) -> str:
    """A line that can be read. Raises ValueError with what is wrong with it."""
    if line:
        trigger_of(line)
    return line


def trigger_of(line: str) -> "CronTrigger":
    """The times of a line, in the machine's own time zone. Raises ValueError with what is wrong with it.

    Days of the week are named: APScheduler counts them from Monday, a crontab from Sunday.
    """
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - most commands need none

    fields = line.split()
    if len(fields) == _DAYS_OF_WEEK + 1 and any(letter.isdigit() for letter in fields[_DAYS_OF_WEEK].partition("/")[0]):
        raise ValueError("name the days of the week: mon, tue, wed, thu, fri, sat, sun")
    try:
        return CronTrigger.from_crontab(line)
    except ValueError as error:
        raise ValueError(f"five fields as in a crontab, such as 30 3 * * * ({error})") from None


def is_due(line: str, last: datetime, now: datetime) -> bool:
    """Whether a time of the line lies between its last run and now; never before the last run, if a clock was set back.

    Both times know their zone.
    """
    following = trigger_of(line).get_next_fire_time(last, last)
    return following is not None and following <= now
