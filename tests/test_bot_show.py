"""An article shown with its statements: the terminal form and the page, verbatim, labelled and escaped."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from bot.command.article.page import page_of
from bot.layout.marking import marked
from index.models import Act, Article, AttributedStatement, Kind, Role, Span, Speaker, SpeakerKind, Statement
from index.search.found import IndexedArticle
from index.search.snapshot import Snapshot
from tests.test_cli import onrecord

HOSTILE = (
    "Ann <b>Lee</b> said that Bo Moss had told her that <script>alert('rain & snow')</script> \"fell\".\n\n"
    "“It & it alone,” somebody added."
)


def span(words, text=HOSTILE):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def hostile():
    inner = span("that <script>alert('rain & snow')</script> \"fell\"")
    outer = Span(span("that Bo Moss").start, inner.end)
    ann = Speaker(
        "ann-lee", "Ann <Lee>", SpeakerKind.PERSON, (), (Role("mayor & more", date(2024, 1, 1), date(2024, 1, 1)),)
    )
    statements = (
        Statement("a", (outer,), Kind.INDIRECT, span("said"), mention=span("Ann <b>Lee</b>"), speaker="Ann Lee"),
        Statement("a", (inner,), Kind.MIXED, span("had told"), Act.DENIES, negated=True, mention=span("Bo Moss"),
                  speaker="Bo Moss", via='"><i>', pattern="clause", resolved_by="name", confidence=0.5),
        Statement("a", (span("“It & it alone,”"),), Kind.DIRECT, span("added"), mention=span("somebody")),
    )  # fmt: skip
    article = Article("a", HOSTILE, title='<Rain> & "snow"', url="javascript:alert(1)", publisher="A <& B>")
    attributed = zip(statements, (ann, None, None), strict=True)
    return IndexedArticle(article, (), (), tuple(AttributedStatement(one, who) for one, who in attributed), ())


class Page(HTMLParser):
    """The tags of a page, its attributes, and the text of its main part without the labels."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.main, self._open = [], [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if "main" in self._open and "sup" not in self._open:
            self.main += data


def test_every_statement_has_a_letter_and_a_number_and_the_runs_are_the_text(hostile):
    shown = marked(hostile)
    assert "".join(run.text for run in shown.runs) == HOSTILE
    assert [(v.letter, v.name, v.role, v.statements) for v in shown.voices] == [
        ("A", "Ann <Lee>", "mayor & more", 1),
        ("B", "Bo Moss", "", 1),
        ("?", "Speaker unknown", "", 1),
    ]
    assert [note.label for note in shown.notes] == ["A1", "B2", "?3"]
    nested = [run.notes for run in shown.runs if len(run.notes) == 2]
    assert set(nested) == {("A1", "B2")}
    assert dict(shown.notes[1].facts) == {
        "kind": "mixed", "act": "not: denies", "mention": "Bo Moss", "cue": "had told", "via": '"><i>',
        "pattern": "clause", "resolved by": "name", "confidence": "0.50",
    }  # fmt: skip


def test_a_page_shows_the_text_to_the_letter_and_lets_nothing_of_it_become_markup(hostile):
    page = Page(html := page_of(marked(hostile)))
    assert page.main == HOSTILE
    assert "script" not in page.tags
    assert "i" not in page.tags
    assert page.tags.count("b") == 3  # one a note, none of the text's
    assert not any("javascript" in (value or "") for name, value in page.attributes if name == "href")
    assert "mayor &amp; more" in html
    assert "via: &quot;&gt;&lt;i&gt;" in html


def test_a_page_needs_nothing_from_elsewhere(hostile):
    page = Page(html := page_of(marked(hostile)))
    assert not {"script", "link", "img", "iframe", "object", "font"} & set(page.tags)
    assert not {"src", "srcset", "onclick", "background"} & {name for name, _ in page.attributes}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html
    assert [value for name, value in page.attributes if name == "href"] == [
        "#n-A1", "#n-B2", "#n-?3", "#s-A1", "#s-B2", "#s-?3",
    ]  # fmt: skip


def test_all_articles_of_the_corpus_are_shown_to_the_letter(shared_settings):
    snapshot = Snapshot(shared_settings.data)
    shown = [(stored, marked(stored)) for stored in snapshot.articles()]
    assert len(shown) == 25
    for stored, one in shown:
        assert Page(page_of(one)).main == stored.article.text
        assert len(one.notes) == len(stored.statements) == sum(voice.statements for voice in one.voices)


def test_the_terminal_form_marks_statements_without_colour(sample_settings, tmp_path):
    run = onrecord("show", "sample-rail-strike", "--data", sample_settings.data, cwd=tmp_path)
    assert run.returncode == 0
    assert re.search(r"A\d⟦[^⟦]+⟧", run.stdout)
    assert "  A Omar Diallo" in run.stdout
    assert "\x1b" not in run.stdout


def test_show_writes_a_page_and_says_what_is_wrong_with_a_name(sample_settings, tmp_path):
    def show(*words):
        return onrecord("show", *words, "--data", sample_settings.data, cwd=tmp_path)

    assert show("sample-rail-strike", "--html", "page.html").stdout.startswith("page.html: ")
    assert "Omar Diallo" in (tmp_path / "page.html").read_text(encoding="utf-8")
    missing = show("sample-rail-strike", "--html", "no/page.html")
    assert (missing.returncode, "name a file in a folder that exists" in missing.stderr) == (2, True)
    assert "no article has the id 'nope'" in show("nope").stderr
