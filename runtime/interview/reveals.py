"""Which fact of a case a clarifying question unlocks. Pure."""

import re
from collections.abc import Collection, Sequence

from runtime.interview.tasks import Checkpoint, Reveal

_WORD = re.compile(r"[a-z-]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_OPENING = (
    r"(?:(?:and|so|okay|ok|well|first|also|then|but|yes|sure|um|uh|right|maybe|alright|now|"
    r"next|thanks|thank you)\b,? ?)*"
)
_ASKS = re.compile(
    rf"^{_OPENING}(?:(?:what|how|which|who|whom|whose|where|when|why)\b"
    r"|(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will|may|might) "
    r"(?:there|the|we|you|they|i|it|this|these|those|any|people|customers|our|your|their|he|she)\b"
    r"|(?:i'd|i would) (?:like|love|need|want) to (?:know|see|understand|ask|hear)"
    r"|i(?:'m| am)? ?(?:want|wanted|need|curious|wondering|wonder)(?: to)? "
    r"(?:know|see|understand|ask|if|whether|about|what|how|the (?:data|numbers?|figures?))"
    r"|(?:can|could|may) (?:you|i|we)\b|(?:please )?(?:tell|show|give) me\b"
    r"|(?:let me|i'll) ask\b|any (?:data|numbers?|figures?|idea)\b)"
)
_TO_ONESELF = re.compile(
    rf"^{_OPENING}(?:what (?:i|we) (?:would|could|should|can|want|will|need)|what matters|"
    r"what (?:worries|strikes|stands)|how (?:i|we) (?:would|could|should|can|will)|"
    r"when (?!do|does|did|is|are|was|were|will|can)|where (?:i|we) (?!come|are)|"
    r"which (?:is|means|leads|makes|would|gives|leaves|tells)|who(?:ever)? (?:would|comes))\b"
)
"""Begins like a question and is none: "what I would do is …"."""


def split(text: str) -> tuple[list[str], str]:
    """(questions, everything else) of what the candidate said; a recogniser may omit the "?"."""
    questions: list[str] = []
    rest: list[str] = []
    for part in _SENTENCE.split(text.strip()):
        flat = part.lower().strip().replace("’", "'")
        asked = flat.endswith("?") or (
            _ASKS.match(flat) is not None
            and _TO_ONESELF.match(flat) is None
            and len(flat.split()) <= 30
        )
        (questions if asked else rest).append(part.strip())
    return [part for part in questions if part], " ".join(part for part in rest if part)


def unlocks(question: str, triggers: Sequence[str]) -> bool:
    """One entry is fulfilled: each of its words begins a word of the question."""
    return _fit(question, triggers) > 0


def unlocked(question: str, reveals: Sequence[Reveal], told: Collection[str]) -> Reveal | None:
    """The fact to tell now, or None when the question fits none.

    The closest fit wins, an untold fact before a told one. What a fact needs comes first: asking
    for a detail before the whole unlocks the whole.
    """
    fitting = [(reveal, _fit(question, reveal.triggers)) for reveal in reveals]
    fitting = [(reveal, fit) for reveal, fit in fitting if fit > 0]
    if not fitting:
        return None
    chosen = max(fitting, key=lambda pair: (pair[0].reveal_id not in told, pair[1]))[0]
    known = {reveal.reveal_id: reveal for reveal in reveals}
    for _ in reveals:
        first = next((need for need in chosen.needs if need not in told and need in known), None)
        if first is None:
            break
        chosen = known[first]
    return chosen


def volunteered(
    checkpoint: Checkpoint, reveals: Sequence[Reveal], told: Collection[str]
) -> list[Reveal]:
    """Facts told without being asked when that checkpoint begins."""
    return [
        reveal
        for reveal in reveals
        if reveal.volunteer_at is checkpoint and reveal.reveal_id not in told
    ]


def _fit(question: str, triggers: Sequence[str]) -> int:
    """Most letters of a fulfilled entry; 0 when none is."""
    words = _WORD.findall(question.lower())
    return max(
        (
            len(trigger)
            for trigger in triggers
            if all(any(word.startswith(part) for word in words) for part in trigger.split())
        ),
        default=0,
    )
