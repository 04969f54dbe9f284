"""VIVA_SPECULATION from the environment down to a session on real storage."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from runtime.interview.events import SegmentHeard, SpeechStarted, SpeechStopped, TurnEnded
from runtime.session import InterviewSession
from server.deps import open_parts
from server.settings import load_settings
from storage.catalogue import PostgresCatalogue
from storage.postgres import Pool
from tests.providers.listening import until
from tests.runtime.plans import record
from tests.runtime.voices import PromptVoice, RecordingLink, voices
from tests.storage.samples import ROLE_KIT, RUBRIC

pytestmark = pytest.mark.integration


def hear(session: InterviewSession, at: float) -> None:
    """One spoken answer, whose turn has not ended yet."""
    session.heard_event(SpeechStarted(at=at))
    session.heard_event(SpeechStopped(at=at))
    session.heard_event(
        SegmentHeard(
            at=at, segment_id="g1", text="I rewrote the retry code and it held.",
            started_at=at, ended_at=at, confidence=None,
        )
    )  # fmt: skip


@pytest.mark.parametrize("said", ["on", "off"])
async def test_a_reply_is_prepared_only_where_the_setting_allows_it(
    said: str, pool: Pool, database_url: str, redis_url: str, tmp_path: Path
) -> None:
    settings = load_settings(
        {
            "VIVA_SPECULATION": said,
            "VIVA_HOME": str(tmp_path),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "VIVA_STT": "scripted",
            "VIVA_TTS": "scripted",
        }
    )
    await PostgresCatalogue(pool).upsert_rubrics([RUBRIC])
    await PostgresCatalogue(pool).upsert_role_kits([ROLE_KIT])
    opened: list[PromptVoice] = []
    async with open_parts(settings) as parts, asyncio.timeout(30):
        wanted = msgspec.structs.replace(
            record(f"speculation-{said}"),
            role_kit_id=ROLE_KIT.role_kit_id,
            rubric_id=RUBRIC.rubric_id,
        )
        await parts.interviews.create(wanted)
        session = await parts.registry.open(wanted.session_id)
        await session.attach(
            RecordingLink(),
            voices(parts.clock, opened),
            output_rate_hz=24_000,
            resume_from_seq=None,
        )
        (voice,) = opened
        await until(lambda: bool(voice.said))
        greeted = len(voice.said)
        hear(session, session.session_seconds(parts.clock.monotonic()))
        session.turn_may_end("I rewrote the retry code and it held.")
        if said == "on":
            await until(lambda: bool(voice.prepared))
        session.heard_event(TurnEnded(at=session.session_seconds(parts.clock.monotonic())))
        await until(lambda: len(voice.said) > greeted)
        assert voice.prepared == ([voice.said[-1].text] if said == "on" else [])
