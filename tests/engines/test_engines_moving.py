"""An index moved to servers and back: the same rows, the same answers, nothing analysed anew."""

import pytest

from index.build import index_corpus, overrides_of, republish
from index.config import CorpusSettings, EngineSettings, IndexSettings
from index.errors import ConfigError, NoIndexError, StoreError
from index.sample import path as sample_path
from index.search.homes import home_of
from index.search.snapshot import Snapshot
from index.speakers import Override
from index.storage.moving import TABLES
from index.upkeep import backup, check, compact, migrate, restore
from retrieval.engine import Engine
from tests.engines.samples import ALL, HARBOUR, STRIKE, put
from tests.indexes import lend_encoder

QUESTIONS = (
    "what did Mekdad say about sanctions?",
    'did the mayor say "not a cent"?',
    "who said the harbour would reopen?",
    "when will the tunnel open?",
    "what did Faisal Mekdad say about football?",
    "what did the union say?",
)


def rows(settings):
    """All rows, but for the sequences at which they came and went."""
    with home_of(settings).open().reading() as taken:
        return {name: sorted(map(_comparable, taken.table(name))) for name in TABLES} | {"last": dict(taken.last)}


def _comparable(row):
    return repr(tuple(int(cell) if isinstance(cell, bool) else cell for cell in row))


def without(rows, *names):
    return {name: cells for name, cells in rows.items() if name not in names}


def answers(settings):
    engine = Engine.open(settings)
    told = []
    for question in QUESTIONS:
        answer = engine.ask(question)
        items = [(item.article.id, item.parts) for item in answer.items]
        told.append((answer.abstention and answer.abstention.reason, round(answer.confidence, 2), items))
    return told


@pytest.fixture
def both(own_settings, servers):
    """The sample's index in a folder, and the place in the servers to which it is moved."""
    engine = servers.engine()
    embedded = own_settings.kept_by(engine.model_copy(update={"kind": "embedded"}))
    return embedded, own_settings.kept_by(engine)


def test_there_and_back_all_rows_and_answers_are_the_same(both, tmp_path):
    embedded, cluster = both
    republish(embedded, Override("alias", "faisal-mekdad", "The Minister of the Test"))
    before, told = rows(embedded), answers(embedded)
    moved = migrate(embedded, "cluster")
    assert (moved.articles, moved.sequence) == (20, 3)
    assert rows(cluster) == before
    assert answers(cluster) == told
    assert check(cluster) == ()
    assert overrides_of(cluster) == overrides_of(embedded)
    # nothing is analysed anew there
    report = index_corpus([sample_path()], cluster, CorpusSettings())
    assert (report.added, report.changed, report.reanalysed, report.unchanged) == (0, 0, 0, 20)
    home = IndexSettings(data=tmp_path / "home").kept_by(embedded.engine)
    lend_encoder(embedded.data, home.data)
    assert migrate(home, "embedded").articles == 20
    assert rows(home) == before
    assert answers(home) == told
    assert check(home) == ()


def test_an_index_that_stands_there_is_replaced_only_when_told_to(cluster, folder):
    put(cluster, HARBOUR)
    embedded = folder.kept_by(cluster.engine.model_copy(update={"kind": "embedded"}))
    put(embedded, *ALL)
    reader = Snapshot(cluster)
    with pytest.raises(StoreError, match="holds an index already; --replace"):
        migrate(embedded, "cluster")
    assert reader.renewed().article_count == 1
    migrate(embedded, "cluster", replace_there=True)
    assert reader.renewed().article_count == 3
    assert check(cluster) == ()
    put(cluster, removed=["wolf-count"])
    assert Snapshot(cluster).article_count == 2


def test_moving_what_is_not_there_or_to_no_servers_says_so(cluster, folder):
    with pytest.raises(NoIndexError, match="holds no index yet"):
        migrate(folder.kept_by(cluster.engine), "cluster")
    with pytest.raises(ConfigError, match="needs postgres and milvus"):
        migrate(folder.kept_by(EngineSettings()), "cluster")


def test_numbers_that_were_given_before_the_move_are_not_given_after_it(cluster, folder):
    embedded = folder.kept_by(cluster.engine.model_copy(update={"kind": "embedded"}))
    put(embedded, HARBOUR, STRIKE)
    put(embedded, removed=["rail-strike"])
    with home_of(embedded).open().reading() as taken:
        last = dict(taken.last)
    migrate(embedded, "cluster")
    put(cluster, STRIKE)
    assert min(one.key for one in Snapshot(cluster).article("rail-strike").passages) > last["passage"]


def test_an_index_in_servers_is_backed_up_into_one_file_and_restored_from_it(cluster, folder, tmp_path):
    put(cluster, *ALL)
    before = rows(cluster)
    backup(cluster, tmp_path / "backup.sqlite")
    put(cluster, removed=["harbour-reopens"])
    restore(cluster, tmp_path / "backup.sqlite")
    assert without(rows(cluster), "last") == without(before, "last")
    assert Snapshot(cluster).article_count == 3
    assert check(cluster) == ()
    restore(folder, tmp_path / "backup.sqlite")  # the same file serves both engines
    assert without(rows(folder), "last") == without(before, "last")
    assert check(folder) == ()


def test_what_was_removed_gives_up_its_room(place):
    put(place, *ALL)
    put(place, removed=["wolf-count"])
    compact(place)
    assert Snapshot(place).article_count == 2
    assert check(place) == ()


def test_the_sample_is_indexed_by_servers_as_by_a_folder(own_settings, cluster):
    lend_encoder(own_settings.data, cluster.data)
    report = index_corpus([sample_path()], cluster, CorpusSettings())
    assert (report.added, report.failed) == (20, ())
    assert rows(cluster) == rows(own_settings)
    assert answers(cluster) == answers(own_settings)
