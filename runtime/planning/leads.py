"""Which skills of a job lead up to which questions, by the questions' tags. Pure.

Likeness of meaning was tried for this and doesn't tell good pairs from bad ones (docs/planning.md),
so the pairs are written down.
"""

from collections.abc import Sequence

from runtime.interview.catalogue import QuestionPattern
from runtime.planning.facts import Fact, FactKind

_LED_BY = {
    "account_management": "account management, key account management, client relations",
    "api_testing": "api testing, postman",
    "approach": "planning, analytical thinking",
    "change": "adaptability, flexibility, change management",
    "churn": "customer retention, customer success",
    "coaching": "coaching, mentoring, team management, leadership, staff training",
    "code_review": "code review",
    "communication": "communication, public speaking, interpersonal skills",
    "composure": "stress management, patience, resilience, emotional intelligence",
    "concurrency": "concurrency, multithreading",
    "conflict": "conflict resolution, collaboration, teamwork, interpersonal skills, mediation",
    "content": "content marketing, content strategy, content creation, copywriting",
    "data_modelling": "data modeling, data warehousing",
    "delegation": "delegation, team management, leadership",
    "discovery": "consultative selling, solution selling, product discovery, active listening",
    "escalation": "escalation management, de-escalation, complaint handling, conflict resolution",
    "experiment": "a/b testing, conversion rate optimization, growth marketing",
    "explain": "communication, presentation skills, storytelling",
    "failure": "accountability, integrity",
    "feedback": "professionalism, curiosity",
    "forecast": "sales forecasting, pipeline management",
    "forecasting": "forecasting, demand planning",
    "handover": "collaboration, documentation",
    "improvement": "process improvement, continuous improvement, process optimization",
    "incident": "incident management, incident response, on-call",
    "influence": "influencing, persuasion, stakeholder management, leadership",
    "initiative": "initiative, self-motivation, accountability, work ethic, creativity",
    "integrity": "integrity, professionalism",
    "leadership": "leadership, team management, people management, team building",
    "learning": "fast learner, curiosity, adaptability",
    "mentoring": "mentoring, coaching, leadership, teamwork",
    "monitoring": "monitoring, observability",
    "negotiation": "negotiation, contract negotiation, persuasion",
    "onboarding": "customer onboarding, onboarding, employee onboarding",
    "ownership": "accountability, decision making, integrity",
    "phone": "call center operations, cold calling, phone etiquette",
    "pipeline": "pipeline management, crm",
    "pressure": "stress management, multitasking, resilience, time management",
    "prioritisation": "time management, multitasking, organization, prioritization",
    "process": "process improvement, standard operating procedures",
    "prospecting": "prospecting, lead generation, cold calling, business development",
    "qualification": "lead qualification, quota attainment",
    "quality": "quality control, quality assurance, attention to detail",
    "rejection": "resilience, cold calling, quota attainment",
    "reliability": "reliability, site reliability engineering",
    "research": "market research, user research, competitive analysis",
    "resilience": "resilience, stress management",
    "risk": "risk management",
    "root_cause": "root cause analysis, problem solving, critical thinking",
    "service": "customer service, customer support, customer focus, empathy, patience",
    "stakeholders": "stakeholder management, collaboration",
    "statistics": "statistics, statistical analysis, hypothesis testing",
    "strategy": "strategic thinking, strategic planning, product strategy",
    "supply": "supply chain management, procurement, vendor management",
    "support": "teamwork, empathy",
    "system_design": "system design, microservices, distributed systems",
    "teamwork": "teamwork, collaboration, team building, interpersonal skills",
    "test_design": "test automation, unit testing, quality assurance",
    "testing": "unit testing, test automation",
    "troubleshooting": "troubleshooting, technical support, problem solving",
    "trust": "customer focus, client relations",
    "upsell": "upselling, cross-selling, account management",
    "writing": "writing, technical writing, copywriting",
}
"""Tag of a question → skills of a job that it can begin with, lower case."""

LED_BY = {
    tag: frozenset(name.strip() for name in names.split(",")) for tag, names in _LED_BY.items()
}


def skill_leads(
    patterns: Sequence[QuestionPattern], facts: Sequence[Fact]
) -> dict[str, list[Fact]]:
    """Pattern id → skills the job asks for that lead up to it, the weightiest first."""
    asked = [
        fact
        for fact in facts
        if fact.leads and fact.kind in (FactKind.asked_skill, FactKind.shared_skill)
    ]
    found: dict[str, list[Fact]] = {}
    for pattern in patterns:
        names = frozenset[str]().union(*(LED_BY.get(tag, frozenset()) for tag in pattern.tags))
        fitting = [fact for fact in asked if fact.trigger.subject.lower() in names]
        if fitting:
            found[pattern.pattern_id] = sorted(fitting, key=lambda fact: -fact.weight)
    return found
