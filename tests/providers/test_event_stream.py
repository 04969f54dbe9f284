"""Server-sent events come out the same however the network cut them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.providers.event_stream import EventStream

pytestmark = pytest.mark.unit

WIRE = (
    b": a comment\n"
    b'event: message_start\ndata: {"type":"message_start"}\n\n'
    b'data:{"content":"caf\xc3\xa9"}\n\n'
    b"retry: 10\n\n"
    b'data: {"two":\ndata: "lines"}\r\n\r\n'
    b"data: [DONE]\n\n"
    b"data: never ended"
)
EVENTS = [
    b'{"type":"message_start"}',
    b'{"content":"caf\xc3\xa9"}',
    b'{"two":\n"lines"}',
    b"[DONE]",
]


@given(st.lists(st.integers(0, len(WIRE)), max_size=12))
def test_the_same_events_from_any_chunks(cuts: list[int]) -> None:
    events = EventStream()
    edges = [0, *sorted(cuts), len(WIRE)]
    found = [
        data
        for begins, ends in itertools.pairwise(edges)
        for data in events.feed(WIRE[begins:ends])
    ]
    assert found == EVENTS
