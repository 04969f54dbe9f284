"""What is drawn from one post about an interview (R-152). Pure."""

from enum import StrEnum

import msgspec

from runtime.interview.plan import DimensionId

MIN_COPIED_WORDS = 5
"""So many words in a row as they stand in the post count as copied."""


class RoundType(StrEnum):
    screening = "screening"
    coding = "coding"
    system_design = "system_design"
    behavioral = "behavioral"
    case = "case"
    hiring_manager = "hiring_manager"
    hr = "hr"
    other = "other"


class Round(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One conversation of the process, in its order."""

    type: RoundType
    topics: tuple[str, ...] = ()
    notes: str | None = None


class QuestionSignal(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A kind of question that was asked, not the question."""

    pattern: str
    evidence: str
    """What in the post shows it, in words of ours."""


class RubricSignal(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What they seemed to look for."""

    dimension: DimensionId
    signal: str


class ExperiencePost(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The extractor's output, with the exact field names of its contract."""

    company: str = ""
    roles_mentioned: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    question_signals: tuple[QuestionSignal, ...] = ()
    rubric_signals: tuple[RubricSignal, ...] = ()
    source: str = "rules"
    """`rules`, or the model's name."""
    prompt: str | None = None
    """Name, version, hash and arm of the prompt, where a model read it."""

    def texts(self) -> list[str]:
        """Everything in it that somebody could have copied."""
        return [
            *(topic for one in self.rounds for topic in one.topics),
            *(one.notes for one in self.rounds if one.notes),
            *(text for one in self.question_signals for text in (one.pattern, one.evidence)),
            *(one.signal for one in self.rubric_signals),
        ]
