"""Text cut into pieces the size of tokens. Pure."""

import re

_PIECE = re.compile(r"\s*\S{1,6}")


def pieces(text: str) -> list[str]:
    """Pieces of at most six characters with the space before them; joined they are the text."""
    return _PIECE.findall(text)


def count(text: str) -> int:
    """A cautious estimate: three characters are a token."""
    return -(-len(text) // 3)
