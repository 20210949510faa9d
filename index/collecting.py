"""Python's garbage collector kept out of what makes much and leaves no circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing looks for circles of objects; what nothing refers to any more is freed as ever.

    The collector goes through all that lives whenever that has grown by a quarter: a third of the time, where hundreds
    of thousands of rows are compared or grouped, and it finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
