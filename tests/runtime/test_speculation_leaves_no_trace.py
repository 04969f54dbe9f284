"""Whatever is prepared, however often and however late: the interview is the same."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.interview.events import UtteranceWorded
from runtime.speculation import MOST_ASKED, Speculating
from tests.clocks import settle
from tests.runtime.test_speculation import ANSWER, MORE, Room

pytestmark = pytest.mark.unit

SENTENCES = (ANSWER, MORE, "Yes.", "I don't know.", "Could you repeat that?", "We used a queue.")
TURNS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(SENTENCES),
            st.integers(min_value=0, max_value=14),
            st.booleans(),
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)
"""Per turn its sentences, each with: words known of it when the end is first expected, and whether
it is expected again when all are."""


async def interview(
    turns: list[list[tuple[str, int, bool]]], takes_s: float, speculation: Speculating
) -> tuple[list[object], list[object], list[int]]:
    """(kinds of events in the record, what was decided and answered, how often the model was asked
    in each turn)."""
    room = Room()
    registry = await room.open(model=True, speculation=speculation)
    room.model.takes_s = takes_s
    asked = []
    await room.clock.advance(1.0)
    for turn in turns:
        before = len(room.model.asked)
        said: list[str] = []
        for sentence, known, again in turn:
            part = " ".join(sentence.split()[:known])
            room.session.turn_may_end(" ".join([*said, part]).strip())
            await settle()
            said.append(sentence)
            await room.hear(sentence)
            if again:
                room.session.turn_may_end(" ".join(said))
            await settle()
        await room.end_turn()
        asked.append(len(room.model.asked) - before)
        await room.clock.advance(8.0)
    record = [entry.event for entry in await room.interviews.events("s1")]
    turns_kept = [kept.turn for kept in await room.interviews.turns("s1")]
    acknowledged = room.link.acknowledged()
    await registry.drain()
    # How a reply was worded depends on what was ready in time; what was decided does not.
    kinds: list[object] = [
        type(event) for event in record if not isinstance(event, UtteranceWorded | None)
    ]
    decided: list[object] = [
        (turn.role, turn.phase, turn.intent, turn.question_id, turn.probe_id) for turn in turns_kept
    ]
    return kinds, [*decided, *acknowledged.values()], asked


@settings(max_examples=25, deadline=None)
@given(turns=TURNS, takes_s=st.sampled_from((0.0, 0.3, 1.0, 9.0)))
def test_speculation_leaves_no_trace(
    turns: list[list[tuple[str, int, bool]]], takes_s: float
) -> None:
    kinds, decided, _ = asyncio.run(interview(turns, 0.0, Speculating.off))
    for speculation in (Speculating.on, Speculating.eager):
        found, decided_too, asked = asyncio.run(interview(turns, takes_s, speculation))
        assert found == kinds
        assert decided_too == decided
        # One more may be asked when the turn is over and nothing of the reply was prepared.
        assert all(times <= MOST_ASKED[speculation] + 1 for times in asked)
