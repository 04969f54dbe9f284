"""Chooses what is asked: the weightiest facts, spread over kinds, places and phases. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from runtime.interview.catalogue import PatternType
from runtime.interview.dimensions import DimensionId
from runtime.interview.plan import PhaseId
from runtime.interview.seed import mix
from runtime.planning.candidates import ANYWHERE, Candidate
from runtime.planning.facts import RISKS, Fact, FactKind
from runtime.planning.nearness import stems

FACT = 1.2
WEIGHT = 2.0
"""A question about a fact beats any other; among facts their own weight decides."""
LEAD = 0.9
BLUEPRINT = 1.2
OWN_ROLE = 0.5
WEAK_AREA = 0.5
STRESS = 0.25
SKILL_FOCUS = 0.3
CHANCE = 0.5
"""Points for what speaks for a question; only their order matters, found by reading plans."""
SAME_KIND = 0.45
SAME_PLACE = 0.35
SAME_TYPE = 0.2
"""Points against a question that is like those already chosen."""
ALIKE = 0.5
"""Share of telling words from which two questions are taken for one before any model looks."""


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """What this company, role and person draw the choice towards."""

    pattern_ids: frozenset[str] = frozenset()
    """The blueprint's patterns."""
    skill_focus: tuple[str, ...] = ()
    stresses: frozenset[DimensionId] = frozenset()
    weak_areas: tuple[DimensionId, ...] = ()
    place_leads: int = 1
    """Questions at most that are set in one employer without being about it; many such settings in
    a row sound mechanical."""
    most_risks: int = 2
    """Facts a candidate may feel uneasy about; more of them is an interrogation."""


class Choice:
    """Takes one question after the other; never two of one topic, pattern or fact."""

    def __init__(self, pool: Sequence[Candidate], leaning: Leaning, *, seed: int) -> None:
        self._leaning = leaning
        self._pool = [
            (candidate, self._worth(candidate, seed, number))
            for number, candidate in enumerate(pool)
        ]
        self._words = {candidate.text: stems(candidate.text) for candidate in pool}
        self.taken: dict[PhaseId, list[Candidate]] = {}
        self._bags: list[frozenset[str]] = []
        self._topics: set[str] = set()
        self._abouts: set[str] = set()
        self._leads: set[str] = set()
        self._kinds: Counter[FactKind] = Counter()
        self._places: Counter[str] = Counter()
        self._settings: Counter[str] = Counter()
        self._barred: set[str] = set()

    def has(self, phase_id: PhaseId) -> bool:
        """Whether there is anything left to ask in the phase."""
        return any(self._is_open(candidate, phase_id) for candidate, _ in self._pool)

    def take(self, phase_id: PhaseId, *, only: Callable[[Candidate], bool] | None = None) -> bool:
        """Choose the best open question for the phase; False when there is none."""
        best: Candidate | None = None
        most = float("-inf")
        for candidate, worth in self._pool:
            if only is not None and not only(candidate):
                continue
            if candidate.pattern.phase is not phase_id or worth <= most:
                continue
            now = worth - self._dullness(candidate, phase_id)
            if now > most and self._is_open(candidate, phase_id):
                best, most = candidate, now
        if best is None:
            return False
        self._remember(best, phase_id)
        return True

    def best_of(self, pattern_id: str) -> Candidate | None:
        """The weightiest way to ask a pattern, whatever else was taken."""
        ways = [pair for pair in self._pool if pair[0].pattern.pattern_id == pattern_id]
        return max(ways, key=lambda pair: pair[1])[0] if ways else None

    def give_back(self, candidate: Candidate) -> None:
        """Leave a chosen question out for good: it means the same as another."""
        self.taken[candidate.pattern.phase].remove(candidate)
        self._barred.add(candidate.text)

    def _is_open(self, candidate: Candidate, phase_id: PhaseId) -> bool:
        pattern, fact = candidate.pattern, candidate.fact
        if pattern.phase is not phase_id or candidate.text in self._barred:
            return False
        if {candidate.topic.lower(), pattern.topic.lower()} & self._topics:
            return False
        if candidate.lead:
            assert fact is not None
            if (
                _form(candidate.lead, fact) in self._leads
                or self._settings[fact.about] >= self._leaning.place_leads
            ):
                return False
            if fact.kind is not FactKind.employer and fact.about in self._abouts:
                return False
        elif fact is not None:
            if fact.about in self._abouts:
                return False
            if fact.is_risk and self._risks() >= self._leaning.most_risks:
                return False
        bag = self._words[candidate.text]
        return not any(_alike(bag, other) for other in self._bags)

    def _risks(self) -> int:
        return sum(self._kinds[kind] for kind in RISKS)

    def _remember(self, candidate: Candidate, phase_id: PhaseId) -> None:
        self.taken.setdefault(phase_id, []).append(candidate)
        self._bags.append(self._words[candidate.text])
        self._topics |= {candidate.topic.lower(), candidate.pattern.topic.lower()}
        fact = candidate.fact
        if fact is None:
            return
        if fact.employer and fact.kind is not FactKind.employer:
            # A setting only names where somebody works; what they did there is still to be asked.
            self._places[fact.employer] += 1
        if candidate.lead:
            self._leads.add(_form(candidate.lead, fact))
            self._settings[fact.about] += 1
        else:
            self._kinds[fact.kind] += 1
        if not candidate.lead or fact.kind is not FactKind.employer:
            self._abouts.add(fact.about)

    def _worth(self, candidate: Candidate, seed: int, number: int) -> float:
        pattern, leaning, fact = candidate.pattern, self._leaning, candidate.fact
        worth = CHANCE * (mix(seed, f"{pattern.pattern_id}/{number}") % 1000) / 1000
        if fact is not None:
            worth += LEAD + fact.weight if candidate.lead else FACT + WEIGHT * fact.weight
        worth += BLUEPRINT * (pattern.pattern_id in leaning.pattern_ids)
        worth += OWN_ROLE * (pattern.role_category != ANYWHERE)
        worth += STRESS * len(leaning.stresses & set(pattern.dimensions))
        for number, weak in enumerate(leaning.weak_areas):
            worth += WEAK_AREA / (number + 1) * (weak in pattern.dimensions)
        if leaning.skill_focus:
            said = stems(f"{candidate.text} {pattern.expected_signal}")
            worth += SKILL_FOCUS * any(said & stems(skill) for skill in leaning.skill_focus)
        return worth

    def _dullness(self, candidate: Candidate, phase_id: PhaseId) -> float:
        before = self.taken.get(phase_id, [])
        dull = SAME_TYPE * _repeats(candidate.pattern.pattern_type, before)
        fact = candidate.fact
        if fact is not None:
            dull += SAME_KIND * (0 if candidate.lead else self._kinds[fact.kind])
            if fact.kind is not FactKind.employer:
                dull += SAME_PLACE * self._places[fact.employer]
        return dull


def _form(lead: str, fact: Fact) -> str:
    """The wording of a lead without what it is about; each is used once.

    Its last words tell it, since a title in front is another one for each employer.
    """
    return " ".join(lead.replace(fact.trigger.subject, "").split()[-3:])


def _repeats(kind: PatternType, before: Sequence[Candidate]) -> bool:
    return bool(before) and before[-1].pattern.pattern_type is kind


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    together = len(one | other)
    return together > 0 and len(one & other) / together >= ALIKE


def in_order(taken: Mapping[PhaseId, Sequence[Candidate]]) -> dict[PhaseId, list[Candidate]]:
    """The questions of each phase as they are asked: nothing uneasy first, the fit to the company
    last."""
    return {phase_id: sorted(chosen, key=_place) for phase_id, chosen in taken.items()}


def _place(candidate: Candidate) -> int:
    fact = candidate.fact
    uneasy = fact is not None and not candidate.lead and fact.is_risk
    return 2 if "fit" in candidate.pattern.tags else int(uneasy)
