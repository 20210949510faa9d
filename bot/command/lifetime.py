"""When a command ends by itself."""

import os
import signal
import sys
import threading


def end_with_stdin() -> None:
    """End this process when its standard input does: a child that is given a pipe ends with its parent.

    SIGTERM ends it as a service manager would: a transaction that is open is rolled back at the next start.
    """

    stdin = sys.stdin.fileno()

    def watch() -> None:
        while os.read(stdin, 1024):  # unbuffered: Python could not end while a buffer is read
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="watch-stdin", daemon=True).start()
