"""When a command ends by itself."""

import os
import signal
import sys
import threading


def end_with_stdin() -> None:
    """End this process when its standard input does: a child that is given a pipe ends with its parent.

    SIGTERM ends it as a service manager would: a transaction that is open is rolled back at the next start.
    """

    def watch() -> None:
        while sys.stdin.buffer.read(1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="watch-stdin", daemon=True).start()
