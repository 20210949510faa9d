"""/reindex and /status: who may, what is shown meanwhile, and what readers notice of it."""

import json
import shutil

import pytest

from index import sample
from index.storage.locks import deriving
from tests.bot_app import ADMIN, ADMIN_CHAT, GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Chat, User

REFUSED = "This command is for the admins of this bot."
NEWS = (
    "The lighthouse of Velm will be painted blue, the town said.\n\n"
    '"Red frightens the herring," said Olga Stern, the keeper of the lighthouse.'
)


@pytest.fixture
def corpus(tmp_path):
    """A copy of the sample's articles to which a test may add."""
    return shutil.copytree(sample.path(), tmp_path / "corpus")


def add_article(corpus, name, text, **fields):
    (corpus / f"{name}.json").write_text(json.dumps({"id": name, "text": text, **fields}), encoding="utf-8")


async def test_only_a_listed_person_may_reindex(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(PRIVATE, READER, "/reindex")
        await api.replies(PRIVATE)
        await api.say(GROUP, ADMIN, "/reindex", sender_chat=GROUP.as_json())  # an anonymous admin of the group
        await api.replies(GROUP)
        await api.say(ADMIN_CHAT, ADMIN, "/reindex", kind="edited_message", edit_date=2)
        await api.say(ADMIN_CHAT, ADMIN, "/reindex", kind="channel_post")
        await api.say(ADMIN_CHAT, ADMIN, "/help")
        await api.replies(ADMIN_CHAT)
    assert [sent.text for sent in api.in_chat(PRIVATE)] == [REFUSED]
    assert [sent.text for sent in api.in_chat(GROUP)] == [REFUSED]
    assert [sent.text[:8] for sent in api.in_chat(ADMIN_CHAT)] == ["onrecord"]


async def test_with_no_admin_listed_nobody_is_admin(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, admins=[]), engine):
        await api.say(ADMIN_CHAT, ADMIN, "/status")
        (reply,) = await api.replies(ADMIN_CHAT)
    assert reply.text == REFUSED


async def test_status_counts_what_the_index_holds(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine):
        await api.say(ADMIN_CHAT, ADMIN, "/status")
        (reply,) = await api.replies(ADMIN_CHAT)
    assert reply.text.startswith("20 articles, ")
    assert "vector recall@10: statement 1.000, passage 1.000" in reply.text


async def test_thirty_questions_during_a_reindex_are_answered_and_then_the_new_article(own_settings, corpus):
    add_article(corpus, "lighthouse", NEWS, title="Blue light", published="2024-10-01", publisher="Herald <news> &")
    askers = [User(2000 + n) for n in range(30)]
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        with deriving(own_settings.data / "derived"):  # the run waits in its last stage, its transaction open
            await api.say(ADMIN_CHAT, ADMIN, "/reindex")
            (progress,) = await api.replies(ADMIN_CHAT)
            await api.until(lambda: "building the search" in progress.text)
            for user in askers:
                await api.say(Chat(user.id), user, "what did Mekdad say about sanctions?")
            answers = [(await api.replies(Chat(user.id)))[0] for user in askers]
            await api.say(ADMIN_CHAT, ADMIN, "/reindex")
            busy = (await api.replies(ADMIN_CHAT, 2))[1]
            before = progress.text
        await api.until(lambda: progress.text.startswith("Re-index done"))
        await api.say(PRIVATE, READER, "what did Olga Stern say about herring?")
        (news,) = await api.replies(PRIVATE)
    assert before == "Re-index: building the search, 1 of 1 …"
    assert all("inhumane sanctions" in answer.text for answer in answers)
    assert busy.text == "A re-index is already running."
    assert progress.history[0] == "Re-index: starting …"
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 0 failed" in progress.text
    assert '"Red frightens the herring,"' in news.text
    assert "Herald <news> &" in news.text  # shown literally
    assert api.refused == []


async def test_a_broken_document_is_named_and_the_rest_is_indexed(own_settings, corpus):
    (corpus / "broken.json").write_text("{not json", encoding="utf-8")
    add_article(corpus, "lighthouse", NEWS)
    async with BotApi() as api, running(settings_for(api, own_settings, corpus)):
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        (progress,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: progress.text.startswith("Re-index done"))
    assert "1 added, 0 changed, 0 removed, 0 unchanged, 1 failed" in progress.text
    assert "✗ broken.json: not valid JSON" in progress.text


@pytest.mark.parametrize("stage", ["starting", "building the search"])
async def test_a_reindex_that_a_stop_interrupted_is_carried_out_after_the_restart(own_settings, corpus, stage):
    add_article(corpus, "lighthouse", NEWS)
    async with BotApi() as api:
        settings = settings_for(api, own_settings, corpus)
        with deriving(own_settings.data / "derived"):  # the run cannot end before the stop
            async with running(settings):
                await api.say(ADMIN_CHAT, ADMIN, "/reindex")
                (stopped,) = await api.replies(ADMIN_CHAT)
                await api.until(lambda: stage in stopped.text)
        async with running(settings):
            resumed = (await api.replies(ADMIN_CHAT, 2))[-1]
            await api.until(lambda: resumed.text.startswith("Re-index done"))
            await api.say(PRIVATE, READER, "what did Olga Stern say about herring?")
            (news,) = await api.replies(PRIVATE)
    assert stopped.text == "Re-index: interrupted by a restart of the bot. It will continue after the restart."
    assert '"Red frightens the herring,"' in news.text


async def test_without_a_configured_corpus_a_reindex_says_so(own_settings):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await api.say(ADMIN_CHAT, ADMIN, "/reindex")
        (progress,) = await api.replies(ADMIN_CHAT)
        await api.until(lambda: "No corpus is configured. Set [corpus] paths." in progress.text)
