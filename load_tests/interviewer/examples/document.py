"""An example as Markdown. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from evaluation.report import DimensionScore, Report
from evaluation.task_results import CaseResult, CodingResult, TaskResult
from load_tests.interviewer.examples.staging import Example
from runtime.interview.actions import Intent, ShowTask, Speaker, Turn
from runtime.interview.plan import InterviewPlan, Missing, PhaseId, ProbeId

COMMAND = "python -m load_tests.interviewer.examples"
_PHASES = {
    PhaseId.intro: "Introduction",
    PhaseId.resume_deep_dive: "The candidate's background",
    PhaseId.role_skills: "The role",
    PhaseId.exercise: "Exercise",
    PhaseId.behavioral: "Working with others",
    PhaseId.close: "Close",
}
_PROBE = re.compile(r" {7}– ")
_BEHIND_PROBE = " " * 9
"""How a probe's second line is indented."""


def document(example: Example) -> str:
    """The whole page."""
    parts = [
        f"# {example.person.title}",
        example.person.about.strip(),
        f"The candidate and both companies are made up, and so are the answers, written for this "
        f"interview. The plan, every word of the interviewer and the report are the product's, "
        f"made without a model; the interview was held in virtual time. `{COMMAND}` makes this "
        f"page again.",
        "## What was known beforehand",
        _folded("The résumé", example.person.resume),
        _folded("The job description", example.person.job),
        "## The plan",
        f"As `viva plan` prints it, without the {_probes(example.planned.plan)} probes at hand.",
        f"```text\n{_short_plan(example.planned.text)}\n```",
        "## The interview",
        *_transcript(example),
        "## The report, summarised",
        *_report(example.report),
    ]
    return "\n\n".join(parts) + "\n"


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n```text\n{text.strip()}\n```\n\n</details>"


def _probes(plan: InterviewPlan) -> int:
    return sum(len(question.probes) for phase in plan.phases for question in phase.questions)


def _short_plan(text: str) -> str:
    """Without the probes."""
    kept: list[str] = []
    in_probe = False
    for line in text.splitlines():
        in_probe = _PROBE.match(line) is not None or (in_probe and line.startswith(_BEHIND_PROBE))
        if not in_probe:
            kept.append(line)
    return "\n".join(kept).strip()


def _transcript(example: Example) -> Iterator[str]:
    seeks = {
        probe.probe_id: probe.seeks
        for phase in example.planned.plan.phases
        for question in phase.questions
        for probe in question.probes
    }
    shown = {task.task_id: task for task in reversed(example.performance.shown)}
    tasks = {
        question.question_id: question.task_id
        for phase in example.planned.plan.phases
        for question in phase.questions
        if question.task_id is not None
    }
    phase: PhaseId | None = None
    opened: set[str] = set()
    for turn in example.performance.turns:
        if turn.phase is not phase and turn.role is Speaker.interviewer:
            phase = turn.phase
            yield f"### {_PHASES[phase]}"
        yield _turn(turn, example, seeks)
        task_id = tasks.get(turn.question_id or "")  # type: ignore[call-overload]
        if task_id in shown and task_id not in opened:
            opened.add(task_id)
            yield _task(shown[task_id])
        if turn.submission is not None:
            sent = turn.submission
            yield f"*Sent with it:*\n\n```{sent.language}\n{sent.code.strip()}\n```"


def _turn(turn: Turn, example: Example, seeks: Mapping[ProbeId, Missing | None]) -> str:
    plan = example.planned.plan
    if turn.role is Speaker.interviewer:
        note = ""
        if turn.intent is Intent.probe:
            piece = seeks.get(ProbeId(turn.probe_id or ""))
            note = f" *(follow-up: {str(piece).replace('_', ' ')})*" if piece else " *(follow-up)*"
        return f"**{plan.interviewer_name}** `{_clock(turn.started_at)}` {turn.text}{note}"
    return f"**{example.person.name.split()[0]}** `{_clock(turn.started_at)}` {turn.text}"


def _task(task: ShowTask) -> str:
    lines = [
        f"> *On the page:* **{task.title}**",
        ">",
        *(f"> {row}" for row in task.body.splitlines()),
    ]
    if task.requirement:
        lines += [">", f"> {task.requirement}"]
    if task.code:
        lines += [
            ">",
            f"> ```{task.language}",
            *(f"> {row}" for row in task.code.splitlines()),
            "> ```",
        ]
    return "\n".join(lines)


def _report(report: Report) -> Iterator[str]:
    overall = report.overall
    yield (
        f"**{overall.score100}** of 100 · {overall.recommendation} · confidence "
        f"{overall.confidence}. {overall.summary}"
    )
    rows = ["| dimension | score | what it rests on |", "|---|---|---|"]
    rows += [_row(dimension) for dimension in report.dimensions]
    yield "\n".join(rows)
    for title, findings in (("Strengths", report.strengths), ("Risks", report.risks)):
        if findings:
            told = [f"- {one.text} “{one.evidence.quote}”" for one in findings]
            yield f"**{title}**\n\n" + "\n".join(told)
    if report.next_steps:
        yield "**Next steps**\n\n" + "\n".join(f"- {step.text}" for step in report.next_steps)
    for task in report.tasks:
        yield _solved(task)
    conduct = report.interviewer_conduct
    yield (
        f"**The interviewer**: {conduct.questions_asked} questions, {conduct.probes_asked} "
        f"follow-ups, {conduct.double_questions} double questions; spoke "
        f"{(conduct.talk_ratio or 0):.0%} of the time. Pace and pauses of the candidate mean "
        "nothing in virtual time and are left out."
    )
    yield "*" + " ".join(report.limits[:2]) + "*"


def _solved(task: TaskResult) -> str:
    match task:
        case CodingResult():
            told = [
                f"correctness {_of_5(task.correctness)}: {task.correctness_rationale}",
                f"reasoning {_of_5(task.reasoning)}: {task.reasoning_rationale}",
            ]
        case CaseResult():
            told = [f"{len(task.checkpoints)} checkpoints"]
        case _:
            assert_never(task)
    return f"**Task “{task.name}”**: " + " ".join(told)


def _of_5(score: int | None) -> str:
    return "not rated" if score is None else f"{score} of 5"


def _row(dimension: DimensionScore) -> str:
    score = "not observed" if dimension.score is None else f"{dimension.score} of 5"
    return f"| {dimension.name} | {score} | {dimension.rationale.replace('|', '/')} |"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
