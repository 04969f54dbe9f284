"""What must hold within a coding exercise or a case, or it can't be used. Pure.

Whether an exercise's code does what it says is shown by running it: `python -m seeds.proof`.
"""

import ast
import operator
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

from runtime.interview.tasks import (
    Activity,
    CaseTemplate,
    Checkpoint,
    CodingExercise,
    Reveal,
)
from seeds.catalogue import TECHNICAL, Catalogue

MINUTES = range(5, 31)
"""Expected minutes of a case."""
CLARIFYING_QUESTIONS = range(2, 11)
LEAST_REVEALS = 4
LOOSE = frozenset(
    {
        *("who", "what", "when", "where", "why", "how", "ask", "say", "end", "own", "use", "make"),
        *("new", "both", "real", "past", "before", "happen", "start", "open", "feel", "help"),
        *("kind", "type", "data", "people", "number", "numbers", "today", "problem", "money"),
        *("repeat", "please", "question", "product", "company", "shop", "instead", "change"),
    }
)
"""Words that stand in many questions: alone, they would unlock a fact nobody asked for."""
LEAST_PROBES = 2
"""Probes for each stage of a case, and for each exercise."""


def faults(catalogue: Catalogue) -> list[str]:
    """One line per fault, with the id it belongs to; empty when all is well."""
    return [
        *(f for exercise in catalogue.exercises for f in _exercise(exercise, catalogue)),
        *(f for case in catalogue.cases for f in _case(case, catalogue)),
    ]


def _exercise(exercise: CodingExercise, catalogue: Catalogue) -> Iterator[str]:
    where = f"exercise {exercise.exercise_id!r}"
    yield from _kit(where, exercise.role_kit_id, catalogue)
    if catalogue.category_of(exercise.role_kit_id) not in TECHNICAL:
        yield f"{where}: {exercise.role_kit_id!r} is no technical role; only those get code"
    if (exercise.activity_type is Activity.modify) != bool(exercise.modification_requirement):
        yield f"{where}: modification_requirement belongs to `modify`, and only there"
    for field in ("expected_signals", "common_failure_modes", "edge_cases"):
        if not getattr(exercise, field):
            yield f"{where}: {field} can't be empty"
    if len(exercise.probing_questions) < LEAST_PROBES:
        yield f"{where}: needs at least {LEAST_PROBES} probing questions"
    if exercise.code_snippet.strip() == exercise.suggested_fix.strip():
        yield f"{where}: the suggested fix is the snippet itself"


def _case(case: CaseTemplate, catalogue: Catalogue) -> Iterator[str]:
    where = f"case {case.case_id!r}"
    yield from _kit(where, case.role_kit_id, catalogue)
    if case.expected_duration_minutes not in MINUTES:
        yield f"{where}: should last {MINUTES.start} to {MINUTES.stop - 1} minutes"
    if case.clarifying_questions_allowed not in CLARIFYING_QUESTIONS:
        yield f"{where}: allows {case.clarifying_questions_allowed} clarifying questions"
    if not case.evaluation_focus:
        yield f"{where}: needs an evaluation_focus"
    if len(case.revealable_data) < LEAST_REVEALS:
        yield f"{where}: has {len(case.revealable_data)} reveals; {LEAST_REVEALS} are the least"
    yield from _reveals(where, case.revealable_data)
    for checkpoint in Checkpoint:
        guide = case.probing_map.get(checkpoint)
        if guide is None:
            yield f"{where}: probing_map has nothing for '{checkpoint}'"
        elif not guide.keywords or len(guide.if_missing) < LEAST_PROBES:
            yield f"{where}: '{checkpoint}' needs keywords and {LEAST_PROBES} if_missing probes"
    for equation in case.worked:
        try:
            holds = holds_true(equation)
        except ValueError as error:
            yield f"{where}: {error}"
        else:
            if not holds:
                yield f"{where}: {equation!r} doesn't add up"


def _reveals(where: str, reveals: list[Reveal]) -> Iterator[str]:
    ids = [reveal.reveal_id for reveal in reveals]
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{where}: reveal '{name}': the id is used {count} times"
    for number, reveal in enumerate(reveals):
        here = f"{where}: reveal {reveal.reveal_id!r}"
        if not reveal.triggers or not all(trigger.strip() for trigger in reveal.triggers):
            yield f"{here}: needs triggers"
        if any(trigger != trigger.lower() for trigger in reveal.triggers):
            yield f"{here}: triggers are written in lower case"
        for loose in sorted(LOOSE & set(reveal.triggers)):
            yield f"{here}: the trigger {loose!r} alone stands in too many questions"
        if len({len(row) for row in reveal.show}) > 1:
            yield f"{here}: the rows of its table differ in length"
        for needed in reveal.needs:
            if needed not in ids[:number]:
                yield f"{here}: needs {needed!r}, which doesn't stand before it"


def _kit(where: str, role_kit_id: str, catalogue: Catalogue) -> Iterator[str]:
    if role_kit_id not in {kit.role_kit_id for kit in catalogue.role_kits}:
        yield f"{where}: there is no role kit {role_kit_id!r}"


_ARITHMETIC: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARED: dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Eq: operator.eq,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def holds_true(equation: str) -> bool:
    """Whether an equation or inequality of numbers holds, computed exactly.

    Raises:
        ValueError: it is anything else than numbers, + - * / and one comparison.
    """
    try:
        parsed = ast.parse(equation, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"{equation!r} can't be read") from error
    match parsed:
        case ast.Compare(left=left, ops=[compared], comparators=[right]):
            if function := _COMPARED.get(type(compared)):
                return function(_value(left, equation), _value(right, equation))
    raise ValueError(f"{equation!r} must be one comparison such as `2 + 3 == 5`")


def _value(node: ast.expr, equation: str) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, equation)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            try:
                return _ARITHMETIC[type(op)](_value(left, equation), _value(right, equation))
            except ZeroDivisionError as error:
                raise ValueError(f"{equation!r} divides by zero") from error
    raise ValueError(f"{equation!r} holds something besides numbers and + - * /")
