"""Which vendors are broken in which interview, and the two faults that no stand-in shows. Pure."""

import msgspec

REFUSED = "refused"
"""Nobody listens at the vendor's address."""
NONE = "none"
"""An interview without a fault, to compare with."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One vendor in one stage."""

    name: str
    """As it is chosen and shown."""
    stage: str
    """The part's name in incidents."""
    stand_in: str
    settings: dict[str, str]
    """Environment variables that bring it into play."""


NO_OPENAI = {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""}
NO_ANTHROPIC = {"ANTHROPIC_API_KEY": "", "ANTHROPIC_BASE_URL": ""}
NOVA = {"DEEPGRAM_MODEL": "nova-3"}
FLUX = {"DEEPGRAM_MODEL": "flux-general-en"}
LINE_UPS: tuple[tuple[Target, ...], ...] = (
    (
        Target(
            name="elevenlabs", stage="speech synthesis", stand_in="elevenlabs", settings=NO_OPENAI
        ),
        Target(name="anthropic", stage="wording", stand_in="anthropic", settings=NO_OPENAI),
        Target(name="nova", stage="speech recognition", stand_in="deepgram", settings=NOVA),
    ),
    (
        Target(name="openai", stage="wording", stand_in="openai", settings=NO_ANTHROPIC),
        Target(name="flux", stage="speech recognition", stand_in="deepgram", settings=FLUX),
    ),
)
"""Who is broken in one interview, one after the other; the others of it are well."""
