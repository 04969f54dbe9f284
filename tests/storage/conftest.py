"""Each store twice: the real one and its twin, for the contract suites."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from evaluation.ports import EvaluationRepository
from runtime.ports import EventLog, InterviewRepository, Tickets
from storage.catalogue import PostgresCatalogue
from storage.evaluations import PostgresEvaluations
from storage.event_log import RedisEventLog
from storage.interviews import PostgresInterviews
from storage.memory import (
    MemoryEvaluations,
    MemoryEventLog,
    MemoryInterviews,
    MemoryTickets,
)
from storage.memory_catalogue import MemoryCatalogue
from storage.postgres import Pool
from storage.tickets import RedisTickets
from tests.storage.library import Library, open_library
from tests.storage.samples import ROLE_KIT, RUBRIC


@dataclass(frozen=True, kw_only=True)
class Record:
    """The stores of the durable record, filled with one rubric and one role kit."""

    interviews: InterviewRepository
    evaluations: EvaluationRepository
    catalogue: PostgresCatalogue | MemoryCatalogue


@pytest.fixture
def session_id() -> str:
    return f"session-{uuid4().hex}"


@pytest.fixture(params=["memory", "redis"])
async def log(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[EventLog]:
    if request.param == "memory":
        yield MemoryEventLog()
    else:
        opened = RedisEventLog(redis_url)
        yield opened
        await opened.aclose()


@pytest.fixture(params=["memory", "redis"])
async def tickets(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[Tickets]:
    """Tickets that are valid for the usual minute."""
    if request.param == "memory":
        yield MemoryTickets()
    else:
        opened = RedisTickets(redis_url)
        yield opened
        await opened.aclose()


@pytest.fixture(params=["memory", "redis"])
async def short_tickets(request: pytest.FixtureRequest, redis_url: str) -> AsyncIterator[Tickets]:
    """Tickets that are valid for 0.2 s."""
    if request.param == "memory":
        yield MemoryTickets(valid_s=0.2)
    else:
        opened = RedisTickets(redis_url, valid_s=0.2)
        yield opened
        await opened.aclose()


@pytest.fixture(params=["memory", "postgres"])
async def kept(request: pytest.FixtureRequest, pool: Pool) -> Record:
    if request.param == "memory":
        catalogue = MemoryCatalogue()
        interviews = MemoryInterviews()
        made = Record(
            interviews=interviews,
            evaluations=MemoryEvaluations(interviews, catalogue),
            catalogue=catalogue,
        )
    else:
        made = Record(
            interviews=PostgresInterviews(pool),
            evaluations=PostgresEvaluations(pool),
            catalogue=PostgresCatalogue(pool),
        )
    await made.catalogue.upsert_rubrics([RUBRIC])
    await made.catalogue.upsert_role_kits([ROLE_KIT])
    return made


@pytest.fixture
async def library(pool: Pool) -> Library:
    return await open_library(pool)
