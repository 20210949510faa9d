"""What is listed while somebody types behind the bot's name, and what is sent when one of it is chosen."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.layout.deep_links import chat_address
from bot.layout.permanent import addresses_of, key_of, linked
from bot.layout.walk import section_of
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.messages import listed, painted
from bot.telegram.reply import markup_of
from bot.words import buttons
from bot.words import inline as words
from index.models import Speaker
from retrieval.models import Answer, Item
from retrieval.suggesting import Suggested

_DESCRIPTION_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class InlineItem:
    """One result: what the list shows, and the message that is sent when it is chosen."""

    title: str
    description: str
    html: str
    keyboard: Keyboard = ()


def items_of(found: Suggested, username: str, public: str) -> list[InlineItem]:
    """Speakers, then statements and passages. ``public`` is the address of the page, if there is one."""
    speakers = [_speaker(one) for one in found.speakers]
    return [*speakers, *(_statement(one, username, public) for one in found.items)]


def example_items(answered: Iterable[tuple[str, Answer]], username: str, public: str) -> list[InlineItem]:
    """Questions with the first item of their answers, for whoever found nothing."""
    found = []
    for question, answer in answered:
        first = _statement(answer.items[0], username, public)
        found.append(InlineItem(words.example(question), first.description, first.html, first.keyboard))
    return found


def results(items: Sequence[InlineItem], at: int, count: int) -> list[InlineQueryResultArticle]:
    """The results from a place on, as Telegram wants them."""
    return [
        InlineQueryResultArticle(
            id=hashlib.sha256(f"{number} {item.html}".encode()).hexdigest()[:32],
            title=item.title,
            description=item.description,
            reply_markup=markup_of(item.keyboard),
            input_message_content=InputTextMessageContent(
                item.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
            ),
        )
        for number, item in enumerate(items[at : at + count], at)
    ]


def _statement(item: Item, username: str, public: str) -> InlineItem:
    row = [Button(buttons.MORE, url=chat_address(username, key_of(item)))] if item.statement else []
    row += [Button(buttons.READ, url=address) for address in addresses_of([item], public)]
    html = painted(linked([section_of(item)], public))[0]
    description = words.described(item)[:_DESCRIPTION_CHARACTERS]
    return InlineItem(words.title_of(item), description, html, (tuple(row),) if row else ())


def _speaker(speaker: Speaker) -> InlineItem:
    """A speaker, with a button that lists their statements in the same way."""
    described = words.speaker_described(speaker)
    html = listed([words.speaker_row(speaker)])
    keyboard = ((Button(words.STATEMENTS, search=speaker.name),),)
    return InlineItem(speaker.name, described, html, keyboard)
