"""What the documentation names exists: files, links, make targets, modules and commands."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.__main__ import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
FOLDERS = ("bot/", "index/", "retrieval/", "tests/", "docs/")

pages = pytest.mark.parametrize("page", PAGES, ids=NAMES)


@pages
def test_every_link_leads_to_a_file(page):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pages
def test_every_path_that_is_named_exists(page):
    named = [
        path for path in re.findall(r"`([\w./*-]+)`", page.read_text(encoding="utf-8")) if path.startswith(FOLDERS)
    ]
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


@pages
def test_every_make_target_that_is_named_exists(page):
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(targets)


@pages
def test_every_module_and_command_that_is_named_exists(page):
    text = page.read_text(encoding="utf-8")
    modules = re.findall(r"python -m ((?:bot|index|retrieval|tests)[\w.]*)", text)
    assert [module for module in modules if find_spec(module) is None] == []
    commands = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}
    groups = {group.name for group in app.registered_groups}
    assert set(re.findall(r"(?:`|^\$? ?)onrecord ([a-z]+)", text, re.MULTILINE)) <= commands | groups


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 130


def test_the_readme_shows_what_the_command_prints(sample_settings):
    shown = re.search(
        r"```\n\$ onrecord ask \"([^\"\n]*)\"\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown
    command = [sys.executable, "-m", "bot", "ask", shown[1], "--data", str(sample_settings.data)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    assert printed.startswith(shown[2].strip().removesuffix("…"))
