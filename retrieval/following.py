"""Opening each state of an index when it is published, beside the questions, so that none of them waits for it."""

import logging
import threading
import time
import weakref
from typing import Protocol

from index.errors import OnRecordError

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.1
_AGAIN_SECONDS = 2.0  # after a failure


class Renewing(Protocol):
    """What answers from one state of an index and can go on to the next."""

    def catch_up(self) -> None:
        """Open the state that is published, if it is another one."""


def follow(renewing: Renewing) -> None:
    """Have it catch up with each publication, in a thread of its own, as long as anybody else has it."""
    threading.Thread(target=_follow, args=(weakref.ref(renewing),), name="onrecord-state", daemon=True).start()


def _follow(followed: "weakref.ref[Renewing]") -> None:
    failed = False
    while (renewing := followed()) is not None:
        try:
            renewing.catch_up()
            failed = False
        except OnRecordError as error:
            if not failed:
                log.warning("the state that is published cannot be opened, the one before answers: %s", error)
            failed = True
        except Exception:
            log.exception("the state that is published cannot be opened")
            failed = True
        del renewing
        time.sleep(_AGAIN_SECONDS if failed else _LOOK_SECONDS)
