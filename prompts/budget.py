"""Fits the sections of a prompt into a number of tokens, the least important giving way. Pure."""

import math
from collections.abc import Sequence

import msgspec

CHARS_PER_TOKEN = 3
"""Cautious: English text has about four characters per token, code and names about three."""
MAX_TOKENS = 4000
"""Every assembled prompt stays below it (R-188)."""


def estimated_tokens(text: str) -> int:
    """An upper estimate without a tokeniser: UTF-8 bytes over three, rounded up.

    Bytes and not characters, because text in other scripts takes about one token per character.
    """
    return math.ceil(len(text.encode()) / CHARS_PER_TOKEN)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a prompt."""

    name: str
    text: str
    priority: int
    """0 never gives way; of the others the highest number gives way first."""
    least_chars: int = 0
    """Cut at a line or a word down to this length before it is left out altogether."""


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt within its budget."""

    text: str
    tokens: int
    """Estimated tokens."""
    shortened: tuple[str, ...] = ()
    """Names of the sections that were cut."""
    left_out: tuple[str, ...] = ()
    """Names of the sections that were dropped."""


class TooLong(ValueError):
    """The sections that may not give way are already over the budget: our own fault."""


def fit(sections: Sequence[Section], *, max_tokens: int = MAX_TOKENS) -> Fitted:
    """Join the sections in their order, blank lines between, in fewer than `max_tokens`.

    While it is too long, the section with the highest priority number is cut to what still fits,
    or left out when that would be less than its `least_chars`.

    Raises:
        TooLong: the sections of priority 0 alone are over the budget.
    """
    kept = [section for section in sections if section.text]
    shortened: list[str] = []
    left_out: list[str] = []
    for section in sorted(kept, key=lambda part: -part.priority):
        over = estimated_tokens(_joined(kept)) - (max_tokens - 1)
        if over <= 0:
            break
        if section.priority == 0:
            raise TooLong(f"the fixed sections are {over} tokens over {max_tokens}")
        room = len(section.text.encode()) - over * CHARS_PER_TOKEN
        place = kept.index(section)
        if section.least_chars and room >= section.least_chars:
            text = cut(section.text, room)
            kept[place] = msgspec.structs.replace(section, text=text)
            shortened.append(section.name)
        else:
            del kept[place]
            left_out.append(section.name)
    text = _joined(kept)
    return Fitted(
        text=text,
        tokens=estimated_tokens(text),
        shortened=tuple(shortened),
        left_out=tuple(left_out),
    )


def shortened(text: str, max_chars: int) -> str:
    """At most `max_chars` characters from the beginning, ending at a word where one ends near."""
    if len(text) <= max_chars:
        return text
    cut = text[:max_chars]
    if not text[max_chars].isspace():
        head, _, tail = cut.rpartition(" ")
        if head and len(tail) <= max_chars // 8:
            cut = head
    return cut.rstrip()


def _joined(sections: Sequence[Section]) -> str:
    return "\n\n".join(section.text for section in sections)


def cut(text: str, max_bytes: int, *, keep_end: bool = False) -> str:
    """At most `max_bytes` of UTF-8: whole lines where that keeps most of it, else whole words.

    The beginning is kept, or with `keep_end` the end.
    """
    if keep_end:
        kept = text.encode()[-max_bytes:].decode(errors="ignore")
        lines = kept.partition("\n")[2]
        return lines if len(lines) >= len(kept) * 3 // 4 else kept.partition(" ")[2] or kept
    kept = text.encode()[:max_bytes].decode(errors="ignore")
    lines = kept.rpartition("\n")[0]
    return lines if len(lines) >= len(kept) * 3 // 4 else shortened(text, len(kept))
