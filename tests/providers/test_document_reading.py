"""A model may read documents, but only what the document says word for word counts."""

import asyncio
from typing import Any

import msgspec
import pytest

from load_tests.vendors.stand_ins import StandIns
from prompts.experiments import PromptLibrary
from runtime.clock import SystemClock
from runtime.documents.dates import YearMonth
from runtime.documents.resume import ResumeExtraction
from runtime.providers.anthropic import AnthropicModel
from runtime.providers.document_reading import DEADLINE_S, DocumentReading
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.openai import OpenAiModel
from runtime.providers.structured import UnusableAnswer, decoded
from tests.clocks import ManualClock
from tests.providers.vendor_doubles import Step, Writer
from tests.providers.vendor_stand_ins import SECRET_KEY, accounts_of, running

pytestmark = pytest.mark.contract

AS_OF = YearMonth(year=2026, month=11)
RESUME = """Jo Winter
Platform Engineer

Experience
Acme Systems — Platform Engineer
Mar 2021 – Present
- Cut deployment time by 40% with Terraform and Kubernetes.

Beta Works — Software Developer
Jan 2018 – Feb 2021
- Built a billing service in Python used by 300 customers.

Skills: Python, Terraform, Kubernetes
"""
TRUE: dict[str, Any] = {
    "headline": "Platform Engineer",
    "work_history": [
        {
            "employer": "Acme Systems",
            "title": "Platform Engineer",
            "dates": "Mar 2021 – Present",
            "points": ["Cut deployment time by 40% with Terraform and Kubernetes."],
        },
        {
            "employer": "Beta Works",
            "title": "Software Developer",
            "dates": "Jan 2018 – Feb 2021",
            "points": ["Built a billing service in Python used by 300 customers."],
        },
    ],
    "skills": ["Python", "Terraform", "Kubernetes"],
    "metrics": [
        {"value": "40%", "quote": "Cut deployment time by 40% with Terraform and Kubernetes."}
    ],
}
ONE_LIE = {**TRUE, "skills": ["Python", "Terraform", "Kubernetes", "Haskell"]}
ALL_LIES = {
    "work_history": [
        {"employer": "NASA", "title": "Director", "dates": "1999 - 2005"},
        {"employer": "Acme Systems", "title": "Astronaut", "dates": "2006 - 2010"},
    ],
    "skills": ["Rust", "Haskell", "Python"],
}
JOB = """Data Engineer

You will build pipelines for our shops.
Requirements
- 3+ years with Python
- Apache Kafka in production
Nice to have: Snowflake
"""


class Headline(msgspec.Struct):
    headline: str


def written(value: object) -> str:
    return msgspec.json.encode(value).decode()


async def read(clock: ManualClock, *script: Step) -> ResumeExtraction:
    reading = DocumentReading(PromptLibrary.read(), Writer("model", clock, script), clock)
    task = asyncio.create_task(reading.resume(RESUME, as_of=AS_OF))
    while not task.done():
        await clock.advance(1.0)
    return await task


def employers(extraction: ResumeExtraction) -> list[str]:
    return [job.employer.text for job in extraction.work_history if job.employer]


async def test_what_stands_in_the_text_is_kept_with_its_source() -> None:
    extraction = await read(ManualClock(), f"```json\n{written(TRUE)}\n```")
    assert extraction.source.startswith("model resume_extractor_v1 v1 ")
    assert employers(extraction) == ["Acme Systems", "Beta Works"]
    for item in (*extraction.skills, *extraction.metrics, *extraction.work_history):
        assert RESUME[item.span.start : item.span.end] == item.span.text


async def test_a_single_invention_is_dropped() -> None:
    extraction = await read(ManualClock(), written(ONE_LIE))
    assert extraction.source != "rules"
    assert {skill.name for skill in extraction.skills} == {"Python", "Terraform", "Kubernetes"}


@pytest.mark.parametrize(
    "script",
    [
        (written(ALL_LIES),),
        (written({"work_history": "none"}),),
        ("I could not find a résumé.",),
        ('{"work_history": [',),
        (written({}),),
        (VendorFailed("model", Reason.refused),),
        (DEADLINE_S + 5, written(TRUE)),
        ("{", 30.0, "}"),
    ],
)
async def test_whatever_a_model_does_there_is_the_rules_reading(script: tuple[Step, ...]) -> None:
    extraction = await read(ManualClock(), *script)
    assert extraction.source == "rules"
    assert employers(extraction) == ["Acme Systems", "Beta Works"]


async def test_a_document_too_long_for_the_prompt_is_left_to_the_rules() -> None:
    clock = ManualClock()
    writer = Writer("model", clock, [written(TRUE)])
    reading = DocumentReading(PromptLibrary.read(), writer, clock)
    extraction = await reading.resume(RESUME + "- more\n" * 5000, as_of=AS_OF)
    assert extraction.source == "rules"
    assert writer.prompts == []


@pytest.mark.parametrize(
    "text", ["", "[]", "secret", "} {", '{"headline": ["secret"]}', '{"headline": "secret"']
)
def test_no_answer_is_quoted_in_an_error(text: str) -> None:
    with pytest.raises(UnusableAnswer) as caught:
        decoded(text, Headline)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("vendor", ["anthropic", "openai"])
async def test_real_sdks_carry_a_reading_of_a_job(vendor: str) -> None:
    answer = {
        "responsibilities": ["You will build pipelines for our shops."],
        "must_have": ["3+ years with Python", "Apache Kafka in production"],
        "nice_to_have": ["Snowflake"],
        "keywords": ["Python", "Kafka", "Snowflake"],
        "seniority_signal": ["3+ years"],
    }
    stand_ins = StandIns(key=SECRET_KEY, write=lambda _system, _user: written(answer))
    async with running(stand_ins):
        accounts = accounts_of(stand_ins)
        model = (
            AnthropicModel(accounts.anthropic)
            if vendor == "anthropic"
            else OpenAiModel(accounts.openai)
        )
        extraction = await DocumentReading(PromptLibrary.read(), model, SystemClock()).job(JOB)
        await model.aclose()
    assert extraction.source.startswith(model.name)
    assert [item.text for item in extraction.must_have] == answer["must_have"]
    assert {keyword.name for keyword in extraction.keywords} >= {"Python", "Snowflake"}
