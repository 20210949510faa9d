"""Answers on their way into a chat: the messages, their buttons, and what is seen before they are whole."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.conversations import Asker
from bot.telegram.keyboards import Button, Keyboard
from bot.words.language import translated

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SHOW_SECONDS = 2.0  # what an unfinished answer's view may cost
# Telegram allows 20 messages a minute in a group, about one a second elsewhere; edits count
_PAUSE_PRIVATE, _PAUSE_GROUP = 1.0, 3.0


@dataclass(slots=True)
class Reply:
    """The reply to one message, or a message by itself (``to`` is None).

    While it is unfinished, a private chat sees a draft, a group an edited message.
    """

    bot: Bot
    asker: Asker
    to: int | None
    message: int | None = None  # the one that shows it so far
    _shown: float = field(default=-1e9)
    _broken: bool = False

    async def typing(self) -> None:
        """Show that the question was seen."""
        try:
            await self.bot.send_chat_action(self.asker.chat, ChatAction.TYPING, message_thread_id=self.asker.thread)
        except TelegramError as error:
            log.debug("typing could not be shown: %s", error)

    async def show(self, html: str) -> None:
        """Show an unfinished answer, unless the last view is too recent. Never raises: the answer matters more."""
        private = self.asker.chat > 0
        pause = _PAUSE_PRIVATE if private else _PAUSE_GROUP
        if self._broken or time.monotonic() - self._shown < pause:
            return
        self._shown = time.monotonic()
        try:
            if private:
                async with asyncio.timeout(_SHOW_SECONDS):
                    await self.bot.send_message_draft(
                        self.asker.chat,
                        draft_id=self.to or 1,
                        text=html,
                        message_thread_id=self.asker.thread,
                        parse_mode=ParseMode.HTML,
                    )
            elif self.message is None:
                self.message = (await self._send(html, None)).message_id
            else:
                async with asyncio.timeout(_SHOW_SECONDS):
                    await self._edit(self.message, html, None)
        except (TelegramError, TimeoutError) as error:
            self._broken = True
            log.info("an unfinished answer could not be shown: %s", error)

    async def finish(self, messages: Sequence[str], keyboard: Keyboard = ()) -> list[int]:
        """Send the messages of an answer, in place of what was shown of it; their ids. The first has the buttons."""
        first, *rest = messages
        markup = markup_of(keyboard)
        sent = [await self._shown_in(first, markup)]
        for html in rest:
            sent.append((await self._send(html, None, reply=False)).message_id)  # noqa: PERF401 - one after the other
        return sent

    async def _shown_in(self, html: str, markup: InlineKeyboardMarkup | None) -> int:
        """Put a text into the message that shows the answer, or into a new one if that is gone; its id."""
        if self.message is not None:
            try:
                await self._edit(self.message, html, markup)
            except BadRequest as error:
                log.info("a message could not be edited (%s); the answer is sent anew", error)
            else:
                return self.message
        self.message = (await self._send(html, markup)).message_id
        return self.message

    async def _send(self, html: str, keyboard: InlineKeyboardMarkup | None, *, reply: bool = True) -> Message:
        to = ReplyParameters(self.to, allow_sending_without_reply=True) if reply and self.to else None
        return await self.bot.send_message(
            self.asker.chat,
            html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=self.asker.thread,
            reply_parameters=to,
            reply_markup=keyboard,
        )

    async def _edit(self, message: int, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        await self.bot.edit_message_text(
            html,
            self.asker.chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard,
        )


def markup_of(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them; None for none."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in keyboard]) if keyboard else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(translated(button.label), copy_text=CopyTextButton(button.copies))
    if button.url:
        return InlineKeyboardButton(translated(button.label), url=button.url)
    if button.search:
        return InlineKeyboardButton(translated(button.label), switch_inline_query_current_chat=button.search)
    return InlineKeyboardButton(translated(button.label), callback_data=button.data)
