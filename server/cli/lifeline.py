"""How a child process notices that its parent is gone, even by `kill -9`.

The parent holds the writing end of a pipe and never writes. The kernel closes it when the
parent dies, in whatever way, and the child's blocked read returns. That works on every system,
and also if the parent died before the child looked.
"""

import os
import signal
import threading
import time

STOP_S = 12.0
"""How long an orderly end may take after the parent is gone."""


class Lifeline:
    """The parent's side."""

    def __init__(self) -> None:
        self.child_end, self._parent_end = os.pipe()

    def cut(self) -> None:
        """Let every child know that it should end."""
        os.close(self.child_end)
        os.close(self._parent_end)


def hold_on(child_end: int) -> None:
    """The child's side: when the parent is gone, end like on SIGTERM, and in the end anyway."""
    threading.Thread(target=_watch, args=(child_end,), name="lifeline", daemon=True).start()


def _watch(child_end: int) -> None:
    os.read(child_end, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_S)
    os._exit(1)
