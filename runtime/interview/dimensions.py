"""The competencies that are rated. Pure."""

from enum import StrEnum


class DimensionId(StrEnum):
    """The 13 rating dimensions (C-39)."""

    communication_clarity = "communication_clarity"
    structure = "structure"
    depth_evidence = "depth_evidence"
    problem_solving = "problem_solving"
    technical_depth = "technical_depth"
    execution_detail = "execution_detail"
    collaboration_conflict = "collaboration_conflict"
    ownership_impact = "ownership_impact"
    learning_growth = "learning_growth"
    role_fit = "role_fit"
    confidence_composure = "confidence_composure"
    communication_hygiene = "communication_hygiene"
    consistency_honesty = "consistency_honesty"
