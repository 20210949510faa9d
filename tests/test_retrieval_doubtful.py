"""A speaker who is not certain is named with reserve in an answer."""

import json

import pytest

from bot.layout.walk import walk
from bot.telegram.messages import painted, visible
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from retrieval.engine import Engine
from tests.indexes import lend_encoder

NAMED = "The ferry was late again. Olga Stern said the ferry would sail at dawn with forty lamps on deck."
BY_TITLE_ALONE = (
    "Olga Stern described the harbour as unsafe. "
    "The union president said the ferry would sail at dawn with forty lamps."
)


@pytest.mark.parametrize(
    ("text", "question", "doubtful"),
    [
        (NAMED, "what did Olga Stern say about the ferry?", False),
        (BY_TITLE_ALONE, "what did Olga Stern say about the ferry and the lamps?", True),
    ],
    ids=["by name", "by a title that nothing ties to her"],
)
def test_an_answer_says_so_where_the_speaker_is_not_certain(tmp_path, sample_settings, text, question, doubtful):
    lend_encoder(sample_settings.data, tmp_path / "data")
    (tmp_path / "a.json").write_text(json.dumps({"id": "ferry", "text": text}), encoding="utf-8")
    settings = IndexSettings(data=tmp_path / "data")
    index_corpus([tmp_path / "a.json"], settings, CorpusSettings())
    answer = Engine.open(settings).ask(question)
    assert [item.doubtful for item in answer.items[:1]] == [doubtful]
    assert ("Probably" in visible(" ".join(painted(walk(answer))))) is doubtful
