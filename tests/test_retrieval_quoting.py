"""Where no licence is known to permit reuse, an answer quotes no more than the configuration allows."""

import json
import random
from dataclasses import replace

import pytest

from bot.layout.walk import walk
from bot.telegram.inline_results import items_of
from bot.telegram.messages import painted, visible
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.models import Article, Licence, Span
from retrieval.answer.excerpt import context_within
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.indexes import lend_encoder
from tests.story_samples import report
from tests.test_bot_buttons import quoted_whole
from tests.test_bot_conversation import ask

WORDS = " ".join(f"The lamp of tower {n} burned all night long." for n in range(40))
QUESTION = "what did Olga Stern say about the lamp?"


def engine_over(folder, sample_settings, licence, characters=120):
    lend_encoder(sample_settings.data, folder / "data")
    text = f"{' '.join(report(random.Random(3)))}\n\n“{WORDS}” said Olga Stern, the keeper of the lighthouse."
    record = {"id": "lamp", "text": text, "license": licence, "url": "https://example.org/lamp"}
    (folder / "a.json").write_text(json.dumps(record), encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    index_corpus([folder / "a.json"], settings, CorpusSettings())
    return Engine.open(settings, RetrievalSettings(quotation_characters=characters))


@pytest.mark.parametrize("licence", [None, "All rights reserved", "House terms"])
def test_a_long_quotation_is_cut_on_every_way_out(tmp_path, sample_settings, licence):
    engine = engine_over(tmp_path, sample_settings, licence)
    answer = engine.ask(QUESTION)
    (quoted,) = answer.items[0].texts
    assert 60 < len(quoted) <= 120
    assert quoted in answer.items[0].article.text
    shown = " ".join(painted(walk(answer, full=True)))
    assert f"{quoted} […]" in visible(shown)
    assert "https://example.org/lamp" in shown
    beyond = {f"tower {n} burned" for n in range(40) if f"tower {n} burned" not in quoted}
    inline = items_of(engine.suggest("Olga", 50), "a_bot", "")
    everything = f"{shown} {inline} {walk(answer, full=True, context=True)}"
    assert f"{quoted} […]" in visible(inline[-1].html)
    assert not [words for words in beyond if words in everything]


def test_words_that_a_licence_lets_be_reused_are_whole(tmp_path, sample_settings):
    answer = engine_over(tmp_path, sample_settings, "CC BY-NC-ND 4.0").ask(QUESTION)
    assert "tower 0 burned" in " ".join(answer.items[0].texts)
    assert "tower 39 burned" in " ".join(answer.items[0].texts)


def test_a_sentence_that_is_too_long_itself_is_cut_at_a_word(tmp_path, sample_settings):
    (quoted,) = engine_over(tmp_path, sample_settings, None, characters=30).ask(QUESTION).items[0].texts
    assert 15 < len(quoted) <= 30
    assert f"{quoted} " in f"“{WORDS}"


async def test_a_long_quotation_is_cut_in_the_list_of_the_newest_and_in_an_alert(own_settings, tmp_path):
    def publish(name, words):
        text = f"{' '.join(report(random.Random(name)))}\n\n“{' '.join(words)}” said Olga Stern, the keeper."
        (tmp_path / "corpus" / f"{name}.json").write_text(json.dumps({"id": name, "text": text}), encoding="utf-8")
        index_corpus([tmp_path / "corpus"], own_settings, CorpusSettings())

    (tmp_path / "corpus").mkdir()
    publish("lamps", (f"The lamp of tower {n} burned all night long." for n in range(40)))
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await ask(api, PRIVATE, READER, "/watch Olga Stern")
        latest = await ask(api, PRIVATE, READER, "/latest lamp")
        publish("boats", (f"A ferry came into harbour {n} with its horn broken." for n in range(40)))
        alert = (await api.replies(PRIVATE, 3))[2]
    for sent, said in ((latest, "The lamp of tower 0 burned"), (alert, "A ferry came into harbour 0 with")):
        assert said in sent.text
        assert len(quoted_whole(sent)[0]) <= 610


def test_of_words_that_stand_far_apart_the_article_between_them_is_not_shown():
    text = f"“The lamp,” said Olga Stern, {WORDS} “is out,” she said."
    first, last = Span(0, len("“The lamp,”")), Span(text.index("“is out"), text.index(" she said"))
    article, whole = Article(id="a", title="", text=text), Span(0, len(text))
    assert context_within(article, whole, (first, last), 120) == first
    assert context_within(article, first, (first,), 120) == first
    free = replace(article, licence=Licence("CC-BY-4.0", "CC BY 4.0", attribution=True))
    assert context_within(free, whole, (first, last), 120) == whole
