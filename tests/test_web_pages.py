"""The page over HTTP: what stands on each of its pages, and what a browser is told to keep out."""

import gc
import json
import re
import weakref

import lxml.html
import pytest

from bot.web import listing
from index.search.snapshot import Snapshot
from tests.web_page import MEKDAD, OPPRESSIVE, client_of, served

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def page(sample_settings, engine):
    with served(sample_settings, engine) as address, client_of(address) as client:
        yield client


@pytest.fixture(scope="module")
def articles(engine):
    return {one.article.id: one for one in engine.published.articles()}


def read(client, path, **params):
    response = client.get(path, params=params or None)
    assert response.status_code == 200, response.text
    return lxml.html.fromstring(response.text)


def words(element):
    return " ".join(element.text_content().split())


def test_the_front_page_shows_questions_that_are_answered(page):
    front = read(page, "/")
    assert words(front.find_class("holds")[0]) == "86 statements by 21 speakers, from 20 articles."
    links = front.cssselect(".examples a")
    assert len(links) == 3
    answer = read(page, links[0].get("href"))
    assert answer.cssselect("blockquote")
    assert answer.cssselect("input[name=q]")[0].value == words(links[0])


def test_an_answer_is_the_statement_with_speaker_role_credit_and_links(page):
    answer = read(page, "/ask", q=MEKDAD)
    first = answer.cssselect(".said")[0]
    assert words(first.cssselect(".who")[0]) == "Faisal Mekdad, Syrian Foreign Minister, said, as reported:"
    assert words(first.cssselect("mark")[0]) == (
        'that "oppressive sanctions" would not break the will of the Syrian people'
    )
    assert [link.get("href") for link in first.cssselect(".links a")] == [
        f"/s/{OPPRESSIVE}#said",
        "/speakers/faisal-mekdad",
        "https://example.org/sample/tehran-meeting#:~:text=that%20%22oppressive%20sanctions%22%20would%20not,"
        "bring%20them%20to%20their%20knees",
    ]
    assert words(answer.cssselect(".source")[0]) == (
        "Syrian minister meets Iranian officials in Tehran · Sample Gazette · 8 Dec 2021 · CC BY 4.0"
    )
    assert words(answer.cssselect(".reading")[0]) == "Read as: Faisal Mekdad · sanctions"


def test_a_greeting_lists_its_examples_under_a_line(page, engine):
    answer = read(page, "/ask", q="hello")
    points = answer.cssselect("ul.listing li")
    assert [words(point) for point in points] == list(engine.examples(3))
    (list_,) = answer.cssselect("ul.listing")
    assert words(list_.getprevious()) == "Hello. Ask me what somebody said, for example:"


def test_an_abstention_says_why(page):
    answer = read(page, "/ask", q="what did Mekdad say about football?")
    assert words(answer.cssselect(".abstention")[0]).startswith("Faisal Mekdad is quoted in this corpus, but not about")


def test_a_statement_stands_marked_in_its_article(page, articles):
    shown = read(page, f"/s/{OPPRESSIVE}")
    assert words(shown.cssselect("mark#said")[0]) == (
        'that "oppressive sanctions" would not break the will of the Syrian people'
    )
    assert words(shown.cssselect(".text .speaker")[0]) == "Mekdad"
    assert [words(one) for one in shown.cssselect("aside li a")] == [
        "A2 Faisal Mekdad",
        "A3 Faisal Mekdad",
        "B4 Ali Shamkhani",
    ]
    for label in shown.cssselect(".text sup"):
        label.drop_tree()
    paragraphs = [one.text_content() for one in shown.cssselect(".text > p")]
    assert "\n\n".join(paragraphs) == articles["sample-tehran-meeting"].article.text


def test_a_statement_is_cited_in_four_forms(page):
    shown = read(page, f"/s/{OPPRESSIVE}")
    address = f"{page.base_url}/s/{OPPRESSIVE}".replace("//s", "/s")
    assert shown.cssselect("#credit")[0].text == (
        "“Syrian minister meets Iranian officials in Tehran” by Sample Desk, Sample Gazette, 2021-12-08, "
        "https://example.org/sample/tehran-meeting, is licensed under CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/)."
    )
    assert shown.cssselect("#cite-text")[0].text == (
        'Faisal Mekdad, Syrian Foreign Minister, said, as reported: that "oppressive sanctions" would not break the '
        f"will of the Syrian people {shown.cssselect('#credit')[0].text} {address}"
    )
    quotation = json.loads(shown.cssselect("script[type='application/ld+json']")[0].text)
    assert quotation == page.get(f"/api/statements/{OPPRESSIVE}/citation", params={"form": "json-ld"}).json()
    assert (quotation["@type"], quotation["@id"]) == ("Quotation", address)
    assert quotation["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Faisal Mekdad",
        "jobTitle": "Syrian Foreign Minister",
    }
    assert "creator" not in quotation  # it is reported: the words are the article's
    (csl,) = page.get(f"/api/statements/{OPPRESSIVE}/citation", params={"form": "csl"}).json()
    assert (csl["type"], csl["issued"]) == ("article-newspaper", {"date-parts": [[2021, 12, 8]]})
    assert csl["author"] == [{"literal": "Sample Desk"}]
    bibtex = page.get(f"/api/statements/{OPPRESSIVE}/citation", params={"form": "bibtex"}).text
    assert re.findall(r"^@misc\{(\w+),$|^  (\w+) = ", bibtex, re.MULTILINE)[0] == (OPPRESSIVE, "")
    assert "title = {{Syrian minister meets Iranian officials in Tehran}}" in bibtex


def test_what_no_licence_permits_is_quoted_shortly_and_linked(page, articles):
    unlicensed = next(one for one in articles.values() if not one.article.licence.known and one.statements)
    heading = next(one for one in read(page, "/corpus/articles", licence="licence unknown").cssselect(".articles a"))
    article = read(page, heading.get("href"))
    assert not article.cssselect("mark")
    assert words(article.cssselect(".text p")[0]).startswith("Nothing is known to permit printing this article here.")
    assert article.cssselect(".text a")[0].get("href").startswith("https://example.org/")
    assert unlicensed.article.text[:80] not in article.text_content()
    assert not article.cssselect("aside li p")
    statement = read(page, article.cssselect("aside li a")[0].get("href"))
    assert statement.cssselect("blockquote")
    assert not statement.cssselect(".text mark")


def test_a_speaker_has_a_page_with_roles_times_and_statements(page):
    shown = read(page, "/speakers/omar-diallo")
    facts = {words(row.find("dt")): words(row.find("dd")) for row in shown.cssselect("dl.about > div")}
    assert facts["Statements"] == "8"
    assert "Transport Minister" in facts["Roles"]
    drawn = shown.cssselect("svg.timeline")[0]
    assert sum(int(one.text) for one in drawn.cssselect("text.count")) == 8
    assert drawn.get("aria-label").startswith("Statements over time:")
    assert len(shown.cssselect("blockquote")) == 8
    about = read(page, "/speakers/omar-diallo", about="rail")
    assert 0 < len(about.cssselect("blockquote")) < 8


def test_speakers_are_found_by_name(page):
    assert [words(one) for one in read(page, "/speakers", name="mekdad").cssselect(".speakers a")] == ["Faisal Mekdad"]
    assert not read(page, "/speakers", name="zzz").cssselect(".speakers a")


def test_the_corpus_is_listed_by_publisher_and_licence(page):
    shown = read(page, "/corpus")
    rows = [[words(cell) for cell in row] for row in shown.cssselect("tbody tr")]
    assert ["Sample Gazette", "5", "8 Dec 2021 to 2 Sep 2024", "CC-BY-4.0"] in rows
    listed = read(page, "/corpus/articles", publisher="Sample Gazette")
    assert len(listed.cssselect(".articles li")) == 5


def test_a_name_that_several_bear_is_asked_back_and_chosen(page):
    asked = read(page, "/ask", q="what did Reed say about taxes?")
    choices = asked.cssselect(".answer .examples a")
    assert {words(one) for one in choices} == {"Tomas Reed", "Hanna Reed"}
    chosen = read(page, choices[0].get("href"))
    assert words(chosen.cssselect(".reading")[0]).startswith("Read as: " + words(choices[0]))


@pytest.mark.parametrize(
    "path", ["/", "/ask?q=who+said+what", f"/s/{OPPRESSIVE}", "/speakers", "/corpus", "/api", "/robots.txt", "/nowhere"]
)
def test_nothing_is_loaded_from_elsewhere(page, path):
    response = page.get(path)
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    if "html" in response.headers["content-type"]:
        loaded = lxml.html.fromstring(response.text).cssselect("script[src], link[rel=stylesheet], link[rel=icon], img")
        assert {(one.get("src") or one.get("href")).split("/")[1] for one in loaded} == {"static"}
        assert " style=" not in response.text


def test_what_is_not_there_is_said_to_be_missing(page):
    for path in ("/nowhere", "/s/nosuchkey", "/a/aaaaaaaaaaaa", "/speakers/nobody", "/static/none.css"):
        missing = page.get(path)
        assert missing.status_code == 404
        assert "<h1>There is nothing here</h1>" in missing.text
    assert page.get("/ask").status_code == 400
    assert page.post("/ask").status_code == 405


def test_a_statement_that_is_gone_leads_to_its_article(page):
    gone = page.get(f"/s/{OPPRESSIVE[:12]}aaaaaaaa")
    assert gone.status_code == 404
    assert "This statement is no longer read in its article" in gone.text
    assert "Syrian minister meets Iranian officials in Tehran" in gone.text


def test_a_client_that_asks_too_much_is_told_when_to_come_back(sample_settings, engine):
    with (
        served(sample_settings, engine, requests_per_minute=2) as address,
        client_of(address) as client,
    ):
        statuses = [client.get("/api/speakers").status_code for _ in range(2)]
        refused = client.get("/ask", params={"q": MEKDAD})
        assert statuses == [200, 200]
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert "You may ask 2 questions in a minute." in refused.text
        assert client.get(f"/s/{OPPRESSIVE}").status_code == 200  # what is only read is not counted


def test_addresses_are_the_public_ones_where_they_are_set(sample_settings, engine):
    public = "https://onrecord.example.org/"
    with (
        served(sample_settings, engine, public_url=public) as address,
        client_of(address) as client,
    ):
        shown = client.get(f"/s/{OPPRESSIVE}").text
    assert f'<link rel="canonical" href="https://onrecord.example.org/s/{OPPRESSIVE}">' in shown


def test_what_is_listed_of_a_state_keeps_it_no_longer_than_its_readers_do(sample_settings):
    published = Snapshot(sample_settings)
    assert listing.speakers_of(published) is listing.speakers_of(published)
    assert listing.articles_of(published, None)
    state = weakref.ref(published)
    del published
    gc.collect()
    assert state() is None
