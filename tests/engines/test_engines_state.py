"""What the state of bots does alike in a folder and in PostgreSQL: journal, names, watches and all else they keep."""

import sqlite3
from contextlib import closing

import pytest

from bot.telegram.conversations import Asker
from bot.telegram.journal import Journal, Request, TakenOverError
from bot.telegram.kept.keeping import Told
from bot.telegram.memory import Memory
from bot.telegram.operating.audit import Deed
from bot.telegram.places import Length
from bot.telegram.state import NOT_KEPT
from bot.telegram.state_file import StateFile
from bot.telegram.state_server import StateServer
from bot.telegram.votes import Fault, Vote
from bot.telegram.watches import Alert
from retrieval.models import Answer, Form, Question

FIRST, SECOND, THIRD = ({"update_id": number, "message": {"text": f"\0 {number} “é”"}} for number in (7, 8, 9))


@pytest.fixture
def server(postgres):
    """A state on a server, and a way to open it again."""
    engine = postgres.engine()
    return lambda: StateServer(engine)


@pytest.fixture(params=["folder", "server"])
def opened(request, tmp_path):
    """Opens the state of one bot more over the same place."""
    states = []
    make = request.getfixturevalue("server") if request.param == "server" else lambda: StateFile(tmp_path)

    def one_more():
        states.append(make())
        return states[-1]

    yield one_more
    for state in states:
        state.close()


def take(journal, *updates):
    return journal.take(updates, lasting=[True] * len(updates))


# updates


def test_an_update_is_new_to_one_of_several_bots(opened):
    one, other = Journal(opened()), Journal(opened())
    assert take(one, FIRST, SECOND) == [True, True]
    assert take(other, SECOND, THIRD) == [False, True]
    assert [raw for raw, _ in one.adopted()] == [FIRST, SECOND]
    assert [raw for raw, _ in other.adopted()] == [THIRD]


def test_what_a_bot_leaves_is_anothers_in_its_order_with_its_tries(opened):
    one, other = Journal(opened()), Journal(opened())
    take(one, SECOND, FIRST, THIRD)
    assert [one.begin(8), one.begin(8), one.begin(9)] == [1, 2, 1]
    one.put_back(9)
    one.done(7)
    one.close()
    assert other.adopted() == [(SECOND, 2), (THIRD, 0)]
    assert other.begin(9) == 1


def test_only_the_id_is_kept_of_what_does_not_last_or_is_done(opened):
    one = Journal(opened())
    assert one.take([FIRST, SECOND], lasting=[False, True]) == [True, True]
    one.done(8)
    assert (one.adopted(), take(one, FIRST, SECOND)) == ([], [False, False])


def test_what_is_set_aside_is_kept_with_its_reason(opened):
    one, other = Journal(opened()), Journal(opened())
    take(one, {"update_id": 7, "message": {"from": {"id": 501}}}, SECOND)
    one.set_aside(7, "a fault")
    one.close()
    assert other.aside() == [(7, "a fault")]
    assert other.adopted() == [(SECOND, 0)]
    other.forget_aside(501)
    assert other.aside() == [(7, "a fault")]


def test_several_are_taken_together_or_not_at_all(opened):
    one = Journal(opened())
    with pytest.raises(KeyError):
        take(one, FIRST, {"no": "id"})
    assert take(one, FIRST) == [True]


def test_what_was_posted_for_an_update_outlives_the_bot(opened):
    one, other = Journal(opened()), Journal(opened())
    take(one, FIRST)
    one.note_posting(7, 1, {"chat_id": 5, "text": "“so”\0"}, above=40)
    one.note_posting(7, 1, {"chat_id": 5, "text": "another"}, above=41)
    one.note_posting(7, 2, {"chat_id": 5}, above=42)
    one.note_posted(7, 1, {"message_id": 43})
    one.note_message(0, 43)
    one.note_message(0, 44)
    one.note_moved(-5, -6)
    one.note_moved(-5, -7)
    one.close()
    assert (other.posted(7, 1), other.posting(7, 1), other.posting(7, 2)) == ({"message_id": 43}, None, {"chat_id": 5})
    assert (other.above(7, 1), other.above(7, 2), other.above(7, 3)) == (40, 42, 0)
    assert (other.highest_message(0), other.messages(0, 43), other.highest_message(-9)) == (44, {44}, 0)
    assert (other.address(-5), other.address(-6)) == (-7, -6)
    other.forget_posting(7, 2)
    assert other.posting(7, 2) is None
    other.done(7)
    assert other.posted(7, 1) is None


# names


def test_a_name_is_one_bots_until_it_lets_go_or_ends(opened):
    one, other = opened(), opened()
    assert (one.hold("alerts"), one.hold("alerts"), other.hold("alerts"), other.hold("else")) == (
        True,
        True,
        False,
        True,
    )
    one.renew()
    one.let_go("alerts")
    assert (other.hold("alerts"), one.hold("alerts")) == (True, False)
    other.close()
    assert one.hold("alerts")


def test_a_bot_that_stood_still_for_too_long_finds_out_before_it_posts(server):
    slow_state = server()
    slow, other = Journal(slow_state), Journal(server())
    take(slow, FIRST, SECOND)
    slow.begin(7)
    assert other.adopted() == []
    slow_state._db.execute("UPDATE lease SET until = clock_timestamp() - INTERVAL '1 second'")
    assert [raw for raw, _ in other.adopted()] == [FIRST, SECOND]
    with pytest.raises(TakenOverError):
        slow.check_own(7)
    with pytest.raises(TakenOverError):
        slow.begin(8)
    other.check_own(7)
    assert (slow.adopted(), other.begin(8)) == ([], 1)
    assert take(slow, THIRD) == [True]  # it lives again
    assert [raw for raw, _ in other.adopted()] == [FIRST, SECOND]
    for journal in (slow, other):
        journal.close()


# the re-index


def test_a_reindex_is_one_bots_and_goes_on_with_another(opened):
    one, other = Journal(opened()), Journal(opened())
    wanted = Request(-5, None, anew=True, who="501")
    assert (one.begin_reindex(wanted), one.begin_reindex(wanted), other.begin_reindex(wanted)) == (True, False, False)
    assert (other.open_reindex(), other.left_reindex(), one.left_reindex()) == (wanted, None, None)
    one.close()
    assert (other.left_reindex(), other.left_reindex()) == (wanted, None)
    other.end_reindex()
    assert (other.open_reindex(), other.begin_reindex(Request(0, 3))) == (None, True)


def test_a_reindex_is_cancelled_by_a_bot_that_does_not_carry_it_out(opened):
    one, other = Journal(opened()), Journal(opened())
    one.begin_reindex(Request(-5, None))
    other.end_reindex()
    assert (one.reindexing, one.open_reindex()) == (True, None)
    assert not other.begin_reindex(Request(-5, None))  # the first has not ended it yet
    one.end_reindex()
    assert other.begin_reindex(Request(-5, None))


# what is kept for good


def test_what_was_looked_at_is_looked_at_once_and_alerts_are_sent_once(opened):
    one, other = Memory(opened()).watches, Memory(opened()).watches
    first, second = one.add(5, None, 5, "who said bridge"), one.add(-6, 9, 501, "herring")
    assert other.seen_to is None
    one.look(10, ["a", "b"], [Alert(first.id, "a"), Alert(second.id, "b")])
    other.look(12, ["b", "c"], [Alert(first.id, "a"), Alert(first.id, "c")])
    assert (one.seen_to, one.unseen(["a", "c", "d"])) == (12, {"d"})
    assert [(batch.watch, [one.statement for one in batch.notices]) for batch in other.waiting()] == [
        (first.id, ["a"]),
        (second.id, ["b"]),
        (first.id, ["c"]),
    ]
    one.sent(other.waiting()[0].notices)
    assert [batch.watch for batch in other.waiting()] == [second.id, first.id]
    one.remove(first.id)
    assert [batch.watch for batch in other.waiting()] == [second.id]
    other.forget(501)
    assert [(watch.chat, watch.user) for watch in one.all()] == [(-6, 0)]


def test_all_that_is_kept_is_seen_by_every_bot(opened):
    one, other = Memory(opened()), Memory(opened())
    asker = Asker(5, None, 5)
    kept = one.shelf.put(asker, Told(Answer(Question("who?", Form.FACT))))
    one.shelf.put(asker, Told(Answer(Question("whom?", Form.FACT))), kept.key)
    assert (other.shelf.get(kept.key).asker, other.shelf.get(kept.key).record.question.text) == (asker, "whom?")
    for fault in (None, Fault.WORDS):
        one.votes.cast(Vote("k", 5, 0, fault))
    (complaint,) = other.votes.waiting()
    other.votes.settle(complaint.id, "kept")
    one.votes.cast(Vote("k", 5, 0, Fault.WORDS))
    assert (complaint.vote.fault, one.votes.waiting()) == (Fault.WORDS, [])
    one.places.set_language(5, "fa")
    one.places.set_length(5, Length.SHORT)
    one.places.set_length(5, Length.USUAL)
    assert (other.places.of(5).language, other.places.of(5).length) == ("fa", Length.USUAL)
    one.audit.note(501, Deed.RELOADED, "x" * 900)
    ((number, at, who, deed, detail),) = [(e.number, e.at, e.who, e.deed, e.detail) for e in other.audit.latest(5)]
    assert (number, len(at), who, deed, len(detail)) == (1, 19, "501", "reload", 500)
    one.forget(5)
    assert (other.shelf.get(kept.key), other.places.of(5).language) == (None, None)


@pytest.mark.parametrize("command", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_the_audit_is_only_added_to_by_whoever_asks(opened, command):
    state = opened()
    audit = Memory(state).audit
    audit.note(501, Deed.CANCELLED)
    with pytest.raises(NOT_KEPT, match="the audit is only added to"):
        audit._db.execute(command)
    assert [one.who for one in audit.latest(5)] == ["501"]


def test_a_copy_is_a_file_that_a_bot_over_a_folder_goes_on_with(opened, tmp_path):
    state = opened()
    journal, memory = Journal(state), Memory(state)
    take(journal, FIRST)
    memory.watches.add(5, None, 5, "who said bridge")
    memory.audit.note(501, Deed.BACKUP)
    kept = memory.shelf.put(Asker(5, None, 5), Told(Answer(Question("who?", Form.FACT))))
    (tmp_path / "restored").mkdir()
    state.copy_to(tmp_path / "restored" / "bot.sqlite")
    restored = StateFile(tmp_path / "restored")
    journal, memory = Journal(restored), Memory(restored)
    assert [raw for raw, _ in journal.adopted()] == [FIRST]
    assert [watch.words for watch in memory.watches.all()] == ["who said bridge"]
    assert memory.shelf.get(kept.key).record.question.text == "who?"
    assert [entry.deed for entry in memory.audit.latest(5)] == ["backup"]
    restored.close()


def test_the_first_bot_on_servers_finds_again_what_it_kept_in_its_folder(postgres, tmp_path):
    before = StateFile(tmp_path)
    journal, memory = Journal(before), Memory(before)
    take(journal, FIRST, SECOND)
    journal.begin(8)
    watch = memory.watches.add(5, None, 5, "who said bridge")
    memory.watches.look(10, ["a"], [Alert(watch.id, "a")])
    memory.audit.note(501, Deed.RELOADED)
    before.close()
    engine = postgres.engine()
    for bot in range(2):  # the second one there has nothing to bring
        state = StateServer(engine, tmp_path)
        journal, memory = Journal(state), Memory(state)
        assert journal.adopted() == [(FIRST, 0), (SECOND, 1)]
        assert [batch.watch for batch in memory.watches.waiting()] == [watch.id]
        memory.audit.note(501, Deed.STARTED)
        assert [entry.number for entry in memory.audit.latest(9)] == [*range(bot + 2, 0, -1)]
        journal.close()
    assert take(Journal(StateServer(engine)), THIRD) == [True]


# the server fails


def test_a_connection_that_ends_between_two_notes_is_made_again(server, postgres):
    journal = Journal(server())
    take(journal, FIRST)
    postgres.end_connections()
    assert journal.begin(7) == 1
    postgres.end_connections()
    assert take(journal, FIRST, SECOND) == [False, True]
    journal.close()


def test_a_connection_that_ends_while_updates_are_taken_leaves_none_of_them(server, postgres):
    journal = Journal(server())

    def interrupted():
        with journal._state.transaction():
            journal._take(FIRST, True)
            postgres.end_connections()
            journal._take(SECOND, True)

    with pytest.raises(NOT_KEPT, match="does not answer as it should"):
        interrupted()
    assert take(journal, FIRST, SECOND) == [True, True]
    journal.close()


def test_the_file_of_a_folder_has_no_table_that_the_server_has_not(server, tmp_path):
    file, states = StateFile(tmp_path), server()
    for state in (file, states):
        Journal(state)
        Memory(state)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    on_server = states._db.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    )
    assert {name for (name,) in on_server} == there - {"sqlite_sequence"} | {"lease"}
    file.close()
    states.close()
