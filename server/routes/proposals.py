"""What an interview could be, before one is configured."""

from litestar import get

from runtime.planning.proposal import Proposal
from server.deps import Parts
from server.errors import problems
from server.identity import Caller
from server.proposals import proposal_for


@get(
    ["/api/v1/proposal", "/api/interview/proposal"],
    responses=problems(400, 404, 422, 503),
    summary="See what your documents propose",
)
async def read_proposal(
    parts: Parts,
    caller: Caller,
    resume_doc_id: str | None = None,
    jd_doc_id: str | None = None,
) -> Proposal:
    """Role, level, company, languages and your name, as far as the documents tell; nothing is kept.

    The job decides where both speak. What a configuration leaves out is filled in like this.
    """
    return await proposal_for(
        parts, caller.user_id, resume_doc_id=resume_doc_id, jd_doc_id=jd_doc_id
    )
