"""Companies, kinds of companies and blueprints: the demanded ones, told neutrally."""

from collections import Counter

import pytest

from runtime.interview.companies import HiringStyle
from runtime.interview.plan import PhaseId
from seeds.catalogue import Catalogue

pytestmark = pytest.mark.unit

NAMED_IN_INDIA = {
    *("TCS", "Infosys", "Wipro", "HCL", "Tech Mahindra", "Flipkart", "Zomato", "Paytm"),
    *("Razorpay", "Swiggy", "Ola", "BYJU'S", "PhonePe", "Freshworks", "MakeMyTrip"),
    *("Tata Steel", "ICICI Bank", "HDFC Bank", "Reliance Jio", "L&T"),
}
NAMED_ELSEWHERE = {
    *("Google", "Amazon", "Microsoft", "Meta", "Apple", "Netflix", "Uber", "Airbnb", "Stripe"),
    *("LinkedIn", "Salesforce", "Adobe", "IBM", "Oracle", "JPMorgan Chase", "Goldman Sachs"),
    *("Walmart", "Shopify", "Atlassian", "Bloomberg"),
}
GIVEN_ARCHETYPES = {
    "TCS": "enterprise_services",
    "Flipkart": "consumer_tech",
    "Paytm": "fintech",
    "Razorpay": "fintech",
    "BYJU'S": "edtech",
    "Freshworks": "saas",
    "Tata Steel": "industrial",
    "ICICI Bank": "regulated",
    "HDFC Bank": "regulated",
    "Reliance Jio": "telecom",
    "L&T": "industrial",
    "JPMorgan Chase": "regulated",
    "Goldman Sachs": "regulated",
}
BLUEPRINT_COMPANIES = {
    *("google", "amazon", "microsoft", "meta", "apple"),
    *("netflix", "uber", "stripe", "airbnb", "linkedin"),
}


def test_has_the_named_companies_and_marks_ours(catalogue: Catalogue) -> None:
    """R-265 to R-267, C-44."""
    india = {c.name for c in catalogue.companies if c.country == "India"}
    ours = {c.name for c in catalogue.companies if c.is_addition}
    assert len(catalogue.companies) == 50
    assert len(india) == 25
    assert india - ours == NAMED_IN_INDIA
    assert {c.name for c in catalogue.companies} - india - ours == NAMED_ELSEWHERE
    assert len(ours) == 10


def test_archetypes_are_as_given(catalogue: Catalogue) -> None:
    found = {company.name: company.archetype for company in catalogue.companies}
    assert {name: found[name] for name in GIVEN_ARCHETYPES} == GIVEN_ARCHETYPES


def test_there_is_a_kind_for_every_archetype_that_was_named(catalogue: Catalogue) -> None:
    """R-084."""
    kinds = {archetype.archetype_id for archetype in catalogue.archetypes}
    assert kinds >= {
        *("startup", "enterprise", "regulated", "consumer", "saas", "fintech", "telecom"),
        *("enterprise_services", "consumer_tech", "edtech", "industrial", "high_growth_sales"),
    }
    styles = Counter(company.tags.hiring_style for company in catalogue.companies)
    assert all(styles[style] >= 3 for style in HiringStyle)


def test_nothing_is_said_about_how_a_company_interviews(catalogue: Catalogue) -> None:
    for company in catalogue.companies:
        words = company.known_for.lower()
        assert not any(word in words for word in ("interview", "hire", "best", "leading", "famous"))
        assert words.endswith(".")


def test_blueprints_cover_ten_companies_and_two_roles(catalogue: Catalogue) -> None:
    """R-268."""
    found = {(b.company_id, b.role_category) for b in catalogue.blueprints}
    assert found == {(c, role) for c in BLUEPRINT_COMPANIES for role in ("swe", "data")}


def test_blueprints_differ_and_reach_through_an_interview(catalogue: Catalogue) -> None:
    phases = {pattern.pattern_id: pattern.phase for pattern in catalogue.patterns}
    chosen = Counter(frozenset(b.question_pattern_ids) for b in catalogue.blueprints)
    assert set(chosen.values()) == {1}
    for blueprint in catalogue.blueprints:
        reached = {phases[pattern_id] for pattern_id in blueprint.question_pattern_ids}
        assert reached == set(PhaseId), blueprint.blueprint_id
        assert blueprint.rubric_overrides, blueprint.blueprint_id
        focus = Counter(skill for b in catalogue.blueprints for skill in b.skill_focus)
        assert sum(focus[skill] == 1 for skill in blueprint.skill_focus) >= 3
