"""Where no licence is known to permit reuse, an answer quotes no more than the configuration allows."""

import json
import random

import pytest

from bot.layout.walk import walk
from bot.telegram.messages import inline_items_of, messages_of, visible
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from tests.indexes import lend_encoder
from tests.story_samples import report

WORDS = " ".join(f"The lamp of tower {n} burned all night long." for n in range(40))
QUESTION = "what did Olga Stern say about the lamp?"


def answered(folder, sample_settings, licence, characters=120):
    lend_encoder(sample_settings.data, folder / "data")
    text = f"{' '.join(report(random.Random(3)))}\n\n“{WORDS}” said Olga Stern, the keeper of the lighthouse."
    record = {"id": "lamp", "text": text, "license": licence, "url": "https://example.org/lamp"}
    (folder / "a.json").write_text(json.dumps(record), encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    index_corpus([folder / "a.json"], settings, CorpusSettings())
    return Engine.open(settings, RetrievalSettings(quotation_characters=characters)).ask(QUESTION)


@pytest.mark.parametrize("licence", [None, "All rights reserved", "House terms"])
def test_a_long_quotation_is_cut_on_every_way_out(tmp_path, sample_settings, licence):
    answer = answered(tmp_path, sample_settings, licence)
    (quoted,) = answer.items[0].texts
    assert 60 < len(quoted) <= 120
    assert quoted in answer.items[0].article.text
    shown = " ".join(messages_of(answer, full=True))
    assert f"{quoted} […]" in visible(shown)
    assert "https://example.org/lamp" in shown
    beyond = {f"tower {n} burned" for n in range(40) if f"tower {n} burned" not in quoted}
    everything = f"{shown} {inline_items_of(answer)} {walk(answer, full=True, context=True)}"
    assert not [words for words in beyond if words in everything]


def test_words_that_a_licence_lets_be_reused_are_whole(tmp_path, sample_settings):
    answer = answered(tmp_path, sample_settings, "CC BY-NC-ND 4.0")
    assert "tower 0 burned" in " ".join(answer.items[0].texts)
    assert "tower 39 burned" in " ".join(answer.items[0].texts)


def test_a_sentence_that_is_too_long_itself_is_cut_at_a_word(tmp_path, sample_settings):
    (quoted,) = answered(tmp_path, sample_settings, None, characters=30).items[0].texts
    assert 15 < len(quoted) <= 30
    assert f"{quoted} " in f"“{WORDS}"
