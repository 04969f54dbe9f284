"""Writes the golden plans anew: `python -m tests.planning.regolden`; read the difference."""

from pathlib import Path

from runtime.documents.job import read_job
from runtime.interview.catalogue import InterviewType
from runtime.interview.planner import PlanRequest
from runtime.planning.generate import generate_plan
from runtime.planning.preparation import Preparation
from server.plan_text import plan_text
from tests.planning.jobs import JOBS
from tests.planning.measure import kit_of, library
from tests.planning.people import resume

FOLDER = Path(__file__).parent / "golden"
CASES: dict[str, tuple[str, str, str | None, InterviewType, int, str | None]] = {
    "engineer_15": ("engineer", "backend_engineer", "swe", InterviewType.technical, 15, "Google"),
    "seller_30": ("seller", "account_executive", "sales", InterviewType.hiring_manager, 30, None),
    "agent_6": ("agent", "customer_support_specialist", "support", InterviewType.hr, 6, None),
    "thin_15": ("thin", "product_manager", None, InterviewType.hiring_manager, 15, None),
}
"""Name → person, role kit, job, type of interview, minutes, company."""


def golden_plan(name: str) -> str:
    """The readable plan of a case; meanings are compared by words, so that no model is needed."""
    who, kit_id, family, kind, minutes, company = CASES[name]
    kit = kit_of(kit_id)
    request = PlanRequest(
        seed=7,
        interview_type=kind,
        duration_s=60.0 * minutes,
        questions_target=max(8, round(60 * minutes / 90)),
        company=company,
    )
    preparation = Preparation(
        resume=resume(who), job=read_job(JOBS[family]) if family is not None else None
    )
    return plan_text(generate_plan(kit, library(kit), request, preparation)) + "\n"


if __name__ == "__main__":
    for case in CASES:
        (FOLDER / f"{case}.txt").write_text(golden_plan(case), encoding="utf-8")
        print(case)
