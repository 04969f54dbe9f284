"""What the answer rules look for in any language: flattened text and a set of patterns. Pure.

Every pattern is matched against flattened text (`flatten`): lower case, no accents, no punctuation
but decimal points, no apostrophes ("don't" is `dont`), because recognisers write as they like.
"""

import re
from collections.abc import Sequence

import msgspec

from runtime.interview.plan import Missing
from runtime.interview.weighing import Weights

_PUNCTUATION = re.compile(r"(?<!\d)[.,](?!\d)|[.,](?!\d)|(?<!\d)[.,]|[;:!?¿¡\"“”«»()\[\]…—–-]+")
_FILLER = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|a+h+|h+m+|m+h*m+|eh+|you know|i mean|kind of like|sort of like|"
    r"este+ (?=este+|eh|pues|bueno)|pues|o sea|digamos)\b"
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_TIES = frozenset(
    ("and", "so", "but", "then", "because", "which", "y", "pero", "entonces", "porque")
)
RUN_ON_WORDS = 24
"""A longer sentence is more than one statement."""
STATEMENT_WORDS = 8
_ACCENTS = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñçý", "aaaaaaeeeeiiiiooooouuuuncy")


def flatten(text: str) -> str:
    """Lower case words with single spaces; apostrophes are dropped, `%` becomes a word."""
    text = text.lower().translate(_ACCENTS).replace("’", "'").replace("'", "")
    return " ".join(_PUNCTUATION.sub(" ", text.replace("%", " percent ")).split())


def without_fillers(flat: str) -> str:
    """Flattened text without hesitation sounds."""
    return " ".join(_FILLER.sub(" ", flat).split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of punctuated text, flattened; unpunctuated text is one."""
    parts = (flatten(part) for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if part)


def statements(parts: Sequence[str]) -> tuple[str, ...]:
    """Flattened sentences, those that run on cut where the next thought is tied on."""
    found: list[str] = []
    for part in parts:
        words = part.split()
        begin = 0
        for at, word in enumerate(words):
            tied = word in _TIES and at - begin >= STATEMENT_WORDS
            if tied and len(words) - at >= STATEMENT_WORDS and len(words) > RUN_ON_WORDS:
                found.append(" ".join(words[begin:at]))
                begin = at
        found.append(" ".join(words[begin:]))
    return tuple(found)


def one_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The patterns of one language."""

    language: str
    pronouns_dropped: bool = False
    """The verb alone tells who did it, as in Spanish."""
    clipped: re.Pattern[str] | None = None
    """The beginning of a sentence that tells a deed without its subject."""
    hints: dict[Missing, re.Pattern[str]] = {}
    """What makes it likely that a piece was told, without being proof."""
    weights: Weights | None = None
    """What all small signs of a statement say together; None: nobody has weighed them."""

    # What candidates want, refuse or feel
    backchannel: re.Pattern[str]
    affirmative: re.Pattern[str]
    nothing_to_ask: re.Pattern[str]
    repeat: re.Pattern[str]
    time: re.Pattern[str]
    end: re.Pattern[str]
    clarify: re.Pattern[str]
    decline: re.Pattern[str]
    dont_know: re.Pattern[str]
    evade: re.Pattern[str]
    but: re.Pattern[str]
    interrogative: re.Pattern[str]
    about_us: re.Pattern[str]
    feedback: re.Pattern[str]
    plan: re.Pattern[str]
    hostile: re.Pattern[str]

    # What answers are made of
    i_did: re.Pattern[str]
    i_would: re.Pattern[str]
    we_did: re.Pattern[str]
    past_verb: re.Pattern[str]
    chained: re.Pattern[str]
    my_role: re.Pattern[str]
    context: re.Pattern[str]
    result: re.Pattern[str]
    trade_off: re.Pattern[str]
    verification: re.Pattern[str]
    hedge: re.Pattern[str]
    off_topic: re.Pattern[str]
    work: re.Pattern[str]
    i_word: re.Pattern[str]
    we_word: re.Pattern[str]
    numbers: re.Pattern[str]
    metric: re.Pattern[str]
    change: re.Pattern[str]
    baseline: re.Pattern[str]
    share: re.Pattern[str]
    scope: re.Pattern[str]
