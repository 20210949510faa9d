"""What the commands say that look after an index."""

CHECKING = "reading all that the index holds"
COPYING = "copying the index"


def sound(data: str) -> str:
    """That an index agrees with itself."""
    return f"{data}: sound."


def fault_found(where: str, reason: str, *, repaired: bool) -> str:
    """Something that is wrong, and whether it was repaired."""
    return f"{where}: {reason}. Repaired." if repaired else f"{where}: {reason}"


def backed_up(data: str, file: str, size: int) -> str:
    """That a backup was written."""
    return f"{data} was copied to {file} ({_megabytes(size)})."


def restored(file: str, data: str) -> str:
    """That a backup was put back."""
    return f"{data} is as it was in {file}."


def compacted(data: str, before: int, after: int) -> str:
    """How much room was given up."""
    return f"{data} takes {_megabytes(after)}, {_megabytes(before)} before."


def answers(version: str, seconds: float) -> str:
    """That a server answers, and how fast."""
    return f"version {version}, answers in {seconds * 1000:.1f} ms"


def moved(source: str, target: str, articles: int, kind: str) -> str:
    """That an index stands with another engine, too, and how to use it from there."""
    return f'{articles:,} articles from {source} are in {target} now. To use them there, set [engine] kind = "{kind}".'


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.1f} MB"
