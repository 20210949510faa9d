"""Long lists, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

T = TypeVar("T")
_DIGITS = 6  # of the number of a part


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some of a list: the ``first`` to the ``last`` of ``total``, counted from one.

    ``before`` and ``after`` are the addresses of its neighbours, empty for none.
    """

    items: Sequence[T]
    first: int
    last: int
    total: int
    size: int
    before: str
    after: str


def part_of(request: Request, whole: Sequence[T], size: int) -> Part[T]:
    """The part that a request asks for with ``page``, counted from one; the first where that is no number."""
    wanted = request.query_params.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) <= _DIGITS else 1
    last = max(1, -(-len(whole) // size))
    number = min(max(number, 1), last)
    start = (number - 1) * size
    items = whole[start : start + size]

    def address(of: int) -> str:
        url = request.url.include_query_params(page=of)
        return f"{url.path}?{url.query}"

    return Part(
        items=items,
        first=start + 1 if items else 0,
        last=start + len(items),
        total=len(whole),
        size=size,
        before=address(number - 1) if number > 1 else "",
        after=address(number + 1) if number < last else "",
    )
