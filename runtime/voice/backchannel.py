"""What is said into the interviewer's voice: a backchannel, a claim, its own echo. Pure.

English.
"""

from enum import StrEnum

from runtime.voice.syntax import listed, words_of

CLAIM_WORDS = 3
ECHO_SHARE = 0.5
"""Of the words heard that are the interviewer's own, in order; echo is recognised badly."""
ECHOED_SHARE = 0.3
"""The same once the utterance was heard back, for words with a run of `ECHO_WORDS` in them."""
ECHO_WORDS = 3
"""At least so many: "that" and "you" are in anything that is said."""


class Words(StrEnum):
    """What an overlapping stretch of speech says."""

    none = "none"
    backchannel = "backchannel"
    """ "Mm-hm": go on, I listen."""
    doubtful = "doubtful"
    """One word that could be anything."""
    claim = "claim"
    """The candidate says something."""
    demand = "demand"
    """ "Wait", "sorry": one such word is enough."""
    echo = "echo"
    """The interviewer's own words, out of a loudspeaker."""


_BACKCHANNEL = listed(
    """
    mm mmm mhm hm hmm mm-hm mm-hmm mhmm uh-huh huh uh um ah oh aha yeah yep yes yup ok okay right
    sure alright cool nice good great fine true exactly absolutely definitely interesting perfect
    wow so well see gotcha understood correct indeed
    """
)
_BACKCHANNEL_PHRASES = frozenset(
    ("i see", "got it", "of course", "all right", "makes sense", "that makes sense", "uh huh",
     "mm hm", "mm hmm", "sounds good", "very good", "thank you", "thanks", "i understand",
     "understand", "i know", "that's true", "that's right", "that's good", "that's great",
     "that's fine", "that's interesting", "that's nice", "that is true", "that is right",
     "fair enough", "very nice", "very interesting", "no problem", "no worries", "you're right",
     "how interesting", "i get it", "i get that", "i agree", "go on", "not bad", "for sure")
)  # fmt: skip
_LONGEST_PHRASE = 3
_HUMMED = listed("no know o a i of all yet hear her home whom")
"""What a recogniser makes of a hum, where that is all that it heard."""
_INTERRUPTING = listed(
    """
    wait sorry stop repeat pardon excuse hold hang pause actually question hello louder slower
    """
)
"""One of these is enough."""
_INTERRUPTING_AMONG = listed("what but no again")
"""Enough among other words; alone they are what a recogniser makes of a hum."""


def words_say(text: str, *, over: str = "", echoed: bool = False) -> Words:
    """Classify the words of an overlapping stretch of speech; `over` is what the interviewer
    says meanwhile, `echoed` that it was heard back before."""
    words = words_of(text)
    if not words:
        return Words.none
    if _is_echo(words, words_of(over), echoed=echoed):
        return Words.echo
    if any(word in _INTERRUPTING for word in words):
        return Words.demand
    words = [word for at, word in enumerate(words) if not at or word != words[at - 1]]
    if len(words) > CLAIM_WORDS and any(word in _INTERRUPTING_AMONG for word in words):
        return Words.demand
    meant = _meant(words)
    if not meant or all(word in _HUMMED for word in meant):
        return Words.backchannel
    if len(meant) == 1:
        # A word among backchannels is mostly one that was recognised badly.
        return Words.doubtful if len(words) == 1 else Words.backchannel
    return Words.claim


def _meant(words: list[str]) -> list[str]:
    """Those that are no part of a backchannel."""
    left, at = [], 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 1, -1):
            if " ".join(words[at : at + length]) in _BACKCHANNEL_PHRASES:
                at += length
                break
        else:
            if words[at] not in _BACKCHANNEL and words[at] not in _BACKCHANNEL_PHRASES:
                left.append(words[at])
            at += 1
    return left


def _is_echo(words: list[str], said: list[str], *, echoed: bool) -> bool:
    """Most of the words are found among those said, in their order."""
    if len(words) < ECHO_WORDS or not said:
        return False
    share = ECHOED_SHARE if echoed and _has_run(words, said) else ECHO_SHARE
    row = [0] * (len(said) + 1)
    for word in words:
        diagonal = 0
        for at, other in enumerate(said, 1):
            here = diagonal + 1 if word == other else max(row[at], row[at - 1])
            diagonal, row[at] = row[at], here
    return row[-1] >= max(ECHO_WORDS, share * len(words))


def _has_run(words: list[str], said: list[str]) -> bool:
    """Words in a row were said in a row."""
    runs = {tuple(said[at : at + ECHO_WORDS]) for at in range(len(said) - ECHO_WORDS + 1)}
    return any(tuple(words[at : at + ECHO_WORDS]) in runs for at in range(len(words)))
