"""Places as they stand in résumé headers, so that they are not taken for employers. Pure."""

import re

from runtime.documents.lexicon import lexicon
from runtime.documents.organisations import names_organisation

_STATES = sorted(lexicon().states)
_REGIONS = "|".join(map(re.escape, sorted(lexicon().regions)))
_CITIES = "|".join(map(re.escape, sorted(lexicon().cities)))
_NAMES = f"{_REGIONS}|{_CITIES}"
_NAME = re.compile(
    rf"(?i)(?:greater |downtown |metro )?(?:{_NAMES})(?: area| metro(?:politan)? area)?"
)
_PAIR = re.compile(
    rf"(?:[A-ZÀ-Þ][\w.’'-]*\.?(?:\s[A-ZÀ-Þ][\w.’'-]*){{0,3}}),\s*"
    rf"(?:(?:{'|'.join(_STATES)})\b\.?|(?i:{_REGIONS}))(?:,\s*(?i:{_NAMES}|usa|us|"
    rf"uk))?(?:\s+\d{{5}})?"
)
_STREET = re.compile(
    r"(?i)\d+\s+[\w.’' ]+\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|lane|ln|drive|dr|way|"
    r"plaza)\b"
)
_DECORATION = " ()[]*_,.|-–—:"
_TRAILING = re.compile(
    rf"(?:,\s*|\s+[-–—|]\s+|\s*\(\s*)(?:[A-Z][\w.’'-]+,\s*)?(?:(?:{'|'.join(_STATES)})\b\.?|"
    rf"(?i:{_NAMES}))\s*\)?\s*$"
)


def is_place(text: str) -> bool:
    """Whether a piece of a header is a place and nothing else."""
    stripped = text.strip(_DECORATION)
    if not stripped:
        return False
    parts = re.split(r"\s*[/|•·;]\s*|\s+[-–—]\s+|\s*[()]\s*", stripped)
    return all(_is_one_place(part) for part in parts if part)


def _is_one_place(text: str) -> bool:
    text = text.strip(_DECORATION)
    if _NAME.fullmatch(text) or _STREET.match(text):
        return True
    if _PAIR.fullmatch(text):
        return not names_organisation(text.partition(",")[0])
    pieces = [piece.strip() for piece in text.split(",")]
    return len(pieces) > 1 and all(_NAME.fullmatch(piece) or piece in _STATES for piece in pieces)


def without_place(text: str) -> str:
    """The text without a place at its end: "Acme, Austin, TX" is "Acme"."""
    while (cut := _TRAILING.sub("", text)) != text and cut.strip():
        text = cut
    return text


_GLUED = (
    re.compile(rf"\s(?=(?i:{_CITIES})(?:,\s*(?:(?:{'|'.join(_STATES)})|(?i:{_REGIONS})))?\s*$)"),
    re.compile(
        rf"\s(?=[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){{0,2}},\s*(?:{'|'.join(_STATES)})\s*$)"
    ),
)


def glued_places(text: str) -> list[int]:
    """Where a place may begin at the end of a text that lost its gap: "Chef Reno, NV".

    Cities that we know come first; else each capitalised word before the state is a guess.
    """
    return [match.start() for pattern in _GLUED for match in pattern.finditer(text)]
