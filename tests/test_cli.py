"""The command as a user types it: exit status, errors by name, JSON a program can read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def onrecord(*words, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT), **environment},
        check=False,
    )


ROOT = Path(__file__).parents[1]
GOOD = "The mayor of Velm, Eva Holm, said the ferry would sail again on Friday.\n"


@pytest.fixture(scope="module")
def asked(sample_settings, tmp_path_factory):
    def ask(*words):
        return onrecord(*words, "--data", sample_settings.data, cwd=tmp_path_factory.mktemp("cwd"))

    return ask


def test_broken_files_are_named_with_a_reason_and_the_rest_is_indexed(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text(GOOD)
    (corpus / "random.txt").write_bytes(bytes(range(256)) * 40)
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "long.txt").write_bytes(b"x" * 50_000_000)
    (corpus / "invalid.json").write_text('{"id": "a", "text": ')
    run = onrecord("index", corpus, "--data", tmp_path / "data", cwd=tmp_path)
    assert run.returncode == 1
    for name in ("random.txt", "empty.txt", "long.txt", "invalid.json"):
        (line,) = [line for line in run.stderr.splitlines() + run.stdout.splitlines() if name in line]
        assert len(line.split(name, 1)[1].strip(" :")) > 10, line
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 4 failed" in run.stdout + run.stderr
    listed = onrecord("statements", "--json", "--data", tmp_path / "data", cwd=tmp_path)
    (statement,) = map(json.loads, listed.stdout.splitlines())
    assert (statement["speaker"], statement["text"]) == ("Eva Holm", "the ferry would sail again on Friday")


def test_a_corpus_of_nothing_but_broken_files_is_reported_and_asking_it_abstains(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "invalid.json").write_text('{"id": "a", "text": ')
    run = onrecord("index", corpus, "--data", tmp_path / "data", cwd=tmp_path)
    assert run.returncode == 1
    assert "invalid.json" in run.stderr + run.stdout
    assert "0 added, 0 changed, 0 removed, 0 unchanged, 1 failed" in run.stdout + run.stderr
    asked = onrecord("ask", "--json", "--data", tmp_path / "data", "what did Holm say?", cwd=tmp_path)
    assert (json.loads(asked.stdout)["abstained"], json.loads(asked.stdout)["items"]) == (True, [])


def test_an_answer_in_json_is_exact_words_with_speaker_licence_and_credit(asked):
    record = json.loads(asked("ask", "--json", "what did Mekdad say about sanctions?").stdout)
    assert record["abstained"] is False
    first = record["items"][0]
    assert first["speaker"] == "Faisal Mekdad"
    assert "inhumane sanctions" in first["text"] or "oppressive sanctions" in first["text"]
    assert (first["publisher"], first["licence"], first["published"][:10]) == (
        "Sample Gazette",
        "CC-BY-4.0",
        "2021-12-08",
    )
    assert "https://creativecommons.org/licenses/by/4.0/" in first["credit"]


def test_a_batch_answers_each_line_and_keeps_its_id(asked, tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "what did Mekdad say about sanctions?", "kind": "ignored"}\n\n'
        '{"id": "b", "question": "what did Mekdad say about football?"}\n'
    )
    rows = [json.loads(line) for line in asked("ask", "--batch", questions).stdout.splitlines()]
    assert [(row["id"], row["abstained"]) for row in rows] == [("a", False), ("b", True)]


def test_a_batch_line_that_is_too_long_a_question_costs_only_itself(asked, tmp_path):
    questions = tmp_path / "q.jsonl"
    lines = [
        {"id": "a", "question": "why " * 400},
        {"id": "b", "question": "what did Mekdad say about sanctions?", "after": "a"},
    ]
    questions.write_text("\n".join(map(json.dumps, lines)))
    long, answered = (json.loads(line) for line in asked("ask", "--batch", questions).stdout.splitlines())
    assert long == {"id": "a", "error": "the question is longer than 1,000 characters: shorten it"}
    assert answered["items"][0]["speaker"] == "Faisal Mekdad"


def test_a_batch_line_may_follow_up_on_one_above_it(asked, tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "what did Mekdad say about sanctions?"}\n'
        '{"id": "b", "question": "what did he say about companies?", "after": "a"}\n'
        '{"id": "c", "question": "what did he say about companies?", "after": null}\n'
    )
    a, b, c = (json.loads(line) for line in asked("ask", "--batch", questions).stdout.splitlines())
    assert (a["reply"], a["verdict_code"]) == ("answer", None)
    assert b["items"][0]["speaker"] == "Faisal Mekdad"
    assert b["head"] == "Faisal Mekdad · companies"
    assert c["reason"] == "ambiguous"
    questions.write_text('{"id": "b", "question": "and companies?", "after": "z"}\n')
    assert (
        "q.jsonl#1: \"after\" names 'z', which is the id of no line above it"
        in asked("ask", "--batch", questions).stderr
    )


def test_a_batch_line_that_is_not_json_is_named_with_its_number(asked, tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"question": "who spoke?"}\nwho?\n')
    run = asked("ask", "--batch", questions)
    assert run.returncode == 2
    assert "q.jsonl#2: not JSON" in run.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask"], "give either a question or --batch FILE"),
        (["statements", "--article", "nope"], "no article has the id 'nope'"),
        (["ask", "who?", "--config", "missing.toml"], "missing.toml"),
    ],
)
def test_a_mistake_is_one_line_and_exit_status_2(asked, words, said):
    run = asked(*words)
    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_asking_without_an_index_says_how_to_make_one(tmp_path):
    run = onrecord("ask", "who?", "--data", tmp_path / "none", cwd=tmp_path)
    assert run.returncode == 2
    assert "onrecord index" in run.stderr


def test_printed_text_is_plain_when_piped(asked):
    run = asked("ask", "what did Mekdad say about sanctions?")
    assert "\x1b" not in run.stdout
    assert run.stdout.startswith("Faisal Mekdad, Syrian Foreign Minister, said, as reported:\n")
    assert run.stdout.endswith("\nRead as: Faisal Mekdad · sanctions\n")


def test_what_is_left_out_is_marked_and_shown_in_full_on_demand(asked):
    short, full = (asked("ask", "which ports did the storm close?", *more).stdout for more in ([], ["--full"]))
    assert 'before Wednesday." […]' in short
    assert short.endswith("The words in full: ask with --full\n")
    assert "[…]" not in full
    assert "two fishing boats had sunk" in full


def test_the_words_around_a_statement_are_labelled_as_the_articles(asked):
    run = asked("ask", "--context", "who said the horse could not be sold?")
    assert "   The article's own words around it: " in run.stdout
    assert "around it" not in asked("ask", "who said the horse could not be sold?").stdout


def test_a_question_needs_neither_torch_nor_spacy(sample_settings, tmp_path):
    code = (
        "import sys; from bot.__main__ import app\n"
        "app(['ask', 'what did Mekdad say about sanctions?', '--data', sys.argv[1]], standalone_mode=False)\n"
        "print(sorted({'torch', 'spacy', 'sentence_transformers', 'telegram'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, sample_settings.data], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.stderr.splitlines()[-1] == "[]"


def test_a_model_of_the_hub_is_downloaded_only_where_the_configuration_allows_it(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)

    def refusal(allowed):
        run = onrecord(
            "index",
            "good.txt",
            "--data",
            tmp_path / "data",
            cwd=tmp_path,
            ONRECORD_INDEX__ENCODER="nobody/no-such-model",
            ONRECORD_INDEX__ENCODER_DOWNLOAD=allowed,
            HF_HUB_OFFLINE="1",
        )
        assert run.returncode == 2
        return run.stderr

    assert "set [index] encoder_download = true" in refusal("false")
    assert "could be downloaded; check its id and the network" in refusal("true")


def test_the_rules_are_listed_for_a_program(tmp_path):
    run = onrecord("rules", "--json", cwd=tmp_path)
    by_id = {rule["id"]: rule for rule in map(json.loads, run.stdout.splitlines())}
    assert by_id["gerund"]["example"] == "Ann Lee denied taking the money."
    assert by_id["gerund"]["gives"] == "Ann Lee: taking the money"
    assert by_id["pronoun"]["literature"] == "Lappin & Leass 1994: salience"
