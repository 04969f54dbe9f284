"""`viva bench` as QA runs it: a server of its own, both transports, a fault, figures, a report."""

import subprocess
import sys
from pathlib import Path

import pytest

from load_tests.run_file import read_run

pytestmark = pytest.mark.e2e

RUN_S = 14
COMMAND = [sys.executable, "-m", "server", "bench"]


def bench(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=180, check=False
    )


def test_a_run_measures_reports_and_fails_by_its_limits(tmp_path: Path) -> None:
    figures, page = tmp_path / "run.json", tmp_path / "run.html"
    done = bench(
        "-n", "2", "--transport", "both", "--duration", str(RUN_S), "--vendors", "zero",
        "--silence-ms", "200", "--fault", "4:anthropic=mute:2", "--max-p95-ms", "1",
        "--json", str(figures), "--html", str(page),
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "not held: voice-to-voice p95" in done.stdout
    assert "anthropic works again" in done.stdout
    (load,) = read_run(figures).loads
    assert load.errors == {}
    assert load.lost == 0
    assert load.answers >= 2
    assert load.voice_to_voice_ms is not None
    assert load.voice_to_voice_ms.p50 > 200, "no reply can come before the silence is over"
    assert load.first_audio_ms is not None
    assert load.first_audio_ms.count == 2, "one over each transport"
    assert load.stages_ms["endpointing"].p50 > 0
    assert load.server.cpu_percent_per_session
    assert load.server.memory_mb
    assert load.server.moments
    assert "<svg" in page.read_text()

    same = bench("compare", str(figures), str(figures), "--max-worse", "0")
    assert same.returncode == 0, same.stdout + same.stderr
    assert "worse" not in same.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["http://127.0.0.1:1"], "There is no Viva at http://127.0.0.1:1"),
        (["run", "ftp://somewhere"], "must begin with http://"),
        (["--fault", "deepgram=mute"], "SECOND:VENDOR=FAULT"),
        (["http://127.0.0.1:1", "--silence-ms", "200"], "server of our own"),
        (["compare", __file__, __file__], "is not a file of `viva bench --json`"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments: list[str], words: str) -> None:
    done = bench(*arguments)
    assert done.returncode != 0
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
