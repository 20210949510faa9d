"""A run over a corpus: what is added, changed, removed and kept, and what readers see meanwhile."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.errors import BusyError, NoIndexError, StoreError
from index.models import Unit
from index.progress import Progress, Stage
from index.search import published
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.storage.locks import writing
from index.storage.store import Store
from index.upkeep import check

RAIN = '"Rain is only water," said Olga Stern, the keeper of the lighthouse. She expects more of it.'
SNOW = '"Snow is late rain," said Per Holm, a farmer.'


def write(corpus, name, text, **fields):
    (corpus / f"{name}.json").write_text(json.dumps({"id": name, "text": text} | fields), encoding="utf-8")


def run(settings, *paths, on_progress=lambda _: None):
    report = index_corpus(paths, settings, CorpusSettings(), on_progress)
    return report.added, report.changed, report.removed, report.unchanged, len(report.failed)


def quotations(settings):
    snapshot = Snapshot(settings.data)
    statements = [(a.article.text, one.statement) for a in snapshot.articles() for one in a.statements]
    return sorted(statement.texts(text)[0] for text, statement in statements if statement.kind == "direct")


def test_only_changes_are_read_again_and_what_is_gone_is_removed(settings, corpus):
    write(corpus, "rain", RAIN)
    write(corpus, "snow", SNOW)
    assert run(settings, corpus) == (2, 0, 0, 0, 0)
    first = Snapshot(settings.data)
    assert run(settings, corpus) == (0, 0, 0, 2, 0)
    assert not first.outdated
    write(corpus, "snow", SNOW.replace("late", "patient"))
    (corpus / "rain.json").unlink()
    assert run(settings, corpus) == (0, 1, 1, 0, 0)
    assert first.outdated
    assert quotations(settings) == ['"Snow is patient rain,"']


def test_a_new_title_or_licence_counts_as_a_change(settings, corpus):
    write(corpus, "rain", RAIN)
    run(settings, corpus)
    write(corpus, "rain", RAIN, licence="CC0")
    assert run(settings, corpus) == (0, 1, 0, 0, 0)


def test_articles_from_elsewhere_stay(settings, corpus, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write(corpus, "rain", RAIN)
    write(other, "snow", SNOW)
    run(settings, corpus)
    assert run(settings, other) == (1, 0, 0, 0, 0)
    assert len(quotations(settings)) == 2


def test_a_file_that_cannot_be_read_any_more_loses_nothing(settings, corpus, tmp_path):
    write(corpus, "rain", RAIN)
    run(settings, corpus)
    (corpus / "rain.json").write_text("{", encoding="utf-8")
    assert run(settings, corpus) == (0, 0, 0, 0, 1)
    assert quotations(settings) == ['"Rain is only water,"']
    shutil.rmtree(corpus)
    assert run(settings, corpus) == (0, 0, 0, 0, 1)
    assert quotations(settings) == ['"Rain is only water,"']


def test_a_reader_of_an_overtaken_state_finds_nothing_of_what_is_gone_and_renews_itself(settings, corpus):
    write(corpus, "rain", RAIN)
    run(settings, corpus)
    before = Snapshot(settings.data)
    write(corpus, "rain", SNOW)
    run(settings, corpus)
    (key,) = before.keys(Unit.STATEMENT, Where(speakers=("olga-stern",)))
    assert before.read(Unit.STATEMENT, [key]) == {}
    assert list(before.articles()) == []
    assert before.outdated
    assert [stored.article.text for stored in before.renewed().articles()] == [SNOW]


def test_a_run_that_is_killed_goes_on_where_it_was(settings, corpus):
    for n in range(80):
        write(corpus, f"rain-{n}", RAIN.replace("Rain", f"Rain {n}"))

    def killed(progress: Progress):
        if progress.stage is Stage.ANALYSING and progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(settings, corpus, on_progress=killed)
    assert Store.open(settings.data).published == 0
    seen = []
    added, _changed, _removed, unchanged, _failed = run(settings, corpus, on_progress=seen.append)
    assert (added, unchanged) == (48, 32)
    assert next(p.total for p in seen if p.stage is Stage.ANALYSING) == 48
    assert len(quotations(settings)) == 80


def test_derived_files_that_are_damaged_or_gone_are_built_again(own_settings):
    folder = own_settings.data / "derived" / "1"
    before = Snapshot(own_settings.data).search_words(Unit.STATEMENT, "sanctions", 3)
    (folder / "statement" / "segments" / "1-0" / "vectors.faiss").write_bytes(b"damaged")
    assert Snapshot(own_settings.data).search_words(Unit.STATEMENT, "sanctions", 3) == before
    assert published.load(folder.parent, 1).catalogue.articles == 20
    shutil.rmtree(folder.parent)
    assert Snapshot(own_settings.data).search_words(Unit.STATEMENT, "sanctions", 3) == before


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 4] ^= 1  # in the first of the two ends that opening reads
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b""), cut, flip])
def test_no_damage_of_a_derived_file_goes_unnoticed(own_settings, damage):
    folder = own_settings.data / "derived"
    files = [path for path in (folder / "1").rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert len(files) > 10
    for path in files:
        content = path.read_bytes()
        if not content:
            continue
        damage(path)
        with pytest.raises(StoreError, match="missing or damaged"):
            published.load(folder, 1)
        path.write_bytes(content)
    assert published.load(folder, 1).catalogue.articles == 20


def test_a_run_that_was_killed_while_it_made_the_store_stops_nothing(settings, corpus):
    (settings.data / "store.sqlite").touch()
    write(corpus, "rain", RAIN)
    assert run(settings, corpus) == (1, 0, 0, 0, 0)


def test_an_article_that_goes_between_the_two_readings_is_reported(settings, corpus):
    write(corpus, "rain", RAIN)
    write(corpus, "snow", SNOW)

    def removed(progress: Progress):
        if progress.stage is Stage.ANALYSING:
            (corpus / "rain.json").unlink(missing_ok=True)

    report = index_corpus([corpus], settings, CorpusSettings(), removed)
    assert report.added == 1
    assert [(one.name, one.reason) for one in report.failed] == [
        ("rain", "it was changed or removed while the corpus was read; run again")
    ]
    assert run(settings, corpus) == (0, 0, 0, 1, 0)


def test_a_text_that_changes_between_the_two_readings_is_stored_as_it_was_read_last(settings, corpus):
    write(corpus, "rain", RAIN)

    def changed(progress: Progress):
        if progress.stage is Stage.ANALYSING:
            write(corpus, "rain", SNOW)

    index_corpus([corpus], settings, CorpusSettings(), changed)
    assert quotations(settings) == ['"Snow is late rain,"']
    assert run(settings, corpus) == (0, 0, 0, 1, 0)


def stored(settings):
    return {one.article.id: one.article.text for one in Snapshot(settings.data).articles()}


def test_of_two_articles_with_one_id_each_keeps_its_own_whichever_changed(settings, corpus):
    write(corpus, "a-rain", RAIN, id="same")
    write(corpus, "b-snow", SNOW, id="same")
    assert run(settings, corpus) == (2, 0, 0, 0, 0)
    assert stored(settings) == {"same": RAIN, "b-snow/same": SNOW}
    write(corpus, "b-snow", SNOW.replace("late", "patient"), id="same")
    assert run(settings, corpus) == (0, 1, 0, 1, 0)
    write(corpus, "0-hail", RAIN.replace("Rain", "Hail"), id="same")
    assert run(settings, corpus) == (1, 0, 0, 2, 0)
    assert set(stored(settings)) == {"same", "b-snow/same", "0-hail/same"}
    (corpus / "a-rain.json").unlink()
    assert run(settings, corpus) == (0, 0, 1, 2, 0)


def test_the_same_file_name_in_two_folders_is_two_articles_in_every_order_of_runs(settings, corpus, tmp_path):
    north, south = corpus / "north", tmp_path / "south"
    for folder, text in ((north, RAIN), (south, SNOW)):
        folder.mkdir()
        (folder / "report.txt").write_text(text, encoding="utf-8")
    assert run(settings, north) == (1, 0, 0, 0, 0)
    assert run(settings, south) == (1, 0, 0, 0, 0)
    assert stored(settings) == {"report": RAIN, "south/report": SNOW}
    for place in (south, north, corpus):
        assert run(settings, place) == (0, 0, 0, 1, 0)
    (settings.data / "reading.sqlite").unlink()
    assert run(settings, south, north) == (0, 0, 0, 2, 0)
    assert stored(settings) == {"report": RAIN, "south/report": SNOW}


def test_a_file_that_is_moved_or_renamed_keeps_its_id(settings, corpus):
    (corpus / "a.txt").write_text(RAIN, encoding="utf-8")
    run(settings, corpus)
    (corpus / "2024").mkdir()
    (corpus / "a.txt").rename(corpus / "2024" / "renamed.txt")
    assert run(settings, corpus) == (0, 0, 0, 1, 0)
    assert stored(settings) == {"a": RAIN}


def test_a_folder_that_cannot_be_written_is_an_error_that_says_what_to_do(corpus, tmp_path):
    write(corpus, "rain", RAIN)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be written .* see that it may be written and has room"):
        run(IndexSettings(data=tmp_path / "file" / "data"), corpus)


def test_a_full_disk_ends_the_run_with_an_error_and_the_next_one_goes_on(settings, corpus):
    for n in range(200):
        write(corpus, f"rain-{n}", RAIN.replace("Rain", f"Rain {n}"))
    script = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "from bot.__main__ import main\n"
        "main()"
    )
    words = ["index", str(corpus), "--data", str(settings.data), "--progress", "none"]
    full = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert (full.returncode, full.stderr.count("\n")) == (2, 1), full.stderr
    assert "cannot be written" in full.stderr
    added, _changed, _removed, unchanged, failed = run(settings, corpus)
    assert (added + unchanged, failed) == (200, 0)
    assert 0 < unchanged < 200
    assert len(quotations(settings)) == 200


def test_a_second_writer_is_told_to_wait(own_settings, corpus):
    with writing(own_settings.data), pytest.raises(BusyError, match="another process is indexing into it"):
        run(own_settings, corpus)


def test_two_runs_at_once_leave_what_one_leaves(settings, corpus):
    for n in range(40):
        write(corpus, f"rain-{n}", RAIN.replace("Rain", f"Rain {n}"))
    command = [sys.executable, "-m", "bot", "index", str(corpus), "--data", str(settings.data), "--progress", "none"]
    runs = [
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) for _ in range(2)
    ]
    ended = [(run.communicate()[1], run.returncode) for run in runs]
    told = [words for words, status in ended if status]
    assert len(told) < len(runs)
    assert all("another process is indexing into it" in words for words in told)  # none if one had ended already
    assert len(quotations(settings)) == 40
    assert check(settings) == ()


def test_a_folder_without_an_index_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(NoIndexError, match="run `onrecord index PATH` first"):
        Snapshot(tmp_path)


def test_what_another_pipeline_made_is_made_again(own_settings, corpus):
    settings = own_settings.model_copy(update={"passage_size": 200})
    before = Snapshot(own_settings.data).count(Unit.PASSAGE)
    run(settings, corpus)
    after = Snapshot(settings.data)
    assert after.count(Unit.PASSAGE) > before
    assert after.article_count == 20
