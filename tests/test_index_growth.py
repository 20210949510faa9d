"""An index that grew by any changes tells what one tells that was made at once from the same articles."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from index.build import index_corpus, overrides_of, republish
from index.config import CorpusSettings, IndexSettings
from index.search import policy
from index.search.snapshot import Snapshot
from index.speakers import Override
from tests.growing import PUBLISHERS, TEXTS, apply, prepared, told, under

ARTICLES = [f"article {number}" for number in range(9)]
TOPICS = ("the harbour", "rain", "sanctions", "the horse", "the treaty", "the ferry", "the race")
QUESTIONS = [
    *(f"what did {who} say about {topic}?" for who in ("Mayor Holm", "Mekdad", "Ada Stone") for topic in TOPICS),
    *(f"what was said about {topic}?" for topic in TOPICS),
    *(f"who spoke of {topic}?" for topic in TOPICS),
    *(f"what does {who} think?" for who in ("the FBI", "the VRC", "Marie Lund", "Larsen", "Len Burr", "the WHO")),
    *(f"is {topic} safe?" for topic in TOPICS),
    "how late was the ferry?",
    "when was the horse stolen?",
]


@pytest.fixture(scope="module")
def pool(sample_settings, tmp_path_factory):
    """Every text, analysed and encoded once, and settings with the converted encoder."""
    folder = tmp_path_factory.mktemp("pool")
    shutil.copytree(sample_settings.data / "encoder", folder / "data" / "encoder")
    lines = [
        {"id": f"{n:02}", "text": text, "publisher": PUBLISHERS[n % 3], "published": f"2024-{n % 12 + 1:02}-07"}
        for n, text in enumerate(TEXTS)
    ]
    (folder / "pool.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    found = IndexSettings(data=folder / "data")
    index_corpus([folder / "pool.jsonl"], found, CorpusSettings())
    return found, prepared(found)


@pytest.fixture
def small_segments(monkeypatch):
    """Merges at a few rows already, so that a handful of articles has several segments."""
    monkeypatch.setattr(policy, "JOINED_BELOW", 3)
    monkeypatch.setattr(policy, "FANOUT", 2)
    monkeypatch.setattr(policy, "LARGEST", 30)


class Growing(RuleBasedStateMachine):
    """Adds, changes and removes articles and decides on speakers; compares after each publication."""

    encoder_of: IndexSettings
    articles: list

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp())
        self.index = IndexSettings(data=self.folder / "grown")
        self.asked = [new.statement_vectors[0] for new in self.articles if len(new.statement_vectors)][:4]
        self.present = {}
        apply(self.index, [])

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

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


def test_any_changes_lead_where_one_run_leads(pool, small_segments):
    class Machine(Growing):
        encoder_of, articles = pool

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
