"""What the page keeps: an answer is made once for all who ask, and nothing of an old state is shown in a new one."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings
from retrieval.engine import Engine
from tests.web_page import MEKDAD, OPPRESSIVE, client_of, served


class Counting(Engine):
    """An engine that counts what it is asked."""

    asked = 0

    def ask(self, *args, **kwargs):
        self.asked += 1
        return super().ask(*args, **kwargs)


@pytest.fixture
def indexed(tmp_path, settings):
    """A copy of the sample's articles, indexed, from which a test may take."""
    copy = shutil.copytree(sample.path(), tmp_path / "articles")
    index_corpus([copy], settings, CorpusSettings())
    return copy


def test_many_who_ask_the_same_at_once_get_one_answer(own_settings):
    engine = Counting.open(own_settings)
    with served(own_settings, engine) as address, client_of(address) as client:
        with ThreadPoolExecutor(8) as pool:
            pages = list(pool.map(lambda _: client.get("/ask", params={"q": MEKDAD}), range(8)))
        records = [client.get("/api/ask", params={"q": MEKDAD}) for _ in range(3)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert len({record.text for record in records}) == 1
    assert engine.asked == 2  # one for the pages, one for the records


def test_a_question_that_cannot_be_read_is_refused_each_time(own_settings):
    with served(own_settings) as address, client_of(address) as client:
        refused = [client.get("/ask", params={"q": "why " * 400}).status_code for _ in range(2)]
        assert client.get("/ask", params={"q": MEKDAD}).status_code == 200
    assert refused == [400, 400]


def test_an_article_that_left_the_corpus_is_gone_from_answers_that_were_kept(settings, indexed):
    with served(settings) as address, client_of(address) as client:
        before = client.get("/ask", params={"q": MEKDAD})
        (indexed / "tehran-meeting.json").unlink()
        index_corpus([indexed], settings, CorpusSettings())
        after = client.get("/ask", params={"q": MEKDAD})
    assert "oppressive sanctions" in before.text
    assert "oppressive sanctions" not in after.text


@pytest.mark.parametrize("path", ["/", f"/s/{OPPRESSIVE}", "/speakers", "/corpus", "/api/statements"])
def test_a_browser_that_has_the_page_is_told_so_until_another_state_is_published(settings, indexed, path):
    with served(settings) as address, client_of(address) as client:
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        (indexed / "wolf-count.json").unlink()
        index_corpus([indexed], settings, CorpusSettings())
        new = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert new.status_code == 200
    assert new.headers["ETag"] != first.headers["ETag"]


class Broken(Engine):
    """An engine that fails at every question, for a reason that is nobody's business."""

    def ask(self, *args, **kwargs):
        raise RuntimeError("secret reason")


def test_what_fails_is_told_in_words_under_the_same_policy_and_is_not_kept(own_settings):
    with served(own_settings, Broken.open(own_settings)) as address, client_of(address) as client:
        failed = [client.get(path, params={"q": MEKDAD}) for path in ("/ask", "/ask", "/api/ask")]
        sound = client.get("/corpus")
    assert [response.status_code for response in failed] == [500, 500, 500]
    assert "Something went wrong on our side" in failed[0].text
    assert "secret" not in "".join(response.text for response in failed)
    policies = {response.headers["Content-Security-Policy"] for response in (*failed, sound)}
    assert len(policies) == 1


def test_an_error_has_no_tag_and_is_no_page_that_a_browser_has(own_settings):
    with served(own_settings) as address, client_of(address) as client:
        missing = client.get("/a/aaaaaaaaaaaa")
    assert missing.status_code == 404
    assert "ETag" not in missing.headers
