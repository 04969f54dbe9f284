"""The library's stores over one database, with two users who know nothing of each other."""

from dataclasses import dataclass
from uuid import uuid4

import msgspec

from runtime.interview.catalogue import InterviewType, Seniority
from runtime.interview.plan import Style
from runtime.library.configs import InterviewConfig
from runtime.library.documents import DocType, UserDocument
from runtime.library.hiring import Posting
from runtime.library.jobs import SavedJob
from runtime.library.stories import Story
from runtime.library.users import User, UserRole
from storage.catalogue import PostgresCatalogue
from storage.configs import PostgresConfigs, PostgresPlans
from storage.documents import PostgresDocuments
from storage.hiring import PostgresHiring
from storage.interviews import PostgresInterviews
from storage.jobs import PostgresJobs
from storage.postgres import Pool
from storage.skill_memory import PostgresSkillMemory
from storage.stories import PostgresStories
from storage.submissions import PostgresSubmissions
from storage.users import PostgresUsers
from tests.storage.samples import ROLE_KIT, RUBRIC

NO_IDS = ("", "x", "0", "null", str(uuid4()), "' or 1=1 --", "é\0", "a" * 5000)
"""What comes where an id should: none of these is anybody's."""


@dataclass(frozen=True, kw_only=True)
class Library:
    """Every store; `ann` and `bob` are of one tenant, `eve` of another."""

    pool: Pool
    users: PostgresUsers
    documents: PostgresDocuments
    stories: PostgresStories
    jobs: PostgresJobs
    hiring: PostgresHiring
    configs: PostgresConfigs
    plans: PostgresPlans
    interviews: PostgresInterviews
    submissions: PostgresSubmissions
    skills: PostgresSkillMemory
    catalogue: PostgresCatalogue
    ann: str
    bob: str
    eve: str


async def open_library(pool: Pool) -> Library:
    """Fresh users over a catalogue of one rubric and one role kit."""
    users = PostgresUsers(pool)
    made = [
        await users.add(User(name=f"{name} {uuid4().hex}", role=UserRole.candidate, tenant=tenant))
        for name, tenant in (("ann", "acme"), ("bob", "acme"), ("eve", "other"))
    ]
    catalogue = PostgresCatalogue(pool)
    await catalogue.upsert_rubrics([RUBRIC])
    await catalogue.upsert_role_kits([ROLE_KIT])
    return Library(
        pool=pool,
        users=users,
        documents=PostgresDocuments(pool),
        stories=PostgresStories(pool),
        jobs=PostgresJobs(pool),
        hiring=PostgresHiring(pool),
        configs=PostgresConfigs(pool),
        plans=PostgresPlans(pool),
        interviews=PostgresInterviews(pool),
        submissions=PostgresSubmissions(pool),
        skills=PostgresSkillMemory(pool),
        catalogue=catalogue,
        ann=made[0].user_id,
        bob=made[1].user_id,
        eve=made[2].user_id,
    )


def document(user_id: str, doc_type: DocType = DocType.resume, **changes: object) -> UserDocument:
    made = UserDocument(
        user_id=user_id, doc_type=doc_type, file_name="cv.pdf", mime_type="application/pdf"
    )
    return msgspec.structs.replace(made, **changes)


def story(user_id: str, **changes: object) -> Story:
    made = Story(
        user_id=user_id,
        title="The outage",
        situation="Payments stood still.",
        task="Find out why.",
        action="I read the logs.",
        result="Back after ten minutes.",
    )
    return msgspec.structs.replace(made, **changes)


def job(user_id: str, **changes: object) -> SavedJob:
    made = SavedJob(
        user_id=user_id, company_name="Acme", role_title="Engineer", role_category="swe"
    )
    return msgspec.structs.replace(made, **changes)


def posting(user_id: str, **changes: object) -> Posting:
    made = Posting(
        user_id=user_id,
        title="Senior Data Engineer",
        company="Acme",
        description="Builds pipelines.",
        required_skills=("Kafka", "Spark", "Snowflake", "SQL"),
        tech_stack=("python",),
        role_category="data",
        employment_type="full_time",
        work_setup="remote",
        location="Berlin",
        experience_level="senior",
    )
    return msgspec.structs.replace(made, **changes)


def config(user_id: str, **changes: object) -> InterviewConfig:
    made = InterviewConfig(
        user_id=user_id,
        role_kit_id=ROLE_KIT.role_kit_id,
        interview_type=InterviewType.technical,
        style=Style.neutral,
        seniority=Seniority.mid,
    )
    return msgspec.structs.replace(made, **changes)
