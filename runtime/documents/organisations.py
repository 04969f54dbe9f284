"""Words that end or fill the names of organisations. Pure."""

import re

from runtime.documents.lexicon import lexicon

_LEGAL = (
    r"inc|incorporated|llc|l\.l\.c|llp|ltd|limited|plc|gmbh|ag|se|kg|s\.?a\.?|s\.?l\.?|s\.?r\.?l|bv|b\.v|"
    r"nv|oy|ab|as|pty|pvt|private|co|corp|corporation|company|holdings?|lp"
)
LEGAL_END = re.compile(rf"(?i)\b(?:{_LEGAL})\b\.?$")
LEGAL_ONLY = re.compile(rf"(?i)(?:(?:{_LEGAL})\.?\s*)+")
ORGANISATIONS = lexicon().organisations
VAGUE = lexicon().vague_organisations
"""Words of names that are as often words of titles and departments."""


def names_organisation(text: str) -> bool:
    """Whether a word of the text belongs to organisations: "Ltd", "University", "Labs"."""
    words = re.findall(r"[\w&’'-]+", text.lower())
    return LEGAL_END.search(text.strip()) is not None or any(w in ORGANISATIONS for w in words)
