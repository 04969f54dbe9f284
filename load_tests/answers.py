"""What simulated candidates say. Pure."""

from collections.abc import Callable

import msgspec


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a candidate answers: the interviewer's turn as it was heard."""

    text: str
    intent: str
    """Of the turn: `greet`, `ask`, `probe`, `invite_questions`, `close`, …"""
    phase: str
    index: int
    """How many turns have asked for an answer before."""


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """Something to say: parts, each spoken in one breath, with pauses between them."""

    parts: tuple[str, ...]
    pause_s: float = 0.35


Answerer = Callable[[Question], Speech | list[str] | None]
"""What to say, sentences one after the other or a speech; None to stay silent."""
Interruption = Callable[[int], tuple[float, Speech] | None]
"""For the question with this number: seconds into it, and what to say into it; None to listen."""

VAGUE = [
    ["We did a lot of different things there and it went pretty well in the end."],
    ["It was mostly teamwork, and everyone was quite happy with it."],
]
FULL = [
    [
        "In my last job our billing service lost payments every night.",
        "I owned the fix, so I traced the failed messages and found a race in the retry code.",
        "I rewrote that part and failed payments dropped by ninety percent in two weeks.",
    ],
    [
        "My manager asked me to take over a customer who wanted to leave.",
        "I called them, listened for an hour, and wrote down every problem they had.",
        "We solved the top three in a month and they renewed for two years.",
    ],
    [
        "I compared two options, a quick patch and a proper redesign.",
        "I chose the patch because the deadline was close, and I planned the redesign for later.",
        "I checked the result with a load test before the release.",
    ],
    [
        "The team disagreed about the release date.",
        "I put the open risks on one page and walked everyone through them.",
        "We moved the date by one week and shipped without a single incident.",
    ],
]
CLOSING_QUESTION = ["Yes, what does the team look like?"]
NOTHING_MORE = ["No, that is all from me. Thank you."]


def first_vague_then_full() -> Answerer:
    """Answers the first real question vaguely, as people do, and the rest well."""
    given = {"full": 0, "asked": 0}

    def answer(question: Question) -> list[str] | None:
        if question.intent == "invite_questions":
            return CLOSING_QUESTION
        if question.intent in ("answer_candidate", "close"):
            return NOTHING_MORE if question.intent == "answer_candidate" else None
        if question.intent == "greet":
            return [
                "Hello, I am doing well, thank you. I have worked as an engineer for six years."
            ]
        if question.intent == "ask":
            given["asked"] += 1
            if given["asked"] == 1:
                return VAGUE[0]
        given["full"] += 1
        return FULL[(given["full"] - 1) % len(FULL)]

    return answer
