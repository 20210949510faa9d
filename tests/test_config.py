"""Settings: the example is complete, the environment wins, a misspelt key is refused, secrets do not show."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from index.config import EngineSettings
from index.errors import ConfigError

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def config(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_names_every_setting_with_its_default():
    example = EXAMPLE.read_text(encoding="utf-8")
    unset = r"^# (data|token|webhook_\w+|base_url|model|api_key|public_url|sentry_dsn|postgres|milvus\w*) = .*$"
    uncommented = re.sub(unset, r"\1 = 0", example, flags=re.MULTILINE)
    named = {(section, key) for section, keys in tomllib.loads(uncommented).items() for key in keys}
    assert named == {
        (section, key) for section, field in Settings.model_fields.items() for key in field.annotation.model_fields
    }
    given, default = load_settings(EXAMPLE), load_settings()
    assert (given.retrieval, given.bot) == (default.retrieval, default.bot)
    pages = EXAMPLE.parent / "onrecord-pages"
    assert given.corpus == default.corpus.model_copy(update={"fetched": pages})
    assert (given.llm, given.web) == (default.llm, default.web)
    backups = EXAMPLE.parent / "onrecord-backups"
    assert given.operating == default.operating.model_copy(update={"backup_folder": backups})
    assert given.index.data == default.index.data
    assert given.engine == default.engine == given.index.engine


def test_a_misspelt_key_is_refused_with_its_path_and_a_suggestion(tmp_path):
    with pytest.raises(ConfigError, match=r"config.toml: \[bot\] admin: unknown key; did you mean admins\?"):
        load_settings(config(tmp_path, "[bot]\nadmin = [1]"))


def test_an_engine_that_there_is_not_or_that_has_no_servers_is_refused_in_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(ConfigError, match=r"config.toml: \[engine\] kind: must be 'embedded' or 'cluster'") as told:
        load_settings(config(tmp_path, '[engine]\nkind = "galaxy"\n'))
    assert "\n" not in str(told.value)
    cluster = config(tmp_path, '[engine]\nkind = "cluster"\n')
    with pytest.raises(ConfigError, match=r"config.toml: \[engine\].* needs postgres and milvus"):
        load_settings(cluster)
    monkeypatch.setenv("ONRECORD_ENGINE__POSTGRES", "postgresql://me:hidden-word@db/news")
    monkeypatch.setenv("ONRECORD_ENGINE__MILVUS", "http://milvus:19530")
    settings = load_settings(cluster, tmp_path)
    assert (settings.index.engine.kind, settings.index.data) == ("cluster", tmp_path)
    assert "hidden-word" not in repr(settings)
    assert "hidden-word" not in repr(settings.index.engine)
    assert settings.engine.secrets == ("postgresql://me:hidden-word@db/news", "hidden-word")


@pytest.mark.parametrize("address", ["", "auto", "ray://head:10001", "10.0.0.7:6379"])
def test_workers_are_named_by_the_address_of_a_cluster_or_none(address):
    assert EngineSettings(ray=address).ray == address


def test_an_address_that_is_none_of_a_cluster_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"config.toml: \[engine\] ray: "):
        load_settings(config(tmp_path, '[engine]\nray = "http://head"\n'))


def test_a_misspelt_section_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"\[retreival\]: unknown key; did you mean retrieval\?"):
        load_settings(config(tmp_path, "[retreival]\nitems = 3"))


def test_the_environment_overrides_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_RETRIEVAL__ITEMS", "7")
    settings = load_settings(config(tmp_path, "[retrieval]\nitems = 3\ncandidates = 20"))
    assert (settings.retrieval.items, settings.retrieval.candidates) == (7, 20)


def test_paths_in_the_file_are_relative_to_the_file(tmp_path):
    settings = load_settings(config(tmp_path, '[corpus]\npaths = ["news"]\n[index]\ndata = "kept"'))
    assert settings.corpus.paths == (tmp_path / "news",)
    assert settings.index.data == tmp_path / "kept"
    assert load_settings(None, Path("other")).index.data == Path("other")


def test_the_token_shows_neither_in_the_settings_nor_in_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_BOT__TOKEN", "123:AAsecret")
    assert "AAsecret" not in repr(load_settings())
    with pytest.raises(ConfigError) as refused:
        load_settings(config(tmp_path, '[bot]\nport = "123:AAsecret"'))
    assert "AAsecret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_broken_or_absent_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"config\.toml: not valid TOML"):
        load_settings(config(tmp_path, "[bot"))
    with pytest.raises(ConfigError, match=r"absent\.toml: No such file"):
        load_settings(tmp_path / "absent.toml")
