"""What an interview could be, going by somebody's documents."""

import asyncio

import msgspec

from runtime.library.documents import DocType
from runtime.planning.proposal import Proposal, propose
from runtime.roles.seniority import parse_seniority
from server.deps import Parts
from server.planning import known_kits
from server.preparations import document_of
from server.wire import CreateSession


async def proposal_for(
    parts: Parts,
    user_id: str,
    *,
    resume_doc_id: str | None = None,
    jd_doc_id: str | None = None,
    jd_text: str | None = None,
) -> Proposal:
    """Role, level, company, languages and name that the papers speak of; `jd_text` counts where
    there is no document.

    Raises:
        UnknownDocument, BadRequest, DocumentRefused: as `server.preparations.prepare`.
        StorageFailed: the database did not answer.
    """
    resume = await document_of(parts, user_id, resume_doc_id, DocType.resume)
    job = await document_of(parts, user_id, jd_doc_id, DocType.job_description)
    kits = await known_kits(parts.catalogue)
    return await asyncio.to_thread(
        propose,
        resume.resume if resume is not None else None,
        job.raw_text if job is not None else jd_text,
        kits,
        this_year=parts.today().year,
        job=job.job if job is not None else None,
        companies=await parts.catalogue.companies(),
    )


def completed(wanted: CreateSession, proposed: Proposal) -> CreateSession:
    """The wish with what the papers propose wherever it says nothing. Pure.

    Who chose another role than the résumé's last one is not of its level there.
    """
    kit_id = wanted.role_kit_id
    same_role = wanted.target_role is None and kit_id in (None, proposed.role_kit_id)
    level = proposed.seniority
    if not same_role and proposed.provenance.get("seniority") != "job":
        level = None
    stated = parse_seniority(wanted.target_role)
    return msgspec.structs.replace(
        wanted,
        role_kit_id=proposed.role_kit_id if same_role else kit_id,
        target_role=proposed.target_role if same_role else wanted.target_role,
        seniority=wanted.seniority or (stated.seniority if stated is not None else level),
        company=wanted.company or proposed.company,
        response_languages=wanted.response_languages or proposed.response_languages,
    )
