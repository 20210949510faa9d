"""What servers do to an index: gone in the middle, slow, restarted, busy, too old. Nothing half is ever seen."""

import threading
import time

import pytest
from pydantic import ValidationError

from index.config import EngineSettings, IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search.filters import Where
from index.search.homes import home_of
from index.search.snapshot import Snapshot
from index.upkeep import answering, check
from tests.engines.samples import ALL, HARBOUR, PIPELINE, STRIKE, Said, again, article, put

MANY = [article(f"number-{at}", Said(f"This is number {at}", "Ada Roth")) for at in range(40)]


def shown(place):
    snapshot = Snapshot(place)
    ids = sorted(one.id for one in snapshot.headings)
    assert len(snapshot.keys(Unit.STATEMENT, Where())) == snapshot.count(Unit.STATEMENT)
    return ids


@pytest.fixture
def impatient(cluster):
    """The same place, whose servers are given up soon."""
    return cluster.kept_by(cluster.engine.model_copy(update={"timeout_seconds": 2.0}))


def test_a_connection_that_is_lost_in_a_batch_leaves_nothing_of_it(cluster, servers):
    put(cluster, HARBOUR)
    home = home_of(cluster)

    def ending(batch):
        yield from batch[:10]
        servers.postgres.end_connections()
        yield from batch[10:]

    with home.writing():
        store = home.create()
        copied = store._copy
        store._copy = lambda keyed, *given: copied(list(ending(keyed)), *given)
        with pytest.raises(StoreError, match="does not answer as it should") as told:
            store.add(MANY, PIPELINE)
    assert "what was committed is kept" in str(told.value)
    assert shown(cluster) == ["harbour-reopens"]
    with home.writing():
        assert sorted(home.create().known()) == ["harbour-reopens"]
    put(cluster, *MANY)
    assert len(shown(cluster)) == 41
    assert check(cluster) == ()


def test_a_connection_that_is_lost_on_commit_publishes_all_or_nothing(cluster, servers, monkeypatch):
    put(cluster, HARBOUR)
    home = home_of(cluster)
    advance = type(home).advance

    def cut(self, *given):
        advance(self, *given)  # Milvus has everything
        servers.postgres.end_connections()

    monkeypatch.setattr(type(home), "advance", cut)
    with pytest.raises(StoreError, match="does not answer as it should"):
        put(cluster, STRIKE, again(HARBOUR, "The ferries go again"))
    monkeypatch.undo()
    snapshot = Snapshot(cluster)
    assert (snapshot.sequence, shown(cluster)) == (1, ["harbour-reopens"])
    assert snapshot.search_words(Unit.STATEMENT, "ferries", 5) == []
    put(cluster)  # the batch was committed: the next run publishes it
    assert shown(cluster) == ["harbour-reopens", "rail-strike"]
    assert check(cluster) == ()


def test_readers_go_on_when_postgres_was_restarted(cluster, servers):
    put(cluster, *ALL)
    snapshot = Snapshot(cluster)
    keys = snapshot.keys(Unit.STATEMENT, Where())
    for _ in range(3):
        servers.postgres.end_connections()
        assert len(snapshot.read(Unit.STATEMENT, keys)) == 6
    put(cluster, removed=["wolf-count"])
    until = time.monotonic() + 2
    while not snapshot.outdated and time.monotonic() < until:
        time.sleep(0.02)
    assert snapshot.renewed().article_count == 2


def test_a_new_sequence_reaches_every_reader_within_two_seconds(cluster):
    put(cluster, HARBOUR)
    readers = [Snapshot(cluster) for _ in range(3)]
    assert not any(one.outdated or one.outdated for one in readers)  # from now on they are told
    time.sleep(0.5)
    put(cluster, STRIKE)
    done = time.monotonic()
    while not all(one.outdated for one in readers) and time.monotonic() < done + 2:
        time.sleep(0.01)
    assert all(one.outdated for one in readers)
    assert {one.renewed().article_count for one in readers} == {2}


def test_milvus_killed_before_the_publication_leaves_the_former_state(cluster, impatient, servers):
    put(impatient, HARBOUR)
    home = home_of(impatient)
    with home.writing():
        store = home.create()
        store.add([STRIKE], PIPELINE)
    servers.milvus.kill()
    try:
        with pytest.raises(StoreError, match=r"Milvus at http://127.0.0.1:\d+"):
            put(impatient)
        with pytest.raises(StoreError, match="Milvus at"):
            Snapshot(impatient)
    finally:
        servers.milvus.start()
    assert shown(cluster) == ["harbour-reopens"]
    put(cluster)
    assert shown(cluster) == ["harbour-reopens", "rail-strike"]
    assert check(cluster) == ()


def test_milvus_killed_while_it_is_written_leaves_the_former_state(cluster, impatient, servers, monkeypatch):
    from index.search.milvus.writing import MilvusWriter  # noqa: PLC0415

    put(impatient, HARBOUR)
    undone = MilvusWriter._remove

    def killed(self, *given):
        undone(self, *given)
        servers.milvus.kill()

    monkeypatch.setattr(MilvusWriter, "_remove", killed)
    try:
        with pytest.raises(StoreError, match="Milvus at"):
            put(impatient, STRIKE, again(HARBOUR, "The ferries go again"))
    finally:
        monkeypatch.undo()
        servers.milvus.start()
    snapshot = Snapshot(cluster)
    assert snapshot.search_words(Unit.STATEMENT, "ferries", 5) == []
    assert shown(cluster) == ["harbour-reopens"]
    put(cluster)
    assert shown(cluster) == ["harbour-reopens", "rail-strike"]
    assert Snapshot(cluster).search_words(Unit.STATEMENT, "patient", 5) == []
    assert check(cluster) == ()


def test_a_milvus_that_hangs_is_given_up_and_asked_again(impatient, servers):
    put(impatient, *ALL)
    snapshot = Snapshot(impatient)
    servers.milvus.pause()
    started = time.monotonic()
    try:
        with pytest.raises(StoreError, match="Milvus at"):
            snapshot.search_words(Unit.STATEMENT, "harbour", 5)
    finally:
        servers.milvus.resume()
    assert time.monotonic() - started < 30
    assert snapshot.search_words(Unit.STATEMENT, "patient", 1)


def test_a_milvus_that_is_slow_for_a_moment_is_waited_for(cluster, servers):
    put(cluster, HARBOUR)
    servers.milvus.pause()
    threading.Timer(1.5, servers.milvus.resume).start()
    put(cluster, STRIKE)
    assert shown(cluster) == ["harbour-reopens", "rail-strike"]


def test_a_busy_milvus_is_asked_again_and_a_refusal_is_told_at_once(cluster, servers):
    from pymilvus.exceptions import MilvusException  # noqa: PLC0415

    from index.search.milvus.server import MilvusServer  # noqa: PLC0415

    server, calls = MilvusServer(cluster.engine), []

    def answer(*faults):
        left = list(faults)

        def method(*, timeout):
            calls.append(timeout)
            if left:
                raise MilvusException(message=left.pop(0))
            return "done"

        return method

    assert server.write(answer("request is rejected by limiter: rate limit exceeded", "node not ready")) == "done"
    assert len(calls) == 3
    with pytest.raises(StoreError, match="field dense does not exist"):
        server.write(answer("field dense does not exist"))
    assert len(calls) == 4


@pytest.mark.parametrize(
    ("version", "fits"),
    [("v2.4.17", False), ("2.3.1-dev", False), ("v2.5.0", True), ("2.6.4", True), ("milvus_lite-3.2.2", True)],
)
def test_a_milvus_that_is_too_old_is_refused_with_its_version(cluster, version, fits):
    from index.search.milvus.server import check_version  # noqa: PLC0415

    if fits:
        check_version(version, "Milvus")
        return
    with pytest.raises(StoreError, match=f"{version} is too old; onrecord needs Milvus 2.5 or later"):
        check_version(version, "Milvus")


def test_tables_of_a_later_version_are_left_alone(cluster):
    put(cluster, HARBOUR)
    home = home_of(cluster)
    with home.writing():
        store = home.create()
        with store.transaction():
            store.note("schema", "99")
    for deed in (lambda: Snapshot(cluster), lambda: put(cluster, STRIKE)):
        with pytest.raises(StoreError, match=r"written by another version \(tables 99, this is 1\)"):
            deed()


def test_servers_that_are_not_there_are_named_without_their_secrets(tmp_path, servers):
    data = IndexSettings(data=tmp_path)
    away = servers.engine().model_copy(update={"timeout_seconds": 2.0})
    dsn = EngineSettings(postgres="postgresql://me:hidden-word@127.0.0.1:1/news").postgres
    for change, name in (
        ({"postgres": dsn}, "PostgreSQL at 127.0.0.1"),
        ({"milvus": "http://127.0.0.1:1"}, "Milvus at"),
    ):
        wrong = data.kept_by(away.model_copy(update=change))
        with pytest.raises(StoreError, match=name) as told:
            put(wrong, HARBOUR)
        assert "hidden-word" not in f"{told.value!r} {told.value.__cause__!r} {wrong!r} {wrong.engine!r}"


def test_what_milvus_lost_is_found_and_put_again(cluster):
    put(cluster, *ALL)
    home = home_of(cluster)
    client = home._milvus.client
    client.delete(f"{cluster.engine.name}_statement_1", filter="key == 2")
    (fault,) = check(cluster)
    assert (fault.where.startswith("Milvus at"), fault.repaired) == (True, True)
    assert check(cluster) == ()
    for name in home._milvus.collections():
        client.drop_collection(name)
    with pytest.raises(StoreError, match="onrecord check"):
        Snapshot(cluster)
    (fault,) = check(cluster)
    assert fault.repaired
    assert len(shown(cluster)) == 3


def test_indexes_of_like_names_leave_each_other_alone(cluster):
    put(cluster, *ALL)
    other = cluster.kept_by(cluster.engine.model_copy(update={"name": f"{cluster.engine.name}_statement"}))
    put(other, HARBOUR)
    put(other, STRIKE, encoder="another")
    put(other, removed=["rail-strike"])
    put(cluster, removed=["rail-strike"])
    assert (check(cluster), check(other)) == ((), ())
    assert (len(shown(cluster)), len(shown(other))) == (2, 1)


def test_both_servers_say_that_they_answer(cluster, folder):
    put(cluster, HARBOUR)
    postgres, milvus = answering(cluster)
    assert (postgres.name[:10], postgres.version[:2].isdecimal()) == ("PostgreSQL", True)
    assert (milvus.name[:9], bool(milvus.version), milvus.seconds < 60) == ("Milvus at", True, True)
    assert answering(folder) == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "cluster"}, "needs postgres and milvus"),
        ({"kind": "galaxy"}, "embedded"),
        ({"name": 'x"; DROP'}, "pattern"),
        ({"vectors": "IVF"}, "HNSW"),
    ],
)
def test_settings_that_cannot_work_are_refused(wrong, reason):
    with pytest.raises(ValidationError, match=reason):
        EngineSettings(**wrong)
