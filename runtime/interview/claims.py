"""Claim ledger: the checkable statements of an answer. Pure.

A subject is `kind:name` for what holds of the whole person, `kind@question` for what holds of one
story, with `/employer` behind it where one is named.
"""

import re
from collections.abc import Iterator, Sequence

from runtime.interview import claim_patterns as said
from runtime.interview import lexicon
from runtime.interview.denials import denials
from runtime.interview.plan import Claim, Question
from runtime.interview.quantities import number_of, year_of
from runtime.interview.tools import TOOLS

QUOTE_WORDS = 14


def extract(
    text: str, *, turn_id: str, question: Question | None, resume: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Claims in an answer; `resume` only tells which employers' names to listen for.

    What the same answer says in two ways is left out: it explains itself.
    """
    words = _Words(text)
    employers = {
        lexicon.flatten(claim.subject[9:]): claim.subject[9:]
        for claim in resume
        if claim.subject.startswith("employer:")
    }
    scope = question.question_id if question is not None else "-"
    asked = lexicon.flatten(question.text) if question is not None else ""
    named = [name for name in employers if _names(words.flat, name) or _names(asked, name)]
    story = f"@{scope}/{employers[named[0]]}" if len(named) == 1 else f"@{scope}"
    found = [
        Claim(
            subject=subject,
            value=value,
            quote=words.quote(*(where.span() if isinstance(where, re.Match) else where)),
            source=turn_id,
        )
        for subject, value, where in (
            *_about_tools(words.flat, resume),
            *_about_employers(words.flat, employers),
            *_about_stories(words.flat, story),
            *_about_the_person(words.flat),
        )
    ]
    return tuple(claim for claim in found if not _wavers(claim, found))


_Found = Iterator[tuple[str, str, re.Match[str] | tuple[int, int]]]
"""Subject, value, and where it is said."""


def _names(flat: str, employer: str) -> bool:
    return f" {employer} " in f" {flat} "


def _about_tools(flat: str, resume: Sequence[Claim]) -> _Found:
    for pattern in said.TOOL_DURATION:
        for match in pattern.finditer(flat):
            if not said.SOMEWHERE.match(flat[match.end() :]):
                yield f"tool:{match['name']}", _months(match), match
    listed = [claim.subject[5:] for claim in resume if claim.subject.startswith("tool:")]
    unusual = [re.escape(name) for name in listed if _names(flat, name) and not TOOLS.search(name)]
    for pattern in (TOOLS, *(re.compile(rf"\b{name}\b") for name in unusual)):
        for name, start, end in denials(flat, pattern):
            yield f"tool:{name}", "never", (start, end)
    for match in said.USED.finditer(flat):
        yield f"tool:{match['name']}", "used", match


def _about_employers(flat: str, employers: dict[str, str]) -> _Found:
    for spoken, name in employers.items():
        if not _names(flat, spoken):
            continue
        for pattern in said.stay_at(spoken):
            for match in pattern.finditer(flat):
                yield f"employer:{name}", _months(match), match
        for match in said.never_at(spoken).finditer(flat):
            yield f"employer:{name}", "never", match
        for kind, patterns in (("from", said.joined(spoken)), ("until", said.left(spoken))):
            for pattern in patterns:
                for match in pattern.finditer(flat):
                    yield f"{kind}:{name}", f"{year_of(match['year'])}", match
        for pattern in said.span_at(spoken):
            for match in pattern.finditer(flat):
                span = f"{year_of(match['year'])} to {year_of(match['end'])}"
                yield f"during:{name}", span, match
        for match in said.now_at(spoken).finditer(flat):
            yield "current", name, match


def _about_stories(flat: str, where: str) -> _Found:
    for match in said.REPORTS.finditer(flat):
        yield f"reports{where}", f"{_first_number(match)} people", match
    for match in said.TEAM.finditer(flat):
        yield f"team{where}", f"{_first_number(match)} people", match
    for match in said.ALONE.finditer(flat):
        yield f"team{where}", "1 people", match
    for match in said.CHANGE.finditer(flat):
        name = (match["name"] or match["other"]).rstrip("s")
        yield f"metric:{name}{where}", f"{_percent(match):g} percent", match
    for match in said.RATE.finditer(flat):
        value = f"{number_of(match['number']):g} {match['name']}"
        yield f"rate:{match['name']} a {match['unit']}{where}", value, match
    for pattern, value in (
        (said.LED, "led"),
        (said.HELPED, "helped"),
    ):
        for match in pattern.finditer(flat):
            yield f"role{where}", value, match
    for pattern, value in ((said.LAID_OFF, "laid off"), (said.RESIGNED, "resigned")):
        for match in pattern.finditer(flat):
            yield f"left{where}", value, match


def _about_the_person(flat: str) -> _Found:
    for match in said.EXPERIENCE.finditer(flat):
        yield "experience", _months(match), match
    for pattern, subject, value in (
        (said.NEVER_MANAGED, "managed", "never"),
        (said.REPORTS, "managed", "used"),
        (said.QUOTA_ALWAYS, "quota", "always met"),
        (said.QUOTA_MISSED, "quota", "missed"),
        (said.DEGREE, "degree", "used"),
        (said.NO_DEGREE, "degree", "never"),
    ):
        for match in pattern.finditer(flat):
            yield subject, value, match
    for pattern, value in ((said.SPEAKS, "used"), (said.NOT_SPEAKING, "never")):
        for match in pattern.finditer(flat):
            yield f"speaks:{match['name']}", value, match


def corrects(text: str) -> bool:
    """The candidate says openly that something said before was not right."""
    return said.CORRECTS.search(lexicon.flatten(text)) is not None


def _months(match: re.Match[str]) -> str:
    number = match["number"]
    amount = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "a couple of": 2.0}.get(number)
    if amount is None:
        amount = 3.0 if number == "a few" else number_of(number)
    if match["half"] or match["tail"]:
        amount += 0.5
    months = amount * (12 if match["unit"].startswith("year") else 1)
    return f"{months:g} months"


def _first_number(match: re.Match[str]) -> str:
    groups = match.groupdict()
    words = next(groups[name] for name in ("number", "other", "third") if groups.get(name))
    return f"{number_of(words):g}"


def _percent(match: re.Match[str]) -> float:
    """A change as a percentage, also where it was said as "from 900 to 600" or "in half"."""
    if match["part"]:
        return said.PARTS[match["part"]]
    if match["from"]:
        start, end = number_of(match["from"]), number_of(match["to"])
        return round(100 * abs(end - start) / start) if start else 0.0
    return number_of(match["number"])


def _wavers(claim: Claim, now: Sequence[Claim]) -> bool:
    """The same answer says it in two ways: it explains itself already."""
    for other in now:
        values = {claim.value, other.value}
        same = other.subject == claim.subject and len(values) == 2
        if same and ("never" in values or "used" not in values):
            return True
    return False


class _Words:
    """Flattened text that remembers which original words its parts came from."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        self._starts: list[int] = []
        flat: list[str] = []
        length = 0
        for match in re.finditer(r"\S+", text):
            for token in lexicon.flatten(match[0]).split():
                self._starts.append(length)
                self._spans.append(match.span())
                flat.append(token)
                length += len(token) + 1
        self.flat = " ".join(flat)

    def quote(self, start: int, end: int) -> str:
        """The candidate's own words behind a stretch of the flattened text."""
        spans = [
            span for span, at in zip(self._spans, self._starts, strict=True) if start <= at < end
        ][:QUOTE_WORDS]
        return self._text[spans[0][0] : spans[-1][1]].strip(" ,.;:!?")
