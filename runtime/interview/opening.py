"""The opening question of an interview whose catalogue has none. Pure."""

from runtime.interview.catalogue import InterviewType, PatternType, QuestionPattern, Translation
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import Missing, Patience, PhaseId

DEFAULT_INTRO = QuestionPattern(
    pattern_id="intro_basic",
    pattern_type=PatternType.jd_requirement,
    role_category="any",
    interview_types=list(InterviewType),
    phase=PhaseId.intro,
    topic="your background",
    template="To begin with, what should I know about your background?",
    expected_signal="Relevant background and a reason for this role.",
    expects=[Missing.context],
    dimensions=[DimensionId.communication_clarity, DimensionId.role_fit],
    patience=Patience.open,
    seconds=45,
    translations={
        "es": Translation(
            topic="su experiencia",
            template="Para empezar, ¿qué debería saber de su experiencia?",
        )
    },
)
"""Asked when the catalogue has no opening question."""
