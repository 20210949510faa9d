"""A process that is killed, or ended by SIGTERM, in the midst of an alert or a decision: each comes through, once."""

import asyncio
import re
import signal

import pytest

from bot.telegram.operating.audit import Audit
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.telegram.watches import Watches
from index.build import overrides_of
from tests.bot_app import ADMIN, ADMIN_CHAT, PRIVATE, READER, running, settings_for
from tests.botapi import PATIENCE, BotApi, Chat, Fault, User
from tests.test_bot_buttons import press
from tests.test_bot_conversation import ask
from tests.test_bot_feedback import complained
from tests.test_bot_process import process
from tests.test_bot_watching import corpus, publish

__all__ = ["corpus"]

ENVIRONMENT = {"ONRECORD_BOT__ADMINS": f"[{ADMIN.id}]", "ONRECORD_BOT__ALERT_SECONDS": "0.05"}
BRIDGE = '"Bridge 7 is safe," said Olga Stern, the engineer.'
ENDS = pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])


async def ended(bot, by):
    bot.send_signal(by)
    await asyncio.wait_for(bot.communicate(), PATIENCE)


def alerts_in(api):
    return [sent.text for sent in api.in_chat(PRIVATE) if sent.text.startswith("New for")]


@ENDS
@pytest.mark.parametrize("arrived", [False, True], ids=["before it arrived", "after it arrived"])
async def test_an_alert_during_which_the_bot_ends_stands_in_the_chat_once(own_settings, corpus, by, arrived):
    async with BotApi() as api:
        async with process(api, own_settings, **ENVIRONMENT) as bot:
            await ask(api, PRIVATE, READER, "/watch who said bridge")
            api.fail("sendMessage", Fault(hang=3600.0, deliver=arrived, drop=True))
            publish(corpus, own_settings, bridges=BRIDGE)
            await api.until(lambda: not api.pending("sendMessage") and bool(alerts_in(api)) == arrived)
            await ended(bot, by)
        async with process(api, own_settings, **ENVIRONMENT):
            await api.until(lambda: not waiting(own_settings))
    (alert,) = alerts_in(api)
    assert "Bridge 7 is safe" in alert
    assert api.in_chat(PRIVATE)[0].text.startswith("Watching for")  # what stood there before is as it was


def waiting(settings):
    watches = Watches(StateFile(settings.data))
    try:
        return watches.waiting()
    finally:
        watches.close()


async def test_of_two_replicas_one_sends_an_alert(own_settings, corpus):
    async with BotApi() as api:
        settings = settings_for(api, own_settings)
        async with running(settings) as one, running(settings) as two:
            await ask(api, PRIVATE, READER, "/watch who said bridge")
            publish(corpus, own_settings, bridges=BRIDGE)
            await api.until(lambda: alerts_in(api))
            for app in (one, two):
                await services_of(app).alerts.look()
            await api.until(lambda: not waiting(own_settings))
    assert len(alerts_in(api)) == 1


@ENDS
async def test_a_decision_during_which_the_bot_ends_is_kept_once_and_shown(own_settings, by):
    async with BotApi() as api:
        async with process(api, own_settings, **ENVIRONMENT) as bot:
            await complained(api)
            queue = await ask(api, ADMIN_CHAT, ADMIN, "/feedback")
            await press(api, ADMIN, queue, "1: another speaker")
            api.fail("editMessageText", Fault(hang=3600.0, drop=True))
            await api.press(ADMIN, queue, "Birgit Aas")
            await api.until(lambda: not api.pending("editMessageText"))
            await ended(bot, by)
        assert not queue.text.startswith("Settled")
        async with process(api, own_settings, **ENVIRONMENT):
            await api.until(lambda: "another speaker" not in queue.buttons)
            answer = await ask(api, Chat(5), User(5), "what did Birgit Aas say about the wolves?")
    assert answer.text.startswith("Birgit Aas, ")
    assert [one.action for one in overrides_of(own_settings)] == ["speaker"]
    audit = Audit(StateFile(own_settings.data))
    (decided,) = {(one.who, one.deed, one.detail.split()[0]) for one in audit.latest(9) if one.deed == "decision"}
    audit.close()
    assert decided == ("501", "decision", "speaker")


async def test_a_reindex_during_which_the_bot_is_ended_says_so_and_leaves_no_error(own_settings, corpus):
    environment = ENVIRONMENT | {"ONRECORD_CORPUS__PATHS": f'["{corpus}"]'}
    async with BotApi() as api, process(api, own_settings, **environment) as bot:
        await api.say(ADMIN_CHAT, ADMIN, "/reindex full")
        (shown,) = await api.replies(ADMIN_CHAT)
        bot.send_signal(signal.SIGTERM)
        log, _ = await asyncio.wait_for(bot.communicate(), PATIENCE)
    assert bot.returncode == 0
    assert re.match("Re-index( done|: interrupted by a restart of the bot)", shown.text)
    assert b"ERROR" not in log
