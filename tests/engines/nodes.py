"""A Ray cluster of two nodes on this machine, and ways to do it harm."""

import time
from typing import Any

import psutil

_NODE = {"num_cpus": 1, "object_store_memory": 100_000_000}
_PATIENCE = 120.0


class Nodes:
    """Two nodes with a processor each, as two machines would be."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster  # noqa: PLC0415

        self._cluster = Cluster(initialize_head=True, head_node_args=_NODE)
        self._others: list[Any] = []
        self.address = str(self._cluster.address)

    def bring_to_two(self) -> None:
        """Add the second node if it is not there."""
        if not self._others:
            self._others.append(self._cluster.add_node(**_NODE))
            self._cluster.wait_for_nodes()

    def workers(self) -> list[psutil.Process]:
        """The processes that hold a parser and an encoder, once those that are to end have ended."""
        until = time.monotonic() + _PATIENCE
        while (found := self._found()) and time.monotonic() < until:
            psutil.wait_procs(found, timeout=0.2)
        return found

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return 1 + len(self._others)

    def processor_seconds(self) -> float:
        """What the workers that are there now have taken of the processor."""
        return sum(map(_seconds, self._found()))

    def kill_worker(self) -> bool:
        """End a worker as a lack of memory would."""
        self._found()[0].kill()
        return True

    def remove_node(self) -> bool:
        """End a node with all that runs on it, as a power cut would."""
        self._cluster.remove_node(self._others.pop(), allow_graceful=False)
        return True

    def stop(self) -> None:
        """End all."""
        self._cluster.shutdown()

    def _found(self) -> list[psutil.Process]:
        return [one for one in psutil.Process().children(recursive=True) if _title(one).startswith("ray::Worker")]


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _seconds(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:2]))
    except psutil.Error:
        return 0.0
