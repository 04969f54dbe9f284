"""Which pieces of evidence an answer holds, and the numbers and tools it names. Pure."""

from runtime.interview.languages import ENGLISH
from runtime.interview.lexicon import Lexicon
from runtime.interview.plan import Missing
from runtime.interview.tools import TOOLS


def pieces(flat: str, words: Lexicon = ENGLISH) -> frozenset[Missing]:
    """Pieces of evidence that flattened text holds."""
    mine = len(words.i_did.findall(flat)) + len(words.i_would.findall(flat))
    ours = len(words.we_did.findall(flat))
    i_words, we_words = len(words.i_word.findall(flat)), len(words.we_word.findall(flat))
    if words.pronouns_dropped:
        i_words, we_words = i_words + mine, we_words + ours
    role_named = words.my_role.search(flat) is not None
    done = mine + ours + (len(words.chained.findall(flat)) if mine + ours else 0)
    found = {
        Missing.context: words.context.search(flat) is not None,
        Missing.own_role: role_named or (mine > 0 and i_words >= we_words),
        Missing.action: done >= 2 or (done >= 1 and TOOLS.search(flat) is not None),
        Missing.result: words.result.search(flat) is not None,
        Missing.metric: words.metric.search(flat) is not None,
        Missing.trade_off: words.trade_off.search(flat) is not None,
        Missing.verification: words.verification.search(flat) is not None,
    }
    return frozenset(piece for piece, there in found.items() if there)


def only_we(flat: str, words: Lexicon = ENGLISH) -> bool:
    """It tells what "we" did and never what the candidate did."""
    return (
        len(words.we_did.findall(flat)) >= 2
        and words.my_role.search(flat) is None
        and words.i_did.search(flat) is None
    )


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
