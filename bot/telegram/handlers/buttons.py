"""Presses of the buttons under an answer.

Whoever asked may change the answer's message. Anybody else in a group who presses gets an answer of their own.
"""

from dataclasses import dataclass, replace

from telegram import CallbackQuery, Update

from bot.telegram.conversations import Asker
from bot.telegram.handlers.asking import deliver, remembered
from bot.telegram.kept.keeping import Told, restored
from bot.telegram.kept.shelf import Kept
from bot.telegram.keyboards import Button, candidates_of, topics_of
from bot.telegram.limits import TooManyError
from bot.telegram.messages import listed
from bot.telegram.presses import Deed, Press, PressError, press_of
from bot.telegram.reply import Reply
from bot.telegram.services import Context, Services, services_of
from bot.telegram.views import Look, Panel, screens_of, view_of
from bot.telegram.votes import Fault, Vote
from bot.words import answers as answer_words
from bot.words import buttons as words
from bot.words.language import translated
from bot.words.printings import printings_rows
from retrieval.models import Form, Named, Order, Question
from retrieval.question.dialogue import chosen, more_of

_NOTICE_CHARACTERS = 200  # https://core.telegram.org/bots/api#answercallbackquery
_FAULTS = {fault.value: fault for fault in Fault}


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press with what it is about. ``reply`` edits the answer's message, or for a stranger sends another."""

    services: Services
    press: Press
    kept: Kept
    now: Told
    reply: Reply

    @property
    def look(self) -> Look:
        return self.services.look(self.kept.asker.chat)


async def on_button(update: Update, context: Context) -> None:
    """Do what the button stands for, in the answer's own message or in one for whoever else presses it."""
    query, services = update.callback_query, services_of(context)
    if query is None:
        return
    try:
        notice = await _carried_out(query, context, services)
        await query.answer(translated(notice)[:_NOTICE_CHARACTERS] or None)
    except (PressError, TooManyError) as refused:
        await query.answer(translated(str(refused))[:_NOTICE_CHARACTERS], show_alert=True)


async def _carried_out(query: CallbackQuery, context: Context, services: Services) -> str:
    """What the press is answered with; empty for nothing."""
    press, message = press_of(query.data or ""), query.message
    kept = services.memory.shelf.get(press.key) if press else None
    if press is None or kept is None or message is None or kept.asker.chat != message.chat.id:
        raise PressError(words.EXPIRED)
    user = query.from_user.id
    if press.what in {Deed.RIGHT, Deed.FAULT}:
        return _voted(services, press, user)
    now = await services.read(restored, kept.record, services.engine)
    with services.limits.question(user):
        if kept.asker.user == user:
            reply = Reply(context.bot, kept.asker, message.message_id, message=message.message_id)
        else:
            asker = Asker(kept.asker.chat, kept.asker.thread, user)
            reply = Reply(context.bot, asker, message.message_id)
            kept = services.memory.shelf.put(asker, now)
        return await _done(_Pressed(services, press, kept, now, reply))


async def _done(pressed: _Pressed) -> str:
    press, answer = pressed.press, pressed.now.answer
    match press.what:
        case Deed.MORE:
            return await _more(pressed)
        case Deed.NEWEST:
            return await _asked_anew(pressed, replace(answer.question, order=Order.NEWEST, shown=()))
        case Deed.OLDEST:
            return await _asked_anew(pressed, replace(answer.question, order=Order.OLDEST, shown=()))
        case Deed.DIRECT:
            return await _asked_anew(pressed, replace(answer.question, direct=not answer.question.direct, shown=()))
        case Deed.SPEAKER | Deed.CANDIDATE | Deed.TOPIC:
            question = _question_of(pressed)
            found = await pressed.services.read(pressed.services.engine.answer, question)
            await deliver(replace(pressed.reply, message=None), pressed.services, found)
        case Deed.PRINTINGS:
            await _show_printings(pressed)
        case _:
            await _show(pressed, pressed.now, press.at)
    return ""


async def _more(pressed: _Pressed) -> str:
    """The next screen; behind the last one, what else the corpus holds."""
    now, at = pressed.now, pressed.press.at
    if at >= len(screens_of(now, pressed.look)):
        further = await pressed.services.read(pressed.services.engine.answer, more_of(now.whole))
        if not further.items:
            return answer_words.ALL_SHOWN
        now = replace(now, further=(*now.further, further.items))
        pressed.services.memory.shelf.put(pressed.kept.asker, now, pressed.kept.key)
    await _show(pressed, now, at)
    return ""


async def _asked_anew(pressed: _Pressed, question: Question) -> str:
    """The answer to the question put another way, in place of the one shown; what there is not is only said."""
    found = await pressed.services.read(pressed.services.engine.answer, question)
    if found.abstention and not found.items:
        return answer_words.abstention_of(found)
    pressed.services.memory.shelf.put(pressed.kept.asker, Told(found), pressed.kept.key)
    await _show(pressed, Told(found), 0)
    return ""


async def _show(pressed: _Pressed, now: Told, at: int) -> None:
    services, kept, what = pressed.services, pressed.kept, pressed.press.what
    panel = what if isinstance(what, Panel) else Panel.ANSWER
    view = await services.read(view_of, kept.key, now, panel, at, pressed.look, opened=True)
    sent = await pressed.reply.finish([view.html], view.keyboard)
    services.conversations.remember(kept.asker, remembered(now, at, pressed.look), sent)


async def _show_printings(pressed: _Pressed) -> None:
    """Where the statements of the screen were printed, in the answer's message."""
    engine, press = pressed.services.engine, pressed.press
    screens = screens_of(pressed.now, pressed.look)
    items = [item for item in screens[min(press.at, len(screens) - 1)].items if item.statement]
    found = [(" … ".join(item.texts), await pressed.services.read(engine.printings, item)) for item in items]
    html = listed([row for quoted, printings in found for row in printings_rows(quoted, printings)])
    await pressed.reply.finish([html], ((Button(words.BACK, f"{pressed.kept.key}:a:{press.at}"),),))


def _question_of(pressed: _Pressed) -> Question:
    """The question that a chosen speaker or topic stands for. Raises PressError for one that there is not."""
    press, answer = pressed.press, pressed.now.answer
    question, number = answer.question, int(press.choice) if press.choice.isdecimal() else -1
    if press.what is Deed.TOPIC and 0 <= number < len(topics := topics_of(answer)):
        topic = topics[number]
        return replace(question, text=f"{question.who_words} {topic}", topic=topic, form=Form.STATEMENTS, quoted=())
    if press.what is Deed.CANDIDATE and 0 <= number < len(candidates := candidates_of(question)):
        return chosen(question, candidates[number])
    if press.what is Deed.SPEAKER:
        screens = screens_of(pressed.now, pressed.look)
        shown = screens[min(press.at, len(screens) - 1)].items
        speakers = list(dict.fromkeys(item.speaker for item in shown if item.speaker))
        if 0 <= number < len(speakers):
            speaker = speakers[number]
            return Question(speaker.name, Form.STATEMENTS, who=Named((speaker,), (speaker.name,)))
    raise PressError(words.EXPIRED)


def _voted(services: Services, press: Press, user: int) -> str:
    if press.what is Deed.RIGHT:
        services.memory.votes.cast(Vote(press.key, user, press.at, None))
        return words.THANKS
    fault = _FAULTS.get(press.choice)
    if fault is None:
        raise PressError(words.EXPIRED)
    services.memory.votes.cast(Vote(press.key, user, press.at, fault))
    return words.THANKS_REPORTED
