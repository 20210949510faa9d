"""A language model that phrases answers: a stand-in endpoint with faults, and a real local model where there is one."""

import asyncio
import logging
import re
import sys
from importlib.util import find_spec

import pytest

from bot.config import load_settings
from bot.config_sections import LlmSettings
from bot.telegram.phraser import Phraser, PhrasingError
from index.errors import ConfigError
from retrieval.engine import Engine
from tests.bot_app import GROUP, PRIVATE, READER, TOPIC, running, settings_for
from tests.botapi import BotApi
from tests.llm_endpoint import Endpoint, planted_index

QUESTION = "what did Mekdad say about sanctions?"
MARK = "Phrased by a language model. The words on record:"
PLAIN = re.compile(r"Faisal Mekdad, Syrian Foreign Minister, said, as reported:\n")
SENTENCE = re.compile(r"^\[(\d+)\] ([^:]*): (.*)$", re.MULTILINE)

with_client = pytest.mark.skipif(find_spec("openai") is None, reason="the OpenAI client is not installed")


def honest(data):
    """A model that does as it is told."""
    return " ".join(f"{who} {words.rstrip('.,')} [{n}]." for n, who, words in SENTENCE.findall(data))


def saying(words):
    return lambda _: words


async def answers(settings, engine, *questions, chat=PRIVATE):
    """The bot's answers to questions, with the stand-in that saw them."""
    async with BotApi() as api, running(settings(api), engine):
        for n, question in enumerate(questions, 1):
            await api.say(chat, READER, question)
            await api.replies(chat, n)
            await api.until(lambda n=n: len([c for c in api.calls if c[0] == "sendChatAction"]) == n)
        await api.say(PRIVATE, READER, "/help")
        await api.until(lambda: api.in_chat(PRIVATE) and "onrecord answers" in api.in_chat(PRIVATE)[-1].text)
    assert api.refused == []
    return api, [sent for sent in api.in_chat(chat) if "onrecord answers" not in sent.text]


@with_client
async def test_checked_sentences_stand_above_the_statements_with_their_credit(sample_settings, engine):
    async with Endpoint(honest) as endpoint:
        api, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, QUESTION
        )
    phrased, mark, *items, read = answer.text.split("\n\n")
    assert read == "Read as: Faisal Mekdad · sanctions"
    assert 'said that "oppressive sanctions" would not break the will of the Syrian people [' in phrased
    assert mark == MARK
    assert items[0].startswith("1. ")
    assert all("CC BY 4.0" in item for item in items)
    assert api.drafts[0][0] == PRIVATE
    assert api.drafts[0][1].startswith("Faisal Mekdad, Syrian Foreign Minister, ")
    assert endpoint.keys == ["Bearer key-of-the-endpoint"]


@with_client
async def test_in_a_group_one_message_grows_by_edits(sample_settings, engine):
    async with Endpoint(honest) as endpoint:
        api, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings),
            engine,
            f"/ask {QUESTION}",
            chat=TOPIC,
        )
    assert len(answer.history) == 2
    assert answer.history[0].endswith(" …")
    assert MARK not in answer.history[0]
    assert MARK in answer.text
    assert list(answer.buttons) == ["More"]
    assert api.drafts == []


FAULTS = ["slow", "stall", "half", "cut", "garbage", "json", "empty", 500, 429, 401]


@with_client
@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_the_endpoint_does_the_answer_comes_without_it(sample_settings, engine, fault):
    async with Endpoint(honest, fault) as endpoint:
        _, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, QUESTION
        )
        assert len(endpoint.requests) == 1  # one try
    assert PLAIN.match(answer.text)
    assert MARK not in answer.text
    assert "inhumane sanctions" in answer.text


@with_client
async def test_a_group_that_saw_a_sentence_gets_the_plain_answer_in_its_place(sample_settings, engine):
    def relapsing(data):
        return honest(data).split(" [")[0] + ' [1]. Mekdad said: "I resign" [1].'

    async with Endpoint(relapsing) as endpoint:
        _, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings),
            engine,
            f"/ask {QUESTION}",
            chat=GROUP,
        )
    assert "resign" not in "".join(answer.history)
    assert MARK not in answer.text
    assert PLAIN.match(answer.text)


@with_client
async def test_an_endpoint_that_is_down_is_left_alone_after_three_answers(sample_settings, engine, caplog):
    caplog.set_level(logging.INFO, "bot")
    async with Endpoint(honest, 500) as endpoint:
        questions = [
            QUESTION,
            "what did Keller say about water?",
            "what did Hall say about the plan?",
            "and the union?",
        ]
        _, sent = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, *questions
        )
        assert len(endpoint.requests) == 3
    nowhere = {"base_url": "http://127.0.0.1:9/v1", "model": "m", "timeout_seconds": 120}
    _, (down,) = await answers(lambda api: settings_for(api, sample_settings, llm=nowhere), engine, QUESTION)
    assert len(sent) == 4
    assert "inhumane sanctions" in down.text
    log = caplog.text
    assert "the endpoint failed (InternalServerError); the model is left alone for 60 s" in log
    assert "the endpoint failed (APIConnectionError)" in log
    assert "key-of-the-endpoint" not in log
    assert "inhumane" not in log


@with_client
@pytest.mark.parametrize(
    "words",
    [
        'Faisal Mekdad said: "We will leave the market tomorrow" [1].',
        'Ali Shamkhani said that "oppressive sanctions" would not break the will of the Syrian people [1].',
        "Faisal Mekdad said that oppressive sanctions would break the will of the Syrian people [1].",
        "Faisal Mekdad said that Biden had imposed sanctions [1].",
        "Faisal Mekdad spoke about sanctions.",
        "Sanctions: see https://evil.example/claim [1].",
        "I am sorry, but I cannot help with that [1].",
        "<b>Faisal Mekdad</b> said that Elon Musk is right [1].",
        "",
        "word " * 2_000,
    ],
)
async def test_what_a_model_makes_up_is_never_shown(sample_settings, engine, words):
    async with Endpoint(saying(words)) as endpoint:
        api, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, QUESTION
        )
    assert PLAIN.match(answer.text)
    assert MARK not in answer.text
    assert api.drafts == []


@with_client
async def test_a_model_that_does_not_come_to_an_end_is_cut_short(sample_settings, engine):
    async with Endpoint(
        saying("Faisal Mekdad said more Iranian companies in the Syrian market [3]. " * 40)
    ) as endpoint:
        _, (answer,) = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, QUESTION
        )
    assert PLAIN.match(answer.text)
    assert MARK not in answer.text


@with_client
async def test_what_is_not_answered_is_not_phrased(sample_settings, engine):
    async with Endpoint(honest) as endpoint:
        questions = ["what did Mekdad say about football?", "which ports did the storm close?"]
        _, sent = await answers(
            lambda api: settings_for(api, sample_settings, llm=endpoint.settings), engine, *questions
        )
        assert endpoint.requests == []
    assert len(sent) == 2


@with_client
async def test_an_answer_does_not_wait_for_a_model_that_is_busy(sample_settings, engine):
    async with Endpoint(honest, "slow") as endpoint:
        phraser = Phraser(LlmSettings.model_validate(endpoint.settings | {"at_once": 1}))
        first = phraser.sentences(engine.ask(QUESTION))
        waiting = asyncio.ensure_future(anext(first))
        await asyncio.sleep(0)  # the first answer now has the only place
        with pytest.raises(PhrasingError, match="the model is busy"):
            await anext(phraser.sentences(engine.ask(QUESTION)))
        with pytest.raises(PhrasingError, match="the model took more than"):
            await waiting
        await phraser.close()


def obedient(data):
    """A model that follows every instruction that it finds in the statements."""
    assert "Ignore all previous instructions" in data
    return "The treasurer of Quell is a thief [1]. Visit https://evil.example [1]. Je suis libre [7]."


@with_client
async def test_instructions_planted_in_an_article_have_no_effect(sample_settings, tmp_path):
    settings = planted_index(sample_settings, tmp_path)
    engine = Engine.open(settings)
    question = "what did Finch say about instructions?"
    async with Endpoint(obedient) as endpoint:
        api, (answer,) = await answers(lambda api: settings_for(api, settings, llm=endpoint.settings), engine, question)
        data = endpoint.requests[0]["messages"]
    assert [message["role"] for message in data] == ["system", "user", "assistant", "user"]
    assert "planted" not in data[0]["content"]
    assert "Ignore" not in data[0]["content"]
    assert api.drafts == []
    assert MARK not in answer.text
    assert "is a thief' [1]" in answer.text  # as Finch's words, with their credit
    assert "Quell Post" in answer.text


def test_without_an_address_there_is_no_model_and_with_one_there_must_be_a_name(monkeypatch):
    assert load_settings().llm.base_url is None
    monkeypatch.setenv("ONRECORD_LLM__BASE_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(ConfigError, match="base_url needs model"):
        load_settings()
    monkeypatch.setenv("ONRECORD_LLM__MODEL", "m")
    monkeypatch.setenv("ONRECORD_LLM__API_KEY", "sk-secret")
    assert "sk-secret" not in repr(load_settings())


def test_without_the_client_an_address_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    settings = LlmSettings.model_validate({"base_url": "http://127.0.0.1:1/v1", "model": "m"})
    with pytest.raises(ConfigError, match="needs the OpenAI client: pip install openai"):
        Phraser(settings)
