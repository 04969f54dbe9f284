"""Our own names of skills, and a fast search for them in text. Pure but for reading its file once.

The file is `skills.toml` beside this module; an expert can edit it without touching code.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from runtime.errors import InvalidContent

_TOKEN = re.compile(r"A\*(?![\w*])|(?<![\w.])\.(?i:net)\b|[^\W_]+(?:\+\+|#)?")
_GAP = re.compile(r"[-–/.'’&_]|\s+|\s?[&/]\s?|[-–]\s*\n\s*")
MAX_TOKENS = 6


class Known(NamedTuple):
    """One skill of the taxonomy under one of its spellings."""

    name: str
    category: str
    is_common: bool
    """The spelling counts only in lists."""


class Found(NamedTuple):
    """A skill at a place in a text."""

    known: Known
    start: int
    end: int


class Taxonomy:
    """All spellings by their tokens."""

    def __init__(self, content: dict[str, object]) -> None:
        everyday = content.pop("everyday", [])
        if not isinstance(everyday, list):
            raise InvalidContent("skills.toml: everyday must be a list")
        shown_by = content.pop("shown_by", {})
        if not isinstance(shown_by, dict):
            raise InvalidContent("skills.toml: shown_by must be a table")
        self._everyday = {str(word).lower() for word in everyday}
        self._acronyms: set[str] = set()
        self._spellings: dict[tuple[str, ...], Known] = {}
        self._lengths: dict[str, int] = {}
        for category, groups in content.items():
            if not isinstance(groups, dict) or set(groups) != {"named", "common"}:
                raise InvalidContent(f"skills.toml: [{category}] must have named and common")
            for group, entries in groups.items():
                for entry in entries:
                    self._add(str(entry), category, is_common=group == "common")

        self._shown_by = {
            self._own(name): frozenset(map(self._own, showing))
            for name, showing in shown_by.items()
        }

    def _own(self, name: str) -> str:
        known = self.known(name)
        if known is None or known.name != name:
            raise InvalidContent(f"skills.toml: shown_by names {name!r}, which is no skill of ours")
        return name

    def shown_by(self, name: str) -> frozenset[str]:
        """Skills whoever claims which surely has this one, by our names."""
        return self._shown_by.get(name, frozenset())

    def _add(self, entry: str, category: str, *, is_common: bool) -> None:
        names = [name.strip() for name in entry.split("|")]
        for spelling in names:
            tokens = tuple(token.lower() for token in _TOKEN.findall(spelling))
            if not 1 <= len(tokens) <= MAX_TOKENS:
                raise InvalidContent(f"skills.toml: can't search for {spelling!r}")
            if len(tokens) == 1 and spelling.isalpha() and spelling.isupper():
                self._acronyms.add(tokens[0])
            known = self._spellings.get(tokens)
            if known is None or (known.is_common and not is_common):
                self._spellings[tokens] = Known(names[0], category, is_common)
            length = self._lengths.get(tokens[0], 0)
            self._lengths[tokens[0]] = max(length, len(tokens))

    def __len__(self) -> int:
        return len(self._spellings)

    def known(self, text: str) -> Known | None:
        """The skill that a whole text spells, or None."""
        return self._spellings.get(tuple(token.lower() for token in _TOKEN.findall(text)))

    def is_named(self, text: str) -> bool:
        """Whether a whole text is a proper name or term of art."""
        known = self.known(text)
        return known is not None and not known.is_common

    def find(self, text: str, start: int, end: int, *, in_list: bool) -> Iterator[Found]:
        """The longest spellings between two places, in order, without overlaps.

        Outside lists, common words are skipped and everyday words need their capital.
        """
        tokens = list(_TOKEN.finditer(text, start, end))
        at = 0
        while at < len(tokens):
            length, known = self._longest(text, tokens, at)
            first = tokens[at]
            if known is None or not (in_list or self._is_meant(text, first, length, known)):
                at += 1
                continue
            yield Found(known, first.start(), tokens[at + length - 1].end())
            at += length

    def _longest(self, text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, Known | None]:
        longest = self._lengths.get(tokens[at][0].lower(), 0)
        spelling: list[str] = []
        best: tuple[int, Known | None] = (1, None)
        for number in range(at, min(at + longest, len(tokens))):
            if number > at and not _GAP.fullmatch(
                text, tokens[number - 1].end(), tokens[number].start()
            ):
                break
            spelling.append(tokens[number][0].lower())
            known = self._spellings.get(tuple(spelling))
            if known is not None:
                best = (len(spelling), known)
        return best

    def _is_meant(self, text: str, first: re.Match[str], length: int, known: Known) -> bool:
        if known.is_common:
            return False
        if length > 1:
            return True
        if first[0].lower() in self._acronyms and not (first[0].isupper() or first[0].islower()):
            # "Elk Grove" is no ELK.
            return False
        if first[0].lower() not in self._everyday:
            return True
        before = text[max(0, first.start() - 3) : first.start()].rstrip(" ")
        opens = not before or before[-1] in ".:;!?•\n-*"
        return first[0][0].isupper() and (not opens or first[0][1:].lower() != first[0][1:])


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of `skills.toml`, read once per process.

    Raises:
        InvalidContent: the file breaks its form.
    """
    data = resources.files("runtime.documents").joinpath("skills.toml").read_bytes()
    return Taxonomy(tomllib.loads(data.decode()))
