"""Commands written as SQLite takes them, as PostgreSQL takes them; texts that it would refuse."""

import re
import sqlite3
from contextlib import closing

import pytest

from index.storage.moving import TABLES
from index.storage.postgres import schema
from index.storage.postgres.dialect import command_of
from index.storage.postgres.texts import given_back, kept
from index.storage.store import Store


@pytest.mark.parametrize(
    ("command", "text", "given", "values"),
    [
        ("SELECT 1", "SELECT 1", (), []),
        ("SELECT a FROM b WHERE c = ? AND d > ?", "SELECT a FROM b WHERE c = %s AND d > %s", ("x", 3), ["x", 3]),
        (
            "SELECT a WHERE b <= :at AND (c IS NULL OR c > :at)",
            "SELECT a WHERE b <= %(at)s AND (c IS NULL OR c > %(at)s)",
            {"at": 7},
            {"at": 7},
        ),
        (
            "SELECT a WHERE b IN (SELECT value FROM json_each(?)) AND c = ?",
            "SELECT a WHERE b = ANY(%s) AND c = %s",
            ('["x", "y"]', "[1]"),
            [["x", "y"], "[1]"],
        ),
        (
            "SELECT a WHERE b IN (SELECT value FROM json_each(:numbers)) AND c <= :at",
            "SELECT a WHERE b = ANY(%(numbers)s) AND c <= %(at)s",
            {"numbers": "[1, 2]", "at": 3},
            {"numbers": [1, 2], "at": 3},
        ),
        ("SELECT json_extract(licence, '$.id')", "SELECT (licence::json ->> 'id')", (), []),
        ("SELECT a WHERE b LIKE '5%' AND c = ?", "SELECT a WHERE b LIKE '5%%' AND c = %s", ("d",), ["d"]),
    ],
)
def test_marks_lists_and_keys_are_written_as_postgresql_takes_them(command, text, given, values):
    translated = command_of(command)
    assert translated.text == text
    assert translated.values(given) == values


@pytest.mark.parametrize("text", ["", "plain", "a\0b", "\ue000", "\ue0000\0\ue0001", "\0\0", "\ue000\ue000\0"])
def test_a_text_with_a_nul_comes_back_as_it_was(text):
    assert "\0" not in kept(text)
    assert given_back((kept(text), 3, None, b"\0")) == (text, 3, None, b"\0")
    assert [kept(one) for one in (text, text)] == kept([text, text])


def test_texts_that_differ_are_kept_apart():
    texts = ["\0", "\ue0000", "\ue000", "\ue0001", "0", ""]
    assert len({kept(one) for one in texts}) == len(texts)


def test_every_table_of_a_store_is_moved_with_all_its_columns(tmp_path):
    store = Store.create(tmp_path)
    with closing(sqlite3.connect(store.path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: {column for _, column, *_ in db.execute(f"PRAGMA table_info({name})")} for name in names}
    moved = {name: {column.strip('"') for column in columns} for name, columns in TABLES.items()}
    assert moved == {name: columns for name, columns in found.items() if name not in {"meta", "sqlite_sequence"}}


def test_postgresql_has_the_same_tables_and_columns():
    made = re.findall(r"CREATE TABLE (\w+) \((.*?)\);", schema._TABLES, re.DOTALL)
    columns = {
        name: set(re.findall(r'(?:^|[,\n])\s*("?[a-z_]+"?) (?:BIGINT|TEXT|INTEGER|BYTEA|BOOLEAN)', f"\n{body}"))
        for name, body in made
    }
    assert {name: found for name, found in columns.items() if name != "meta"} == {
        name: set(listed) for name, listed in TABLES.items()
    }
