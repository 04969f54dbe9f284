"""`viva plan` as a user runs it: files in, a readable plan out, and one clear line when not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.planning.jobs import JOBS
from tests.planning.people import PEOPLE

pytestmark = pytest.mark.integration


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "resume.txt").write_text(PEOPLE["engineer"], encoding="utf-8")
    (tmp_path / "job.txt").write_text(JOBS["swe"], encoding="utf-8")
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "fake.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return tmp_path


def viva_plan(papers: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """No database and no server is there: their addresses are not in the environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("VIVA_") and name not in {"DATABASE_URL", "REDIS_URL"}
    }
    return subprocess.run(
        [sys.executable, "-m", "server", "plan", *arguments],
        cwd=papers,
        env={
            **kept,
            "VIVA_HOME": str(papers / "home"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_plan_on_paper(papers: Path) -> None:
    done = viva_plan(papers, "--resume", "resume.txt", "--jd", "job.txt", "--minutes", "30")
    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.splitlines()
    assert first == ("Backend Engineer: technical interview, level mid, 30 minutes, neutral")
    assert "about this person or this job" in second
    for told in ("RESUME DEEP DIVE", "why: ", "(résumé) “", "(job) “", "[when vague]", "code: "):
        assert told in done.stdout
    again = viva_plan(papers, "--resume", "resume.txt", "--jd", "job.txt", "--minutes", "30")
    assert again.stdout == done.stdout


def test_the_plan_as_json(papers: Path) -> None:
    done = viva_plan(papers, "--resume", "resume.txt", "--role", "sales_executive", "--json")
    assert done.returncode == 0, done.stderr
    whole = json.loads(done.stdout)
    assert whole["interview_plan"]["metadata"]["roleCategory"] == "sales"
    assert sum(phase["mins"] for phase in whole["interview_plan"]["phases"]) == pytest.approx(15)
    assert whole["plan"]["phases"][0]["questions"]


def test_a_job_of_no_trade_of_ours_is_planned_without_any(papers: Path) -> None:
    done = viva_plan(papers, "--role", "lighthouse keeper")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("lighthouse keeper: hiring manager interview")
    assert "code" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--resume", "missing.pdf"), "does not exist"),
        (("--resume", "empty.pdf"), "empty.pdf: The file is empty."),
        (("--resume", "fake.pdf"), "fake.pdf: "),
        ((), "--role"),
        (("--role", "sales_executive", "--type", "technical"), "no technical interview"),
        (("--role", "sales_executive", "--minutes", "0"), "--minutes"),
        (("--role", "sales_executive", "--model"), "VIVA_LLM"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    papers: Path, arguments: tuple[str, ...], told: str
) -> None:
    env_done = viva_plan(papers, *arguments)
    assert env_done.returncode != 0
    assert told in env_done.stderr
    assert "Traceback" not in env_done.stderr
