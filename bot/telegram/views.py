"""What one message shows of an answer at a time, and the keyboard under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.layout.pages import pages_of
from bot.layout.surroundings import surroundings_of
from bot.layout.walk import walk
from bot.telegram.kept.keeping import Told
from bot.telegram.keyboards import Keyboard, answer_keyboard, copy_keyboard, options_keyboard, reasons_keyboard
from bot.telegram.messages import MESSAGE_UNITS, painted, units, visible
from bot.words import buttons as words
from retrieval.models import Item


class Panel(StrEnum):
    """What of an answer's message is open."""

    ANSWER = "a"
    CONTEXT = "c"
    COPY = "q"
    OPTIONS = "o"
    REASONS = "r"


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


def screens_of(told: Told, *, brief: bool = False) -> list[Screen]:
    """All that an answer has to show, a message at a time. The first is what answers."""
    screens = []
    for number, page in enumerate(pages_of(told.answer, told.further, brief=brief)):
        blocks = walk(page.answer, full=page.full, phrasing=told.phrasing if number == 0 else ())
        shown = page.answer.items or (page.answer.abstention.nearest if page.answer.abstention else ())
        screens += [Screen(html, shown) for html in painted(blocks)]
    return screens


def view_of(
    key: str, told: Told, panel: Panel, at: int, *, full: int, group: bool = False, opened: bool = False
) -> View:
    """The message of an answer: its screen ``at``, with what ``panel`` opens.

    ``full`` is how many items an answer may have: where it has as many, the corpus may hold more. In a ``group`` the
    first screen has one item, and one button until it is ``opened``. Where articles are gone, that is said.
    """
    lost = [words.gone(one.title, one.publisher) for one in told.gone]
    answer = told.answer
    if lost and not answer.items and not (answer.abstention and answer.abstention.nearest):
        return View("\n\n".join(lost), ())
    screens = screens_of(told, brief=group)
    at = min(at, len(screens) - 1)
    screen = screens[at]
    more = at + 1 < len(screens) or len(told.whole.items) >= full
    html = screen.html
    match panel:
        case Panel.CONTEXT:
            html, keyboard = _context(screen.items), answer_keyboard(key, answer, at, more=more, back=True)
        case Panel.COPY:
            keyboard = copy_keyboard(key, screen.items, at)
        case Panel.OPTIONS:
            keyboard = options_keyboard(key, answer, screen.items, at)
        case Panel.REASONS:
            keyboard = reasons_keyboard(key, at)
        case Panel.ANSWER:
            keyboard = answer_keyboard(key, answer, at, more=more, brief=group and not opened)
    noted = "\n\n".join([*lost, html])
    return View(noted if units(visible(noted)) <= MESSAGE_UNITS else html, keyboard)


def _context(items: Sequence[Item]) -> str:
    """The articles' own words, as many of them as a message holds."""
    return painted(surroundings_of(items))[0]
