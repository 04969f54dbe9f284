"""Text that comes from outside, made fit for storage, speech and display. Pure."""

import unicodedata

KEPT_CONTROLS = frozenset("\n\t")
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They can make a transcript read differently from what was written."""


def clean_text(text: str) -> str:
    """`text` without control characters, in composed form (NFC), without outer blanks.

    Every alphabet passes; line ends become newlines. NUL could not be stored, the other
    controls have no meaning in an answer.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        character
        for character in unified
        if character in KEPT_CONTROLS
        or (unicodedata.category(character) not in ("Cc", "Cs") and character not in BIDI_CONTROLS)
    )
    return unicodedata.normalize("NFC", kept).strip()
