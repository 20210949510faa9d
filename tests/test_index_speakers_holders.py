"""A role that an article ties to nobody, and whom other articles call so."""

import json

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.models import Unit
from index.search.filters import Where
from index.search.snapshot import Snapshot

PROFILE = {
    "id": "profile",
    "text": "Ohio Governor Ida Roe opened the new lock on Monday. “It is late,” said Ohio Governor Ida Roe.",
    "published": "2024-03-04",
}
REPORT = (
    "Ida Roe and Max Stern met in Osterby. Stern is a farmer. The Ohio governor said the canal tax would fall by half."
)


def speakers_of(tmp_path, data, *articles):
    """Who is held to have said what in the article "report"."""
    corpus = tmp_path / "corpus"
    corpus.mkdir(exist_ok=True)
    for article in articles:
        (corpus / f"{article['id']}.json").write_text(json.dumps(article), encoding="utf-8")
    settings = IndexSettings(data=data)
    index_corpus([corpus], settings, CorpusSettings())
    snapshot = Snapshot(data)
    found = snapshot.read(Unit.STATEMENT, snapshot.keys(Unit.STATEMENT, Where()))
    return [
        (one.unit.texts(one.article.text)[0], one.speaker.name if one.speaker else None)
        for one in found.values()
        if one.article.id == "report"
    ]


def report(day, text=REPORT):
    return {"id": "report", "text": text, "published": day}


SAID = "the canal tax would fall by half"


def test_the_holder_of_an_office_is_known_from_another_article_of_the_time(own_settings, tmp_path):
    assert speakers_of(tmp_path, own_settings.data, PROFILE, report("2024-05-01")) == [(SAID, "Ida Roe")]


def test_without_the_other_article_nobody_is_guessed(own_settings, tmp_path):
    assert speakers_of(tmp_path, own_settings.data, report("2024-05-01")) == [(SAID, None)]


def test_years_later_somebody_else_may_hold_the_office(own_settings, tmp_path):
    earlier = {**PROFILE, "published": "2017-03-04"}
    assert speakers_of(tmp_path, own_settings.data, earlier, report("2024-05-01")) == [(SAID, None)]


def test_the_same_office_of_another_place_is_another_office(own_settings, tmp_path):
    elsewhere = REPORT.replace("Ohio governor", "Utah governor")
    assert speakers_of(tmp_path, own_settings.data, PROFILE, report("2024-05-01", elsewhere)) == [(SAID, None)]


def test_a_bare_office_names_nobody(own_settings, tmp_path):
    bare = REPORT.replace("The Ohio governor", "The governor")
    assert speakers_of(tmp_path, own_settings.data, PROFILE, report("2024-05-01", bare)) == [(SAID, None)]


def test_who_is_not_in_the_article_is_not_brought_into_it(own_settings, tmp_path):
    without = REPORT.replace("Ida Roe and Max Stern met", "Eva Holm and Max Stern met")
    assert speakers_of(tmp_path, own_settings.data, PROFILE, report("2024-05-01", without)) == [(SAID, None)]
