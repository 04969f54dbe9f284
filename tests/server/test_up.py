"""`viva up` on a bare machine: starts, restarts what dies, stops cleanly, leaves no orphan."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from load_tests.server_process import ServerProcess, free_port
from tests.parts import short_folder

pytestmark = pytest.mark.e2e


@pytest.fixture
def home() -> Iterator[Path]:
    """A fresh state folder; /tmp by name, because socket paths must be short."""
    folder = Path(tempfile.mkdtemp(prefix="viva-up-", dir=short_folder()))
    folder.chmod(0o711)
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


def scripted(home: Path, **settings: str) -> ServerProcess:
    return ServerProcess(home, VIVA_STT="scripted", VIVA_TTS="scripted", **settings)


def family_of(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def eventually(holds: Callable[[], bool], within_s: float = 20) -> bool:
    deadline = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def gone(processes: list[psutil.Process]) -> bool:
    return not any(
        process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes
    )


def command_of(process: psutil.Process) -> list[str]:
    """Its command line; empty once it has ended."""
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def named(processes: list[psutil.Process], word: str) -> psutil.Process:
    """The process of ours whose command line has this word."""
    (found,) = [p for p in processes if {word, "server"} <= set(command_of(p))]
    return found


def run_up(home: Path, port: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", "up"],
        env={**os.environ, "VIVA_HOME": str(home), "VIVA_PORT": str(port)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_cold_start_ctrl_c_and_warm_start(home: Path) -> None:
    server = scripted(home)
    with server:
        log = server.log_path.read_text()
        assert server.url in log
        assert "Ctrl-C" in log
        created = httpx.post(f"{server.url}/api/v1/sessions", json={"audio_out": "none"}).json()
        family = family_of(server.process.pid)
        assert server.stop() == 0
    assert gone(family)
    log = server.log_path.read_text()
    assert "Stopped" in log
    assert "Traceback" not in log
    with scripted(home) as again:
        view = httpx.get(f"{again.url}/api/v1/sessions/{created['session_id']}")
        assert view.json()["status"] == "created"


def test_kill_9_leaves_no_orphan_and_loses_no_row(home: Path) -> None:
    with scripted(home) as server:
        created = httpx.post(f"{server.url}/api/v1/sessions", json={"audio_out": "none"}).json()
        family = family_of(server.process.pid)
        assert len(family) >= 4
        server.process.kill()
        server.process.wait()
        assert eventually(lambda: gone(family)), [command_of(p) for p in family]
    with scripted(home) as again:
        view = httpx.get(f"{again.url}/api/v1/sessions/{created['session_id']}")
        assert view.status_code == 200


@pytest.mark.parametrize("part", ["serve", "worker"])
def test_a_child_that_dies_is_started_again(home: Path, part: str) -> None:
    with scripted(home) as server:
        victim = named(family_of(server.process.pid), part)
        victim.kill()

        def replaced() -> bool:
            ours = [p for p in family_of(server.process.pid) if part in command_of(p)]
            return any(p.pid != victim.pid for p in ours)

        assert eventually(replaced)
        server.wait_ready()
        assert "SIGKILL; starting it again" in server.log_path.read_text()
        assert server.stop() == 0


def test_a_restarting_server_refuses_no_connection(home: Path) -> None:
    with scripted(home) as server:
        named(family_of(server.process.pid), "serve").kill()
        # The launcher holds the listening socket, so this waits instead of being refused.
        assert httpx.get(f"{server.url}/healthz", timeout=30).status_code == 200


def test_a_port_that_is_taken(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run_up(home, port)
    assert result.returncode == 1
    assert "VIVA_PORT" in result.stderr
    assert str(port) in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not home.exists(), "nothing was started or made"


def test_a_second_start_says_that_it_runs_already(home: Path) -> None:
    with scripted(home) as server:
        same_port = run_up(home, server.port)
        assert same_port.returncode == 1
        assert "already runs" in same_port.stderr
        other_port = run_up(home, free_port())
        assert other_port.returncode == 1
        assert "VIVA_HOME" in other_port.stderr
        for result in (same_port, other_port):
            assert len(result.stderr.strip().splitlines()) == 1
        server.wait_ready(5)


def test_ctrl_c_while_it_starts(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "up"],
        env={**os.environ, "VIVA_HOME": str(home), "VIVA_PORT": str(free_port())},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    assert "keeps its state in" in process.stdout.readline()
    assert eventually(lambda: bool(family_of(process.pid)))
    family = family_of(process.pid)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0, output
    assert "Traceback" not in output
    assert eventually(lambda: gone(family))


def test_several_workers_share_the_port_and_their_numbers(home: Path) -> None:
    server = scripted(home)
    environ = {
        **os.environ,
        "VIVA_HOME": str(home),
        "VIVA_PORT": str(server.port),
        "VIVA_STT": "scripted",
        "VIVA_TTS": "scripted",
    }
    with server.log_path.open("ab") as log:
        server.process = subprocess.Popen(
            [sys.executable, "-m", "server", "up", "--workers", "2"],
            env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        server.wait_ready()

        def workers() -> list[psutil.Process]:
            commands = {p: command_of(p) for p in family_of(server.process.pid)}
            return [p for p, c in commands.items() if "--listen-fd" in c and "--workers" not in c]

        assert eventually(lambda: len(workers()) == 2)
        for _ in range(20):
            assert httpx.get(f"{server.url}/healthz").status_code == 200
        counted = httpx.get(f"{server.url}/metrics").text
        assert 'viva_http_request_seconds_count{route="/healthz",status="200"}' in counted
        workers()[0].kill()
        assert eventually(lambda: len(workers()) == 2)
        server.wait_ready()
    finally:
        assert server.stop() == 0
