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
    """Encode each different text once, longest first, so that a batch pads little and memory peaks at once.

    Gives the vectors in the order of ``texts``. ``progress`` counts different texts.
    """
    place = {text: at for at, text in enumerate(sorted(dict.fromkeys(texts), key=lambda text: -len(text)))}
    different = list(place)
    vectors = np.empty((len(different), dimension), dtype=np.float32)
    for at in range(0, len(different), size):
        vectors[at : at + size] = encode(different[at : at + size])
        if progress:
            progress(min(at + size, len(different)))
    in_order: Vectors = vectors[[place[text] for text in texts]]
    return in_order
