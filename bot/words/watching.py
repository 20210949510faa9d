"""What is said about watches and alerts."""

from html import escape

from bot.words.language import translated
from bot.words.runs import Run, Runs, filled
from bot.words.statements import SPEAKER_UNKNOWN, day_of, name_of
from retrieval.models import Item

COMMANDS = {"watch": "Be told of new statements", "watches": "What this chat watches for"}
UNWATCH = "Unwatch"
HOW_TO_WATCH = "Say what to watch for: a speaker, a topic, or both. For example: /watch {example}"
HOW_TO_WATCH_ALONE = "Say what to watch for: /watch SPEAKER TOPIC"
ADMINS_ONLY = "In a group, only its admins can add or remove watches."
NONE_WATCHED = "This chat has no watches yet. Add one with /watch."
UNWATCHED = "Done. The watch has been removed."
NOT_WATCHED = "This watch has already been removed."
WATCHED = "The watches of this chat. Press one to remove it."
_ADDED = "Watching for: {words}. New statements will be posted here after each re-index."
_TOO_MANY = "A chat can have {most} watches. Remove one first: /watches"
_UNCLEAR = "I cannot tell what to watch for in “{words}”. Name a speaker of this corpus, or a topic."
_ALREADY = "This chat already watches for that: {words}"
_HEADING = "New for “{words}”:"
_DIGEST = "{count} new statements for “{words}”:"
_ROW = "{name}: {words} ({source}, {day})"
_ROW_CHARACTERS = 90


def added(words: str) -> str:
    """That something is watched for from now on."""
    return translated(_ADDED).format(words=words)


def too_many(most: int) -> str:
    """That a chat watches for as much as it may."""
    return translated(_TOO_MANY).format(most=most)


def unclear(words: str) -> str:
    """That words do not say what to watch for."""
    return translated(_UNCLEAR).format(words=words)


def already(words: str) -> str:
    """That something is watched for already."""
    return translated(_ALREADY).format(words=words)


def heading(words: str) -> str:
    """What stands over a new statement, as HTML."""
    return f"<i>{escape(translated(_HEADING).format(words=words), quote=False)}</i>"


def digest_heading(words: str, count: int) -> Runs:
    """What stands over many new statements."""
    return filled(_DIGEST, count=Run(str(count), strong=True), words=words)


def digest_row(item: Item) -> Runs:
    """A statement in a line."""
    text = " … ".join(item.texts)
    short = text if len(text) <= _ROW_CHARACTERS else f"{text[:_ROW_CHARACTERS].rsplit(' ', 1)[0]} […]"
    return filled(
        _ROW,
        name=Run(name_of(item, item.statement) or translated(SPEAKER_UNKNOWN), strong=True),
        words=short,
        source=Run(item.article.publisher or item.article.title, url=item.article.url or ""),
        day=day_of(item.article),
    )
