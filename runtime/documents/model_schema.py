"""What a model is asked to return for a document: quotes, never offsets. Pure."""

from typing import Any

import msgspec


class ModelJob(msgspec.Struct, frozen=True, kw_only=True):
    """A job as the model copied it; every string is a quote."""

    employer: str = ""
    title: str = ""
    dates: str = ""
    location: str = ""
    points: tuple[str, ...] = ()


class ModelProject(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    points: tuple[str, ...] = ()


class ModelStudy(msgspec.Struct, frozen=True, kw_only=True):
    institution: str = ""
    degree: str = ""
    dates: str = ""


class ModelMetric(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    quote: str
    """The sentence that holds the value."""


class ModelResume(msgspec.Struct, frozen=True, kw_only=True):
    """The schema a model is given for a résumé."""

    headline: str = ""
    work_history: tuple[ModelJob, ...] = ()
    projects: tuple[ModelProject, ...] = ()
    skills: tuple[str, ...] = ()
    metrics: tuple[ModelMetric, ...] = ()
    education: tuple[ModelStudy, ...] = ()


class ModelPosting(msgspec.Struct, frozen=True, kw_only=True):
    """The schema a model is given for a job description."""

    responsibilities: tuple[str, ...] = ()
    must_have: tuple[str, ...] = ()
    nice_to_have: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    seniority_signal: tuple[str, ...] = ()


def schema(kind: type[ModelResume] | type[ModelPosting]) -> dict[str, Any]:
    """JSON Schema to ask a model with."""
    return msgspec.json.schema(kind)
