"""/latest, /speakers, /speaker, /timeline, /licences and /export."""

import asyncio
import logging

from telegram import Message, Update
from telegram.constants import ChatAction, ParseMode

from bot.layout.export import as_csv, as_json, as_text
from bot.pictures.timeline import PictureError, Row, timeline
from bot.telegram.conversations import asker_of
from bot.telegram.handlers.asking import deliver
from bot.telegram.messages import CAPTION_UNITS, listed
from bot.telegram.reply import Reply
from bot.telegram.services import Context, Services, services_of
from bot.words import overviews as words
from bot.words.answers import head_of
from bot.words.language import translated
from bot.words.runs import Runs
from bot.words.statements import readable
from index.search.found import Found
from retrieval.models import Answer, Form, Order, Question
from retrieval.overview import Counted, by_speaker, licences_of, most_quoted, newest, profile_of, statements_on

log = logging.getLogger(__name__)

_SHOWN = 30
_LATEST = 10


async def on_latest(update: Update, context: Context) -> None:
    """``/latest [TOPIC]``: the newest statements, as an answer."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    with services.limits.question(asker_of(message).user):
        question, found = await _on(services, _asked(context))
        if not found:
            await message.reply_text(words.nothing_on(head_of(question)))
            return
        answer = Answer(_newest_first(question), items=tuple(map(services.engine.item, newest(found)[:_LATEST])))
        await deliver(Reply(context.bot, asker_of(message), message.message_id), services, answer, [message.message_id])


async def on_speakers(update: Update, context: Context) -> None:
    """``/speakers [TOPIC]``: who speaks, and how often."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    topic = _asked(context)
    with services.limits.question(asker_of(message).user):
        if topic:
            _, found = await _on(services, topic)
            speakers = [Counted(speaker.name, len(own)) for speaker, own in by_speaker(found)]
        else:
            speakers = await services.read(lambda: most_quoted(services.engine.published, _SHOWN))
    if not speakers:
        await message.reply_text(words.no_speakers(topic))
        return
    await _list(message, [words.speakers_heading(topic), *map(words.counted_row, speakers[:_SHOWN])])


async def on_speaker(update: Update, context: Context) -> None:
    """``/speaker NAME``: roles by date, outlets, topics, and under a picture of when, if days are known."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    name = _asked(context)
    if not name:
        await message.reply_text(translated(words.HOW_TO_SPEAKER))
        return
    with services.limits.question(asker_of(message).user):
        speaker = await services.read(services.engine.speaker_called, name)
        if speaker is None:
            await message.reply_text(words.unknown_speaker(name))
            return
        profile = await services.read(lambda: profile_of(speaker, services.engine.published))
        topics = await services.read(services.engine.topics_of, speaker)
        rows = words.profile_rows(profile, topics)
        picture = await _drawn(services, speaker.name, [Row(speaker.name, profile.days)]) if profile.days else None
    if picture is None:
        await _list(message, rows)
        return
    caption = listed(rows, translated(words.MORE_ROWS), CAPTION_UNITS)
    await message.reply_photo(picture, caption=caption, parse_mode=ParseMode.HTML, filename="speaker.png")


async def on_licences(update: Update, context: Context) -> None:
    """How many articles are under which licence."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    licences = await services.read(lambda: licences_of(services.engine.published.headings))
    await _list(message, [words.licences_heading(), *map(words.counted_row, licences)])


async def on_timeline(update: Update, context: Context) -> None:
    """``/timeline TOPIC``: a picture of who spoke about it when."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    asked = _asked(context)
    if not asked:
        await message.reply_text(translated(words.HOW_TO_TIMELINE))
        return
    with services.limits.question(asker_of(message).user):
        question, found = await _on(services, asked)
        head = head_of(question)
        days = [one.article.day for one in found if one.article.day and one.speaker]
        if not days:
            await message.reply_text(words.nothing_dated(head) if found else words.nothing_on(head))
            return
        await context.bot.send_chat_action(message.chat.id, ChatAction.UPLOAD_PHOTO)
        picture = await _drawn(services, head, _rows(found))
        if picture is None:
            await message.reply_text(translated(words.NO_PICTURES))
            return
    caption = words.timeline_caption(head, [readable(day) for day in sorted(days)])
    await message.reply_photo(picture, caption=caption, filename="timeline.png")


async def on_export(update: Update, context: Context) -> None:
    """What the last answer found, or the one replied to, as files."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    answer = await services.conversations.previous(asker_of(message), message.reply_to_message, context.bot.id)
    if answer is None or not answer.items:
        await message.reply_text(translated(words.NOTHING_TO_EXPORT))
        return
    files = {"onrecord.csv": as_csv, "onrecord.json": as_json, "onrecord.txt": as_text}
    for name, written in files.items():
        caption = words.exported(len(answer.items)) if name.endswith(".txt") else None
        await message.reply_document(written(answer.items).encode("utf-8"), filename=name, caption=caption)


async def _drawn(services: Services, title: str, rows: list[Row]) -> bytes | None:
    """A timeline as PNG; None where pictures cannot be drawn, with the remedy in the log."""
    try:
        return await asyncio.to_thread(timeline, title, rows, dark=services.settings.bot.pictures == "dark")
    except PictureError as error:
        log.warning("no picture: %s", error)
        return None


async def _on(services: Services, asked: str) -> tuple[Question, list[Found]]:
    """How words are read, and all statements that fit them."""
    question = await services.read(services.engine.read, asked) if asked else Question("", Form.STATEMENTS)
    return question, await services.read(lambda: statements_on(question, services.engine.published))


def _newest_first(question: Question) -> Question:
    return Question(question.text, Form.STATEMENTS, question.topic, question.who, order=Order.NEWEST)


def _rows(found: list[Found]) -> list[Row]:
    dated = [one for one in found if one.article.day]
    return [
        Row(speaker.name, tuple(one.article.day for one in own if one.article.day))
        for speaker, own in by_speaker(dated)
    ]


async def _list(message: Message, rows: list[Runs]) -> None:
    await message.reply_text(listed(rows, translated(words.MORE_ROWS)), parse_mode=ParseMode.HTML)


def _asked(context: Context) -> str:
    return " ".join(context.args or [])
