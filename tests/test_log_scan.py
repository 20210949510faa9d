"""The scan of all tests' logs finds what was planted in them."""

import logging

import pytest

from tests import log_scan
from tests.botapi.server import TOKEN

ASKED = "what did Mekdad say about sanctions?"


def scan_of(planted):
    with log_scan.scanned():
        log_scan.note_said(f"/ask {ASKED}")
        logging.getLogger("bot.x").info("%s", planted)


@pytest.mark.parametrize("planted", [f"https://api.telegram.org/bot{TOKEN}/getMe", f"asked: {ASKED}"])
def test_a_secret_and_a_question_in_a_log_are_found(planted):
    with pytest.raises(AssertionError, match=r"logged: "):
        scan_of(planted)


@pytest.mark.parametrize("planted", [TOKEN, ASKED, "an escape \x1b[31m", "turned \u202e around"])
def test_what_a_process_must_not_print_is_found(planted):
    log_scan.note_said(ASKED)
    with pytest.raises(AssertionError, match="the log of a process holds"):
        log_scan.printed(f"12:00 INFO {planted}\n")


def test_commands_and_single_words_are_no_secret():
    with log_scan.scanned():
        log_scan.note_said("/reindex cancel")
        logging.getLogger("bot.x").info("/reindex cancel")
