"""Server processes that are direct children of the launcher and never outlive it.

On Linux the kernel ends a child when the launcher dies (PR_SET_PDEATHSIG), even by `kill -9`.
Elsewhere a watcher process notices the launcher's death by the end of a pipe.
"""

import asyncio
import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import psutil

from runtime.errors import StorageFailed

PR_SET_PDEATHSIG = 1
"""From <linux/prctl.h>."""
POLL_S = 0.02
"""How often a child's end is looked for while someone waits for it, seconds."""
LOG_MAX_BYTES = 10_000_000
"""A larger log is put aside at the next start; one older log is kept."""
WATCHER = Path(__file__).with_name("watcher.py")

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """The system user a child runs as."""

    name: str
    uid: int
    gid: int


class Child:
    """One running child; made by `spawn`."""

    def __init__(
        self,
        name: str,
        process: subprocess.Popen[bytes],
        *,
        stop_signal: signal.Signals,
        log: Path,
    ) -> None:
        self.name = name
        self.log = log
        self.stop_signal = stop_signal
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def obituary(self) -> str:
        """How it ended, in words, with the end of its log."""
        code = self._process.poll()
        if code is None:
            return f"{self.name} is running."
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
        return f"{self.name} ended {how}. Its log {self.log} ends:\n{log_tail(self.log)}"

    async def wait(self) -> int:
        """Its exit code (negative: the signal), once it has ended; cancelling leaves it running."""
        while self.running:  # noqa: ASYNC110 - no event loop reports every kind of child
            await asyncio.sleep(POLL_S)
        return self._process.returncode

    async def stop(self, *, patience_s: float = 20.0) -> None:
        """Ask it to end, and make it end if it has not after `patience_s` seconds.

        Cancelling makes it end at once; either way it has ended when this returns or raises.
        """
        if self.running:
            self._process.send_signal(self.stop_signal)
        try:
            async with asyncio.timeout(patience_s):
                await self.wait()
        except TimeoutError:
            pass
        finally:
            if self.running:
                self._process.kill()
                self._process.wait()


def spawn(
    name: str,
    argv: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    stop_signal: signal.Signals,
    account: Account | None,
    environ: Mapping[str, str],
    alive: Path | None = None,
) -> Child:
    """Start a child in `folder`, with its output appended to `log`.

    The file `alive` stays locked for as long as the child or any process it forked lives, so a
    later launcher can tell. Must be called on the main thread: the kernel ends the child with
    the thread that started it.

    Raises:
        StorageFailed: it can't be started, or an earlier one still holds `alive`.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("Children are started on the main thread only.")
    held = None if alive is None else _hold(alive, name)
    try:
        with log.open("ab") as output:
            process = subprocess.Popen(
                [os.fspath(part) for part in argv],
                cwd=folder,
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=() if held is None else (held,),
                # Its own session: Ctrl-C is for the launcher, which stops children in order.
                start_new_session=True,
                user=None if account is None else account.uid,
                group=None if account is None else account.gid,
                extra_groups=None if account is None else [],
                umask=0o077,
                preexec_fn=_ends_with_launcher(stop_signal),
            )
        if held is not None:
            os.ftruncate(held, 0)
            os.pwrite(held, f"{process.pid} {Path(argv[0]).name}\n".encode(), 0)
    except (OSError, subprocess.SubprocessError) as failure:
        raise StorageFailed(f"{name} can't be started: {failure}") from failure
    finally:
        if held is not None:
            os.close(held)
    return Child(name, process, stop_signal=stop_signal, log=log)


async def outlast(alive: Path, name: str, *, patience_s: float = 30.0) -> None:
    """Wait until no process of an earlier launcher holds `alive` any more.

    A launcher killed with -9 leaves its children a moment to close their files. One that does
    not end by itself is asked to, and then made to.

    Raises:
        StorageFailed: it is still there after `patience_s` seconds.
    """
    deadline = time.monotonic() + patience_s
    ask_at = time.monotonic() + patience_s / 3
    force_at = time.monotonic() + patience_s * 2 / 3
    while True:
        try:
            os.close(_hold(alive, name))
            return
        except StorageFailed:
            now = time.monotonic()
            if now > deadline:
                raise
            if now > force_at:
                _signal_holder(alive, signal.SIGKILL)
            elif now > ask_at:
                _signal_holder(alive, signal.SIGTERM)
                ask_at = force_at
            await asyncio.sleep(POLL_S)


def watch_over(children: Sequence[Child]) -> Callable[[], None]:
    """Have a separate process end `children` when this process dies; call the result to call off.

    For systems without PR_SET_PDEATHSIG.
    """
    watcher = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-S",
            str(WATCHER),
            *(f"{child.pid}:{int(child.stop_signal)}" for child in children),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def call_off() -> None:
        watcher.kill()
        watcher.wait()
        if watcher.stdin is not None:
            watcher.stdin.close()

    return call_off


def rotate(log: Path) -> None:
    """Put a log aside that has grown beyond `LOG_MAX_BYTES`."""
    if log.exists() and log.stat().st_size > LOG_MAX_BYTES:
        log.replace(log.with_name(log.name + ".1"))


def log_tail(log: Path, *, lines: int = 6) -> str:
    """The last lines of a log; empty when there is none."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 4000))
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def _hold(alive: Path, name: str) -> int:
    """Lock `alive`; the lock lives as long as any copy of the returned descriptor."""
    descriptor = os.open(alive, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as failure:
        os.close(descriptor)
        holder = _holder(alive)
        raise StorageFailed(
            f"{name} of an earlier start is still running"
            + (f" (process {holder})" if holder else "")
            + ". Wait a moment and start again, or end that process."
        ) from failure
    return descriptor


def _holder(alive: Path) -> int | None:
    """The process that `alive` names, if it lives and is the program that was started."""
    try:
        pid, program = alive.read_text().split()
        process = psutil.Process(int(pid))
        return process.pid if process.name() == program else None
    except (OSError, ValueError, psutil.Error):
        return None


def _signal_holder(alive: Path, signal_number: signal.Signals) -> None:
    holder = _holder(alive)
    if holder is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(holder, signal_number)


def _ends_with_launcher(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """What the child does between fork and exec; runs after the user was dropped.

    Changing the user clears the parent-death signal, so it has to be set afterwards, which is
    where `subprocess` runs this.
    """
    libc = _libc
    if libc is None:
        return None
    launcher = os.getpid()

    def before_exec() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != launcher:
            # The launcher died before the signal was armed.
            os._exit(1)

    return before_exec
