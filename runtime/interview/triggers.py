"""Why a question is in the plan: the fact of the résumé or of the job that it is about. Pure."""

from enum import StrEnum

import msgspec


class TriggerSource(StrEnum):
    resume = "resume"
    job = "job"
    company = "company"
    story = "story"
    """The candidate's own story bank."""
    memory = "memory"
    """What earlier sessions rated low."""


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that makes a question worth asking of this person for this job (R-146, R-148)."""

    trigger_id: str = ""
    """Names it within one preparation, such as `gap-1`."""
    kind: str
    """`claim`, `metric`, `gap`, `missing_skill`, …; the plan generator names them."""
    source: TriggerSource
    subject: str
    """What it is about, short, as it can be spoken."""
    quote: str = ""
    """The words of the document it was taken from, in one line."""
    why: str = ""
    """In our words; never told to the candidate."""
