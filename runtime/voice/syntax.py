"""Whether the words so far can be a whole sentence, read off their end. Pure.

English. The recogniser puts a full stop after anything, so a full stop proves nothing; a dash or
dots say that it heard the sentence break off.
"""

import re
from enum import StrEnum


class Tail(StrEnum):
    """How the words so far end."""

    none = "none"
    """There are no words."""
    hanging = "hanging"
    """More must come: "because", "the", "um"."""
    loose = "loose"
    """More may well come: a comma, a verb that wants an object, a word that seldom comes last."""
    closed = "closed"
    """A whole sentence, as far as one can tell."""
    short = "short"
    """Nothing but a short whole answer: "Yes", "No, thank you"."""
    asking = "asking"
    """The candidate asks something, or for something: a moment, a repetition."""
    thinking = "thinking"
    """ "Let me think", "good question": an answer will come."""


def listed(words: str) -> frozenset[str]:
    """The words of a word list."""
    return frozenset(words.split())


def phrases(lines: str) -> frozenset[str]:
    """Phrases between bars and line ends."""
    return frozenset(part.strip() for line in lines.splitlines() for part in line.split("|")) - {""}


_HANGING = listed(
    """
    a an the my our your his her its their every another
    and or but so because although though while if unless until whether than whereas
    of in to at from for with by into onto toward towards per via between among through during
    against without
    i we they he she is are was were am being
    im ive id ill we're we've we'd we'll they're they've it's that's there's he's she's
    i'm i've i'd i'll
    um umm uhm un em uh er erm hmm mm ah which whose where when maybe around basically especially
    """
)
"""Words that no finished English sentence ends with, or hardly ever."""
WANTS_MORE = listed(
    """
    that this these those who what how as like on over up out about since also then plus very
    really quite just more most not any some actually essentially perhaps only even already
    do did does has had have will would can could should might must such
    wanted want wants needed needs need spent spend cost costs replace called asked said told
    thought found showed used took made gave give gives makes use ask tell means like decided
    tried started began proposed suggested noticed improve interrupted replaced include included
    contained contains reached became become seemed seems felt looked hired built build chose
    understood knew know expected hoped required requires caused causes simulated measured sent
    bought sold brought kept put let saw see sees get got gets find finds mentioned
    accept achieve achieved add added adjust adjusted allow allowed analyse analysed analyze
    analyzed answered apply applied assign assigned avoid avoided begin bring broke buy carry
    carried catch caught change check checked choose clean cleaned collect collected combine
    combined compare compared configured connect connected consider considered contact contacted
    control cover covered create created cut define defined deliver deployed describe described
    design designed detect detected develop developed discover discovered divide divided draw drew
    earn earned enable enabled ensure ensured establish established estimate estimated examine
    examined explain explored extract extracted fill filled fix follow followed force forced
    handle handled help hold held identify identified implement implemented import imported inform
    informed inspect inspected install installed introduce introduced investigate investigated
    invite invited join keep lead led leave lose lost lower maintain maintained manage managed
    map mapped measure meet merge merged met monitor monitored move organise organised organize
    organized own owned plan prefer preferred prepare prepared present presented prevent prevented
    produce produced propose protect protected prove proved provide provided publish published
    pull pulled push pushed raise raised reach receive received recommend recommended record
    recorded reduce refactor refactored remove removed rename renamed repair repaired reported
    represent represented review reviewed rewrite rewrote schedule scheduled sell send serve
    served share shared show simplify simplified solve sort split store stored studied suggest
    support supported switch switched take teach taught throw threw track tracked train trained
    treat treated trust try update updated verify verified visit visited wait watch watched write
    wrote
    two three four five six seven eight nine ten eleven twelve twenty forty fifty
    """
)
"""Verbs that want an object, numbers that want a noun, and words that seldom come last."""
_CLOSED_ANYWAY = phrases(
    """
    not really|not very|or so|and so on|and so forth|that's it|that is it|and that's it
    about it|that was it|before that|after that|like that|of that|with that|do that|did that
    did it|do it|of it|for it|with it|on it|about that|as well|as such|by then|since then
    something like that|things like that|you know it|you too|thank you|for you|to you|to me
    would do|could do|can do|i know|we know|what to do|to do|i said|we got|i got|any more|get used
    was needed|is needed|are needed|were needed|was used|is used|are used|to use|we use
    how much|so much|not yet|worked out|go live|did this|of this|like this|with this|about this
    of these|of those|one of them|all i know|as i said|we had|they had|the most|no more|i think
    by half|so far|ever since|went on|moved on|left out|carried out|found out|came up|ended up
    set up|rolled out|figured out|sorted out|turned out|it seems|was built|were built
    """
)
"""Endings that complete a sentence although their last word could begin another part."""
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being|got|get|gets|has|have|had)(?: \w+){0,2}$"
)
"""Before a participle: "it was never installed" is whole."""
_NO_VERB_YET = re.compile(
    r"\b(?:because|if|when|whether|although|until|so that|where|since|how|while|but|which)"
    r" (?:the|a|an|my|our|this|some|all|these|their|his|her|every|most|many) \w+$"
)
""" "so that the time": a clause that has only its subject."""
_WANTS_VERB = re.compile(
    r"(?<!as )(?<!all )(?<!what )(?<!than )(?<!like )"
    r"\b(?:i|we|they|you|he|she|it) (?:would|could|can|will|should|must|did not|didn't|had to)$"
)
"""A verb must follow, except after "as far as we could" and its like."""
_AFFIRMED = re.compile(
    r"^(?:yes|yeah|yep|no|nope|sure|of course|oh yes) (?:i|we|it|that|they|he|she|there) "
    r"(?:do|did|does|have|has|had|am|is|are|was|were|can|could|would|will)(?:n't| not)?$"
)
""" "Yes, I do": elsewhere these endings want a verb or an object."""
_SHORT = phrases(
    """
    yes|no|yeah|yep|nope|sure|of course|certainly|absolutely|definitely|correct|exactly|right
    okay|ok|not really|i think so|i don't think so|i don't know|i do not know|no idea|none|never
    i'm ready|ready|let's go|go ahead|that's all|that's it|that is all|no questions|nothing else
    no thanks|no thank you|thank you|thanks|fine|good|great|hello|hi|good morning
    """
)
_THINKING = re.compile(
    r"^(?:(?:um|uh|hmm|mm|well|so|okay|ok|oh|yeah|yes|and) )*"
    r"(?:let me (?:think|see)(?: about (?:it|that))?|(?:that's|that is|this is)? ?a? ?"
    r"(?:very |really )?(?:good|great|tough|hard|interesting|difficult) (?:question|one)|"
    r"where (?:do|should) i (?:start|begin)|how (?:do|should) i (?:put|say) (?:it|this|that))"
    r"(?: (?:um|uh|hmm|so|well|let me (?:think|see)))*$"
)
_ASKING = re.compile(
    r"(?:^|[.?!,] )(?:(?:so|and|but|okay|ok|yes|no|sorry|well) )?"
    r"(?:(?:what|how|why|when|where|which|who)\b[^.?!]*\b(?:you|your|mean|team|role|job|company|"
    r"question|next|here)|(?:could you|can you|would you|do you|does|is there|are there|should i|"
    r"can i|may i|shall i|do i))\b[^.?!]*\?$"
)
_REQUEST = re.compile(
    r"(?:^(?:just )?|\b(?:give me|need|have|take) (?:just |about )?)(?:a|one) (?:moment|second|sec|"
    r"minute)(?: please| to think(?: about (?:it|that|this))?)?$|"
    r"\b(?:repeat|rephrase|say) (?:that|it|the question)(?: again)?(?: please)?$"
)
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
BREAKS_OFF = ("-", "–", "—", "...", "…", ":")
_GOES_ON = (",", ";")
"""Heard to go on; but the recogniser writes a comma at a true end now and then, too."""


def words_of(text: str) -> list[str]:
    """Its words, lower case, without punctuation; works for any alphabet."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def tail_of(text: str) -> Tail:
    """How `text`, as recognised, ends."""
    said = text.strip()
    words = words_of(said)
    if not words:
        return Tail.none
    if _is_short(words):
        return Tail.short
    if _THINKING.match(" ".join(words)):
        return Tail.thinking
    if _ASKING.search(said.lower()) or _REQUEST.search(" ".join(words[-10:])):
        return Tail.asking
    if _AFFIRMED.match(" ".join(words)):
        return Tail.closed
    if known_whole(words):
        return Tail.closed
    if (
        words[-1] in _HANGING
        or _WANTS_VERB.search(" ".join(words[-5:]))
        or said.endswith(BREAKS_OFF)
    ):
        return Tail.hanging
    wants_more = words[-1] in WANTS_MORE and not _PASSIVE.search(" ".join(words[-4:-1]))
    unfinished = _NO_VERB_YET.search(" ".join(words[-5:])) is not None
    return Tail.loose if wants_more or unfinished or said.endswith(_GOES_ON) else Tail.closed


def known_whole(words: list[str]) -> bool:
    """They end with a phrase that completes a sentence."""
    return any(" ".join(words[-n:]) in _CLOSED_ANYWAY for n in (2, 3))


def _is_short(words: list[str]) -> bool:
    """Nothing but short whole answers: "Yes", "Yeah, sure", "No, thank you"."""
    if len(words) > 4:
        return False
    rest = words
    while rest:
        for n in range(len(rest), 0, -1):
            if " ".join(rest[:n]) in _SHORT:
                rest = rest[n:]
                break
        else:
            return False
    return True
