"""What is said in the set: answers with marked points for pauses, and what is said into a voice."""

import re
from enum import StrEnum
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent


class Part(StrEnum):
    """Endpointing is tuned on one part and reported on the other; they share no text."""

    tuning = "tuning"
    held_out = "held_out"


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """One part's texts; answers carry the marks `/` and `|`."""

    stories: tuple[str, ...]
    """Answers to open questions about an experience or a way of working."""
    details: tuple[str, ...]
    """Answers to follow-up questions, which seek one thing."""
    brief: tuple[str, ...]
    """Answers to small talk and short questions."""
    backchannels: tuple[str, ...]
    interruptions: tuple[str, ...]


def load(part: Part) -> Texts:
    """Raises OSError or msgspec.ValidationError: the file is not as it should be."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (FOLDER / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return msgspec.convert(sections, Texts)


class Mark(StrEnum):
    """Where in an answer a pause may lie."""

    open = "/"
    """Inside a sentence: more must come."""
    closed = "|"
    """Between two sentences: it might be over."""


def pieces(answer: str) -> tuple[list[str], list[Mark]]:
    """The texts between the marks, and the marks."""
    parts = re.split(r"\s*([/|])\s*", answer)
    return parts[::2], [Mark(mark) for mark in parts[1::2]]


def plain(answer: str) -> str:
    """The answer without marks."""
    return " ".join(pieces(answer)[0])
