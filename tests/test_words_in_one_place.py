"""Every sentence that a user reads stands in ``bot/words``: none is written where it is sent or printed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SENTENCE = re.compile(r"[A-Z“‘\"'].*[.!?…:]$", re.DOTALL)
FEWEST = 4  # words
# what a sentence may be passed to: SQL and log lines are no words for users, help stands beside what it explains
ASIDE = {
    "execute",
    "executemany",
    "debug",
    "info",
    "warning",
    "error",
    "critical",
    "exception",
    "log",
    "Typer",
    "Query",
    "Path",
    "Option",
    "Argument",
    "Counter",
    "Gauge",
    "Histogram",
    "command",
}


def sentences_in(source: str) -> Iterator[tuple[int, str]]:
    """The sentences among a module's strings, with their lines, outside docstrings, logs, Typer's help and raises."""
    tree = ast.parse(source)
    aside = {id(inner) for node in ast.walk(tree) if _is_aside(node) for inner in ast.walk(node)}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in aside | docstrings | pieces:
            continue
        text = _text(node)
        if text and SENTENCE.fullmatch(text.strip()) and len(text.split()) >= FEWEST:
            yield node.lineno, text


def _is_aside(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in ASIDE


def _text(node: ast.AST) -> str:
    """The characters of a string; what is filled into one stands as a word."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "Name" for part in parts)
    return ""


def words_in_template(source: str) -> list[str]:
    """The texts and the labels of a template that do not come from the words."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\0", source, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', plain)
    texts = re.sub(r"<[^>]*>|&\w+;", "\0", plain).split("\0")
    return [text.strip() for text in (*texts, *labels) if re.search(r"[A-Za-z]{2}", text)]


def modules() -> list[Path]:
    return sorted(
        path for folder in ("telegram", "web", "command", "layout") for path in (ROOT / "bot" / folder).rglob("*.py")
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_for_users_stands_outside_the_words(path):
    assert list(sentences_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "bot/web/templates").iterdir()), ids=lambda path: path.name)
def test_no_word_for_users_stands_in_a_template(path):
    assert words_in_template(path.read_text(encoding="utf-8")) == []


def test_a_word_planted_in_a_template_is_found():
    assert words_in_template('{# A note. #}<p class="a">{{ w.ASK }} Ask me</p><img alt="A map">') == ["Ask me", "A map"]


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('REFUSED = "This command is for the admins of this bot."', "This command is for the admins of this bot."),
        ('await message.reply_text("Which one do you mean?")', "Which one do you mean?"),
        ('send(f"{name} is quoted with these very words:")', "Name is quoted with these very words:"),
        ("lines = [f'Done in {seconds} s, and {failed} failed.']", "Done in Name s, and Name failed."),
        ('def f():\n    """Say no."""\n    return "You have asked too much!"', "You have asked too much!"),
    ],
)
def test_a_planted_sentence_is_found(planted, found):
    assert [text for _, text in sentences_in(planted)] == [found]


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring says what a module is for."""',
        'log.warning("A chat may not be written to: %s.", error)',
        'raise ConfigError("The bot has no token. Set one.")',
        'typer.Option(help="Show all items, with all their words.")',
        'LABEL = "Copy credit"',
        'KIND = "said, as reported:"',
    ],
)
def test_what_no_user_reads_in_a_chat_is_let_through(source):
    assert list(sentences_in(source)) == []
