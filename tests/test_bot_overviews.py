"""Lists, pictures and files over the wire."""

import csv
import json
from collections import Counter
from io import BytesIO, StringIO

import pytest
from PIL import Image

from bot.layout.export import as_csv
from index.build import index_corpus
from index.config import CorpusSettings
from retrieval.overview import most_quoted, statements_on
from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.test_bot_conversation import ask, quoted, reading
from tests.test_bot_render import answer_with


async def test_the_latest_statements_come_newest_first(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        latest = await ask(api, PRIVATE, READER, "/latest tunnel")
        nothing = await ask(api, PRIVATE, READER, "/latest zebras")
    assert reading(latest) == "tunnel · latest first"
    assert quoted(latest)[0] == "The Sund tunnel will open two years later than planned"
    assert "Sample Gazette · 1 Jul 2024" in latest.text
    assert nothing.text == "Nothing on zebras is on record."


async def test_speakers_are_counted_and_one_is_shown_with_roles_outlets_and_topics(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        everybody = await ask(api, PRIVATE, READER, "/speakers")
        strike = await ask(api, PRIVATE, READER, "/speakers strike")
        one = await ask(api, PRIVATE, READER, "/speaker diallo")
        unknown = await ask(api, PRIVATE, READER, "/speaker Zaphod Beeblebrox")
        unnamed = await ask(api, PRIVATE, READER, "/speaker")
    assert everybody.text.split("\n")[0] == "Speakers by number of statements:"
    assert strike.text.split("\n") == ["Speakers on strike by number of statements:", "Omar Diallo · 1"]
    picture = Image.open(BytesIO(one.parameters["file"]))
    assert (picture.format, picture.width) == ("PNG", 1080)
    name, held, *rest = one.text.split("\n")
    assert name == "Omar Diallo"
    assert held.endswith("statements, 3 Nov 2023 to 1 Jul 2024")
    assert "president of the drivers' union (3 Nov 2023)" in rest
    assert "Transport Minister (1 Jul 2024)" in rest
    assert any(row.startswith("Printed in: ") for row in rest)
    assert unknown.text == "Nobody called “Zaphod Beeblebrox” is in this corpus."
    assert unnamed.text == "Name somebody: /speaker NAME"


async def test_lists_of_an_empty_index_say_so(settings):
    index_corpus([], settings, CorpusSettings())
    async with BotApi() as api, running(settings_for(api, settings)):
        said = [(await ask(api, PRIVATE, READER, command)).text for command in ("/speakers", "/latest")]
    assert said == ["Nobody is on record in this corpus.", "Nothing is on record in this corpus."]


async def test_speakers_are_listed_and_shown_as_often_as_questions_may_be_asked(sample_settings, engine):
    for command in ("/speakers strike", "/speaker diallo"):
        async with BotApi() as api, running(settings_for(api, sample_settings, questions_per_minute=1), engine):
            await ask(api, PRIVATE, READER, command)
            second = await ask(api, PRIVATE, READER, command)
        assert second.text.startswith("That is more than one question a minute.")


async def test_a_timeline_is_a_picture_and_nothing_is_drawn_for_nothing(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        drawn = await ask(api, PRIVATE, READER, "/timeline Keller")
        topic = await ask(api, PRIVATE, READER, "/timeline sanctions")
        both = await ask(api, PRIVATE, READER, "/timeline Keller farms")
        nothing = await ask(api, PRIVATE, READER, "/timeline zebras")
        empty = await ask(api, PRIVATE, READER, "/timeline")
    picture = Image.open(BytesIO(drawn.parameters["file"]))
    assert (picture.format, picture.width) == ("PNG", 1080)
    assert len(picture.convert("RGB").getcolors(1 << 20)) > 10
    assert drawn.text.startswith("Ruth Keller: ")
    assert drawn.text.endswith("statements, 5 Jun 2023 to 9 Sep 2024")
    assert topic.text == "sanctions: 2 statements, 8 Dec 2021"
    assert both.text.startswith("Ruth Keller · farms: ")
    assert all(Image.open(BytesIO(sent.parameters["file"])).width == 1080 for sent in (topic, both))
    assert nothing.text == "Nothing on zebras is on record."
    assert empty.text == "Name a topic, a speaker or both: /timeline TOPIC"


async def test_licences_are_counted(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        listed = await ask(api, PRIVATE, READER, "/licences")
    heading, *rows = listed.text.split("\n")
    assert heading == "Articles by licence:"
    assert "CC-BY-4.0 · 5" in rows
    assert "licence unknown · 2" in rows


async def test_what_was_found_is_exported_as_a_table_as_json_and_as_a_text_with_footnotes(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        none = await ask(api, PRIVATE, READER, "/export")
        await ask(api, PRIVATE, READER, "what did Mekdad say about sanctions?")
        await api.say(PRIVATE, READER, "/export")
        files = (await api.replies(PRIVATE, 5))[2:]
    table, objects, text = (sent.parameters["file"].decode() for sent in files)
    assert none.text.startswith("There is nothing to export.")
    assert files[2].text == "1 excerpt with its credit line."
    assert [sent.parameters["document"] for sent in files] == ["onrecord.csv", "onrecord.json", "onrecord.txt"]
    (row,) = csv.DictReader(StringIO(table))
    assert (row["speaker"], row["licence"], row["published"]) == ("Faisal Mekdad", "CC-BY-4.0", "2021-12-08")
    assert json.loads(objects)[0]["words"] == row["words"]
    assert text.startswith("Faisal Mekdad, Syrian Foreign Minister, said, as reported: that ")
    assert (
        text.rstrip()
        .split("\n")[-1]
        .startswith("[1] “Syrian minister meets Iranian officials in Tehran” by Sample Desk")
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_of_the_table_is_no_formula(start):
    answer = answer_with(f"{start}cmd|' /C calc'!A0")
    (row,) = csv.DictReader(StringIO(as_csv(answer.items)))
    assert row["words"] == f"'{start}cmd|' /C calc'!A0"


def test_who_is_quoted_most_is_counted_over_all_statements(engine):
    counted = Counter(one.speaker.name for one in _statements(engine) if one.speaker)
    assert [(one.name, one.count) for one in most_quoted(engine.published, 3)] == sorted(
        counted.items(), key=lambda pair: (-pair[1], pair[0])
    )[:3]


def _statements(engine):
    return [said for article in engine.published.articles() for said in article.statements]


@pytest.mark.parametrize("text", ["what did Quentin Xyzabc say?", "what did the lighthouse keeper of Nowhere say?"])
def test_of_somebody_whom_the_corpus_does_not_know_nothing_is_listed(engine, text):
    assert statements_on(engine.read(text), engine.published) == []
