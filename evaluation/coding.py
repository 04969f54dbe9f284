"""Judges the answer to a coding exercise: the patch and the reasoning, each by itself. Pure.

The patch is read against the reference repair (`patches`); a different repair stays unrated
unless it was run. Reasoning is what was said: which of the author's points, unusual inputs and
cost were named, each with its words.
"""

from collections.abc import Sequence

import msgspec

from evaluation import evidence
from evaluation.clauses import Clause, clauses, words
from evaluation.exchanges import Exchange
from evaluation.kinds import Kind
from evaluation.patches import Likeness, PatchReading, read
from evaluation.phrases import SHOWS
from evaluation.report import Evidence, Verdict
from evaluation.signals import is_praise_or_instruction
from evaluation.task_results import CodeLine, CodingResult, NamedPoint
from runtime.interview import mentions
from runtime.interview.actions import Turn
from runtime.interview.plan import DimensionId
from runtime.interview.progress import ArtifactKind, Submission
from runtime.interview.tasks import Activity, CodingExercise

REASONING = (DimensionId.problem_solving, DimensionId.technical_depth)
"""Rated by what was said."""
CORRECTNESS = DimensionId.execution_detail
"""Rated by the patch, for `debug` and `modify`."""
ENOUGH_WORDS = 20
"""Fewer words show no reasoning either way."""
MUCH_SAID_WORDS = 60
"""After so many words none of the points counts as a finding."""
LINES_SHOWN = 12
STEPS = (0.5, 1.0, 2.0, 3.0)
"""Points from which reasoning is 2, 3, 4 and 5."""
CORRECT = {
    Likeness.equal: (5, "It is the reference repair but for names and layout."),
    Likeness.near: (4, "It holds the whole reference repair, with a little more around it."),
    Likeness.partly: (3, "It holds a part of the reference repair; whether the rest works wasn't"
                         " tested."),
    Likeness.other: (None, "It is another way than the reference repair. Reading can't tell"
                           " whether it works, so it isn't rated."),
    Likeness.unchanged: (1, "Nothing but names or layout differs from the flawed code."),
    Likeness.broken: (1, "The code doesn't parse."),
}  # fmt: skip

FLAWED = frozenset({Likeness.unchanged, Likeness.broken})
"""Code that repairs nothing."""


def result(
    exchange: Exchange,
    exercise: CodingExercise,
    turns: Sequence[Turn],
    *,
    passed: bool | None = None,
) -> CodingResult:
    """What the report says of the exercise.

    `turns` are all of the interview; `passed` tells how the last submission did when it was run.
    """
    task_id = exchange.question.task_id or exercise.exercise_id
    sent = [turn for turn in turns if turn.submission is not None and turn.task_id == task_id]
    submission, turn_id, late = _last(sent, turns, task_id, exercise)
    reading = read(exercise, submission.code) if submission is not None else None
    correctness, why = _correctness(reading, passed)
    said = [turn for turn in exchange.answers if turn.text.strip()]
    named = _named(said, exercise.expected_signals, strictly=False)
    edges = _named(said, exercise.edge_cases, strictly=True)
    cost = _cost(said)
    repaired = reading is not None and reading.likeness not in FLAWED
    reasoning, reason = _reasoning(said, exercise, named, edges, cost, repaired=repaired)
    return CodingResult(
        task_id=task_id,
        question_id=exchange.question.question_id,
        name=exercise.name,
        activity=exercise.activity_type,
        language=exercise.language,
        difficulty=exercise.difficulty,
        prompt=exercise.task,
        submissions=len(sent) + late,
        code=submission.code if submission is not None else "",
        code_turn_id=turn_id,
        late=late,
        likeness=reading.likeness if reading is not None else None,
        correctness=correctness,
        correctness_rationale=why,
        changed=_changed(submission, turn_id, reading),
        executed=passed is not None,
        passed=passed,
        reasoning=reasoning,
        reasoning_rationale=reason,
        named=named,
        named_of=len(exercise.expected_signals),
        edges=edges,
        edges_of=len(exercise.edge_cases),
        cost=cost,
    )


def verdict(dimension: DimensionId, found: CodingResult) -> Verdict | None:
    """The exercise's say on a dimension; None when the general rules are to judge it.

    Only reasoning that can be quoted is rated; code is quoted by its lines.
    """
    if dimension is CORRECTNESS and found.activity in (Activity.debug, Activity.modify):
        return Verdict(
            question_id=found.question_id,
            score=found.correctness,
            rationale=found.correctness_rationale or "No code was sent; not rated.",
            code=found.changed,
        )
    if dimension not in REASONING:
        return None
    quotes = [each.evidence for each in (*found.named, *found.edges)]
    if found.cost is not None:
        quotes.append(found.cost)
    different = {(each.turn_id, each.start_char): each for each in quotes}
    return Verdict(
        question_id=found.question_id,
        score=found.reasoning if different else None,
        rationale=found.reasoning_rationale,
        evidence=tuple(different.values())[:3],
    )


def _last(
    sent: Sequence[Turn], turns: Sequence[Turn], task_id: str, exercise: CodingExercise
) -> tuple[Submission | None, str | None, bool]:
    """The last code, the turn that brought it, and whether that was after the end."""
    for turn in reversed(turns):
        for each in turn.artifacts:
            if each.kind is ArtifactKind.late_code and each.task_id == task_id:
                code = Submission(task_id=task_id, language=exercise.language, code=each.text)
                return code, turn.turn_id, True
    if not sent:
        return None, None, False
    return sent[-1].submission, sent[-1].turn_id, False


def _correctness(reading: PatchReading | None, passed: bool | None) -> tuple[int | None, str]:
    if reading is None:
        return None, ""
    score, why = CORRECT[reading.likeness]
    if passed is None:
        return score, f"{why} It was read, not run."
    if passed:
        return 5, "It was run, and the test passes."
    return min(score or 2, 2), "It was run, and the test still fails."


def _changed(
    submission: Submission | None, turn_id: str | None, reading: PatchReading | None
) -> tuple[CodeLine, ...]:
    if submission is None or reading is None or turn_id is None:
        return ()
    lines = submission.code.splitlines()
    return tuple(
        CodeLine(turn_id=turn_id, line=number, text=lines[number - 1])
        for number in reading.changed_lines[:LINES_SHOWN]
    )


def _named(
    said: Sequence[Turn], points: Sequence[str], *, strictly: bool
) -> tuple[NamedPoint, ...]:
    """Points that were named, each with the first clause that holds most of it."""
    found = []
    for point in points:
        wanted = mentions.telling(point)
        best: tuple[int, Turn, Clause] | None = None
        for turn in said:
            spoken = _without_instructions(turn)
            if not mentions.named(spoken, [point], strictly=strictly):
                continue
            for clause in clauses(turn.text):
                if is_praise_or_instruction(clause):
                    continue
                held = len(wanted & mentions.telling(clause.folded))
                if held and (best is None or held > best[0]):
                    best = (held, turn, clause)
        if best is not None:
            found.append(
                NamedPoint(point=point, evidence=_quote(best[1], best[2], SHOWS[Kind.topic]))
            )
    return tuple(found)


def _without_instructions(turn: Turn) -> str:
    kept = [
        turn.text[clause.start : clause.end]
        for clause in clauses(turn.text)
        if not is_praise_or_instruction(clause)
    ]
    return ". ".join(kept)


def _cost(said: Sequence[Turn]) -> Evidence | None:
    for turn in said:
        for clause in clauses(turn.text):
            if mentions.names_complexity(clause.folded) and not is_praise_or_instruction(clause):
                return _quote(turn, clause, SHOWS[Kind.topic])
    return None


def _quote(turn: Turn, clause: Clause, shows: str) -> Evidence:
    return evidence.around(turn, clause.start, clause.end, clause.start, shows=shows)


def _reasoning(
    said: Sequence[Turn],
    exercise: CodingExercise,
    named: Sequence[NamedPoint],
    edges: Sequence[NamedPoint],
    cost: Evidence | None,
    *,
    repaired: bool,
) -> tuple[int | None, str]:
    count = sum(len(words(turn.text)) for turn in said)
    if count < ENOUGH_WORDS:
        return None, "Too little was said about it to rate the reasoning."
    points = 3.0 * len(named) / max(1, len(exercise.expected_signals))
    points += 0.5 * min(2, len(edges)) + (0.5 if cost is not None else 0.0)
    told = (
        f"Named {len(named)} of {len(exercise.expected_signals)} points the author hoped for and"
        f" {len(edges)} of {len(exercise.edge_cases)} unusual inputs;"
        f" {'spoke' if cost is not None else 'did not speak'} of cost."
    )
    if points == 0.0 and (count < MUCH_SAID_WORDS or repaired):
        # Who repairs it has understood something, though in words of their own.
        return None, told
    return 1 + sum(points >= step for step in STEPS), told


def with_execution(found: CodingResult, passed: bool) -> CodingResult:
    """The result of an exercise whose last submission was run."""
    likeness = found.likeness or Likeness.other
    score, why = _correctness(PatchReading(likeness=likeness), passed)
    return msgspec.structs.replace(
        found, executed=True, passed=passed, correctness=score, correctness_rationale=why
    )
