"""PDF as it is printed: columns, hyphens at the ends of lines, paragraphs over columns and pages, page numbers."""

import pytest
from fpdf import FPDF

from index.build import index_corpus
from index.config import CorpusSettings
from index.corpus.page_layout import PrintedLine, flowing, in_reading_order
from index.search.snapshot import Snapshot
from tests.corpus_files import articles, errors

FIRST = (
    "The ferry between Velm and the islands sailed again on Friday, after two years in the yard of the town, and the "
    "quay was full of people who had come to see it leave for the first time since the storm."
)
SECOND = (
    '"Nobody missed it, and I did not either," said Olga Stern, who keeps the lighthouse of Velm. She added that the '
    "islanders had learnt to row again, which was good for them and for the seals."
)
THIRD = (
    "The council of Velm had voted four times on selling the old ship to a company abroad, most recently in an "
    "extraordinary session at which nobody spoke for the buyer."
)


def printed(paragraphs, columns=1, size=11, headline="", numbers=False):
    """A document set by fpdf2, its lines of equal length, and broken where the page ends."""

    class Paper(FPDF):
        def footer(self):
            if numbers:
                self.set_y(-12)
                self.set_font("Times", size=8)
                self.cell(0, 8, f"- {self.page_no()} -", align="C")

    paper = Paper(format=(148, 210))
    paper.set_title("The ferry is back")
    paper.set_author("Ida Brandt")
    paper.add_page()
    if headline:
        paper.set_font("Times", size=20)
        paper.multi_cell(0, 10, headline, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("Times", size=size)
    if columns > 1:
        with paper.text_columns(ncols=columns, gutter=8, text_align="J") as text:
            for one in paragraphs:
                paragraph = text.paragraph(bottom_margin=3)
                paragraph.write(one)
                text.end_paragraph()
    else:
        for one in paragraphs:
            paper.multi_cell(0, 5, one, new_x="LMARGIN", new_y="NEXT")
            paper.ln(4)
    return bytes(paper.output())


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(tmp_path, columns):
    (tmp_path / "a.pdf").write_bytes(printed([FIRST, SECOND, THIRD], columns, size=8 if columns > 2 else 11))
    (article,) = articles(tmp_path)
    assert article.text.split("\n\n") == [FIRST, SECOND, THIRD]
    assert (article.title, article.authors) == ("The ferry is back", ("Ida Brandt",))
    assert errors(tmp_path) == {}


def test_a_headline_over_two_columns_stands_before_them(tmp_path):
    headline = "The ferry between Velm and the islands is back on Friday"
    (tmp_path / "a.pdf").write_bytes(printed([FIRST, SECOND, THIRD] * 3, 2, headline=headline))
    (article,) = articles(tmp_path)
    assert article.text.split("\n\n") == [headline, *[FIRST, SECOND, THIRD] * 3]


def test_a_paragraph_runs_on_over_pages_without_their_numbers(tmp_path):
    whole = [FIRST, SECOND, THIRD] * 6
    (tmp_path / "a.pdf").write_bytes(printed(whole, size=14, numbers=True))
    (article,) = articles(tmp_path)
    assert article.text.split("\n\n") == whole
    assert len(article.pages) > 1
    assert article.pages[0] == 0
    assert article.page_of(0) == 1
    assert article.page_of(len(article.text) - 1) == len(article.pages)
    assert article.page_of(article.pages[1]) == 2
    assert article.page_of(article.pages[1] - 1) == 1


def lines(*texts, left=30.0, right=200.0, top=700.0):
    return [PrintedLine(left, top - 12 * n - 10, right, top - 12 * n, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("printed_lines", "text"),
    [
        (("The har-", "bour is open."), "The harbour is open."),
        (("The har\u00ad", "bour is open."), "The harbour is open."),
        (("The Anglo-", "Saxon harbour is open."), "The Anglo- Saxon harbour is open."),
        (("A well-known man met a well-", "known man."), "A well-known man met a well-known man."),
        (("He sailed from 2019-", "2021 and left."), "He sailed from 2019- 2021 and left."),
    ],
)
def test_a_word_that_a_line_breaks_is_put_together(printed_lines, text):
    assert flowing([lines(*printed_lines)]).text == text


def test_lines_side_by_side_that_are_no_columns_stay_lines():
    numbered = [
        *lines("1.", "2.", "3.", left=30, right=38),
        *lines("Velm has a ferry", "It sails", "It is old", left=50),
    ]
    assert [line.text for line in in_reading_order(numbered)][:2] == ["1.", "Velm has a ferry"]


def test_an_answer_names_the_page_on_which_the_words_stand(settings, tmp_path):
    from bot.records import statement_record  # noqa: PLC0415
    from bot.words.runs import plain  # noqa: PLC0415
    from bot.words.statements import source_of  # noqa: PLC0415

    (tmp_path / "a.pdf").write_bytes(printed([FIRST, THIRD] * 6 + [SECOND], size=14))
    index_corpus([tmp_path / "a.pdf"], settings, CorpusSettings())
    (indexed,) = Snapshot(settings.data).articles()
    said = next(one for one in indexed.statements if one.name == "Olga Stern")
    page = indexed.article.page_of(said.statement.span.start)
    assert page == len(indexed.article.pages) > 1
    assert statement_record(indexed, said).page == page
    assert f", p. {page} · " in plain(source_of(indexed.article, said.statement.span.start))
