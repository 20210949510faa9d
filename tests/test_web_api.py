"""The API: what it answers, and that it keeps to its own description whatever it is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bot.records import answer_record
from index.keys import article_key
from tests.web_page import MEKDAD, OPPRESSIVE, client_of, served


@pytest.fixture(scope="module")
def address(sample_settings, engine):
    with served(sample_settings, engine) as address:
        yield address


@pytest.fixture(scope="module")
def api(address):
    with client_of(f"{address}/api") as client:
        yield client


OPERATIONS = ["/ask", "/statements", "/statements/{key}", "/statements/{key}/citation", "/speakers", "/articles/{id}"]


@pytest.fixture(scope="module")
def described(address):
    return schemathesis.openapi.from_url(f"{address}/api/openapi.json")


def test_every_operation_is_described(described):
    assert {found.ok().path for found in described.get_all_operations()} == {f"/api{path}" for path in OPERATIONS}


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", OPERATIONS)
def test_whatever_is_asked_the_answer_fits_the_description(described, path, mode):
    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=described[f"/api{path}"]["GET"].as_strategy(generation_mode=mode))
    def fits(case):
        # which speakers a question leaves open, no description can say
        unsaid = [positive_data_acceptance] if path == "/ask" and (case.query or {}).get("speaker") else []
        case.call_and_validate(timeout=120, excluded_checks=unsaid)

    fits()


def test_an_answer_is_the_record_that_the_command_line_prints(api, engine):
    record = api.get("/ask", params={"q": MEKDAD}).json()
    assert record["abstained"] is False
    assert record["items"][0]["speaker_role"] == "Syrian Foreign Minister"
    assert record == answer_record(engine.ask(MEKDAD)).model_dump(mode="json")


def test_one_of_several_who_bear_a_name_is_chosen(api):
    asked = api.get("/ask", params={"q": "what did Reed say about taxes?"}).json()
    assert asked["reason"] == "ambiguous"
    by_name = {one["name"]: one["id"] for one in asked["candidates"]}
    assert set(by_name) == {"Tomas Reed", "Hanna Reed"}
    chosen = api.get("/ask", params={"q": asked["question"], "speaker": by_name["Hanna Reed"]}).json()
    assert chosen["head"].startswith("Hanna Reed")


def test_statements_are_listed_by_speaker_publisher_day_and_words(api):
    def listed(**parameters):
        return api.get("/statements", params=parameters).json()

    assert listed()["total"] == 86
    of_diallo = listed(speaker="omar-diallo", limit=100)
    assert {one["speaker"] for one in of_diallo["statements"]} == {"Omar Diallo"}
    assert of_diallo["total"] == len(of_diallo["statements"]) == 8
    assert listed(speaker="omar-diallo", offset=6)["statements"] == of_diallo["statements"][6:]
    assert listed(speaker="nobody")["total"] == 0
    assert {one["publisher"] for one in listed(publisher="Sample Gazette")["statements"]} == {"Sample Gazette"}
    assert {one["published"] for one in listed(first="2021-12-08", last="2021-12-08")["statements"]} == {"2021-12-08"}
    assert "oppressive sanctions" in listed(about="oppressive sanctions")["statements"][0]["text"]


def test_a_statement_and_its_article_are_read_by_their_keys(api):
    statement = api.get(f"/statements/{OPPRESSIVE}").json()
    assert statement["text"] == 'that "oppressive sanctions" would not break the will of the Syrian people'
    article = api.get(f"/articles/{OPPRESSIVE[:12]}").json()
    start, end = statement["parts"][0]
    assert article["text"][start:end] == statement["text"]
    assert statement in article["statements"]
    assert api.get(f"/articles/{'a' * 12}").json() == {"detail": "There is no article of this key."}


def test_the_text_of_an_unlicensed_article_is_not_given(api, engine):
    heading = next(one for one in engine.published.headings if one.licence == "licence unknown")
    article = api.get(f"/articles/{article_key(heading.id)}").json()
    assert article["text"] is None
    assert article["licence"] is None
    assert all(len(one["text"]) <= 600 for one in article["statements"])


def test_a_day_is_written_in_one_way(api):
    refused = api.get("/statements", params={"first": "8.12.2021"})
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["msg"] == "Value error, write a day as YYYY-MM-DD"


def test_a_question_takes_no_speaker_whom_it_cannot_mean(api):
    def asked(question, speaker):
        return api.get("/ask", params={"q": question, "speaker": speaker})

    refused = asked("what did Reed say about taxes?", "omar-diallo")
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["loc"] == ["query", "speaker"]
    candidates = {
        one["id"] for one in api.get("/ask", params={"q": "what did Reed say about taxes?"}).json()["candidates"]
    }
    assert (
        set(refused.json()["detail"][0]["msg"].removeprefix("the question may mean one of ").split(", ")) == candidates
    )
    clear = asked("what did Omar Diallo say?", "zzz")
    assert (clear.status_code, clear.json()["detail"][0]["msg"]) == (
        422,
        "the question leaves nobody of this id open; ask without it",
    )
    assert asked("what did Omar Diallo say?", "omar-diallo").status_code == 200


@pytest.mark.parametrize("parameters", [{"since": "yesterday"}, {"since": "2021"}, {"publisher": "Sample Gazette"}])
def test_a_parameter_that_is_not_taken_is_refused(api, parameters):
    refused = api.get("/ask", params={"q": "what did Omar Diallo say?", **parameters})
    assert refused.status_code == 422
    (fault,) = refused.json()["detail"]
    assert (fault["loc"], fault["msg"]) == (
        ["query", *parameters],
        "there is no such parameter here; it may be q, speaker",
    )
    assert api.get(f"/statements/{OPPRESSIVE}", params=parameters).status_code == 422


@pytest.mark.parametrize(
    "period", ["in the last 5000 years", "in the last 99999999999999999999 days", "since 5000 years ago"]
)
def test_a_period_beyond_the_calendar_is_no_fault(api, period):
    answer = api.get("/ask", params={"q": f"what did Omar Diallo say {period}?"})
    assert (answer.status_code, answer.json()["items"] != []) == (200, True)
