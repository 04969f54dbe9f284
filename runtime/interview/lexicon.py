"""Words and turns of phrase that the answer rules look for, in recognised English. Pure.

Every pattern is matched against flattened text (`flatten`): lower case, no punctuation but
decimal points, no apostrophes ("don't" is `dont`), because recognisers punctuate as they like.
"""

import re

_PUNCTUATION = re.compile(r"(?<!\d)[.,](?!\d)|[.,](?!\d)|(?<!\d)[.,]|[;:!?\"“”()\[\]…—–-]+")
_FILLER = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|a+h+|h+m+|m+h*m+|eh|you know|i mean|kind of like|sort of like)\b"
)


def flatten(text: str) -> str:
    """Lower case words with single spaces; apostrophes are dropped, `%` becomes a word."""
    text = text.lower().replace("’", "'").replace("'", "").replace("%", " percent ")
    return " ".join(_PUNCTUATION.sub(" ", text).split())


def without_fillers(flat: str) -> str:
    """Flattened text without hesitation sounds."""
    return " ".join(_FILLER.sub(" ", flat).split())


def one_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")
