"""Job descriptions: duties, demands, wishes, keywords and levels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.documents.job import read_job
from runtime.documents.seniority import SignalKind, decide, parse_seniority
from runtime.documents.spans import verify
from runtime.interview.catalogue import Seniority

pytestmark = pytest.mark.unit

POSTING = """Senior Data Engineer
Northwind Labs — Remote (EU)

About Northwind
We are a 30 years old company with 400 people. You will love our coffee.

What you'll do
- Design and run data pipelines on Kafka and Spark for 40 markets
- Mentor junior engineers and lead code reviews

What we're looking for
- 5+ years of experience with Python and SQL
- Strong communication skills
- Experience with Airflow; Terraform is a plus

Nice to have:
- Go or Rust
- Python at scale

Benefits
- 30 days of holiday, and you must like it
"""


def test_reads_a_posting_with_headings() -> None:
    job = read_job(POSTING)
    assert [duty.text for duty in job.responsibilities] == [
        "Design and run data pipelines on Kafka and Spark for 40 markets",
        "Mentor junior engineers and lead code reviews",
    ]
    assert [(need.text, need.skills, need.years) for need in job.must_have] == [
        ("5+ years of experience with Python and SQL", ("Python", "SQL"), 5),
        ("Strong communication skills", ("Communication",), None),
    ]
    assert [wish.skills for wish in job.nice_to_have] == [
        ("Airflow", "Terraform"),
        ("Golang", "Rust"),
        ("Python",),
    ]
    assert (job.keywords[0].name, job.keywords[0].count) == ("Python", 2)
    assert "Kafka" in [keyword.name for keyword in job.keywords]
    assert [(s.kind, s.level) for s in job.seniority_signal] == [
        (SignalKind.word, Seniority.senior),
        (SignalKind.leadership, Seniority.senior),
        (SignalKind.years, Seniority.mid),
    ]
    assert decide(job.seniority_signal) is Seniority.senior


def test_reads_a_posting_of_plain_sentences() -> None:
    job = read_job(
        "We're hiring a support specialist. You will answer 40 tickets a day in Zendesk. You must "
        "have at least two years of experience in support. Experience with Jira would be a plus. "
        "Our office is in Lisbon."
    )
    assert [duty.text for duty in job.responsibilities] == [
        "You will answer 40 tickets a day in Zendesk."
    ]
    assert [need.years for need in job.must_have] == [2]
    assert [wish.skills for wish in job.nice_to_have] == [("Jira",)]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Responsibilities", "responsibilities"),
        ("Your role", "responsibilities"),
        ("## What You’ll Do", "responsibilities"),
        ("Requirements:", "must_have"),
        ("Minimum qualifications", "must_have"),
        ("What you bring", "must_have"),
        ("Preferred qualifications", "nice_to_have"),
        ("**Bonus points**", "nice_to_have"),
    ],
)
def test_headings(heading: str, key: str) -> None:
    job = read_job(f"Clerk\n\n{heading}\n- Filing of letters in drawers\n")
    assert [item.text for item in getattr(job, key)] == ["Filing of letters in drawers"]


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        *((raw, Seniority.entry) for raw in ("0-2 years", "junior", "campus", "graduate")),
        *((raw, Seniority.entry) for raw in ("intern", "entry", "Entry-level", "1-3 yrs", "0-2")),
        *((raw, Seniority.mid) for raw in ("3-5 years", "intermediate", "mid", "3-5", "5+ years")),
        *((raw, Seniority.senior) for raw in ("6+", "6+ years", "senior", "lead", "staff")),
        *((raw, Seniority.senior) for raw in ("principal", "Sr. Engineer", "ten years")),
        *((raw, None) for raw in ("", "Account Manager", "whatever", "a company 30 years old")),
    ],
)
def test_seniority_of_a_label(raw: str, level: Seniority | None) -> None:
    assert parse_seniority(raw) is level


@pytest.mark.parametrize(
    "sentence",
    [
        "You work with support staff and lead the discussion with our customers every day.",
        "You will work with product on launches, and report to the VP Marketing from day one.",
        "You report directly to the Head of Sales, who has two other people beside you there.",
        "Our company has been selling furniture in this lovely town for more than 30 years.",
        "You will mentor junior colleagues, coach interns and present to senior management.",
        "A graduate degree in physics is welcome, and so is an undergraduate one, of course.",
    ],
)
def test_other_people_s_levels_are_no_signal(sentence: str) -> None:
    signals = read_job(sentence).seniority_signal
    assert [s for s in signals if s.kind is not SignalKind.leadership] == []


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_taken_and_every_span_is_literal(text: str) -> None:
    job = read_job(text)
    spans = [
        *(item.span for item in job.responsibilities),
        *(item.span for item in (*job.must_have, *job.nice_to_have)),
        *(item.span for item in job.keywords),
        *(item.span for item in job.seniority_signal),
    ]
    assert all(verify(text, span) for span in spans)


BARE = """Customer Success Manager (m/f/d)

We're Lumio, a software company for schools.

What we ask
Three years or more in customer success
You speak English and German
comfortable with HubSpot and Excel

What you'll get
30 days of holiday

What your days look like
Run onboarding calls with new schools
Keep an eye on usage
"""


def test_lists_without_bullets_and_headings_in_no_known_wording() -> None:
    job = read_job(BARE)
    assert [duty.text for duty in job.responsibilities] == [
        "Run onboarding calls with new schools",
        "Keep an eye on usage",
    ]
    assert [need.text for need in job.must_have] == [
        "Three years or more in customer success",
        "You speak English and German",
        "comfortable with HubSpot and Excel",
    ]
    assert job.nice_to_have == ()


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("What do I need?", "must_have"),
        ("YOU HAVE", "must_have"),
        ("What you bring to the table:", "must_have"),
        ("You should apply if you", "must_have"),
        ("**Your skill set**", "must_have"),
        ("What would help?", "nice_to_have"),
        ("Brownie points:", "nice_to_have"),
        ("Even better if", "nice_to_have"),
        ("What will I do?", "responsibilities"),
        ("Things you'll work on:", "responsibilities"),
        ("Essential Functions", "responsibilities"),
        ("What success looks like", "responsibilities"),
    ],
)
def test_headings_of_sentences(heading: str, key: str) -> None:
    job = read_job(f"Clerk\n\n{heading}\nFiling letters. Sorting stamps.\n\nOur promise\nFree tea.")
    found = {
        name: [item.text for item in getattr(job, name)]
        for name in ("responsibilities", "must_have", "nice_to_have")
    }
    assert found.pop(key) == ["Filing letters.", "Sorting stamps."]
    assert list(found.values()) == [[], []]


@pytest.mark.parametrize("heading", ["Physical Demands", "The boring stuff:", "OUR STACK"])
def test_a_heading_that_announces_nothing_ends_what_was_before(heading: str) -> None:
    job = read_job(f"Clerk\n\nMust have\n- Patience\n\n{heading}\nFull time, hybrid, Leeds\n")
    assert [need.text for need in job.must_have] == ["Patience"]


def test_labels_with_their_content_behind_the_colon() -> None:
    job = read_job(
        "Support Agent\n\nTasks: answering chats, reporting bugs.\n"
        "Requirements: Spanish, Zendesk.\n"
        "Nice: Intercom, French.\nOffer: 26k, remote.\n"
    )
    assert [duty.text for duty in job.responsibilities] == ["answering chats, reporting bugs."]
    assert [need.text for need in job.must_have] == ["Spanish, Zendesk."]
    assert [wish.text for wish in job.nice_to_have] == ["Intercom, French."]
