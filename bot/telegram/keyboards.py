"""The buttons under an answer.

The data of a button is an opaque key and what to do (Telegram allows 64 bytes, and anybody can send any). What the
key stands for is on the shelf (``bot.telegram.kept``), bound to the asker, the chat and the answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.telegram.copying import pieces_of
from bot.words import buttons as words
from bot.words import talk
from bot.words.language import translated
from bot.words.printings import PRINTINGS
from bot.words.statements import PUBLISHER_UNKNOWN
from index.models import Speaker
from retrieval.models import Ambiguous, Answer, Item, Order, Question

_CHOICES = 8
_LABEL_CHARACTERS = 60
_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says, and what it does.

    It sends ``data`` to the bot, ``copies`` a text, leads to a ``url``, or begins a ``search`` behind the bot's name.
    """

    label: str
    data: str = ""
    copies: str = ""
    url: str = ""
    search: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


def answer_keyboard(
    key: str,
    answer: Answer,
    at: int,
    *,
    more: bool,
    read: Sequence[str] = (),
    brief: bool = False,
    back: bool = False,
) -> Keyboard:
    """The buttons of a screen; ``brief``: the one that leads to the others; ``back``: from the context to the words.

    ``read`` are the addresses at which the screen's items are read on the page.
    """
    choices = [Button(label, f"{key}:{code}") for label, code in _choices(answer)]
    rows = [tuple(choices[i : i + _A_ROW]) for i in range(0, len(choices), _A_ROW)]
    shown = answer.items or (answer.abstention.nearest if answer.abstention else ())
    if not shown:
        return tuple(rows)
    if brief and answer.items:
        return (*rows, (Button(words.MORE, f"{key}:m:1" if more else f"{key}:a:0"),))
    leafing = [Button(words.BACK, f"{key}:a:{at if back else at - 1}")] if at or back else []
    leafing += [Button(words.MORE, f"{key}:m:{at + 1}")] if more else []
    tools = [] if back else [Button(words.CONTEXT, f"{key}:c:{at}")]
    tools += [Button(words.COPY, f"{key}:q:{at}")]
    tools += (
        [Button(words.READ, url=read[0]) if len(read) == 1 else Button(words.READ, f"{key}:l:{at}")] if read else []
    )
    judging = [Button(words.RIGHT, f"{key}:y:{at}"), Button(words.WRONG, f"{key}:r:{at}")]
    judging += [Button(words.OPTIONS, f"{key}:o:{at}")]
    return tuple(row for row in (*rows, tuple(leafing), tuple(tools), tuple(judging)) if row)


def copy_keyboard(key: str, items: Sequence[Item], at: int) -> Keyboard:
    """A button for each piece of what there is to copy: quotation, speaker and credit, of every item."""
    rows = [tuple(_copying(item, number if len(items) > 1 else 0)) for number, item in enumerate(items, 1)]
    return (*_short_rows(rows), (Button(words.BACK, f"{key}:a:{at}"),))


def read_keyboard(key: str, items: Sequence[Item], read: Sequence[str], at: int) -> Keyboard:
    """A button for each item that leads to its place on the page."""
    rows = [
        (Button(_titled(number, item)[:_LABEL_CHARACTERS], url=address),)
        for number, (item, address) in enumerate(zip(items, read, strict=False), 1)
    ]
    return (*rows, (Button(words.BACK, f"{key}:a:{at}"),))


def options_keyboard(key: str, answer: Answer, items: Sequence[Item], at: int) -> Keyboard:
    """Other ways of asking the same: the speaker's words alone, by date, in direct quotation."""
    speakers = list(dict.fromkeys(item.speaker for item in items if item.speaker))
    rows = [
        (Button(translated(words.SPEAKER).format(name=speaker.name)[:_LABEL_CHARACTERS], f"{key}:s:{number}:{at}"),)
        for number, speaker in enumerate(speakers)
    ]
    order = answer.question.order
    dated = [Button(words.NEWEST, f"{key}:n")] if order is not Order.NEWEST else []
    dated += [Button(words.OLDEST, f"{key}:e")] if order is not Order.OLDEST else []
    kinds = Button(words.ALL_KINDS if answer.question.direct else words.DIRECT, f"{key}:d")
    printed = [(Button(PRINTINGS, f"{key}:g:{at}"),)] if any(item.statement for item in items) else []
    return (*rows, tuple(dated), (kinds,), *printed, (Button(words.BACK, f"{key}:a:{at}"),))


def reasons_keyboard(key: str, at: int) -> Keyboard:
    """What may be wrong with an answer."""
    faults = {"w": words.WRONG_SPEAKER, "x": words.WRONG_WORDS, "t": words.OFF_TOPIC, "z": words.OTHER_FAULT}
    buttons = [Button(label, f"{key}:f:{code}:{at}") for code, label in faults.items()]
    return (*(tuple(buttons[i : i + _A_ROW]) for i in (0, _A_ROW)), (Button(words.BACK, f"{key}:a:{at}"),))


def candidates_of(question: Question) -> tuple[Speaker, ...]:
    """The speakers among whom a question leaves the choice."""
    return question.who.speakers[:_CHOICES] if isinstance(question.who, Ambiguous) else ()


def topics_of(answer: Answer) -> tuple[str, ...]:
    """The topics that somebody is on record about who is silent on the one asked for."""
    return answer.abstention.topics[:_CHOICES] if answer.abstention else ()


def _choices(answer: Answer) -> Iterator[tuple[str, str]]:
    question = answer.question
    for number, speaker in enumerate(candidates_of(question)):
        label = talk.candidate(speaker.name, speaker.role_at(question.last))
        yield label[:_LABEL_CHARACTERS], f"p:{number}"
    for number, topic in enumerate(topics_of(answer)):
        yield topic[:_LABEL_CHARACTERS], f"k:{number}"


def _titled(number: int, item: Item) -> str:
    named = item.speaker.name if item.speaker else item.article.title or item.article.publisher
    return translated(words.READ_OF).format(number=number, name=named or translated(PUBLISHER_UNKNOWN))


def _copying(item: Item, number: int) -> Iterator[Button]:
    pieces = pieces_of(item)
    for at, piece in enumerate(pieces, 1):
        label = translated(words.COPY_OF).format(number=number) if number else words.COPY
        if len(pieces) > 1:
            part = translated(words.COPY_PIECE).format(number=at, count=len(pieces))
            label = f"{number}: {part}" if number else part
        yield Button(label, copies=piece)


def _short_rows(rows: Sequence[tuple[Button, ...]], most: int = 4) -> Iterator[tuple[Button, ...]]:
    for row in rows:
        yield from (row[i : i + most] for i in range(0, len(row), most))
