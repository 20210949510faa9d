"""Articles in other languages among English ones: kept, found, and read without speakers."""

import json

import pytest

from bot.words.runs import plain
from bot.words.statements import passage_label_of
from index.build import index_corpus
from index.config import CorpusSettings
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from tests.corpus_files import article_of_record
from tests.indexes import copy_index

TEXTS = {
    "de": (
        "Die Fähre zwischen Velm und den Inseln fährt nach zwei Jahren wieder. „Niemand hat sie vermisst“, sagte Olga "
        "Stern, die Wärterin des Leuchtturms. Der Gemeinderat hatte über den Verkauf des Schiffes abgestimmt."
    ),
    "fa": (
        "کشتی مسافربری میان ولم و جزیره‌ها پس از دو سال حرکت کرد. اولگا استرن، نگهبان فانوس، گفت: «هیچ‌کس "
        "دلتنگ آن نبود». شورای شهر درباره فروش کشتی رأی داده بود."
    ),
    "ar": (
        "عادت العبّارة بين فيلم والجزر إلى الإبحار بعد عامين. وقالت أولغا شتيرن، حارسة المنارة: «لم يفتقدها أحد». وكان "
        "مجلس البلدية قد صوّت على بيع السفينة القديمة."
    ),
    "ru": (
        "Паром между Вельмом и островами снова ходит после ремонта. «Никто по нему не скучал», — сказала Ольга "
        "Штерн, смотрительница маяка. Городской совет голосовал за продажу старого судна."
    ),
}
QUESTIONS = {
    "de": "Gemeinderat Verkauf des Schiffes",
    "fa": "شورای شهر فروش کشتی",
    "ar": "مجلس البلدية بيع السفينة",
    "ru": "городской совет продажа старого судна",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_text_tells_the_language_whatever_its_source_states(tmp_path, language):
    for stated in (None, "en", "en-US", "nonsense", language):
        assert article_of_record(tmp_path, {"text": TEXTS[language], "language": stated}).language == language


def test_a_text_too_short_to_tell_keeps_what_is_stated(tmp_path):
    assert article_of_record(tmp_path, {"text": "Rain fell."}).language == "en"
    assert article_of_record(tmp_path, {"text": "Regen fiel.", "language": "de-AT"}).language == "de"


@pytest.fixture(scope="module")
def mixed(sample_settings, tmp_path_factory):
    """The sample's index with the four articles besides."""
    folder = tmp_path_factory.mktemp("mixed")
    copy_index(sample_settings.data, folder / "data")
    settings = sample_settings.model_copy(update={"data": folder / "data"})
    lines = [json.dumps({"id": language, "text": text}) for language, text in TEXTS.items()]
    (folder / "mixed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = index_corpus([folder / "mixed.jsonl"], settings, CorpusSettings())
    assert (report.added, report.failed) == (4, ())
    return settings


def test_they_are_kept_without_statements_and_speakers(mixed):
    stored = {one.article.id: one for one in Snapshot(mixed.data).articles()}
    for language, text in TEXTS.items():
        assert (stored[language].statements, stored[language].cast) == ((), ())
        passages = " ".join(passage.span.of(text) for passage in stored[language].passages)
        assert passages == text
    assert sum(len(one.statements) for one in stored.values()) > 20


@pytest.mark.parametrize("language", TEXTS)
def test_a_question_in_their_language_finds_them_and_the_answer_says_so(mixed, language):
    answer = Engine.open(mixed).ask(QUESTIONS[language])
    shown = [*answer.items, *(answer.abstention.nearest if answer.abstention else ())]
    found = next(item for item in shown if item.article.id == language)
    assert (found.speaker, found.statement) == (None, None)
    label = plain(passage_label_of(found.article))
    assert label == f"The article, in another language ({language}), read without speakers, says:"


def test_an_english_article_says_nothing_of_its_language(tmp_path):
    article = article_of_record(tmp_path, {"text": "Rain fell.", "publisher": "Velm Radio"})
    assert plain(passage_label_of(article)) == "Velm Radio wrote:"
