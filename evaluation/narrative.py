"""Puts scores into words: strengths, risks, next steps, summary. Pure.

Plain sentences about what was said. No strength and no risk without a verified quote, and no
word about feelings: only what can be heard in the answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from evaluation.kinds import SPEAKS_AGAINST, Kind
from evaluation.phrases import ADVICE, SHOWS
from evaluation.report import (
    FINDINGS_MAX,
    Confidence,
    Coverage,
    DimensionScore,
    Evidence,
    Finding,
    NextStep,
    Recommendation,
    Verdict,
)
from runtime.interview.catalogue import Anchor
from runtime.interview.plan import DimensionId

STRENGTH_FROM = 4
RISK_UP_TO = 2
STEPS_MAX = 5
FILLER_ADVICE = "Leave a short silence where a filler would come; nobody minds a pause."

_IN_FAVOUR = {shows: kind not in SPEAKS_AGAINST for kind, shows in SHOWS.items()}
_AGAINST = {shows: kind in SPEAKS_AGAINST for kind, shows in SHOWS.items()}


def strengths(dimensions: Sequence[DimensionScore]) -> tuple[Finding, ...]:
    """At most five, the best dimension first; each from a quote that speaks for the candidate."""
    strong = [each for each in dimensions if each.score is not None and each.score >= STRENGTH_FROM]
    return _findings(sorted(strong, key=lambda each: -(each.mean or 0)), _IN_FAVOUR, best=True)


def risks(dimensions: Sequence[DimensionScore]) -> tuple[Finding, ...]:
    """At most five, the weakest dimension first.

    A weak dimension without a quote that speaks against the candidate shows the thin answer it
    was rated on.
    """
    weak = [each for each in dimensions if each.score is not None and each.score <= RISK_UP_TO]
    return _findings(sorted(weak, key=lambda each: each.mean or 0), _AGAINST, best=False)


def next_steps(dimensions: Sequence[DimensionScore], coverage: Coverage) -> tuple[NextStep, ...]:
    """At most five: the weakest dimensions' improvements, then what was never observed."""
    rated = sorted(
        (each for each in dimensions if each.mean is not None and each.improvement),
        key=lambda each: each.mean or 0,
    )
    steps: dict[str, NextStep] = {}
    for each in rated:
        steps.setdefault(
            each.improvement, NextStep(dimension=each.dimension, text=each.improvement)
        )
    unseen = [each.name for each in dimensions if each.score is None]
    kept = list(steps.values())[: STEPS_MAX - 1 if unseen else STEPS_MAX]
    if unseen:
        kept.append(
            NextStep(
                dimension=None,
                text=f"Not observed this time: {_listed(unseen)}. "
                + (
                    "Prepare one real case for each."
                    if coverage.questions_answered
                    else "Answer a few questions in full so that there is something to rate."
                ),
            )
        )
    return tuple(kept)


def improvement(
    dimension: DimensionId, verdicts: Sequence[Verdict], score: int | None, ahead: Anchor | None
) -> str:
    """One concrete thing to do differently: what the answers lacked most often.

    Where nothing was lacking it is the anchor `ahead`, if there is one. Empty for None.
    """
    if score is None:
        return ""
    if dimension is DimensionId.communication_hygiene and score < STRENGTH_FROM:
        return FILLER_ADVICE
    lacked = Counter(
        name
        for verdict in verdicts
        if verdict.score is not None
        for name in verdict.missing[:2]
        if Kind(name) in ADVICE
    )
    if lacked:
        return ADVICE[Kind(lacked.most_common(1)[0][0])]
    return f"The next level, in the rubric's words: {ahead.behaviour}" if ahead else ""


def rationale(verdicts: Sequence[Verdict], mean: float | None) -> str:
    """Over how many questions the score stands, and the verdict nearest to it."""
    rated = [(verdict.score, verdict) for verdict in verdicts if verdict.score is not None]
    if mean is None or not rated:
        return "Not observed in this interview, so not rated."
    nearest = min(rated, key=lambda pair: abs(pair[0] - mean))[1]
    if len(rated) == 1:
        return f"Rated on one question. {nearest.rationale}"
    marks = _listed([str(score) for score, _ in rated])
    return f"Rated on {len(rated)} questions: {marks}. On the most typical one: {nearest.rationale}"


def summary(
    recommendation: Recommendation | None,
    score: int | None,
    sure: Confidence,
    coverage: Coverage,
) -> str:
    """Two or three sentences: what was seen, how much of it, what it adds up to."""
    if score is None or recommendation is None:
        return (
            "Nothing was said that could be rated, so there is no score. "
            f"{_counted(coverage.questions_asked, 'question')} asked, "
            f"{coverage.questions_answered} answered."
        )
    questions = _counted(coverage.questions_asked, "question")
    seen = (
        f"{coverage.questions_answered} of {questions} answered;"
        f" {coverage.dimensions_observed} of {_counted(coverage.dimensions_total, 'dimension')}"
        " observed."
    )
    result = f"Rated {score} of 100 by rules: {recommendation.value}."
    match sure:
        case Confidence.high:
            certainty = "There was enough to go by."
        case Confidence.medium:
            certainty = "There was a fair amount to go by."
        case Confidence.low:
            certainty = "There was little to go by, so read this as a first impression only."
    return f"{seen} {result} {certainty}"


def _findings(
    ranked: Sequence[DimensionScore], wanted: Mapping[str, bool], *, best: bool
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    used: set[tuple[str, int]] = set()
    for each in ranked:
        quotes = [quote for quote in each.evidence if wanted.get(quote.shows, False)]
        if not quotes and not best:
            quotes = list(each.evidence)
        fresh = [quote for quote in quotes if (quote.turn_id, quote.start_char) not in used]
        if chosen := (fresh or quotes)[:1]:
            used.add((chosen[0].turn_id, chosen[0].start_char))
            found.append(_finding(each, chosen[0]))
    return tuple(found[:FINDINGS_MAX])


def _finding(dimension: DimensionScore, quote: Evidence) -> Finding:
    return Finding(
        dimension=dimension.dimension,
        text=f"{dimension.name}: an answer that {quote.shows}.",
        evidence=quote,
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
