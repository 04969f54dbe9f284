"""Dates and date ranges as people write them in résumés. Pure.

Months are counted from year 0, so that ranges can be compared: January 2020 is 24240.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec


class YearMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A date as precise as it was written."""

    year: int
    month: int | None = None
    """1 to 12; None when only the year was written."""

    @property
    def earliest(self) -> int:
        """First month it can mean."""
        return self.year * 12 + (self.month - 1 if self.month else 0)

    @property
    def latest(self) -> int:
        """Last month it can mean."""
        return self.year * 12 + (self.month - 1 if self.month else 11)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}" if self.month else f"{self.year}"


class DateRange(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when, and where it is written."""

    started: YearMonth | None
    """None for a single date: the end of something, such as a degree."""
    ended: YearMonth | None
    """None while it goes on."""
    start: int
    end: int
    """Offsets of the text it was read from."""

    @property
    def is_current(self) -> bool:
        return self.ended is None


_MONTH_NAMES = {
    1: "january jan enero ene janvier janv januar jän janeiro",
    2: "february feb febrero février fevrier févr februar fevereiro fev",
    3: "march mar marzo mars märz maerz março marco",
    4: "april apr abril abr avril avr",
    5: "may mayo mai maio",
    6: "june jun junio juin juni junho",
    7: "july jul julio juillet juil juli julho",
    8: "august aug agosto ago août aout",
    9: "september sept sep septiembre septembre setembro set",
    10: "october oct octubre octobre oktober okt outubro out",
    11: "november nov noviembre novembre novembro",
    12: "december dec diciembre dic décembre decembre déc dezember dez dezembro",
}
_MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "monsoon": 7, "winter": 12}
"""First month of each, on the northern half; close enough for gaps of several months."""

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_POINT = re.compile(
    rf"""(?ix)
    (?<![\w$€£\#/.])(?<!\d\d\d-\d\d\d-)  # not inside a number, a word or an address
    (?:
      (?P<now>present(?:\ day)?|current(?:ly)?|now|today|ongoing|date|in\ progress|
        actualidad|actual|presente|atual|heute|aujourd.hui)\b
    | (?P<year_first>{_YEAR})\s?[-/.]\s?(?P<month_last>1[0-2]|0[1-9])
        (?:[-/.](?:[0-2]\d|3[01]))?(?!\d)
    | (?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<full>{_YEAR})(?!\d)
    | (?P<number>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<number_year>{_YEAR})(?!\d)
    | (?:{_DAY}\.?\s+)?(?P<month>{_MONTH})\b\.?,?[\s/-]*(?:{_DAY},\s*|of\s+|de\s+)?
        (?P<month_year>{_YEAR}|['’‘`]\d\d)(?!\d)
    | (?P<season>{"|".join(_SEASONS)})\s*(?:of\s+)?(?P<season_year>{_YEAR}|['’‘`]\d\d)(?!\d)
    | [qQ](?P<quarter>[1-4])[\s,/]*(?P<quarter_year>{_YEAR})(?!\d)
    | (?<![A-Za-z]-)(?P<year>{_YEAR})(?![\d%]|,\d|\.\d|\s?[-]?(?:people|users|images|x)\b)
    # Short forms, believed only next to another date:
    | (?P<loose_number>1[0-2]|0?[1-9])/(?P<loose_number_year>\d\d)(?![\d/])
    | (?P<loose_month>{_MONTH})\b\.?(?:[\s-](?P<loose_month_year>\d\d)(?![\d,]))?
    | ['’‘`](?P<loose_year>\d\d)(?!\d)
    )
    """
)
_JOINT = re.compile(
    r"\s*(?:[-‐‑‒–—−~→]+|>|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b|\bbis\b|\bhasta\b|"
    r"\bau?\b|\baté\b)\s*",
    re.IGNORECASE,
)
_SHORT_END = re.compile(rf"\s?[-–/](?P<year>\d\d|{_YEAR})(?![\d/])")
_SINCE = re.compile(r"(?:\bsince|\bfrom|\bseit|\bdesde|\bdepuis)\s*$", re.IGNORECASE)


class _Point(NamedTuple):
    start: int
    end: int
    when: YearMonth | None
    """None is the present."""
    loose: bool
    """Too short to be a date by itself."""
    bare_month: int | None = None
    """A month whose year stands at the other end: "Jan - Mar 2020"."""


def date_ranges(text: str, offset: int = 0) -> list[DateRange]:
    """All ranges in a text, in order; `offset` is added to the places.

    "2019 - 2021", "Feb 2005 – Present", "Aug’23 to July'27", "02/2022-12/2022", "since 2021",
    "Jan-Mar 2020", "2019/20". A range that ends before it starts is none.
    """
    found: list[DateRange] = []
    points = list(_points(text))
    number = 0
    while number < len(points):
        first = points[number]
        number += 1
        if number < len(points):
            second = points[number]
            if _JOINT.fullmatch(text, first.end, second.start):
                made = _pair(first, second, offset)
                if made is not None:
                    found.append(made)
                    number += 1
                    continue
        if first.when is None or first.loose:
            continue
        short = _SHORT_END.match(text, first.end)
        if short and first.when.month is None:
            year = _century(short["year"])
            if year == first.when.year + 1 or ("/" not in short[0] and year > first.when.year):
                found.append(
                    DateRange(
                        started=first.when,
                        ended=YearMonth(year=year),
                        start=first.start + offset,
                        end=short.end() + offset,
                    )
                )
                continue
        since = _SINCE.search(text, 0, first.start)
        if since:
            found.append(
                DateRange(
                    started=first.when,
                    ended=None,
                    start=since.start() + offset,
                    end=first.end + offset,
                )
            )
    return found


def single_dates(text: str, offset: int = 0) -> list[DateRange]:
    """Dates that stand alone ("Udemy, 2025"), as ranges without a start."""
    taken = [(found.start, found.end) for found in date_ranges(text)]
    return [
        DateRange(
            started=None, ended=point.when, start=point.start + offset, end=point.end + offset
        )
        for point in _points(text)
        if point.when is not None
        and not point.loose
        and not any(start <= point.start < end for start, end in taken)
    ]


def _points(text: str) -> Iterator[_Point]:
    for match in _POINT.finditer(text):
        point = _point(match)
        if point is not None:
            yield point


def _point(match: re.Match[str]) -> _Point | None:
    start, end = match.span()
    group = match.groupdict()

    def at(year: str, month: int | None, *, loose: bool = False) -> _Point:
        return _Point(start, end, YearMonth(year=_century(year), month=month), loose)

    if group["now"]:
        return _Point(start, end, None, loose=True)
    if group["year_first"]:
        return at(group["year_first"], int(group["month_last"]))
    if group["full"]:
        first, second = int(group["a"]), int(group["b"])
        # 03/04/2020 means two things; the month is known only when one of them can't be it.
        months = {n for n in (first, second) if 1 <= n <= 12}
        return at(group["full"], months.pop() if len(months) == 1 else None) if months else None
    if group["number"]:
        return at(group["number_year"], int(group["number"]))
    if group["month"]:
        return at(group["month_year"], _MONTHS[group["month"].lower()])
    if group["season"]:
        return at(group["season_year"], _SEASONS[group["season"].lower()])
    if group["quarter"]:
        return at(group["quarter_year"], int(group["quarter"]) * 3 - 2)
    if group["year"]:
        return at(group["year"], None)
    if group["loose_number"]:
        return at(group["loose_number_year"], int(group["loose_number"]), loose=True)
    if group["loose_month"]:
        month = _MONTHS[group["loose_month"].lower()]
        if group["loose_month_year"]:
            return at(group["loose_month_year"], month, loose=True)
        return _Point(start, end, None, loose=True, bare_month=month)
    return at(group["loose_year"], None, loose=True)


def _pair(first: _Point, second: _Point, offset: int) -> DateRange | None:
    started, ended = first.when, second.when
    if second.bare_month is not None:
        return None
    if started is None:
        if first.bare_month is None or ended is None:
            return None
        started = YearMonth(year=ended.year, month=first.bare_month)
        if started.earliest > ended.latest:
            started = YearMonth(year=ended.year - 1, month=first.bare_month)
    elif first.loose and ended is None and started.month is None:
        return None
    if ended is not None and started.earliest > ended.latest:
        return None
    return DateRange(
        started=started, ended=ended, start=first.start + offset, end=second.end + offset
    )


def _century(year: str) -> int:
    """Two digits mean the last or the next years: '49 is 2049, '50 is 1950."""
    number = int(year.lstrip("'’‘`"))
    if number >= 100:
        return number
    return 2000 + number if number < 50 else 1900 + number


def months_of(ranges: Sequence[tuple[int, int]]) -> int:
    """Months covered by at least one of the ranges, given as first and last month."""
    covered, reach = 0, -1
    for first, last in sorted(ranges):
        first = max(first, reach + 1)
        if last >= first:
            covered += last - first + 1
            reach = last
    return covered
