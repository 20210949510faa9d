"""What one message shows of an answer at a time, and the keyboard under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.layout.pages import pages_of
from bot.layout.permanent import addresses_of, linked
from bot.layout.surroundings import surroundings_of
from bot.layout.walk import walk
from bot.telegram.kept.keeping import Told
from bot.telegram.keyboards import (
    Keyboard,
    answer_keyboard,
    copy_keyboard,
    options_keyboard,
    read_keyboard,
    reasons_keyboard,
)
from bot.telegram.messages import MESSAGE_UNITS, painted, units, visible
from bot.words import buttons as words
from retrieval.models import Item


class Panel(StrEnum):
    """What of an answer's message is open."""

    ANSWER = "a"
    CONTEXT = "c"
    COPY = "q"
    OPTIONS = "o"
    READ = "l"
    REASONS = "r"


@dataclass(frozen=True, slots=True)
class Look:
    """How answers look in a chat.

    ``full`` is how many items an answer may have: where it has as many, the corpus may hold more. ``brief`` opens with
    one statement and one button. ``public`` is the address of the page, to which each statement is linked; empty for
    none.
    """

    full: int
    brief: bool = False
    public: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What fits into one message: its HTML, and the items whose words it shows."""

    html: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A message as it is sent or edited."""

    html: str
    keyboard: Keyboard


def screens_of(told: Told, look: Look) -> list[Screen]:
    """All that an answer has to show, a message at a time. The first is what answers."""
    screens = []
    for number, page in enumerate(pages_of(told.answer, told.further, brief=look.brief)):
        blocks = walk(page.answer, full=page.full, phrasing=told.phrasing if number == 0 else ())
        shown = page.answer.items or (page.answer.abstention.nearest if page.answer.abstention else ())
        screens += [Screen(html, shown) for html in painted(linked(blocks, look.public))]
    return screens


def view_of(key: str, told: Told, panel: Panel, at: int, look: Look, *, opened: bool = False) -> View:
    """The message of an answer: its screen ``at``, with what ``panel`` opens.

    A brief one has one button until it is ``opened``. Where articles are gone, that is said.
    """
    lost = [words.gone(one.title, one.publisher) for one in told.gone]
    answer = told.answer
    if lost and not answer.items and not (answer.abstention and answer.abstention.nearest):
        return View("\n\n".join(lost), ())
    screens = screens_of(told, look)
    at = min(at, len(screens) - 1)
    screen = screens[at]
    more = at + 1 < len(screens) or len(told.whole.items) >= look.full
    html, read = screen.html, addresses_of(screen.items, look.public)
    match panel:
        case Panel.CONTEXT:
            html = _context(screen.items)
            keyboard = answer_keyboard(key, answer, at, more=more, read=read, back=True)
        case Panel.COPY:
            keyboard = copy_keyboard(key, screen.items, at)
        case Panel.OPTIONS:
            keyboard = options_keyboard(key, answer, screen.items, at)
        case Panel.READ:
            keyboard = read_keyboard(key, screen.items, read, at)
        case Panel.REASONS:
            keyboard = reasons_keyboard(key, at)
        case Panel.ANSWER:
            keyboard = answer_keyboard(key, answer, at, more=more, read=read, brief=look.brief and not opened)
    noted = "\n\n".join([*lost, html])
    return View(noted if units(visible(noted)) <= MESSAGE_UNITS else html, keyboard)


def _context(items: Sequence[Item]) -> str:
    """The articles' own words, as many of them as a message holds."""
    return painted(surroundings_of(items))[0]
