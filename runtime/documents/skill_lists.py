"""Lists of skills: labels, brackets, wrapped lines, "x and y", levels. Pure."""

import re
from collections.abc import Iterator, Sequence

from runtime.documents.lexicon import lexicon
from runtime.documents.lines import LONG_LINE_CHARS, Line, Passage
from runtime.documents.skills import Mention, in_prose, mention
from runtime.documents.spans import one_line
from runtime.documents.taxonomy import Found, Taxonomy, taxonomy

_LABEL = re.compile(r"^[^:：,;•·|]{2,60}?(?:[:：]|\s[–—]\s)(?=\s|$|\*)\s*")
_WIDE_LABEL = re.compile(r"^([A-Z][\w &/]{2,30}?)(?:\t+|\s{3,})(?=[\w.#+ ]+,)")
_ITEM_END = re.compile(r"\s*(?:[,;|•·●▪◦▫■]|\t+|[ ]{2,}|\s[–—]\s|\n)\s*")
_LEVEL = re.compile(
    r"(?i)(?:highly |very )?(?:proficien\w*|advanced|intermediate|basics?|beginner|expert|"
    r"native|fluent|"
    r"conversational|working knowledge|familiar\w*|certified|strong|good|excellent|learning|"
    r"elementary|"
    r"professional|bilingual|mother tongue|limited|in progress|[\d.+]+\s*(?:years?|yrs?|"
    r"months?)?(?: \w+)?|"
    r"wpm|level \w+|[abc][12])+"
)
_LEAD = re.compile(
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
MAX_LIST_CHARS = 3_000
MAX_ITEM_WORDS = 6
MAX_ITEM_CHARS = 60
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
        yield from _free(text, start, end, taxonomy(), is_use)
        return
    pieces = list(_pieces(text, start, end))
    for number, (first, last) in enumerate(pieces):
        closes = number == len(pieces) - 1 and len(pieces) > 2
        if text[last : last + 1] in "([" and _is_class(text, first, last):
            continue
        if number and _abbreviates(text[slice(*pieces[number - 1])], text[first:last]):
            continue
        yield from _item(text, first, last, closes=closes, is_use=is_use)


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
    first, last = _trim(text, start, end)
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
    first = re.split(r"[,;:|•·(]", _LEAD.sub("", rest.strip()), maxsplit=1)[0].split()
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


_CLASS = re.compile(
    r"(?i)^[\w ]+ (?:languages|tools|technologies|frameworks|libraries|competencies)$"
)
""" "Programming languages": a heading of a list, not an item."""


def _item(text: str, start: int, end: int, *, closes: bool, is_use: bool) -> Iterator[Mention]:
    start, end = _trim(text, start, end)
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
            yield from _item(text, first, last, closes=False, is_use=is_use)
        return
    yield from _free(text, start, end, names, is_use)


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


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without "proficient in", levels, stops and Markdown at the ends."""
    item = text[start:end]
    left = len(item) - len(item.lstrip(" \t\n*_-–—•.:'\"“"))
    item = item[left:]
    while (lead := _LEAD.match(item)) and lead.end() < len(item):
        left += lead.end()
        item = item[lead.end() :]
    trail = _TRAIL.search(item.rstrip(" *_-–—'\"”"))
    kept = item[: trail.start()] if trail else item
    kept = kept.rstrip(" \n*_-–—'\"”")
    return start + left, start + left + len(kept)


def _free(text: str, start: int, end: int, names: Taxonomy, is_use: bool) -> Iterator[Mention]:
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
