"""Figures that a résumé claims: percentages, money, multiples, counts, durations. Pure."""

import re
from enum import Enum

import msgspec

from runtime.documents.lexicon import lexicon
from runtime.documents.spans import Quoted, Span, one_line, quoted, span_of


class MetricKind(Enum):
    """What sort of figure it is."""

    percent = "percent"
    money = "money"
    multiple = "multiple"
    count = "count"
    duration = "duration"


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """One figure with the statement that claims it."""

    value: str
    """As written: `40%`, `$10,000`, `10x`, `6.5 to 5.8`, `14`."""
    kind: MetricKind
    unit: str
    """What is counted, as far as it stands behind the figure: `hours`, `applications`."""
    span: Span
    """The figure."""
    claim: Quoted
    """The sentence or bullet around it."""
    about: str = ""
    """The employer or project it belongs to."""


_NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = (
    r"(?:\s?(?:k|m|mm|mn|b|bn|tb|gb|pb)\b|"
    r"\s(?:thousand|million|billion|trillion|lakhs?|crores?|hundred)\b)"
)
_JOINT = r"\s?(?:to|-|–|→|->)\s?"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "hundred|thousand|million"
)
_METRIC = re.compile(
    rf"""(?ix)
    (?<![\w.#/])(?<!\d,)(?<![a-z]-)(?<!version\ )(?<!type\ )(?<!level\ )(?<!grade\ )(?<!page\ )
    (?:
      (?P<money>(?:[$€£¥₹]|\b(?:usd|eur|gbp|inr|rs\.?)\s?)\s?(?:{_NUMBER}){_SCALE}?\+?
        (?:{_JOINT}[$€£¥₹]?\s?(?:{_NUMBER}){_SCALE}?\+?)?)
    | (?P<percent>(?:{_NUMBER})\s?%?{_JOINT}(?:{_NUMBER})\s?(?:%|percent\b)\+?
        |(?:{_NUMBER})\s?(?:%|percent\b|percentage\ points\b)\+?)
    | (?P<multiple>(?:{_NUMBER})\s?[x×](?![\w-])|(?:{_NUMBER})[- ]?fold\b
        |\b(?:doubled|tripled|quadrupled|halved|doubling|tripling|halving)\b)
    | (?P<range>(?:{_NUMBER}){_SCALE}?{_JOINT}(?:{_NUMBER}){_SCALE}?(?=[ -][a-z]|/[a-z]))
    | (?P<scaled>(?:{_NUMBER})\+?{_SCALE}\+?)
    | (?<=\bby\ )(?P<bare>{_NUMBER})(?=\s*(?:$|[.;,\n]))
    | (?P<spelled>{_WORDS})(?=\s(?:years?|months?)\b)
    | (?P<count>(?:{_NUMBER})\+?)(?=[\s*-]+(?P<what>[\w'’][\w'’/-]*))
    | \b(?:team\ of|group\ of|staff\ of)\s(?P<team>{_WORDS}|\d+)\b
    | \b(?P<word>(?:(?:a|two|three|several|over\ a|tens\ of|hundreds\ of)\s)?
        (?:dozens?|hundreds?|thousands?|millions?))\b(?=\s(?:of\ )?[a-z])
    )"""
)
_NOT_COUNTED = lexicon().not_counted
_YEARS = re.compile(
    r"(?i)years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|ms|yrs?"
)
_UNIT = re.compile(r"[\s*-]+((?:[\w'’][\w'’/-]*\s?){1,4})")
_UNIT_END = {
    *("and", "or", "in", "of", "for", "with", "to", "by", "from", "at", "on", "using", "through"),
    *("across", "while", "during", "per", "that", "which", "including", "the", "within", "over"),
}
_SENTENCE_END = re.compile(r"(?<=[a-z)%\d][.;!?])\s+(?=[A-Z])")
_PROPER = re.compile(r"[A-Z][\w’'-]*\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")


MAX_CLAIM_CHARS = 600
MAX_PER_PASSAGE = 30
"""A bullet with more figures is a table, not a claim."""


def metrics_in(text: str, start: int, end: int, about: str = "") -> list[Metric]:
    """The figures between two places; each carries its sentence.

    Left out: years, versions, model names, ordinals, page and phone numbers, enumerations.
    """
    found: list[Metric] = []
    for match in _METRIC.finditer(text, start, end):
        if len(found) == MAX_PER_PASSAGE:
            break
        made = _metric(text, match, start, end, about)
        if made is not None:
            found.append(made)
    return found


def _metric(text: str, match: re.Match[str], start: int, end: int, about: str) -> Metric | None:
    group = match.groupdict()
    first, last = match.span()
    if group["money"]:
        kind = MetricKind.money
    elif group["percent"]:
        kind = MetricKind.percent
    elif group["multiple"]:
        kind = MetricKind.multiple
    elif group["team"]:
        kind = MetricKind.count
        first, last = match.span("team")
    elif group["count"]:
        if not _counts(text, match):
            return None
        first, last = match.span("count")
        kind = MetricKind.duration if _YEARS.fullmatch(group["what"]) else MetricKind.count
    else:
        if group["range"] and _YEAR.match(group["range"]):
            return None
        if group["scaled"] and _SIZE.fullmatch(group["scaled"]) and _names_model(text, first):
            return None
        kind = MetricKind.count
    unit = _unit(text, last, end)
    if kind is MetricKind.count and unit and _YEARS.fullmatch(unit.split()[0]):
        kind = MetricKind.duration
    return Metric(
        value=one_line(text[first:last]),
        kind=kind,
        unit=unit,
        span=span_of(text, first, last),
        claim=sentence_around(text, first, last, start, end),
        about=about,
    )


_SIZE = re.compile(r"[\d.]+[BbMm]")


def _names_model(text: str, at: int) -> bool:
    """ "LLaMA-3 8B", "Llama-3.2-8B": the size of a model belongs to its name."""
    before = text[max(0, at - 20) : at].split()
    return bool(before) and bool(re.search(r"\d|^[A-Z]\w*[A-Z]|-$", before[-1]))


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number counts the thing named behind it."""
    number, what = match["count"], match["what"]
    if what.lower() in _NOT_COUNTED:
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    marked = "," in number or number.endswith("+")
    hyphened = text[match.end("count") : match.end("count") + 1] == "-"
    if _YEAR.fullmatch(number) and not hyphened:
        return False
    if marked:
        return True
    if before.endswith(("(", "’", "'", ", ")) and not hyphened:
        return what[0].islower() and not before.endswith(("(", ", "))
    if _PROPER.search(before) and not _opens_sentence(before) and not hyphened:
        # "PlayStation 4 and", "Chapter 7 of": the number belongs to the name before it.
        return False
    if hyphened:
        return what[0].islower() and len(what) > 1
    return what[0].islower() or what.isupper()


def _opens_sentence(before: str) -> bool:
    """Whether the capitalised word before a number is capital only for its place: "Led 4 teams"."""
    words = before.split()
    return len(words) <= 1 or before.rstrip().rsplit(None, 1)[0][-1] in ".:;•*"


def _unit(text: str, at: int, end: int) -> str:
    match = _UNIT.match(text, at, end)
    if match is None:
        return ""
    words: list[str] = []
    for word in match[1].split():
        if word.lower() in _UNIT_END:
            break
        words.append(word)
    return " ".join(words[:3])


def sentence_around(text: str, first: int, last: int, start: int, end: int) -> Quoted:
    """The sentence between two places that holds a stretch, as far as it is not endless."""
    begin = max(start, first - MAX_CLAIM_CHARS // 2)
    stop = min(end, last + MAX_CLAIM_CHARS // 2)
    for match in _SENTENCE_END.finditer(text, begin, stop):
        if match.end() <= first:
            begin = match.end()
        elif match.start() >= last:
            stop = match.start()
            break
    return quoted(text, begin, stop)
