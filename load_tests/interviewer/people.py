"""The made-up people of `people.toml` with their papers, and the words of `sentences.toml`."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

from runtime.interview.plan import Missing


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


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What candidates can say."""

    pieces: dict[str, dict[Missing, list[str]]]
    """Family → piece → sentences that hold it."""
    manners: dict[str, list[str]]
    """Manner → sentences."""
    also: dict[Missing, list[Missing]]
    """Piece → what a sentence that holds it holds besides."""

    def held_by(self, piece: Missing) -> frozenset[Missing]:
        """The pieces that a sentence of a piece holds."""
        return frozenset({piece, *self.also.get(piece, ())})


@cache
def people() -> tuple[Person, ...]:
    """Read once per process."""
    return msgspec.convert(tuple(_toml("people.toml")["person"]), tuple[Person, ...])


@cache
def words() -> Words:
    """Read once per process."""
    raw = _toml("sentences.toml")
    also = raw.pop("also")
    manners = {name: group.pop("any") for name, group in raw.items() if "any" in group}
    pieces = {name: group for name, group in raw.items() if name not in manners}
    return Words(
        pieces=msgspec.convert(pieces, dict[str, dict[Missing, list[str]]]),
        manners=msgspec.convert(manners, dict[str, list[str]]),
        also=msgspec.convert(also, dict[Missing, list[Missing]]),
    )


def _toml(name: str) -> dict[str, dict[str, list[str]]]:
    text = resources.files("load_tests.interviewer").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)
