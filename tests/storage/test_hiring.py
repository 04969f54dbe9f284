"""Postings within a tenant, applications, and the interviews that come of them."""

import msgspec
import pytest

from runtime.errors import (
    UnknownApplication,
    UnknownConfig,
    UnknownDocument,
    UnknownPlan,
    UnknownPosting,
    UnknownRole,
    UnknownUser,
)
from runtime.library.documents import DocType
from runtime.library.hiring import Application
from runtime.record import SessionRecord
from runtime.roles.names import PromptKey, RoleType
from tests.storage.library import NO_IDS, Library, config, document, posting
from tests.storage.samples import PLAN, record

pytestmark = pytest.mark.integration


def interview(owner: str, name: str, **changes: object) -> SessionRecord:
    made = msgspec.structs.replace(record(f"{name}-{owner}"), user_id=owner)
    return msgspec.structs.replace(made, **changes)


async def test_a_posting_is_seen_by_its_tenant_only(library: Library) -> None:
    kept = await library.hiring.add_posting(posting(library.bob))
    assert await library.hiring.posting(library.ann, kept.posting_id) == kept
    assert kept in await library.hiring.postings(library.ann)
    assert kept.job().skills == ("Kafka", "Spark", "Snowflake", "SQL")
    with pytest.raises(UnknownPosting):
        await library.hiring.posting(library.eve, kept.posting_id)
    assert await library.hiring.postings(library.eve) == []


@pytest.mark.parametrize("posting_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_posting_or_application_has_such_an_id(library: Library, posting_id: str) -> None:
    with pytest.raises(UnknownPosting):
        await library.hiring.posting(library.ann, posting_id)
    with pytest.raises(UnknownPosting):
        await library.hiring.delete_posting(library.ann, posting_id)
    with pytest.raises(UnknownApplication):
        await library.hiring.application(library.ann, posting_id)
    with pytest.raises(UnknownPosting):
        await library.hiring.apply(Application(user_id=library.ann, job_posting_id=posting_id))


async def test_only_whoever_posted_a_job_deletes_it(library: Library) -> None:
    kept = await library.hiring.add_posting(posting(library.bob))
    with pytest.raises(UnknownPosting):
        await library.hiring.delete_posting(library.ann, kept.posting_id)
    await library.hiring.delete_posting(library.bob, kept.posting_id)
    with pytest.raises(UnknownPosting):
        await library.hiring.posting(library.bob, kept.posting_id)


async def test_nobody_posts_for_a_user_who_is_not_there(library: Library) -> None:
    with pytest.raises(UnknownUser):
        await library.hiring.add_posting(posting("00000000-0000-0000-0000-0000000000ff"))


async def test_an_application_makes_its_interview_with_the_posting(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    resume, _ = await library.documents.add(document(library.ann), b"cv")
    applied = await library.hiring.apply(
        Application(
            user_id=library.ann, job_posting_id=posted.posting_id, resume_id=resume.document_id
        ),
        interview(
            library.ann,
            "i",
            role_type=RoleType.python,
            base_prompt_key=PromptKey.data_engineering,
            role_provenance={"role_type": "tech_stack:python"},
            response_languages=("es",),
        ),
    )
    assert applied.session_ids == (f"i-{library.ann}",)
    assert await library.hiring.application(library.ann, applied.application_id) == applied
    assert await library.hiring.applications(library.ann) == [applied]
    kept = await library.interviews.load(f"i-{library.ann}")
    assert (kept.job_posting_id, kept.application_id) == (
        posted.posting_id,
        applied.application_id,
    )
    assert (kept.role_type, kept.base_prompt_key) == (
        RoleType.python,
        PromptKey.data_engineering,
    )
    assert kept.role_provenance == {"role_type": "tech_stack:python"}
    assert kept.response_languages == ("es",)
    row = await library.pool.fetchrow("select * from interviews where id = $1", kept.session_id)
    assert row is not None
    assert [str(row[name]) for name in ("candidate_id", "resume_id", "job_posting_id")] == [
        library.ann,
        resume.document_id,
        posted.posting_id,
    ]


async def test_a_refused_interview_leaves_no_application(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    with pytest.raises(UnknownRole):
        await library.hiring.apply(
            Application(user_id=library.ann, job_posting_id=posted.posting_id),
            interview(library.ann, "r", role_kit_id="no_such_kit"),
        )
    assert await library.hiring.applications(library.ann) == []


async def test_one_applies_with_a_resume_of_ones_own(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    theirs, _ = await library.documents.add(document(library.bob), b"cv")
    notes, _ = await library.documents.add(document(library.ann, DocType.company_notes), b"n")
    for resume_id in (theirs.document_id, notes.document_id, "x"):
        with pytest.raises(UnknownDocument):
            await library.hiring.apply(
                Application(
                    user_id=library.ann, job_posting_id=posted.posting_id, resume_id=resume_id
                )
            )


async def test_one_applies_within_the_tenant_only(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    with pytest.raises(UnknownPosting):
        await library.hiring.apply(
            Application(user_id=library.eve, job_posting_id=posted.posting_id)
        )


async def test_nobody_else_sees_an_application(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    applied = await library.hiring.apply(
        Application(user_id=library.ann, job_posting_id=posted.posting_id)
    )
    with pytest.raises(UnknownApplication):
        await library.hiring.application(library.bob, applied.application_id)
    assert await library.hiring.applications(library.bob) == []


async def test_interviews_outlive_their_posting(library: Library) -> None:
    posted = await library.hiring.add_posting(posting(library.bob))
    await library.hiring.apply(
        Application(user_id=library.ann, job_posting_id=posted.posting_id),
        interview(library.ann, "o"),
    )
    await library.hiring.delete_posting(library.bob, posted.posting_id)
    kept = await library.interviews.load(f"o-{library.ann}")
    assert (kept.job_posting_id, kept.application_id, kept.plan) == (None, None, PLAN)


async def test_an_interview_starts_from_a_stored_plan(library: Library) -> None:
    settings = await library.configs.add(config(library.ann))
    stored = await library.plans.add(
        library.ann, settings.config_id, PLAN, interview_plan={}, provenance={}
    )
    await library.interviews.create(
        interview(library.ann, "s", plan_id=stored.plan_id, interview_config_id=settings.config_id)
    )
    kept = await library.interviews.load(f"s-{library.ann}")
    assert (kept.plan_id, kept.interview_config_id) == (stored.plan_id, settings.config_id)
    assert kept.plan == stored.plan
    count = await library.pool.fetchval(
        "select count(*) from interview_plans where user_id = $1::uuid", library.ann
    )
    assert count == 1


async def test_an_interview_names_only_what_is_its_users(library: Library) -> None:
    settings = await library.configs.add(config(library.bob))
    stored = await library.plans.add(
        library.bob, settings.config_id, PLAN, interview_plan={}, provenance={}
    )
    elsewhere = await library.hiring.add_posting(posting(library.eve))
    for changes, error in (
        ({"plan_id": stored.plan_id}, UnknownPlan),
        ({"plan_id": "x"}, UnknownPlan),
        ({"interview_config_id": settings.config_id}, UnknownConfig),
        ({"job_posting_id": elsewhere.posting_id}, UnknownPosting),
        ({"application_id": "x"}, UnknownApplication),
        ({"user_id": "00000000-0000-0000-0000-0000000000ff"}, UnknownUser),
    ):
        with pytest.raises(error):
            await library.interviews.create(interview(library.ann, "n", **changes))
    assert await library.interviews.list_sessions(user_id=library.ann) == []


async def test_sessions_are_listed_per_user(library: Library) -> None:
    await library.interviews.create(interview(library.ann, "l"))
    await library.interviews.create(interview(library.bob, "l"))
    listed = await library.interviews.list_sessions(user_id=library.ann)
    assert [summary.session_id for summary in listed] == [f"l-{library.ann}"]
