"""One item of a list of skills: levels, joined names, what is taken as written. Pure."""

import re
from collections.abc import Iterator, Sequence

from runtime.documents.lexicon import lexicon
from runtime.documents.skills import Mention, mention
from runtime.documents.spans import one_line
from runtime.documents.taxonomy import Found, Taxonomy, taxonomy

_LEVEL = re.compile(
    r"(?i)(?:highly |very )?(?:proficien\w*|advanced|intermediate|basics?|beginner|expert|"
    r"native|fluent|"
    r"conversational|working knowledge|familiar\w*|certified|strong|good|excellent|learning|"
    r"elementary|"
    r"professional|bilingual|mother tongue|limited|in progress|[\d.+]+\s*(?:years?|yrs?|"
    r"months?)?(?: \w+)?|"
    r"wpm|level \w+|[abc][12])+"
)
LEAD = re.compile(
    r"(?i)^(?:and|&|or|known|(?:highly |very )?proficien\w+ (?:in|with)|"
    r"experienced? (?:in|with)|knowledge of|"
    r"familiar\w* with|"
    r"management of|skilled in|expert(?:ise)? in|working with|strong|excellent|advanced|basic|good|"
    r"understanding of|ability to|e\.g\.|such as|including|also|hands-on(?: experience)? (?:in|"
    r"with)|other|etc)\b[ :]*"
)
_TRAIL = re.compile(
    r"(?i)(?:\s+(?:skills|etc|and more|proficiency|experience|knowledge))?[\s.,;:]*$"
)
_TONGUES = lexicon().tongues
_CONTACT = re.compile(r"(?i)@|https?:|www\.|\.com\b|\d{4,}")
_AND = re.compile(r"\s+(?:and|&)\s+")
MAX_ITEM_WORDS = 6
MAX_ITEM_CHARS = 60
_CLASS = re.compile(
    r"(?i)^[\w ]+ (?:languages|tools|technologies|frameworks|libraries|competencies)$"
)
""" "Programming languages": a heading of a list, not an item."""


def item_skills(
    text: str, start: int, end: int, *, closes: bool, is_use: bool
) -> Iterator[Mention]:
    """The skills that an item between two separators names; `closes` tells the last of a list."""
    start, end = trimmed(text, start, end)
    item = text[start:end]
    if not any(map(str.isalpha, item)) or _LEVEL.fullmatch(item) or _CLASS.match(item):
        return
    names = taxonomy()
    known = names.known(item)
    if known is not None:
        yield Mention(known.name, known.category, start, end, True, is_use)
        return
    parts = list(_parts(text, start, end, closes, names))
    if len(parts) > 1:
        for first, last in parts:
            yield from item_skills(text, first, last, closes=False, is_use=is_use)
        return
    yield from free_text(text, start, end, names, is_use)


def _parts(
    text: str, start: int, end: int, closes: bool, names: Taxonomy
) -> Iterator[tuple[int, int]]:
    """ "C/C++", "Git/GitHub", the last "x and y" of a list: two items, unless it is one name."""
    slashes = [(m.start(), m.end()) for m in re.finditer(r"\s?/\s?", text[start:end])]
    if slashes and all(
        names.known(piece) or len(piece.split()) == 1 for piece in text[start:end].split("/")
    ):
        yield from _between(start, end, slashes)
        return
    joints = [(m.start(), m.end()) for m in _AND.finditer(text[start:end])]
    if joints:
        pieces = [text[first:last] for first, last in _between(start, end, joints)]
        known = [names.known(piece) is not None for piece in pieces]
        single = all(len(piece.split()) == 1 for piece in pieces)
        spoken = closes and "&" not in text[start:end]
        if "&" in text[start:end] and not all(map(names.is_named, pieces)):
            yield start, end
            return
        if not _shares_head(pieces, names) and (
            all(known) or (spoken and (any(known) or not single)) or (any(known) and single)
        ):
            yield from _between(start, end, joints)
            return
    yield start, end


def _shares_head(pieces: Sequence[str], names: Taxonomy) -> bool:
    """ "Photo Manipulation & Editing": the last word goes with the first ones."""
    last = names.known(pieces[-1])
    return (
        len(pieces[0].split()) > 1
        and len(pieces[-1].split()) == 1
        and (last is None or last.is_common)
    )


def _between(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for first, last in cuts:
        yield at, start + first
        at = start + last
    yield at, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without "proficient in", levels, stops and Markdown at the ends."""
    item = text[start:end]
    left = len(item) - len(item.lstrip(" \t\n*_-–—•.:'\"“"))
    item = item[left:]
    while (lead := LEAD.match(item)) and lead.end() < len(item):
        left += lead.end()
        item = item[lead.end() :]
    trail = _TRAIL.search(item.rstrip(" *_-–—'\"”"))
    kept = item[: trail.start()] if trail else item
    kept = kept.rstrip(" \n*_-–—'\"”")
    return start + left, start + left + len(kept)


def free_text(text: str, start: int, end: int, names: Taxonomy, is_use: bool) -> Iterator[Mention]:
    """An item that the taxonomy does not know as a whole: taken as written when it is short."""
    item = one_line(text[start:end])
    words = item.split()
    inner = list(names.find(text, start, end, in_list=True))
    if not words or _CONTACT.search(item) or _is_tongue(words):
        return
    if len(words) <= MAX_ITEM_WORDS and len(item) <= MAX_ITEM_CHARS and not item.endswith("."):
        # "GPU cluster optimization" is one skill, "Python 3.11" is Python.
        rest = _rest(text, start, end, inner)
        whole = len(inner) > 1 and any(found.known.is_common for found in inner)
        if inner and not rest and not whole:
            for found in inner:
                yield mention(found, is_listed=True, is_use=is_use)
            return
        if len(item) > 1 or item in "CR":
            category = inner[-1].known.category if inner else ""
            yield Mention(item, category, start, end, True, is_use)
        return
    for found in names.find(text, start, end, in_list=False):
        yield mention(found, is_listed=True, is_use=is_use)


_NOTHING = re.compile(
    r"(?i)[\s\d.,;:/&+*()-]*(?:(?:and|or|with|in|for|v|version|suite|programming|language|"
    r"languages|"
    r"libraries|library|framework|frameworks|tools?|platform|etc|pro|basics|stt|models?|"
    r"development|"
    r"queries|scripting)[\s\d.,;:/&+*()-]*)*"
)


def _rest(text: str, start: int, end: int, inner: Sequence[Found]) -> str:
    """What remains of an item besides the names in it, when it says something."""
    at, rest = start, ""
    for found in inner:
        rest += text[at : found.start] + " "
        at = found.end
    rest += text[at:end]
    return "" if _NOTHING.fullmatch(rest) else rest.strip()


def _is_tongue(words: Sequence[str]) -> bool:
    first = words[0].strip("():-–,").casefold()
    return first in _TONGUES and (
        len(words) == 1 or bool(_LEVEL.search(" ".join(words[1:]))) or len(words) == 2
    )
