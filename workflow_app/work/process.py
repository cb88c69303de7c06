"""What a process that was started does first: it obeys, and ends with, the one that started it."""

import os
import signal
from multiprocessing import parent_process
from threading import Thread


def obey() -> None:
    """Leave it to the process that started this one to decide when to stop, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
