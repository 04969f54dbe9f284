"""The composition root: builds every part from the settings and joins them; nothing is global."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import structlog

from evaluation.ports import EvaluationRepository
from prompts.experiments import PromptLibrary
from runtime.clock import SystemClock
from runtime.documents.sandbox import Sandbox
from runtime.errors import MissingPart, UnknownSession
from runtime.experience.ingestion import Ingestion
from runtime.inbox import OpenVoice
from runtime.library.catalogue import CatalogueRepository
from runtime.library.configs import ConfigRepository, PlanRepository
from runtime.library.documents import DocumentRepository
from runtime.library.hiring import HiringRepository
from runtime.library.jobs import JobRepository
from runtime.library.skill_memory import SkillMemory
from runtime.library.sources import DataSourceRepository
from runtime.library.stories import StoryRepository
from runtime.library.users import UserRepository
from runtime.ports import ClientLink, Clock, EventLog, Tickets
from runtime.providers.document_reading import DocumentReading
from runtime.providers.healthy_model import HealthyModel
from runtime.providers.plan_writing import PlanWriting
from runtime.providers.vendors import opinion, wording
from runtime.record import AudioOut, SessionRecord
from runtime.registry import Registry
from runtime.turn_events import Incident
from runtime.voice.kit import VoiceKit, languages_of
from server.briefing import Briefer
from server.data_sources import Intake
from server.document_reader import DocumentReader
from server.forsaken import keep_ending_forsaken
from server.identity import Caller, Doorkeeper
from server.likeness import Likeness, vector_file
from server.metrics import MeteredLog, Metrics
from server.pattern_intake import same_question
from server.peers import Peers
from server.planning import keep_meanings
from server.settings import Auth, Settings
from server.story_search import StorySearch
from server.tokens import kept_secret
from server.waiting_room import WaitingRoom
from server.wire import Hello
from storage import postgres, redis
from storage.catalogue import PostgresCatalogue
from storage.configs import PostgresConfigs, PostgresPlans
from storage.documents import PostgresDocuments
from storage.embeddings import PostgresEmbeddings
from storage.evaluations import PostgresEvaluations
from storage.event_log import RedisEventLog
from storage.hiring import PostgresHiring
from storage.interviews import PostgresInterviews
from storage.jobs import PostgresJobs
from storage.skill_memory import PostgresSkillMemory
from storage.sources import PostgresDataSources
from storage.stories import PostgresStories
from storage.tickets import RedisTickets
from storage.users import PostgresUsers

SESSION_ID = re.compile(r"[0-9a-f-]{36}")
"""What ids look like; storage never sees anything else."""

logger = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """What the routes work with; made by `open_parts`."""

    settings: Settings
    clock: Clock
    metrics: Metrics
    log: EventLog
    interviews: PostgresInterviews
    catalogue: CatalogueRepository
    evaluations: EvaluationRepository
    tickets: Tickets
    registry: Registry
    waiting_room: WaitingRoom
    peers: Peers
    voices: VoiceKit
    doorkeeper: Doorkeeper
    documents: DocumentRepository
    reader: DocumentReader
    configs: ConfigRepository
    plans: PlanRepository
    jobs: JobRepository
    hiring: HiringRepository
    stories: StoryRepository
    story_search: StorySearch
    skills: SkillMemory
    sources: DataSourceRepository
    intake: Intake
    likeness: Likeness
    plan_writing: PlanWriting | None
    """A model that may choose what is asked; None without one."""
    today: Callable[[], date]
    background: set[asyncio.Task[None]]
    """Work that no request waits for; it ends with the server."""
    stopping: asyncio.Event
    """Set when the server begins to stop: streams end then."""
    postgres_answers: Callable[[], Awaitable[bool]]
    redis_answers: Callable[[], Awaitable[bool]]

    @property
    def degraded(self) -> tuple[str, ...]:
        """Parts that run on a fallback, in words a person understands."""
        return self.voices.degraded

    async def caller(self, headers: Mapping[str, str]) -> Caller:
        """Who sent a request with these headers. Raises SignInNeeded, StorageFailed."""
        return await self.doorkeeper.caller(headers)

    async def record(self, session_id: str, caller: Caller | None = None) -> SessionRecord:
        """The session's record; with a caller, only if it is theirs.

        Raises UnknownSession (also for somebody else's session), StorageFailed.
        """
        known = SESSION_ID.fullmatch(session_id)
        record = await self.interviews.load(session_id) if known else None
        if record is None or (caller is not None and record.user_id != caller.user_id):
            raise UnknownSession("There is no such session.")
        return record

    def voice_for(self, link: ClientLink, record: SessionRecord, hello: Hello) -> OpenVoice:
        """Ear and mouth for a client on a WebSocket."""
        match record.audio_out:
            case AudioOut.none | AudioOut.avatar as out:
                return self.voices.text_only(
                    link,
                    avatar=out is AudioOut.avatar,
                    input_rate_hz=hello.sample_rate_hz,
                    languages=languages_of(record.plan),
                )
            case AudioOut.ws | AudioOut.webrtc:
                return self.voices.on_link(
                    link,
                    input_rate_hz=hello.sample_rate_hz,
                    output_rate_hz=hello.output_rate_hz,
                    languages=languages_of(record.plan),
                )


def _log_incident(incident: Incident) -> None:
    """A vendor failed, or works again; sessions have it in their records, too."""
    logger.warning("vendor", part=incident.part, reason=incident.code, detail=incident.message)


def _doorkeeper(settings: Settings, users: UserRepository) -> Doorkeeper:
    """Raises MissingPart: there is no secret, and none can be kept."""
    secret = None
    if settings.auth is Auth.required:
        secret = settings.secret or kept_secret(settings.home)
    return Doorkeeper(settings.auth, secret, users, now_s=time.time)  # noqa: TID251


def _today() -> date:
    return datetime.now(UTC).date()  # noqa: TID251


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


@asynccontextmanager
async def open_parts(settings: Settings) -> AsyncIterator[Parts]:
    """Everything a server needs, opened in order and closed in reverse.

    Raises:
        StorageFailed: Postgres or Redis can't be reached.
        MissingPart: a URL is not set, or a speech part that was asked for by name is missing.
    """
    if not settings.database_url or not settings.redis_url:
        raise MissingPart("DATABASE_URL and REDIS_URL must be set; `viva up` sets them itself.")
    async with AsyncExitStack() as stack:
        clock = SystemClock()
        metrics = Metrics()
        pool = await postgres.open_pool(settings.database_url)
        stack.push_async_callback(pool.close)
        pinger = redis.open_client(settings.redis_url)
        stack.push_async_callback(pinger.aclose)
        redis_log = RedisEventLog(settings.redis_url)
        stack.push_async_callback(redis_log.aclose)
        tickets = RedisTickets(settings.redis_url)
        stack.push_async_callback(tickets.aclose)
        voices = await VoiceKit.load(
            stt=settings.stt,
            tts=settings.tts,
            home=settings.home,
            accounts=settings.accounts,
            clock=clock,
            tell=_log_incident,
            fixed_silence_s=settings.fixed_silence_ms and settings.fixed_silence_ms / 1000,
        )
        stack.push_async_callback(voices.aclose)
        for part in voices.degraded:
            logger.warning("running on a fallback", part=part)
        # Off the loop: importing a vendor's SDK takes seconds.
        models = await asyncio.to_thread(
            wording, settings.llm, settings.accounts, clock=clock, tell=_log_incident
        )
        if models is not None:
            stack.push_async_callback(models.aclose)
        log = MeteredLog(redis_log, metrics)
        interviews = PostgresInterviews(pool)
        hiring = PostgresHiring(pool)
        registry = Registry(
            log=log,
            interviews=interviews,
            clock=clock,
            max_sessions=settings.max_sessions,
            degraded=voices.degraded,
            lacks=voices.lacks,
            wording=models,
            opinion=opinion(models, clock=clock, tell=_log_incident) if models else None,
            brief=Briefer(hiring).brief,
            speculation=settings.speculation,
            on_count=metrics.sessions_live.set,
        )
        stack.push_async_callback(registry.drain)
        peers = Peers(pinger, grace_s=settings.reconnect_grace_s)
        stack.push_async_callback(peers.aclose)
        watching = asyncio.create_task(metrics.watch_loop(clock), name="loop lag")
        stack.callback(watching.cancel)
        sweeping = asyncio.create_task(
            keep_ending_forsaken(interviews, registry, clock, grace_s=settings.reconnect_grace_s),
            name="forsaken interviews",
        )
        stack.callback(sweeping.cancel)
        documents = PostgresDocuments(pool)
        prompts = PromptLibrary.read()
        reader_model = (
            HealthyModel(models.members, tell=_log_incident) if models is not None else None
        )
        reading = DocumentReading(prompts, reader_model, clock)
        reader = DocumentReader(documents, Sandbox(), reading, today=_today)
        await stack.enter_async_context(reader.reading())
        sources = PostgresDataSources(pool)
        catalogue = PostgresCatalogue(pool)
        likeness = Likeness(vector_file(settings))
        ingestion = Ingestion(
            sources=sources,
            catalogue=catalogue,
            prompts=prompts,
            clock=clock,
            near_duplicate=partial(same_question, likeness=likeness),
            model=reader_model,
        )
        background: set[asyncio.Task[None]] = set()
        stack.push_async_callback(_end, background)
        keeping = keep_meanings(likeness, catalogue, busy=lambda: registry.live_count > 0)
        background.add(asyncio.create_task(keeping, name="meanings"))
        yield Parts(
            settings=settings,
            clock=clock,
            metrics=metrics,
            log=log,
            interviews=interviews,
            catalogue=catalogue,
            evaluations=PostgresEvaluations(pool),
            tickets=tickets,
            registry=registry,
            waiting_room=WaitingRoom(registry, clock, on_count=metrics.waiting.set),
            peers=peers,
            voices=voices,
            documents=documents,
            reader=reader,
            configs=PostgresConfigs(pool),
            plans=PostgresPlans(pool),
            jobs=PostgresJobs(pool),
            hiring=hiring,
            stories=(stories := PostgresStories(pool)),
            story_search=StorySearch(stories, PostgresEmbeddings(pool), likeness),
            skills=PostgresSkillMemory(pool),
            sources=sources,
            intake=Intake(sources, ingestion),
            likeness=likeness,
            plan_writing=PlanWriting(prompts, models.members, clock, tell=_log_incident)
            if models is not None
            else None,
            today=_today,
            background=background,
            doorkeeper=_doorkeeper(settings, PostgresUsers(pool)),
            stopping=asyncio.Event(),
            postgres_answers=lambda: postgres.answers(pool),
            redis_answers=lambda: redis.answers(pinger),
        )
