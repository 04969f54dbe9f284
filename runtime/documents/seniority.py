"""Levels out of words and years, by the table of C-08. Pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from runtime.documents.spans import Span, span_of
from runtime.interview.catalogue import Seniority


class SignalKind(StrEnum):
    word = "word"
    """A word that names a level: "senior", "campus"."""
    years = "years"
    """Years of experience asked for."""
    leadership = "leadership"
    """Leading people, or answering for the work of others."""


class SenioritySignal(msgspec.Struct, frozen=True, kw_only=True):
    """One hint at a level; `span.text` is the raw string."""

    kind: SignalKind
    level: Seniority
    text: str
    span: Span


_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_YEARS = re.compile(
    rf"(?i)\b(?P<low>{_NUMBER})\s*(?:\(\d+\)\s*)?(?P<open>\+|plus\b|or more\b)?\s*"
    rf"(?:(?:-|–|—|to|and)\s*(?P<high>{_NUMBER})\s*\+?\s*)?(?:or more\s+)?(?P<unit>years?|yrs?|y\b)"
)
_EXPERIENCE = re.compile(
    r"(?i)experience|background|track record|working|in (?:a|the) |hands-on|exp\b"
)
_AGE = re.compile(r"(?i)\s*(?:old|ago|of age|in business|warranty|contract|in a row)\b")
_NEAR_CHARS = 90
MAX_YEARS = 25

_WORDS: tuple[tuple[Seniority, str], ...] = (
    (
        Seniority.entry,
        r"entry[- ]level|^entry$|junior|jr\.?|campus|new grad(?:uate)?s?|recent graduates?|"
        r"graduates?|freshers?|"
        r"intern(?:s|ship)?|trainee|apprentice|early[- ]career|beginner|no (?:prior )?experience",
    ),
    (Seniority.mid, r"mid[- ]?(?:level|senior|career)?|intermediate|medior"),
    (
        Seniority.senior,
        r"senior|sr\.?|staff|principal|lead|head of|director|vp|vice president|expert[- ]level|"
        r"architect|"
        r"seasoned|veteran",
    ),
)
_WORD_PATTERNS = [
    (level, re.compile(rf"(?i)(?<![\w-])(?:{pattern})(?![\w-])")) for level, pattern in _WORDS
]
_LEADERSHIP = re.compile(
    r"(?i)\b(?:mentor(?:ing)? (?:junior|other|and|a|the|engineers|team)\w*|lead(?:ing)? (?:a|"
    r"the|our) team|"
    r"manag(?:e|ing) (?:a|the|our) (?:\w+ )?team|people management|direct reports|"
    r"set(?:ting)? (?:the )?technical direction|hire and (?:grow|develop))"
)
_DEGREE = re.compile(r"(?i)\s*(?:degree|school|studies|program|of|from|with a|coursework|level)\b")
_TAUGHT = re.compile(
    r"(?i)\b(?:mentor|coach|train|guid|supervis|support|lead|manag)\w*\s(?:\w+\s)?$"
)
_RANKS = ("vp", "vice president", "director", "head of", "principal", "lead", "architect")
_TOWARDS = re.compile(
    r"(?i)\b(?:report\w*(?: directly)? (?:in)?to|work\w*(?: closely)? with|alongside|assist\w*|"
    r"present\w* to|partner\w* with|support\w*) (?:[\w'’]+ ){0,2}$"
)
"""Somebody else's rank: "report to the VP Marketing"."""
_SHORT_WORDS = 6
"""Up to here a text is a label ("Staff", "lead, 6+ years"), not a sentence."""


def parse_seniority(raw: str) -> Seniority | None:
    """The level of a label or title: "0-2 years", "Sr. Engineer", "campus", "staff".

    0-2 years, junior, campus, graduate and intern are entry; 3-5 years and intermediate are mid;
    6 years and more, senior, lead, staff and principal are senior. A bare "3-5" counts as years.
    None when it says nothing.
    """
    bare = re.fullmatch(r"\s*\d{1,2}\s*(?:\+|[-–]\s*\d{1,2})?\s*", raw)
    signals = seniority_signals(raw.strip() + " years" if bare else raw)
    return decide(signals)


def decide(signals: Sequence[SenioritySignal]) -> Seniority | None:
    """Words before years before leadership; among equals the first."""
    for kind in SignalKind:
        for signal in signals:
            if signal.kind is kind:
                return signal.level
    return None


def seniority_signals(text: str) -> list[SenioritySignal]:
    """All hints in a text, in order."""
    short = len(text.split()) <= _SHORT_WORDS
    found = [*_years(text, short), *_words(text, short)]
    for match in _LEADERSHIP.finditer(text):
        found.append(_signal(text, match, SignalKind.leadership, Seniority.senior))
    return sorted(found, key=lambda signal: signal.span.start)


def _years(text: str, short: bool) -> list[SenioritySignal]:
    found: list[SenioritySignal] = []
    for match in _YEARS.finditer(text):
        low = _number(match["low"])
        high = _number(match["high"]) if match["high"] else None
        near = text[max(0, match.start() - _NEAR_CHARS // 3) : match.end() + _NEAR_CHARS]
        if low > MAX_YEARS or _AGE.match(text, match.end()):
            continue
        if not short and not _EXPERIENCE.search(near):
            continue
        years = (low + high) // 2 if high is not None and high >= low else low
        level = Seniority.entry if years <= 2 else Seniority.mid if years <= 5 else Seniority.senior
        found.append(_signal(text, match, SignalKind.years, level))
    return found


def years_asked(text: str) -> int | None:
    """The least number of years of experience that a requirement names, or None."""
    for match in _YEARS.finditer(text):
        low = _number(match["low"])
        if low <= MAX_YEARS and not _AGE.match(text, match.end()):
            return low
    return None


def _words(text: str, short: bool) -> list[SenioritySignal]:
    found: list[SenioritySignal] = []
    for level, pattern in _WORD_PATTERNS:
        for match in pattern.finditer(text):
            if short or _names_level(text, match):
                found.append(_signal(text, match, SignalKind.word, level))
    return found


def _names_level(text: str, match: re.Match[str]) -> bool:
    """Whether a word in a sentence names the level of the job: not "support staff", "lead to"."""
    word = match[0].lower()
    after = text[match.end() : match.end() + 30]
    if word in _RANKS and _TOWARDS.search(text, max(0, match.start() - 40), match.start()):
        return False
    if word.startswith("graduate"):
        return not _DEGREE.match(after) and text[match.start() - 5 : match.start()] != "under"
    if word in ("staff", "lead", "principal", "architect", "head of", "director"):
        # As part of a title both words are capital: "Staff Engineer", "Lead Nurse", "Tech Lead".
        before = text[max(0, match.start() - 20) : match.start()].rstrip().rsplit(" ", 1)[-1]
        beside = after.lstrip()[:1].isupper() or (before[:1].isupper() and before.isalpha())
        return match[0][0].isupper() and beside
    if word in ("junior", "interns", "graduates"):
        return _TAUGHT.search(text, max(0, match.start() - 30), match.start()) is None
    if word in ("mid", "senior", "sr", "sr."):
        return (
            re.match(r"\s*(?:management|leadership|stakeholders|executives|leaders)", after) is None
        )
    return True


def _signal(text: str, match: re.Match[str], kind: SignalKind, level: Seniority) -> SenioritySignal:
    span = span_of(text, match.start(), match.end())
    return SenioritySignal(kind=kind, level=level, text=" ".join(span.text.split()), span=span)


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower(), 0) if word.isalpha() else int(word)
