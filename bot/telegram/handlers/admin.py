"""/status, /reload and /audit, for the admins of the configuration and nobody else."""

from telegram import Bot, Update

from bot.config import load_settings
from bot.telegram.handlers.admins import allowed
from bot.telegram.introduction import introduce
from bot.telegram.operating.audit import Deed
from bot.telegram.operating.reload import reloaded
from bot.telegram.operating.schedule import BACKUP, REINDEX
from bot.telegram.services import Context, Services, services_of
from bot.words import admin as words
from index.errors import ConfigError

_ENTRIES = 20


async def on_status(update: Update, context: Context) -> None:
    """What the index holds, and what was done and will be done by the clock."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    services = services_of(context)
    runs, schedule = services.memory.runs, services.schedule
    status = await services.read(services.engine.status)
    running = [words.RUNNING] if services.reindexer.running else []
    state = words.state_of(
        runs.said(REINDEX),
        runs.said(BACKUP),
        [schedule.following(REINDEX), schedule.following(BACKUP)],
        len(services.journal.aside()),
    )
    await message.reply_text("\n".join([words.status_of(status), *state, *running]))


async def on_reload(update: Update, context: Context) -> None:
    """Read the configuration again."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or not await allowed(update, context):
        return
    await message.reply_text(await reload(context.bot, services_of(context), str(user.id)))


async def reload(bot: Bot, services: Services, who: str) -> str:
    """Read the configuration again and keep to what may change in a running bot; what came of it, for an admin.

    A configuration with a fault changes nothing.
    """
    if services.config is None:
        return words.NO_FILE
    try:
        new = load_settings(services.config, services.settings.index.data)
    except ConfigError as error:
        return words.not_reloaded(str(error))
    found = reloaded(services.settings, new)
    if found.at_once:
        await services.keep_to(found.settings)
        await introduce(bot, found.settings.bot)
    services.memory.audit.note(who, Deed.RELOADED, ", ".join((*found.at_once, *found.restart)))
    return words.reloaded(found.at_once, found.restart)


async def on_audit(update: Update, context: Context) -> None:
    """The last deeds, newest first."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    entries = services_of(context).memory.audit.latest(_ENTRIES)
    await message.reply_text(words.audit_of((one.at, one.who, one.deed, one.detail) for one in entries))
