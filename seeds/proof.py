"""Proves that exercises hold what they say, by running snippet, test and fix in a limited process.

`python -m seeds.proof [exercise_id …]` prints what doesn't hold. Nothing here runs in the server.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence

import msgspec

from runtime.interview.tasks import CodeLanguage, CodingExercise

WALL_S = 10.0
"""Seconds of wall clock for one program; they all need far less."""
CPU_S = 5
MEMORY_BYTES = 1 << 29
"""Address space of a Python program. Node reserves far more than it uses; its heap is limited."""
NODE_HEAP_MB = 128

_PYTHON = """
import json, sys
source = sys.stdin.read()
try:
    exec(compile(source, "exercise", "exec"), {"__name__": "exercise"})
    found = {"error": None, "text": ""}
except BaseException as error:
    found = {"error": type(error).__name__, "text": str(error)[:300]}
print(json.dumps(found))
"""
_JAVASCRIPT = """
const assert = require("node:assert/strict");
const source = require("node:fs").readFileSync(0, "utf8");
const AsyncFunction = (async () => {}).constructor;
const tell = (error, text) => console.log(JSON.stringify({ error, text: text.slice(0, 300) }));
new AsyncFunction("assert", source)(assert).then(
  () => tell(null, ""),
  (error) => tell(error.name, String(error.message)),
);
"""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a program ended."""

    error: str | None
    """Class of the error, None when it ran to its end; `killed` when it broke a limit."""
    text: str


def runnable(language: CodeLanguage) -> bool:
    """Whether this machine has what runs that language."""
    return language is CodeLanguage.python or shutil.which("node") is not None


def run(language: CodeLanguage, program: str) -> Outcome:
    """Run a program of ours in a process of its own: no environment, no files to write, limits on
    time and memory.

    It is a guard against slips, not against malice: the network isn't cut off.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            ended = subprocess.run(
                _command(language),
                input=program,
                capture_output=True,
                text=True,
                timeout=WALL_S,
                cwd=folder,
                env={"PYTHONDONTWRITEBYTECODE": "1"},
                preexec_fn=lambda: _limit(language),
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(error="killed", text=f"still running after {WALL_S:g} s")
    try:
        return msgspec.json.decode(ended.stdout.splitlines()[-1], type=Outcome)
    except (IndexError, msgspec.DecodeError):
        return Outcome(error="killed", text=ended.stderr[-300:])


def faults(exercise: CodingExercise) -> Iterator[str]:
    """What doesn't hold; nothing when the snippet has its flaw and the fix repairs it."""
    where = f"exercise {exercise.exercise_id!r}"
    flawed = run(exercise.language, f"{exercise.code_snippet}\n{exercise.failing_test_case}")
    if flawed.error is None:
        yield f"{where}: the failing test passes on the snippet"
    elif flawed.error != exercise.fails_with:
        yield (
            f"{where}: the snippet fails with {flawed.error}, not {exercise.fails_with}: "
            f"{flawed.text}"
        )
    alone = run(exercise.language, exercise.code_snippet)
    if alone.error is not None:
        yield f"{where}: the snippet alone ends with {alone.error}: {alone.text}"
    fixed = run(exercise.language, f"{exercise.suggested_fix}\n{exercise.failing_test_case}")
    if fixed.error is not None:
        yield f"{where}: the suggested fix fails with {fixed.error}: {fixed.text}"


def _command(language: CodeLanguage) -> list[str]:
    if language is CodeLanguage.python:
        return [sys.executable, "-I", "-B", "-c", _PYTHON]
    node = shutil.which("node") or "node"
    return [node, f"--max-old-space-size={NODE_HEAP_MB}", "-e", _JAVASCRIPT]


def _limit(language: CodeLanguage) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if language is CodeLanguage.python:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main(wanted: Sequence[str]) -> int:
    """Check the exercises with those ids, or all; 0 when all hold."""
    from seeds.load import load

    chosen = [e for e in load().exercises if not wanted or e.exercise_id in wanted]
    skipped = [e.exercise_id for e in chosen if not runnable(e.language)]
    found = [f for e in chosen if runnable(e.language) for f in faults(e)]
    for line in found:
        print(line)  # noqa: T201
    print(f"{len(chosen) - len(skipped)} exercises run, {len(found)} faults")  # noqa: T201
    if skipped:
        print(f"not run, node is missing: {', '.join(skipped)}")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
