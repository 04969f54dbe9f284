"""Finds words that were copied from a source: runs of words that stand in both. Pure."""

import re
from collections.abc import Iterable

from runtime.experience.post import MIN_COPIED_WORDS

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def copied(text: str, source: str, *, words: int = MIN_COPIED_WORDS) -> list[str]:
    """The longest runs of at least `words` words that stand in `text` and in `source`.

    Case and punctuation don't count. A text shorter than `words` is never a copy: names of
    things are the same everywhere.
    """
    there = set(_runs(words_of(source), words))
    mine = words_of(text)
    found: list[str] = []
    start = 0
    while start + words <= len(mine):
        end = start
        while end + words <= len(mine) and tuple(mine[end : end + words]) in there:
            end += 1
        if end > start:
            found.append(" ".join(mine[start : end + words - 1]))
            start = end + words - 1
        else:
            start += 1
    return found


def is_original(texts: Iterable[str], source: str) -> bool:
    """Whether none of the texts repeats `source`."""
    return not any(copied(text, source) for text in texts)


def _runs(listed: list[str], words: int) -> Iterable[tuple[str, ...]]:
    return (tuple(listed[at : at + words]) for at in range(len(listed) - words + 1))
