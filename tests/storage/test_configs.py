"""Configurations, and the versions of their plans."""

import asyncio

import msgspec
import pytest

from runtime.errors import (
    UnknownCompany,
    UnknownConfig,
    UnknownDocument,
    UnknownJob,
    UnknownPlan,
    UnknownPosting,
    UnknownRole,
)
from runtime.interview.plan import Mode
from runtime.library.configs import StoredPlan
from runtime.library.documents import DocType
from tests.storage.library import NO_IDS, Library, config, document, job, posting
from tests.storage.samples import PLAN

pytestmark = pytest.mark.integration

INTERVIEW_PLAN = {
    "metadata": {"roleCategory": "swe", "company": None},
    "phases": [{"id": "intro", "mins": 1, "objective": ["rapport"], "patterns": ["p1"]}],
    "globalRules": {"probeDepth": 3, "avoidRepeats": True},
}


async def plan_of(library: Library, config_id: str) -> StoredPlan:
    return await library.plans.add(
        library.ann,
        config_id,
        PLAN,
        interview_plan=INTERVIEW_PLAN,
        provenance={"templates": [{"name": "plan_generator_v1", "hash": "abc"}]},
    )


async def test_a_configuration_comes_back_whole(library: Library) -> None:
    resume, _ = await library.documents.add(document(library.ann), b"1")
    advert, _ = await library.documents.add(document(library.ann, DocType.job_description), b"2")
    saved = await library.jobs.add(job(library.ann))
    posted = await library.hiring.add_posting(posting(library.bob))
    wanted = config(
        library.ann,
        resume_doc_id=resume.document_id,
        jd_doc_id=advert.document_id,
        saved_job_id=saved.saved_job_id,
        job_posting_id=posted.posting_id,
        mode=Mode.coached,
        duration_s=1800.0,
        questions_target=12,
        response_languages=("es",),
        target_role="Billing engineer",
        company_name="Acme",
    )
    kept = await library.configs.add(wanted)
    assert kept == msgspec.structs.replace(
        wanted, config_id=kept.config_id, created_at=kept.created_at
    )
    assert await library.configs.load(library.ann, kept.config_id) == kept
    assert await library.configs.configs(library.ann) == [kept]


async def test_a_configuration_names_only_what_is_there_and_the_users_own(
    library: Library,
) -> None:
    theirs, _ = await library.documents.add(document(library.bob), b"1")
    notes, _ = await library.documents.add(document(library.ann, DocType.company_notes), b"1")
    saved = await library.jobs.add(job(library.bob))
    elsewhere = await library.hiring.add_posting(posting(library.eve))
    for changes, error in (
        ({"role_kit_id": "no_such_kit"}, UnknownRole),
        ({"resume_doc_id": theirs.document_id}, UnknownDocument),
        ({"resume_doc_id": notes.document_id}, UnknownDocument),
        ({"jd_doc_id": theirs.document_id}, UnknownDocument),
        ({"company_notes_doc_id": theirs.document_id}, UnknownDocument),
        ({"company_id": "nowhere"}, UnknownCompany),
        ({"saved_job_id": saved.saved_job_id}, UnknownJob),
        ({"job_posting_id": elsewhere.posting_id}, UnknownPosting),
    ):
        with pytest.raises(error):
            await library.configs.add(config(library.ann, **changes))
    assert await library.configs.configs(library.ann) == []


async def test_plans_are_counted_per_configuration(library: Library) -> None:
    first = await library.configs.add(config(library.ann))
    second = await library.configs.add(config(library.ann))
    versions = [
        (await plan_of(library, settings.config_id)).version
        for settings in (first, first, second, first)
    ]
    assert versions == [1, 2, 1, 3]
    latest = await library.plans.latest(library.ann, first.config_id)
    assert latest is not None
    assert (latest.version, latest.plan.plan_version) == (3, 3)
    everything = await library.plans.versions(library.ann, first.config_id)
    assert [stored.version for stored in everything] == [3, 2, 1]
    assert everything[0] == latest


async def test_a_plan_comes_back_in_both_shapes(library: Library) -> None:
    settings = await library.configs.add(config(library.ann))
    assert await library.plans.latest(library.ann, settings.config_id) is None
    kept = await plan_of(library, settings.config_id)
    assert kept.plan == PLAN
    assert kept.interview_plan == INTERVIEW_PLAN
    assert kept.provenance["templates"][0]["name"] == "plan_generator_v1"
    assert await library.plans.load(library.ann, kept.plan_id) == kept


async def test_plans_made_at_once_get_a_version_each(library: Library) -> None:
    settings = await library.configs.add(config(library.ann))
    made = await asyncio.gather(*(plan_of(library, settings.config_id) for _ in range(8)))
    assert sorted(stored.version for stored in made) == list(range(1, 9))


async def test_nobody_else_gets_at_them(library: Library) -> None:
    settings = await library.configs.add(config(library.ann))
    kept = await plan_of(library, settings.config_id)
    await refuse_all(library, library.bob, settings.config_id, kept.plan_id)
    assert await library.configs.configs(library.bob) == []


@pytest.mark.parametrize("wrong_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_nothing_has_such_an_id(library: Library, wrong_id: str) -> None:
    await refuse_all(library, library.ann, wrong_id, wrong_id)


async def refuse_all(library: Library, user_id: str, config_id: str, plan_id: str) -> None:
    with pytest.raises(UnknownConfig):
        await library.configs.load(user_id, config_id)
    with pytest.raises(UnknownConfig):
        await library.plans.add(user_id, config_id, PLAN, interview_plan={}, provenance={})
    with pytest.raises(UnknownConfig):
        await library.plans.latest(user_id, config_id)
    with pytest.raises(UnknownConfig):
        await library.plans.versions(user_id, config_id)
    with pytest.raises(UnknownPlan):
        await library.plans.load(user_id, plan_id)
