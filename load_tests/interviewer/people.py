"""The made-up people of `people.toml` with their papers, and the banks of what they say."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, assert_never

import msgspec

from runtime.interview.plan import Missing

_FILES = {"tuning": "sentences.toml", "held-out": "held_out.toml", "fresh": "fresh.toml"}


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who applies for a job."""

    name: str
    family: str
    """Of the sentences they use."""
    kits: tuple[str, ...]
    company: str
    resume: str
    job: str
    contradictions: tuple[str, ...]
    """Sentences that the résumé contradicts, each in another point."""
    held_out_contradictions: tuple[str, ...]
    """Others; the rules were worked on with them later."""
    fresh_contradictions: tuple[str, ...]
    """Others again, which the rules were not worked on with."""


class Bank(StrEnum):
    """A set of sentences: two to work on the rules with, one to measure them with."""

    tuning = "tuning"
    held_out = "held-out"
    """Measured with first, worked on with since `fresh` is there."""
    fresh = "fresh"


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a candidate can say, and what a careful listener finds in it."""

    text: str
    holds: frozenset[Missing] = frozenset()
    """Pieces that are in it."""
    may: frozenset[Missing] = frozenset()
    """Pieces about which two people could differ."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What candidates can say."""

    bank: Bank
    pieces: dict[str, dict[Missing, tuple[Sentence, ...]]]
    """Family → piece → sentences that hold it."""
    manners: dict[str, tuple[str, ...]]
    """Manner → sentences."""
    nothing: tuple[str, ...]
    """Sentences that sound like answers and hold no piece."""

    def contradictions(self, person: Person) -> tuple[str, ...]:
        """What that person says against their own résumé."""
        match self.bank:
            case Bank.tuning:
                return person.contradictions
            case Bank.held_out:
                return person.held_out_contradictions
            case Bank.fresh:
                return person.fresh_contradictions
            case _:
                assert_never(self.bank)


@cache
def people() -> tuple[Person, ...]:
    """Read once per process."""
    return msgspec.convert(tuple(_toml("people.toml")["person"]), tuple[Person, ...])


@cache
def words(bank: Bank) -> Words:
    """Read once per process and bank."""
    raw = _toml(_FILES[bank])
    also = msgspec.convert(raw.pop("also"), dict[Missing, set[Missing]])
    may = msgspec.convert(raw.pop("may"), dict[Missing, set[Missing]])
    lists = {name: tuple(group.pop("any")) for name, group in raw.items() if "any" in group}
    families = {
        family: {
            Missing(piece): tuple(_sentence(one, Missing(piece), also, may) for one in listed)
            for piece, listed in group.items()
        }
        for family, group in raw.items()
        if family not in lists
    }
    nothing = lists.pop("nothing")
    return Words(bank=bank, pieces=families, manners=lists, nothing=nothing)


def _sentence(
    written: str | dict[str, Any],
    piece: Missing,
    also: dict[Missing, set[Missing]],
    may: dict[Missing, set[Missing]],
) -> Sentence:
    """A sentence as it stands in a bank: the text alone, or with what it holds besides."""
    if isinstance(written, str):
        written = {"text": written}
    extra = {Missing(name) for name in written.get("also", ())}
    arguable = {Missing(name) for name in written.get("may", ())} | may.get(piece, set())
    holds = {piece, *also.get(piece, set()), *extra}
    return Sentence(text=written["text"], holds=frozenset(holds), may=frozenset(arguable - holds))


def _toml(name: str) -> dict[str, Any]:
    text = resources.files("load_tests.interviewer").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)
