"""Endpointing: how long a silence must last until the candidate's turn has ended. Pure.

Several things are fused: what was asked (patience, and whether it was a follow-up), whether the
words so far can be whole (`syntax`, and `completeness` where no phrase is known), whether the
answer has arrived at its outcome (`outcome`), how the voice sounded (Smart Turn, calibrated to the
speaker), and how this speaker pauses. The words decide most; Smart Turn only shades, because
synthetic voices fool it.
"""

import math
from collections.abc import Sequence

import msgspec

from runtime.interview.plan import Patience
from runtime.voice.completeness import completeness
from runtime.voice.outcome import Outcome, outcome_of
from runtime.voice.speaker import Speaker
from runtime.voice.syntax import BREAKS_OFF, Tail, known_whole, tail_of, words_of

SHORTEST_WAIT_S = 0.45
"""Below this a final transcript can't be there anyway."""
LONGEST_WAIT_S = {Patience.brief: 3.2, Patience.open: 6.2, Patience.long: 7.5}
"""Nobody waits longer for the machine, whatever the votes say."""

BRIEF_WAIT_S = {
    Tail.none: 0.8,
    Tail.hanging: 3.0,
    Tail.loose: 1.1,
    Tail.closed: 0.55,
    Tail.short: 0.5,
    Tail.asking: 0.5,
    Tail.thinking: 3.0,
}
LONG_WAIT_S = {
    Tail.none: 4.0,
    Tail.hanging: 6.5,
    Tail.loose: 5.5,
    Tail.closed: 3.6,
    Tail.short: 3.6,
    Tail.asking: 1.0,
    Tail.thinking: 7.0,
}
"""Time was granted: even a whole sentence may be thinking aloud."""
HANGING_WAIT_S = 5.8
SHORT_WAIT_S = 1.6
"""After an open question a bare yes is only the beginning of the answer."""
ASKING_WAIT_S = 0.7
FOREIGN_WAIT_S = 1.3
"""Words that can't be judged."""

# Log odds that the sentence is whole (`completeness`).
WHOLE_FROM = 0.5
"""Then not even a last word that seldom ends a sentence makes it unfinished."""
NOT_ASKED_BELOW = -1.5
"""A question so broken is what a recogniser made of something else."""
BRIEF_WHOLE_FROM, BRIEF_BROKEN_FROM = -0.3, -1.5
BRIEF_DOUBTFUL_WAIT_S, BRIEF_BROKEN_WAIT_S = 1.1, 2.4
FOLLOW_UP_SURE_FROM, FOLLOW_UP_LIKELY_FROM = 1.5, -1.0
FOLLOW_UP_POSSIBLE_FROM = -2.0
"""A follow-up seeks one thing: a whole sentence is often the whole answer."""
FOLLOW_UP_LOOSE = -2.0
"""Where the recogniser hears a comma: the voice was held up, as people's are inside a sentence
and synthetic ones hardly ever."""
BROKEN_BELOW = -2.5

# After an open question: weights of the signs on the log odds that the answer is over, fitted by
# logistic regression on the tuning part of `make bench-turns` and rounded.
BIAS = -5.1
LENGTH = 2.8
"""Grows to its full weight at `LONG_ANSWER_WORDS`. The set's answers would allow for more, but
people's differ more in length."""
LONG_ANSWER_WORDS = 60
BEGUN = -1.6
"""Fewer than `BEGUN_WORDS`."""
BEGUN_WORDS = 30
THEN = 2.8
CHANGED = 1.5
ACTION = 0.45
RESULT = 0.45
RECENT_RESULT = 0.55
WOUND_UP = 4.0
LOOSE = -0.4
WHOLE = 0.35
BROKEN = 0.8
"""Per log odds that the sentence is whole, above and below zero."""
TOLD_OVER = 2.0
"""A recogniser that follows turns says so: it has heard words and voice together."""

SURE_FROM, SURE_WAIT_S = 0.2, 0.6
LIKELY_FROM, LIKELY_WAIT_S = -1.7, 1.15
POSSIBLE_FROM, POSSIBLE_WAIT_S = -3.4, 2.4
UNLIKELY_WAIT_S = 3.2
UNFINISHED_BELOW, UNFINISHED_WAIT_S = -0.5, 4.2
"""The sentence seems not to be whole."""
DOUBTFUL, DOUBTFUL_WAIT_S = -0.3, 0.8
"""A vote that sounds like going on, and the silence added for that where the end is not likely
anyway.
Thresholds by cross-validation over the texts of the tuning part. A likely end is not put off by a
speaker's long pauses; a possible one is."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of an open turn say about its end; read once per recognised segment."""

    tail: Tail
    outcome: Outcome
    whole: float
    """Log odds that a sentence ends here."""


def read(segments: Sequence[str]) -> Reading:
    """All that was recognised of the turn."""
    text = " ".join(segments)
    words = words_of(text)
    tail, outcome, whole = tail_of(text), outcome_of(text, words), completeness(segments)
    if outcome.wound_up or known_whole(words):
        whole = max(whole, 0.0)
    if tail is Tail.hanging and whole >= WHOLE_FROM and not text.rstrip().endswith(BREAKS_OFF):
        tail = Tail.loose
    if tail is Tail.asking and whole < NOT_ASKED_BELOW:
        tail = Tail.loose
    return Reading(tail=tail, outcome=outcome, whole=whole)


def log_odds(
    reading: Reading,
    *,
    finished: float | None,
    speaker: Speaker,
    told_over: bool = False,
) -> float:
    """That an answer to an open question is over, from everything but the silence."""
    signs = reading.outcome
    odds = BIAS + LENGTH * min(1.0, signs.words / LONG_ANSWER_WORDS)
    odds += BEGUN * (signs.words < BEGUN_WORDS)
    odds += THEN * signs.then + CHANGED * signs.changed
    odds += ACTION * signs.action + RESULT * signs.result
    odds += RECENT_RESULT * signs.recent_result + WOUND_UP * signs.wound_up
    odds += LOOSE * (reading.tail is Tail.loose)
    odds += (WHOLE if reading.whole >= 0 else BROKEN) * reading.whole
    odds += TOLD_OVER * told_over
    return odds + speaker.vote(finished) - speaker.caution


def wait_s(
    *,
    patience: Patience,
    reading: Reading,
    follow_up: bool = False,
    finished: float | None = None,
    told_over: bool = False,
    speaker: Speaker | None = None,
) -> float:
    """Silence after which the turn has ended, seconds.

    `follow_up`: one missing piece was asked for. `finished` is Smart Turn's probability for the
    pause at hand, None while it has no vote; `told_over` is the vote of a recogniser that
    follows turns.
    """
    speaker = speaker or Speaker()
    if patience is Patience.brief:
        wait = _brief_wait_s(reading)
    elif patience is Patience.long:
        wait = LONG_WAIT_S[reading.tail] + speaker.allowance_s
    else:
        wait = _open_wait_s(reading, speaker, finished, told_over=told_over, follow_up=follow_up)
    return min(max(wait, SHORTEST_WAIT_S), LONGEST_WAIT_S[patience])


def _brief_wait_s(reading: Reading) -> float:
    wait = BRIEF_WAIT_S[reading.tail]
    if reading.tail not in (Tail.closed, Tail.loose) or not reading.outcome.english:
        return wait
    if reading.whole < BRIEF_BROKEN_FROM:
        return BRIEF_BROKEN_WAIT_S
    return max(wait, BRIEF_DOUBTFUL_WAIT_S) if reading.whole < BRIEF_WHOLE_FROM else wait


def _open_wait_s(
    reading: Reading,
    speaker: Speaker,
    finished: float | None,
    *,
    told_over: bool,
    follow_up: bool,
) -> float:
    match reading.tail:
        case Tail.hanging | Tail.thinking:
            return HANGING_WAIT_S
        case Tail.asking:
            return ASKING_WAIT_S
        case Tail.short:
            return BRIEF_WAIT_S[Tail.short] + 0.3 if follow_up else SHORT_WAIT_S
        case Tail.none | Tail.loose | Tail.closed:
            pass
    if not reading.outcome.english:
        return FOREIGN_WAIT_S + speaker.allowance_s
    if follow_up:
        odds = reading.whole + TOLD_OVER * told_over - speaker.caution
        odds += WOUND_UP * reading.outcome.wound_up + FOLLOW_UP_LOOSE * (reading.tail is Tail.loose)
        sure, likely = odds >= FOLLOW_UP_SURE_FROM, odds >= FOLLOW_UP_LIKELY_FROM
    else:
        odds = log_odds(reading, finished=finished, speaker=speaker, told_over=told_over)
        sure, likely = odds >= SURE_FROM, odds >= LIKELY_FROM
    if sure:
        return SURE_WAIT_S
    if likely:
        return LIKELY_WAIT_S
    if follow_up and odds >= FOLLOW_UP_POSSIBLE_FROM:
        return POSSIBLE_WAIT_S + speaker.allowance_s
    if reading.whole < UNFINISHED_BELOW:
        wait = UNFINISHED_WAIT_S
    else:
        wait = POSSIBLE_WAIT_S if odds >= POSSIBLE_FROM else UNLIKELY_WAIT_S
    if speaker.vote(finished) < DOUBTFUL or reading.whole < BROKEN_BELOW:
        wait += DOUBTFUL_WAIT_S
    return wait + speaker.allowance_s


def probability(odds: float) -> float:
    """Of log odds."""
    return 1.0 / (1.0 + math.exp(-odds))
