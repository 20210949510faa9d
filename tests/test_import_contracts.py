"""The import contracts hold, and each of them breaks when an import is planted that it forbids."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "index", "retrieval")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

PLANTED = [
    ("imports run bot -> retrieval -> index and never back", "index/build.py", "import retrieval.engine"),
    ("imports run bot -> retrieval -> index and never back", "retrieval/engine.py", "import bot.config"),
    ("inside index, imports run from build down to models", "index/search/snapshot.py", "import index.build"),
    ("inside index, imports run from build down to models", "index/storage/rows.py", "import index.search.encoder"),
    ("inside index, imports run from build down to models", "index/storage/store.py", "import index.speakers"),
    ("inside index, imports run from build down to models", "index/models/articles.py", "import index.english.lexicon"),
    ("statements, speakers and corpus do not know each other", "index/statements/drafts.py", "import index.speakers"),
    ("statements, speakers and corpus do not know each other", "index/speakers/registry.py", "import index.statements"),
    ("english, storage and licences do not know each other", "index/english/names.py", "import index.storage.store"),
    (
        "bot.telegram, bot.web and bot.command do not know each other",
        "bot/telegram/app.py",
        "import bot.command.app",
    ),
    (
        "bot.telegram, bot.web and bot.command do not know each other",
        "bot/command/app.py",
        "import bot.telegram.app",
    ),
    (
        "bot.telegram, bot.web and bot.command do not know each other",
        "bot/web/app.py",
        "import bot.telegram.app",
    ),
    (
        "bot.telegram, bot.web and bot.command do not know each other",
        "bot/telegram/app.py",
        "import bot.web.site",
    ),
    (
        "only bot.__main__ and bot.setup know all three; what they share knows none",
        "bot/config.py",
        "import bot.telegram.limits",
    ),
    (
        "only bot.__main__ and bot.setup know all three; what they share knows none",
        "bot/command/app.py",
        "import bot.__main__",
    ),
    ("spaCy parses for index.english and index.statements alone", "index/speakers/registry.py", "import spacy"),
    ("spaCy parses for index.english and index.statements alone", "retrieval/engine.py", "import spacy"),
    ("no type of PostgreSQL's driver outside index.storage.postgres", "index/storage/tables.py", "import psycopg"),
    ("no type of Ray outside index.preparing", "index/build.py", "import ray"),
    ("no type of Milvus's client outside index.search.milvus", "index/search/snapshot.py", "import pymilvus"),
    ("no type of Telegram's library outside bot.telegram", "bot/config.py", "from telegram import Message"),
    (
        "only bot.__main__ and bot.setup know all three; what they share knows none",
        "bot/layout/walk.py",
        "import bot.web.site",
    ),
    ("no type of the web framework outside bot.web", "bot/command/app.py", "import fastapi"),
    ("no circles between the modules of a package", "index/search/vectors.py", "import index.search.published"),
]


@pytest.fixture
def copy(tmp_path):
    """The project's sources and its contracts, to plant imports in."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def outcomes(folder):
    """What becomes of each contract in a folder: "KEPT" or "BROKEN", by its name."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "200", "PYTHONPATH": str(folder)},
    )
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", run.stdout, re.MULTILINE))
    assert set(found) == {contract["name"] for contract in CONTRACTS}, run.stdout + run.stderr
    return found


def test_every_contract_is_kept(copy):
    assert set(outcomes(copy).values()) == {"KEPT"}


@pytest.mark.parametrize(("contract", "module", "planted"), PLANTED)
def test_a_planted_import_breaks_its_contract(copy, contract, module, planted):
    path = copy / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{planted}\n", encoding="utf-8")
    assert outcomes(copy)[contract] == "BROKEN"


def test_a_new_module_of_the_index_must_be_given_its_layer(copy):
    (copy / "index" / "planted.py").touch()
    assert outcomes(copy)["inside index, imports run from build down to models"] == "BROKEN"


def test_every_contract_has_an_import_that_breaks_it():
    assert {contract for contract, _, _ in PLANTED} == {contract["name"] for contract in CONTRACTS}
