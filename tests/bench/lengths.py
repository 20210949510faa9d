"""Time by the length of an article: ``python -m tests.bench.lengths [CHARACTERS …] [--real FILE]``.

Articles are analysed and encoded as a run does it: those made for the project, of paragraphs with reported and quoted
words, which say something every 120 characters, and ``FILE``'s real ones put together until they are as long. A line
a length, each the median of as many articles as make 20,000 characters.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.arrays import Vectors
from index.config import IndexSettings
from index.models import Article
from index.pacing import Pacing
from index.preparing import encoder_of
from index.preparing.here import batches_here
from index.search.batching import OnEncoded
from index.search.encoder import Encoder
from tests.bench.machine import peak_memory_mb, read_rows
from tests.bench.report import say, start_report
from tests.story_samples import sentence

LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
_AT_LEAST = 20_000
_SPEAKERS = ("Ada Roth, the mayor of Velm", "Roth", "Nils Brandt, a fisherman", "Brandt", "the mayor")


def main() -> None:
    """Print a line a length and kind of article."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lengths", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("lengths", type=int, nargs="*", default=LENGTHS)
    parser.add_argument("--real", type=Path, help="real articles, as JSON lines")
    arguments = parser.parse_args()
    start_report("seconds of the processor for analysing and encoding one article")
    with tempfile.TemporaryDirectory(prefix="onrecord-lengths-") as folder:
        settings = IndexSettings(data=Path(folder))
        _measure("made", _article, arguments.lengths, settings)
        if arguments.real and arguments.real.is_file():
            texts = [row["text"] for row in read_rows(arguments.real)]
            _measure("real", lambda length, seed: _joined(texts, length, seed), arguments.lengths, settings)


def _measure(
    kind: str, article: Callable[[int, int], Article], lengths: Sequence[int], settings: IndexSettings
) -> None:
    encoder = encoder_of(settings)
    list(batches_here([article(5_000, 0)], settings, encoder, Pacing()))  # what is made once is made
    for length in lengths:
        clock = _Clock(encoder)
        spent, statements = [], 0
        for number in range(max(1, _AT_LEAST // length)):
            one = article(length, number)
            began = time.process_time()
            (batch,) = batches_here([one], settings, clock, Pacing())
            spent.append(time.process_time() - began)
            statements += len(batch[0].analysis.statements)
        seconds = statistics.median(spent)
        share = 100 * clock.seconds / sum(spent)
        say(
            f"{length:>9,} characters, {kind}: {seconds:7.2f} s, {share:.0f}% of it encoding; "
            f"{1000 * 1000 * seconds / length:5.0f} ms for 1,000 of them; {statements} statements in {len(spent)} "
            f"articles; peak {peak_memory_mb():,.0f} MB"
        )


class _Clock:
    """An encoder that counts the seconds of the processor that it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self.fingerprint, self.dimension = encoder.fingerprint, encoder.dimension
        self.encode_query, self.encode_queries = encoder.encode_query, encoder.encode_queries
        self.seconds = 0.0
        self._encoder = encoder

    def encode_documents(self, texts: Sequence[str], progress: OnEncoded | None = None) -> Vectors:
        """See ``Encoder``."""
        began = time.process_time()
        vectors = self._encoder.encode_documents(texts, progress)
        self.seconds += time.process_time() - began
        return vectors


def _joined(texts: Sequence[str], length: int, seed: int) -> Article:
    """Real texts one after the other, from another one for each ``seed``, from the first again after the last."""
    joined, at = "", 10 * seed
    while len(joined) < length:
        joined += f"{texts[at % len(texts)]}\n\n"
        at += 1
    return Article(f"real-{length}-{seed}", joined[:length], title="What was reported")


def _article(length: int, seed: int) -> Article:
    rng = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) + 2 * len(paragraphs) < length:
        told, quoted = sentence(rng), sentence(rng).rstrip(".")
        paragraphs.append(f"{told} “{quoted},” said {rng.choice(_SPEAKERS)}. {sentence(rng)}")
    return Article(f"made-{length}-{seed}", "\n\n".join(paragraphs)[:length], title="What was said in Velm")


if __name__ == "__main__":
    main()
