"""Employers' names: how to know one in a header, and where it ends. Pure."""

import re

from runtime.documents.organisations import LEGAL_END, LEGAL_ONLY, ORGANISATIONS, VAGUE
from runtime.documents.places import is_place, without_place

_SELF = re.compile(
    r"(?i)(?:self[- ]employed|self|freelance|independent(?: contractor)?|various(?: clients|"
    r" companies)?|"
    r"multiple clients|private clients)"
)
_CONTACT = re.compile(
    r"(?i)@|https?:|www\.|\.(?:com|org|net|io|dev)\b|\bphone\b|\bemail\b|\+?\d[\d\s()-]{7,}"
)
MAX_EMPLOYER_WORDS = 10


def employer_score(text: str) -> int:
    """How much a piece of a header looks like an employer's name; below 0 it is none."""
    stripped = text.strip(" ,.;:|-–—*()")
    words = re.findall(r"[\w&’'.+-]+", stripped)
    if not words or len(words) > MAX_EMPLOYER_WORDS or is_place(stripped):
        return -5
    if _CONTACT.search(stripped):
        return -5
    if _SELF.fullmatch(stripped):
        return 3
    if stripped[0].islower() and not any(map(str.isupper, stripped)):
        return -2
    score = 0
    if LEGAL_END.search(stripped):
        score += 4
    lowered = [word.lower().strip(".") for word in words]
    if lowered[-1] in VAGUE:
        score += 1
    elif lowered[-1] in ORGANISATIONS:
        score += 3
    elif any(word in ORGANISATIONS for word in lowered):
        score += 2
    small = sum(word[0].islower() for word in words if word not in _JOINTS)
    score += 1 if small == 0 else -small
    return score


_JOINTS = {"of", "the", "and", "for", "in", "&", "de", "la", "del", "der", "für", "at", "on", "by"}


def employer_end(text: str) -> int:
    """Length of the name at the beginning of a piece, without place and description.

    "Acme, Inc., Austin, TX" ends after "Inc.", "Ministry of Works, Delhi" after "Works".
    """
    name = without_place(text)
    pieces = re.split(r"(,\s+)", name)
    kept = len(pieces[0])
    at = kept
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        at += len(joint) + len(piece)
        if LEGAL_ONLY.fullmatch(piece.strip()) or _belongs(piece):
            kept = at
        else:
            break
    return len(name[:kept].rstrip(" ,;:|-–—("))


def _belongs(piece: str) -> bool:
    """A part of a name behind a comma: "Smith, Jones & Co", "Wesee, Ministry of Defence"."""
    return employer_score(piece) >= 3 and not is_place(piece)
