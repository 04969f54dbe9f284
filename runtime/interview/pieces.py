"""Which pieces of evidence an answer holds, and the numbers and tools it names. Pure."""

from collections.abc import Collection, Sequence

from runtime.interview import lexicon
from runtime.interview.languages import ENGLISH
from runtime.interview.lexicon import Lexicon
from runtime.interview.plan import Missing
from runtime.interview.tools import TOOLS

SCENE_WORDS = 12
"""The beginning of an answer; without a deed it can be its scene."""
OPEN = frozenset((Missing.result, Missing.trade_off, Missing.verification))
"""Pieces that can be told in any words: where a statement isn't understood, it may be one."""
TELLING_WORDS = 5
"""Shorter statements are mostly on the way to another."""


def pieces(
    flat: str, words: Lexicon = ENGLISH, sentences: Sequence[str] = ()
) -> frozenset[Missing]:
    """Pieces of evidence that flattened text holds.

    Args:
        sentences: the same text sentence by sentence, where it was punctuated; those without a
            subject are told of oneself.
    """
    clipped = sum(words.clipped.match(one) is not None for one in sentences) if words.clipped else 0
    mine = len(words.i_did.findall(flat)) + len(words.i_would.findall(flat)) + clipped
    ours = len(words.we_did.findall(flat))
    i_words, we_words = len(words.i_word.findall(flat)), len(words.we_word.findall(flat))
    if words.pronouns_dropped:
        i_words, we_words = i_words + mine, we_words + ours
    # A figure that moved is a result.
    moved = words.metric.search(flat) is not None
    role_named = words.my_role.search(flat) is not None
    done = mine + ours + (len(words.chained.findall(flat)) if mine + ours else 0)
    found = {
        Missing.context: words.context.search(flat) is not None,
        Missing.own_role: role_named or (mine > 0 and i_words + clipped >= we_words),
        Missing.action: done >= 2 or (done >= 1 and TOOLS.search(flat) is not None),
        Missing.result: moved or words.result.search(flat) is not None,
        Missing.metric: moved,
        Missing.trade_off: words.trade_off.search(flat) is not None,
        Missing.verification: words.verification.search(flat) is not None,
    }
    return frozenset(piece for piece, there in found.items() if there)


def doubtful(
    flat: str, words: Lexicon = ENGLISH, sentences: Sequence[str] = (), theme: str = ""
) -> frozenset[Missing]:
    """Pieces that may be in the text: it has a hint of them. All others are surely missing.

    Besides words, the build of an answer is a hint: who doesn't begin with a deed sets the scene,
    and a clipped sentence without a subject can tell an action or what came of it. What isn't
    understood at all may be anything that is told in a thousand ways.

    Args:
        sentences: the same text sentence by sentence, where it was punctuated.
        theme: the question, flattened; to repeat it says nothing.
    """
    if not words.hints:
        return frozenset()
    found = {piece for piece, hint in words.hints.items() if hint.search(flat)}
    beginning = " ".join(flat.split()[:SCENE_WORDS])
    if deeds(beginning, words) == 0 and words.past_verb.match(flat) is None:
        found.add(Missing.context)
    if Missing.metric in found:
        found.add(Missing.result)
    if any(words.past_verb.match(one) for one in sentences):
        found |= {Missing.own_role, Missing.action, Missing.result}
    if not found >= OPEN:
        asked = {word[:5] for word in theme.split() if len(word) > 3}
        told = [one for one in lexicon.statements(sentences) if _tells(one, asked)]
        if any(_unexplained(one, words) for one in told):
            found |= OPEN
    return frozenset(found)


def _tells(statement: str, asked: Collection[str]) -> bool:
    """It says something, and not only what was asked."""
    told = [word[:5] for word in statement.split() if len(word) > 3]
    repeats = sum(word in asked for word in told)
    return statement.count(" ") + 1 >= TELLING_WORDS and 2 * repeats < len(told)


def _unexplained(statement: str, words: Lexicon) -> bool:
    """It says nothing the rules know."""
    known = (
        words.i_did, words.we_did, words.i_would, words.my_role, words.context, words.result,
        words.trade_off, words.verification, words.metric,
    )  # fmt: skip
    clipped = words.clipped is not None and words.clipped.match(statement) is not None
    return not clipped and not any(pattern.search(statement) for pattern in known)


def own_part(flat: str, words: Lexicon = ENGLISH) -> bool:
    """It tells what the candidate did, or their role, or has a hint of it."""
    signs = (words.i_did, words.my_role, words.hints.get(Missing.own_role))
    return any(sign is not None and sign.search(flat) for sign in signs)


def only_we(flat: str, words: Lexicon = ENGLISH) -> bool:
    """It tells what "we" did and never what the candidate did."""
    return len(words.we_did.findall(flat)) >= 2 and not own_part(flat, words)


def deeds(flat: str, words: Lexicon) -> int:
    """How many actions are told, whoever did them."""
    return sum(len(pattern.findall(flat)) for pattern in (words.i_did, words.i_would, words.we_did))


def numbers(flat: str, words: Lexicon = ENGLISH) -> tuple[str, ...]:
    """Number phrases in order, as they were said; a bare "one" is a pronoun, not a number."""
    found = words.numbers.findall(flat)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase not in ("one", "zero")))


def tools(flat: str) -> tuple[str, ...]:
    """Known products and languages that are named, in order, lower case."""
    return tuple(dict.fromkeys(TOOLS.findall(flat)))
