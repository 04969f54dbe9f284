"""Claim ledger: checkable statements, and the few pairs of them that can't both be true. Pure.

Precision before reach: a wrong accusation costs more than a missed contradiction. So only four
kinds are read (how long a tool or employer lasted, never having used a tool, who led, figures),
numbers must differ by at least a factor of two, and what depends on a project (team size,
figures, leading) is compared only within one question.
"""

import re
from collections.abc import Sequence

from runtime.interview import lexicon, quantities
from runtime.interview.plan import Claim, Contradiction, Question
from runtime.interview.quantities import NUMBER
from runtime.interview.tools import TOOLS

FACTOR = 2.0
"""Numbers closer than this are called rounding or another way of counting."""
QUOTE_WORDS = 12

_TOOL = TOOLS.pattern[2:-2]
_DURATION = rf"(?P<number>{NUMBER}) (?P<unit>years?|months?)"
_TOOL_DURATION = (
    re.compile(
        rf"\b{_DURATION}(?: \w+)? (?:of|with|using|in|on|writing|doing) (?P<name>{_TOOL})\b"
    ),
    re.compile(rf"\b(?P<name>{_TOOL}) for (?:about |around |over |almost |nearly )?{_DURATION}\b"),
)
_SOMEWHERE = re.compile(
    r"^ ?(?:at|there|here|in (?:that|this|my)|for (?:that|this|my)|on (?:that|this))\b"
)
"""A duration bound to one place says nothing about the whole."""
_NEVER = re.compile(
    rf"\b(?:never (?:really |actually )?(?:used|worked with|touched|tried)|no experience (?:with|"
    rf"in)|"
    rf"havent (?:really |ever )?(?:used|worked with)) (?P<name>{_TOOL})\b"
)
_TEAM = re.compile(
    rf"\b(?:team of (?:about |around |roughly )?(?P<number>{NUMBER})|"
    rf"we were (?P<other>{NUMBER}) (?:people|engineers|developers|agents|reps))\b"
)
_QUANTITY = (
    r"latency|revenue|churn|conversion|costs?|errors?|throughput|sales|downtime|response times?|"
    r"satisfaction|retention|load times?|traffic"
)
_CHANGE = re.compile(
    rf"\b(?:(?:reduced|cut|lowered|increased|improved|raised|grew|"
    rf"dropped) (?:\w+ ){{0,2}}(?P<name>{_QUANTITY})"
    rf"|(?P<other>{_QUANTITY}) (?:\w+ )?(?:dropped|fell|rose|grew|went up|went down|increased|"
    rf"improved)) "
    rf"(?:\w+ )?by (?:about |around |roughly |over |almost )?(?P<number>{NUMBER}) percent\b"
)
_LED = re.compile(
    r"\bi (?:led|was leading|headed|was the (?:\w+ )?lead|was in charge|"
    r"owned)\b(?: (?:of )?(?:the|this|"
    r"that|it)(?: \w+)?)?"
)
_HELPED = re.compile(
    r"\b(?:i (?:only|just|mostly|merely) (?:helped|assisted|watched|supported|followed)|"
    r"i (?:wasnt|was not|didnt|did not) (?:really )?(?:the lead|lead|leading|in charge|"
    r"responsible|own)|"
    r"(?:someone else|my (?:colleague|manager|boss|lead|team lead)) (?:led|ran|owned|"
    r"was leading))\b"
    r"(?: (?:it|that|this|out))?"
)


def extract(
    text: str, *, turn_id: str, question: Question | None, resume: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Claims in an answer; `resume` only tells which employers' names to listen for."""
    words = _Words(text)
    scope = question.question_id if question is not None else "-"
    found: list[Claim] = []

    def claim(subject: str, value: str, match: re.Match[str]) -> None:
        quote = words.quote(match.start(), match.end())
        found.append(Claim(subject=subject, value=value, quote=quote, source=turn_id))

    employers = [known.subject[9:] for known in resume if known.subject.startswith("employer:")]
    for pattern in _TOOL_DURATION:
        for match in pattern.finditer(words.flat):
            if not _SOMEWHERE.match(words.flat[match.end() :]):
                claim(f"tool:{match['name']}", f"{_months(match)} months", match)
    for name in employers:
        stay = rf"\b{_DURATION} (?:at|with|for) {re.escape(lexicon.flatten(name))}\b"
        for match in re.finditer(stay, words.flat):
            claim(f"employer:{name}", f"{_months(match)} months", match)
    for match in _NEVER.finditer(words.flat):
        claim(f"tool:{match['name']}", "never", match)
    for match in _TEAM.finditer(words.flat):
        size = number_of(match["number"] or match["other"])
        claim(f"team@{scope}", f"{size:g} people", match)
    for match in _CHANGE.finditer(words.flat):
        name = (match["name"] or match["other"]).rstrip("s")
        claim(f"metric:{name}@{scope}", f"{number_of(match['number']):g} percent", match)
    for match in _LED.finditer(words.flat):
        claim(f"role@{scope}", "led", match)
    for match in _HELPED.finditer(words.flat):
        claim(f"role@{scope}", "helped", match)
    return tuple(found)


def contradiction(
    now: Sequence[Claim], before: Sequence[Claim], raised: Sequence[str]
) -> Contradiction | None:
    """The first claim of an answer that an earlier answer or the résumé rules out.

    Subjects in `raised` have been spoken about already and are left alone.
    """
    for claim in now:
        if claim.subject in raised or _wavers(claim, now):
            continue
        for earlier in reversed(before):
            if earlier.source != claim.source and _clash(earlier, claim):
                return Contradiction(before=earlier, now=claim)
    return None


def number_of(words: str) -> float:
    """The number that digits or number words stand for: "twenty five" is 25."""
    total = part = 0.0
    for word in words.replace(",", "").split():
        if word in quantities.NUMBER_WORDS:
            value = float(quantities.NUMBER_WORDS[word])
            if value < 100:
                part += value
            elif value == 100:
                part = max(part, 1.0) * value
            else:
                total, part = total + max(part, 1.0) * value, 0.0
        elif word != "and":
            try:
                part += float(word)
            except ValueError:
                return 0.0
    return total + part


def _months(match: re.Match[str]) -> str:
    months = number_of(match["number"]) * (12 if match["unit"].startswith("year") else 1)
    return f"{months:g}"


def _amount(value: str) -> tuple[float, str] | None:
    """Number and unit of a claim's value; years count as months."""
    match = re.match(rf"({NUMBER})\+? ?(\w+)", lexicon.flatten(value))
    if match is None:
        return None
    unit = match[2].rstrip("s")
    amount = number_of(match[1])
    return (amount * 12, "month") if unit == "year" else (amount, unit)


def _clash(earlier: Claim, claim: Claim) -> bool:
    same = earlier.subject == claim.subject
    from_resume = earlier.source == "resume"
    if from_resume and claim.subject.startswith("metric:"):
        same = claim.subject.startswith(earlier.subject + "@")
    if not same:
        return False
    if claim.subject.startswith("role@"):
        return {earlier.value, claim.value} == {"led", "helped"}
    if (claim.value == "never") is not (earlier.value == "never"):
        return True
    one, other = _amount(earlier.value), _amount(claim.value)
    if one is None or other is None or one[1] != other[1]:
        return False
    small, large = sorted((one[0], other[0]))
    return small > 0 and large >= FACTOR * small


def _wavers(claim: Claim, now: Sequence[Claim]) -> bool:
    """The same answer says it in two ways: it explains itself already."""
    return any(other.subject == claim.subject and other.value != claim.value for other in now)


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


_CORRECTS = re.compile(
    r"\b(?:correct myself|to correct (?:that|what)|i misspoke|earlier i said|i said (?:before|"
    r"earlier)|i was wrong (?:before|earlier)|not what i said (?:before|earlier)|me equivoque|"
    r"antes dije)\b"
)


def corrects(text: str) -> bool:
    """The candidate says openly that something said before was not right."""
    return _CORRECTS.search(lexicon.flatten(text)) is not None
