"""Endpointing: how long a silence must last until the candidate's turn has ended. Pure.

Several things are fused: what was asked (patience, and whether it was a follow-up), whether the
words so far can be whole (`syntax`), whether the answer has arrived at its outcome (`outcome`),
how the voice sounded (Smart Turn, calibrated to the speaker), and how this speaker pauses. The
words decide most; Smart Turn only shades, because synthetic voices fool it.
"""

import math

import msgspec

from runtime.interview.plan import Patience
from runtime.voice.outcome import Outcome, outcome_of
from runtime.voice.speaker import Speaker
from runtime.voice.syntax import Tail, tail_of, words_of

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

# After an open question: weights of the signs on the log odds that the answer is over, fitted by
# logistic regression on the tuning part of `make bench-turns` and rounded.
BIAS = -5.2
LENGTH = 2.1
"""Grows to its full weight at `LONG_ANSWER_WORDS`."""
LONG_ANSWER_WORDS = 60
BEGUN = -1.0
"""Fewer than `BEGUN_WORDS`."""
BEGUN_WORDS = 30
THEN = 2.4
CHANGED = 1.7
ACTION = 0.9
RESULT = 0.5
RECENT_RESULT = 0.55
WOUND_UP = 4.0
LOOSE = -2.5
TOLD_OVER = 2.0
"""A recogniser that follows turns says so: it has heard words and voice together."""
FOLLOW_UP = 4.2
"""A follow-up seeks one thing: a whole sentence is often the whole answer."""

SURE_FROM, SURE_WAIT_S = -0.2, 0.6
LIKELY_FROM, LIKELY_WAIT_S = -2.2, 1.15
POSSIBLE_FROM, POSSIBLE_WAIT_S = -4.0, 2.4
UNLIKELY_WAIT_S = 3.2
DOUBTFUL, DOUBTFUL_WAIT_S = -0.3, 0.8
"""A vote that sounds like going on, and the silence added for that, or for a loose end, where
the end is not likely anyway."""
FOLLOW_UP_WAIT_S = 1.2
"""Longest, after a whole sentence that answers a follow-up."""
"""Thresholds by cross-validation over the texts of the tuning part.
Log odds, and the silence from there on, seconds. A likely end is not put off by a speaker's
long pauses; a possible one is."""
DOUBTED = -0.88
"""So low a vote of Smart Turn (below 0.02 for an unknown voice) makes a likely end a possible
one: the voice plainly goes on."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of an open turn say about its end; read once per recognised segment."""

    tail: Tail
    outcome: Outcome


def read(text: str) -> Reading:
    """`text` is all that was recognised of the turn."""
    return Reading(tail=tail_of(text), outcome=outcome_of(text, words_of(text)))


def log_odds(
    reading: Reading,
    *,
    follow_up: bool,
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
    odds += FOLLOW_UP * follow_up
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
    tail = reading.tail
    if patience is Patience.brief:
        wait = BRIEF_WAIT_S[tail]
    elif patience is Patience.long:
        wait = LONG_WAIT_S[tail] + speaker.allowance_s
    else:
        wait = _open_wait_s(
            reading,
            log_odds(
                reading,
                follow_up=follow_up,
                finished=finished,
                speaker=speaker,
                told_over=told_over,
            ),
            speaker,
            finished,
            follow_up=follow_up,
        )
    return min(max(wait, SHORTEST_WAIT_S), LONGEST_WAIT_S[patience])


def _open_wait_s(
    reading: Reading, odds: float, speaker: Speaker, finished: float | None, *, follow_up: bool
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
    if odds >= SURE_FROM:
        return SURE_WAIT_S if reading.tail is Tail.closed else LIKELY_WAIT_S
    if odds >= LIKELY_FROM and speaker.vote(finished) > DOUBTED:
        return LIKELY_WAIT_S
    if follow_up and reading.tail is Tail.closed:
        return FOLLOW_UP_WAIT_S
    wait = POSSIBLE_WAIT_S if odds >= POSSIBLE_FROM else UNLIKELY_WAIT_S
    if speaker.vote(finished) < DOUBTFUL or reading.tail is Tail.loose:
        wait += DOUBTFUL_WAIT_S
    return wait + speaker.allowance_s


def probability(odds: float) -> float:
    """Of log odds."""
    return 1.0 / (1.0 + math.exp(-odds))
