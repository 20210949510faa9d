"""What every benchmark prints and reads: the machine, memory, percentiles, JSON lines. Standard library only."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were measured on. ``load`` is the load average of the last minute: other work on it."""

    cores: int
    processor: str
    memory_gib: float
    load: float

    def __str__(self) -> str:
        python = platform.python_version()
        return (
            f"machine: {self.cores} cores, {self.processor}, {self.memory_gib:.0f} GiB, Python {python}, "
            f"load {self.load:.1f} at the start"
        )


def this_machine() -> Machine:
    """The machine that runs this."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return Machine(os.cpu_count() or 1, _processor(), memory, os.getloadavg()[0])


def peak_memory_mb() -> float:
    """The largest resident set of this process so far, in MB; 0 where the system does not tell."""
    # not getrusage: its figure survives exec, and so includes the process that started this one
    return _memory_mb("VmHWM")


def resident_memory_mb() -> float:
    """The resident set of this process now, in MB; 0 where the system does not tell."""
    return _memory_mb("VmRSS")


@dataclass(frozen=True, slots=True)
class Memory:
    """The resident set of this process, in MB: its own pages, and those of files that it has mapped."""

    own: float
    mapped: float


def memory_of() -> Memory:
    """The resident set of this process now; 0 where the system does not tell."""
    return Memory(_memory_mb("RssAnon"), _memory_mb("RssFile"))


def resident_memory_of_mb(process: int) -> float:
    """The resident set of another process, in MB; 0 where the system does not tell."""
    return _memory_mb("VmRSS", str(process))


def median_ms(seconds: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(seconds) * 1e3


def p95_ms(seconds: Sequence[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1e3


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON-lines file, or of the JSON files of a folder in the order of their names."""
    if path.is_dir():
        yield from (json.loads(file.read_text(encoding="utf-8")) for file in sorted(path.rglob("*.json")))
        return
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """Write JSON lines; gives ``path`` back."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def _memory_mb(name: str, process: str = "self") -> float:
    status = Path("/proc") / process / "status"
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.is_file() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "processor unknown")
