"""Lists of speakers and licences, what the corpus holds of a speaker, and what is said beside pictures and files."""

from collections.abc import Sequence

from bot.words.language import translated
from bot.words.runs import Run, Runs, filled
from bot.words.statements import DATE_UNKNOWN, readable
from index.models import Role
from retrieval.overview import Counted, Profile

COMMANDS = {
    "latest": "Newest statements, on a topic",
    "speakers": "Who speaks, on a topic",
    "speaker": "What there is of a speaker",
    "timeline": "Who spoke about it when",
    "licences": "Licences of the articles",
    "export": "The last answer as files",
}
SPEAKERS = "Speakers by number of statements:"
_SPEAKERS_ON = "Speakers on {topic} by number of statements:"
_NO_SPEAKERS = "Nobody is on record on {topic}."
_NO_SPEAKERS_AT_ALL = "Nobody is on record in this corpus."
LICENCES = "Articles by licence:"
HOW_TO_SPEAKER = "Name somebody: /speaker NAME"
HOW_TO_TIMELINE = "Name a topic, a speaker or both: /timeline TOPIC"
NO_PICTURES = "This bot cannot draw pictures. /latest lists the newest statements instead."
NOTHING_TO_EXPORT = "There is nothing to export. Ask something first; /export then gives what was found."
_UNKNOWN_SPEAKER = "Nobody called “{name}” is in this corpus."
_NOTHING_DATED = "Nothing on {topic} has a date, so there is no timeline."
_NOTHING_ON = "Nothing on {topic} is on record."
_NOTHING_AT_ALL = "Nothing is on record in this corpus."
_COUNTED = "{name} · {count}"
_MORE = "… and {left} more"
_HELD = "{count} statements, {first} to {last}"
_HELD_IN_A_DAY = "{count} statements, {first}"
_HELD_ONCE = "1 statement, {first}"
_ROLE = "{title} ({days})"
_ROLE_UNDATED = "{title}"
_OUTLETS = "Printed in: {outlets}"
_OUTLET = "{name} ({count})"
_TOPICS = "On record about: {topics}"
_TIMELINE = "{topic}: {count} statements, {first} to {last}"
_TIMELINE_OF_A_DAY = "{topic}: {count} statements, {first}"
_TIMELINE_ONE = "{topic}: 1 statement, {first}"
_EXPORTED = "{count} excerpts, each with its credit line."
_EXPORTED_ONE = "1 excerpt with its credit line."
MORE_ROWS = _MORE


def speakers_heading(topic: str) -> Runs:
    """What stands over a list of speakers."""
    return filled(_SPEAKERS_ON, topic=Run(topic, strong=True)) if topic else filled(SPEAKERS)


def licences_heading() -> Runs:
    """What stands over a list of licences."""
    return filled(LICENCES)


def no_speakers(topic: str) -> str:
    """That nobody is on record on a topic; without one, on nothing."""
    return translated(_NO_SPEAKERS).format(topic=topic) if topic else translated(_NO_SPEAKERS_AT_ALL)


def counted_row(one: Counted) -> Runs:
    """A name with its count."""
    return filled(_COUNTED, name=Run(one.name, strong=True), count=f"{one.count:,}")


def unknown_speaker(name: str) -> str:
    """That nobody bears a name."""
    return translated(_UNKNOWN_SPEAKER).format(name=name)


def profile_rows(profile: Profile, topics: Sequence[str]) -> list[Runs]:
    """What the corpus holds of a speaker, a line each: name, roles by date, outlets, topics."""
    first = readable(profile.first) if profile.first else translated(DATE_UNKNOWN)
    last = readable(profile.last) if profile.last else translated(DATE_UNKNOWN)
    held = _HELD_ONCE if profile.statements == 1 else _HELD_IN_A_DAY if first == last else _HELD
    rows: list[Runs] = [(Run(profile.speaker.name, strong=True),)]
    rows += [filled(held, count=f"{profile.statements:,}", first=first, last=last)]
    rows += [_role_row(role) for role in sorted(profile.speaker.roles, key=lambda role: str(role.first or ""))]
    outlets = ", ".join(translated(_OUTLET).format(name=one.name, count=one.count) for one in profile.outlets)
    rows += [filled(_OUTLETS, outlets=outlets)] if outlets else []
    rows += [filled(_TOPICS, topics=", ".join(topics))] if topics else []
    return rows


def timeline_caption(topic: str, days: Sequence[str]) -> str:
    """What a timeline shows; ``days`` are those of its statements, in order."""
    sentence = _TIMELINE_ONE if len(days) == 1 else _TIMELINE_OF_A_DAY if days[0] == days[-1] else _TIMELINE
    return translated(sentence).format(topic=topic, count=len(days), first=days[0], last=days[-1])


def nothing_dated(topic: str) -> str:
    """That a timeline would be empty."""
    return translated(_NOTHING_DATED).format(topic=topic)


def nothing_on(topic: str) -> str:
    """That nothing is on record on a topic; without one, nothing at all."""
    return translated(_NOTHING_ON).format(topic=topic) if topic else translated(_NOTHING_AT_ALL)


def exported(count: int) -> str:
    """What the exported files hold: statements or passages."""
    return translated(_EXPORTED_ONE if count == 1 else _EXPORTED).format(count=count)


def _role_row(role: Role) -> Runs:
    if not role.first or not role.last:
        return filled(_ROLE_UNDATED, title=role.title)
    days = dict.fromkeys((readable(role.first), readable(role.last)))
    both = " – ".join(days)
    return filled(_ROLE, title=role.title, days=both)
