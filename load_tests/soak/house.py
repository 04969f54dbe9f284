"""What sessions need of a server, in virtual time: stores, models, ears and mouths, a registry."""

import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

import psutil

from load_tests.soak.model import CountingModel
from load_tests.soak.reading import Reading
from load_tests.soak.stores import Stores, open_stores, standing_still
from load_tests.soak.visitor import OUTPUT_RATE_HZ, Recogniser, Repertoire, Visitor, repertoire
from load_tests.speech import RATE_HZ
from load_tests.turns.virtual_time import VirtualClock
from prompts.loader import load
from runtime.providers.opinion import ModelOpinion
from runtime.providers.scripted import ToneTts
from runtime.providers.wording import ModelWording
from runtime.registry import Registry
from runtime.voice.kit import VoiceKit
from runtime.voice.smart_turn import SmartTurn
from runtime.voice.vad import SileroModel
from server.briefing import Briefer

PARTS_OF_SESSIONS = ("InterviewSession", "Journal", "PipelineVoice", "Ear", "SpokenMouth")
"""Types of which none may be left when the sessions are over."""
VISIT_S = 7_200.0
"""Virtual seconds in which every interview must be over."""


class House:
    """Make it with `open_house`."""

    def __init__(
        self,
        *,
        stores: Stores,
        model: CountingModel,
        kit: VoiceKit,
        registry: Registry,
        repertoire: Repertoire,
        recogniser: Recogniser,
    ) -> None:
        self.stores = stores
        self.model = model
        self.registry = registry
        self._kit = kit
        self._repertoire = repertoire
        self._recogniser = recogniser
        self._process = psutil.Process()

    def read(self, at: float) -> Reading:
        """The process at this moment."""
        gc.collect()
        return Reading(
            at=at,
            memory_mb=self._process.memory_info().rss / 1e6,
            tasks=len(asyncio.all_tasks()),
            files=self._process.num_fds(),
        )

    async def visit(
        self,
        session_id: str,
        seed: int,
        *,
        lasts_s: float | None = None,
        away_every_s: float | None = None,
    ) -> int:
        """One interview to its end, or to that of the visitor's time; the candidate's turns.

        Every `away_every_s` the connection is lost and made again, as with a phone in a train.
        Raises VivaError when the session lets go of the visitor.
        """
        session = await self.registry.open(session_id)
        random = Random(seed)
        turns = 0
        until = asyncio.get_running_loop().time() + (lasts_s or VISIT_S)
        while not session.over:
            visitor = Visitor(session, self._repertoire, self._recogniser, random)
            opener = self._kit.on_link(
                visitor, input_rate_hz=RATE_HZ, output_rate_hz=OUTPUT_RATE_HZ
            )
            await session.attach(
                visitor, opener, output_rate_hz=OUTPUT_RATE_HZ, resume_from_seq=None
            )
            async with visitor.present():
                left_s = until - asyncio.get_running_loop().time()
                goes_away = away_every_s is not None and away_every_s < left_s
                await _wait(visitor, min(left_s, away_every_s or left_s))
                if not goes_away and not visitor.over.is_set():
                    session.end("candidate_ended")
                    await _wait(visitor, VISIT_S)
            turns += visitor.turns
            if visitor.failed is not None:
                raise visitor.failed
            if not session.over:
                session.detach(visitor)
        while self.registry.live(session_id) is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        return turns

    def left_over(self) -> dict[str, int]:
        """How many parts of sessions are still in memory."""
        gc.collect()
        found = Counter(type(each).__name__ for each in gc.get_objects())
        return {name: found[name] for name in PARTS_OF_SESSIONS}


async def _wait(visitor: Visitor, seconds: float) -> None:
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            await visitor.over.wait()
    except TimeoutError:
        pass


@asynccontextmanager
async def open_house(database_url: str, redis_url: str) -> AsyncIterator[House]:
    """Call it inside virtual time. Raises MissingPart without Flite, StorageFailed."""
    clock = VirtualClock()
    model = CountingModel()
    recogniser = Recogniser()
    smart_turn = SmartTurn()
    kit = VoiceKit(
        vad=SileroModel(), smart_turn=smart_turn, stt=recogniser, tts=ToneTts(), clock=clock
    )
    wording = ModelWording([model], prompt=load("word_directive"), clock=clock)
    async with open_stores(database_url, redis_url) as stores:
        registry = Registry(
            log=stores.log,
            interviews=stores.interviews,
            clock=clock,
            max_sessions=4,
            wording=wording,
            opinion=ModelOpinion(wording.members, prompt=load("assess_answer"), clock=clock),
            brief=standing_still(Briefer(stores.hiring)).brief,
        )
        try:
            yield House(
                stores=stores,
                model=model,
                kit=kit,
                registry=registry,
                repertoire=await repertoire(),
                recogniser=recogniser,
            )
        finally:
            await registry.drain()
            await kit.aclose()
