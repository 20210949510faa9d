"""Corrections of the registry from the command line: kept, seen by a running engine, refused with a reason."""

import json

import pytest

from index import sample
from index.build import index_corpus, overrides_of
from index.config import CorpusSettings
from index.storage.locks import writing
from retrieval.engine import Engine
from tests.test_cli import onrecord


@pytest.fixture
def command(own_settings, tmp_path):
    def run(*words):
        return onrecord("speakers", *words, "--data", own_settings.data, cwd=tmp_path)

    return run


def speakers_of(engine, question):
    return {item.speaker.id for item in engine.ask(question).items if item.speaker and not item.beside}


def test_a_merge_is_seen_by_a_running_engine_and_outlives_a_reindex(own_settings, command, tmp_path):
    engine = Engine.open(own_settings)
    assert speakers_of(engine, "what did Elsa Nyman say about the horse?") == {"elsa-nyman"}
    run = command("merge", "elsa-nyman", "greta-holm")
    assert run.stdout == "Elsa Nyman (elsa-nyman) is now part of Greta Holm (greta-holm).\n"
    assert speakers_of(engine, "what did Elsa Nyman say about the horse?") == {"greta-holm"}
    (tmp_path / "new.json").write_text(json.dumps({"id": "new", "text": "“It rains,” said Elsa Nyman, the director."}))
    index_corpus([sample.path(), tmp_path / "new.json"], own_settings, CorpusSettings())
    shown = command("show", "greta-holm").stdout
    assert shown.startswith("Greta Holm  (greta-holm, person, ")
    assert any(line.split()[0] == "new" for line in shown.splitlines() if "as Elsa Nyman" in line)
    assert [line.split()[:3] for line in shown.splitlines() if "merge" in line] == [
        ["merge", "elsa-nyman", "greta-holm"]
    ]


def test_a_split_gives_one_article_a_speaker_of_its_own(command):
    run = command("split", "karim-vos", "Karim Vos", "--article", "sample-museum-theft")
    assert run.stdout == "Karim Vos is now a speaker of its own (karim-vos-sample-museum-theft).\n"
    listed = command("list", "Vos").stdout
    assert "karim-vos-sample-museum-theft" in listed
    assert command("show", "karim-vos-sample-museum-theft").stdout.count("sample-museum-theft") >= 2


def test_a_split_undoes_a_merge_and_gives_the_old_id_back(command):
    command("merge", "elsa-nyman", "greta-holm")
    run = command("split", "greta-holm", "Elsa Nyman")
    assert run.stdout == "Elsa Nyman is now a speaker of its own (elsa-nyman).\n"
    assert command("show", "elsa-nyman").stdout.startswith("Elsa Nyman  (elsa-nyman, person, ")


def test_who_looks_for_nobody_is_told_so(command):
    for words in (["list", "zzzz"], ["list", "--since", "2030"]):
        run = command(*words)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "Nothing matches.\n")
    assert command("list", "zzzz", "--json").stderr == ""


def test_an_alias_is_found_by_questions(own_settings, command):
    run = command("alias", "ruth-keller", "Kelly of the Valley")
    assert run.stdout == "Ruth Keller (ruth-keller) is now also called Kelly of the Valley.\n"
    assert speakers_of(Engine.open(own_settings), "what did Kelly of the Valley say about water?") == {"ruth-keller"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["merge", "elsa-neiman", "greta-holm"], "no speaker has the id 'elsa-neiman'; did you mean elsa-nyman?"),
        (["merge", "zzz", "greta-holm"], "no speaker has the id 'zzz'; `onrecord speakers list WORDS` finds ids"),
        (["merge", "greta-holm", "greta-holm"], "'greta-holm' cannot be merged into itself: name two speakers"),
        (["split", "elsa-nyman", "Nyman"], "no article calls 'elsa-nyman' 'Nyman' by full name; they say 'Elsa Nyman'"),
        (["split", "elsa-nyman", "Elsa Nyman"], "is called 'Elsa Nyman' in all articles, so nothing would be left"),
        (["split", "elsa-nyman", "Elsa Nyman", "--article", "x"], "'elsa-nyman' says nothing in article 'x'"),
        (["alias", "elsa-nyman", "Elsa Nyman"], "'elsa-nyman' is called 'Elsa Nyman' already"),
        (
            ["alias", "elsa-nyman", "Greta Holm"],
            "another speaker's name; `onrecord speakers merge greta-holm elsa",
        ),
        (["alias", "elsa-nyman", "…"], "'…' holds no letter: give a name"),
    ],
)
def test_a_mistake_changes_nothing_and_says_what_to_do(own_settings, command, words, said):
    run = command(*words)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert Engine.open(own_settings).status().sequence == 1


def test_show_gives_roles_with_days_and_articles_with_names(command):
    lines = command("show", "omar-diallo").stdout.splitlines()
    assert lines[0].startswith("Omar Diallo  (omar-diallo, person, ")
    assert any("Transport Minister" in line and "2024" in line for line in lines)
    assert any("sample-rail-strike" in line and "as Omar Diallo" in line for line in lines)


def test_a_correction_waits_for_a_run_that_is_writing(own_settings, command):
    with writing(own_settings.data):
        run = command("alias", "elsa-nyman", "Nyman of the Museum")
    assert run.returncode == 75
    assert "another process is indexing into it" in run.stderr
    assert overrides_of(own_settings) == []
