"""Time by the length of an article: ``python -m tests.bench.lengths [CHARACTERS …]``.

Articles made for the project, of paragraphs with reported and quoted words, are analysed and encoded as a run does it.
A line a length, each the median of as many articles as make 20,000 characters.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index.config import IndexSettings
from index.models import Article
from index.pacing import Pacing
from index.preparing import encoder_of, in_batches
from tests.bench.machine import peak_memory_mb
from tests.bench.report import say, start_report
from tests.story_samples import sentence

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
_AT_LEAST = 20_000
_SPEAKERS = ("Ada Roth, the mayor of Velm", "Roth", "Nils Brandt, a fisherman", "Brandt", "the mayor")


def main(lengths: Sequence[int]) -> None:
    """Print a line a length."""
    start_report("articles made for the project; seconds of the processor for analysing and encoding one")
    with tempfile.TemporaryDirectory(prefix="onrecord-lengths-") as folder:
        _measure(lengths, IndexSettings(data=Path(folder)))


def _measure(lengths: Sequence[int], settings: IndexSettings) -> None:
    encoder = encoder_of(settings)
    list(in_batches([_article(5_000, 0)], settings, encoder, Pacing()))  # what is made once is made
    for length in lengths:
        spent, statements = [], 0
        for number in range(max(1, _AT_LEAST // length)):
            article = _article(length, number)
            began = time.process_time()
            (batch,) = in_batches([article], settings, encoder, Pacing())
            spent.append(time.process_time() - began)
            statements += len(batch[0].analysis.statements)
        seconds = statistics.median(spent)
        say(
            f"{length:>9,} characters: {seconds:7.2f} s, {1000 * 1000 * seconds / length:5.0f} ms for 1,000 of them; "
            f"{statements} statements in {len(spent)} articles; peak {peak_memory_mb():,.0f} MB"
        )


def _article(length: int, seed: int) -> Article:
    rng = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) + 2 * len(paragraphs) < length:
        told, quoted = sentence(rng), sentence(rng).rstrip(".")
        paragraphs.append(f"{told} “{quoted},” said {rng.choice(_SPEAKERS)}. {sentence(rng)}")
    return Article(f"made-{length}-{seed}", "\n\n".join(paragraphs)[:length], title="What was said in Velm")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or LENGTHS)
