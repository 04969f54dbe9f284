"""Tells the models of a live session what it is for: its role and its job (R-028, R-029)."""

import structlog

from runtime.errors import UnknownRecord, VivaError
from runtime.library.hiring import HiringRepository
from runtime.ports import Wording
from runtime.providers.wording import Briefing, ModelWording
from runtime.record import SessionRecord
from runtime.roles.job_posting import JobPosting
from runtime.roles.system_prompt import SessionState, get_realtime_system_prompt

logger = structlog.get_logger()

BRIEFING_TOKENS = 2_300
"""Of the 4,000 of a whole prompt (R-188): the rules of wording take about 500, the conversation at
most 1,100."""


class Briefer:
    """Makes the interviewer's instructions of a session, once, when it is opened."""

    def __init__(self, hiring: HiringRepository) -> None:
        self._hiring = hiring

    async def brief(self, record: SessionRecord, wording: Wording) -> Wording:
        """`wording` with the session's instructions; never raises.

        An interview must not wait for them or fail because of them: without, every question is
        still the plan's, which was made for the job.
        """
        if not isinstance(wording, ModelWording):
            return wording
        try:
            posting = await self._posting(record)
            briefing = briefing_of(record, posting)
        except VivaError as failure:
            logger.warning("not briefed", session_id=record.session_id, reason=failure.code)
            return wording
        return wording if briefing is None else wording.briefed(briefing)

    async def _posting(self, record: SessionRecord) -> JobPosting | None:
        """The posting of the interview; None when it has none, or when it was erased meanwhile."""
        if record.job_posting_id is None:
            return None
        try:
            return (await self._hiring.posting(record.user_id, record.job_posting_id)).job()
        except UnknownRecord:
            return None


def briefing_of(record: SessionRecord, posting: JobPosting | None) -> Briefing | None:
    """The instructions of a session's interviewer; None for those from before there were roles.

    With a posting the base prompt is that of the stored role type; without one it is that of the
    role itself, so that a sales interview is told nothing of code.
    """
    if record.role_type is None:
        return None
    role = record.role_type.value
    if posting is None and record.base_prompt_key is not None:
        role = record.base_prompt_key.value
    plan = record.plan
    return Briefing(
        instructions=get_realtime_system_prompt(
            role,
            posting,
            SessionState(
                style=plan.style,
                language=plan.language,
                response_languages=record.response_languages,
                questions_target=plan.questions_target,
            ),
            max_tokens=BRIEFING_TOKENS,
        ),
        names=tuple(
            text
            for text in (
                plan.role_title,
                plan.company,
                *((posting.title, posting.company, *posting.skills, *posting.stack)
                  if posting is not None else ()),
            )
            if text
        ),
    )  # fmt: skip
