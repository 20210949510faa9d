"""Runs over a corpus that grows and changes: what is read again, what is remembered, what is never removed."""

import json
import os
import random
import sqlite3
from pathlib import Path

import pytest

from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus.intake import take_in
from index.search.snapshot import Snapshot
from index.storage.readings import readings
from tests.story_samples import copy_of, report

AN_HOUR_AGO = 3_600_000_000_000


def write(folder, name, text, **fields):
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"id": name, "text": text} | fields), encoding="utf-8")
    return path


def aged(path, by=AN_HOUR_AGO):
    """A file that was last written some time ago."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - by))


def run(settings, *places, allow_removal=False, **corpus):
    done = index_corpus(places, settings, CorpusSettings(**corpus), allow_removal=allow_removal)
    return done.added, done.changed, done.removed, done.unchanged, len(done.failed)


def stored(settings):
    return {one.article.id: one.article for one in Snapshot(settings.data).articles()}


def opened(monkeypatch):
    """The names of the corpus's files that are opened from now on."""
    names, plain = [], Path.open

    def noted(self, *args, **kwargs):
        names.append(self.name)
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", noted)
    return names


def of_the_memory(tmp_path):
    """What was looked at in the memory of a corpus, made as old as its files are young."""
    db = sqlite3.connect(tmp_path / "reading.sqlite")
    db.execute("UPDATE file SET looked = looked + ?", (AN_HOUR_AGO,))
    db.commit()
    db.close()


def taken_in(tmp_path, corpus, fingerprint="one", **settings):
    with readings(tmp_path, fingerprint) as memory:
        return take_in([corpus], CorpusSettings(**settings), memory)


def test_a_file_that_is_certainly_the_same_is_not_opened_and_one_that_may_not_be_is_compared(
    corpus, tmp_path, monkeypatch
):
    for name in ("rain", "snow"):
        write(corpus, name, f"It is {name}.")
    first = taken_in(tmp_path, corpus)
    of_the_memory(tmp_path)
    names = opened(monkeypatch)
    assert taken_in(tmp_path, corpus) == first
    assert names == []
    aged(corpus / "snow.json")
    assert taken_in(tmp_path, corpus) == first
    assert names == ["snow.json"]  # its content says that it is the same


def test_a_change_that_leaves_size_and_time_of_writing_as_they_were_is_seen(corpus, tmp_path):
    path = write(corpus, "rain", "It is rain.")
    before = path.stat()
    (first,) = taken_in(tmp_path, corpus).told
    of_the_memory(tmp_path)
    write(corpus, "rain", "It is snow.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    (second,) = taken_in(tmp_path, corpus).told
    assert second.hash != first.hash


def test_other_readers_or_settings_read_every_file_again(corpus, tmp_path, monkeypatch):
    write(corpus, "rain", "It is rain.")
    taken_in(tmp_path, corpus)
    of_the_memory(tmp_path)
    names = opened(monkeypatch)
    taken_in(tmp_path, corpus, fingerprint="another")
    assert "rain.json" in names


def test_what_could_not_be_read_is_told_at_every_run(corpus, tmp_path):
    (corpus / "broken.json").write_text("{", encoding="utf-8")
    first = taken_in(tmp_path, corpus).failures
    of_the_memory(tmp_path)
    assert taken_in(tmp_path, corpus).failures == first
    assert [failure.reason.split(" (")[0] for failure in first] == ["not valid JSON"]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"no database" * 100)])
def test_a_memory_that_is_lost_or_damaged_costs_a_reading_and_nothing_else(settings, corpus, damage):
    write(corpus, "rain", "It is rain.")
    run(settings, corpus)
    damage(settings.data / "reading.sqlite")
    assert run(settings, corpus) == (0, 0, 0, 1, 0)


WIRE = report(random.Random(11))


def test_a_copy_that_comes_in_a_later_run_joins_its_story(settings, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, "wire", " ".join(WIRE), published="2024-05-01", url="https://wire.example/1")
    assert run(settings, here) == (1, 0, 0, 0, 0)
    newer = copy_of(WIRE, 2, random.Random(5))
    write(there, "post", " ".join(newer), published="2024-05-02", url="https://post.example/1")
    assert run(settings, there) == (1, 0, 1, 0, 0)
    assert {id_: [copy.id for copy in one.copies] for id_, one in stored(settings).items()} == {"post": ["wire"]}
    assert run(settings, here) == (0, 0, 0, 0, 0)
    (there / "post.json").unlink()
    assert run(settings, there) == (1, 0, 1, 0, 0)
    assert {id_: one.copies for id_, one in stored(settings).items()} == {"wire": ()}


def test_an_older_copy_in_a_later_run_is_named_by_the_newer_one_that_is_there(settings, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, "wire", " ".join(WIRE), published="2024-05-01")
    run(settings, here)
    write(there, "old", " ".join(copy_of(WIRE, 2, random.Random(5))), published="2024-04-01")
    assert run(settings, there) == (0, 1, 0, 0, 0)
    assert [copy.id for copy in stored(settings)["wire"].copies] == ["old"]


def test_a_publisher_keeps_one_name_over_runs(settings, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    write(here, "a", "Rain fell.", url="https://harbourvoices.org/1", publisher="Harbour Voices")
    write(there, "b", "Snow fell.", url="https://harbourvoices.org/2")
    run(settings, here)
    run(settings, there)
    assert [one.publisher for one in stored(settings).values()] == ["Harbour Voices", "Harbour Voices"]


def test_the_other_dates_of_a_source_tell_the_day_from_the_month(settings, corpus):
    def dated(name, words, site):
        write(corpus, name, f"It is {name}.", published=words, url=f"https://{site}.example/{name}")

    dated("known", "25/04/2020", "dmy")
    dated("open", "03/04/2020", "dmy")
    dated("us", "04/25/2020", "mdy")
    dated("us-open", "03/04/2020", "mdy")
    dated("alone", "03/04/2020", "alone")
    dated("torn", "03/04/2020", "torn")
    dated("torn-1", "25/04/2020", "torn")
    dated("torn-2", "04/25/2020", "torn")
    run(settings, corpus)
    days = {id_: str(one.day) for id_, one in stored(settings).items()}
    assert (days["open"], days["us-open"], days["alone"], days["torn"]) == ("2020-04-03", "2020-03-04", "None", "None")
    (corpus / "known.json").unlink()
    assert run(settings, corpus) == (0, 1, 1, 6, 0)  # without the other date nothing tells any more
    assert stored(settings)["open"].day is None


def test_most_of_a_folder_is_not_removed_without_leave(settings, corpus):
    for n in range(9):
        write(corpus, f"rain-{n}", f"Rain fell on day {n}.")
    run(settings, corpus)
    for n in range(5):
        (corpus / f"rain-{n}.json").unlink()
    write(corpus, "new", "Snow fell.")
    done = index_corpus([corpus], settings, CorpusSettings())
    assert (done.added, done.removed, done.unchanged) == (1, 0, 4)
    assert [(one.name, one.reason) for one in done.failed] == [
        (
            str(corpus),
            "5 of its 9 articles are not there any more, which is more than [corpus] removable_share allows; nothing "
            "of it was removed. If they are to go, run again with --allow-removal",
        )
    ]
    assert len(stored(settings)) == 10
    assert run(settings, corpus, allow_removal=True) == (0, 0, 5, 5, 0)
    assert run(settings, corpus, removable_share=0.5) == (0, 0, 0, 5, 0)


def test_a_folder_that_is_gone_or_empty_removes_nothing(settings, corpus):
    for n in range(3):
        write(corpus / "in", f"rain-{n}", f"Rain fell on day {n}.")
    run(settings, corpus)
    (corpus / "in").rename(corpus.parent / "elsewhere")
    assert run(settings, corpus) == (0, 0, 0, 0, 1)
    corpus.rmdir()
    assert run(settings, corpus) == (0, 0, 0, 0, 1)
    assert len(stored(settings)) == 3


def test_a_folder_that_cannot_be_listed_is_an_error_and_removes_nothing(settings, corpus, monkeypatch):
    write(corpus / "open", "rain", "Rain fell.")
    write(corpus / "shut", "snow", "Snow fell.")
    run(settings, corpus)
    listing = os.scandir

    def refused(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refused)
    done = index_corpus([corpus], settings, CorpusSettings())
    assert (done.removed, done.unchanged) == (0, 2)
    assert [(Path(one.name).name, one.reason) for one in done.failed] == [
        ("shut", "cannot be opened (Permission denied); check its permissions")
    ]
    assert set(stored(settings)) == {"rain", "snow"}


def test_articles_under_a_licence_that_is_not_allowed_are_not_answered_from(settings, corpus):
    write(corpus, "free", "Rain fell.", license="CC BY 4.0")
    write(corpus, "shared", "Snow fell.", license="CC BY-SA 3.0")
    write(corpus, "bound", "Hail fell.", license="All rights reserved")
    write(corpus, "silent", "Sleet fell.")
    assert run(settings, corpus) == (4, 0, 0, 0, 0)
    done = index_corpus([corpus], settings, CorpusSettings(allowed_licences=("CC-BY-*", "CC0-1.0")))
    assert (done.removed, done.unchanged, done.withheld, done.failed) == (2, 2, 2, ())
    assert set(stored(settings)) == {"free", "shared"}
    assert run(settings, corpus, allowed_licences=("cc-by-4.0", "unknown")) == (1, 0, 1, 1, 0)
    assert set(stored(settings)) == {"free", "silent"}


def test_the_same_document_in_two_files_is_one_article_and_no_error(settings, corpus):
    path = write(corpus, "rain", "Rain fell.", source="news-velm", metadata={"title": "Rain"})
    (corpus / "all.jsonl").write_bytes(path.read_bytes())
    assert run(settings, corpus) == (1, 0, 0, 0, 0)
    path.unlink()
    assert run(settings, corpus) == (0, 0, 0, 1, 0)
    assert stored(settings)["news-velm/rain"].source == f"{corpus / 'all.jsonl'}#1"
