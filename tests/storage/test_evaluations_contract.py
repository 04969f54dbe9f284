"""The promises about finished interviews and their reports, over Postgres and its twin."""

import pytest

from evaluation.ports import Interview
from runtime.errors import UnknownSession
from runtime.record import SessionStatus
from tests.storage.conftest import Record
from tests.storage.samples import RUBRIC, failed, record, report, turn

pytestmark = pytest.mark.contract


async def close(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0), [])
    await kept.interviews.close(
        session_id, reason="completed", status=SessionStatus.ended, entries=[]
    )


async def test_an_evaluation_reads_record_turns_and_rubric(kept: Record, session_id: str) -> None:
    await close(kept, session_id)
    assert await kept.evaluations.load_interview(session_id) == Interview(
        record=await kept.interviews.load(session_id),
        turns=[turn(0)],
        rubric=RUBRIC,
        degraded=("Synthesis by Flite.",),
    )


async def test_an_evaluation_is_told_what_failed(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.interviews.commit_turn(session_id, turn(0), [failed(4, "late")])
    await kept.interviews.close(
        session_id, reason="completed", status=SessionStatus.ended, entries=[failed(6, "restored")]
    )
    read = await kept.evaluations.load_interview(session_id)
    assert read.degraded == (
        "Synthesis by Flite.",
        "At 1:04: speech synthesis: late",
        "At 1:04: speech synthesis: restored",
    )


async def test_a_report_comes_back_and_marks_the_session(kept: Record, session_id: str) -> None:
    await close(kept, session_id)
    assert await kept.evaluations.load_report(session_id) is None
    assert await kept.evaluations.save_report(report(session_id))
    assert await kept.evaluations.load_report(session_id) == report(session_id)
    analyzed = await kept.interviews.load(session_id)
    assert (analyzed.status, analyzed.end_reason) == (SessionStatus.analyzed, "completed")


async def test_an_evaluator_version_reports_once(kept: Record, session_id: str) -> None:
    await close(kept, session_id)
    assert await kept.evaluations.save_report(report(session_id))
    assert not await kept.evaluations.save_report(report(session_id, limits=["Second try."]))
    assert await kept.evaluations.load_report(session_id) == report(session_id)


async def test_the_newest_report_is_shown(kept: Record, session_id: str) -> None:
    await close(kept, session_id)
    assert await kept.evaluations.save_report(report(session_id, version="rules-2"))
    assert await kept.evaluations.save_report(report(session_id, version="rules-1"))
    assert await kept.evaluations.load_report(session_id) == report(session_id, version="rules-1")


async def test_a_report_does_not_end_a_live_session(kept: Record, session_id: str) -> None:
    await kept.interviews.create(record(session_id))
    await kept.evaluations.save_report(report(session_id))
    assert (await kept.interviews.load(session_id)).status is SessionStatus.created


async def test_an_unknown_session_is_refused(kept: Record, session_id: str) -> None:
    with pytest.raises(UnknownSession):
        await kept.evaluations.load_interview(session_id)
    with pytest.raises(UnknownSession):
        await kept.evaluations.save_report(report(session_id))
    assert await kept.evaluations.load_report(session_id) is None
