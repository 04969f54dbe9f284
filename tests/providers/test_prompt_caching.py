"""What a model is told about a session is read once and not in every turn, through the real SDK."""

from collections.abc import AsyncIterator

import pytest

from load_tests.vendors.stand_ins import StandIns
from prompts.loader import load
from runtime.clock import SystemClock
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Mode, Style
from runtime.providers.anthropic import CACHED_FROM_CHARS, AnthropicModel
from runtime.providers.health import quiet
from runtime.providers.wording import Briefing, ModelWording
from runtime.roles.job_posting import JobPosting
from runtime.roles.system_prompt import SessionState, get_realtime_system_prompt
from server.briefing import BRIEFING_TOKENS
from tests.providers.vendor_stand_ins import accounts_of, running

pytestmark = pytest.mark.contract

QUESTIONS = ("How did you know that it worked?", "What would you do differently today?")
POSTING = JobPosting(
    title="Senior Data Engineer",
    company="Halden Energy",
    description="You look after the pipelines that carry meter readings to our customers. " * 40,
    required_skills=("Kafka", "Spark", "Snowflake", "SQL"),
    role_category="data",
)


@pytest.fixture
async def stand_ins() -> AsyncIterator[StandIns]:
    async with running() as started:
        yield started


@pytest.fixture
async def model(stand_ins: StandIns) -> AsyncIterator[AnthropicModel]:
    model = AnthropicModel(accounts_of(stand_ins).anthropic)
    yield model
    await model.aclose()


async def asked(model: AnthropicModel, system: str) -> None:
    async for _ in model.stream(system=system, user="Ready?", max_tokens=16):
        pass


async def test_a_long_prompt_is_written_to_the_cache_and_then_read_from_it(
    stand_ins: StandIns, model: AnthropicModel
) -> None:
    system = "Speak plainly. " * (CACHED_FROM_CHARS // 15 + 1)
    for _ in range(3):
        await asked(model, system)
    written = [used["cache_creation_input_tokens"] for used in stand_ins.claude.used]
    read = [used["cache_read_input_tokens"] for used in stand_ins.claude.used]
    assert written[0] > 1_000
    assert written[1:] == [0, 0]
    assert read == [0, written[0], written[0]]
    assert [sent for sent, _ in stand_ins.claude.prompts] == [system] * 3


async def test_a_short_prompt_is_sent_as_it_is(stand_ins: StandIns, model: AnthropicModel) -> None:
    await asked(model, "Speak plainly.")
    (used,) = stand_ins.claude.used
    assert used["cache_creation_input_tokens"] == used["cache_read_input_tokens"] == 0
    assert stand_ins.claude.prompts == [("Speak plainly.", "Ready?")]


async def test_the_turns_of_a_session_share_what_the_model_was_told_about_its_job(
    stand_ins: StandIns, model: AnthropicModel
) -> None:
    """Whatever changes from turn to turn stands behind the part that is kept."""
    wording = ModelWording(
        [model], prompt=load("word_directive"), clock=SystemClock(), tell=quiet
    ).briefed(
        Briefing(
            instructions=get_realtime_system_prompt(
                "data_engineering", POSTING, SessionState(), max_tokens=BRIEFING_TOKENS
            )
        )
    )
    for number, question in enumerate(QUESTIONS):
        await wording.reword(
            Directive(
                intent=Intent.probe,
                text=f"Right. {question}",
                question=question,
                style=Style.neutral,
            ),
            mode=Mode.assessment,
            language="en",
            recent=(f"Candidate: this is answer number {number}.",),
            deadline_s=10.0,
        )
    first, second = stand_ins.claude.used
    assert first["cache_creation_input_tokens"] > 1_000
    assert second["cache_read_input_tokens"] == first["cache_creation_input_tokens"]
    assert second["input_tokens"] < first["cache_creation_input_tokens"] / 3
