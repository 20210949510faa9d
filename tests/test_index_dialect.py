"""Commands written as SQLite takes them, as PostgreSQL takes them; texts that it would refuse."""

import pytest

from index.storage.postgres.dialect import command_of
from index.storage.postgres.texts import given_back, kept


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
