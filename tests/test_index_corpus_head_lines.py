"""Titles, bylines and days that stand in the text before the report, in the ways of many sites."""

import json

from tests.corpus_files import articles
from tests.head_line_samples import BEGINNINGS, BODY, Beginning

FIELDS = ("title", "authors", "published")


def read_all(tmp_path):
    """The articles of all beginnings, with the fields that their sources state, in order."""
    lines = [
        {
            "text": beginning.lines + BODY,
            "source": beginning.source or "news-samples",
            "metadata": {"url": beginning.url or None, "author": beginning.author or None},
        }
        for _, beginning in BEGINNINGS
    ]
    path = tmp_path / "samples.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return articles(path)


def test_at_least_95_of_a_hundred_fields_are_right_and_none_is_invented(tmp_path):
    right = invented = total = 0
    wrong = []
    for (site, beginning), article in zip(BEGINNINGS, read_all(tmp_path), strict=True):
        wanted = (beginning.title, beginning.authors, beginning.day)
        found = (article.title, article.authors, article.day.isoformat() if article.day else None)
        for field, want, got in zip(FIELDS, wanted, found, strict=True):
            total += 1
            right += want == got
            invented += bool(got) and not want
            if want != got:
                wrong.append((site, beginning.lines, field, got))
    assert len({site for site, _ in BEGINNINGS}) >= 16
    assert total >= 180
    assert invented == 0, wrong
    assert right / total >= 0.95, wrong


def test_head_lines_are_kept_in_the_text_and_left_out_of_the_body(tmp_path):
    for (_, beginning), article in zip(BEGINNINGS, read_all(tmp_path), strict=True):
        assert article.text == beginning.lines + BODY
        assert len(article.body) == len(article.text)
        assert article.body.endswith(BODY)
        if beginning.title:
            assert beginning.title not in article.body
        if beginning == Beginning(beginning.lines):
            assert article.body == article.text


def test_a_title_is_left_out_also_where_the_report_goes_on_behind_it_on_the_same_line(tmp_path):
    report = "The ferry sails again after two years. " * 30
    path = tmp_path / "sample.jsonl"
    path.write_text(json.dumps({"title": "Ferry “sails” again", "text": f'Ferry "sails" again. {report}'}), "utf-8")

    (article,) = articles(path)

    assert article.title == "Ferry “sails” again"
    assert article.body.strip() == report.strip()
