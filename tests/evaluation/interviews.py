"""Small interviews of our own to evaluate: a rubric, a plan, and answers of known quality."""

from collections.abc import Sequence

from evaluation.exchanges import Exchange
from evaluation.ports import Interview
from runtime.interview.actions import AnswerClass, Assessment, Intent, Speaker, Turn
from runtime.interview.catalogue import Anchor, Rubric, RubricDimension, Seniority
from runtime.interview.plan import (
    Claim,
    DimensionId,
    InterviewPlan,
    Missing,
    Mode,
    Patience,
    Phase,
    PhaseId,
    Question,
    QuestionId,
    Style,
)
from runtime.record import AudioOut, CommittedTurn, SessionRecord, SessionStatus
from runtime.turn_events import TurnLatency

ALL_DIMENSIONS = tuple(DimensionId)

STRONG = (
    "Last year our checkout at the shop was slow, and customers complained every evening. "
    "I profiled the service and found one query that ran forty times per page. "
    "I decided to rewrite it instead of adding a cache, because stale prices lose trust. "
    "I tested it on a copy of the real traffic and compared it with the baseline. "
    "As a result the page went from two seconds to 300 ms, and I documented the root cause. "
    "Looking back, I learned to set clear limits first. I asked the sales team for feedback."
)
MIDDLING = (
    "We had a slow page, so I looked into it with the team and added a simple cache. "
    "I tested it on my machine and it got faster after that."
)
WEAK = (
    "I usually just tweak things until it looks okay. "
    "If someone complains I go with whatever was quick, and the other team handled the rest."
)
EMPTY = "It is a really interesting question and I am glad that you asked it."


def rubric(dimensions: Sequence[DimensionId] = ALL_DIMENSIONS) -> Rubric:
    return Rubric(
        rubric_id="small",
        name="Small",
        description="For tests.",
        dimensions=[
            RubricDimension(
                dimension=dimension,
                name=dimension.value.replace("_", " ").capitalize(),
                definition="What it means.",
                anchors={
                    level: [
                        Anchor(score=score, behaviour=f"{dimension.value} {level.value} {score}")
                        for score in (5, 1, 3)
                    ]
                    for level in Seniority
                },
            )
            for dimension in dimensions
        ],
    )


def question(
    number: int,
    *,
    dimensions: Sequence[DimensionId] = ALL_DIMENSIONS,
    patience: Patience = Patience.open,
    keywords: Sequence[str] = (),
    expects: Sequence[Missing] = (),
    text: str = "Tell me about a piece of work that you did.",
) -> Question:
    return Question(
        question_id=QuestionId(f"q{number}"),
        pattern_id=f"p{number}",
        topic=f"topic {number}",
        text=text,
        expected_signal="A real case.",
        expects=tuple(expects),
        dimensions=tuple(dimensions),
        patience=patience,
        seconds=90,
        keywords=tuple(keywords),
    )


def phase(*questions: Question, phase_id: PhaseId = PhaseId.role_skills) -> Phase:
    return Phase(phase_id=phase_id, budget_s=300, objective="", questions=questions)


def answer(
    text: str,
    *,
    turn_id: str = "a0",
    index: int = 0,
    question_id: str | None = None,
    answer_class: AnswerClass | None = None,
    claims: Sequence[Claim] = (),
    typed: bool = False,
    started_at: float = 0.0,
    segments: Sequence[tuple[float, float, str]] = (),
    phase_id: PhaseId = PhaseId.role_skills,
) -> Turn:
    return Turn(
        turn_id=turn_id,
        index=index,
        role=Speaker.candidate,
        phase=phase_id,
        text=text,
        started_at=started_at,
        ended_at=max([started_at, *(end for _, end, _ in segments)]),
        question_id=question_id,
        typed=typed,
        assessment=(
            None
            if answer_class is None and not claims
            else Assessment(answer_class=answer_class or AnswerClass.weak, claims=tuple(claims))
        ),
        segments=tuple(segments),
    )


def exchange(
    *texts: str,
    patience: Patience = Patience.open,
    phase_id: PhaseId = PhaseId.role_skills,
    keywords: Sequence[str] = (),
    expects: Sequence[Missing] = (),
) -> Exchange:
    asked = question(0, patience=patience, keywords=keywords, expects=expects)
    return Exchange(
        phase=phase(asked, phase_id=phase_id),
        question=asked,
        answers=tuple(answer(text, turn_id=f"a{n}", index=n) for n, text in enumerate(texts)),
    )


def asked(
    text: str,
    *,
    turn_id: str,
    index: int,
    question_id: str | None,
    at: float,
    until: float,
    intent: Intent = Intent.ask,
    probe_id: str | None = None,
    unspoken: str = "",
) -> Turn:
    return Turn(
        turn_id=turn_id,
        index=index,
        role=Speaker.interviewer,
        phase=PhaseId.role_skills,
        text=text,
        unspoken_text=unspoken,
        started_at=at,
        ended_at=until,
        question_id=question_id,
        probe_id=probe_id,
        intent=intent,
    )


def interview(
    *answers: str | None,
    dimensions: Sequence[DimensionId] = ALL_DIMENSIONS,
    typed: bool = False,
    answer_classes: Sequence[AnswerClass | None] = (),
    resume_claims: Sequence[Claim] = (),
    degraded: tuple[str, ...] = (),
    seniority: str = "mid",
) -> Interview:
    """An interview with one question per answer; None is a question that got no reply.

    Spoken answers run at 150 words a minute in segments of ten words with pauses of half a
    second; questions take three seconds, and every answer comes a second after its question.
    """
    questions = [question(n) for n in range(len(answers))]
    turns: list[CommittedTurn] = []
    at = 0.0
    for n, text in enumerate(answers):
        turns.append(
            CommittedTurn(
                turn=asked(
                    questions[n].text,
                    turn_id=f"i{n}",
                    index=2 * n,
                    question_id=f"q{n}",
                    at=at,
                    until=at + 3.0,
                ),
                latency=TurnLatency(voice_to_voice_ms=500.0 + 100.0 * n) if n else None,
            )
        )
        at += 4.0
        if text is None:
            continue
        segments = () if typed else _segments(text, at)
        said = answer(
            text,
            turn_id=f"a{n}",
            index=2 * n + 1,
            question_id=f"q{n}",
            answer_class=answer_classes[n] if n < len(answer_classes) else None,
            typed=typed,
            started_at=at,
            segments=segments,
        )
        turns.append(CommittedTurn(turn=said))
        at = said.ended_at + 1.0
    plan = InterviewPlan(
        seed=1,
        role_title="Software Engineer",
        role_category="swe",
        company="Acme",
        candidate_name="Sam",
        seniority=seniority,
        interview_type="technical",
        style=Style.neutral,
        mode=Mode.assessment,
        duration_s=600.0,
        questions_target=8,
        wrap_up_s=60.0,
        phases=(phase(*questions),),
        resume_claims=tuple(resume_claims),
    )
    return Interview(
        record=SessionRecord(
            session_id="s1",
            status=SessionStatus.ended,
            plan=plan,
            role_kit_id="swe_backend",
            rubric_id="small",
            audio_out=AudioOut.ws,
            created_at="2026-01-01T10:00:00Z",
            end_reason="completed",
        ),
        turns=turns,
        rubric=rubric(dimensions),
        degraded=degraded,
    )


def _segments(text: str, at: float) -> tuple[tuple[float, float, str], ...]:
    spoken = text.split()
    segments = []
    for first in range(0, len(spoken), 10):
        part = spoken[first : first + 10]
        segments.append((round(at, 3), round(at + 0.4 * len(part), 3), " ".join(part)))
        at += 0.4 * len(part) + 0.5
    return tuple(segments)
