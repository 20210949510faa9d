"""What several test files share: an index of the sample, built once, and the shared corpus where it is present."""

import os
from pathlib import Path

import pytest

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.engine import Engine
from tests.indexes import copy_index, lend_encoder
from tests.log_scan import scanned

pytest.register_assert_rewrite("tests.reading")  # its check is shared by the tests of statements


SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session", autouse=True)
def no_own_configuration(tmp_path_factory):
    """Whoever runs the tests may have a configuration and an index of their own: neither takes part."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = str(home / variable)


@pytest.fixture(autouse=True)
def _logs_give_nothing_away():
    with scanned():
        yield


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory) -> IndexSettings:
    """An index of the sample articles. Tests that write to an index take ``own_settings``."""
    settings = IndexSettings(data=tmp_path_factory.mktemp("sample") / "data")
    report = index_corpus([sample.path()], settings, CorpusSettings())
    assert (report.added, report.failed) == (20, ())
    return settings


@pytest.fixture
def own_settings(sample_settings, tmp_path) -> IndexSettings:
    """A copy of the sample's index that a test may change."""
    copy_index(sample_settings.data, tmp_path / "data")
    return IndexSettings(data=tmp_path / "data")


@pytest.fixture
def settings(sample_settings, tmp_path) -> IndexSettings:
    """Settings of an empty index that has the converted encoder already."""
    lend_encoder(sample_settings.data, tmp_path / "data")
    return IndexSettings(data=tmp_path / "data")


@pytest.fixture
def corpus(tmp_path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def engine(sample_settings) -> Engine:
    return Engine.open(sample_settings)


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The real articles; they are not shipped with the project."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the shared corpus is not here")
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def shared_archives() -> Path:
    """Archives as people have them; they are not shipped with the project."""
    if not (SHARED / "archives").is_dir():
        pytest.skip("the shared archives are not here")
    return SHARED / "archives"


@pytest.fixture(scope="session")
def shared_settings(shared_corpus, sample_settings, tmp_path_factory) -> IndexSettings:
    """An index of the shared corpus. Tests must not write to it."""
    data = tmp_path_factory.mktemp("shared") / "data"
    lend_encoder(sample_settings.data, data)
    settings = IndexSettings(data=data)
    index_corpus([shared_corpus], settings, CorpusSettings())
    return settings


@pytest.fixture(scope="session")
def shared_engine(shared_settings) -> Engine:
    return Engine.open(shared_settings)
