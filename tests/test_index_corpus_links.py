"""Links in a corpus: what they lead to is read once, and what leads nowhere is said."""

import pytest

from index.config import CorpusSettings
from index.corpus.intake import take_in
from index.storage.readings import readings
from tests.corpus_files import articles, errors

NOWHERE = "a link that leads nowhere; mend or delete it. Nothing of it is removed"


@pytest.fixture
def corpus(tmp_path):
    for folder, name in (("corpus", "a"), ("elsewhere", "b"), ("elsewhere/deeper", "c")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.txt").write_text(f"Rain fell on day {name}.", encoding="utf-8")
    return tmp_path / "corpus"


def ids(folder):
    return [one.id for one in articles(folder)]


def test_a_linked_folder_and_a_linked_file_are_read(corpus):
    (corpus / "0-linked").symlink_to("../elsewhere")
    (corpus / "z.txt").symlink_to("../elsewhere/b.txt")
    assert ids(corpus) == ["a", "z", "b", "c"]
    assert errors(corpus) == {}


def test_a_folder_is_read_once_though_links_lead_round_in_a_circle(corpus):
    elsewhere = corpus.parent / "elsewhere"
    (corpus / "linked").symlink_to("../elsewhere")
    (corpus / "again").symlink_to("../elsewhere/deeper")
    (corpus / "itself").symlink_to(".")
    (elsewhere / "back").symlink_to("../corpus")
    (elsewhere / "deeper" / "up").symlink_to("..")
    assert sorted(ids(corpus)) == ["a", "b", "c"]
    assert errors(corpus) == {}


def test_a_link_that_leads_nowhere_is_an_error(corpus):
    (corpus / "b.txt").symlink_to("../gone.txt")
    (corpus / "folder").symlink_to("../gone")
    (corpus / "round").symlink_to("round")
    (corpus / ".hidden").symlink_to("../gone")
    assert ids(corpus) == ["a"]
    assert errors(corpus) == {"b.txt": NOWHERE, "folder": NOWHERE, "round": NOWHERE}


@pytest.mark.parametrize("linked", ["elsewhere", "elsewhere/b.txt"])
def test_what_a_link_led_to_is_not_taken_for_removed(corpus, tmp_path, linked):
    link = corpus / ("b.txt" if linked.endswith("txt") else "b")
    link.symlink_to(tmp_path / linked)
    with readings(tmp_path, "settings") as memory:
        before = {one.own_id for one in take_in([corpus], CorpusSettings(), memory).told}
        (tmp_path / "elsewhere").rename(tmp_path / "moved")
        after = take_in([corpus], CorpusSettings(), memory)
    assert {one.own_id for one in after.told} == before > {"a"}
    assert [(failure.name, failure.reason) for failure in after.failures] == [(str(link), NOWHERE)]
