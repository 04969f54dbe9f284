"""Question patterns as the contract writes them (R-153), completed to ours. Pure.

The contract's record has a type, a role, a template and probes in one of three shapes (C-55); the
catalogue's own patterns say more, and what a record leaves out follows from its type.
"""

import hashlib
import re
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from runtime.interview.catalogue import (
    InterviewType,
    PatternType,
    QuestionPattern,
    Seniority,
    Translation,
)
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import Missing, Patience, PhaseId
from server.errors import BadRequest
from server.requests import Body

EXPECTED = "Tells of it first-hand, with detail that can be asked about."
TOPIC_WORDS = 3
_TYPED: dict[PatternType, tuple[PhaseId, tuple[DimensionId, ...]]] = {
    PatternType.resume_claim: (
        PhaseId.resume_deep_dive,
        (DimensionId.depth_evidence, DimensionId.ownership_impact),
    ),
    PatternType.jd_requirement: (
        PhaseId.role_skills,
        (DimensionId.depth_evidence, DimensionId.execution_detail),
    ),
    PatternType.behavioral: (
        PhaseId.behavioral,
        (DimensionId.collaboration_conflict, DimensionId.ownership_impact),
    ),
    PatternType.scenario: (
        PhaseId.exercise,
        (DimensionId.problem_solving, DimensionId.structure),
    ),
    PatternType.probe: (PhaseId.role_skills, (DimensionId.depth_evidence,)),
}
_SLOT = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_OTHER_NAMES = {
    "project": "project_name",
    "project_claim": "project_name",
    "company_name": "company",
    "skill_name": "skill",
    "tool_name": "tool",
    "metric": "claim",
    "impact": "claim",
}
_DEFAULTS = {
    "project_name": "a piece of work you're proud of",
    "employer": "your last employer",
    "company": "the company",
    "skill": "the skill you know best",
    "tool": "the tool you use most",
    "claim": "a result you're proud of",
}
"""Wordings for `seeds.catalogue.SLOTS` when nothing is known, as the catalogue's patterns have."""
_STEP = re.compile(r"(?i)(?:q|probe|followup|follow_up)_?(\d+)")
_IDLE = {
    *("a", "about", "an", "and", "any", "at", "can", "did", "do", "does", "for", "from", "had"),
    *("has", "have", "how", "i", "in", "is", "it", "last", "me", "of", "on", "one", "or", "tell"),
    *("that", "the", "their", "them", "there", "they", "this", "time", "to", "was", "were"),
    *("what", "when", "where", "which", "who", "why", "with", "would", "you", "your"),
}


class PatternRecord(Body, frozen=True, kw_only=True):
    """Body of `POST /api/patterns`: the fields of R-153; all others may be left out."""

    pattern_type: PatternType
    role_category: str
    template: Annotated[str, msgspec.Meta(min_length=1, max_length=600)]
    """Spoken text with `{{variable}}` slots."""
    interview_type: InterviewType | tuple[InterviewType, ...] | UnsetType = UNSET
    interview_types: tuple[InterviewType, ...] | UnsetType = UNSET
    """Either name; left out, the pattern is for all types."""
    probe_tree: dict[str, Any] | list[str] = msgspec.field(default_factory=dict)
    """`if_missing`, `if_vague`, `always`, `ordered`, `max_depth`; or `Probe1`, `Probe2`, …; or a
    plain list."""
    followups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source_type: str = "curated"
    pattern_id: str | None = None
    phase: PhaseId | None = None
    topic: str | None = None
    variables: dict[str, str] = msgspec.field(default_factory=dict)
    expected_signal: str = EXPECTED
    expects: tuple[Missing, ...] | None = None
    dimensions: tuple[DimensionId, ...] | None = None
    patience: Patience = Patience.open
    seniorities: tuple[Seniority, ...] = tuple(Seniority)
    seconds: int = 90
    keywords: tuple[str, ...] = ()
    translations: dict[str, Translation] = msgspec.field(default_factory=dict)


def pattern_of(record: PatternRecord) -> QuestionPattern:
    """Raises BadRequest: the probes have no shape we know."""
    phase, dimensions = _TYPED[record.pattern_type]
    template = _in_our_slots(record.template)
    topic = record.topic or _topic(template)
    tree = _tree(record)
    types = record.interview_types
    if types is UNSET:
        one = record.interview_type
        types = (one,) if isinstance(one, InterviewType) else one
    fields = {
        **{name: getattr(record, name) for name in record.__struct_fields__},
        "template": template,
        "topic": topic,
        "pattern_id": _id(record.role_category, topic, template)
        if record.pattern_id is None
        else record.pattern_id,
        "interview_types": list(InterviewType) if types is UNSET else list(types),
        "phase": record.phase or phase,
        "expects": list(tree.get("if_missing", {}) if record.expects is None else record.expects),
        "dimensions": record.dimensions or dimensions,
        "probe_tree": tree,
        "variables": _defaults(template, tree) | record.variables,
    }
    del fields["interview_type"], fields["followups"]
    try:
        return msgspec.convert(fields, QuestionPattern, from_attributes=True)
    except msgspec.ValidationError as fault:
        raise BadRequest(f"The pattern does not fit: {str(fault)[:200]}") from None


def _tree(record: PatternRecord) -> dict[str, Any]:
    given = record.probe_tree
    if isinstance(given, list):
        tree: dict[str, Any] = {"ordered": given}
    else:
        steps = {key: _STEP.fullmatch(key) for key in given}
        numbered = sorted((int(found[1]), key) for key, found in steps.items() if found)
        tree = {key: texts for key, texts in given.items() if not steps[key]}
        # Q0 is the question itself.
        ordered = [given[key] for number, key in numbered if number > 0]
        if ordered:
            tree["ordered"] = [*tree.get("ordered", ()), *ordered]
        if "followups" in tree:
            tree["always"] = [*tree.get("always", ()), *tree.pop("followups")]
    if record.followups:
        tree["always"] = [*tree.get("always", ()), *record.followups]
    return {
        key: [_in_our_slots(text) if isinstance(text, str) else text for text in texts]
        if isinstance(texts, list)
        else texts
        for key, texts in tree.items()
    }


def _in_our_slots(text: str) -> str:
    """`{{PROJECT/CLAIM}}` is `{{project_name}}`."""

    def named(slot: re.Match[str]) -> str:
        plain = re.sub(r"\W+", "_", slot[1].strip().lower())
        return "{{" + _OTHER_NAMES.get(plain, plain) + "}}"

    return _SLOT.sub(named, text)


def _defaults(template: str, tree: dict[str, Any]) -> dict[str, str]:
    used = set(_SLOT.findall(f"{template} {tree}"))
    return {slot: words for slot, words in _DEFAULTS.items() if slot in used}


def _topic(template: str) -> str:
    words = re.findall(r"[a-z][a-z'-]+", _SLOT.sub(" ", template).lower())
    telling = [word for word in words if word not in _IDLE]
    return " ".join((telling or words or ["question"])[:TOPIC_WORDS])


def _id(role_category: str, topic: str, template: str) -> str:
    """Told by the words, so that the same record twice has the same id."""
    slug = re.sub(r"[^a-z0-9]+", "_", f"{role_category} {topic}".lower()).strip("_")[:60]
    return f"{slug}_{hashlib.sha256(template.encode()).hexdigest()[:6]}"
