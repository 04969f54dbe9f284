"""Proves that exercises hold what they say, by running snippet, test and fix in a limited process.

`python -m seeds.proof [exercise_id …]` prints what doesn't hold. Nothing here runs in the server.
"""

import sys
from collections.abc import Iterator, Sequence

from evaluation.code_runner import run, runnable
from runtime.interview.tasks import CodingExercise


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
