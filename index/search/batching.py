"""Texts to vectors in batches of about one length."""

from collections.abc import Callable, Sequence, Sized
from typing import TypeVar

import numpy as np

from index.arrays import Vectors

OnEncoded = Callable[[int], None]
_Input = TypeVar("_Input", bound=Sized)


def in_batches(
    texts: Sequence[str],
    size: int,
    dimension: int,
    prepare: Callable[[Sequence[str]], Sequence[_Input]],
    encode: Callable[[Sequence[_Input]], Vectors],
    *,
    progress: OnEncoded | None = None,
) -> Vectors:
    """Encode each different text once, longest first, so that a batch pads little and memory peaks at once.

    ``prepare`` makes of texts what ``encode`` takes, and what has a length. Gives the vectors in the order of
    ``texts``. ``progress`` counts different texts.
    """
    different = list(dict.fromkeys(texts))
    inputs = prepare(different)
    order = sorted(range(len(different)), key=lambda row: -len(inputs[row]))
    vectors = np.empty((len(different), dimension), dtype=np.float32)
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        vectors[rows] = encode([inputs[row] for row in rows])
        if progress:
            progress(min(at + size, len(order)))
    place = {text: row for row, text in enumerate(different)}
    in_order: Vectors = vectors[[place[text] for text in texts]]
    return in_order
