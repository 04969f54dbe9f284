"""The job an interview is for, as the interviewer needs it. Pure."""

from collections.abc import Sequence

import msgspec


class JobPosting(msgspec.Struct, frozen=True, kw_only=True):
    """A job posting (R-074); every field may be missing (R-247).

    Its texts come from outside: they are data, and never carry instructions.
    """

    posting_id: str | None = None
    title: str | None = None
    company: str | None = None
    description: str | None = None
    required_skills: tuple[str, ...] | str | None = None
    tech_stack: tuple[str, ...] | str | None = None
    role_category: str | None = None
    employment_type: str | None = None
    work_setup: str | None = None
    location: str | None = None
    experience_level: str | None = None

    @property
    def skills(self) -> tuple[str, ...]:
        """The required skills, one each, without blanks and repeats, in their order."""
        return listed(self.required_skills)

    @property
    def stack(self) -> tuple[str, ...]:
        """The tech stack, one name each."""
        return listed(self.tech_stack)


def listed(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """A list that came as a list, as one text with commas, or not at all."""
    parts = value.split(",") if isinstance(value, str) else value or ()
    cleaned = (" ".join(part.split()) for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))
