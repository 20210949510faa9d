"""What people expect of a command: help, a version, pipes, filters, tables, exit statuses, completion."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

from tests.setups import SENTENCE
from tests.test_cli import ROOT, onrecord

MEKDAD = "what did Mekdad say about sanctions?"
COMMANDS = (
    "index ask statements show proof inspect fetch licences status decisions rules check backup restore compact "
    "migrate demo completion init doctor bot web speakers"
).split()  # fmt: skip


@pytest.fixture(scope="module")
def asked(sample_settings, tmp_path_factory):
    def ask(*words, **more):
        return onrecord(*words, "--data", sample_settings.data, cwd=tmp_path_factory.mktemp("cwd"), **more)

    return ask


def piped(text, *words, cwd):
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, words)],
        cwd=cwd,
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        check=False,
    )


def rows_of(run):
    return list(csv.DictReader(io.StringIO(run.stdout)))


def test_the_version_is_told(tmp_path):
    run = onrecord("--version", cwd=tmp_path)
    assert (run.returncode, run.stdout.split()[0]) == (0, "onrecord")
    assert onrecord("-V", cwd=tmp_path).stdout == run.stdout


@pytest.mark.parametrize("command", ["", *COMMANDS, "speakers list", "speakers merge"])
def test_every_command_explains_itself(command, tmp_path):
    from typer.testing import CliRunner  # noqa: PLC0415

    from bot.__main__ import app  # noqa: PLC0415

    result = CliRunner().invoke(app, [*command.split(), "-h"])
    assert result.exit_code == 0
    assert "Usage: " in result.output
    if command and command != "speakers":
        assert "--quiet" in result.output


def test_help_shows_names_in_square_brackets():
    from typer.main import get_command  # noqa: PLC0415
    from typer.testing import CliRunner  # noqa: PLC0415

    from bot.__main__ import app  # noqa: PLC0415

    bracketed = {}
    for name, command in get_command(app).commands.items():
        said = " ".join([command.callback.__doc__ or "", *(getattr(one, "help", None) or "" for one in command.params)])
        shown = CliRunner().invoke(app, [name, "-h"], terminal_width=200).output
        bracketed |= {(name, one): one in shown for one in re.findall(r"\[[a-z_]+\]", said)}
    assert bracketed == {("migrate", "[engine]"): True}


def test_the_exit_status_of_a_question_says_whether_it_was_answered(asked):
    assert asked("ask", MEKDAD).returncode == 0
    assert asked("ask", "what did Mekdad say about football?").returncode == 1
    assert asked("ask", "hello").returncode == 0
    assert asked("ask", "was hat Mekdad über die Sanktionen gesagt?").returncode == 1
    assert asked("ask", "did Omar Diallo say that the moon is made of tunnels?").returncode == 1
    assert asked("ask").returncode == 2


@pytest.mark.parametrize("words", [("index", ""), ("ask", ""), ("ask", MEKDAD, "--data", "")])
def test_an_empty_argument_as_of_a_variable_that_is_not_set_is_refused(tmp_path, words):
    run = onrecord(*words, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "onrecord: an argument is empty; is a variable not set? Leave it out, or name what is meant\n"
    assert list(tmp_path.iterdir()) == []


def test_questions_and_drafts_are_taken_from_standard_input(asked, sample_settings, tmp_path):
    data = ("--data", sample_settings.data)
    question = piped(f"{MEKDAD}\n", "ask", "-", *data, cwd=tmp_path)
    assert question.stdout == asked("ask", MEKDAD).stdout
    batch = piped(json.dumps({"id": "a", "question": MEKDAD}), "ask", "--batch", "-", *data, cwd=tmp_path)
    assert json.loads(batch.stdout)["items"][0]["speaker"] == "Faisal Mekdad"
    draft = piped("Mekdad said “not one word of this”.", "proof", "-", "--json", *data, cwd=tmp_path)
    assert json.loads(draft.stdout)["passed"] is False


def test_a_closed_pipe_is_no_error(sample_settings, tmp_path):
    command = f"{sys.executable} -m bot statements --json --data {sample_settings.data} | head -n 1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["text"]


def test_statements_are_filtered_by_speaker_publisher_and_day(asked):
    everybodys = [json.loads(line) for line in asked("statements", "--json").stdout.splitlines()]
    filtered = asked("statements", "--json", "--speaker", "Faisal Mekdad", "--since", "2021-12", "--until", "2021")
    found = [json.loads(line) for line in filtered.stdout.splitlines()]
    wanted = [row for row in everybodys if row["speaker"] == "Faisal Mekdad" and row["published"][:7] == "2021-12"]
    assert found == wanted
    assert found
    paper = asked("statements", "--json", "--publisher", "sample gazette").stdout.splitlines()
    assert {json.loads(line)["publisher"] for line in paper} == {"Sample Gazette"}
    none = asked("statements", "--speaker", "Faisal Mekdad", "--since", "2022")
    assert (none.returncode, none.stdout, none.stderr) == (0, "", "Nothing matches.\n")


def test_statements_name_their_article_once(asked):
    lines = asked("statements", "--speaker", "Faisal Mekdad").stdout.splitlines()
    places = [line for line in lines if not line.startswith("  ")]
    assert len(places) == len(set(places)) < len(lines) - len(places)


def test_an_option_in_front_of_the_command_is_put_behind_it(tmp_path):
    run = onrecord("--data", tmp_path, "ask", MEKDAD, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "onrecord: --data goes behind the command: `onrecord ask --data …`\n"
    assert onrecord("--since", "2021", cwd=tmp_path).stderr.endswith("`onrecord COMMAND --since …`\n")
    assert "no such option: --dta" in onrecord("--dta", "x", "ask", cwd=tmp_path).stderr


def test_a_question_is_narrowed_by_options(asked):
    within = asked("ask", "sanctions", "--speaker", "Faisal Mekdad", "--since", "2021-12-08", "--until", "2021-12-08")
    assert within.returncode == 0
    assert "Faisal Mekdad" in within.stdout
    assert asked("ask", MEKDAD, "--until", "2020").returncode == 1


def test_a_filter_that_fits_nobody_says_who_may_be_meant(asked):
    run = asked("statements", "--speaker", "nobody of this name")
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)
    assert "`onrecord speakers list` shows who is there" in run.stderr
    publisher = asked("ask", MEKDAD, "--publisher", "Sampel Gazette")
    assert "no single publisher is called 'Sampel Gazette'; the index has Sample Gazette" in publisher.stderr


@pytest.mark.parametrize(
    ("words", "column", "value"),
    [
        (("statements", "--speaker", "Faisal Mekdad"), "speaker", "Faisal Mekdad"),
        (("speakers", "list", "Mekdad"), "name", "Faisal Mekdad"),
        (("licences",), "licence", "CC-BY-4.0"),
        (("status",), "articles", "20"),
    ],
)
def test_a_table_is_printed_as_comma_separated_values_and_as_json(asked, words, column, value):
    rows = rows_of(asked(*words, "--csv"))
    assert value in {row[column] for row in rows}
    records = [json.loads(line) for line in asked(*words, "--json").stdout.splitlines()]
    assert [str(one[column] or "") for one in records] == [row[column] for row in rows]
    assert "exclude each other" in asked(*words, "--csv", "--json").stderr


def test_a_speaker_is_counted_where_the_filter_looks(asked):
    rows = rows_of(asked("speakers", "list", "--csv", "--publisher", "Sample Gazette", "--since", "2021"))
    everybody = {row["id"]: row for row in rows_of(asked("speakers", "list", "--csv"))}
    assert rows
    assert len(rows) < len(everybody)
    assert all(int(row["statements"]) <= int(everybody[row["id"]]["statements"]) for row in rows)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_learns_to_complete(shell, tmp_path):
    script = onrecord("completion", shell, cwd=tmp_path).stdout
    assert f"_ONRECORD_COMPLETE=complete_{shell}" in script
    if shell == "bash":
        completed = onrecord(
            cwd=tmp_path, _ONRECORD_COMPLETE="complete_bash", COMP_WORDS="onrecord statements --sp", COMP_CWORD="2"
        )
        assert completed.stdout.split() == ["--speaker"]


def test_a_dry_run_says_what_a_run_would_do_and_changes_nothing(own_settings, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text(SENTENCE)
    before = {path: path.read_bytes() for path in own_settings.data.rglob("*") if path.is_file()}
    words = ("index", "news", "--data", own_settings.data)
    planned = onrecord(*words, "--dry-run", cwd=tmp_path)
    assert planned.stdout.startswith("1 to add, 0 to change, 0 to remove, 0 unchanged, 0 failed in ")
    after = {path: path.read_bytes() for path in own_settings.data.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before if "-shm" not in path.name} == {
        path: content for path, content in before.items() if "-shm" not in path.name
    }
    done = onrecord(*words, cwd=tmp_path)
    assert done.stdout.startswith("1 added, 0 changed, 0 removed, 0 unchanged, 0 failed in ")
    again = onrecord(*words, "--dry-run", cwd=tmp_path)
    assert again.stdout.startswith("0 to add, 0 to change, 0 to remove, 1 unchanged, 0 failed in ")


def test_a_quiet_run_says_nothing_and_a_verbose_one_says_what_happens(own_settings, tmp_path):
    (tmp_path / "ferry.txt").write_text(SENTENCE)
    words = ("index", "ferry.txt", "--data", own_settings.data)
    quiet = onrecord(*words, "--quiet", cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_copy_of_a_corpus_elsewhere_is_said_to_be_one(own_settings, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text(SENTENCE)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "ferry.txt").write_text(SENTENCE)
    onrecord("index", "news", "--data", own_settings.data, cwd=tmp_path)
    run = onrecord("index", "copy", "--data", own_settings.data, cwd=tmp_path)
    assert run.returncode == 0
    assert run.stdout.splitlines()[1] == (
        "1 left out: each is in everything the same as an article that is indexed already, such as "
        f"{tmp_path / 'news' / 'ferry.txt'}"
    )


def test_files_that_are_passed_over_are_counted_by_kind(own_settings, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text(SENTENCE)
    for name in ("a.png", "b.png", "c.mp3", "README"):
        (tmp_path / "news" / name).write_bytes(b"\x00\x01\x02")
    words = ("index", "news", "--data", own_settings.data)
    for _ in range(2):  # what is remembered is counted like what is read
        run = onrecord(*words, cwd=tmp_path)
        assert run.returncode == 0
        assert (
            "4 files passed over, since no reader knows their format or nothing is in them: 2 .png, 1 without an "
            "ending, 1 .mp3" in run.stdout
        )


def test_many_documents_that_fail_for_one_reason_are_one_line(own_settings, tmp_path):
    (tmp_path / "news").mkdir()
    for number in range(5):
        (tmp_path / "news" / f"{number}.json").write_text('{"id": "a", "te')
    run = onrecord("index", "news", "--data", own_settings.data, cwd=tmp_path)
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("5 documents: ")
    assert line.endswith(f"({tmp_path / 'news/0.json'}, {tmp_path / 'news/1.json'}, {tmp_path / 'news/2.json'}, …)")
