"""The phrase bank: situations and their variants per language and style. Pure.

Slots are `{name}` (with its comma, or nothing), `{interviewer}`, `{role}`, `{minutes}`, `{topic}`,
`{tool}`, `{before}`, `{now}`, `{languages}`, `{speaker}`, `{title}`, `{others}`. A style that is
absent speaks like `neutral`.
"""

from runtime.interview.phrases_asking import ASKING
from runtime.interview.phrases_checking import CHECKING
from runtime.interview.phrases_closing import CLOSING
from runtime.interview.phrases_es import SPANISH
from runtime.interview.phrases_replying import REPLYING
from runtime.interview.phrases_tasks import TASKS
from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

PHRASES: Bank = {**ASKING, **REPLYING, **CHECKING, **CLOSING, **TASKS}
BANKS: dict[str, Bank] = {"en": PHRASES, "es": SPANISH}
"""By the interviewer's language; exercises and cases are held in English only."""


def variants(language: str, style: Style, situation: Situation) -> tuple[str, ...]:
    """What can be said; English where the language has no bank."""
    by_style = BANKS.get(language, PHRASES).get(situation) or PHRASES[situation]
    return by_style.get(style) or by_style[Style.neutral]
