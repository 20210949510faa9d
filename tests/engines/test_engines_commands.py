"""The command line over an index on servers, configured as an operator does it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.sample import path as sample_path
from tests.indexes import lend_encoder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def onrecord(servers, sample_settings, tmp_path):
    engine = servers.engine()
    data = tmp_path / "data"
    lend_encoder(sample_settings.data, data)
    config = tmp_path / "config.toml"
    config.write_text(
        f'[index]\ndata = "data"\n[engine]\nkind = "cluster"\nmilvus = "{engine.milvus}"\nname = "{engine.name}"\n',
        encoding="utf-8",
    )
    secret = {"ONRECORD_ENGINE__POSTGRES": engine.postgres.get_secret_value()}

    def run(*words, **environment):
        return subprocess.run(
            [sys.executable, "-m", "bot", *words, "--config", str(config)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | secret | environment,
        )

    return run


def test_every_command_works_over_servers_and_after_moving_back(onrecord, tmp_path):
    asked = onrecord("ask", "what did Mekdad say about sanctions?")
    assert (asked.returncode, "holds no index yet; run `onrecord index PATH` first" in asked.stderr) == (2, True)
    indexed = onrecord("index", str(sample_path()))
    assert (indexed.returncode, "20 added" in indexed.stdout) == (0, True), indexed.stderr
    assert "The index is in PostgreSQL at" in indexed.stdout
    told = onrecord("ask", "what did Mekdad say about sanctions?")
    assert (told.returncode, "oppressive sanctions" in told.stdout) == (0, True), told.stderr
    status = onrecord("status")
    for words in ("articles", "20", "PostgreSQL at", "Milvus at http://127.0.0.1", "answers in"):
        assert words in status.stdout, status.stderr
    assert "sound." in onrecord("check").stdout
    heard = onrecord("statements", "--speaker", "Tomas Reed", "--json")
    assert "Tomas Reed" in heard.stdout, heard.stderr
    assert onrecord("speakers", "alias", "tomas-reed", "The Mender").returncode == 0
    assert "The Mender" in onrecord("speakers", "show", "tomas-reed").stdout
    moved = onrecord("migrate", "--to", "embedded")
    assert (moved.returncode, 'set [engine] kind = "embedded"' in moved.stdout) == (0, True), moved.stderr
    assert (tmp_path / "data" / "store.sqlite").is_file()
    again = onrecord("ask", "what did Mekdad say about sanctions?", ONRECORD_ENGINE__KIND="embedded")
    assert again.stdout == told.stdout
    assert "The Mender" in onrecord("speakers", "show", "tomas-reed", ONRECORD_ENGINE__KIND="embedded").stdout


def test_servers_that_are_not_there_end_a_command_in_one_sentence(onrecord):
    gone = {"ONRECORD_ENGINE__TIMEOUT_SECONDS": "2"}
    for place in (
        {"ONRECORD_ENGINE__POSTGRES": "postgresql://me:hidden-word@127.0.0.1:1/news"},
        {"ONRECORD_ENGINE__MILVUS": "http://127.0.0.1:1"},
    ):
        failed = onrecord("index", str(sample_path()), **gone, **place)
        assert (failed.returncode, failed.stderr.count("\n")) == (2, 1), failed.stderr
        assert "does not answer as it should" in failed.stderr
        assert "hidden-word" not in failed.stderr
