"""A quoted span of the candidate's words. Pure."""

import msgspec


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the candidate, checked by code: `turn.text[start_char:end_char] == quote`."""

    quote: str
    """At most 20 words, exactly as in the turn."""
    turn_id: str
    start_char: int
    end_char: int
    """Offsets into the turn's text as it stands in `Report.turns`, Unicode code points."""
    shows: str = ""
    """What the quote is evidence of, in our words: "says what they did themselves"."""
