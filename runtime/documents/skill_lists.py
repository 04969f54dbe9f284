"""Lists of skills: labels, brackets, wrapped lines, "x and y", levels. Pure."""

import re
from collections.abc import Iterator, Sequence

from runtime.documents.lines import LONG_LINE_CHARS, Line, Passage
from runtime.documents.skill_items import LEAD, MAX_ITEM_WORDS, free_text, item_skills, trimmed
from runtime.documents.skills import Mention, in_prose
from runtime.documents.taxonomy import taxonomy

_LABEL = re.compile(r"^[^:：,;•·|]{2,60}?(?:[:：]|\s[–—]\s)(?=\s|$|\*)\s*")
_WIDE_LABEL = re.compile(r"^([A-Z][\w &/]{2,30}?)(?:\t+|\s{3,})(?=[\w.#+ ]+,)")
_ITEM_END = re.compile(r"\s*(?:[,;|•·●▪◦▫■]|\t+|[ ]{2,}|\s[–—]\s|\n)\s*")
MAX_LIST_CHARS = 3_000
_PROSE_WORDS = 14


def in_list(text: str, passage: Passage, *, is_use: bool = False) -> Iterator[Mention]:
    """Skills of one line or wrapped bullet of a list.

    "Languages: Python, C++ (advanced)", "Adobe Suite (Photoshop, Figma)", "Prepress and Print
    Production". A sentence among the items is read as prose.
    """
    start, end = passage.start, passage.end
    if end - start > MAX_LIST_CHARS:
        yield from in_prose(text, start, end, is_use=is_use)
        return
    label_end = _label_end(text, start, end)
    if label_end > start:
        yield from _label_skills(text, start, label_end, is_use)
        start = label_end
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _items(text, at, match.start(), is_use)
        at = match.end()
    yield from _items(text, at, end, is_use)


_SENTENCE_END = re.compile(r"(?<=[a-z)][.!])\s+(?=[A-Z])")


def _items(text: str, start: int, end: int, is_use: bool) -> Iterator[Mention]:
    rest = text[start:end]
    if _tells(rest):
        yield from in_prose(text, start, end, is_use=is_use)
        return
    if _SHARED.fullmatch(rest):
        yield from free_text(text, start, end, taxonomy(), is_use)
        return
    pieces = list(_pieces(text, start, end))
    for number, (first, last) in enumerate(pieces):
        closes = number == len(pieces) - 1 and len(pieces) > 2
        if text[last : last + 1] in "([" and _is_class(text, first, last):
            continue
        if number and _abbreviates(text[slice(*pieces[number - 1])], text[first:last]):
            continue
        yield from item_skills(text, first, last, closes=closes, is_use=is_use)


_SHARED = re.compile(r"(?:[\w-]+,\s){2,}and\s[\w-]+\s[\w-]+(?:\s[\w-]+)?\s*")
""" "Web, Mobile, and Digital Marketing": the words before share the last noun."""


def _abbreviates(item: str, short: str) -> bool:
    """ "High Performance Computing (HPC)": the brackets say the same again."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", item)).upper()
    return 1 < len(short) <= 6 and short.isupper() and initials.endswith(short)


def _is_class(text: str, first: int, last: int) -> bool:
    """Whether an item only names the kind of what its brackets hold: "Databases (MySQL, Redis)"."""
    item = text[first:last].strip()
    closing = re.search(r"[)\]]", text[last:])
    inner = text[last : last + closing.start()] if closing else ""
    return bool(item) and "," in inner and taxonomy().known(item) is None


def _label_end(text: str, start: int, end: int) -> int:
    for pattern in (_LABEL, _WIDE_LABEL):
        match = pattern.match(text[start:end])
        if match:
            return start + match.end()
    return start


def _label_skills(text: str, start: int, end: int, is_use: bool) -> Iterator[Mention]:
    """A label that is itself a skill: "Adobe Creative Suite: …", not "Tools: …"."""
    first, last = trimmed(text, start, end)
    first += 4 * text.startswith("the ", first)
    known = taxonomy().known(text[first:last])
    if known is not None and not known.is_common:
        yield Mention(known.name, known.category, first, last, True, is_use)


def is_sentence(passage: Passage) -> bool:
    """Whether a passage of a list tells something in sentences."""
    text = " ".join(line.text for line in passage.lines)
    return any(_tells(piece) for piece in _SENTENCE_END.split(text))


def _tells(rest: str) -> bool:
    """A sentence rather than items: long between its separators, or opened by a long clause."""
    words = rest.split()
    first = re.split(r"[,;:|•·(]", LEAD.sub("", rest.strip()), maxsplit=1)[0].split()
    if rest.rstrip().endswith(".") and len(words) > MAX_ITEM_WORDS and len(first) > 4:
        return True
    if len(words) < _PROSE_WORDS:
        return False
    separators = len(re.findall(r"[,;|•·]", rest))
    return len(words) / (separators + 1) > MAX_ITEM_WORDS


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items between separators; those within brackets stand for themselves."""
    at, depth = start, 0
    cuts: list[tuple[int, int]] = []
    for match in re.finditer(r"[()\[\]]|" + _ITEM_END.pattern, text[start:end]):
        sign = match[0]
        first, last = start + match.start(), start + match.end()
        if sign in "([":
            depth += 1
            cuts.append((first, last))
        elif sign in ")]":
            depth = max(0, depth - 1)
            cuts.append((first, last))
        elif sign.strip() or "\n" not in sign or not _wraps(text, first, last):
            cuts.append((first, last))
    for first, last in cuts:
        yield at, first
        at = last
    yield at, end


def _wraps(text: str, first: int, last: int) -> bool:
    """Whether the margin broke an item here: the line is long, or visibly goes on."""
    before = text[:first].rstrip()
    line = len(before) - (before.rfind("\n") + 1)
    if before.endswith(("&", "/", " and", "-")) or text[last : last + 1].islower():
        return True
    cuts = [match.end() for match in _ITEM_END.finditer(text, max(0, first - 60), first)]
    start = max(cuts, default=first)
    stop = _ITEM_END.search(text, last)
    end = stop.start() if stop else len(text)
    known = taxonomy().known
    if known(text[start:end]) is not None:
        return True
    apart = known(text[start:first]) is not None and known(text[last:end]) is not None
    return line >= _WRAPPED_CHARS and not apart


_WRAPPED_CHARS = 60


_TECH_LINE = re.compile(
    r"(?i)^(?:key |main )?(?:technolog(?:y|ies)(?: stack| used)?|tech(?:nical)?(?: stack)?|stack|"
    r"(?:software |dev )?tools(?: used| & \w+)?|built with|environment|skills(?: used| applied)?|"
    r"programming languages|languages|frameworks|libraries|platforms|databases|"
    r"software(?: used)?)\s*[:：–-]\s*"
)


def is_tech_line(text: str, passage: Passage) -> bool:
    """A line below a job or project that lists what it was made with."""
    return _TECH_LINE.match(text[passage.start : passage.end]) is not None


def list_passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """The lines of a list of skills, each by itself unless it visibly runs on."""
    group: list[Line] = []
    for line in lines:
        if group and not _runs_on(group[-1], line):
            yield Passage(lines=tuple(group))
            group = []
        group.append(line)
    if group:
        yield Passage(lines=tuple(group))


_ASIDE = re.compile(
    r"(?i)^(?:interests?|hobbies|awards?|honou?rs|certifications?|certificates|languages spoken|"
    r"references|activities|licen[sc]es|achievements|publications)\b[^:]{0,30}(?::|\s{3,}|\t)"
)


def is_aside(line: Line) -> bool:
    """A line among skills that lists something else."""
    return _ASIDE.match(line.text) is not None


def _runs_on(before: Line, line: Line) -> bool:
    if line.is_bullet or line.is_marked or line.after_blank:
        return False
    if _LABEL.match(line.text) or _WIDE_LABEL.match(line.text) or is_aside(line):
        return False
    if line.number != before.number + 1:
        return False
    separated = re.search(r"[,;•·|]", before.text) is not None
    if separated and len(before.text) >= LONG_LINE_CHARS and len(line.words) <= MAX_ITEM_WORDS:
        return True
    return (
        before.text.endswith((",", "&", "/", "·", "•", ";", " and"))
        or (separated and re.search(r"[,;•·|]", line.text) is not None)
        or line.text[0].islower()
    )
