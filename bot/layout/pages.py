"""An answer in pages, of which one message shows one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.layout.opening import opening_of
from retrieval.models import Answer, Item

_ITEMS = 3
_CHARACTERS = 1_200  # of words, from which on no further item is added


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once; ``full`` shows long words whole."""

    answer: Answer
    full: bool = False


def pages_of(answer: Answer, further: Sequence[tuple[Item, ...]] = (), *, brief: bool = False) -> tuple[Page, ...]:
    """The opening, then what it left out, a few items at a time, then each batch of ``further`` items.

    ``brief``, for groups, opens with no more than one item; what follows is as long as elsewhere.
    """
    opening = opening_of(answer, brief=brief)
    rest = replace(answer, verdict=None)
    batches = [*([opening.rest.items] if opening.rest else []), *further]
    shares = [share for batch in batches for share in _shared_out(batch)]
    return (Page(opening.shown), *(Page(replace(rest, items=items), full=True) for items in shares))


def _shared_out(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    held: list[Item] = []
    length = 0
    for item in items:
        own = sum(part.end - part.start for part in item.parts)
        if held and (len(held) == _ITEMS or length + own > _CHARACTERS):
            yield tuple(held)
            held, length = [], 0
        held.append(item)
        length += own
    if held:
        yield tuple(held)
