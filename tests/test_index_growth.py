"""An index that grew by any changes tells what one tells that was made at once from the same articles."""

import gc
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from index.build import overrides_of, republish
from index.config import IndexSettings
from index.models import Unit
from index.search import policy
from index.search.encoder import Encoder, load_encoder
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.speakers import Override
from index.upkeep import check, compact
from tests.growing import (
    ARTICLES,
    QUESTIONS,
    TEXTS,
    Remembering,
    answers,
    apply,
    make_pool,
    merge_early,
    prepared,
    told,
    under,
)
from tests.indexes import lend_encoder
from tests.kills import Killing

# An example takes a second. To make a failing one smaller takes many, so that is left to the long run.
SHORT = settings(
    max_examples=8,
    stateful_step_count=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
LONG = settings(SHORT, max_examples=500, stateful_step_count=15, phases=tuple(Phase))


@pytest.fixture(scope="module")
def pool(sample_settings, tmp_path_factory):
    """Every text, analysed and encoded once, and settings with the converted encoder."""
    folder = tmp_path_factory.mktemp("pool")
    lend_encoder(sample_settings.data, folder / "data")
    found = make_pool(folder)
    return found, prepared(found)


@pytest.fixture
def small_segments(monkeypatch):
    """Merges at a few rows already, so that a handful of articles has several segments."""
    for name in ("JOINED_BELOW", "FANOUT", "LARGEST"):
        monkeypatch.setattr(policy, name, getattr(policy, name))  # put back afterwards
    merge_early()


class Growing(RuleBasedStateMachine):
    """Adds, changes and removes articles and decides on speakers; compares after each publication."""

    articles: list
    encoder: Encoder

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.index = IndexSettings(data=self.folder / "grown")
        self.asked = [new.statement_vectors[0] for new in self.articles if len(new.statement_vectors)][:4]
        self.present = {}
        apply(self.index, [])

    def teardown(self):
        """Once all is changed, the same answers too: BM25 counts what was removed until it is merged away."""
        compact(self.index)
        grown, new = (answers(one, QUESTIONS, self.encoder) for one in (self.index, self.made_at_once()))
        shutil.rmtree(self.folder, ignore_errors=True)
        assert grown == new

    @rule(
        put=st.dictionaries(st.sampled_from(ARTICLES), st.integers(0, len(TEXTS) - 1), max_size=4),
        taken=st.sets(st.sampled_from(ARTICLES), max_size=2),
    )
    def change(self, put, taken):
        new = [under(self.articles[text], name) for name, text in put.items()]
        apply(self.index, new, taken - put.keys())
        self.present = {name: text for name, text in self.present.items() if name not in taken} | put
        self.compare()

    @precondition(lambda self: self.present)
    @rule(data=st.data(), action=st.sampled_from(["merge", "split", "alias"]))
    def decide(self, data, action):
        speakers = sorted(Snapshot(self.index.data).speakers, key=lambda speaker: speaker.id)
        if not speakers:
            return
        one, other = (data.draw(st.sampled_from(speakers)) for _ in range(2))
        target = {"merge": other.id, "split": one.aliases[-1], "alias": "The Old Hand"}[action]
        republish(self.index, Override(action, one.id, target))
        self.compare()

    def compare(self):
        new = self.made_at_once()
        assert told(self.index, self.asked) == told(new, self.asked)

    def made_at_once(self) -> IndexSettings:
        shutil.rmtree(self.folder / "new", ignore_errors=True)
        new = IndexSettings(data=self.folder / "new")
        apply(new, [under(self.articles[text], name) for name, text in self.present.items()])
        for decided in overrides_of(self.index):
            republish(new, decided)
        return new


@pytest.mark.timeout(4 * 3600 if "ONRECORD_LONG" in os.environ else 900)
def test_any_changes_lead_where_one_run_leads(pool, small_segments):
    class Machine(Growing):
        articles = pool[1]
        encoder = Remembering(load_encoder(pool[0].encoder, pool[0].data / "encoder"))

    run_state_machine_as_test(Machine, settings=LONG if "ONRECORD_LONG" in os.environ else SHORT)


@pytest.mark.timeout(1800)
def test_a_kill_at_any_moment_loses_nothing(pool, small_segments, tmp_path):
    found, _ = pool
    killing = Killing(found, tmp_path, random.Random())
    kills = 0
    while kills < 30:
        kills += killing.kill().early
    killing.compare_answers(Remembering(load_encoder(found.encoder, found.data / "encoder")))
    assert check(killing.index) == ()


def test_a_reader_keeps_its_state_over_ten_publications(pool, small_segments, tmp_path):
    _, articles = pool
    index = IndexSettings(data=tmp_path / "read")
    apply(index, [under(articles[n], name) for n, name in enumerate(ARTICLES)])
    reader, asked = Snapshot(index.data), articles[0].statement_vectors[:1]

    def read():
        (near,) = reader.search_vectors(Unit.STATEMENT, asked, 5)
        words = reader.search_words(Unit.STATEMENT, "harbour council", 5)
        said = reader.read(Unit.STATEMENT, reader.keys(Unit.STATEMENT, Where(speakers=("eva-holm",))))
        return near, words, [one.speaker.aliases for one in said.values()]

    first = read()
    for n in range(10):
        apply(index, [under(articles[n + 5], f"later {n}")])
        assert read() == first
    assert reader.outdated
    assert Snapshot(index.data).article_count == len(ARTICLES) + 10


def test_a_bot_that_follows_publications_leaves_no_file_open(pool, tmp_path):
    _, articles = pool
    index = IndexSettings(data=tmp_path / "followed")
    apply(index, [under(articles[0], "first")])
    opened = []
    for n in range(6):
        apply(index, [under(articles[n + 1], f"later {n}")])
        Snapshot(index.data).search_vectors(Unit.STATEMENT, articles[0].statement_vectors[:1], 3)
        gc.collect()
        opened.append(len(list(Path("/proc/self/fd").iterdir())))
    assert opened[-1] <= opened[1]
