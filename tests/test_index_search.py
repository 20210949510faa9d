"""Vectors, words and filters: known neighbours, known scores, and a filter that matches nothing."""

import os
import shutil
import subprocess
import sys
from datetime import date

import numpy as np
import pytest

from index.models import Article, Kind, Span, Statement, Unit
from index.search.batching import in_batches
from index.search.encoder import load_encoder
from index.search.filters import Condition, Where
from index.search.homes import home_of
from index.search.model_files import PACKAGED
from index.search.passages import passages_of, statement_text
from index.search.snapshot import Snapshot
from index.search.vectors import VectorFile
from index.search.words import WordDocument, WordFile


@pytest.fixture(scope="module")
def snapshot(sample_settings):
    return Snapshot(sample_settings.data)


@pytest.fixture(scope="module")
def encoder(sample_settings):
    return load_encoder(PACKAGED, sample_settings.data / "encoder")


def words_of(snapshot, unit, hits):
    found = snapshot.read(unit, [hit.key for hit in hits])
    return [found[hit.key].unit.span.of(found[hit.key].article.text) for hit in hits]


def test_the_nearest_statement_is_the_one_that_means_the_same(snapshot, encoder):
    asked = encoder.encode_queries(["nobody can sell the stolen sculpture"])
    (hits,) = snapshot.search_vectors(Unit.STATEMENT, asked, 3)
    assert "the horse could not be sold anywhere" in words_of(snapshot, Unit.STATEMENT, hits)
    assert hits[0].score > hits[1].score > hits[2].score > 0.3


def test_words_are_found_by_their_stems_and_operators_mean_nothing(snapshot):
    plain = snapshot.search_words(Unit.STATEMENT, "sanctioned", 5)
    assert all("sanctions" in words for words in words_of(snapshot, Unit.STATEMENT, plain[:2]))
    assert (
        snapshot.search_words(Unit.STATEMENT, 'sanctioned" AND -(', 5)[0]
        == snapshot.search_words(Unit.STATEMENT, "sanctioned and", 5)[0]
    )


@pytest.mark.parametrize(
    "where",
    [
        Where(speakers=()),
        Where(speakers=("nobody",)),
        Where(publisher="No Such Paper"),
        Where(first=date(2030, 1, 1)),
        Where(last=date(1999, 1, 1)),
        Where(speakers=("faisal-mekdad",), publisher="Open Desk (sample)"),
    ],
)
def test_a_filter_that_matches_nothing_returns_nothing(snapshot, encoder, where):
    assert snapshot.search_vectors(Unit.STATEMENT, encoder.encode_queries(["sanctions", "war"]), 5, where) == [[], []]
    assert snapshot.search_words(Unit.STATEMENT, "sanctions", 5, where) == []


def test_filters_by_speaker_publisher_and_day_hold_in_both_searches(snapshot, encoder):
    where = Where(speakers=("ruth-keller",), publisher="Valley Times (sample)", last=date(2023, 6, 30))
    for hits in (
        *snapshot.search_vectors(Unit.STATEMENT, encoder.encode_queries(["water", "the council"]), 20, where),
        snapshot.search_words(Unit.STATEMENT, "farms water council", 20, where),
    ):
        found = snapshot.read(Unit.STATEMENT, [hit.key for hit in hits])
        assert {one.speaker.id for one in found.values()} == {"ruth-keller"}
        assert {one.article.publisher for one in found.values()} == {"Valley Times (sample)"}
        assert len(found) >= 2


def test_openvino_and_torch_give_the_same_vectors(sample_settings, encoder):
    reference = load_encoder(PACKAGED, sample_settings.data / "encoder", runtime="torch")
    texts = ["Rain fell on Velm.", "The horse is back. " * 40, "x"]
    assert reference.fingerprint == encoder.fingerprint
    cosines = (reference.encode_documents(texts) * encoder.encode_documents(texts)).sum(axis=1)
    assert cosines.min() > 0.999
    for one in (reference, encoder):
        together = one.encode_queries(["rain", "the stolen horse"])
        assert float(together[1] @ one.encode_query("the stolen horse")) == pytest.approx(1.0, abs=1e-3)


# in a fresh process, with the threads changing places as often as Python can
_FIRST_QUERIES = """
import sys, threading
from pathlib import Path
from index.search.encoder import load_encoder
from index.search.model_files import PACKAGED

sys.setswitchinterval(1e-6)
encoder = load_encoder(PACKAGED, Path(sys.argv[1]), runtime="openvino")
at_once, lengths = threading.Barrier(4), []

def ask():
    at_once.wait()
    lengths.append(round(float((encoder.encode_query("rain") ** 2).sum()), 3))

threads = [threading.Thread(target=ask) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(lengths)
"""


@pytest.mark.parametrize("run", range(3))
def test_a_process_may_ask_its_first_queries_from_many_threads_at_once(sample_settings, encoder, run):
    command = [sys.executable, "-c", _FIRST_QUERIES, str(sample_settings.data / "encoder")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "[1.0, 1.0, 1.0, 1.0]\n", done.stderr


def test_texts_are_encoded_once_and_longest_first_and_given_back_in_their_order():
    batches = []

    def lengths(texts):
        batches.append(list(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    vectors = in_batches(["aa", "a", "aaaa", "aa", "aaa", "a"], 3, 1, list, lengths)
    assert batches == [["aaaa", "aaa", "aa"], ["a"]]
    assert vectors[:, 0].tolist() == [2, 1, 4, 2, 3, 1]
    assert in_batches([], 3, 1, list, lengths).shape == (0, 1)


def test_texts_are_put_together_by_their_tokens_and_not_by_their_letters():
    batches = []

    def words(texts):
        batches.append(texts)
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    texts = ["incomprehensibilities", "a b c", "a b", "unquestionably"]
    vectors = in_batches(texts, 2, 1, lambda all_: [text.split() for text in all_], words)
    assert batches == [[["a", "b", "c"], ["a", "b"]], [["incomprehensibilities"], ["unquestionably"]]]
    assert vectors[:, 0].tolist() == [1, 3, 2, 1]


def test_a_converted_model_that_is_damaged_is_converted_again(sample_settings, encoder, tmp_path):
    shutil.copytree(sample_settings.data / "encoder", tmp_path / "encoder")
    (weights,) = (tmp_path / "encoder").glob("*/model.bin")
    weights.write_bytes(b"cut short")
    shutil.rmtree(weights.parent / "compiled")
    again = load_encoder(PACKAGED, tmp_path / "encoder")
    assert float(again.encode_query("rain") @ encoder.encode_query("rain")) > 0.999


@pytest.mark.parametrize("count", [200, 10_500, 30_500])
def test_each_kind_of_vector_file_finds_known_neighbours_with_and_without_a_filter(tmp_path, count):
    rng = np.random.default_rng(7)
    centres = rng.normal(size=(max(10, count // 100), 96)).astype(np.float32)
    vectors = centres[rng.integers(0, len(centres), count)] + 0.4 * rng.normal(size=(count, 96)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    VectorFile.build(vectors).save(tmp_path / "v.faiss")
    index = VectorFile.load(tmp_path / "v.faiss")
    asked = vectors[[123, 150]]
    (best, *_), (other, *_) = index.search(asked, 5)
    assert (best.row, other.row) == (123, 150)
    assert best.score == pytest.approx(1.0, abs=0.02)
    assert index.recall(vectors, np.arange(40)) >= 0.93
    mask = np.zeros(count, dtype=np.bool_)
    mask[[5, 123, 150]] = True
    assert [{hit.row for hit in hits} for hits in index.search(asked, 5, mask)] == [{5, 123, 150}] * 2
    assert [hits[0].row for hits in index.search(asked, 5, mask)] == [123, 150]
    assert index.search(asked, 5, np.zeros(count, dtype=np.bool_)) == [[], []]
    wide = np.arange(count) % 3 == 0
    cosines = np.where(wide, vectors @ vectors[123], -1)
    found, _ = index.search(asked, 10, wide)
    assert all(hit.row % 3 == 0 for hit in found)
    assert len({hit.row for hit in found} & set(np.argsort(-cosines)[:10].tolist())) >= 9


def test_empty_files_find_nothing(tmp_path):
    assert VectorFile.build(np.empty((0, 8), dtype=np.float32)).search(np.ones((2, 8), dtype=np.float32), 3) == [[], []]
    assert WordFile.build(tmp_path / "w", []).search("rain", 3) == []


def test_a_word_filter_leaves_the_score_alone(tmp_path):
    documents = [
        WordDocument(10, 1, "rain in Velm", speaker=3, publisher=7, day=date(2024, 1, 1)),
        WordDocument(11, 2, "rain in Osterby and more rain", speaker=4, publisher=8),
    ]
    words = WordFile.build(tmp_path / "w", documents)
    free = {hit.key: hit.score for hit in words.search("rain", 5)}
    (only,) = words.search("rain", 5, Condition(speakers=(3,), publisher=7, first=date(2024, 1, 1)))
    assert (only.key, only.score) == (10, pytest.approx(free[10]))


def test_a_word_index_takes_changes_up_and_leaves_what_it_was_made_of_as_it_is(tmp_path):
    before, after = tmp_path / "before", tmp_path / "after"
    WordFile.build(before, [WordDocument(10, 1, "rain in Velm"), WordDocument(11, 2, "rain in Osterby")])
    reader = WordFile.load(before)
    shutil.copytree(before, after, copy_function=os.link)
    WordFile.update(after, [1], [WordDocument(12, 3, "more rain in Velm")])
    assert {hit.key for hit in WordFile.load(after).search("rain", 5)} == {11, 12}
    assert {hit.key for hit in WordFile.load(before).search("rain", 5)} == {10, 11}
    assert {hit.key for hit in reader.search("rain", 5)} == {10, 11}


def test_passages_are_runs_of_whole_sentences():
    text = "One two three. Four five six. Seven eight nine."
    sentences = [Span(0, 14), Span(15, 29), Span(30, 47)]
    passages = passages_of(Article("a", text), sentences, size=30)
    assert [p.span.of(text) for p in passages] == ["One two three. Four five six.", "Seven eight nine."]


def test_a_sentence_longer_than_a_passage_is_cut_at_spaces():
    text = "word " * 50
    passages = passages_of(Article("a", text), [Span(0, 249)], size=60)
    assert all(len(p.span.of(text)) <= 60 for p in passages)
    assert " ".join(p.span.of(text).strip() for p in passages) == text.strip()


def test_the_files_of_a_sequence_that_is_about_to_be_published_are_kept(own_settings):
    home = home_of(own_settings)
    store = home.open()
    coming = own_settings.data / "derived" / str(store.published + 1)
    coming.mkdir()
    left = own_settings.data / "derived" / ".building-0"
    left.mkdir()
    home.clean(store)
    assert coming.is_dir()
    assert not left.exists()


def test_the_encoder_sees_who_speaks_in_an_article_without_a_title_too():
    text = "“The lamp is out,” said Olga Stern."
    statement = Statement("a", (Span(1, 16),), Kind.DIRECT, speaker="Olga Stern")
    assert statement_text(Article("a", text), [Span(0, len(text))], statement) == f"Olga Stern: {text}"
