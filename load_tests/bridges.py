"""What the stand-in of a language model writes before a question: always another sentence, so that
nobody's memory of sounds helps. Pure."""

import itertools
from collections.abc import Iterator

_BEGINNINGS = ("Thank you for", "Thanks for")
_DOINGS = ("telling me", "describing", "sharing", "laying out", "mentioning", "going through")
_THINGS = ("that", "this", "that part", "this piece", "that side of it", "all of that")
_ENDS = ("", " so far", " with me", " just now", " in your own words")

BRIDGES = tuple(
    f"{beginning} {doing} {thing}{end}."
    for thing, end, doing, beginning in itertools.product(_THINGS, _ENDS, _DOINGS, _BEGINNINGS)
)


def bridges() -> Iterator[str]:
    """One after the other, round and round."""
    return itertools.cycle(BRIDGES)


def in_a_models_words(spoken: str) -> bool:
    """An interviewer's turn that holds what the stand-in wrote."""
    return any(bridge in spoken for bridge in BRIDGES)
