"""Cuts a text into the pieces that BERT models were trained on. Pure."""

import unicodedata
from collections.abc import Mapping

MAX_WORD_CHARS = 100
"""A longer word is unknown, as in the original tokeniser."""
UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"

_CJK = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
    *((0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)
"""Each of these characters is a word of its own."""


def word_pieces(text: str, vocabulary: Mapping[str, int], *, max_pieces: int) -> list[int]:
    """Ids of the pieces, begin and end included, at most `max_pieces`.

    As for uncased BERT: lower case, no accents, punctuation apart, then the longest known
    beginning of what is left of a word, again and again.
    """
    pieces = [vocabulary[BEGIN]]
    for word in _words(text):
        pieces += _pieces(word, vocabulary)
        if len(pieces) >= max_pieces:
            break
    return [*pieces[: max_pieces - 1], vocabulary[END]]


def _words(text: str) -> list[str]:
    spaced: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        category = unicodedata.category(char)
        if char.isspace():
            spaced.append(" ")
        elif char == "\ufffd" or category[0] == "C" or category == "Mn":
            continue
        elif _alone(char, category):
            spaced.append(f" {char} ")
        else:
            spaced.append(char)
    return "".join(spaced).lower().split()


def _alone(char: str, category: str) -> bool:
    code = ord(char)
    if code < 128:
        return not char.isalnum()
    return category[0] == "P" or any(first <= code <= last for first, last in _CJK)


def _pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(word) > MAX_WORD_CHARS:
        return [vocabulary[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end] if start == 0 else f"##{word[start:end]}"
            if (known := vocabulary.get(piece)) is not None:
                found.append(known)
                start = end
                break
        else:
            return [vocabulary[UNKNOWN]]
    return found
