"""The finished evaluation of an interview."""

from litestar import get

from evaluation.report import Report
from runtime.record import LIVE, SessionStatus
from server.deps import Parts
from server.errors import ReportNotReady, problems
from server.identity import Caller

WHY_NOT_READY = {
    SessionStatus.ended: "The evaluation is on its way; `report.ready` on /turns tells when.",
    SessionStatus.analyzed: "The report is being replaced; ask again.",
}


@get(
    "/sessions/{session_id:str}/report",
    responses=problems(404, 503),
    summary="Read the report",
)
async def read_report(parts: Parts, caller: Caller, session_id: str) -> Report:
    """The newest report; 404 `report_not_ready` with the session's status until there is one."""
    record = await parts.record(session_id, caller)
    report = await parts.evaluations.load_report(session_id)
    if report is not None:
        return report
    if record.status in LIVE:
        why = "The interview has not ended; its report comes after."
    else:
        why = WHY_NOT_READY.get(record.status, "This interview has no report yet.")
    raise ReportNotReady(why, session_status=record.status)
