"""Question patterns: reading them, and adding to them."""

from litestar import get, post

from runtime.interview.catalogue import InterviewType, PatternType, QuestionPattern
from runtime.library.users import UserRole
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.pattern_intake import check, nearest
from server.pattern_record import PatternRecord, pattern_of
from server.views import PatternAdded


@get(
    ["/api/v1/patterns", "/api/patterns"],
    responses=problems(403, 503),
    summary="List the question patterns",
)
async def list_patterns(
    parts: Parts,
    caller: Caller,
    role_category: str | None = None,
    pattern_type: PatternType | None = None,
    interview_type: InterviewType | None = None,
    source_type: str | None = None,
) -> list[QuestionPattern]:
    """All that fit the filters; for admins: whoever reads them knows what will be asked."""
    caller.must_be(UserRole.admin)
    return await parts.catalogue.patterns(
        role_category=role_category,
        pattern_type=pattern_type,
        interview_type=interview_type,
        source_type=source_type,
    )


@post(
    ["/api/v1/patterns", "/api/patterns"],
    responses=problems(403, 409, 503),
    summary="Add a question pattern",
    request_class=EitherCase,
)
async def add_pattern(parts: Parts, caller: Caller, data: PatternRecord) -> PatternAdded:
    """Keep a new pattern; for admins.

    The record of the contract is enough: type, role, interview type, template, probe tree, tags and
    source. It must fit the rules of the catalogue's own patterns, and must not ask what
    another one asks, in other words or with another noun.
    """
    caller.must_be(UserRole.admin)
    pattern = pattern_of(data)
    check(pattern, await parts.catalogue.list_role_kits())
    near = await nearest(pattern, await parts.catalogue.patterns(), parts.likeness)
    added = await parts.catalogue.add_pattern(pattern, source_ref=f"user {caller.user_id}")
    return PatternAdded(
        pattern_id=added.pattern_id,
        nearest_pattern_id=near.pattern_id if near is not None else None,
        likeness=near.likeness if near is not None else None,
    )
