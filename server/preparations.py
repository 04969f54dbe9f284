"""What is known before an interview: documents, job and earlier sessions, gathered from storage."""

import asyncio
from collections.abc import Sequence

import structlog

from runtime.documents.job import read_job
from runtime.documents.refusal import DocumentRefused
from runtime.errors import UnknownRecord
from runtime.library.documents import DocType, UserDocument
from runtime.library.skill_memory import SkillRecord
from runtime.planning.preparation import Preparation, Story
from runtime.roles.job_posting import JobPosting
from server.deps import Parts
from server.errors import BadRequest

logger = structlog.get_logger()

STORIES_MAX = 20
WEAK_BELOW = 3.0
"""Of five: what an earlier session rated lower is worth asking about again."""
WEAK_MAX = 3


async def prepare(
    parts: Parts,
    user_id: str,
    *,
    resume_doc_id: str | None = None,
    jd_doc_id: str | None = None,
    jd_text: str | None = None,
    company_notes_doc_id: str | None = None,
    company_research: str | None = None,
    posting: JobPosting | None = None,
    role_category: str | None = None,
) -> Preparation:
    """Everything the plan of this interview can draw on; documents that wait are read now.

    `jd_text` counts where there is no document. Weak areas are those of `role_category`.

    Raises:
        UnknownDocument: a document is not there, or somebody else's.
        BadRequest: a document is of another type than its place asks for.
        DocumentRefused: a document can't be read any more.
        StorageFailed: the database did not answer.
    """
    resume = await document_of(parts, user_id, resume_doc_id, DocType.resume)
    job = await document_of(parts, user_id, jd_doc_id, DocType.job_description)
    notes = await document_of(parts, user_id, company_notes_doc_id, DocType.company_notes)
    extraction = job.job if job is not None else None
    if extraction is None and jd_text:
        extraction = await asyncio.to_thread(read_job, jd_text)
    written = [notes.raw_text or "" if notes is not None else "", company_research or ""]
    stories = await parts.stories.stories(user_id, limit=STORIES_MAX)
    weak: Sequence[SkillRecord] = ()
    if role_category is not None:
        weak = await parts.skills.recall(user_id, role_category=role_category)
    return Preparation(
        resume=resume.resume if resume is not None else None,
        job=extraction,
        posting=posting,
        company_notes="\n\n".join(filter(None, written)),
        stories=tuple(
            Story(title=story.title, situation=story.situation, result=story.result)
            for story in stories
        ),
        weak_areas=tuple(
            record.dimension
            for record in weak
            if record.latest_score is not None and record.latest_score < WEAK_BELOW
        )[:WEAK_MAX],
    )


async def newest_resume(parts: Parts, user_id: str) -> str | None:
    """Id of the résumé that was uploaded last, if it can be used."""
    document = await parts.documents.latest(user_id, DocType.resume)
    if document is None:
        return None
    try:
        return (await parts.reader.parsed(user_id, document.document_id)).document_id
    except (DocumentRefused, UnknownRecord):
        # It was chosen by us and not by the user, so the interview goes on without it.
        logger.warning("newest résumé not used", document_id=document.document_id)
        return None


async def document_of(
    parts: Parts, user_id: str, document_id: str | None, wanted: DocType
) -> UserDocument | None:
    """One's own document, read; None for none. Raises as `prepare`."""
    if document_id is None:
        return None
    document = await parts.reader.parsed(user_id, document_id)
    if document.doc_type is not wanted:
        raise BadRequest(
            f"A document of type {wanted} is needed here, and this one is of type "
            f"{document.doc_type}. Upload it again as {wanted}, or choose another."
        )
    return document
