"""Alerts over the wire: what is new and fits is sent once, after a restart too, and many things in a digest."""

import json
import shutil

import pytest
from filelock import FileLock

from bot.telegram import alerts
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.telegram.watches import Watches
from index import sample
from index.build import index_corpus
from index.config import CorpusSettings
from tests.bot_app import GROUP, PRIVATE, READER, TOPIC, running, settings_for
from tests.botapi import PATIENCE, BotApi, Chat, Fault, User
from tests.test_bot_conversation import ask, quoted
from tests.test_bot_process import process

ADDED = "Watching for: {}. New statements will be posted here after each re-index."


@pytest.fixture
def corpus(own_settings, tmp_path):
    """A copy of the sample's articles, indexed, to which a test may add."""
    corpus = shutil.copytree(sample.path(), tmp_path / "corpus")
    index_corpus([corpus], own_settings, CorpusSettings())
    return corpus


def publish(corpus, settings, **texts):
    """Add an article for each text, and index."""
    for name, text in texts.items():
        fields = {"id": name, "title": name.title(), "publisher": "Herald", "published": "2024-10-01"}
        (corpus / f"{name}.json").write_text(json.dumps(fields | {"text": text}), encoding="utf-8")
    index_corpus([corpus], settings, CorpusSettings())


NEWS = (
    'The minister spoke on Monday. "Sanctions hurt the bakers first," said Faisal Mekdad, the Syrian foreign minister. '
    "Mekdad said that the harvest had been good.\n\n"
    'Olga Stern, the keeper of the lighthouse, disagreed. "Nobody has lifted a single sanction," Stern said.'
)


async def test_new_statements_that_fit_are_sent_once_with_their_buttons(own_settings, corpus):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        by_speaker = await ask(api, PRIVATE, READER, "/watch Mekdad sanctions")
        anybody = await ask(api, Chat(5), User(5), "/watch who said sanctions")
        other = await ask(api, Chat(6), User(6), "/watch Keller")
        publish(corpus, own_settings, bread=NEWS)
        alert = (await api.replies(PRIVATE, 2))[1]
        await api.replies(Chat(5), 3)
        publish(corpus, own_settings, fish='"Herring is cheap," said Olga Stern.')
        await api.notice(await api.press(READER, alert, "Context"))
    assert by_speaker.text == ADDED.format("Mekdad sanctions")
    assert list(by_speaker.buttons) == ["Unwatch"]
    assert alert.history[0].startswith("New for “Mekdad sanctions”:\n\nFaisal Mekdad, Syrian foreign minister, said:\n")
    assert '"Sanctions hurt the bakers first,"\nHerald · 1 Oct 2024 · licence unknown' in alert.history[0]
    assert "the article's own words around it" in alert.text
    assert {words for sent in api.in_chat(Chat(5))[1:] for words in quoted(sent)} == {
        '"Sanctions hurt the bakers first,"',
        '"Nobody has lifted a single sanction,"',
    }
    assert [len(api.in_chat(chat)) for chat in (PRIVATE, Chat(5), Chat(6))] == [2, 3, 1]
    assert (anybody.text, other.text) == (ADDED.format("who said sanctions"), ADDED.format("Keller"))
    assert api.refused == []


async def test_more_than_five_come_in_one_digest(own_settings, corpus):
    said = "\n\n".join(f'"Bridge {number} is safe," said Olga Stern, the engineer.' for number in range(7))
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await ask(api, PRIVATE, READER, "/watch who said bridge")
        publish(corpus, own_settings, bridges=said)
        digest = (await api.replies(PRIVATE, 2))[1]
    first, *rows = digest.text.split("\n")
    assert first == "7 new statements for “who said bridge”:"
    assert rows == [f'Olga Stern: "Bridge {number} is safe," (Herald, 1 Oct 2024)' for number in range(7)]
    assert list(digest.buttons) == ["Unwatch"]
    assert len(api.in_chat(PRIVATE)) == 2


async def watched_by_two_hundred(api, settings, corpus):
    """Two hundred chats watch, each for a lantern of its own; then forty statements are published, 25 on lanterns."""
    watches = Watches(StateFile(settings.data))
    for number in range(200):
        watches.add(3000 + number, None, 3000 + number, f"who said lantern{number:03}")
    watches.close()
    async with running(settings_for(api, settings)):
        await ask(api, PRIVATE, READER, "/watch who said seaweed")  # what is there by now is not new
    said = [f'"The lantern{number:03} burns," said Olga Stern.' for number in range(25)]
    said += [f'"The kettle{number:03} boils," said Olga Stern.' for number in range(15)]
    publish(corpus, settings, lights="\n\n".join(said))


def lanterns(api):
    """The chats that were told of a statement, and in each what was told."""
    return sorted((sent.chat.id - 3000, quoted(sent)[0]) for sent in api.sent if sent.chat != PRIVATE)


EACH_ONCE = [(number, f'"The lantern{number:03} burns,"') for number in range(25)]


async def test_two_hundred_watches_and_forty_statements_of_which_twenty_five_fit(own_settings, corpus):
    async with BotApi() as api:
        await watched_by_two_hundred(api, own_settings, corpus)
        async with running(settings_for(api, own_settings)):
            await api.until(lambda: len(api.sent) == 26)
        async with running(settings_for(api, own_settings)):
            await ask(api, PRIVATE, READER, "/help")
    assert lanterns(api) == EACH_ONCE


async def test_a_bot_that_is_killed_while_it_sends_sends_the_rest_and_nothing_twice(own_settings, corpus):
    eleventh = Chat(3010)
    async with BotApi() as api:
        await watched_by_two_hundred(api, own_settings, corpus)
        api.fail("sendMessage", Fault(deliver=True, hang=PATIENCE), chat=eleventh)  # arrives, and is not confirmed
        async with process(api, own_settings, ONRECORD_BOT__TIMEOUT_SECONDS=str(PATIENCE)):
            await api.replies(eleventh)
        # leaving the block killed it
        async with running(settings_for(api, own_settings)):
            await api.until(lambda: len({sent.chat for sent in api.sent}) == 26 and not unsent(own_settings))
    assert lanterns(api) == EACH_ONCE
    assert [sent.chat for sent in api.deleted] == [eleventh]  # it was sent again, found to be there, and taken back


async def test_of_several_processes_over_one_folder_one_sends(own_settings, corpus):
    other = FileLock(own_settings.data / "bot-alerts.lock", thread_local=False)
    other.acquire(timeout=0)  # as another process does that sends
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await ask(api, PRIVATE, READER, "/watch Mekdad")
        publish(corpus, own_settings, bread=NEWS)
        await ask(api, PRIVATE, READER, "/help")
        assert not any(sent.text.startswith("New for") for sent in api.sent)
        other.release()
        alert = await api.until(lambda: next((sent for sent in api.sent if sent.text.startswith("New for")), None))
    assert "Sanctions hurt the bakers first" in alert.text


def unsent(settings):
    watches = Watches(StateFile(settings.data))
    try:
        return watches.waiting()
    finally:
        watches.close()


async def test_a_digest_that_arrived_unconfirmed_stands_once_after_a_restart(own_settings, corpus):
    said = "\n\n".join(f'"Bridge {number} is safe," said Olga Stern, the engineer.' for number in range(7))
    async with BotApi() as api:
        async with running(settings_for(api, own_settings)):
            await ask(api, PRIVATE, READER, "/watch who said bridge")
        publish(corpus, own_settings, bridges=said)
        api.fail("sendMessage", Fault(deliver=True, hang=PATIENCE), chat=PRIVATE)
        async with process(api, own_settings, ONRECORD_BOT__TIMEOUT_SECONDS=str(PATIENCE)):
            await api.replies(PRIVATE, 2)
        async with running(settings_for(api, own_settings)):
            await api.until(lambda: not unsent(own_settings))
    assert [sent.text.split("\n")[0] for sent in api.in_chat(PRIVATE)][1:] == [
        "7 new statements for “who said bridge”:"
    ]


async def test_a_watch_ends_by_its_button_and_unclear_ones_do_not_begin(own_settings, corpus):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        empty = await ask(api, PRIVATE, READER, "/watch")
        unclear = await ask(api, PRIVATE, READER, "/watch what did he say")
        await ask(api, PRIVATE, READER, "/watch Mekdad")
        twice = await ask(api, PRIVATE, READER, "/watch mekdad")
        listed = await ask(api, PRIVATE, READER, "/watches")
        ended = await api.notice(await api.press(READER, listed, "✕ Mekdad"))
        again = await api.notice(await api.press(READER, listed, "✕ Mekdad"))
        none = await ask(api, PRIVATE, READER, "/watches")
        publish(corpus, own_settings, bread=NEWS)
        await ask(api, PRIVATE, READER, "/help")
    assert empty.text.startswith("Say what to watch for: a speaker, a topic, or both. For example: /watch ")
    assert unclear.text.startswith("I cannot tell what to watch for in “what did he say”.")
    assert twice.text == "This chat already watches for that: mekdad"
    assert (ended, again) == ("Done. The watch has been removed.", "This watch has already been removed.")
    assert none.text == "This chat has no watches yet. Add one with /watch."
    assert not any(sent.text.startswith("New for") for sent in api.sent)


async def test_in_a_group_admins_decide(own_settings, corpus):
    boss, member = User(70), User(71)
    async with BotApi() as api, running(settings_for(api, own_settings)):
        api.group_admins.add(boss.id)
        refused = await ask(api, GROUP, member, "/watch Mekdad")
        added = await ask(api, GROUP, boss, "/watch Mekdad")
        foreign = await api.notice(await api.press(member, added, "Unwatch"))
        own = await api.notice(await api.press(boss, added, "Unwatch"))
    assert refused.text == foreign == "In a group, only its admins can add or remove watches."
    assert added.text == ADDED.format("Mekdad")
    assert own == "Done. The watch has been removed."


async def test_a_chat_that_blocked_the_bot_watches_for_nothing_any_more(own_settings, corpus):
    async with BotApi() as api, running(settings_for(api, own_settings)):
        await ask(api, PRIVATE, READER, "/watch Mekdad")
        api.fail("sendMessage", Fault(403))
        publish(corpus, own_settings, bread=NEWS)
        await api.until(lambda: not waiting(own_settings))
        after = await ask(api, PRIVATE, READER, "/watches")
    assert after.text == "This chat has no watches yet. Add one with /watch."


@pytest.mark.parametrize(
    ("refusal", "left", "sent"),
    [
        (Fault(400, "Bad Request: WEBPAGE_CURL_FAILED"), ["who said seaweed", "Mekdad"], 1),
        (Fault(400, "Bad Request: TOPIC_CLOSED"), ["who said seaweed"], 0),
        (Fault(403, "Forbidden: bot was kicked from the supergroup chat"), [], 0),
    ],
    ids=["of a message", "of a topic", "of the chat"],
)
async def test_a_refusal_ends_the_watches_of_the_place_that_is_closed_and_no_others(
    own_settings, corpus, refusal, left, sent
):
    boss = User(70)
    async with BotApi() as api, running(settings_for(api, own_settings)):
        api.group_admins.add(boss.id)
        await ask(api, GROUP, boss, "/watch who said seaweed")
        await ask(api, TOPIC, boss, "/watch Mekdad")
        api.fail("sendMessage", refusal, chat=GROUP)
        publish(corpus, own_settings, bread=NEWS)
        await api.until(lambda: not api.pending("sendMessage", GROUP) and not unsent(own_settings))
        standing = [one.words for one in waiting(own_settings)]
    assert standing == left
    assert sum(one.text.startswith("New for") for one in api.sent) == sent


async def test_what_there_was_at_the_first_watch_is_not_new_though_it_is_gone_through_later_and_in_parts(
    own_settings, corpus, monkeypatch
):
    monkeypatch.setattr(alerts, "_AT_ONCE", 4)
    async with BotApi() as api, running(settings_for(api, own_settings, alert_seconds=3600)) as app:
        looking, watches = services_of(app).alerts, services_of(app).memory.watches
        await ask(api, PRIVATE, READER, "/watch Mekdad")
        seen_at_once = watches.seen_to
        publish(corpus, own_settings, bread=NEWS)
        await looking.look()
        new = watches.waiting()
        index_corpus([corpus], own_settings, CorpusSettings(), anew=True)  # the same statements get other rows
        await looking.look()
        (batch,) = watches.waiting()
    assert seen_at_once is None
    assert len(batch.notices) == 2
    assert new == [batch]


def waiting(settings):
    watches = Watches(StateFile(settings.data))
    try:
        return watches.all()
    finally:
        watches.close()
