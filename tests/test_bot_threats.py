"""The threats of docs/threats.md, each met over the wire or where its text is painted."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.layout.walk import walk
from bot.telegram.journal import Journal
from bot.telegram.messages import painted
from bot.telegram.presses import press_of
from bot.telegram.services import services_of
from bot.telegram.state_file import StateFile
from bot.words.runs import printable
from index.build import republish
from retrieval.engine import Engine
from tests.bot_app import ADMIN, ADMIN_CHAT, GROUP, PRIVATE, READER, running, settings_for
from tests.botapi import BotApi, Chat, Fault, User
from tests.botapi.markup import parse_html, units
from tests.botapi.server import BOT
from tests.test_bot_render import answer_with
from tests.test_cli import onrecord

QUESTION = "what did Mekdad say about sanctions?"
REFUSED = "This command is for the admins of this bot."
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Eve"}}
VIA_BOT = {"via_bot": {"id": 9, "is_bot": True, "first_name": "other"}}
AS_GROUP = {"sender_chat": GROUP.as_json()}


class OneAnswer:
    """An engine that knows one answer."""

    def __init__(self, answer):
        self.answered = answer

    def ask(self, text, **more):
        return self.answered


@pytest.mark.parametrize("how", [FORWARDED, VIA_BOT, AS_GROUP], ids=["forwarded", "via a bot", "as the group"])
async def test_a_command_that_an_admin_did_not_write_here_is_refused(sample_settings, engine, how):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine) as app:
        for command in ("/reindex", "/reindex cancel", "/status"):
            await api.say(ADMIN_CHAT, ADMIN, command, **how)
        refusals = await api.replies(ADMIN_CHAT, 3)
        assert services_of(app).journal.open_reindex() is None
    assert [sent.text for sent in refusals] == [REFUSED] * 3


async def test_typing_an_inline_question_does_not_use_up_the_questions(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, questions_per_minute=1), engine):
        for end in range(8, len(QUESTION) + 1):
            await api.ask_inline(READER, QUESTION[:end])
        await api.say(PRIVATE, READER, QUESTION)
        (answer,) = await api.replies(PRIVATE)
    assert answer.text.startswith("Faisal Mekdad")
    assert all(one["results"] for one in api.inline_answers[-1:])


async def test_whoever_floods_the_bot_is_told_once_and_then_passed_over(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, messages_per_minute=2), engine):
        for _ in range(6):
            await api.say(PRIVATE, READER, "/new")
        await api.say(Chat(888), User(888), "/new")
        await api.replies(Chat(888))
        await api.say(PRIVATE, READER, "/new")
        await api.say(Chat(888), User(888), "/new")
        await api.replies(Chat(888), 2)
    told = [sent.text for sent in api.in_chat(PRIVATE)]
    assert told[:2] == ["Done. Your next question stands by itself."] * 2
    assert len(told) == 3
    assert told[2].startswith("Too many messages. I'll resume in ")


async def test_a_chat_that_is_not_on_the_list_is_told_so_and_a_blocked_one_nothing(sample_settings, engine):
    listed = {"allowed_chats": [GROUP.id], "blocked_chats": [READER.id]}
    async with BotApi() as api, running(settings_for(api, sample_settings, **listed), engine):
        await api.say(PRIVATE, READER, QUESTION)
        await api.say(Chat(888), User(888), QUESTION)
        await api.say(GROUP, User(888), f"/ask {QUESTION}")
        await api.say(ADMIN_CHAT, ADMIN, QUESTION)
        (stranger,), (group,), (admin,) = [await api.replies(chat) for chat in (Chat(888), GROUP, ADMIN_CHAT)]
    assert api.in_chat(PRIVATE) == []
    assert stranger.text == "This bot does not answer in this chat."
    assert group.text.startswith("Faisal Mekdad")
    assert admin.text.startswith("Faisal Mekdad")


NOT_HERE = "This bot does not answer in this chat."
LISTED = {"allowed_chats": [GROUP.id], "messages_per_minute": 2}
STRANGE = Chat(-100777)
FILE = {"file_id": "f", "file_unique_id": "u"}
MENTION = f"@onrecord_test_bot {QUESTION}"
UNDER_A_PICTURE = {"photo": [{**FILE, "width": 9, "height": 9}], "caption": f"/ask {QUESTION}"}
AS_REPLY = {"reply_to_message": {"message_id": 5, "date": 1, "chat": STRANGE.as_json(), "from": BOT, "text": "so"}}


@pytest.mark.parametrize(
    ("text", "more"),
    [(MENTION, {}), (QUESTION, AS_REPLY), ("", UNDER_A_PICTURE), (f"/ask {QUESTION}", {})],
    ids=["mention", "reply", "caption", "command"],
)
async def test_a_group_that_is_not_on_the_list_is_refused_however_it_asks(sample_settings, engine, text, more):
    async with BotApi() as api, running(settings_for(api, sample_settings, **LISTED), engine):
        await api.say(STRANGE, READER, text, **more)
        (refusal,) = await api.replies(STRANGE)
    assert refusal.text == NOT_HERE


async def test_talk_in_a_group_that_is_not_on_the_list_is_passed_over_in_silence(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, **LISTED), engine):
        for _ in range(5):
            await api.say(STRANGE, READER, "what did Mekdad say about sanctions, colleagues?")
        await api.add_to_group(STRANGE, READER)
        await api.say(STRANGE, READER, "/help")
        (refusal,) = await api.replies(STRANGE)
    assert refusal.text == NOT_HERE


async def test_a_refusal_that_telegram_delays_is_no_answer_when_it_is_tried_again(sample_settings, engine):
    async with BotApi() as api, running(settings_for(api, sample_settings, **LISTED), engine):
        api.fail("sendMessage", *[Fault(502)] * 4)  # so many that the update itself is tried again
        await api.say(STRANGE, READER, MENTION)
        (refusal,) = await api.replies(STRANGE)
    assert refusal.text == NOT_HERE


async def test_inline_and_guest_queries_are_answered_by_the_same_list(sample_settings, engine):
    listed = {"allowed_chats": [888, GROUP.id], "blocked_chats": [999]}
    async with BotApi() as api, running(settings_for(api, sample_settings, **listed), engine):
        for stranger in (READER, User(999)):
            await api.type_inline(stranger, QUESTION)
        (answered,) = [await api.ask_inline(User(888), QUESTION)]
        strange, listed_one = await api.summon(STRANGE, READER, MENTION), await api.summon(GROUP, READER, MENTION)
        await api.until(lambda: len(api.guest_answers) == 2)
    assert answered["results"]
    assert api.inline_answers == [answered]
    assert api.guest_answers[strange].text == NOT_HERE
    assert api.guest_answers[listed_one].text.startswith("Faisal Mekdad")


@pytest.mark.parametrize(
    "article",
    [
        {"url": "http://["},
        {"url": "javascript:alert(1)"},
        {"title": "A very long title " * 300},
        {"title": "x" * 5000},
        {"authors": tuple(f"Author Number {n}" for n in range(400))},
    ],
    ids=["broken address", "script", "long title", "one long word", "400 authors"],
)
async def test_no_field_of_an_article_keeps_its_answer_from_arriving(sample_settings, article):
    answer = answer_with("the ferry sails")
    item = replace(answer.items[0], article=replace(answer.items[0].article, **article))
    async with BotApi() as api:
        one = OneAnswer(replace(answer, items=(item,)))
        async with running(settings_for(api, sample_settings), one):
            await api.say(PRIVATE, READER, QUESTION)
            await api.until(lambda: any("the ferry sails" in sent.text for sent in api.sent))
    assert api.refused == []
    assert all("javascript" not in str(sent.entities) and "http://[" not in str(sent.entities) for sent in api.sent)


def test_marks_that_turn_text_around_or_command_a_terminal_are_shown_or_left_out():
    (html,) = painted(
        walk(answer_with("safe \u202etxet \u2066x\u2069 \x1b[31mred\x1b[0m \x9b31m", title="T\u202e\x1b]0;x\x07"))
    )
    text = parse_html(html).text
    assert "safe txet x ␛[31mred␛[0m �31m" in text
    assert not set(text) & set("\u202e\u2066\u2069\x1b\x07\x9b")
    family = "👨\u200d👩\u200d👧 می\u200cخواهم"
    assert printable(family) == family


def test_escape_sequences_of_an_article_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(
        '"The \x1b]0;gone\x07ferry \x1b[2Jsails," said Eva Holm, mayor of Velm.\n', encoding="utf-8"
    )
    onrecord("index", "a.txt", "--data", tmp_path / "data", cwd=tmp_path)
    for words in (["statements"], ["ask", "what did Holm say about the ferry?"], ["ask", "--json", "who spoke?"]):
        printed = onrecord(*words, "--data", tmp_path / "data", cwd=tmp_path)
        assert "\x1b" not in printed.stdout + printed.stderr
        assert "\x07" not in printed.stdout


def test_a_new_data_folder_is_its_owners_alone(tmp_path):
    journal = Journal(StateFile(tmp_path / "data"))
    journal.close()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc here")
def test_no_file_is_left_open_by_new_states_of_the_index(own_settings):
    engine, threads = Engine.open(own_settings), 4
    together = threading.Barrier(threads)

    def ask(_):
        together.wait()  # so that each thread asks
        return engine.ask(QUESTION)

    def open_files():
        list(pool.map(ask, range(threads)))
        links = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
        return sum(own_settings.data in link.readlink().parents for link in links)

    with ThreadPoolExecutor(threads) as pool:
        open_files()
        republish(own_settings)  # a first time, since the writer is in this process, too
        before = open_files()
        for _ in range(3):
            republish(own_settings)
            after = open_files()
    assert after <= before


@given(st.text() | st.from_regex(r"[\w-]{0,20}:[a-z]?\d*(:.*)?", fullmatch=True))
def test_no_data_of_a_button_makes_it_fail(data):
    press = press_of(data)
    assert press is None or press.key in data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=10,
)
FIELDS = ["message", "callback_query", "inline_query", "guest_message", "edited_message", "poll", "x"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON, min_size=1, max_size=2) | JSON, max_size=8))
async def test_no_update_that_strangers_can_send_stops_the_bot(sample_settings, engine, updates):
    async with BotApi() as api, running(settings_for(api, sample_settings), engine) as app:
        inbox = services_of(app).inbox
        inbox.take([api.numbered(one) if isinstance(one, dict) else one for one in updates])
        await api.say(PRIVATE, READER, "/new")
        await api.until(lambda: api.in_chat(PRIVATE))
        await api.until(lambda: inbox.waiting == 0)


@pytest.mark.parametrize("emoji", ["a", "ب", "🚢"], ids=["ASCII", "Arabic", "emoji"])
@pytest.mark.parametrize("length", [4095, 4096, 4097])
def test_messages_are_cut_at_telegrams_count_of_units(emoji, length):
    words = (emoji * length)[: length // units(emoji)]
    shown = [parse_html(html).text for html in painted(walk(answer_with(words), full=True))]
    assert all(units(one) <= 4096 for one in shown)
    assert sum(one.count(emoji) for one in shown) >= len(words)
