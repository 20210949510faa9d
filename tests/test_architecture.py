"""What holds of the code as a whole: the words of English stand in tables, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.color import ANSI_COLOR_NAMES
from spacy.glossary import GLOSSARY

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "index", "retrieval")
FEWEST = 5  # so many words are a list that belongs into a table
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}(?:[ ’'-][A-Za-zÀ-ÿ]+)*")
NO_VOCABULARY = GLOSSARY.keys() | ANSI_COLOR_NAMES.keys()  # names of labels that the parser gives, and of colours
# strings that are names in the code or in a format, and no words of English
NAMES = {
    ("index/search/milvus/collection.py", "key"): "fields of a collection",
    ("index/search/milvus/server.py", "rate limit"): "words of a server that is busy",
    **{("index/storage/moving.py", column): "columns" for column in ("key", "language", "article", "name")},
    **{("retrieval/evaluation/training.py", name): "names of features" for name in ("wide", "wanted")},
    ("bot/telegram/logs.py", "httpx"): "loggers of libraries",
    ("bot/telegram/logs.py", "Cc"): "categories of Unicode",
    ("bot/setup/machine.py", "formats"): "names of extras",
    ("bot/config_faults.py", "int"): "kinds of faults, as pydantic calls them",
    ("bot/telegram/logs.py", "asctime"): "fields of a line",
    ("bot/telegram/operating/reports.py", "timestamp"): "fields of a report",
    ("bot/words/admin.py", "reindex"): "names of commands",
    ("bot/command/terminal.py", "id"): "headings of a printed table",
    ("bot/telegram/operating/reload.py", "admins"): "names of settings",
    ("bot/telegram/operating/reload.py", "reindex_at"): "names of settings",
    ("bot/words/corpus.py", "field"): "headings of a printed table",
    ("bot/words/feedback.py", "decision"): "headings of a printed table",
    ("bot/words/overviews.py", "latest"): "names of commands",
    ("bot/words/language.py", "de"): "names of languages",
    ("index/config.py", "id"): "names of fields",
    ("index/corpus/inspection.py", "title"): "names of fields",
    ("index/corpus/values.py", "name"): "keys of records",
}
NOT_MOVED_YET: set[str] = set()


def lists_in(source: str) -> Iterator[tuple[int, list[str]]]:
    """The lists of words in a module with their lines: collections, words to split, alternatives of an expression."""
    for node in _nodes(ast.parse(source)):
        for words in (_collected(node), *_alternatives(node)):
            kept = [word for word in words if WORD.fullmatch(word) and word not in NO_VOCABULARY]
            if kept:
                yield node.lineno, kept


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Every expression, without what a module exports and the pieces of f-strings, which are read as a whole."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        if not isinstance(node, ast.JoinedStr):
            yield from _nodes(node)


def _collected(node: ast.AST) -> list[str]:
    match node:
        case ast.Set(elts=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return _strings(parts)
        case ast.Dict(keys=keys, values=values) if all(isinstance(v, ast.Constant | ast.Set) for v in values):
            return _strings(keys)  # with other values it is a record, whose keys are names
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return text.split()
    return []


def _strings(parts: list[ast.expr] | list[ast.expr | None]) -> list[str]:
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _alternatives(node: ast.AST) -> Iterator[list[str]]:
    match node:
        case ast.Constant(value=str(text)):
            yield from _groups(text)
        case ast.JoinedStr(values=parts):
            yield from _groups("".join(str(p.value) if isinstance(p, ast.Constant) else "\0" for p in parts))


def _groups(pattern: str) -> Iterator[list[str]]:
    """The alternatives of each group of a regular expression, as plain words where they are such."""
    open_groups: list[list[str]] = [[""]]
    for letter in pattern.replace(" | ", " "):  # a union of types, or a table in a docstring
        if letter == "(":
            open_groups.append([""])
        elif letter == ")" and len(open_groups) > 1:
            yield [_plain(one) for one in open_groups.pop()]
            open_groups[-1][-1] += "\1"
        elif letter == "|":
            open_groups[-1].append("")
        else:
            open_groups[-1][-1] += letter
    for group in open_groups:
        if len(group) > 1:
            yield [_plain(one) for one in group]


def _plain(alternative: str) -> str:
    """An alternative without the signs that leave it a word: "\\bviews?" is "views"."""
    return re.sub(r"^\?[:=!<]+|\\[bs][+*]?|[?^$\1]", "", alternative).strip()


def vocabulary(source: str) -> list[tuple[int, str]]:
    """The lists of a module that are long enough to belong into a table: line and first word."""
    return [(line, words[0]) for line, words in lists_in(source) if len(words) >= FEWEST]


def modules() -> list[Any]:
    found = []
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        marks = pytest.mark.xfail(reason="its lists are still to be moved") if name in NOT_MOVED_YET else ()
        found.append(pytest.param(name, id=name, marks=marks))
    return found


@pytest.mark.parametrize("name", modules())
def test_words_of_english_stand_in_tables(name):
    source = (ROOT / name).read_text(encoding="utf-8")
    found = [(line, word) for line, word in vocabulary(source) if (name, word) not in NAMES]
    assert not found, f"move to index/english/data: {found}"


@pytest.mark.parametrize(
    "planted",
    [
        'KIN = frozenset({"mother", "father", "sister", "brother", "aunt"})',
        'KIN = ("mother", "father", "sister", "brother", "aunt")',
        'KIN = {"mother": "f", "father": "m", "sister": "f", "brother": "m", "aunt": "f"}',
        'KIN = "mother father sister brother aunt".split()',
        'KIN = re.compile(r"\\b(?:mothers?|fathers?|sister|brother|aunt)\\b")',
        'KIN = re.compile(rf"\\b{ARTICLE} (?:mother|father|sister|brother|aunt)\\b")',
        'def is_kin(word):\n    return word in {"mother", "father", "sister", "brother", "aunt"}',
    ],
)
def test_a_planted_list_is_found(planted):
    assert [word.rstrip("s") for _, word in vocabulary(planted)] == ["mother"]


@pytest.mark.parametrize(
    "names",
    [
        'row = {"title": a, "publisher": b, "published": c, "url": d, "licence": e}',
        'SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "attr", "dobj"}',
        'COLOURS = ("blue", "magenta", "green", "cyan", "yellow", "red")',
        '__all__ = ["Analyser", "Speaker", "Article", "Statement", "Licence"]',
        'FEW = {"mother", "father", "sister", "brother"}',
    ],
)
def test_names_and_short_lists_are_no_vocabulary(names):
    assert vocabulary(names) == []
