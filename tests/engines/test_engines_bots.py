"""Several bots over one index on servers, as processes behind a proxy."""

from index.upkeep import migrate
from tests.botapi import BotApi
from tests.engines.bots import alerts, publish, survive, two_bots, watch


async def test_two_bots_of_which_one_is_killed_answer_each_update_once_and_alert_once(servers, own_settings, tmp_path):
    engine = servers.engine()
    embedded = own_settings.kept_by(engine.model_copy(update={"kind": "embedded"}))
    migrate(embedded, "cluster")
    (tmp_path / "bots").mkdir()
    async with BotApi() as api, two_bots(api, embedded.kept_by(engine), tmp_path / "bots") as bots:
        await watch(bots)
        await publish(bots)  # ends when both see it
        await api.until(lambda: alerts(api))
        outcome = await survive(bots, 300, every=20)
    assert (dict(outcome.times), outcome.wrong) == ({1: 300}, 0)
    assert outcome.delivered["delivered"] == 300
    assert min(outcome.taken) > 0
    assert len(alerts(api)) == 1
