"""Questions that could be asked: each pattern with the facts that fit it, filled. Pure."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from runtime.interview.catalogue import QuestionPattern
from runtime.interview.filling import Slots, slots_of
from runtime.interview.plan import PhaseId
from runtime.planning.facts import Fact, FactKind

MOST_WORDS = 45
"""Of a question with its fact; a longer one nobody keeps in mind while listening."""
MOST_SENTENCES = 2
ANYWHERE = "any"
PERSONAL = frozenset({PhaseId.resume_deep_dive, PhaseId.role_skills, PhaseId.behavioral})
"""Phases whose questions ask what the candidate did, so that an employer can be their setting."""

_SENTENCE_END = re.compile(r"[.?!](?=\s+[A-Z]|$)")
_PAST = re.compile(
    r"(?i)^(?:tell me about|walk me through|take me through|think of|when did|how did|what did|"
    r"what was|what's (?:a|the) |which |describe|give me|have you|who (?:was|did))"
)
"""Openings of questions about what has happened; others set a situation of their own."""
_PLACED = re.compile(
    r"(?i)\b(?:last job|where you work|your (?:current|present|last) |in one year)\b"
)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A question that could be asked."""

    pattern: QuestionPattern
    text: str
    topic: str
    slots: Slots
    fact: Fact | None = None
    """What it is about; None for a question of the role alone."""
    lead: str = ""
    """The sentence that brings the fact up, where the pattern has no slot for it."""


def candidates(
    patterns: Sequence[QuestionPattern],
    facts: Sequence[Fact],
    *,
    slots: Slots,
    role_category: str,
    fits: dict[str, list[Fact]],
) -> Iterator[Candidate]:
    """Every way to ask each pattern; `fits` names the skills and companies that lead up to it."""
    for pattern in patterns:
        names = set(slots_of(pattern.template))
        about = [fact for fact in facts if _fills(pattern, names, fact, role_category)]
        for fact in about:
            made = _candidate(pattern, slots.with_facts(fact.slots), fact)
            if made is not None:
                yield made
        plain = _candidate(pattern, slots, None)
        if plain is None:
            continue
        yield plain
        if about or _sentences(plain.text) >= MOST_SENTENCES:
            continue
        for fact in (*fits.get(pattern.pattern_id, ()), *_settings(pattern, facts, role_category)):
            for lead in fact.leads:
                text = f"{lead} {plain.text}"
                if len(text.split()) <= MOST_WORDS:
                    yield msgspec.structs.replace(plain, text=text, fact=fact, lead=lead)


def _candidate(pattern: QuestionPattern, slots: Slots, fact: Fact | None) -> Candidate | None:
    text = slots.filled(pattern.template, pattern.variables)
    topic = slots.filled(pattern.topic, pattern.variables)
    if text is None or topic is None or len(text.split()) > MOST_WORDS:
        return None
    if _sentences(text) > MOST_SENTENCES:
        return None
    return Candidate(
        pattern=pattern, text=text[:1].upper() + text[1:], topic=topic, slots=slots, fact=fact
    )


def _fills(pattern: QuestionPattern, names: set[str], fact: Fact, role_category: str) -> bool:
    """Whether the fact fills a slot of the pattern, and its trade is the pattern's."""
    given = names & set(fact.slots)
    if not given:
        return False
    own = pattern.role_category != ANYWHERE
    if own and fact.kind is FactKind.employer:
        return fact.trade == role_category
    if own and fact.kind is FactKind.project:
        return fact.is_technical or fact.trade == role_category
    if own and "skill" in given:
        # "What's the most demanding thing you've built with it?" needs a tool, not a field.
        return fact.is_technical and fact.slots["skill"][:1].isupper()
    return True


def _settings(
    pattern: QuestionPattern, facts: Sequence[Fact], role_category: str
) -> Iterator[Fact]:
    """Employers in whose setting a question about the candidate's past can be asked."""
    if pattern.phase not in PERSONAL or not _PAST.match(pattern.template):
        return
    if _PLACED.search(pattern.template):
        return
    for fact in facts:
        if fact.kind is FactKind.employer and (
            pattern.role_category == ANYWHERE or fact.trade == role_category
        ):
            yield fact


def _sentences(text: str) -> int:
    return len(_SENTENCE_END.findall(text))
