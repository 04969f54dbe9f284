"""Statements of documents as they are said to the one who wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.planning.clauses import DUTY_WORDS, MOST_WORDS, as_gerund, told_to_you
from runtime.planning.figures import spoken_figures, spoken_months
from runtime.planning.names import spoken_employer, spoken_project, spoken_skill, spoken_title
from runtime.planning.verbs import gerund, is_past, past

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "Led the redesign of our catalogue, winning two prizes",
            "you led the redesign of your catalogue",
        ),
        ("Reduced p95 latency by 40%", "you reduced p95 latency by 40 percent"),
        (
            "• Illustration for Animation: Created assets for various animated projects",
            "you created assets for various animated projects",
        ),
        (
            "Successfully negotiated contracts worth $1.2M with three suppliers",
            "you negotiated contracts worth 1.2 million dollars with three suppliers",
        ),
        ("I built a booking service in Go", "you built a booking service in Go"),
        (
            "Awarded a prize for the best rating of the month",
            "you were awarded a prize for the best rating of the month",
        ),
        ("Responsible for stock and cash", "you were responsible for stock and cash"),
        (
            "Producing brochures and posters for the spring fair",
            "you produced brochures and posters for the spring fair",
        ),
        (
            "Scheduling and managing tasks in order to meet deadlines",
            "you scheduled and managed tasks in order to meet deadlines",
        ),
        (
            "Designed the new checkout and built its tests",
            "you designed the new checkout",
        ),
        (
            "Awarded a U.S. patent for the design of a pen",
            "you were awarded a U.S. patent for the design of a pen",
        ),
    ],
)
def test_what_was_done_is_told_to_the_candidate(statement: str, said: str) -> None:
    assert told_to_you(statement) == said


@pytest.mark.parametrize(
    "statement",
    [
        "Experienced graphic designer with ten years in print",
        "Skilled in Excel and Word",
        "Team of five people",
        "Worked with engineers, craftsmen, and marketing teams to ensure quality",
        "Led projects",
        "Python | Go | Rust",
        "We built a service for our customers",
        "Built a → b → c",
        "",
        "     ",
        "Manage a team of five people",
    ],
)
def test_what_can_not_be_said_is_left_out(statement: str) -> None:
    assert told_to_you(statement) is None


def test_the_present_tense_is_for_jobs_that_go_on() -> None:
    assert told_to_you("Manage a team of five", is_current=True) == "you manage a team of five"


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        ("Own and run the payment service.", "owning and running the payment service"),
        (
            "Design, build and operate services in Go",
            "designing, building and operating services in Go",
        ),
        ("You will own the payment service", "owning the payment service"),
        ("Responsible for maintaining our pipelines", "maintaining our pipelines"),
        ("Plan the weekly deliveries", "planning the weekly deliveries"),
        (
            "Prepare files for print and check proofs with suppliers",
            "preparing files for print",
        ),
        ("Participating in code reviews", "participating in code reviews"),
        ("A degree in physics", None),
        ("5+ years of experience", None),
        ("Lead", None),
    ],
)
def test_a_duty_becomes_a_noun_phrase(duty: str, said: str | None) -> None:
    assert as_gerund(duty) == said


@given(st.text(max_size=200))
def test_nothing_breaks_off_or_asks(statement: str) -> None:
    for said, most in (
        (told_to_you(statement, is_current=True), MOST_WORDS),
        (as_gerund(statement), DUTY_WORDS.stop - 1),
    ):
        if said is not None:
            assert len(said.split()) <= most
            assert "?" not in said
            assert "{" not in said
            assert not said.endswith((",", " and", " of", " the"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("45%", "45 percent"),
        ("$1.2M", "1.2 million dollars"),
        ("$ 28,000", "28,000 dollars"),
        ("10k+ users", "more than 10 thousand users"),
        ("3x faster", "3 times faster"),
        ("2-3% margin", "2 to 3 percent margin"),
        ("over 800% speed-up", "over 800 percent speed-up"),
        ("~30 people", "about 30 people"),
        ("5G networks", "5G networks"),
    ],
)
def test_figures_are_said_in_words(written: str, said: str) -> None:
    assert spoken_figures(written) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, "one month"),
        (7, "seven months"),
        (12, "a year"),
        (18, "a year and a half"),
        (24, "two years"),
        (108, "nine years"),
    ],
)
def test_months_are_said_roundly(months: int, said: str) -> None:
    assert spoken_months(months) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Blue Ridge Outdoor Products, Inc.", "Blue Ridge Outdoor Products"),
        ("Automated Systems(Hong Kong) Limited.", "Automated Systems"),
        ("LOOPLINE STUDIO FURNISHINGS", "Loopline Studio Furnishings"),
        ("Self Employed", None),
        ("Various Clients", None),
        ("", None),
        (None, None),
    ],
)
def test_employers(name: str | None, said: str | None) -> None:
    assert spoken_employer(name) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("SENIOR GRAPHIC DESIGNER", "senior graphic designer"),
        ("Jr. QA Engineer / Team A", "junior QA engineer"),
        ("ENGLISH INSTRUCTOR", "English instructor"),
        ("Systems Engineer II", "systems engineer"),
        ("Machine Learning Internship", "machine learning intern"),
        ("", None),
    ],
)
def test_titles(title: str, said: str | None) -> None:
    assert spoken_title(title) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lanternfish", "your project Lanternfish"),
        ("Diffue: towards something", "your project Diffue"),
        ("Calibrate and tune models", None),
        ("an odd one", None),
    ],
)
def test_projects(name: str, said: str | None) -> None:
    assert spoken_project(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Customer service", "customer service"),
        ("Python", "Python"),
        ("Branding", "branding"),
        ("R", "R"),
        ("C++", "C++"),
        ("5", None),
    ],
)
def test_skills(name: str, said: str | None) -> None:
    assert spoken_skill(name) == said


@pytest.mark.parametrize(
    ("base", "told", "doing"),
    [
        ("lead", "led", "leading"),
        ("plan", "planned", "planning"),
        ("own", "owned", "owning"),
        ("apply", "applied", "applying"),
        ("drive", "drove", "driving"),
        ("oversee", "oversaw", "overseeing"),
        ("control", "controlled", "controlling"),
    ],
)
def test_verbs(base: str, told: str, doing: str) -> None:
    assert (past(base), gerund(base)) == (told, doing)
    assert is_past(told)
