"""Checkpoints of a case: what an answer shows of each, and how much time each may take. Pure."""

import re
from collections.abc import Sequence

from runtime.interview.progress import CaseProgress
from runtime.interview.tasks import CaseTemplate, Checkpoint

ORDER = tuple(Checkpoint)
SHARES = {
    Checkpoint.framing: 0.2,
    Checkpoint.hypotheses: 0.2,
    Checkpoint.analysis: 0.3,
    Checkpoint.recommendation: 0.18,
    Checkpoint.risks: 0.12,
}
"""Parts of a case's time; the analysis is where the arithmetic is done aloud."""
REACHED_KEYWORDS = 2
"""Distinct keywords that show a checkpoint was reached."""
COVERED_KEYWORDS = 3
"""Distinct keywords with which an answer has covered a checkpoint before it was asked about."""
_WORD = re.compile(r"[a-z0-9-]+")


def keywords_in(text: str, keywords: Sequence[str]) -> tuple[str, ...]:
    """The keywords that the text holds: each word of one begins a word of the text, in order."""
    words = _WORD.findall(text.lower())
    found = []
    for keyword in keywords:
        parts = keyword.lower().split()
        last = len(words) - len(parts)
        if any(
            all(words[at + step].startswith(part) for step, part in enumerate(parts))
            for at in range(last + 1)
        ):
            found.append(keyword)
    return tuple(found)


def shown_in(
    text: str, case: CaseTemplate, before: dict[Checkpoint, tuple[str, ...]]
) -> dict[Checkpoint, tuple[str, ...]]:
    """Keywords shown so far, with those of the text added."""
    return {
        checkpoint: tuple(
            dict.fromkeys((*before.get(checkpoint, ()), *keywords_in(text, guide.keywords)))
        )
        for checkpoint, guide in case.probing_map.items()
    }


def reached(progress: CaseProgress, checkpoint: Checkpoint) -> bool:
    return len(progress.shown.get(checkpoint, ())) >= REACHED_KEYWORDS


def covered(progress: CaseProgress, checkpoint: Checkpoint) -> bool:
    """Answers went through it although nobody asked yet."""
    return len(progress.shown.get(checkpoint, ())) >= COVERED_KEYWORDS


def after(checkpoint: Checkpoint) -> Checkpoint | None:
    position = ORDER.index(checkpoint) + 1
    return ORDER[position] if position < len(ORDER) else None


def ends_at(progress: CaseProgress, checkpoint: Checkpoint) -> float:
    """Session second at which the checkpoint has used its share."""
    share = sum(SHARES[each] for each in ORDER[: ORDER.index(checkpoint) + 1])
    return progress.started_at + share * (progress.ends_at - progress.started_at)
