"""An index is checked against itself, backed up and restored while it is read, and made small."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index.build import index_corpus, overrides_of, republish
from index.config import CorpusSettings
from index.errors import StoreError
from index.models import Unit
from index.sample import path as sample_path
from index.search.snapshot import Snapshot
from index.speakers import Override
from index.storage.store import Store
from index.upkeep import backup, check, compact, restore


def speakers(settings):
    return {speaker.id: speaker.aliases for speaker in Snapshot(settings.data).speakers}


def found(settings, words="sanctions"):
    snapshot = Snapshot(settings.data)
    return [(hit.key, round(hit.score, 4)) for hit in snapshot.search_words(Unit.STATEMENT, words, 5)]


def changed(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()  # not through a link to the file of another sequence
    path.write_bytes(content)


def test_a_sound_index_has_no_faults(own_settings):
    assert check(own_settings) == ()


def test_damage_inside_a_derived_file_is_found_and_repaired(own_settings):
    before = found(own_settings)
    folder = own_settings.data / "derived" / "1"
    file = next((folder / "statement" / "words").glob("*.pos"))
    changed(file)
    (fault,) = check(own_settings)
    assert fault.repaired
    assert f"words/{file.name} is not what was written" in fault.reason
    assert check(own_settings) == ()
    assert found(own_settings) == before


def test_a_changed_letter_of_an_article_is_found_and_named(own_settings):
    with sqlite3.connect(own_settings.data / "store.sqlite") as db:
        db.execute("UPDATE article SET text = replace(text, 'eastern pier', 'western pier')")
    db.close()
    (fault,) = check(own_settings)
    assert fault.where.endswith("harbour-reopens.json")
    assert "is not what was stored; the next run reads it again" in fault.reason
    assert not fault.repaired


def test_a_damaged_page_of_the_store_is_told(own_settings):
    store = Store.create(own_settings.data)
    store.vacuum()
    store.close()
    path = own_settings.data / "store.sqlite"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 64] = b"\xff" * 64
    path.write_bytes(content)
    faults = check(own_settings)
    assert faults
    assert all(fault.where == str(path) and not fault.repaired for fault in faults)


def test_a_backup_brings_back_articles_and_decisions_while_a_reader_goes_on(own_settings, tmp_path):
    republish(own_settings, Override("alias", "marta-lindqvist", "Captain Lindqvist"))
    backup(own_settings, tmp_path / "backup.sqlite")
    reader = Snapshot(own_settings.data)
    before, words = speakers(own_settings), found(own_settings)
    (only,) = list(tmp_path.glob("*.sqlite"))
    republish(own_settings, Override("merge", "tomas-reed", "marta-lindqvist"))
    assert "tomas-reed" not in speakers(own_settings)
    restore(own_settings, only)
    assert reader.outdated
    assert [hit.key for hit in reader.search_words(Unit.STATEMENT, "sanctions", 5)] == [key for key, _ in words]
    assert (speakers(own_settings), found(own_settings)) == (before, words)
    assert [one.target for one in overrides_of(own_settings)] == ["Captain Lindqvist"]
    assert check(own_settings) == ()
    report = index_corpus([sample_path()], own_settings, CorpusSettings())
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 20)


def test_a_backup_is_restored_where_the_index_is_gone_or_damaged_beyond_opening(own_settings, tmp_path):
    before = found(own_settings)
    backup(own_settings, tmp_path / "backup.sqlite")
    (own_settings.data / "store.sqlite").write_bytes(b"no database at all, but something else")
    restore(own_settings, tmp_path / "backup.sqlite")
    assert found(own_settings) == before
    shutil.rmtree(own_settings.data)
    restore(own_settings, tmp_path / "backup.sqlite")
    assert found(own_settings) == before


def test_a_file_that_is_no_backup_changes_nothing(own_settings, tmp_path):
    (tmp_path / "note.txt").write_text("not a backup")
    before = found(own_settings)
    with pytest.raises(StoreError, match=r"note\.txt"):
        restore(own_settings, tmp_path / "note.txt")
    with pytest.raises(StoreError, match="is not there; name a file that `onrecord backup` wrote"):
        restore(own_settings, tmp_path / "nothing")
    assert found(own_settings) == before
    assert not list(own_settings.data.glob(".restoring*"))


def test_a_backup_with_a_damaged_page_is_refused(own_settings, tmp_path):
    store = Store.create(own_settings.data)
    store.vacuum()
    store.close()
    before, file = found(own_settings), tmp_path / "backup.sqlite"
    backup(own_settings, file)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"backup\.sqlite: .*damaged"):
        restore(own_settings, file)
    assert found(own_settings) == before
    assert check(own_settings) == ()


def test_a_letter_that_changes_in_a_backup_is_found_once_it_is_restored(own_settings, tmp_path):
    file = tmp_path / "backup.sqlite"
    backup(own_settings, file)
    content = file.read_bytes()
    assert b"eastern pier" in content
    file.write_bytes(content.replace(b"eastern pier", b"western pier"))
    restore(own_settings, file)
    (fault,) = check(own_settings)
    assert fault.where.endswith("harbour-reopens.json")
    assert index_corpus([sample_path()], own_settings, CorpusSettings()).changed == 1
    assert check(own_settings) == ()


def test_a_backup_taken_in_the_middle_of_a_run_is_completed_by_the_next(own_settings, tmp_path):
    articles = tmp_path / "articles"
    shutil.copytree(sample_path(), articles)
    store = Store.create(own_settings.data)
    known = store.known()
    store.remove([known["sample-harbour-reopens"].key])  # a batch that nobody sees yet
    backup(own_settings, tmp_path / "backup.sqlite")
    store.close()
    restore(own_settings, tmp_path / "backup.sqlite")
    assert Snapshot(own_settings.data).article("sample-harbour-reopens") is not None
    index_corpus([sample_path()], own_settings, CorpusSettings())
    assert Snapshot(own_settings.data).article("sample-harbour-reopens") is not None
    assert check(own_settings) == ()


def test_compacting_gives_up_room_and_changes_no_answer(own_settings):
    store = Store.create(own_settings.data)
    known = store.known()
    store.remove([one.key for name, one in known.items() if name != "sample-harbour-reopens"])
    republish(own_settings)
    before = found(own_settings, "pier patient")
    sizes = compact(own_settings)
    assert sizes.after < sizes.before
    assert [key for key, _ in found(own_settings, "pier patient")] == [key for key, _ in before]
    assert check(own_settings) == ()
    assert Path(own_settings.data / "derived" / "2").is_dir()


def run_with_little_room(settings, *words):
    """A command in a process that may write no file larger than a few pages, as on a full disk."""
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from bot.__main__ import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *words, "--data", str(settings.data)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )


@pytest.mark.parametrize("command", ["check", "backup", "restore", "compact"])
def test_a_full_disk_costs_nothing_that_is_stored(own_settings, tmp_path, command):
    before = found(own_settings)
    file = tmp_path / "backup.sqlite"
    if command == "restore":
        backup(own_settings, file)
    if command == "check":
        changed(next((own_settings.data / "derived" / "1" / "statement" / "words").glob("*.pos")))
    full = run_with_little_room(own_settings, command, *([str(file)] if command in {"backup", "restore"} else []))
    assert (full.returncode, full.stderr.count("\n")) == (2, 1), full.stderr
    assert re.search(r"cannot be (written|copied).* room", full.stderr)
    assert file.exists() == (command == "restore")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert found(own_settings) == before
    assert all(fault.repaired for fault in check(own_settings))
    assert not list(own_settings.data.glob(".restoring*"))
