"""/feedback: what readers found wrong, mended by an admin with a press."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from telegram import CallbackQuery, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.complaints import Case, Said, case_of, case_view, choice_view, chosen_of, speakers_in
from bot.telegram.editing import edit
from bot.telegram.handlers.admins import allowed
from bot.telegram.kept.keeping import restored
from bot.telegram.keyboards import Keyboard
from bot.telegram.messages import listed
from bot.telegram.operating.audit import Deed
from bot.telegram.reply import markup_of
from bot.telegram.services import Context, Services, services_of
from bot.telegram.votes import Complaint
from bot.words import feedback as words
from bot.words.language import translated
from bot.words.runs import Run, Runs
from index.build import republish
from index.errors import BusyError
from index.speakers import Override


async def on_feedback(update: Update, context: Context) -> None:
    """Show the first thing that a reader found wrong and that waits."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    html, keyboard = await _next(services_of(context), after=0)
    await message.reply_text(html, parse_mode=ParseMode.HTML, reply_markup=markup_of(keyboard))


async def on_mend(update: Update, context: Context) -> None:
    """Do what an admin pressed, and show what is left."""
    query, services = update.callback_query, services_of(context)
    if query is None or query.message is None:
        return
    if query.from_user.id not in services.settings.bot.admins:
        await query.answer(translated(words.ADMINS_ONLY), show_alert=True)
        return
    _, number, deed, *rest = [*(query.data or "").split(":"), "", ""]
    complaint = services.memory.votes.complaint(int(number)) if number.isdecimal() else None
    if complaint is None:
        await query.answer(translated(words.SETTLED), show_alert=True)
        return
    try:
        await _settled(query, services, complaint, deed, rest)
    except BusyError:
        await query.answer(translated(words.BUSY), show_alert=True)


async def _settled(
    query: CallbackQuery, services: Services, complaint: Complaint, deed: str, rest: Sequence[str]
) -> None:
    case = await _case(services, complaint)
    said = case.said(rest[0]) if case else None
    if deed == "n":
        await _show(query, *await _next(services, after=complaint.id))
    elif deed == "k":
        services.memory.votes.settle(complaint.id, "kept")
        services.memory.audit.note(query.from_user.id, Deed.DECIDED, f"kept {complaint.id}")
        await _show(query, *await _next(services, after=complaint.id), said=(Run(words.KEPT),))
    elif deed == "v":
        await _show(query, *await _next(services, after=complaint.id - 1))
    elif case is None or said is None:
        await _refuse(query, services, complaint)
    elif deed == "w":
        await _decide(query, services, case, said.withdrawal(), words.withdrawn(said.words))
    else:
        await _give(query, services, case, said, rest[1])


async def _give(query: CallbackQuery, services: Services, case: Case, said: Said, choice: str) -> None:
    """Ask whose a statement is, or give it to whom was chosen."""
    indexed = await services.read(services.engine.article, said.item.article.id)
    speakers = await services.read(speakers_in, indexed, said.item, services.engine)
    if not choice:
        await _show(query, *choice_view(case, said, speakers))
        return
    try:
        speaker = chosen_of(choice, speakers)
    except LookupError:
        await _refuse(query, services, case.complaint)
        return
    told = words.mended(speaker.name if speaker else words.NOBODY, said.words)
    await _decide(query, services, case, said.decision(speaker), told)


async def _refuse(query: CallbackQuery, services: Services, complaint: Complaint) -> None:
    """Decide nothing where what a button was shown for is no longer so, and show what is."""
    html, keyboard = await _next(services, after=complaint.id - 1)
    await query.answer(translated(words.CHANGED), show_alert=True)
    with suppress(BadRequest):  # it shows that already
        await edit(query, html, keyboard)


async def _decide(query: CallbackQuery, services: Services, case: Case, decision: Override, said: Runs) -> None:
    await asyncio.to_thread(republish, services.settings.index, decision)
    services.memory.votes.settle(case.complaint.id, decision.action)
    services.memory.audit.note(
        query.from_user.id, Deed.DECIDED, f"{decision.action} {decision.subject} {decision.target}".strip()
    )
    await _show(query, *await _next(services, after=case.complaint.id), said=said)


async def _show(
    query: CallbackQuery, html: str, keyboard: Keyboard, said: Runs = (), *, answered: bool = False
) -> None:
    above = f"{listed([said])}\n\n" if said else ""
    with suppress(BadRequest):  # it shows that already
        await edit(query, f"{above}{html}", keyboard)
    if not answered:
        await query.answer()


async def _next(services: Services, after: int) -> tuple[str, Keyboard]:
    """The first case behind a complaint, or from the first on; those whose articles are gone settle themselves."""
    waiting = services.memory.votes.waiting()
    for complaint in [*(one for one in waiting if one.id > after), *(one for one in waiting if one.id <= after)]:
        case = await _case(services, complaint)
        if case is not None and case.statements:
            return case_view(case, len(services.memory.votes.waiting()))
        services.memory.votes.settle(complaint.id, "gone")
    return words.NONE_WAITING, ()


async def _case(services: Services, complaint: Complaint) -> Case | None:
    kept = services.memory.shelf.get(complaint.vote.key)
    if kept is None:
        return None
    told = await services.read(restored, kept.record, services.engine)
    return await services.read(case_of, complaint, told, services.look(kept.asker.chat))
