"""What is deployed: the unit, the image, the compose file, the dashboard, the alerts, the list of parts."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase

from bot.config import Settings
from bot.telegram.operating import metrics
from bot.telegram.webhook import PATH

DEPLOY = Path(__file__).parents[1] / "deploy"
OWN = re.compile(r"\bonrecord_[a-z_]+")
_MOST_EXPOSED = 2.0  # of 10; systemd-analyze calls it "OK"


def names_of_figures():
    """The names under which the figures are scraped."""
    named = set()
    for one in vars(metrics).values():
        for family in one.collect() if isinstance(one, MetricWrapperBase) else ():
            suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}.get(family.type, [""])
            named |= {family.name + suffix for suffix in suffixes}
    return named


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yml"])
def test_the_dashboard_and_the_alerts_ask_for_figures_that_there_are(file):
    asked = set(OWN.findall((DEPLOY / file).read_text(encoding="utf-8")))
    assert len(asked) > 5
    assert asked <= names_of_figures()


def test_every_panel_of_the_dashboard_has_a_query():
    panels = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))["panels"]
    assert len(panels) == 12
    assert all(target["expr"] and target["legendFormat"] for panel in panels for target in panel["targets"])


@pytest.mark.skipif(not shutil.which("promtool"), reason="Prometheus is not installed")
def test_prometheus_takes_the_alerts():
    subprocess.run(["promtool", "check", "rules", str(DEPLOY / "alerts.yml")], check=True)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path):
    unit = tmp_path / "onrecord.service"
    text = (DEPLOY / "onrecord.service").read_text(encoding="utf-8")
    unit.write_text(re.sub(r"/opt/\S+/onrecord", "/bin/true", text), encoding="utf-8")  # as if it were installed
    verified = subprocess.run(["systemd-analyze", "verify", str(unit)], check=False, capture_output=True, text=True)
    assert "onrecord" not in verified.stderr
    scored = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)], check=False, capture_output=True, text=True
    ).stdout
    exposure = re.search(r"exposure level for onrecord.service: ([\d.]+)", scored)
    assert exposure
    assert float(exposure[1]) <= _MOST_EXPOSED


def test_the_compose_file_gives_no_rights_and_names_settings_that_there_are():
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["bot"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    for name in service["environment"]:
        section, key = name.removeprefix("ONRECORD_").lower().split("__")
        assert key in Settings.model_fields[section].annotation.model_fields


def test_the_compose_file_of_a_cluster_gives_no_rights_and_names_settings_that_there_are():
    found = yaml.safe_load((DEPLOY / "compose.cluster.yaml").read_text(encoding="utf-8"))
    for name in ("bot-1", "bot-2", "page", "ray", "ray-worker"):
        service = found["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        for variable in service["environment"]:
            if variable.startswith("ONRECORD_"):
                section, key = variable.removeprefix("ONRECORD_").lower().split("__")
                assert key in Settings.model_fields[section].annotation.model_fields
    known = {*found["volumes"], "../articles", "./nginx.conf", "./tls"}
    for name, service in found["services"].items():
        assert ("ports" in service) == (name == "proxy")
        assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= known
        assert set(service.get("depends_on", ())) <= set(found["services"])


def test_the_proxy_gives_what_one_bot_does_not_answer_to_the_other_and_no_larger_body_than_a_bot_takes():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    services = yaml.safe_load((DEPLOY / "compose.cluster.yaml").read_text(encoding="utf-8"))["services"]
    assert set(re.findall(r"server (\S+):8443", text)) == {name for name in services if name.startswith("bot-")}
    assert "proxy_next_upstream error timeout http_502 http_503 http_504 non_idempotent;" in text
    assert f"location = {PATH} " in text
    assert "client_max_body_size 1m;" in text


def test_the_image_runs_as_a_user_without_rights_and_names_settings_that_there_are():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (\d+)$", text, re.MULTILINE) == ["10001"]
    for section, key in re.findall(r"ONRECORD_([A-Z]+)__([A-Z_]+)=", text):
        assert key.lower() in Settings.model_fields[section.lower()].annotation.model_fields


def test_the_list_of_parts_is_nearly_that_of_the_constraints():
    """It is dated; `make sbom` brings it up to date."""
    listed = json.loads((DEPLOY / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    pinned = (DEPLOY.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = {tuple(line.split("==")) for line in pinned if "==" in line}
    assert len(wanted - {(part["name"], part["version"]) for part in listed}) <= 0.1 * len(wanted)
