"""Lines that belong to the page and not to the report: they stay in the text, and are neither statement nor passage."""

import pytest

from tests.corpus_files import article_of_record

REPORT = ("Rain fell on Velm all night.", "“Nobody slept,” said Olga Stern, who keeps the lighthouse.")


def left_out(tmp_path, *lines, **fields):
    text = "\n\n".join((REPORT[0], *lines, REPORT[1]))
    article = article_of_record(tmp_path, {"text": text} | fields)
    assert article.text == text
    return [span.of(text) for span in article.boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Ferry sails again, says council",
        "READ MORE Ferry sails again, says council",
        "RELATED | Ferry sails again",
        "• See also – The pier of Sundby",
        "You may also like: “The pier is ours,” says mayor",
        "Read more »",
        "Most read",
        "Follow us on Facebook and subscribe to our newsletter.",
        "Sign up for our newsletter to get the news of Velm every morning.",
    ],
)
def test_a_line_that_points_elsewhere_or_invites_is_no_part_of_the_report(tmp_path, line):
    assert left_out(tmp_path, line) == [line.removeprefix("• ")]


@pytest.mark.parametrize(
    "line",
    [
        "“Read more of it,” Stern told the children.",
        "Related parties had signed the contract in May.",
        "See also what the council wrote in May about the pier and the people who own it.",
        "Recommended doses had been doubled, the ministry said.",
        "The poster said: read also the letters.",
    ],
)
def test_a_sentence_that_has_such_words_is_read(tmp_path, line):
    assert left_out(tmp_path, line) == []


def test_a_headline_that_the_title_repeats_is_left_out_with_the_lines_below_it(tmp_path):
    head = "Nobody slept, says Stern\nBy Ida Brandt\nMarch 3, 2020\n\n"
    record = {"title": "Nobody slept, says Stern", "text": head + "\n\n".join(REPORT)}
    article = article_of_record(tmp_path, record)
    assert [span.of(article.text) for span in article.boilerplate] == head.strip().splitlines()
    assert (article.title, article.authors, str(article.day)) == (record["title"], ("Ida Brandt",), "2020-03-03")


def test_an_edited_record_that_begins_with_another_headline_is_read_from_there(tmp_path):
    text = "Nobody slept, says Stern\nBy Ida Brandt\n\n" + "\n\n".join(REPORT)
    assert article_of_record(tmp_path, {"title": "A night of rain", "text": text}).boilerplate == ()
