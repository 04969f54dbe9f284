"""Endpointing: how long a silence must last until the candidate's turn has ended. Pure.

Five things speak: what kind of question was asked (patience), whether the words so far can be a
whole answer, how much has been said, how the voice sounded (Smart Turn), and how long this
speaker pauses. The words decide most; Smart Turn only shades, because synthetic voices fool it.
"""

import re
from enum import StrEnum

import msgspec

from runtime.interview.plan import Patience


class Completeness(StrEnum):
    """Whether the words so far can be a whole answer."""

    complete = "complete"
    unclear = "unclear"
    incomplete = "incomplete"


WAIT_S = {
    Patience.brief: {
        Completeness.complete: 0.5,
        Completeness.unclear: 0.8,
        Completeness.incomplete: 1.4,
    },
    Patience.open: {
        Completeness.complete: 0.9,
        Completeness.unclear: 1.6,
        Completeness.incomplete: 2.2,
    },
    Patience.long: {
        Completeness.complete: 2.8,
        Completeness.unclear: 4.0,
        Completeness.incomplete: 5.5,
    },
}
"""Silence in seconds. People leave 0.2 s between turns, but thinking pauses within an answer
reach 1 to 2 s; an open question buys them."""

LONGEST_WAIT_S = {Patience.brief: 2.0, Patience.open: 3.2, Patience.long: 6.5}
"""Nobody waits longer for the machine, whatever the votes say."""
SHORTEST_WAIT_S = 0.45
"""Below this a final transcript can't be there anyway."""

FINISHED_FROM = 0.8
UNFINISHED_BELOW = 0.2
FINISHED_SHARE = 0.85
UNFINISHED_SHARE = 1.2
"""Smart Turn's vote as a factor on the wait."""

USUAL_PAUSE_S = 0.6
"""Mean length of a pause inside a turn that needs no allowance."""
PAUSE_WEIGHT = 0.8
"""Seconds added to the wait per second by which this speaker's pauses are longer."""
PAUSE_MEMORY = 0.3
"""Weight of the newest pause in the running mean."""

SETTLED_WORDS = 12
"""An answer to an open question with fewer words has hardly begun."""


def listed(words: str) -> frozenset[str]:
    """The words of a word list."""
    return frozenset(words.split())


def _phrases(lines: str) -> frozenset[str]:
    """Phrases between bars and line ends."""
    return frozenset(part.strip() for line in lines.splitlines() for part in line.split("|")) - {""}


_TRAILING = listed(
    """
    a an the my our your his her its their this these those some any each every another
    and or but so because since although though while if unless until when where which who whose
    whether than that as like
    of in on at to from for with without by about into onto over under between among through
    during after before against toward towards per via
    i we you he she they it there
    is are was were be been being am have has had do does did will would can could should shall
    may might must
    i'm i've i'd i'll we're we've we'd we'll you're they're it's that's there's he's she's
    um uh er erm hmm mm ah well basically actually essentially maybe perhaps also then plus
    very really quite just more most not
    """
)
"""Words that no finished English sentence ends with in an answer, or hardly ever."""
_FINAL_ANYWAY = _phrases(
    """
    i do|i did|i have|i am|i was|i can|i could|i would|i will|we do|we did|we have|we are|we were
    yes it is|it is|it was|that is|that was|they did|they do|they are|they were|it did|it does
    it has|not really|not very|or so|and so on|and so forth|that's it|that is it|and that's it
    about it|that was it|before that|after that|like that|of that|with that|do that|did that
    did it|do it|of it|for it|with it|on it|about that|as well|as such|by then|since then
    something like that|things like that|you know it|you too|thank you|for you|to you|to me
    """
)
"""Endings that complete a sentence although their last word could begin another part."""
_CLOSED = _phrases(
    """
    yes|no|yeah|yep|nope|sure|of course|certainly|absolutely|definitely|correct|exactly|right
    okay|ok|not really|i think so|i don't think so|i don't know|i do not know|no idea|none|never
    i'm ready|ready|let's go|go ahead|that's all|that's it|that is all|no questions|nothing else
    no thanks|no thank you|thank you|thanks|fine|good|great|hello|hi|good morning
    """
)
"""Whole answers in a word or three."""
_WINDING_UP = re.compile(
    r"(that's (all|it|about it|everything)|that is (all|it)|that was (it|all)|nothing else|"
    r"so yeah|and that's (how|what|why|when|where) .*|does that (help|answer).*|"
    r"i think that's .*|in the end .*|as a result .*)$"
)
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Its words, lower case, without punctuation; works for any alphabet."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def completeness(text: str, patience: Patience) -> Completeness:
    """Whether `text`, as recognised, can be a whole answer at this moment.

    The recogniser puts a full stop after anything, so a full stop proves nothing; a comma, a
    dash or dots prove that it heard the sentence go on.
    """
    said = text.strip()
    words = words_of(said)
    if not words:
        return Completeness.unclear
    if said.endswith((",", "-", "–", "—", "...", "…", ":", ";")):
        return Completeness.incomplete
    whole = " ".join(words)
    if _is_closed(words):
        # After an open question a bare yes is only the beginning of the answer.
        return Completeness.complete if patience is Patience.brief else Completeness.unclear
    tails = {" ".join(words[-n:]) for n in (2, 3)}
    if words[-1] in _TRAILING and not tails & _FINAL_ANYWAY:
        return Completeness.incomplete
    if said.endswith("?") or _WINDING_UP.search(whole):
        return Completeness.complete
    if patience is not Patience.brief and len(words) < SETTLED_WORDS:
        return Completeness.unclear
    return Completeness.complete


def _is_closed(words: list[str]) -> bool:
    """Nothing but short whole answers: "Yes", "Yeah, sure", "No, thank you"."""
    if len(words) > 4:
        return False
    rest = words
    while rest:
        for n in range(len(rest), 0, -1):
            if " ".join(rest[:n]) in _CLOSED:
                rest = rest[n:]
                break
        else:
            return False
    return True


class SpeakerPauses(msgspec.Struct, frozen=True, kw_only=True):
    """This speaker's own pauses inside turns, as a running mean."""

    mean_s: float = USUAL_PAUSE_S

    def after(self, pause_s: float) -> "SpeakerPauses":
        """With one more pause that turned out to lie inside a turn."""
        return SpeakerPauses(mean_s=self.mean_s + PAUSE_MEMORY * (pause_s - self.mean_s))


def wait_s(
    *,
    patience: Patience,
    text: str,
    finished: float | None = None,
    pauses: SpeakerPauses | None = None,
) -> float:
    """Silence after which the turn has ended, seconds.

    `text` is all that was recognised of the turn; `finished` is Smart Turn's probability for the
    pause at hand, None while it has no vote.
    """
    wait = WAIT_S[patience][completeness(text, patience)]
    if finished is not None and finished >= FINISHED_FROM:
        wait *= FINISHED_SHARE
    elif finished is not None and finished <= UNFINISHED_BELOW:
        wait *= UNFINISHED_SHARE
    if pauses is not None and patience is not Patience.brief:
        wait += PAUSE_WEIGHT * max(0.0, pauses.mean_s - USUAL_PAUSE_S)
    return min(max(wait, SHORTEST_WAIT_S), LONGEST_WAIT_S[patience])
