"""Short words that bridge the time a reply takes, without claiming anything. Pure.

They answer no content: no praise, no judgement, nothing that the reply could contradict.
"""

import re

from runtime.interview.actions import Intent
from runtime.interview.plan import Style

OPENED = frozenset({Intent.ask, Intent.probe, Intent.clarify, Intent.move_on})
"""Intents that may begin with an opener; the others are short, or fixed."""

_OPENERS: dict[str, dict[Style, tuple[str, ...]]] = {
    "en": {
        Style.friendly: ("Mm, okay.", "I see.", "All right.", "Mm-hm, thanks."),
        Style.neutral: ("Okay.", "I see.", "All right.", "Mm, okay."),
        Style.stress: ("Okay.", "Right.", "Mm."),
    },
    "es": {
        Style.friendly: ("Mm, vale.", "Ya veo.", "De acuerdo."),
        Style.neutral: ("De acuerdo.", "Ya veo.", "Vale."),
        Style.stress: ("Vale.", "Ya."),
    },
}
_REPEATS = re.compile(
    r"^(?:(?:mm(?:-hm)?|okay|ok|right|all right|alright|i see|got it|thanks|thank you|vale|ya veo|"
    r"de acuerdo|entiendo)(?:[,.!–-]\s*)+)+",
    re.IGNORECASE,
)


def opener(*, style: Style, language: str, number: int) -> str | None:
    """The opener of the utterance of that number; None in a language that has none."""
    listed = _OPENERS.get(language.split("-")[0].lower())
    return listed[style][number % len(listed[style])] if listed else None


def openers(language: str) -> tuple[str, ...]:
    """All of a language, so that their sound can be kept ready."""
    listed = _OPENERS.get(language.split("-")[0].lower(), {})
    return tuple(dict.fromkeys(words for group in listed.values() for words in group))


def without_echo(text: str) -> str:
    """The reply without an opener of its own, to follow one that was spoken."""
    rest = _REPEATS.sub("", text)
    return rest[:1].upper() + rest[1:] if rest else text
