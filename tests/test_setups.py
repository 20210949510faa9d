"""Each wrong set-up ends in one sentence that says what to do, with a status that a script can act upon."""

import asyncio

import pytest

from tests.botapi import BotApi
from tests.setups import OTHER_TOKEN, SETUPS, place_at, tried


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: setup.name)
async def test_a_wrong_set_up_ends_in_one_sentence_with_the_remedy(setup, sample_settings):
    async with BotApi() as api:
        with place_at(sample_settings.data, api.url) as place:
            outcome = await asyncio.to_thread(tried, setup, place)
    (line,) = outcome.lines
    assert setup.said in line
    assert outcome.status == setup.status
    assert OTHER_TOKEN not in line
