"""The configuration read again while the bot runs: what holds at once, and what needs a restart."""

from dataclasses import dataclass

from bot.config import Settings

_AT_ONCE = {
    "bot": frozenset(
        """admins allowed_chats blocked_chats questions_per_minute messages_per_minute inline_per_minute
        chat_messages_per_minute sent_per_second sent_per_chat_minute sent_per_group_minute alert_seconds pictures
        progress_seconds""".split()
    ),
    "operating": frozenset(
        """reindex_at watch watch_quiet_seconds watch_polling backup_at backup_folder backups_kept""".split()
    ),
}
_WHOLE = frozenset({"corpus"})  # each run of its own process reads it
_ELSEWHERE = frozenset({"web"})  # of another process


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The settings that hold from now on, and the names of those that changed: at once, or after a restart."""

    settings: Settings
    at_once: tuple[str, ...]
    restart: tuple[str, ...]


def reloaded(old: Settings, new: Settings) -> Reloaded:
    """What becomes of ``old`` where ``new`` was read: only what may change in a running bot is taken over."""
    at_once: list[str] = []
    restart: list[str] = []
    sections = {}
    for section in sorted(type(old).model_fields.keys() - _ELSEWHERE):
        before, after = getattr(old, section), getattr(new, section)
        changed = [key for key in type(before).model_fields if getattr(before, key) != getattr(after, key)]
        live = [key for key in changed if section in _WHOLE or key in _AT_ONCE.get(section, ())]
        at_once += [f"[{section}] {key}" for key in live]
        restart += [f"[{section}] {key}" for key in changed if key not in live]
        sections[section] = before.model_copy(update={key: getattr(after, key) for key in live})
    return Reloaded(old.model_copy(update=sections), tuple(at_once), tuple(restart))
