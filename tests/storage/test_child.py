"""Children that must not outlive their launcher, and leftovers of an earlier one."""
# ruff: noqa: ASYNC110, ASYNC220 - nothing else runs on this loop

import asyncio
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from runtime.errors import StorageFailed
from storage.child import log_tail, outlast, rotate, spawn

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).parents[2]
WATCHED = """
    import signal, subprocess, sys, time
    from pathlib import Path
    from storage.child import Child, watch_over

    process = subprocess.Popen(["sleep", "600"], stdout=subprocess.DEVNULL)
    child = Child("sleep", process, stop_signal=signal.SIGTERM, log=Path("none"))
    call_off = watch_over([child])
    print(process.pid, flush=True)
    if sys.stdin.readline() == "call off\\n":
        call_off()
        print("called off", flush=True)
    time.sleep(600)
"""
HOLDER = """
    import fcntl, os, signal, sys, time
    from pathlib import Path

    if sys.argv[2] == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.write(descriptor, f"{os.getpid()} {Path('/proc/self/comm').read_text().strip()}".encode())
    print("holding", flush=True)
    time.sleep(600)
"""


def script(text: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", dedent(text), *arguments],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_watcher_ends_the_children_of_a_killed_process() -> None:
    launcher = script(WATCHED)
    watched = psutil.Process(int(line_of(launcher)))
    end(launcher)
    watched.wait(timeout=10)
    assert not watched.is_running()


def test_a_watcher_that_was_called_off_ends_nothing() -> None:
    launcher = script(WATCHED)
    watched = psutil.Process(int(line_of(launcher)))
    assert launcher.stdin is not None
    launcher.stdin.write("call off\n")
    launcher.stdin.flush()
    assert line_of(launcher) == "called off\n"
    end(launcher)
    with pytest.raises(psutil.TimeoutExpired):
        watched.wait(timeout=0.5)
    watched.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the holder reads /proc")
@pytest.mark.parametrize("manner", ["polite", "stubborn"])
async def test_a_leftover_of_an_earlier_launcher_is_ended(tmp_path: Path, manner: str) -> None:
    alive = tmp_path / "alive"
    holder = script(HOLDER, str(alive), manner)
    assert line_of(holder) == "holding\n"
    await outlast(alive, "Postgres", patience_s=1.5)
    assert holder.wait(5) == -(signal.SIGTERM if manner == "polite" else signal.SIGKILL)
    end(holder)


async def test_a_stranger_is_never_signalled(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    with alive.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        stranger = subprocess.Popen(["sleep", "600"])
        file.write(f"{stranger.pid} postgres\n")
        file.flush()
        with pytest.raises(StorageFailed, match="still running"):
            await outlast(alive, "Postgres", patience_s=0.3)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


async def test_a_child_holds_its_lock_until_its_last_process_ends(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    # The shell ends at once; the sleep that it leaves behind inherited the lock.
    child = spawn(
        "shell",
        ["/bin/sh", "-c", "sleep 0.5 &"],
        folder=tmp_path,
        log=tmp_path / "log",
        stop_signal=signal.SIGTERM,
        account=None,
        environ=os.environ,
        alive=alive,
    )
    await child.wait()
    with pytest.raises(StorageFailed):
        await outlast(alive, "shell", patience_s=0.05)
    await outlast(alive, "shell", patience_s=10)


async def test_a_child_that_ignores_the_request_to_stop_is_made_to(tmp_path: Path) -> None:
    child = spawn(
        "shell",
        ["/bin/sh", "-c", "trap '' TERM; echo ready; while true; do sleep 0.1; done"],
        folder=tmp_path,
        log=tmp_path / "log",
        stop_signal=signal.SIGTERM,
        account=None,
        environ=os.environ,
    )
    async with asyncio.timeout(5):
        while log_tail(tmp_path / "log") != "ready":
            await asyncio.sleep(0.01)
    await child.stop(patience_s=0.2)
    assert not child.running
    assert "SIGKILL" in child.obituary()


async def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="Valkey can't be started"):
        spawn(
            "Valkey",
            [tmp_path / "missing"],
            folder=tmp_path,
            log=tmp_path / "log",
            stop_signal=signal.SIGTERM,
            account=None,
            environ={},
        )


def test_a_small_log_stays(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("one\ntwo\n")
    rotate(log)
    assert log_tail(log, lines=1) == "two"
    assert log_tail(tmp_path / "none") == ""
