"""Which pieces of evidence an answer holds, and the numbers and tools it names. Pure."""

from collections.abc import Collection, Sequence

from runtime.interview import lexicon, weighing
from runtime.interview.languages import ENGLISH
from runtime.interview.lexicon import Lexicon
from runtime.interview.plan import Missing
from runtime.interview.tools import TOOLS

OPEN = frozenset((Missing.result, Missing.trade_off, Missing.verification))
"""Pieces that can be told in any words."""
AGAINST = -10
"""Tenths of log odds below which the signs outweigh what a pattern sees."""


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


def signs(statement: str, words: Lexicon) -> frozenset[str]:
    """All that is weighed in a flattened statement."""
    if words.weights is None:
        return frozenset()
    return weighing.signs(statement, words.weights) | _matches(statement, words)


def _matches(statement: str, words: Lexicon) -> frozenset[str]:
    """The pieces that it has a hint of."""
    return frozenset(f"~{piece}" for piece, hint in words.hints.items() if hint.search(statement))


def told(
    flat: str, words: Lexicon = ENGLISH, sentences: Sequence[str] = (), theme: str = ""
) -> tuple[frozenset[Missing], frozenset[Missing]]:
    """Pieces that the text holds, and pieces that it may hold; all others are surely missing.

    Patterns see sayings, weighed signs everything else. What a pattern sees and the signs speak
    against is only likely.

    Args:
        sentences: the same text sentence by sentence, where it was punctuated.
        theme: the question, flattened; to repeat it says nothing.
    """
    seen = pieces(flat, words, sentences)
    if words.weights is None:
        return seen, seen
    asked = {word[:5] for word in theme.split() if len(word) > 3}
    parts = [lexicon.without_fillers(part) for part in sentences or (flat,)]
    statements = [one for one in lexicon.statements(parts) if one and not _repeats(one, asked)]
    found = weighing.odds(statements, words.weights, [_matches(one, words) for one in statements])
    if words.i_word.search(flat) is None and Missing.own_role not in seen:
        del found[Missing.own_role]
    likely = seen | {piece for piece, odds in found.items() if odds > 0}
    held = {
        piece
        for piece, odds in found.items()
        if odds > words.weights.told[piece] or (odds > AGAINST and piece in seen)
    }
    return frozenset(held), frozenset(likely)


def _repeats(statement: str, asked: Collection[str]) -> bool:
    """It says little more than what was asked."""
    said = [word[:5] for word in statement.split() if len(word) > 3]
    return bool(said) and 2 * sum(word in asked for word in said) >= len(said)


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
