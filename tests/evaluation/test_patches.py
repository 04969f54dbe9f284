"""Patches of all exercises, read without running: the repair, the snippet, and wrong patches."""

import ast
import re
from collections.abc import Iterator

import pytest

from evaluation.patches import Likeness, changed_lines, read
from runtime.interview.tasks import CodeLanguage, CodingExercise
from seeds.load import load

pytestmark = pytest.mark.unit

EXERCISES = {each.exercise_id: each for each in load().exercises}
EVERY = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
RIGHT = (Likeness.equal, Likeness.near)
RETRY = EXERCISES["be_retry_gives_none"]
FLIPS = ((" < ", " <= "), (" <= ", " < "), (" + ", " - "), (" - ", " + "), (" and ", " or "),
         (" && ", " || "), (" === ", " !== "), (" == ", " != "), (" not ", " "),
         ("return ", "return not "), (" 0", " 1"), (" 1", " 2"), ("=> ", "=> !"))  # fmt: skip

WORDING = re.compile(r'"""[^"]*"""|raise [^\n]*|#[^\n]*|//[^\n]*')
"""Places whose words don't change what the code does."""


def wrong_patches(exercise: CodingExercise) -> Iterator[str]:
    """The repair with one thing broken, each line left out, and the snippet with idle changes."""
    fix = exercise.suggested_fix
    wordings = [found.span() for found in WORDING.finditer(fix)]
    for before, after in FLIPS:
        for match in re.finditer(re.escape(before), fix):
            if any(start < match.end() and match.start() < end for start, end in wordings):
                continue
            yield fix[: match.start()] + after + fix[match.end() :]
    snippet = {line.strip() for line in exercise.code_snippet.splitlines()}
    lines = fix.splitlines()
    for number, line in enumerate(lines):
        idle = line.strip().startswith(('"""', "#", "//")) or line.strip() in ("", "}", "{", "});")
        if line.strip() not in snippet and not idle:
            yield "\n".join(lines[:number] + lines[number + 1 :])
    comment = "# fixed now" if exercise.language is CodeLanguage.python else "// fixed now"
    yield f"{exercise.code_snippet}\n{comment}\n"
    yield re.sub(r"\n\n+", "\n", exercise.code_snippet)


@EVERY
def test_the_reference_repair_is_right(exercise: CodingExercise) -> None:
    reading = read(exercise, exercise.suggested_fix)
    assert reading.likeness is Likeness.equal
    assert reading.changed_lines


@EVERY
def test_the_snippet_is_not_repaired(exercise: CodingExercise) -> None:
    assert read(exercise, exercise.code_snippet).likeness is Likeness.unchanged


@EVERY
def test_no_wrong_patch_is_right(exercise: CodingExercise) -> None:
    for patch in wrong_patches(exercise):
        assert read(exercise, patch).likeness not in RIGHT, patch


@EVERY
def test_layout_and_comments_do_not_matter(exercise: CodingExercise) -> None:
    comment = "# mine" if exercise.language is CodeLanguage.python else "// mine"
    lines = exercise.suggested_fix.strip("\n").splitlines()
    spaced = f"\n{comment}\n" + "\n".join(lines) + f"\n\n\n{comment}"
    assert read(exercise, spaced).likeness is Likeness.equal


@pytest.mark.parametrize(
    "exercise",
    [each for each in EXERCISES.values() if each.language is CodeLanguage.python],
    ids=lambda each: each.exercise_id,
)
def test_names_of_own_variables_do_not_matter(exercise: CodingExercise) -> None:
    tree = ast.parse(exercise.suggested_fix)
    own = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    parameters = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own - parameters:
            node.id = f"{node.id}_mine"
    assert read(exercise, ast.unparse(tree)).likeness is Likeness.equal


def test_another_way_is_left_open() -> None:
    other = """
def with_retries(call, attempts=3):
    last = None
    while attempts:
        attempts -= 1
        try:
            return call()
        except ConnectionError as error:
            last = error
    raise last
"""
    assert read(RETRY, other).likeness in (Likeness.other, Likeness.partly)


@pytest.mark.parametrize("code", ["def with_retries(:", "  return 1\n x", "(" * 3000])
def test_code_that_does_not_parse_is_told(code: str) -> None:
    assert read(RETRY, code).likeness is Likeness.broken


def test_a_script_with_an_open_bracket_is_broken() -> None:
    script = next(e for e in EXERCISES.values() if e.language is CodeLanguage.javascript)
    assert read(script, script.suggested_fix.rstrip()[:-1]).likeness is Likeness.broken


def test_changed_lines_are_numbered_from_one() -> None:
    assert changed_lines("a = 1\nb = 2\n", "a = 1\n\nb = 3\nb = 2\n") == (3,)
