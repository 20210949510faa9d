"""How long telling stories apart takes, by how many articles there are: `python -m tests.bench.stories`."""

import random
import resource
import time

from index.corpus.duplicates import signature_of, stories_of
from tests.story_samples import report

SIZES = (5_000, 20_000, 80_000)


def main() -> None:
    for size in SIZES:
        rng = random.Random(1)
        seconds, signatures = 0.0, []
        for _ in range(size):
            body = " ".join(report(rng))
            started = time.process_time()
            signatures.append(signature_of(body))
            seconds += time.process_time() - started
        started = time.process_time()
        stories_of(signatures)
        seconds += time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>7,} articles: {seconds:6.1f} s, {1000 * seconds / size:.3f} ms each, peak {peak} MB")


if __name__ == "__main__":
    main()
