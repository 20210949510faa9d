"""Answers as Telegram messages: HTML, everything escaped, split without cutting a quotation from its credit.

Telegram counts a message's length in UTF-16 units after the markup is parsed
(https://core.telegram.org/bots/api#sendmessage), so each block is measured by its visible text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from bot.words.answers import NEAREST, abstention_of, carried_head_of, head_of, verdict_of
from bot.words.statements import BESIDE, day_of, groups_of, introduction, language_of
from index.licences import credit_line, credit_of
from index.models import Statement
from retrieval.engine import Source, Status
from retrieval.models import Answer, Item

MESSAGE_UNITS = 4096
_QUOTE_UNITS = 2800  # leaves room for the speaker and the credit in the same message
_CONTEXT_UNITS = 600
_COPY_UNITS = 256
_INLINE_DESCRIPTION = 200
_BETWEEN = "\n"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class InlineItem:
    """One result of an inline query: what the list shows and what is sent when it is chosen."""

    title: str
    description: str
    html: str


def messages_of(answer: Answer, phrasing: str = "") -> list[str]:
    """The HTML of the messages that show an answer, each within Telegram's limit.

    ``phrasing`` is the HTML of what a language model made of the items; they always follow it.
    """
    blocks = [_head(answer)]
    if answer.verdict:
        blocks.append(escape(verdict_of(answer)))
    if phrasing:
        blocks.append(phrasing)
    for number, item in enumerate(answer.items, 1):
        if item.beside and not any(other.beside for other in answer.items[: number - 1]) and number > 1:
            blocks.append(f"<i>{escape(BESIDE)}</i>")
        blocks += _item_blocks(item, f"{number}. " if len(answer.items) > 1 or phrasing else "")
    if answer.abstention:
        if not answer.verdict:
            blocks.append(escape(abstention_of(answer)))
        if answer.abstention.nearest and not answer.verdict:
            blocks.append(f"<i>{escape(NEAREST)}</i>")
        for item in answer.abstention.nearest:
            blocks += _item_blocks(item, "")
    return _packed(blocks)


def phrasing_of(sentences: Sequence[str]) -> str:
    """What a language model made of an answer, marked as such."""
    if not sentences:
        return ""
    return f"{escape(' '.join(sentences))}\n<i>Phrased by a language model. The words on record:</i>"


def unfinished(answer: Answer, sentences: Sequence[str]) -> str:
    """An answer of which only the first sentences are there."""
    return f"{_head(answer)}\n\n{escape(' '.join(sentences))} …"


def inline_items_of(answer: Answer) -> list[InlineItem]:
    """The items of an answer for inline mode; an abstention gives none."""
    found = []
    for item in answer.items:
        name = item.speaker.name if item.speaker else item.article.publisher or "speaker unknown"
        words = " … ".join(item.texts)
        html = next(_item_blocks(item, ""))
        found.append(InlineItem(name, words[:_INLINE_DESCRIPTION], html))
    return found


def sources_message(sources: Sequence[Source]) -> list[str]:
    """Who published what the index holds, and under which licences."""
    if not sources:
        return ["The index holds no articles yet."]
    lines = []
    for source in sources:
        period = f", {source.first:%Y-%m-%d} to {source.last:%Y-%m-%d}" if source.first and source.last else ""
        licences = ", ".join(source.licences)
        lines.append(f"<b>{escape(source.publisher)}</b>: {source.articles:,} articles{period} · {escape(licences)}")
    return _packed(["<b>Sources</b>", *lines])


def status_message(status: Status) -> str:
    """What the index holds, for admins."""
    recall = ", ".join(f"{unit} {value:.3f}" for unit, value in status.recall.items())
    return (
        f"{status.articles:,} articles, {status.statements:,} statements, {status.passages:,} passages, "
        f"{status.speakers:,} speakers\nstate {status.sequence}, vector recall@10: {recall}"
    )


def citation_of(item: Item) -> str | None:
    """The credit line for a copy button, if it fits into one."""
    credit = credit_line(item.article)
    return credit if 0 < units(credit) <= _COPY_UNITS else None


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def visible(html: str) -> str:
    """What a reader sees of a piece of HTML."""
    return unescape(_TAG.sub("", html))


def _head(answer: Answer) -> str:
    """How the question was read, and what of it came from the conversation."""
    head = f"<b>{escape(head_of(answer.question))}</b>"
    carried = carried_head_of(answer.question)
    return f"{head}\n<i>from before: {escape(carried)}</i>" if carried else head


def _item_blocks(item: Item, mark: str) -> Iterator[str]:
    """One block an item; one that is too long for a message becomes several, each with its credit."""
    groups = groups_of(item)
    if units("\n".join(words for _, words in groups)) <= _QUOTE_UNITS:
        quotes = f"{_BETWEEN}".join(
            f"{_who(item, group, first=not i)}\n<blockquote>{escape(words)}</blockquote>"
            for i, (group, words) in enumerate(groups)
        )
        yield f"{mark}{quotes}{_context(item)}\n{_credit(item)}"
        return
    for group, words in groups:
        pieces = list(_pieces(words, _QUOTE_UNITS))
        for number, piece in enumerate(pieces, 1):
            part = f" ({number}/{len(pieces)})" if len(pieces) > 1 else ""
            who = _who(item, group, first=True)
            yield f"{mark}{who}{part}\n<blockquote>{escape(piece)}</blockquote>\n{_credit(item)}"


def _who(item: Item, statement: Statement | None, *, first: bool) -> str:
    if statement is None:
        return f"<b>{escape(item.article.publisher or 'publisher unknown')}</b> wrote:"
    via = f" (via {escape(statement.via)})" if statement.via else ""
    if not first:
        return f"and {escape(introduction(statement, item.article.text))}{via}:"
    name = f"<b>{escape(item.speaker.name)}</b>" if item.speaker else "<b>Speaker unknown</b>"
    role = f", {escape(item.role)}," if item.role else ""
    return f"{name}{role} {escape(introduction(statement, item.article.text))}{via}:"


def _context(item: Item) -> str:
    before, after = " ".join(item.before.split()), " ".join(item.after.split())
    if not any(c.isalnum() for c in before + after) or units(before + after) > _CONTEXT_UNITS:
        return ""
    inside = " ".join(part for part in (escape(before), "<b>[…]</b>", escape(after)) if part)
    return f"\n<blockquote expandable>{inside}</blockquote>"


def _credit(item: Item) -> str:
    credit = credit_of(item.article)
    title = _link(credit.title, credit.url)
    licence = _link(credit.licence, credit.licence_url)
    notes = (escape(credit.note), escape(language_of(item.article)))
    facts = [title, escape(credit.creators), escape(day_of(item.article)), licence, *notes]
    lines = [" · ".join(fact for fact in facts if fact)]
    if item.also_in:
        others = ", ".join(_link(other.title or other.publisher or other.id, other.url or "") for other in item.also_in)
        lines.append(f"also in {others}")
    return "\n".join(lines)


def _link(text: str, url: str) -> str:
    """A link if the address is a web address; the words alone otherwise."""
    if not text:
        return ""
    if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc:
        return f'<a href="{escape(url, quote=True)}">{escape(text)}</a>'
    return escape(text)


def _pieces(text: str, limit: int) -> Iterator[str]:
    """Text in pieces of at most ``limit`` units, cut after a sentence, or a word, or anywhere."""
    while units(text) > limit:
        window = text[:limit]  # a character is one or two units
        while units(window) > limit:
            window = window[:-1]
        cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! "), window.rfind("\n"))
        cut = cut + 1 if cut > limit // 2 else window.rfind(" ")
        cut = cut if cut > 0 else len(window)
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _packed(blocks: Sequence[str]) -> list[str]:
    """Blocks joined into as few messages as fit; a block is never cut."""
    messages: list[str] = []
    for block in blocks:
        joined = f"{messages[-1]}\n\n{block}" if messages else block
        if messages and units(visible(joined)) <= MESSAGE_UNITS:
            messages[-1] = joined
        else:
            messages.append(block)
    return messages
