"""How long a vendor rests, and a model that only dribbles; on a clock that a test moves."""

import asyncio

import pytest

from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Members
from runtime.providers.watched import WatchedModel
from tests.clocks import ManualClock, settle
from tests.providers.vendor_doubles import Step, Writer

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("reason", "retry_after_s", "rests_s"),
    [
        (Reason.rate_limited, 7.0, 7.0),
        (Reason.overloaded, 0.0, 1.0),
        (Reason.overloaded, 90_000.0, 600.0),
        (Reason.overloaded, None, 30.0),
        (Reason.key_refused, None, 300.0),
    ],
)
async def test_a_vendor_rests_as_long_as_it_said(
    reason: Reason, retry_after_s: float | None, rests_s: float
) -> None:
    clock = ManualClock()
    probed: list[float] = []

    async def probe(part: Writer) -> None:
        probed.append(clock.monotonic())

    members = Members("wording", [Writer("vendor", clock, ["ready"])], clock=clock, probe=probe)
    began = clock.monotonic()
    failure = VendorFailed("vendor", reason, retry_after_s=retry_after_s)
    members.failed(members.members[0], failure, lambda incident: None)
    await clock.advance(rests_s - 0.5)
    assert probed == []
    await clock.advance(1.0)
    assert probed == [began + rests_s]
    await members.aclose()


async def failed_after(script: list[Step]) -> tuple[str, float | None]:
    """What was written, and seconds from the first word to the failure."""
    clock = ManualClock()
    model = WatchedModel(Writer("vendor", clock, script), clock)
    written: list[str] = []
    first_at: list[float] = []

    async def read() -> float | None:
        try:
            async for piece in model.stream(system="", user="", max_tokens=10):
                first_at.append(clock.monotonic())
                written.append(piece)
        except VendorFailed:
            return clock.monotonic() - first_at[0]
        return None

    reading = asyncio.create_task(read())
    for _ in range(200):
        await clock.advance(0.1)
        if reading.done():
            break
    await settle()
    return "".join(written), await reading


async def test_a_model_that_dribbles_is_found_out_within_two_seconds() -> None:
    """It never stalls: a few letters come twice a second, a third of the speed of speech."""
    text, seconds = await failed_after(["He", 0.5, "re", 0.5, " w", 0.5, "e ", 0.5, "go", 0.5] * 9)
    assert seconds is not None
    assert seconds <= 2.0
    assert text.startswith("Here")


async def test_a_model_that_falls_silent_is_found_out() -> None:
    _, seconds = await failed_after(["Here we go", 60.0, "again"])
    assert seconds is not None
    assert seconds <= 1.6


async def test_a_model_at_the_speed_of_speech_may_go_on() -> None:
    text, seconds = await failed_after(["Here we go ", 0.7, "once again ", 0.7] * 10)
    assert seconds is None
    assert len(text) == 220
