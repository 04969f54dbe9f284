"""Whom the interview is for: companies, their archetypes and what they stress per role. Pure.

Only what is generally known about a company stands here, never what its interviewers ask.
"""

from enum import StrEnum

import msgspec

from runtime.interview.catalogue import Seniority
from runtime.interview.plan import DimensionId


class Tier(StrEnum):
    """R-083."""

    top50 = "top50"
    top200 = "top200"
    other = "other"


class Size(StrEnum):
    startup = "startup"
    mid = "mid"
    enterprise = "enterprise"


class HiringStyle(StrEnum):
    """What companies of a kind look for first (R-084)."""

    execution = "execution"
    """Gets things done with little help; startups."""
    process = "process"
    """Works within an organisation and its rules; enterprises."""
    risk = "risk"
    """Sees what could go wrong, and acts within the law; regulated companies."""
    growth = "growth"
    """Brings in customers and revenue; companies that grow by selling."""


class CompanyTags(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The axes that an archetype mixes (C-45)."""

    size: Size
    sector: str
    regulated: bool = False
    hiring_style: HiringStyle


class Archetype(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of company, and what an interview there stresses (R-084, R-207)."""

    archetype_id: str
    name: str
    behaviour: str
    """How work is done there, one sentence."""
    stresses: list[DimensionId]
    """Dimensions that matter more than elsewhere."""
    fit_questions: list[str]
    """Spoken; how the candidate would act in such a company."""


class Company(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """R-049, with the axes of C-45."""

    company_id: str
    name: str
    country: str
    """Where its head office is."""
    tier: Tier
    archetype: str
    tags: CompanyTags
    known_for: str
    """What it does, one neutral sentence."""
    is_addition: bool = False
    """Ours, beside the forty that were named (C-44)."""


class Blueprint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an interview for one kind of role at one company draws on (R-053)."""

    blueprint_id: str
    company_id: str
    role_category: str
    seniority: Seniority
    skill_focus: list[str]
    question_pattern_ids: list[str]
    rubric_overrides: dict[DimensionId, float] = {}
    """Weights in the place of the rubric's own."""
