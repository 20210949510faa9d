"""The dashboard of `deploy/grafana.json` as a picture: its own queries, put to Prometheus over what a soak left.

``python -m tests.soak.picture FOLDER PICTURE`` after ``make soak SOAK="--keep FOLDER"``.
"""

import argparse
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import matplotlib as mpl

from tests.soak.__main__ import free_port

mpl.use("agg")

import matplotlib.pyplot as plt
from matplotlib.dates import DateFormatter

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana.json"
_STEP = 15
_PATIENCE = 60.0
_UNITS = {"bytes": ("MB", 1e6), "s": ("s", 1.0), "ops": ("a second", 1.0), "h": ("hours", 1.0), "none": ("", 1.0)}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Prometheus over the data of a soak; its address. Raises FileNotFoundError where it is not installed."""
    found = shutil.which("prometheus")
    if not found:
        raise FileNotFoundError("prometheus is not installed: apt-get install prometheus")
    empty = folder / "empty.yml"
    empty.write_text("{}\n", encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [
            found,
            f"--config.file={empty}",
            f"--storage.tsdb.path={folder / 'prometheus'}",
            f"--web.listen-address={address}",
            "--storage.tsdb.retention.time=10y",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(f"http://{address}/-/ready")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def _await(address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(address)


def series(address: str, expression: str, began: float, ended: float) -> list[dict[str, Any]]:
    """The series of a query. Raises ValueError with what Prometheus says of one that is wrong."""
    asked = {"query": expression, "start": began, "end": ended, "step": _STEP}
    answer = httpx.get(f"{address}/api/v1/query_range", params=asked, timeout=_PATIENCE).json()
    if answer["status"] != "success":
        raise ValueError(f"{expression}: {answer['error']}")
    found: list[dict[str, Any]] = answer["data"]["result"]
    return found


def draw(folder: Path, picture: Path) -> None:
    """Draw every panel; one without data says so. Raises ValueError if there is none at all."""
    record = json.loads((folder / "soak.json").read_text(encoding="utf-8"))
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    figure, axes = plt.subplots(len(panels) // 3, 3, figsize=(21, 4 * len(panels) // 3), layout="constrained")
    with served(folder) as address:
        if not series(address, "up", record["began"], record["ended"]):
            raise ValueError(f"{folder}: holds no figures: install Prometheus before the soak, and run it again")
        for panel, axis in zip(panels, axes.flat, strict=True):
            unit, scale = _UNITS[panel["fieldConfig"]["defaults"]["unit"]]
            drawn = 0
            for target in panel["targets"]:
                for one in series(address, target["expr"], record["began"], record["ended"]):
                    label = target["legendFormat"]
                    for name, value in one["metric"].items():
                        label = label.replace(f"{{{{{name}}}}}", value)
                    moments = [datetime.fromtimestamp(at, UTC) for at, _ in one["values"]]
                    axis.plot(moments, [float(value) / scale for _, value in one["values"]], label=label, linewidth=1.2)
                    drawn += 1
            axis.set_title(panel["title"], fontsize=11, loc="left")
            axis.set_ylabel(unit)
            axis.margins(y=0.15)
            axis.set_ylim(bottom=0)
            axis.xaxis.set_major_formatter(DateFormatter("%H:%M"))
            axis.grid(alpha=0.3)
            axis.tick_params(labelsize=8)
            if drawn:
                axis.legend(fontsize=7, loc="best")
            else:
                axis.text(0.5, 0.5, "no data", transform=axis.transAxes, ha="center")
    figure.savefig(picture, dpi=70)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    draw(options.folder, options.picture)
