"""Evaluates a finished interview by rules: transcript in, report out. Pure."""

from collections.abc import Mapping, Sequence

from evaluation import narrative, scoring
from evaluation.clauses import words
from evaluation.conduct import conduct, is_probe, is_question
from evaluation.contradictions import contradictions
from evaluation.evidence import only_verified
from evaluation.exchanges import Exchange, exchanges, with_composed_text
from evaluation.judge_by_rules import dimensions_of, judge
from evaluation.ports import Interview
from evaluation.report import (
    QUOTES_PER_DIMENSION,
    Confidence,
    Coverage,
    DimensionScore,
    Evidence,
    Overall,
    Report,
    ReportTurn,
    RoleSummary,
    Verdict,
)
from evaluation.rubric import anchor_for, next_anchor, seniority_of
from evaluation.speech_metrics import delivery
from evaluation.task_results import TaskResult
from evaluation.tasks import task_results, task_verdict
from runtime.interview.actions import Speaker, Turn
from runtime.interview.catalogue import RubricDimension, Seniority
from runtime.interview.plan import PhaseId
from runtime.record import CommittedTurn

EVALUATOR_VERSION = "rules-2"
"""Changes whenever the same transcript could get another score."""
BY_RULES = "Scores come from fixed rules, without a language model."
BEST_CONFIDENCE = Confidence.medium
"""However much was observed: rules can't tell whether an answer is right."""
LIMITS = (
    "The rules look for wordings that show something: what was done, by whom, with what result,"
    " how it was checked. They don't understand the subject, so they can't tell whether an answer"
    " is right.",
    "The anchor beside a score is the rubric's wording for that level, not a finding of its own.",
    "A good answer in unusual words can be rated too low, and a well-worded empty one too high.",
    "The rules read English only; answers in other languages are not rated.",
    "What was misheard by speech recognition is rated as it was recognised.",
    "Pace, pauses and thinking time are shown as facts and change no score. Fillers count only for"
    " communication hygiene, and most hesitation sounds are lost in recognition.",
    "Nothing is said about feelings, personality, face or tone of voice.",
    "A person should read the quotes before anything is decided.",
)


def evaluate(
    interview: Interview, *, created_at: str, passed: Mapping[str, bool] | None = None
) -> Report:
    """The report of an interview; the same arguments always give the same report.

    `created_at` is RFC 3339, UTC; `passed` tells, by task id, how the last code did where it was
    run (C-54).

    Raises:
        InvalidContent: a dimension of the rubric has no anchors.
    """
    record = interview.record
    plan = record.plan
    committed = with_composed_text(interview.turns)
    turns = [each.turn for each in committed]
    asked = exchanges(plan, turns)
    tasks = task_results(plan, asked, [each.turn for each in interview.turns], passed=passed)
    dimensions = _dimensions(interview, asked, tasks)
    coverage = _coverage(interview, asked, turns, dimensions)
    return Report(
        session_id=record.session_id,
        evaluator_version=EVALUATOR_VERSION,
        created_at=created_at,
        role=RoleSummary(
            role_kit_id=record.role_kit_id,
            role_title=plan.role_title,
            company=plan.company,
            candidate_name=plan.candidate_name,
            seniority=plan.seniority,
            interview_type=plan.interview_type,
            style=plan.style,
            mode=plan.mode,
            language=plan.language,
            planned_s=plan.duration_s,
            lasted_s=max((turn.ended_at for turn in turns), default=0.0),
            end_reason=record.end_reason,
            rubric_id=interview.rubric.rubric_id,
            rubric_name=interview.rubric.name,
        ),
        overall=_overall(dimensions, coverage),
        dimensions=dimensions,
        strengths=narrative.strengths(dimensions),
        risks=narrative.risks(dimensions),
        next_steps=narrative.next_steps(dimensions, coverage),
        delivery=delivery(turns),
        interviewer_conduct=conduct(committed),
        coverage=coverage,
        tasks=tasks,
        turns=tuple(_report_turn(each) for each in committed),
        degraded=(*interview.degraded, BY_RULES),
        limits=LIMITS,
    )


def _dimensions(
    interview: Interview, asked: Sequence[Exchange], tasks: Sequence[TaskResult]
) -> tuple[DimensionScore, ...]:
    turns = [each.turn for each in with_composed_text(interview.turns)]
    spoken = {each.turn.turn_id: each.turn for each in interview.turns}
    spoken |= {turn.turn_id: turn for turn in turns}
    at_task = {task.question_id: task for task in tasks}
    wanted = [each.dimension for each in interview.rubric.dimensions]
    verdicts: dict[str, list[Verdict]] = {dimension: [] for dimension in wanted}
    clashes = contradictions(interview.record.plan.resume_claims, turns)
    for exchange in asked:
        mine = {turn.turn_id for turn in exchange.answers}
        here = [clash for clash in clashes if clash.turn_id in mine]
        for dimension in dimensions_of(exchange, wanted):
            task = at_task.get(exchange.question.question_id)
            verdict = task_verdict(dimension, task) if task is not None else None
            if verdict is None:
                verdict = judge(dimension, exchange, contradictions=here)
            verdicts[dimension].append(only_verified(verdict, spoken))
    seniority = seniority_of(interview.record.plan.seniority)
    return tuple(
        _dimension(each, verdicts[each.dimension], seniority)
        for each in interview.rubric.dimensions
    )


def _dimension(
    rubric: RubricDimension, verdicts: Sequence[Verdict], seniority: Seniority
) -> DimensionScore:
    mean = scoring.mean_of(verdicts)
    score = None if mean is None else scoring.half_up(mean)
    ahead = None if score is None else next_anchor(rubric, seniority, score)
    return DimensionScore(
        dimension=rubric.dimension,
        name=rubric.name,
        weight=rubric.weight,
        score=score,
        mean=None if mean is None else round(mean, 3),
        score100=scoring.score100(mean),
        anchor="" if score is None else anchor_for(rubric, seniority, score).behaviour,
        rationale=narrative.rationale(verdicts, mean),
        improvement=narrative.improvement(rubric.dimension, verdicts, score, ahead),
        evidence=_typical_quotes(verdicts, mean),
        verdicts=tuple(verdicts),
    )


def _typical_quotes(verdicts: Sequence[Verdict], mean: float | None) -> tuple[Evidence, ...]:
    """The quotes of the verdicts nearest to the mean, one of each question before a second."""
    if mean is None:
        return ()
    rated = [(verdict.score, verdict) for verdict in verdicts if verdict.score is not None]
    nearest = [verdict for _, verdict in sorted(rated, key=lambda pair: abs(pair[0] - mean))]
    chosen: list[Evidence] = []
    for place in range(QUOTES_PER_DIMENSION):
        for verdict in nearest:
            chosen.extend(verdict.evidence[place : place + 1])
    return tuple(chosen[:QUOTES_PER_DIMENSION])


def _overall(dimensions: Sequence[DimensionScore], coverage: Coverage) -> Overall:
    mean = scoring.overall_mean([(each.mean, each.weight) for each in dimensions])
    sure = scoring.confidence(coverage)
    if sure is Confidence.high:
        sure = BEST_CONFIDENCE
    signal = scoring.hire_signal(mean, sure)
    score = scoring.score100(mean)
    recommendation = None if signal is None else scoring.RECOMMENDATIONS[signal]
    return Overall(
        score100=score,
        recommendation=recommendation,
        hire_signal=signal,
        readiness=scoring.readiness(score),
        confidence=sure,
        summary=narrative.summary(recommendation, score, sure, coverage),
    )


def _coverage(
    interview: Interview,
    asked: Sequence[Exchange],
    turns: Sequence[Turn],
    dimensions: Sequence[DimensionScore],
) -> Coverage:
    candidate = [turn for turn in turns if turn.role is Speaker.candidate]
    phases = {turn.phase for turn in turns}
    return Coverage(
        dimensions_total=len(dimensions),
        dimensions_observed=sum(each.score is not None for each in dimensions),
        questions_planned=sum(len(phase.questions) for phase in interview.record.plan.phases),
        questions_asked=len(asked),
        questions_answered=sum(bool(exchange.answers) for exchange in asked),
        declined=sum(exchange.declined for exchange in asked),
        candidate_words=sum(len(words(turn.text)) for turn in candidate),
        candidate_speech_s=round(
            sum(end - start for turn in candidate for start, end, _ in turn.segments), 2
        ),
        phases_reached=tuple(phase for phase in PhaseId if phase in phases),
    )


def _report_turn(committed: CommittedTurn) -> ReportTurn:
    turn = committed.turn
    return ReportTurn(
        turn_id=turn.turn_id,
        index=turn.index,
        role=turn.role,
        phase=turn.phase,
        text=turn.text,
        unspoken_text=turn.unspoken_text,
        at=turn.started_at,
        ended_at=turn.ended_at,
        intent=turn.intent,
        question_id=turn.question_id,
        probe_id=turn.probe_id,
        is_question=turn.role is Speaker.interviewer and is_question(turn),
        is_probe=turn.role is Speaker.interviewer and is_probe(turn),
        typed=turn.typed,
        code=turn.submission.code if turn.submission is not None else "",
        latency=committed.latency,
    )
