"""JSON as exports write it: objects and lists where words are expected, nulls, HTML, bylines, other keys."""

import json

import pytest

from tests.corpus_files import article_of_record, articles

TEXT = 'Mayor Ada Stone opened the bridge. "It took far too long," Stone said.'


@pytest.mark.parametrize(
    "key",
    ["text", "maintext", "articleBody", "body", "content", "content_text", "content_html", "fullText", "Article Text"],
)
def test_a_text_is_found_under_the_keys_of_exports(tmp_path, key):
    assert article_of_record(tmp_path, {key: TEXT}).text == TEXT


def test_rendered_objects_of_wordpress_are_read(tmp_path):
    article = article_of_record(
        tmp_path,
        {
            "id": 17,
            "date": "2024-05-02T06:00:00",
            "link": "https://velton.example/bridge",
            "title": {"rendered": "Bridge &#038; tower"},
            "content": {"rendered": "<p>Ada Stone opened the bridge.</p><p>&#8220;At last,&#8221; she said.</p>"},
        },
    )
    assert (article.id, article.title, article.url) == ("17", "Bridge & tower", "https://velton.example/bridge")
    assert article.text == "Ada Stone opened the bridge.\n\n“At last,” she said."
    assert (article.published.isoformat(), article.publisher) == ("2024-05-02T06:00:00", "velton.example")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ida Roth", ("Ida Roth",)),
        (["Ida Roth", None, "Ben Kade"], ("Ida Roth", "Ben Kade")),
        ({"@type": "Person", "name": "Ida Roth"}, ("Ida Roth",)),
        ([{"name": "Ida Roth"}, {"name": None}, {"url": "https://velton.example/kade"}], ("Ida Roth",)),
        ({"@type": "Person", "name": ["Ida Roth", "Ben Kade"]}, ("Ida Roth",)),
        ("By IDA ROTH and BEN KADE, Velton Post Staff Writers", ("Ida Roth", "Ben Kade")),
        ("Velton Newsroom", ("Velton Newsroom",)),
        ("By Metro Desk", ("Metro Desk",)),
        ("Newsroom", ()),
        ("Ida Roth, Velton Bureau", ("Ida Roth",)),
        ("Ida Roth, Desk Editor", ("Ida Roth",)),
        ("Ida Roth; Ben Kade", ("Ida Roth", "Ben Kade")),
        ("Roth, Ida", ("Ida Roth",)),
        ("Ida Roth, Political Correspondent", ("Ida Roth",)),
        ("Written by Ida Roth (Velton) ida@velton.example", ("Ida Roth",)),
        ("Ida Roth, Ben Kade & Tom Ek", ("Ida Roth", "Ben Kade", "Tom Ek")),
        ("Reuters", ("Reuters",)),
        ("admin", ()),
        (None, ()),
        ([], ()),
        ({}, ()),
        (False, ()),
    ],
)
def test_authors_come_out_as_names(tmp_path, author, names):
    assert article_of_record(tmp_path, {"text": TEXT, "author": author}).authors == names


@pytest.mark.parametrize(
    ("fields", "publisher"),
    [
        ({"publisher": {"@type": "Organization", "name": "Velton Post"}}, "Velton Post"),
        ({"source": {"id": None, "name": "Velton Post"}}, "Velton Post"),
        ({"source-hostname": "Velton Post", "source": "https://velton.example/4"}, "Velton Post"),
        ({"source": "https://velton.example/4"}, "velton.example"),
        ({"publisher": "www.velton.co.uk", "url": "https://news.velton.co.uk/4"}, "velton.co.uk"),
        ({"publisher": None, "url": "https://www.velton.co.uk/4"}, "velton.co.uk"),
        ({"publisher": "Velton Post™"}, "Velton Post"),
        ({"publisher": ["Velton Post"]}, "Velton Post"),
        ({"publisher": {}}, None),
    ],
)
def test_a_publisher_is_a_name_or_the_registrable_domain(tmp_path, fields, publisher):
    assert article_of_record(tmp_path, {"text": TEXT} | fields).publisher == publisher


def test_an_odd_value_costs_only_its_field(tmp_path):
    odd = {"title": {"a": [1, None]}, "url": 7, "published": {"x": None}, "language": ["en"], "license": {"n": None}}
    article = article_of_record(tmp_path, {"text": TEXT, "authors": "Ida Roth"} | odd)
    assert (article.title, article.url, article.published, article.licence.known) == ("", None, None, False)
    assert (article.authors, article.language) == (("Ida Roth",), "en")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<div><p>The mayor spoke.</p><p>She <b>left</b>.</p></div>", "The mayor spoke.\n\nShe left."),
        ("The mayor spoke.<br/>She left.", "The mayor spoke.\nShe left."),
        ("<p>She said &quot;no&quot;.</p><script>track()</script>", 'She said "no".'),
        ("She said &amp;quot;no&amp;quot;.", 'She said "no".'),
        ("Tom &amp; Ada left&nbsp;early.", "Tom & Ada left\u00a0early."),
        ("Write to <EMAIL_ADDRESS> if 3 < 4 and 5 > 2.", "Write to <EMAIL_ADDRESS> if 3 < 4 and 5 > 2."),
        ("<p>Write to <EMAIL_ADDRESS> today.</p>", "Write to <EMAIL_ADDRESS> today."),
        ("AT&T rose; R&D fell.", "AT&T rose; R&D fell."),
    ],
)
def test_tags_and_entities_are_read_and_nothing_else_is_touched(tmp_path, raw, text):
    article = article_of_record(tmp_path, {"text": raw})
    assert (article.text, article.original) == (text, "")


def test_mojibake_is_mended_where_it_is_certain_and_the_original_kept(tmp_path):
    broken = "The cafÃ© is â€œopenâ€\x9d, the mayor said. Itâ€™s a start."
    article = article_of_record(tmp_path, {"text": broken, "title": "The cafÃ©"})
    assert article.text == "The café is “open”, the mayor said. It’s a start."
    assert (article.title, article.original) == ("The café", broken)


def test_text_that_only_looks_odd_is_left_alone(tmp_path):
    text = "Ã is a letter of Portuguese; “São Paulo” has one like it. Ça va, dit-il à Zoë."
    article = article_of_record(tmp_path, {"text": text})
    assert (article.text, article.original) == (text, "")


@pytest.mark.parametrize("key", ["articles", "items", "docs", "data"])
def test_an_object_around_a_list_of_articles_is_opened(tmp_path, key):
    record = {"status": "ok", key: [{"id": "a", "text": TEXT}]}
    assert article_of_record(tmp_path, record).id == "a"


@pytest.mark.parametrize("name", ["news.velton.co.uk", "velton.co.uk", "desk.news.velton.co.uk"])
def test_the_configuration_settles_a_source_by_host_or_domain(tmp_path, name):
    record = {"text": TEXT, "url": "https://Desk.news.velton.co.uk/rain", "published": "03/04/2020"}
    article = article_of_record(
        tmp_path, record, licences={name: "CC BY 4.0"}, publishers={name: "Velton Post"}, date_orders={name: "DMY"}
    )
    assert (article.licence.id, article.publisher) == ("CC-BY-4.0", "Velton Post")
    assert str(article.published) == "2020-04-03"


def test_a_host_is_settled_before_its_domain(tmp_path):
    names = {"velton.co.uk": "Velton Group", "news.velton.co.uk": "Velton Post", "other.velton.co.uk": "Other"}
    record = {"text": TEXT, "url": "https://news.velton.co.uk/rain"}
    assert article_of_record(tmp_path, record, publishers=names).publisher == "Velton Post"


def test_columns_are_settled_in_every_format_of_fields(tmp_path):
    columns = {"shown": "title", "said": "text"}
    (tmp_path / "a.md").write_text("---\nshown: Rain\n---\nRain fell.", encoding="utf-8")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Velm",
        "items": [{"shown": "Snow", "said": "It snowed."}],
    }
    (tmp_path / "b.json").write_text(json.dumps(feed), encoding="utf-8")
    (tmp_path / "c.csv").write_text("shown,said\nHail,Hail fell.\n", encoding="utf-8")
    assert [one.title for one in articles(tmp_path, columns=columns)] == ["Rain", "Snow", "Hail"]
