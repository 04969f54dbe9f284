"""Reads the experts' TOML files and says in their words what is wrong with one."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from runtime.interview.catalogue import (
    InterviewType,
    PatternType,
    ProbeTree,
    QuestionPattern,
    RoleKit,
    Rubric,
    RubricDimension,
    Seniority,
)
from runtime.interview.companies import (
    Archetype,
    Blueprint,
    Company,
    CompanyTags,
    HiringStyle,
    Size,
    Tier,
)
from runtime.interview.plan import DimensionId, Missing, Patience, PhaseId
from runtime.interview.tasks import (
    Activity,
    CaseTemplate,
    CaseType,
    Checkpoint,
    CheckpointGuide,
    CodeLanguage,
    CodingExercise,
    Difficulty,
    Reveal,
)

T = TypeVar("T")

CHOICES: dict[str, type[StrEnum]] = {
    "interview_types": InterviewType,
    "pattern_type": PatternType,
    "seniorities": Seniority,
    "level": Seniority,
    "anchors": Seniority,
    "phase": PhaseId,
    "patience": Patience,
    "dimension": DimensionId,
    "dimensions": DimensionId,
    "expects": Missing,
    "if_missing": Missing,
    "activity_type": Activity,
    "language": CodeLanguage,
    "difficulty": Difficulty,
    "case_type": CaseType,
    "probing_map": Checkpoint,
    "volunteer_at": Checkpoint,
    "evaluation_focus": DimensionId,
    "stresses": DimensionId,
    "rubric_overrides": DimensionId,
    "tier": Tier,
    "size": Size,
    "hiring_style": HiringStyle,
    "seniority": Seniority,
}
"""Field name → the words it accepts, for messages."""

_STRUCTS: tuple[type[msgspec.Struct], ...] = (
    *(RoleKit, QuestionPattern, ProbeTree, Rubric, RubricDimension),
    *(CodingExercise, CaseTemplate, Reveal, CheckpointGuide),
    *(Archetype, Company, CompanyTags, Blueprint),
)

FIELDS = sorted({field for struct in _STRUCTS for field in struct.__struct_fields__})


class Faulty(Exception):
    """Something in a file is wrong; the text is meant for the file's author."""


def read_toml(path: Path) -> dict[str, Any]:
    """The file as a dict.

    Raises:
        Faulty: it is not TOML or not UTF-8; the text names line and column where known.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Faulty("the file is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise Faulty(f"not valid TOML: {error}") from error


def convert(raw: object, kind: type[T]) -> T:
    """Turn parsed TOML into a catalogue struct.

    Raises:
        Faulty: a field is unknown, missing or of the wrong kind; the text says which and
            what would be accepted.
    """
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise Faulty(_plain(str(error))) from error


def table(raw: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The `[[key]]` entries of a file.

    Raises:
        Faulty: there are none, or `key` is something else.
    """
    entries = raw.get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Faulty(f"expected at least one [[{key}]] entry")
    return entries


def _plain(text: str) -> str:
    """msgspec's message, with the likely meant field or the accepted words added."""
    if unknown := re.search(r"unknown field `(\w+)`", text):
        near = difflib.get_close_matches(unknown[1], FIELDS, n=1)
        return f"{text}; did you mean `{near[0]}`?" if near else text
    if "Invalid enum value" in text:
        for name in reversed(re.findall(r"\w+", text.rpartition("at `")[2])):
            if choices := CHOICES.get(name):
                return f"{text}; use one of {', '.join(choices)}"
    return text
