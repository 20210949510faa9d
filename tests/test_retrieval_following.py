"""A process that answers for long: each new state is opened beside the questions, and the one before goes at once."""

import gc
import threading
import time
import weakref
from contextlib import contextmanager

import pytest

from index.build import index_corpus
from index.config import CorpusSettings
from index.errors import StoreError
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from tests.test_index_build import RAIN, SNOW, write

PATIENCE = 20.0
LIGHT = '"Red light frightens the herring," said Ada Roth, a diver.'


@pytest.fixture
def lasting(settings, corpus):
    """An engine that follows the state, and a function that publishes an article more."""
    write(corpus, "rain", RAIN)
    index_corpus([corpus], settings, CorpusSettings())
    engine = Engine.open(settings)
    engine.stay()

    def publish(name, text):
        write(corpus, name, text)
        return index_corpus([corpus], settings, CorpusSettings()).sequence

    return engine, publish


def until(done):
    ends = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < ends:
        time.sleep(0.01)
    assert done()


@contextmanager
def without_collecting():
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_a_new_state_is_opened_though_nobody_asks(lasting):
    engine, publish = lasting
    sequence = publish("snow", SNOW)
    until(lambda: engine.sequence == sequence)
    assert engine.ask("what did Per Holm say about snow?").items[0].article.id == "snow"


def test_a_state_that_is_published_during_the_start_is_opened_at_once(settings, corpus, monkeypatch):
    write(corpus, "rain", RAIN)
    index_corpus([corpus], settings, CorpusSettings())
    engine, started = Engine.open(settings), threading.Event()
    monkeypatch.setattr(engine, "examples", lambda _: started.wait(PATIENCE))
    starting = threading.Thread(target=engine.stay)
    starting.start()
    write(corpus, "snow", SNOW)
    sequence = index_corpus([corpus], settings, CorpusSettings()).sequence
    until(lambda: engine.sequence == sequence)
    assert starting.is_alive()
    started.set()
    starting.join()


def test_a_question_does_not_wait_for_the_next_state_and_what_is_kept_of_it_bears_the_number_of_its_own(
    lasting, monkeypatch
):
    engine, publish = lasting
    before, opened, opening = engine.sequence, threading.Event(), threading.Event()
    renewed = Snapshot.renewed

    def slowly(self):
        opening.set()
        assert opened.wait(PATIENCE)
        return renewed(self)

    monkeypatch.setattr(Snapshot, "renewed", slowly)
    sequence = publish("snow", SNOW)
    assert opening.wait(PATIENCE)
    assert engine.ask("what did Olga Stern say about rain?").items[0].article.id == "rain"
    assert engine.sequence == before  # a page that is made now is not taken for one of the state that is being opened
    opened.set()
    until(lambda: engine.sequence == sequence)


def test_a_state_that_cannot_be_opened_leaves_the_one_before_until_it_can(lasting, monkeypatch, caplog):
    engine, publish = lasting
    before = engine.sequence
    tried = threading.Event()

    def refused(self):
        tried.set()
        raise StoreError("the server rests")

    monkeypatch.setattr(Snapshot, "renewed", refused)
    sequence = publish("snow", SNOW)
    assert tried.wait(PATIENCE)
    assert engine.ask("what did Olga Stern say about rain?").items[0].article.id == "rain"
    assert engine.sequence == before
    assert "the one before answers: the server rests" in caplog.text
    monkeypatch.undo()
    until(lambda: engine.sequence == sequence)


def test_the_state_before_goes_without_a_round_of_the_garbage_collector(lasting):
    engine, publish = lasting
    engine.ask("what did Olga Stern say about rane?")
    engine.examples(3)
    with without_collecting():
        snapshot = weakref.ref(engine.published)
        sequence = publish("light", LIGHT)
        until(lambda: engine.sequence == sequence)
        until(lambda: snapshot() is None)


def test_the_thread_that_follows_keeps_no_engine(sample_settings):
    engine = Engine.open(sample_settings)
    engine.stay()
    gone = weakref.ref(engine)
    del engine
    until(lambda: gc.collect() is not None and gone() is None)
