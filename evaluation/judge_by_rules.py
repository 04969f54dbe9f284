"""Rates one dimension on one question by rules: evidence first, the score from evidence only. Pure.

The same transcript always gives the same verdict. The score depends on which things were said,
not on how long or how often; praise of oneself and instructions to the judge count for nothing;
what was declined, or shows nothing about the dimension, is None.
"""

from collections.abc import Mapping, Sequence

from evaluation import clauses, evidence, signals
from evaluation.criteria import CRITERIA, KIND_OF_MISSING, MIN_SIGNALS, Criterion, score_of
from evaluation.exchanges import Exchange
from evaluation.fillers import judge_fillers
from evaluation.kinds import Kind
from evaluation.phrases import LACKS, SHOWS
from evaluation.report import QUOTES_PER_DIMENSION, Evidence, Verdict
from evaluation.signals import Signal
from runtime.interview.actions import Turn
from runtime.interview.plan import DimensionId, Patience, PhaseId, Question

MIN_TOPIC_CHARS = 4
"""Shorter keywords begin too many other words."""
TO_THE_POINT_WORDS = 2
"""So many different words of the question or its keywords show that an answer is about it."""
BEST_BESIDE_THE_POINT = 3
"""A fine story that has little to do with the question gets no more than this."""

Found = Sequence[tuple[Signal, Evidence]]
"""Signals that count, each with its verified quote."""


def dimensions_of(exchange: Exchange, rubric: Sequence[DimensionId]) -> list[DimensionId]:
    """What may be judged on this exchange: what the question is for, and what shows anywhere.

    Small talk and the close show nothing but what they were asked for.
    """
    small_talk = (
        exchange.question.patience is Patience.brief or exchange.phase.phase_id is PhaseId.close
    )
    return [
        dimension
        for dimension in rubric
        if dimension in exchange.question.dimensions or (_everywhere(dimension) and not small_talk)
    ]


def judge(
    dimension: DimensionId,
    exchange: Exchange,
    *,
    contradictions: Sequence[Signal] = (),
) -> Verdict:
    """The verdict on one dimension from the answers to one question.

    `contradictions` are signals of this exchange found by comparing it with other answers and
    the résumé; they count for honesty only.
    """
    if dimension is DimensionId.communication_hygiene:
        return judge_fillers(exchange)
    criterion = CRITERIA[dimension]
    turns = {turn.turn_id: turn for turn in exchange.answers}
    heard = [*signals_of(exchange), *contradictions]
    found = _counted(heard, criterion, turns)
    kinds = {signal.kind for signal, _ in found}
    question_id = exchange.question.question_id
    if not (kinds & criterion.needs if criterion.needs else len(found) >= MIN_SIGNALS):
        return Verdict(question_id=question_id, score=None, rationale=_nothing(exchange))
    points = sum(criterion.weights[signal.kind].points for signal, _ in found)
    places_for = {
        (signal.turn_id, signal.clause_start)
        for signal, _ in found
        if criterion.weights[signal.kind].points > 0
    }
    score = score_of(points, criterion, places_for=len(places_for))
    beside = not criterion.everywhere and not _to_the_point(exchange, found, turns)
    if beside:
        score = min(score, BEST_BESIDE_THE_POINT)
    missing = _missing(criterion, exchange.question, {signal.kind for signal in heard})
    shown = _shown(found, criterion, score)
    return Verdict(
        question_id=question_id,
        score=score,
        rationale=_rationale(shown, missing, score, beside=beside),
        evidence=tuple(quoted for _, quoted in shown),
        found=tuple(dict.fromkeys(signal.kind.value for signal, _ in found)),
        missing=tuple(kind.value for kind in missing),
    )


def signals_of(exchange: Exchange) -> list[Signal]:
    """The distinct signals of all answers to a question; what is said again counts once."""
    topics = topics_of(exchange.question)
    heard: list[Signal] = []
    earlier: tuple[frozenset[str], ...] = ()
    for turn in exchange.answers:
        heard.extend(signals.find(turn.turn_id, turn.text, topics=topics, earlier=earlier))
        earlier += signals.about(turn.text)
    return signals.distinct(heard)


def topics_of(question: Question) -> tuple[str, ...]:
    """The question's keywords, folded, without those that it hands over itself."""
    asked = [word.group() for word in clauses.words(clauses.fold(question.text))]
    folded = (clauses.fold(keyword).strip() for keyword in question.keywords)
    return tuple(
        keyword
        for keyword in dict.fromkeys(folded)
        if len(keyword) >= MIN_TOPIC_CHARS and not any(word.startswith(keyword) for word in asked)
    )


def _to_the_point(exchange: Exchange, found: Found, turns: Mapping[str, Turn]) -> bool:
    """Whether the clauses that count speak of what was asked.

    Only clauses with signals are read, so that repeating the question's words around a story
    doesn't help. A question without keywords has nothing to hold an answer against.
    """
    question = exchange.question
    if not question.keywords:
        return True
    asked = clauses.stems(question.text)
    topics = [clauses.fold(keyword).strip() for keyword in question.keywords]
    spoken_of: set[str] = set()
    for signal, _ in found:
        said = clauses.fold(turns[signal.turn_id].text[signal.clause_start : signal.clause_end])
        spoken_of |= clauses.stems(said) & asked
        for word in clauses.words(said):
            spoken_of |= {topic for topic in topics if _begins(word.group(), topic)}
    return len(spoken_of) >= TO_THE_POINT_WORDS


def _begins(word: str, topic: str) -> bool:
    return word == topic or (len(topic) >= MIN_TOPIC_CHARS and word.startswith(topic))


def _everywhere(dimension: DimensionId) -> bool:
    if dimension is DimensionId.communication_hygiene:
        return True
    return CRITERIA[dimension].everywhere


def _counted(
    heard: Sequence[Signal], criterion: Criterion, turns: Mapping[str, Turn]
) -> list[tuple[Signal, Evidence]]:
    """The weighted signals within their limits whose quotes stand in the transcript."""
    counts: dict[Kind, int] = {}
    kept: list[tuple[Signal, Evidence]] = []
    for signal in heard:
        weight = criterion.weights.get(signal.kind)
        if weight is None or counts.get(signal.kind, 0) >= weight.at_most:
            continue
        quoted = evidence.quote(turns[signal.turn_id], signal, shows=SHOWS[signal.kind])
        if evidence.is_verbatim(quoted, turns):
            counts[signal.kind] = counts.get(signal.kind, 0) + 1
            kept.append((signal, quoted))
    return kept


def _shown(found: Found, criterion: Criterion, score: int) -> Found:
    """At most three quotes, different ones, the weightiest for this score first."""
    sign = 1 if score >= 3 else -1
    ranked = sorted(
        found, key=lambda pair: -sign * criterion.weights[pair[0].kind].points
    )  # stable: equal weights stay in reading order
    shown: list[tuple[Signal, Evidence]] = []
    for signal, quoted in ranked:
        if all(quoted.quote != other.quote for _, other in shown):
            shown.append((signal, quoted))
    return shown[:QUOTES_PER_DIMENSION]


def _missing(criterion: Criterion, question: Question, kinds: set[Kind]) -> list[Kind]:
    """What a fuller answer would hold: first what the question expects, then the criterion."""
    expected = [KIND_OF_MISSING[piece] for piece in question.expects]
    wanted = [kind for kind in expected if kind in criterion.weights] + list(criterion.wants)
    if not topics_of(question):
        wanted = [kind for kind in wanted if kind is not Kind.topic]
    return [kind for kind in dict.fromkeys(wanted) if kind not in kinds]


def _rationale(shown: Found, missing: Sequence[Kind], score: int, *, beside: bool) -> str:
    said = list(dict.fromkeys(SHOWS[signal.kind] for signal, _ in shown))
    sentence = f"The answer {_listed(said)}."
    if missing and score < 5:
        sentence += f" Missing: {_listed([LACKS[kind] for kind in missing[:2]])}."
    if beside:
        sentence += " It says little about what was asked."
    return sentence


def _nothing(exchange: Exchange) -> str:
    if not exchange.answers and exchange.declined:
        return "Declined, not known, or about something else; not rated."
    if not exchange.answers:
        return "Not answered; not rated."
    return "The answer shows nothing about this either way; not rated."


def _listed(parts: Sequence[str]) -> str:
    if len(parts) <= 1:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]
