"""Role kits for the page to show."""

from runtime.interview.catalogue import InterviewType, RoleKit, Seniority


def kit(
    role_kit_id: str,
    name: str,
    *,
    level: Seniority,
    domain: str,
    description: str,
    skills: list[str],
    tags: list[str],
    types: list[InterviewType],
    minutes: int = 30,
) -> RoleKit:
    return RoleKit(
        role_kit_id=role_kit_id,
        name=name,
        role_category="any",
        level=level,
        domain=domain,
        description=description,
        interview_types=types,
        default_rubric_id="any",
        skills_focus=skills,
        track_tags=tags,
        estimated_minutes=minutes,
        role_context="",
        competencies=[],
    )


KITS = [
    kit(
        "software_engineer",
        "Software Engineer",
        level=Seniority.entry,
        domain="software",
        description="Builds and maintains software in a team, and looks after it once people use "
        "it.",
        skills=["programming", "debugging", "testing", "data modelling", "system design"],
        tags=["SWE", "Full-stack"],
        types=[InterviewType.technical, InterviewType.hiring_manager, InterviewType.hr],
    ),
    kit(
        "sales_executive",
        "Sales Executive",
        level=Seniority.mid,
        domain="sales",
        description="Finds customers, understands what they need and wins them in steps that can "
        "be told.",
        skills=["prospecting", "discovery", "negotiation", "forecasting"],
        tags=["B2B", "Account Executive"],
        types=[InterviewType.hiring_manager, InterviewType.hr, InterviewType.panel],
    ),
    kit(
        "customer_support_specialist",
        "Customer Support Specialist",
        level=Seniority.entry,
        domain="customer_support",
        description="Helps customers by phone, mail and chat, and tells the team what keeps going "
        "wrong.",
        skills=["listening", "de-escalation", "writing", "troubleshooting"],
        tags=["Service"],
        types=[InterviewType.hr, InterviewType.hiring_manager],
        minutes=20,
    ),
    kit(
        "data_analyst",
        "Data Analyst",
        level=Seniority.mid,
        domain="data",
        description="Answers questions with data and says how sure the answer is.",
        skills=["SQL", "statistics", "visualisation", "experiments", "storytelling"],
        tags=["Analytics"],
        types=[InterviewType.technical, InterviewType.hiring_manager],
    ),
]
