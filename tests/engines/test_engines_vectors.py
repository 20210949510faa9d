"""The kinds of vector index that a Milvus builds: each finds the nearest, as near as it keeps numbers."""

import numpy as np
import pytest

from index.models import Unit
from index.search.snapshot import Snapshot
from tests.engines.samples import ALL, direction, put

NEAREST = "The tax on tickets is new"


@pytest.mark.parametrize(("kind", "exact"), [("FLAT", 2e-3), ("HNSW", 2e-3), ("HNSW_SQ", 2e-2)])
def test_every_kind_of_vector_index_finds_the_nearest(cluster, kind, exact):
    place = cluster.kept_by(cluster.engine.model_copy(update={"vectors": kind}))
    put(place, *ALL)
    snapshot = Snapshot(place)
    wanted = np.roll(direction(1, 0.2), 1)  # that of the second statement of the strike
    ((best, *_),) = snapshot.search_vectors(Unit.STATEMENT, np.stack([wanted]), 3)
    found = snapshot.read(Unit.STATEMENT, [best.key])[best.key]
    assert found.unit.span.of(found.article.text) == NEAREST
    assert best.score == pytest.approx(1, abs=exact)
    cosines = snapshot.cosines(Unit.STATEMENT, [best.key], np.stack([wanted]))
    assert cosines == pytest.approx(np.ones((1, 1)), abs=2e-3)  # of the vectors as they are stored
