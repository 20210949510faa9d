"""Articles prepared by workers on two nodes: the same rows as on one machine, also when workers and nodes end."""

import pytest

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.errors import WorkersError
from index.preparing import here, in_batches
from index.progress import Stage
from index.sample import path as sample_path
from tests.engines.nodes import Nodes
from tests.engines.test_engines_moving import rows
from tests.indexes import lend_encoder

BATCH = 2  # articles; the sample is one batch otherwise


@pytest.fixture(scope="module")
def nodes():
    pytest.importorskip("ray", reason="the packages of a cluster are not here: make cluster-test")
    nodes = Nodes()
    yield nodes
    nodes.stop()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    pytest.importorskip("ray", reason="the packages of a cluster are not here: make cluster-test")
    from index.preparing import on_ray  # noqa: PLC0415

    for module in (here, on_ray):
        monkeypatch.setattr(module, "BATCH_ARTICLES", BATCH)


@pytest.fixture(scope="module")
def encoder(sample_settings):
    return sample_settings.data


@pytest.fixture
def local(encoder, tmp_path):
    """The sample, indexed by this process alone."""
    settings = IndexSettings(data=tmp_path / "local")
    lend_encoder(encoder, settings.data)
    index_corpus([sample_path()], settings, CorpusSettings())
    return settings


def test_without_a_cluster_it_says_so(tmp_path, monkeypatch):
    """The first one here: later a cluster is there."""
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    settings = IndexSettings(data=tmp_path)
    nowhere = settings.kept_by(settings.engine.model_copy(update={"ray": "auto"}))
    with pytest.raises(WorkersError, match="no cluster of Ray answers at auto"):
        list(in_batches([], nowhere, None))


def test_a_worker_with_other_rules_or_models_refuses_to_work(encoder):
    from index.preparing.on_ray import Worker  # noqa: PLC0415

    with pytest.raises(WorkersError, match="has other rules, models or versions of packages"):
        Worker(IndexSettings(data=encoder), "another fingerprint")


@pytest.mark.parametrize("ends", ["worker", "node"])
def test_rows_are_those_of_one_machine_when_something_ends_in_the_middle(nodes, local, encoder, tmp_path, ends):
    nodes.bring_to_two()
    settings = IndexSettings(data=tmp_path / "spread")
    settings = settings.kept_by(settings.engine.model_copy(update={"ray": nodes.address}))
    lend_encoder(encoder, settings.data)
    ended = []

    def follow(progress):
        if progress.stage is Stage.ANALYSING and progress.done >= BATCH and not ended:
            ended.append(nodes.kill_worker() if ends == "worker" else nodes.remove_node())

    report = index_corpus([sample_path()], settings, CorpusSettings(), follow)
    assert ended
    assert (report.added, report.failed, report.pace.words > 0) == (20, (), True)
    assert rows(settings) == rows(local)
    assert nodes.workers() == []  # they end with the run
