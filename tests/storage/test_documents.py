"""Documents: bytes, versions, what was read from them, and the profile of the newest résumé."""

import asyncio
import hashlib

import msgspec
import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.job import read_job
from runtime.documents.resume import read_resume
from runtime.errors import InvalidContent, UnknownDocument, UnknownUser
from runtime.library.documents import DocType, ParsingStatus
from tests.storage.library import NO_IDS, Library, config, document

pytestmark = pytest.mark.integration

RESUME = """Jane Roe
Backend Engineer

Experience
Karst GmbH, Senior Backend Engineer
January 2021 - Present
- Reduced p95 latency by 40% with Kafka and Go
Northwind Ltd, Software Engineer
March 2016 - June 2019
- Built the billing service in Python

Projects
Atlas: a route planner in Rust

Skills
Python, Go, Kafka, PostgreSQL
"""
JOB = """Support Engineer

Responsibilities
- Answer customers in Spanish and English

Requirements
- 3+ years of Zendesk
"""
EXTRACTED = read_resume(RESUME, as_of=YearMonth(year=2026, month=3))
JOB_EXTRACTED = read_job(JOB)


async def test_bytes_come_back_as_they_were(library: Library) -> None:
    content = bytes(range(256)) * 4000
    kept, new = await library.documents.add(document(library.ann), content)
    assert new
    assert await library.documents.content(library.ann, kept.document_id) == content
    assert kept.source_hash == hashlib.sha256(content).hexdigest()
    assert kept.file_size_bytes == len(content)
    assert kept.s3_url == f"postgres:document_files/{kept.document_id}"
    assert (kept.version, kept.parsing_status) == (1, ParsingStatus.pending)
    assert await library.documents.load(library.ann, kept.document_id) == kept


async def test_the_same_bytes_are_kept_once_with_what_was_read(library: Library) -> None:
    first, _ = await library.documents.add(document(library.ann), b"one")
    await library.documents.save_parsed(
        library.ann, first.document_id, raw_text=RESUME, extraction=EXTRACTED
    )
    again, new = await library.documents.add(document(library.ann, file_name="new.pdf"), b"one")
    assert not new
    assert (again.document_id, again.version) == (first.document_id, 1)
    assert (again.file_name, again.resume) == ("new.pdf", EXTRACTED)
    assert len(await library.documents.documents(library.ann)) == 1


async def test_other_bytes_are_the_next_version_of_their_type(library: Library) -> None:
    versions = [
        (await library.documents.add(document(library.ann, doc_type), content))[0].version
        for doc_type, content in (
            (DocType.resume, b"one"),
            (DocType.resume, b"two"),
            (DocType.job_description, b"one"),
            (DocType.resume, b"three"),
        )
    ]
    assert versions == [1, 2, 1, 3]


async def test_the_same_bytes_of_two_users_are_two_documents(library: Library) -> None:
    ours, _ = await library.documents.add(document(library.ann), b"one")
    theirs, new = await library.documents.add(document(library.bob), b"one")
    assert new
    assert ours.document_id != theirs.document_id


async def test_uploads_at_once_get_a_version_each_and_equal_ones_share_it(library: Library) -> None:
    contents = [b"a", b"b", b"a", b"c", b"b"]
    added = await asyncio.gather(
        *(library.documents.add(document(library.ann), content) for content in contents)
    )
    assert sorted({kept.version for kept, _ in added}) == [1, 2, 3]
    assert sum(new for _, new in added) == 3


async def test_an_old_version_uploaded_again_is_the_newest(library: Library) -> None:
    first, _ = await library.documents.add(document(library.ann), b"one")
    second, _ = await library.documents.add(document(library.ann), b"two")
    for kept in (first, second):
        await library.documents.save_parsed(
            library.ann, kept.document_id, raw_text=RESUME, extraction=EXTRACTED
        )
    profile = await library.documents.profile(library.ann)
    assert profile is not None
    assert profile.latest_resume_doc_id == second.document_id
    await library.documents.add(document(library.ann), b"one")
    latest = await library.documents.latest(library.ann, DocType.resume)
    profile = await library.documents.profile(library.ann)
    assert latest is not None
    assert profile is not None
    assert latest.document_id == profile.latest_resume_doc_id == first.document_id


async def test_what_was_read_comes_back_whole(library: Library) -> None:
    resume, _ = await library.documents.add(document(library.ann), b"one")
    read = await library.documents.save_parsed(
        library.ann, resume.document_id, raw_text=RESUME, extraction=EXTRACTED
    )
    assert EXTRACTED.work_history
    assert EXTRACTED.skills
    assert (read.resume, read.job, read.raw_text) == (EXTRACTED, None, RESUME)
    assert read.parsing_status is ParsingStatus.parsed
    advert, _ = await library.documents.add(document(library.ann, DocType.job_description), b"two")
    read = await library.documents.save_parsed(
        library.ann, advert.document_id, raw_text=JOB, extraction=JOB_EXTRACTED
    )
    assert (read.resume, read.job) == (None, JOB_EXTRACTED)
    notes, _ = await library.documents.add(document(library.ann, DocType.company_notes), b"3")
    read = await library.documents.save_parsed(
        library.ann, notes.document_id, raw_text="Notes\0.", extraction=None
    )
    assert (read.raw_text, read.resume, read.job) == ("Notes\ufffd.", None, None)


async def test_the_profile_holds_what_the_resume_claims(library: Library) -> None:
    assert await library.documents.profile(library.ann) is None
    kept, _ = await library.documents.add(document(library.ann), b"one")
    assert await library.documents.profile(library.ann) is None
    await library.documents.save_parsed(
        library.ann, kept.document_id, raw_text=RESUME, extraction=EXTRACTED
    )
    profile = await library.documents.profile(library.ann)
    assert profile is not None
    assert EXTRACTED.headline is not None
    assert profile.headline == EXTRACTED.headline.text
    assert profile.work_history == EXTRACTED.work_history
    assert profile.projects == EXTRACTED.projects
    assert profile.skills_claimed == EXTRACTED.skills
    assert profile.risk_flags == EXTRACTED.risk_flags
    assert await library.documents.profile(library.bob) is None


async def test_reading_an_older_resume_again_leaves_the_profile(library: Library) -> None:
    old, _ = await library.documents.add(document(library.ann), b"one")
    new, _ = await library.documents.add(document(library.ann), b"two")
    for kept in (new, old):
        await library.documents.save_parsed(
            library.ann, kept.document_id, raw_text=RESUME, extraction=EXTRACTED
        )
    profile = await library.documents.profile(library.ann)
    assert profile is not None
    assert profile.latest_resume_doc_id == new.document_id


async def test_an_unreadable_document_says_why_until_it_is_read(library: Library) -> None:
    kept, _ = await library.documents.add(document(library.ann), b"one")
    failed = await library.documents.save_failed(
        library.ann, kept.document_id, reason="It has no text."
    )
    assert (failed.parsing_status, failed.parsing_error) == (
        ParsingStatus.failed,
        "It has no text.",
    )
    read = await library.documents.save_parsed(
        library.ann, kept.document_id, raw_text=RESUME, extraction=EXTRACTED
    )
    assert (read.parsing_status, read.parsing_error) == (ParsingStatus.parsed, None)


@pytest.mark.parametrize(
    ("doc_type", "extraction"),
    [
        (DocType.resume, JOB_EXTRACTED),
        (DocType.job_description, EXTRACTED),
        (DocType.company_notes, EXTRACTED),
        (DocType.other, JOB_EXTRACTED),
    ],
)
async def test_an_extraction_of_another_type_is_refused(
    library: Library, doc_type: DocType, extraction: msgspec.Struct
) -> None:
    kept, _ = await library.documents.add(document(library.ann, doc_type), b"one")
    with pytest.raises(InvalidContent):
        await library.documents.save_parsed(
            library.ann,
            kept.document_id,
            raw_text="t",
            extraction=extraction,  # type: ignore[arg-type]
        )


async def test_lists_are_short_newest_first_and_by_type(library: Library) -> None:
    first, _ = await library.documents.add(document(library.ann, raw_text=RESUME), b"one")
    advert, _ = await library.documents.add(document(library.ann, DocType.job_description), b"1")
    second, _ = await library.documents.add(document(library.ann), b"two")
    ids = [second.document_id, advert.document_id, first.document_id]
    found = await library.documents.documents(library.ann)
    assert [kept.document_id for kept in found] == ids
    assert {kept.raw_text for kept in found} == {None}
    found = await library.documents.documents(library.ann, doc_type=DocType.resume, limit=1)
    assert [kept.document_id for kept in found] == ids[:1]
    assert await library.documents.latest(library.ann, DocType.other) is None


async def test_nobody_else_gets_at_a_document(library: Library) -> None:
    kept, _ = await library.documents.add(document(library.ann), b"one")
    for user_id in (library.bob, library.eve):
        assert await library.documents.documents(user_id) == []
        assert await library.documents.latest(user_id, DocType.resume) is None
        await refuse_all(library, user_id, kept.document_id)
    assert await library.documents.load(library.ann, kept.document_id) == kept


@pytest.mark.parametrize("document_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_document_has_such_an_id(library: Library, document_id: str) -> None:
    await refuse_all(library, library.ann, document_id)


async def refuse_all(library: Library, user_id: str, document_id: str) -> None:
    documents = library.documents
    with pytest.raises(UnknownDocument):
        await documents.load(user_id, document_id)
    with pytest.raises(UnknownDocument):
        await documents.content(user_id, document_id)
    with pytest.raises(UnknownDocument):
        await documents.save_parsed(user_id, document_id, raw_text="t", extraction=None)
    with pytest.raises(UnknownDocument):
        await documents.save_failed(user_id, document_id, reason="r")
    with pytest.raises(UnknownDocument):
        await documents.delete(user_id, document_id)


async def test_nobody_uploads_for_a_user_who_is_not_there(library: Library) -> None:
    with pytest.raises(UnknownUser):
        await library.documents.add(document("00000000-0000-0000-0000-0000000000ff"), b"one")


async def test_a_deleted_document_leaves_nothing_behind(library: Library) -> None:
    old, _ = await library.documents.add(document(library.ann), b"one")
    new, _ = await library.documents.add(document(library.ann), b"two")
    for kept in (old, new):
        await library.documents.save_parsed(
            library.ann, kept.document_id, raw_text=RESUME, extraction=EXTRACTED
        )
    settings = await library.configs.add(config(library.ann, resume_doc_id=new.document_id))
    await library.documents.delete(library.ann, new.document_id)
    profile = await library.documents.profile(library.ann)
    assert profile is not None
    assert profile.latest_resume_doc_id == old.document_id
    assert (await library.configs.load(library.ann, settings.config_id)).resume_doc_id is None
    await library.documents.delete(library.ann, old.document_id)
    assert await library.documents.profile(library.ann) is None
    left = await library.pool.fetchval(
        "select count(*) from document_files where document_id = any ($1::uuid[])",
        [old.document_id, new.document_id],
    )
    assert left == 0


async def test_resumes_are_seen_by_the_names_of_the_hiring_side(library: Library) -> None:
    kept, _ = await library.documents.add(document(library.ann), b"one")
    await library.documents.add(document(library.ann, DocType.company_notes), b"two")
    rows = await library.pool.fetch(
        "select * from resumes where candidate_id = $1::uuid", library.ann
    )
    assert [
        (str(row["id"]), row["file_url"], row["file_name"], row["file_size"], row["parsing_status"])
        for row in rows
    ] == [(kept.document_id, kept.s3_url, "cv.pdf", 3, "pending")]
