"""Saved jobs, and everything that hangs on them."""

from collections.abc import Awaitable, Callable

import msgspec
import pytest

from runtime.errors import (
    UnknownCompany,
    UnknownConfig,
    UnknownDocument,
    UnknownJob,
    UnknownPosting,
    UnknownRole,
    UnknownSession,
    UnknownStory,
    UnknownTask,
    UnknownUser,
    VivaError,
)
from runtime.library.documents import DocType
from runtime.library.jobs import InterviewRound, JobStatus, PracticeLink, SavedJob
from tests.storage.library import NO_IDS, Library, config, document, job, posting, story
from tests.storage.samples import pattern, record

pytestmark = pytest.mark.integration


async def test_a_job_comes_back_and_changes(library: Library) -> None:
    kept = await library.jobs.add(
        job(
            library.ann,
            jd_text="Build things.",
            job_url="https://example.com/1",
            next_interview_at="2030-05-01T09:30:00Z",
            company_values=("candour",),
        )
    )
    assert await library.jobs.load(library.ann, kept.saved_job_id) == kept
    assert kept.next_interview_at == "2030-05-01T09:30:00.000000Z"
    changed = await library.jobs.replace(
        msgspec.structs.replace(kept, status=JobStatus.applied, notes="n", next_interview_at=None)
    )
    assert (changed.status, changed.notes, changed.next_interview_at) == ("applied", "n", None)
    assert (changed.jd_text, changed.created_at) == (kept.jd_text, kept.created_at)
    assert changed.updated_at > kept.updated_at


async def test_what_comes_next_is_listed_first(library: Library) -> None:
    old = await library.jobs.add(job(library.ann, role_title="old"))
    later = await library.jobs.add(job(library.ann, next_interview_at="2031-01-01T00:00:00Z"))
    past = await library.jobs.add(job(library.ann, next_interview_at="2020-01-01T00:00:00Z"))
    sooner = await library.jobs.add(job(library.ann, next_interview_at="2030-01-01T00:00:00Z"))
    listed = [kept.saved_job_id for kept in await library.jobs.saved_jobs(library.ann)]
    assert listed == [kept.saved_job_id for kept in (sooner, later, past, old)]
    await library.jobs.replace(msgspec.structs.replace(old, status=JobStatus.offer))
    offers = await library.jobs.saved_jobs(library.ann, status=JobStatus.offer)
    assert [kept.role_title for kept in offers] == ["old"]
    assert len(await library.jobs.saved_jobs(library.ann, limit=2)) == 2


async def test_nobody_else_gets_at_a_job(library: Library) -> None:
    kept = await library.jobs.add(job(library.ann))
    await refuse_all(library, library.bob, kept.saved_job_id)
    assert await library.jobs.saved_jobs(library.bob) == []
    assert await library.jobs.load(library.ann, kept.saved_job_id) == kept


@pytest.mark.parametrize("job_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_job_has_such_an_id(library: Library, job_id: str) -> None:
    await refuse_all(library, library.ann, job_id)


async def refuse_all(library: Library, user_id: str, job_id: str) -> None:
    jobs = library.jobs
    prepared = InterviewRound(user_id=user_id, saved_job_id=job_id, type="call")
    tries: list[Callable[[], Awaitable[object]]] = [
        lambda: jobs.load(user_id, job_id),
        lambda: jobs.replace(job(user_id, saved_job_id=job_id)),
        lambda: jobs.delete(user_id, job_id),
        lambda: jobs.link(user_id, PracticeLink(saved_job_id=job_id)),
        lambda: jobs.links(user_id, job_id),
        lambda: jobs.add_round(prepared),
        lambda: jobs.rounds(user_id, job_id),
        lambda: jobs.opportunity(user_id, job_id),
        lambda: jobs.flag_questions(user_id, job_id, ()),
        lambda: jobs.curate_stories(user_id, job_id, ()),
    ]
    for attempt in tries:
        with pytest.raises(UnknownJob):
            await attempt()


async def test_a_job_names_only_what_is_there_and_the_users_own(library: Library) -> None:
    theirs, _ = await library.documents.add(document(library.bob, DocType.job_description), b"one")
    elsewhere = await library.hiring.add_posting(posting(library.eve))
    wrong: list[tuple[SavedJob, type[VivaError]]] = [
        (job(library.ann, company_id="nowhere"), UnknownCompany),
        (job(library.ann, jd_document_id=theirs.document_id), UnknownDocument),
        (job(library.ann, jd_document_id="x"), UnknownDocument),
        (job(library.ann, job_posting_id=elsewhere.posting_id), UnknownPosting),
        (job("00000000-0000-0000-0000-0000000000ff"), UnknownUser),
    ]
    for refused, error in wrong:
        with pytest.raises(error):
            await library.jobs.add(refused)
    assert await library.jobs.saved_jobs(library.ann) == []
    kept = await library.jobs.add(job(library.ann))
    with pytest.raises(UnknownDocument):
        await library.jobs.replace(msgspec.structs.replace(kept, jd_document_id=theirs.document_id))


async def test_practice_is_linked_and_gets_its_session(library: Library) -> None:
    kept = await library.jobs.add(job(library.ann))
    settings = await library.configs.add(config(library.ann))
    await library.interviews.create(
        msgspec.structs.replace(record(f"p-{library.ann}"), user_id=library.ann)
    )
    planned = PracticeLink(saved_job_id=kept.saved_job_id, interview_config_id=settings.config_id)
    first = await library.jobs.link(library.ann, planned)
    held = await library.jobs.link(
        library.ann,
        msgspec.structs.replace(planned, interview_session_id=f"p-{library.ann}"),
    )
    assert held.link_id == first.link_id
    second = await library.jobs.link(library.ann, planned)
    links = await library.jobs.links(library.ann, kept.saved_job_id)
    assert [link.link_id for link in links] == [second.link_id, first.link_id]
    assert links[1].interview_session_id == f"p-{library.ann}"


async def test_practice_of_others_is_not_linked(library: Library) -> None:
    kept = await library.jobs.add(job(library.ann))
    theirs = await library.configs.add(config(library.bob))
    await library.interviews.create(
        msgspec.structs.replace(record(f"q-{library.bob}"), user_id=library.bob)
    )
    link = PracticeLink(saved_job_id=kept.saved_job_id)
    wrong: list[tuple[PracticeLink, type[VivaError]]] = [
        (msgspec.structs.replace(link, interview_config_id=theirs.config_id), UnknownConfig),
        (msgspec.structs.replace(link, interview_session_id=f"q-{library.bob}"), UnknownSession),
        (msgspec.structs.replace(link, interview_session_id="\0"), UnknownSession),
        (msgspec.structs.replace(link, exercise_session_id="x"), UnknownTask),
    ]
    for refused, error in wrong:
        with pytest.raises(error):
            await library.jobs.link(library.ann, refused)
    assert await library.jobs.links(library.ann, kept.saved_job_id) == []


async def test_rounds_are_listed_by_date(library: Library) -> None:
    kept = await library.jobs.add(job(library.ann))
    for name, at in (
        ("someday", None),
        ("second", "2030-02-01T00:00:00Z"),
        ("first", "2030-01-01T00:00:00Z"),
    ):
        await library.jobs.add_round(
            InterviewRound(
                user_id=library.ann,
                saved_job_id=kept.saved_job_id,
                type=name,
                interviewers="Grace",
                scheduled_at=at,
            )
        )
    rounds = await library.jobs.rounds(library.ann, kept.saved_job_id)
    assert [planned.type for planned in rounds] == ["first", "second", "someday"]
    assert rounds[0].interviewers == "Grace"


async def test_an_opportunity_takes_the_description_that_is_there(library: Library) -> None:
    advert, _ = await library.documents.add(
        document(library.ann, DocType.job_description, raw_text="From the file."), b"1"
    )
    posted = await library.hiring.add_posting(posting(library.bob))
    kept = await library.jobs.add(
        job(
            library.ann,
            jd_text="Pasted.",
            jd_document_id=advert.document_id,
            job_posting_id=posted.posting_id,
            company_research="Grows.",
            company_values=("candour", "speed"),
        )
    )

    async def told() -> str | None:
        return (await library.jobs.opportunity(library.ann, kept.saved_job_id)).job_description

    assert await told() == "Pasted."
    await library.jobs.replace(msgspec.structs.replace(kept, jd_text=None))
    assert await told() == "From the file."
    await library.documents.delete(library.ann, advert.document_id)
    assert await told() == "Builds pipelines."
    await library.hiring.delete_posting(library.bob, posted.posting_id)
    assert await told() is None
    found = await library.jobs.opportunity(library.ann, kept.saved_job_id)
    assert (found.company_research, found.company_values) == ("Grows.", ("candour", "speed"))


async def test_questions_and_stories_are_chosen_in_order(library: Library) -> None:
    await library.catalogue.upsert_patterns([pattern("p1"), pattern("p2"), pattern("p3")])
    stories = [await library.stories.add(story(library.ann, title=name)) for name in "abc"]
    ids = tuple(kept.story_id for kept in stories)
    kept = await library.jobs.add(job(library.ann))
    job_id = kept.saved_job_id
    await library.jobs.flag_questions(library.ann, job_id, ("p3", "p1", "p3"))
    await library.jobs.curate_stories(library.ann, job_id, (ids[2], ids[0]))
    found = await library.jobs.opportunity(library.ann, job_id)
    assert found.flagged_question_ids == ("p3", "p1")
    assert found.curated_story_ids == (ids[2], ids[0])
    await library.jobs.flag_questions(library.ann, job_id, ("p1", "p2"))
    await library.jobs.curate_stories(library.ann, job_id, ids)
    found = await library.jobs.opportunity(library.ann, job_id)
    assert found.flagged_question_ids == ("p1", "p2")
    assert found.curated_story_ids == ids
    await library.stories.delete(library.ann, ids[1])
    await library.jobs.flag_questions(library.ann, job_id, ())
    found = await library.jobs.opportunity(library.ann, job_id)
    assert (found.flagged_question_ids, found.curated_story_ids) == ((), (ids[0], ids[2]))


async def test_only_what_is_there_can_be_chosen(library: Library) -> None:
    theirs = await library.stories.add(story(library.bob))
    kept = await library.jobs.add(job(library.ann))
    job_id = kept.saved_job_id
    with pytest.raises(UnknownStory):
        await library.jobs.curate_stories(library.ann, job_id, (theirs.story_id,))
    with pytest.raises(UnknownRole):
        await library.jobs.flag_questions(library.ann, job_id, ("no_such_pattern",))


async def test_a_deleted_job_takes_its_rounds_and_links_not_the_sessions(library: Library) -> None:
    kept = await library.jobs.add(job(library.ann))
    session_id = f"d-{library.ann}"
    await library.interviews.create(
        msgspec.structs.replace(record(session_id), user_id=library.ann)
    )
    await library.jobs.link(
        library.ann,
        PracticeLink(saved_job_id=kept.saved_job_id, interview_session_id=session_id),
    )
    await library.jobs.delete(library.ann, kept.saved_job_id)
    assert (await library.interviews.load(session_id)).user_id == library.ann
    with pytest.raises(UnknownJob):
        await library.jobs.links(library.ann, kept.saved_job_id)
