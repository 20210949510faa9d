"""Texts to vectors in batches of about one length."""

from collections.abc import Callable, Sequence

import numpy as np

from index.arrays import Vectors

OnEncoded = Callable[[int], None]


def in_batches(
    texts: Sequence[str],
    size: int,
    dimension: int,
    encode: Callable[[Sequence[str]], Vectors],
    progress: OnEncoded | None,
) -> Vectors:
    """Encode longest first, so that a batch pads little and memory peaks at once, and restore the order."""
    vectors = np.empty((len(texts), dimension), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        vectors[rows] = encode([texts[i] for i in rows])
        if progress:
            progress(min(at + size, len(order)))
    return vectors
