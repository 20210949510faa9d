"""HTML in the fields of records, feeds and Markdown: the text that a browser shows, and no other."""

import csv
import json
import time

import pytest

from index.corpus.markup import readable
from tests.corpus_files import articles

MARKED_UP = (
    "<p>Eva Holm, the mayor, said: “<em>Never</em> will CO<sub>2</sub> fall, and we don<span>’</span>t pay "
    "$<b>5</b>.<b>50</b>.”</p><p><b>W</b>e left.</p>"
)
SHOWN = "Eva Holm, the mayor, said: “Never will CO2 fall, and we don’t pay $5.50.”\n\nWe left."


def as_json(path):
    path = path.with_suffix(".json")
    path.write_text(json.dumps({"text": MARKED_UP}), encoding="utf-8")
    return path


def as_csv(path):
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], ["1", MARKED_UP]])
    return path


def as_feed(path):
    path = path.with_suffix(".xml")
    entry = f"<item><title>Fare</title><description><![CDATA[{MARKED_UP}]]></description></item>"
    path.write_text(f'<rss version="2.0"><channel><title>Velm</title>{entry}</channel></rss>', encoding="utf-8")
    return path


@pytest.mark.parametrize("written", [as_json, as_csv, as_feed])
def test_elements_within_a_line_leave_no_space(tmp_path, written):
    assert [one.text for one in articles(written(tmp_path / "fare"))] == [SHOWN]


def test_emphasis_within_a_word_of_markdown_leaves_no_space(tmp_path):
    path = tmp_path / "fare.md"
    path.write_text('---\ntitle: Fare\n---\nThe fare is "un*believ*able", he said, at **5**.**50**.', encoding="utf-8")
    assert [one.text for one in articles(path)] == ['The fare is "unbelievable", he said, at 5.50.']


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<p>She said: <q>No, <q>never</q> again</q>.</p>", "She said: “No, ‘never’ again”."),
        ("<p>She said: <q>“Never”</q>.</p>", "She said: “Never”."),
        ("<p>She said: <q>No, <em>never</em></q>.</p>", "She said: “No, never”."),
        ("<p>It is <b>very </b>late, <i>said</i> <u>he</u>.</p>", "It is very late, said he."),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<section>One</section><section>Two</section><main>Three</main>", "One\nTwo\nThree"),
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>", "A B\nC"),
        ("One<br>two<br/><br>three", "One\ntwo\nthree"),
        ("<p>Seen<span hidden> not</span><span style='display: none'> at all</span>.</p>", "Seen."),
        ("<!-- wp:paragraph -->Seen.<!-- /wp:paragraph -->", "Seen."),
        ("<p>On the 3<sup>rd</sup> un<wbr>told</p>", "On the 3rd untold"),
        ("&lt;p&gt;The tags are escaped.&lt;/p&gt;", "The tags are escaped."),
        ("<p>Write &lt;b&gt; for bold.</p>", "Write <b> for bold."),
    ],
)
def test_a_text_is_read_as_a_browser_shows_it(raw, shown):
    assert readable(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        'She added: "x<a and b>y holds."',
        "Where a<b>c, she said, all is lost.",
        "If x <i and y> z, he said, stop.",
        "Prices < 5 and > 3 were 4.",
        "Write to <EMAIL_ADDRESS>.",
    ],
)
def test_signs_that_are_no_tags_stay(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert [one.text for one in articles(path)] == [text]


@pytest.mark.parametrize("unit", ["<a ", "<b>", "<!--", "<p a=b ", "<q>"])
def test_odd_markup_costs_no_time(unit):
    start = time.process_time()
    readable(unit * 20_000)
    assert time.process_time() - start < 3
