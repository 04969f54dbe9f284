"""Judges a case checkpoint by checkpoint, from what was said at each. Pure.

A checkpoint is rated by the author's keywords for it, in different clauses, and by what makes
talk sound: reasons, figures, an order, alternatives weighed. What was said at one checkpoint
counts for another when it holds the other's keywords. Nothing said at it: not rated.
"""

from collections.abc import Sequence

from evaluation import evidence, signals
from evaluation.clauses import Clause, clauses, words
from evaluation.exchanges import NOT_AN_ANSWER, Exchange, answer_class
from evaluation.kinds import Kind
from evaluation.phrases import SHOWS
from evaluation.report import Evidence, Verdict
from evaluation.scoring import half_up
from evaluation.task_results import CaseResult, CheckpointRating
from runtime.interview import checkpoints, reveals
from runtime.interview.actions import Speaker, Turn
from runtime.interview.plan import DimensionId
from runtime.interview.progress import ArtifactKind
from runtime.interview.tasks import CaseTemplate, Checkpoint

CLAUSE_WORDS = 4
"""A keyword in a shorter clause is a word dropped, not a thought."""
ENOUGH_WORDS = 12
KEYWORD_POINTS = 0.7
KEYWORDS_COUNTED = 4
SOUND = {
    Checkpoint.framing: (Kind.structure, Kind.reason),
    Checkpoint.hypotheses: (Kind.reason, Kind.structure, Kind.trade_off),
    Checkpoint.analysis: (Kind.number, Kind.reason, Kind.verification),
    Checkpoint.recommendation: (Kind.reason, Kind.number, Kind.trade_off, Kind.structure),
    Checkpoint.risks: (Kind.reason, Kind.trade_off, Kind.verification),
}
"""What makes talk sound at each checkpoint."""
SOUND_POINTS = 0.5
SOUND_COUNTED = 3
STEPS = (0.6, 1.3, 2.2, 3.2)
"""Points from which a checkpoint is 2, 3, 4 and 5."""
SHOWN = 2
OF_DIMENSION: dict[DimensionId, tuple[Checkpoint, ...]] = {
    DimensionId.structure: (Checkpoint.framing, Checkpoint.hypotheses),
    DimensionId.problem_solving: tuple(Checkpoint),
    DimensionId.depth_evidence: (Checkpoint.analysis,),
    DimensionId.execution_detail: (Checkpoint.recommendation, Checkpoint.risks),
}
"""Which checkpoints speak for a dimension; all other dimensions are judged as anywhere."""


def result(exchange: Exchange, case: CaseTemplate, turns: Sequence[Turn]) -> CaseResult:
    """What the report says of the case; `turns` are all of the interview."""
    task_id = exchange.question.task_id or case.case_id
    kept = {
        each.kind: each.text for turn in turns for each in turn.artifacts if each.task_id == task_id
    }
    asked = [
        turn
        for turn in turns
        if turn.role is Speaker.candidate and turn.task_id == task_id and _only_asks(turn)
    ]
    said = [turn for turn in exchange.answers if turn not in asked]
    return CaseResult(
        task_id=task_id,
        question_id=exchange.question.question_id,
        name=case.name,
        case_type=case.case_type,
        difficulty=case.difficulty,
        prompt=case.prompt_statement,
        checkpoints=tuple(_rating(each, case, said) for each in Checkpoint),
        clarifying_questions=len(asked),
        notes=kept.get(ArtifactKind.notes, ""),
        outline=kept.get(ArtifactKind.outline, ""),
        recommendation=kept.get(ArtifactKind.recommendation, ""),
    )


def verdict(dimension: DimensionId, found: CaseResult) -> Verdict | None:
    """The case's say on a dimension: the mean of its checkpoints; None leaves it to the rules."""
    wanted = OF_DIMENSION.get(dimension)
    if wanted is None:
        return None
    rated = [
        (each.checkpoint, each.score, each)
        for each in found.checkpoints
        if each.checkpoint in wanted and each.score is not None
    ]
    if not rated:
        return Verdict(
            question_id=found.question_id,
            score=None,
            rationale="Nothing was said at these stages of the case; not rated.",
        )
    marks = ", ".join(f"{checkpoint} {score}" for checkpoint, score, _ in rated)
    quotes = [quote for _, _, each in rated for quote in each.evidence[:1]]
    return Verdict(
        question_id=found.question_id,
        score=half_up(sum(score for _, score, _ in rated) / len(rated)),
        rationale=f"Stages of the case: {marks}.",
        evidence=tuple(quotes[:3]),
    )


def _only_asks(turn: Turn) -> bool:
    asked, thought = reveals.split(turn.text)
    return bool(asked) and len(words(thought)) < 18


def _rating(checkpoint: Checkpoint, case: CaseTemplate, said: Sequence[Turn]) -> CheckpointRating:
    keywords = case.probing_map[checkpoint].keywords
    here = [turn for turn in said if turn.checkpoint is checkpoint]
    held: dict[str, tuple[Turn, Clause]] = {}
    for turn in said:
        spoken = _clauses(turn)
        found = {
            keyword: (turn, clause)
            for clause in reversed(spoken)
            for keyword in checkpoints.keywords_in(clause.folded, keywords)
        }
        if turn in here or len(found) >= checkpoints.REACHED_KEYWORDS:
            held = {**found, **held}
    count = sum(len(words(turn.text)) for turn in here)
    if not held and count < ENOUGH_WORDS:
        return CheckpointRating(
            checkpoint=checkpoint, score=None, rationale="Nothing was said here; not rated."
        )
    sound = _sound(checkpoint, here)
    points = KEYWORD_POINTS * min(KEYWORDS_COUNTED, len(held))
    points += SOUND_POINTS * min(SOUND_COUNTED, len(sound)) if held else 0.0
    quotes = _quotes(held, sound, here)
    if not quotes:
        return CheckpointRating(
            checkpoint=checkpoint, score=None, rationale="Nothing was said here that can be quoted."
        )
    kinds = ", ".join(dict.fromkeys(SHOWS[each.kind] for each, _ in sound))
    rationale = (
        f"Speaks of {len(held)} of the things this stage is about" if held
        else "Stays general, and names nothing of what this stage is about"
    )  # fmt: skip
    return CheckpointRating(
        checkpoint=checkpoint,
        score=1 + sum(points >= step for step in STEPS),
        rationale=f"{rationale}{f'; {kinds}' if kinds else ''}.",
        evidence=quotes,
    )


def _clauses(turn: Turn) -> list[Clause]:
    return [
        clause
        for clause in clauses(turn.text)
        if len(words(clause.folded)) >= CLAUSE_WORDS
        and not signals.is_praise_or_instruction(clause)
    ]


def _sound(checkpoint: Checkpoint, here: Sequence[Turn]) -> list[tuple[signals.Signal, Turn]]:
    """One signal of each kind that makes this stage sound."""
    found: dict[Kind, tuple[signals.Signal, Turn]] = {}
    for turn in here:
        if answer_class(turn) in NOT_AN_ANSWER:
            continue
        for signal in signals.find(turn.turn_id, turn.text):
            if signal.kind in SOUND[checkpoint]:
                found.setdefault(signal.kind, (signal, turn))
    return list(found.values())


def _quotes(
    held: dict[str, tuple[Turn, Clause]],
    sound: Sequence[tuple[signals.Signal, Turn]],
    here: Sequence[Turn],
) -> tuple[Evidence, ...]:
    """The clauses that hold most keywords, then the sound ones; else how the answer began."""
    weight: dict[tuple[str, int], tuple[int, Turn, Clause]] = {}
    for turn, clause in held.values():
        place = (turn.turn_id, clause.start)
        weight[place] = (weight.get(place, (0,))[0] + 1, turn, clause)
    best = sorted(weight.values(), key=lambda each: -each[0])
    quotes = [
        evidence.around(turn, clause.start, clause.end, clause.start, shows=SHOWS[Kind.topic])
        for _, turn, clause in best[:SHOWN]
    ]
    quotes += [evidence.quote(turn, signal, shows=SHOWS[signal.kind]) for signal, turn in sound]
    if not quotes:
        quotes = [
            evidence.around(turn, clause.start, clause.end, clause.start, shows=SHOWS[Kind.vague])
            for turn in here
            for clause in _clauses(turn)[:1]
        ]
    different = {(each.turn_id, each.start_char): each for each in quotes}
    return tuple(different.values())[:SHOWN]
