"""The language of a question: what is not English is told so, English with many names is not mistaken."""

import pytest

from bot.layout.walk import walk
from bot.telegram.messages import painted
from retrieval.models import Reply


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("was hat Clara Jensen über den verspäteten Tunnel gesagt?", "de"),
        ("warum wurde das gestohlene Pferd in einer Scheune gefunden?", "de"),
        ("¿qué dijo la ministra sobre el retraso del túnel?", "es"),
        ("quién robó el caballo de bronce del museo", "es"),
        ("ماذا قالت الوزيرة عن النفق؟", "ar"),
        ("وزیر درباره تونل چه گفت؟", "fa"),
    ],
)
def test_a_question_in_another_language_is_told_by_its_code(engine, message, language):
    answer = engine.ask(message)
    assert (answer.reply, answer.language, answer.items) == (Reply.LANGUAGE, language, ())


@pytest.mark.parametrize(
    "message",
    [
        "Lindqvist Velm Osterby harbour",
        "Faisal Mekdad Ali Shamkhani Tehran sanctions",
        "who is Thorbjørn Jagland?",
        "what did Müller say about Österreich?",
        "jensen diallo tunnel",
        "São Paulo carnival dancers",
    ],
)
def test_english_with_many_names_stays_english(engine, message):
    answer = engine.ask(message)
    assert (answer.reply, answer.language) == (Reply.ANSWER, "en")


@pytest.mark.parametrize(
    "message", ["\ud83d", "who spoke of the tunnel \ude00?", "\ud83d\ude00 who spoke of the tunnel?"]
)
def test_half_a_character_in_a_question_is_shown_as_one_that_is_unknown(engine, message):
    answer = engine.ask(message)
    assert "".join(painted(walk(answer))).encode()
