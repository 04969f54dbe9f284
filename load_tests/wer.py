"""Word error rate between what was said and what was recognised. Pure."""

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: str(n) for n, word in enumerate(_SMALL.split())} | {
    word: str(n * 10) for n, word in enumerate(_TENS.split(), start=2)
}
"""Up to ninety: recognisers write some numbers as digits."""


def words(text: str) -> list[str]:
    """Lower-case words without punctuation; number words as digits, `%` as `percent`."""
    text = text.lower().replace("%", " percent ").replace("’", "'")
    return [_NUMBER_WORDS.get(word, word) for word in re.findall(r"[a-z0-9']+", text)]


def word_errors(said: str, recognised: str) -> tuple[int, int]:
    """(substitutions + deletions + insertions, words said), by Levenshtein distance on words."""
    reference, hypothesis = words(said), words(recognised)
    row = list(range(len(hypothesis) + 1))
    for i, expected in enumerate(reference, start=1):
        diagonal, row[0] = row[0], i
        for j, heard in enumerate(hypothesis, start=1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (expected != heard)),
            )
    return row[-1], len(reference)
