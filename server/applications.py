"""Candidates who apply: the application and its interview are made together (R-027, R-308)."""

import msgspec
import structlog

from runtime.library.hiring import Application, Posting
from runtime.record import SessionRecord
from server.deps import Parts
from server.identity import Caller
from server.interviews import interview_for_posting
from server.preparations import newest_resume
from server.requests import CreateApplication
from server.wire import CreateSession

logger = structlog.get_logger()


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What an application led to."""

    application: Application
    posting: Posting
    interview: SessionRecord


class ApplicationService:
    """Turns an application into an interview for that very job."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def create_application(self, caller: Caller, wanted: CreateApplication) -> Applied:
        """Keep the application and its interview in one transaction.

        The interview has the complete posting: its plan is made with it, its role is mapped from
        it, and it refers to it, so that what the interviewer knows of the job is the job itself.

        Raises:
            UnknownPosting: there is none with this id here.
            UnknownDocument: the résumé is not the candidate's.
            UnknownRole, BadRequest: the posting's interview can't be planned.
            StorageFailed: the database did not answer; nothing was kept.
        """
        parts = self._parts
        posting = await parts.hiring.posting(caller.user_id, wanted.job_posting_id)
        resume_id = wanted.resume_id or await newest_resume(parts, caller.user_id)
        interview = await interview_for_posting(
            parts,
            caller,
            posting,
            CreateSession(
                interview_type=wanted.interview_type,
                style=wanted.style,
                mode=wanted.mode,
                duration_s=wanted.minutes * 60,
                audio_out=wanted.audio_out,
                candidate_name=wanted.candidate_name,
            ),
            resume_id=resume_id,
        )
        application = await parts.hiring.apply(
            Application(
                user_id=caller.user_id, job_posting_id=posting.posting_id, resume_id=resume_id
            ),
            interview,
        )
        logger.info(
            "application_created",
            application_id=application.application_id,
            session_id=interview.session_id,
            posting_id=posting.posting_id,
            role_type=interview.role_type,
            role_kit_id=interview.role_kit_id,
            provenance=interview.role_provenance,
        )
        return Applied(application=application, posting=posting, interview=interview)
