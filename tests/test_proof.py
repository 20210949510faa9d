"""Drafts proofread: every quotation with what the corpus says of it, in the terminal and as a forwarded message."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.proof.models import Change, Finding
from tests.bot_app import PRIVATE, READER, running, settings_for
from tests.botapi import BotApi
from tests.proof_samples import DRAFTS, LATER
from tests.test_bot_conversation import ask, reading

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def checked(engine):
    return {name: engine.proofread(text) for name, (text, _) in DRAFTS.items()}


def one(engine, draft):
    (found,) = engine.proofread(draft)
    return found


def test_forty_quotations_in_five_drafts_get_the_right_verdict(checked):
    pairs = [
        (name, found.quotation.text, found.finding, true)
        for name, (_, truth) in DRAFTS.items()
        for found, true in zip(checked[name], truth, strict=True)
    ]
    wrong = [pair for pair in pairs if pair[2] is not pair[3]]
    assert len(pairs) == 40
    assert len(wrong) <= 2, wrong
    assert [pair for pair in pairs if pair[2] is Finding.EXACT and pair[3] is not Finding.EXACT] == []


def test_forty_more_that_were_written_after_the_rules_get_the_right_verdict(engine):
    pairs = [
        (found.quotation.text, found.finding, true)
        for text, truth in LATER.values()
        for found, true in zip(engine.proofread(text), truth, strict=True)
    ]
    assert len(pairs) == 40
    assert [pair for pair in pairs if pair[1] is not pair[2]] == [
        ("Ninety years of neglect", Finding.BY_ANOTHER, Finding.EXACT)  # taken for the words of the speaker before
    ]


def test_what_differs_is_told_word_by_word(engine):
    found = one(engine, '"Not one krone has gone to the union," said Ruth Keller.')
    assert [(piece.text, piece.change) for piece in found.pieces] == [
        ("Not one", Change.SAME),
        ("krone", Change.ONLY_DRAFT),
        ("crown", Change.ONLY_RECORD),
        ("has gone to the union", Change.SAME),
    ]
    assert found.items[0].article.id == "sample-hall-speech"


def test_two_quotations_in_one_are_told_apart_where_they_were_joined(engine):
    found = one(engine, '"The tunnel is late. The state would like to talk about the horse," said Clara Jensen.')
    assert found.finding is not Finding.EXACT
    joined = one(engine, '"The rock did not read our timetable. Nobody got everything," said Omar Diallo.')
    assert joined.finding is Finding.NEARLY
    assert [piece.text for piece in joined.pieces] == [
        "The rock did not read our timetable",
        "[…]",
        "Nobody got everything",
    ]
    assert {item.article.id for item in joined.items} == {"sample-tunnel-delay", "sample-rail-deal"}


def test_a_quotation_of_nobody_is_checked_by_its_words(engine):
    found = one(engine, 'The paper had a headline about "a bucket with a hole" that day.')
    assert (found.finding, found.quotation.named) == (Finding.EXACT, "")
    assert found.items[0].article.id == "sample-hall-speech"
    whose = one(engine, '"This plan is a bucket with a hole," said Viktor Hall.')
    assert whose.finding is Finding.UNATTRIBUTED  # the article calls the speaker "the opposition leader"


def proof(settings, draft, *options):
    command = [sys.executable, "-m", "bot", "proof", "-", "--data", str(settings.data), *options]
    return subprocess.run(command, cwd=ROOT, input=draft, capture_output=True, text=True, check=False)


def test_the_command_prints_each_verdict_and_ends_with_1_if_one_fails(sample_settings):
    draft = '"Half of our trains are running," said Northern Rail.\n\n"The tunnel will never open," said Jensen.\n'
    failed = proof(sample_settings, draft)
    assert failed.returncode == 1
    assert failed.stdout.splitlines() == [
        "1 of 2 quotations are on record in these very words.",
        "✓ line 1, Northern Rail: “Half of our trains are running”",
        "These very words: Northern Rail, Northern Wire (sample), 3 Nov 2023",
        "✗ line 3, Jensen: “The tunnel will never open”",
        "Not in this corpus.",
    ]
    passed = proof(sample_settings, draft.splitlines()[0], "--json")
    assert passed.returncode == 0
    assert json.loads(passed.stdout)["finding"] == "exact"
    missing = subprocess.run(
        [sys.executable, "-m", "bot", "proof", "no-such-file.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (missing.returncode, missing.stderr) == (
        2,
        "onrecord: no-such-file.txt: cannot be read (No such file or directory); name a text file\n",
    )


FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}}


async def test_a_forwarded_message_is_proofread_with_its_differences_marked(sample_settings, engine):
    draft = (
        '"Not one krone has gone to the union," said Ruth Keller.\n'
        '"Half of our trains are running," said Northern Rail.'
    )
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        checked = await ask(api, PRIVATE, READER, draft, **FORWARDED)
        question = await ask(api, PRIVATE, READER, "what did Mekdad say about sanctions?", **FORWARDED)
    assert checked.text.split("\n\n") == [
        "1 of 2 quotations are on record in these very words.",
        "✗ line 1, Ruth Keller: “Not one krone crown has gone to the union”\n"
        "Nearly. On record: Ruth Keller, Open Desk (sample), 9 Sep 2024",
        "✓ line 2, Northern Rail: “Half of our trains are running”\n"
        "These very words: Northern Rail, Northern Wire (sample), 3 Nov 2023",
    ]
    marked = [(tag, checked.text[start:end]) for tag, start, end, _ in checked.entities if tag in {"s", "b"}]
    assert marked == [("s", "krone"), ("b", "crown"), ("b", "Ruth Keller"), ("b", "Northern Rail")]
    assert reading(question) == "Faisal Mekdad · sanctions"
