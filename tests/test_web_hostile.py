"""What somebody may put into an article or an address does not become markup, a script, a link or a path."""

import json
from http.client import HTTPConnection

import lxml.html
import pytest

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from tests.indexes import lend_encoder
from tests.web_page import client_of, served

TAG = '<script>alert("x")</script><img src=x onerror=alert(1)>'
DOCUMENTS = [
    {
        "id": "../../etc/passwd",
        "title": f"Mayor {TAG} speaks",
        "url": "javascript:alert(1)",
        "publisher": f"Herald {TAG}",
        "authors": [f"Ida {TAG}"],
        "published": "2024-03-01",
        "licence": "CC BY 4.0",
        "text": f'"The bridge {TAG} will open in May," mayor Ada Roth said. "</script><b>Never</b> again," she said.',
    },
    {
        "id": "two",
        "title": "Plain",
        "url": 'https://example.org/a?x=1&y="><script>alert(2)</script>',
        "publisher": "data:text/html,x",
        "published": "2024-03-02",
        "licence": "CC BY 4.0",
        "text": 'Ada Roth said the bridge would be "as safe as {{ 7 * 7 }} houses".',
    },
]


@pytest.fixture(scope="module")
def page(sample_settings, tmp_path_factory):
    """A page over articles that somebody wrote to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    lend_encoder(sample_settings.data, folder / "data")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, DOCUMENTS)), encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    assert index_corpus([folder / "articles.jsonl"], settings, CorpusSettings()).added == 2
    with served(settings) as address, client_of(address) as client:
        yield client


def as_written(client, path):
    """The status and the text of a path that is sent as it is written, dots and all."""
    connection = HTTPConnection(client.base_url.host, client.base_url.port)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def everywhere(client):
    """The text of every page that a crawler finds from the front page."""
    seen, left = {}, ["/", "/ask?q=what did Ada Roth say about the bridge?", "/speakers", "/corpus"]
    while left:
        path = left.pop()
        if path in seen:
            continue
        response = client.get(path)
        seen[path] = response.text
        if "html" in response.headers["content-type"]:
            links = lxml.html.fromstring(response.text).cssselect("a[href]")
            left += [link.get("href").partition("#")[0] for link in links if link.get("href").startswith("/")]
    return seen


def test_markup_in_articles_is_shown_as_text(page):
    pages = everywhere(page)
    keys = [one["key"] for one in page.get("/api/statements").json()["statements"]]
    assert {path for path in pages if path.startswith("/s/")} == {f"/s/{key}" for key in keys}
    assert any("&lt;script&gt;" in text for text in pages.values())
    for path, text in pages.items():
        if path.startswith("/api/"):
            continue
        tree = lxml.html.fromstring(text)
        assert {script.get("src", script.get("type")).partition("?")[0] for script in tree.cssselect("script")} <= {
            "/static/page.js",
            "application/ld+json",
        }, path
        assert not tree.cssselect("img, [onerror], b:not(.speaker)"), path
        assert "49 houses" not in text


def test_only_web_addresses_are_linked(page):
    for path, text in everywhere(page).items():
        if not path.startswith("/api/"):
            links = [link.get("href") for link in lxml.html.fromstring(text).cssselect("a")]
            assert all(link.startswith(("/", "#", "https://")) for link in links), path


def test_a_hostile_quotation_stays_inside_its_data_block(page):
    for path, text in everywhere(page).items():
        if path.startswith("/s/"):
            block = lxml.html.fromstring(text).cssselect("script[type='application/ld+json']")[0].text
            assert "<" not in block
            assert json.loads(block)["@type"] == "Quotation"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/s/..%2f..%2fetc%2fpasswd",
        "/a/../../etc/passwd",
        "/speakers/..%2f..%2fstore.sqlite",
        "/api/articles/..%2f..%2fetc%2fpasswd",
        "/s/%00",
        "/s/%ff%fe",
    ],
)
def test_a_path_leads_out_of_nothing(page, path):
    status, body = as_written(page, path)
    assert status in {404, 422}
    assert "import" not in body
    assert "root:" not in body


QUESTIONS = {
    "long": "a" * 15_000,
    "words": "so very " * 2_000,
    "controls": "\x00\x01",
    "sql": "% _ ' OR 1=1 --",
    "quotes": '"' * 900,
    "brackets": "(((" * 300,
    "emoji": "💥" * 400,
    "star": "*",
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_breaks_the_page(page, question):
    for path in ("/ask", "/api/ask", "/speakers", "/corpus/articles"):
        parameters = {"q": question, "name": question, "publisher": question, "page": question}
        response = page.get(path, params=parameters)
        assert response.status_code < 500
    about = page.get("/speakers/ada-roth", params={"about": question, "page": "-1"})
    assert about.status_code == 200


def test_a_question_that_is_too_long_is_told_so(page):
    response = page.get("/ask", params={"q": "a" * 60_000})
    assert response.status_code == 400
    assert "longer than 1,000 characters" in response.text


def test_the_page_changes_nothing(page):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/", "/ask", "/speakers", "/api/statements"):
            assert page.request(method, path).status_code == 405
