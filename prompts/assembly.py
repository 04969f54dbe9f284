"""Fills a prompt within its number of tokens, the least important values giving way. Pure."""

from collections.abc import Mapping

import msgspec

from prompts.budget import CHARS_PER_TOKEN, MAX_TOKENS, TooLong, cut, estimated_tokens
from prompts.loader import BadPrompt, Prompt, harmless

OMITTED = "(left out for length)"
"""Stands where a value gave way, so that a model doesn't take nothing for none."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """Which prompt an output came from; kept with every output (R-258)."""

    name: str
    version: str
    hash: str
    arm: str | None = None
    """Arm of the running experiment, None where there is none."""


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt ready to be sent."""

    system: str
    user: str
    tokens: int
    """Estimated, of both parts; below the budget."""
    stamp: Stamp
    shortened: tuple[str, ...] = ()
    """Slots whose values were cut."""
    left_out: tuple[str, ...] = ()
    """Slots whose values were dropped."""


def assemble(
    prompt: Prompt,
    values: Mapping[str, str],
    *,
    arm: str | None = None,
    max_tokens: int = MAX_TOKENS,
) -> Assembled:
    """Fill every slot so that both parts together stay below `max_tokens` (R-188, C-33).

    While it is too long, values are cut, the highest priority number of the prompt's head first,
    each down to its `least_chars`; if that is not enough, they are left out in the same order.

    Raises:
        BadPrompt: a slot has no value, or a value has no slot.
        TooLong: the words and the values that may not give way are over the budget alone.
    """
    kept = {name: harmless(value) for name, value in values.items()}
    shortened: list[str] = []
    left_out: list[str] = []
    givers = sorted(prompt.head.slots.items(), key=lambda item: -item[1].priority)
    if missing := [name for name, _ in givers if name not in kept]:
        raise BadPrompt(f"{prompt.name} needs a value for {missing[0]}")
    for name, slot in givers:
        over = _tokens(prompt, kept) - (max_tokens - 1)
        if over <= 0:
            break
        size = len(kept[name].encode())
        room = max(slot.least_chars, size - over * CHARS_PER_TOKEN)
        if slot.least_chars and room < size:
            kept[name] = cut(kept[name], room, keep_end=slot.keep_end)
            shortened.append(name)
    for name, _ in givers:
        if _tokens(prompt, kept) < max_tokens:
            break
        kept[name] = OMITTED
        left_out.append(name)
    system, user = prompt.render(**kept)
    tokens = estimated_tokens(f"{system}\n{user}")
    if tokens >= max_tokens:
        raise TooLong(f"{prompt.name} has {tokens} tokens that may not give way; {max_tokens} fit")
    return Assembled(
        system=system,
        user=user,
        tokens=tokens,
        stamp=Stamp(name=prompt.name, version=prompt.version, hash=prompt.hash, arm=arm),
        shortened=tuple(name for name in shortened if name not in left_out),
        left_out=tuple(left_out),
    )


def _tokens(prompt: Prompt, values: Mapping[str, str]) -> int:
    system, user = prompt.render(**values)
    return estimated_tokens(f"{system}\n{user}")
