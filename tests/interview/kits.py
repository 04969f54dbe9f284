"""A small role kit with patterns of every kind, so that the core is tested without the seeds."""

from runtime.interview.catalogue import (
    InterviewType,
    PatternType,
    ProbeTree,
    QuestionPattern,
    RoleKit,
    Seniority,
)
from runtime.interview.plan import DimensionId, InterviewPlan, Missing, Patience, PhaseId
from runtime.interview.planner import PlanRequest, make_plan

EVERY_TYPE = list(InterviewType)

KIT = RoleKit(
    role_kit_id="backend-test",
    name="backend engineer",
    role_category="swe",
    level=Seniority.mid,
    domain="payments",
    description="Builds services.",
    interview_types=[InterviewType.technical, InterviewType.hiring_manager],
    default_rubric_id="default",
    skills_focus=["Python", "Postgres"],
    track_tags=[],
    estimated_minutes=6,
    role_context="You would work on the payment services.",
    competencies=["debugging", "ownership"],
    candidate_faq={
        "remote": "The team works two days a week in the office and otherwise from home.",
        "team": "The team has seven engineers.",
        "next steps": "The hiring team reviews this conversation and writes to you.",
    },
)


def pattern(
    pattern_id: str,
    phase: PhaseId,
    topic: str,
    template: str,
    *,
    expects: list[Missing],
    tree: ProbeTree,
    kind: PatternType = PatternType.behavioral,
    role: str = "swe",
    keywords: list[str] | None = None,
    patience: Patience = Patience.open,
    variables: dict[str, str] | None = None,
    seconds: int = 80,
) -> QuestionPattern:
    return QuestionPattern(
        pattern_id=pattern_id,
        pattern_type=kind,
        role_category=role,
        interview_types=EVERY_TYPE,
        phase=phase,
        topic=topic,
        template=template,
        variables=variables or {},
        expected_signal=f"signal of {pattern_id}",
        expects=expects,
        dimensions=[DimensionId.depth_evidence],
        patience=patience,
        seconds=seconds,
        keywords=keywords or [],
        probe_tree=tree,
    )


STORY = [Missing.own_role, Missing.action, Missing.result, Missing.metric]

PATTERNS = [
    pattern(
        "intro_path",
        PhaseId.intro,
        "your background",
        "What made you apply at {{company}}?",
        expects=[],
        tree=ProbeTree(),
        kind=PatternType.jd_requirement,
        patience=Patience.brief,
        variables={"company": "our company"},
        seconds=40,
    ),
    pattern(
        "debugging",
        PhaseId.role_skills,
        "debugging",
        "Tell me about the hardest bug you have tracked down.",
        expects=[Missing.own_role, Missing.action, Missing.verification, Missing.result],
        keywords=["bug", "crash", "error", "log", "race"],
        tree=ProbeTree(
            if_missing={
                Missing.own_role: ["Which part of the search did you do yourself?"],
                Missing.action: ["What were the steps that led you to the cause?"],
                Missing.verification: ["How did you make sure that it was really fixed?"],
                Missing.result: ["What changed for your users once it was fixed?"],
            },
            if_vague=["Let's take one bug. What did you see first?"],
            always=["What would have caught that bug earlier?"],
        ),
    ),
    pattern(
        "caching",
        PhaseId.role_skills,
        "caching",
        "Where have you used {{technique}}, and what did it cost you?",
        expects=[Missing.context, Missing.trade_off, Missing.metric],
        keywords=["cache", "redis", "stale", "memory"],
        kind=PatternType.jd_requirement,
        variables={"technique": "caching"},
        tree=ProbeTree(
            if_missing={
                Missing.trade_off: ["What did you give up by doing it that way?"],
                Missing.metric: ["What difference did it make in numbers?"],
            },
            if_vague=["Which system was that, concretely?"],
        ),
    ),
    pattern(
        "slow_query",
        PhaseId.role_skills,
        "slow queries",
        "A query that took 50 milliseconds now takes 5 seconds. How would you find out why?",
        expects=[Missing.action, Missing.verification],
        keywords=["query", "index", "plan", "explain", "database"],
        kind=PatternType.scenario,
        tree=ProbeTree(
            ordered=["Suppose the plan looks unchanged. Where do you look next?"],
            if_missing={Missing.verification: ["How would you know that your fix worked?"]},
        ),
    ),
    pattern(
        "api_design",
        PhaseId.role_skills,
        "interface design",
        "Describe an interface you designed that other teams had to use.",
        expects=[Missing.own_role, Missing.trade_off, Missing.result],
        keywords=["interface", "endpoint", "client", "version", "team"],
        tree=ProbeTree(
            if_missing={
                Missing.own_role: ["Which of those decisions were yours?"],
                Missing.trade_off: ["What did you decide against, and why?"],
                Missing.result: ["How did the other teams take to it?"],
            },
            if_vague=["What was one call in it, concretely?"],
        ),
    ),
    pattern(
        "conflict",
        PhaseId.behavioral,
        "disagreement",
        "Tell me about a time you disagreed with a colleague about a technical decision.",
        expects=STORY,
        role="any",
        keywords=["disagree", "colleague", "decision", "argue"],
        tree=ProbeTree(
            if_missing={
                Missing.own_role: ["What did you yourself argue for?"],
                Missing.action: ["What did you do to settle it?"],
                Missing.result: ["How did it end?"],
                Missing.metric: ["Was there a number that showed who was right?"],
            },
            if_vague=["Who wanted what, concretely?"],
            always=["What would you do differently today?"],
        ),
    ),
    pattern(
        "ownership",
        PhaseId.behavioral,
        "ownership",
        "Tell me about something that was broken and that nobody had asked you to fix.",
        expects=STORY,
        role="any",
        keywords=["broken", "fix", "nobody"],
        tree=ProbeTree(
            if_missing={
                Missing.own_role: ["What was your own part in it?"],
                Missing.action: ["How did you go about it?"],
                Missing.result: ["What came of it?"],
                Missing.metric: ["How much did it matter, in numbers?"],
            },
            if_vague=["What exactly was broken?"],
        ),
    ),
    pattern(
        "growth",
        PhaseId.behavioral,
        "learning",
        "What is something about your way of working that you changed in the last year?",
        expects=[Missing.context, Missing.action, Missing.result],
        role="any",
        keywords=["change", "learn", "feedback"],
        tree=ProbeTree(
            if_missing={Missing.result: ["What is different since then?"]},
            if_vague=["What was the moment that made you change it?"],
        ),
    ),
]

CASE = pattern(
    "rate_limit_case",
    PhaseId.exercise,
    "a rate limiter",
    "Imagine you have to limit each customer to a hundred requests a minute. "
    "How would you build it?",
    expects=[Missing.action, Missing.trade_off],
    patience=Patience.long,
    kind=PatternType.scenario,
    keywords=["limit", "bucket", "window", "redis", "counter"],
    tree=ProbeTree(
        ordered=[
            "Now there are ten servers. What changes?",
            "Suppose the shared store is down. What do you do with requests?",
        ],
        if_missing={Missing.trade_off: ["What are the weak points of that?"]},
    ),
)

CLAIM = pattern(
    "claim_depth",
    PhaseId.resume_deep_dive,
    "your main project",
    "Take the project you are most proud of. What was hard about it?",
    expects=STORY,
    kind=PatternType.resume_claim,
    role="any",
    tree=ProbeTree(
        if_missing={
            Missing.own_role: ["What was your own part in that project?"],
            Missing.metric: ["What did it change in numbers?"],
        },
        if_vague=["What was the single hardest day about?"],
    ),
)


def plan(**request: object) -> InterviewPlan:
    """A plan of this kit; keyword arguments as in `PlanRequest`."""
    return make_plan(KIT, PATTERNS, PlanRequest(**request))  # type: ignore[arg-type]
