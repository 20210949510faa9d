"""Feeds from the web: pages fetched once, politely, and never from a private network."""

import hashlib
import json

import pytest
from typer.testing import CliRunner

from bot.command.app import app
from index.corpus.fetching import fetch
from index.corpus.web import Web
from index.licences import credit_of
from tests.corpus_files import articles
from tests.corpus_formats import PUBLISHER, SAMPLES, page
from tests.feed_server import FeedServer


@pytest.fixture
def server():
    with FeedServer().running() as running:
        items = "".join(
            f"<item><title>x</title><link>{running.url}/{one.id}</link><pubDate>{one.day}</pubDate></item>"
            for one in SAMPLES
        )
        running.pages = {f"/{one.id}": page(one).encode() for one in SAMPLES}
        running.pages["/feed"] = feed(items)
        yield running


def feed(items):
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{PUBLISHER}</title>{items}</channel></rss>'.encode()
    )


def item(link, day="2021-03-01"):
    return f"<item><link>{link}</link><pubDate>{day}</pubDate></item>"


def run(server, folder, *, max_bytes=5_000_000, hosts=("localhost",), path="/feed"):
    with Web(max_bytes, hosts, pause=0) as web:
        done = fetch([f"{server.url}{path}"], folder, web)
    return done.pages, done.unchanged, [failure.reason for failure in done.failures]


def test_ten_pages_of_a_feed_come_out_as_the_ten_articles(server, tmp_path):
    assert run(server, tmp_path) == (10, 0, [])
    found = {one.title: one for one in articles(tmp_path)}
    for sample in SAMPLES:
        article = found[sample.title]
        assert (article.text, article.authors, str(article.day)) == (sample.text, (sample.author,), sample.day)
        assert (article.url, article.publisher, article.licence.id) == (sample.url, PUBLISHER, "CC-BY-4.0")


def test_a_feed_that_is_read_twice_answers_304_and_costs_nothing_else(server, tmp_path):
    run(server, tmp_path)
    before = server.asked.copy()
    assert run(server, tmp_path) == (0, 1, [])
    assert server.asked - before == {"/robots.txt": 1, "/feed": 1}
    assert server.answered[304] == 1


def test_a_new_and_an_updated_entry_are_fetched_and_no_other(server, tmp_path):
    server.pages["/feed"] = feed(item(f"{server.url}/ferry-1") + item(f"{server.url}/ferry-2"))
    assert run(server, tmp_path) == (2, 0, [])
    server.pages["/ferry-1"] = page(SAMPLES[0]).replace("two years", "three years").encode()
    links = [(1, "2021-04-01"), (2, "2021-03-01"), (3, "2021-03-01")]
    server.pages["/feed"] = feed("".join(item(f"{server.url}/ferry-{n}", day) for n, day in links))
    assert run(server, tmp_path) == (2, 0, [])
    assert server.asked["/ferry-2"] == 1
    assert any("three years" in one.text for one in articles(tmp_path))


def test_robots_txt_is_heeded(server, tmp_path):
    server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /ferry-3"
    assert run(server, tmp_path) == (9, 0, ["its robots.txt asks not to fetch it"])
    assert server.asked["/ferry-3"] == 0


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/ferry-1", "http://10.0.0.1/x", "http://[::1]:{port}/x"])
def test_a_feed_that_redirects_into_a_private_network_is_refused(server, tmp_path, target):
    server.pages["/moved"] = target.format(port=server.port)
    pages, _, (reason,) = run(server, tmp_path, path="/moved")
    assert pages == 0
    assert "is in a private network; allow it by [corpus] private_hosts" in reason
    assert server.asked["/ferry-1"] == 0


def test_without_leave_no_private_host_is_asked_at_all(server, tmp_path):
    assert "localhost is in a private network" in run(server, tmp_path, hosts=())[2][0]
    assert server.asked == {}


def test_a_page_that_is_too_large_missing_or_no_web_address_costs_only_itself(server, tmp_path):
    server.pages["/big"] = b"x" * 300_000
    links = [f"{server.url}/big", f"{server.url}/gone", "file:///etc/passwd", f"{server.url}/ferry-1"]
    server.pages["/feed"] = feed("".join(map(item, links)))
    assert run(server, tmp_path, max_bytes=200_000) == (
        1,
        0,
        [
            "more than 200,000 bytes; raise [corpus] max_document_bytes",
            "the server answered 404",
            "no web address: wants http or https",
        ],
    )


def test_a_server_that_asks_to_wait_is_left_alone(server, tmp_path):
    server.pages["/ferry-1"] = 429
    server.pages["/feed"] = feed("".join(item(f"{server.url}/ferry-{n}") for n in (1, 2, 3)))
    assert run(server, tmp_path) == (0, 0, ["its server asks to wait; run again later"] * 3)
    assert (server.asked["/ferry-2"], server.asked["/ferry-3"]) == (0, 0)


def test_a_redirect_without_end_is_given_up(server, tmp_path):
    server.pages["/round"] = f"{server.url}/round"
    assert run(server, tmp_path, path="/round") == (0, 0, ["redirected more than 5 times"])


def test_two_requests_to_a_host_have_a_pause_between_them(server, tmp_path):
    server.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7"
    waited = []
    with Web(5_000_000, ("localhost",), pause=1, sleep=waited.append) as web:
        fetch([f"{server.url}/feed"], tmp_path, web)
    assert len(waited) == 10
    assert all(6 < seconds <= 7 for seconds in waited)


def test_a_json_feed_links_to_its_pages_as_others_do(server, tmp_path):
    items = [{"id": one.id, "url": f"{server.url}/{one.id}", "date_published": one.day} for one in SAMPLES[:3]]
    content = {"version": "https://jsonfeed.org/version/1.1", "title": PUBLISHER, "items": items}
    server.pages["/feed"] = json.dumps(content).encode()
    assert run(server, tmp_path) == (3, 0, [])
    server.pages["/feed"] = b'{"version": "https://jsonfeed.org/version/1.1", "items": '
    assert run(server, tmp_path)[2][0].startswith("not a sound feed (")


def test_the_command_names_what_could_not_be_had_and_ends_with_status_1(server, tmp_path):
    (tmp_path / "config.toml").write_text('[corpus]\nfeeds = ["http://10.0.0.1/feed"]\nfetched = "pages"\n')
    result = CliRunner().invoke(app, ["fetch", "--config", str(tmp_path / "config.toml")])
    assert result.exit_code == 1
    assert f"0 pages written into {tmp_path / 'pages'}; 0 feeds unchanged" in result.output


def test_a_robots_txt_that_moved_is_heeded_and_one_that_the_server_fails_to_give_forbids_all(server, tmp_path):
    server.pages |= {"/robots.txt": "/rules", "/rules": b"User-agent: *\nDisallow: /ferry-3"}
    assert run(server, tmp_path) == (9, 0, ["its robots.txt asks not to fetch it"])
    server.pages["/robots.txt"] = 500
    before = server.asked["/feed"]
    assert run(server, tmp_path) == (0, 0, ["its server asks to wait; run again later"])
    assert server.asked["/feed"] == before


def test_a_relative_redirect_stays_with_the_host_that_was_asked(server, tmp_path, monkeypatch):
    monkeypatch.setattr("index.corpus.web._public_address", lambda *_: "127.0.0.1")
    server.pages |= {"/old": "/feed", "/feed": feed(item(f"http://news.example:{server.port}/ferry-1"))}
    with Web(5_000_000, pause=0) as web:
        done = fetch([f"http://news.example:{server.port}/old"], tmp_path, web)
    assert (done.pages, done.failures) == (1, ())
    assert server.asked["/robots.txt"] == 1


def test_an_entry_whose_address_is_no_text_is_passed_over(server, tmp_path):
    items = [{"id": "1", "url": 5}, {"id": "2", "url": f"{server.url}/ferry-1"}]
    server.pages["/feed"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    assert run(server, tmp_path) == (1, 0, [])


BARE = "<html><head><title>Ferry</title></head><body><article><p>{}</p><p>{}</p></article></body></html>"
SAID = "The ferry of Velm sails again on Monday, said Eva Holm, the mayor, who had waited for it — “at last”, she said."
MORE = "It had stood in the yard of Velm for two years, until the town found the money that the repair had cost it."


def bare(encoding="utf-8"):
    return BARE.format(SAID, MORE).encode(encoding)


def test_a_page_that_states_nothing_is_known_by_its_address_and_its_feed(server, tmp_path):
    server.pages |= {"/old": "/story", "/story": bare()}
    fields = "<title>Ferry sails again</title><author>Ida Roth</author><pubDate>Mon, 01 Mar 2021 10:00:00 GMT</pubDate>"
    server.pages["/feed"] = feed(f"<item><link>{server.url}/old</link>{fields}</item>")
    assert run(server, tmp_path) == (1, 0, [])
    (article,) = articles(tmp_path)
    assert (article.text.startswith(SAID), article.url) == (True, f"{server.url}/story")
    assert (article.publisher, article.authors, str(article.day)) == (PUBLISHER, ("Ida Roth",), "2021-03-01")
    places = {one.field: one.place for one in article.origins}
    assert (places["url"], places["publisher"], places["published"]) == ("address", "feed", "feed")
    assert credit_of(article).url == f"{server.url}/story"


def test_a_page_of_a_json_feed_is_known_by_its_feed(server, tmp_path):
    server.pages["/story"] = bare()
    entry = {
        "url": f"{server.url}/story",
        "title": "x",
        "date_published": "2021-03-01",
        "authors": [{"name": "Ida Roth"}],
    }
    content = {"version": "https://jsonfeed.org/version/1.1", "title": PUBLISHER, "items": [entry]}
    server.pages["/feed"] = json.dumps(content).encode()
    assert run(server, tmp_path) == (1, 0, [])
    (article,) = articles(tmp_path)
    assert (article.publisher, article.authors, str(article.day)) == (PUBLISHER, ("Ida Roth",), "2021-03-01")


def test_a_page_is_decoded_as_its_server_says(server, tmp_path):
    server.pages["/story"] = bare("utf-16-le")
    server.types["/story"] = "text/html; charset=utf-16le"
    server.pages["/feed"] = feed(item(f"{server.url}/story"))
    assert run(server, tmp_path) == (1, 0, [])
    assert [one.text.startswith(SAID) for one in articles(tmp_path)] == [True]


def test_what_is_no_page_is_named_and_not_kept(server, tmp_path):
    server.pages["/story"] = b"%PDF-1.7"
    server.types["/story"] = "application/pdf"
    server.pages["/feed"] = feed(item(f"{server.url}/story"))
    assert run(server, tmp_path) == (0, 0, ["no page: its server calls it application/pdf"])
    assert [one.name for one in tmp_path.iterdir()] == [".fetched.json"]


def test_pages_of_an_earlier_version_are_given_their_addresses_and_keep_their_ids(server, tmp_path):
    link = f"{server.url}/story"
    stem = hashlib.sha256(link.encode()).hexdigest()[:24]
    (tmp_path / f"{stem}.html").write_bytes(bare())
    (tmp_path / ".fetched.json").write_text(json.dumps({link: {"updated": "2021-03-01"}}), encoding="utf-8")
    (before,) = articles(tmp_path)
    server.pages["/feed"] = feed(item(link))
    assert run(server, tmp_path) == (0, 0, [])
    (after,) = articles(tmp_path)
    assert (before.id, before.url) == (stem, None)
    assert (after.id, after.url, after.text) == (stem, link, before.text)
