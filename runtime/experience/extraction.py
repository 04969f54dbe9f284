"""Reads a post by rules: its rounds, themes and what was looked for, all in words of ours. Pure.

Nothing of a post's wording gets into the result: rounds, topics, kinds and signals come from the
cue file, the company from the catalogue, and roles from the table of titles.
"""

import re
from collections.abc import Sequence

from runtime.experience.cues import Cues, QuestionKind, Topic, cues
from runtime.experience.post import (
    ExperiencePost,
    QuestionSignal,
    Round,
    RoundType,
    RubricSignal,
)
from runtime.roles.titles import title_of

MAX_CHARS = 20_000
"""Of a post; the rest of a longer one is about something else."""
_ROUND_LINE = re.compile(
    r"^\W*(?:(?:virtual\s+)?onsite|loop|final|phone|round|r|interview|stage|step)?\s*"
    r"(?:#|no\.?)?\s*(?:\d{1,2}|[ivx]{1,4})\s*(?:st|nd|rd|th)?\s*(?:round|interview)?\s*[:.)\-–(]"
    r"|^\W*(?:first|second|third|fourth|fifth|final|last)\s+(?:round|interview)\b",
    re.IGNORECASE,
)
_ROUND_WORD = re.compile(r"\b(?:round|interview|stage|onsite|loop)\b", re.IGNORECASE)
_HEADING_WORDS = 8
"""A line this short that names a kind of round begins one."""
_ROLE = re.compile(
    r"\b((?:(?:senior|sr\.?|junior|jr\.?|lead|staff|principal|associate|graduate|intern)\s+)?"
    r"(?:[a-z/+#&-]+[^\S\n]+){0,3}?"
    r"(?:engineer|developer|analyst|scientist|specialist|manager|designer|tester|executive|representative|"
    r"associate|administrator|architect|consultant|sde|swe|sdet)(?:\s*[-]?\s*(?:i{1,3}|iv|[1-4]))?)"
    r"\b",
    re.IGNORECASE,
)
_ROUND_OF_KIND = {
    "coding_structure": RoundType.coding,
    "coding_method": RoundType.coding,
    "data_query": RoundType.coding,
    "system_design": RoundType.system_design,
    "conflict": RoundType.behavioral,
    "failure": RoundType.behavioral,
    "influence": RoundType.behavioral,
    "customer_talk": RoundType.case,
    "product_choice": RoundType.case,
}
"""What a round was, told by what it was about."""
_NO_TITLE = frozenset({
    "a", "an", "the", "my", "your", "his", "her", "our", "their", "this", "that", "another",
    "each", "any", "some", "hiring", "good", "bad",
})  # fmt: skip
"""Words before "manager" or "engineer" that tell of a person in the story, not of the job."""
_SHORT_ROLES = {"sde": "Software Engineer", "swe": "Software Engineer", "sdet": "QA Engineer"}


def extract_post(
    text: str, *, companies: Sequence[str], company: str | None = None, tags: str | None = None
) -> ExperiencePost:
    """What a post tells, by rules.

    `companies` are the names of the catalogue; `company` and `tags` are what the source says
    beside the text. The first name that the source or the text gives is taken.
    """
    known = cues()
    body = text[:MAX_CHARS]
    parts = _rounds(body, known)
    rounds: list[Round] = []
    topics: list[Topic] = known.topics_of(f"{body}\n{tags or ''}")
    for kind, span in parts:
        here = known.topics_of(span)
        rounds.append(Round(type=kind, topics=tuple(topic.name for topic in here[:6])))
    return ExperiencePost(
        company=_company(body, companies, company),
        roles_mentioned=_roles(f"{tags or ''}\n{body}"),
        rounds=tuple(rounds),
        question_signals=tuple(_signals(topics, known)),
        rubric_signals=tuple(
            RubricSignal(dimension=cue.dimension, signal=cue.signal)
            for cue in known.rubric_of(body)
        ),
    )


def _rounds(text: str, known: Cues) -> list[tuple[RoundType, str]]:
    """(kind, its text) of each round; a new one begins at a numbered or short naming line."""
    found: list[tuple[RoundType, list[str]]] = []
    for line in text.splitlines():
        numbered = _ROUND_LINE.match(line) is not None
        kind = known.round_of(line)
        heads = numbered and (kind is not None or _ROUND_WORD.search(line) is not None)
        heading = re.split(r"[:–—]|\s-\s", line, maxsplit=1)[0]
        named = known.round_of(heading) if len(heading.split()) <= _HEADING_WORDS else None
        if heads or named is not None:
            kind = kind if numbered else named
            found.append((kind or RoundType.other, [line]))
        elif found:
            found[-1][1].append(line)
    if not found and (kind := known.round_of(text)) is not None:
        return [(kind, text)]
    return [
        (_resolved(kind, "\n".join(lines), known), "\n".join(lines)) for kind, lines in found[:12]
    ]


def _resolved(kind: RoundType, text: str, known: Cues) -> RoundType:
    """A round that its heading leaves open is named by its first theme."""
    if kind is not RoundType.other:
        return kind
    for topic in known.topics_of(text):
        if topic.kind in _ROUND_OF_KIND:
            return _ROUND_OF_KIND[topic.kind]
    return known.round_of(text) or RoundType.other


def _signals(topics: Sequence[Topic], known: Cues) -> list[QuestionSignal]:
    """One per kind, naming its first themes."""
    by_kind: dict[str, list[str]] = {}
    for topic in topics:
        by_kind.setdefault(topic.kind, []).append(topic.name)
    return [_signal(known.kinds[kind], names) for kind, names in by_kind.items()]


def _signal(kind: QuestionKind, names: Sequence[str]) -> QuestionSignal:
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return QuestionSignal(pattern=kind.pattern, evidence=kind.evidence.format(topic=listed))


def _company(text: str, companies: Sequence[str], given: str | None) -> str:
    if given and given.strip():
        same = [name for name in companies if name.casefold() == given.strip().casefold()]
        return same[0] if same else " ".join(given.split())[:80]
    found = [
        (match.start(), name)
        for name in companies
        if (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    ]
    return min(found)[1] if found else ""


def _roles(text: str) -> tuple[str, ...]:
    """Titles as our table knows them, so that no odd wording is kept."""
    roles: dict[str, None] = {}
    for match in _ROLE.finditer(text):
        words = " ".join(match[1].split())
        last = re.sub(r"[\s-]*(?:i{1,3}|iv|[1-4])$", "", words, flags=re.IGNORECASE)
        short = _SHORT_ROLES.get(last.split()[-1].lower())
        name = short or _titled(last)
        if name:
            roles.setdefault(name)
    return tuple(roles)[:5]


def _titled(words: str) -> str | None:
    """The shortest ending of the words that is a known title, spelt as titles are."""
    listed = words.split()
    for start in range(len(listed) - 1, -1, -1):
        ending = " ".join(listed[start:])
        if listed[start].lower() in _NO_TITLE:
            return None
        if len(listed) - start >= 2 and title_of(ending) is not None:
            return " ".join(
                word if word.isupper() else word.capitalize() for word in ending.split()
            )
    return None
