"""Ends the processes given as `pid:signal` when the process at the other end of stdin dies.

Run as a script, with nothing but the standard library, by `storage.child.watch_over`.
"""

import os
import signal
import sys


def main(arguments: list[str]) -> None:
    """Block until stdin ends, then signal each process once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.buffer.read()
    for argument in arguments:
        pid, signal_number = argument.split(":")
        try:
            os.kill(int(pid), int(signal_number))
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main(sys.argv[1:])
