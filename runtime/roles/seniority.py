"""Reads a seniority from the words of a posting or a résumé (C-08). Pure."""

import re

import msgspec

from runtime.interview.catalogue import Seniority

MID_FROM_YEARS = 3.0
SENIOR_FROM_YEARS = 6.0
"""0-2 years are entry, 3-5 mid, 6 and more senior (C-08)."""


class SeniorityReading(msgspec.Struct, frozen=True, kw_only=True):
    """A seniority and the words it was read from."""

    seniority: Seniority
    raw: str
    """The text as it was given; it is kept beside the reading (C-08)."""
    found: str
    """The words that decided, lower case."""


_NOT_A_LEVEL = re.compile(
    r"\b(lead generation|lead gen\b|sales leads?\b|qualified leads?|chief of staff|staffing"
    r"|senior (living|care|citizens?)|internal|international|associate(?= (director|partner|vice))"
    r"|(under|post)?graduate (degree|school)|associate'?s? degree)"
)
_WORDS: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    (
        Seniority.senior,
        re.compile(
            r"\b(senior|sr\.?|lead|staff|principal|head of|director|vice president|vp|chief"
            r"|expert|architect|iii|iv)(?![\w])"
        ),
    ),
    (
        Seniority.entry,
        re.compile(
            r"\b(junior|jr\.?|campus|graduate|intern|internship|trainee|apprentice|fresher"
            r"|freshers|entry[- ]level|entry|working student|no experience|associate)(?![\w])"
        ),
    ),
    (
        Seniority.mid,
        re.compile(r"\b(intermediate|mid[- ]?level|mid|experienced|medior|ii)(?![\w])"),
    ),
)
_YEARS = re.compile(
    r"(?P<low>\d{1,2}(?:\.\d)?)\s*(?:(?P<range>-|–|to)\s*(?P<high>\d{1,2}(?:\.\d)?))?"
    r"\s*(?P<open>\+)?\s*(?:or more\s*)?(?:years?|yrs?\b|y\b)"
)


def parse_seniority(text: str | None) -> SeniorityReading | None:
    """The seniority a text states; None when it states none.

    Words win over years (`Senior, 4 years`), and of the words the highest level wins, except
    that `senior` does not count in `senior living`, nor `lead` in `lead generation`. A range of
    years counts as its middle, an open one (`5+ years`) as its beginning.
    """
    raw = text or ""
    plain = _NOT_A_LEVEL.sub(" ", " ".join(raw.casefold().split()))
    for level, words in _WORDS:
        if word := words.search(plain):
            return SeniorityReading(seniority=level, raw=raw, found=word[0])
    if years := _YEARS.search(plain):
        low = float(years["low"])
        middle = (low + float(years["high"])) / 2 if years["high"] else low
        return SeniorityReading(seniority=_of_years(middle), raw=raw, found=years[0].strip())
    return None


def _of_years(years: float) -> Seniority:
    if years >= SENIOR_FROM_YEARS:
        return Seniority.senior
    return Seniority.mid if years >= MID_FROM_YEARS else Seniority.entry
