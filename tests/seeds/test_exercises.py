"""Coding exercises: enough of them, varied, each with the flaw it says it has."""

from collections import Counter

import msgspec
import pytest

from runtime.interview.tasks import Activity, CodeLanguage, CodingExercise, Difficulty
from seeds import proof
from seeds.catalogue import TECHNICAL, Catalogue
from seeds.load import load
from tests.parts import missing

pytestmark = pytest.mark.unit

EXERCISES = load().exercises
COUNTER = CodingExercise(
    exercise_id="sample",
    role_kit_id="software_engineer",
    name="Sample",
    activity_type=Activity.debug,
    language=CodeLanguage.python,
    difficulty=Difficulty.easy,
    task="",
    code_snippet="def double(n):\n    return n + 2",
    bug_description="",
    failing_test_case="assert double(5) == 10",
    expected_behavior="",
    expected_signals=[],
    common_failure_modes=[],
    suggested_fix="def double(n):\n    return n * 2",
    edge_cases=[],
    complexity_expected="",
    probing_questions=[],
)


def changed(**fields: object) -> CodingExercise:
    return msgspec.structs.replace(COUNTER, **fields)


@pytest.mark.parametrize("exercise", EXERCISES, ids=[e.exercise_id for e in EXERCISES])
def test_the_flaw_is_real_and_the_fix_repairs_it(exercise: CodingExercise) -> None:
    if not proof.runnable(exercise.language):
        missing("Node.js, for exercises in JavaScript")
    assert list(proof.faults(exercise)) == []


def test_has_the_demanded_quantity_and_mix() -> None:
    """R-261: 60 to 100, over all activities; most of them in Python."""
    assert 60 <= len(EXERCISES) <= 100
    activities = Counter(exercise.activity_type for exercise in EXERCISES)
    difficulties = Counter(exercise.difficulty for exercise in EXERCISES)
    languages = Counter(exercise.language for exercise in EXERCISES)
    assert all(activities[activity] >= 8 for activity in Activity)
    assert all(difficulties[difficulty] >= 8 for difficulty in Difficulty)
    assert languages[CodeLanguage.python] > languages[CodeLanguage.javascript] >= 10


def test_every_technical_role_has_exercises(catalogue: Catalogue) -> None:
    for kit in catalogue.role_kits:
        own = [e for e in catalogue.exercises if e.role_kit_id == kit.role_kit_id]
        assert bool(own) is (kit.role_category in TECHNICAL), kit.role_kit_id


def test_the_code_doesnt_tell_its_flaw() -> None:
    for exercise in EXERCISES:
        code = exercise.code_snippet.lower()
        for word in ("bug", "wrong", "fixme", "todo", "broken", "oops"):
            assert word not in code, (exercise.exercise_id, word)


def test_a_test_that_passes_on_the_snippet_is_told() -> None:
    (fault,) = proof.faults(changed(failing_test_case="assert double(2) == 4"))
    assert fault == "exercise 'sample': the failing test passes on the snippet"


def test_a_fix_that_doesnt_help_is_told() -> None:
    (fault,) = proof.faults(changed(suggested_fix="def double(n):\n    return n * 3"))
    assert "the suggested fix fails with AssertionError" in fault


def test_failing_for_another_reason_is_told() -> None:
    told = list(proof.faults(changed(failing_test_case="assert doubel(5) == 10")))
    assert any("fails with NameError, not AssertionError" in fault for fault in told)


def test_a_snippet_that_doesnt_even_load_is_told() -> None:
    told = list(proof.faults(changed(code_snippet="def double(n)\n    return n")))
    assert any("the snippet alone ends with SyntaxError" in fault for fault in told)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("while True: pass", id="runs for ever"),
        pytest.param("import os; os.kill(os.getpid(), 9)", id="ends itself"),
    ],
)
def test_a_program_out_of_bounds_is_ended(program: str) -> None:
    assert proof.run(CodeLanguage.python, program).error == "killed"


def test_a_program_gets_little_memory_and_may_write_no_file() -> None:
    assert proof.run(CodeLanguage.python, "'x' * 10**10").error == "MemoryError"
    written = proof.run(CodeLanguage.python, "open('f', 'w').write('x' * 9999)")
    assert written.error in ("OSError", "killed")
