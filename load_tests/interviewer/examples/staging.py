"""One example from paper to report: real plan, core in virtual time, real evaluation."""

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from evaluation.evaluate import evaluate
from evaluation.ports import Interview
from evaluation.report import Report
from load_tests.interviewer.examples.person import Person, WrittenCandidate
from load_tests.interviewer.stage import Performance, Stage
from runtime.interview.plan import InterviewPlan
from runtime.record import AudioOut, CommittedTurn, SessionRecord, SessionStatus
from seeds.catalogue import Catalogue

PLAN_S = 120
"""Planning takes seconds; loading the model of meanings on a busy machine takes most of them."""
WRITTEN_AT = "2026-11-21T12:00:00.000Z"
"""The interviews are held in virtual time, so their date is made up."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What `viva plan` made of the documents."""

    text: str
    plan: InterviewPlan


class _Printed(msgspec.Struct, frozen=True):
    plan: InterviewPlan


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """An interview that was held, with everything that led to it and came of it."""

    person: Person
    planned: Planned
    performance: Performance
    report: Report
    unasked: tuple[str, ...]
    """Answers that were written for questions nobody asked."""


def planned(person: Person) -> Planned:
    """Raises subprocess.CalledProcessError: `viva plan` refused; it said why."""
    with tempfile.TemporaryDirectory() as folder:
        resume, job = Path(folder, "resume.txt"), Path(folder, "job.txt")
        resume.write_text(person.resume, encoding="utf-8")
        job.write_text(person.job, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "server", "plan"),
            *("--resume", str(resume), "--jd", str(job), "--role", person.role),
            *("--company", person.company, "--type", person.kind, "--level", person.level),
            *("--minutes", str(person.minutes), "--seed", str(person.seed)),
        ]
        text = _printed(command)
        found = msgspec.json.decode(_printed([*command, "--json"]), type=_Printed)
    return Planned(
        text=text,
        plan=msgspec.structs.replace(found.plan, candidate_name=person.name),
    )


def _printed(command: list[str]) -> str:
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, timeout=PLAN_S, encoding="utf-8"
    )
    return done.stdout


def held(person: Person, plan: Planned, catalogue: Catalogue) -> Example:
    """Play the interview and evaluate it.

    Raises:
        UnwrittenAnswer: the interviewer asked something unforeseen.
    """
    candidate = WrittenCandidate(person.answers)
    performance = Stage(plan.plan, candidate).play()
    kit = next(kit for kit in catalogue.role_kits if kit.role_kit_id == person.role)
    rubric = next(one for one in catalogue.rubrics if one.rubric_id == kit.default_rubric_id)
    record = SessionRecord(
        session_id="00000000-0000-4000-8000-000000000000",
        status=SessionStatus.ended,
        plan=plan.plan,
        role_kit_id=kit.role_kit_id,
        rubric_id=rubric.rubric_id,
        audio_out=AudioOut.ws,
        created_at=WRITTEN_AT,
        end_reason=performance.state.finished,
    )
    turns = [CommittedTurn(turn=turn) for turn in performance.turns]
    interview = Interview(record=record, turns=turns, rubric=rubric)
    return Example(
        person=person,
        planned=plan,
        performance=performance,
        report=evaluate(interview, created_at=WRITTEN_AT),
        unasked=tuple(written.to for written in candidate.left),
    )
