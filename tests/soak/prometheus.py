"""A real Prometheus beside a soak, where one is installed: it scrapes the bot, and its data stays in the folder."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIGURATION = """
global: {{scrape_interval: 5s}}
scrape_configs:
  - job_name: onrecord
    static_configs: [{{targets: ["127.0.0.1:{port}"]}}]
"""


@contextmanager
def scraping(port: int, folder: Path) -> Iterator[None]:
    """Scrape what listens on a port, if Prometheus is here."""
    found = shutil.which("prometheus")
    if not found:
        yield
        return
    configuration = folder / "prometheus.yml"
    configuration.write_text(_CONFIGURATION.format(port=port), encoding="utf-8")
    with (folder / "prometheus.log").open("wb") as log:
        process = subprocess.Popen(
            [
                found,
                f"--config.file={configuration}",
                f"--storage.tsdb.path={folder / 'prometheus'}",
                "--web.listen-address=127.0.0.1:0",
            ],
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()
