"""A role in free text finds its kit."""

import pytest

from runtime.errors import UnknownRole
from runtime.interview.catalogue import InterviewType, Seniority
from runtime.roles.resolver import GENERAL_KIT
from seeds.load import load
from server.errors import BadRequest
from server.planning import choose_kit, plan_request
from server.wire import CreateSession

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def kits() -> list:
    return list(load().role_kits)


@pytest.mark.parametrize(
    ("target_role", "category"),
    [
        ("Senior Software Engineer", "swe"),
        ("software developer (backend)", "swe"),
        ("Sales Representative, EMEA", "sales"),
        ("customer support agent", "support"),
        ("Sr. Data Engineer (Kafka)", "data"),
        ("DevOps / SRE", "devops"),
        ("QA automation with Playwright", "qa"),
        ("Account Manager", "sales"),
        ("produktmanager / product owner", "pm"),
    ],
)
def test_free_text_finds_the_nearest_kit(kits: list, target_role: str, category: str) -> None:
    found = choose_kit(CreateSession(target_role=target_role), kits)
    assert found.role_category == category


def test_a_role_nobody_knows_gets_the_kit_without_any_trade(kits: list) -> None:
    found = choose_kit(CreateSession(target_role="lighthouse keeper"), kits)
    assert found.role_kit_id == GENERAL_KIT
    assert choose_kit(CreateSession(), kits).role_kit_id == "software_engineer"


def test_who_names_no_role_gets_one_that_offers_the_wanted_interview(kits: list) -> None:
    for wanted in InterviewType:
        kit = choose_kit(CreateSession(interview_type=wanted), kits)
        assert wanted in kit.interview_types


def test_an_unknown_id_is_an_error(kits: list) -> None:
    with pytest.raises(UnknownRole):
        choose_kit(CreateSession(role_kit_id="nobody"), kits)


def test_an_empty_catalogue_says_what_to_do() -> None:
    with pytest.raises(UnknownRole, match="viva seed"):
        choose_kit(CreateSession(), [])


def test_the_kit_fills_what_the_request_leaves_open(kits: list) -> None:
    kit = kits[0]
    request = plan_request(CreateSession(), kit, seed=7)
    assert request.seed == 7
    assert request.seniority == kit.level
    assert request.interview_type in kit.interview_types


def test_the_request_wins_over_the_kit(kits: list) -> None:
    kit = kits[0]
    wanted = CreateSession(
        seniority=Seniority.senior,
        interview_type=kit.interview_types[-1],
        candidate_name="  Ada\n Lovelace\0 ",
    )
    request = plan_request(wanted, kit, seed=1)
    assert request.seniority is Seniority.senior
    assert request.interview_type is kit.interview_types[-1]
    assert request.candidate_name == "Ada Lovelace"


def test_what_cannot_be_had_is_refused_rather_than_replaced(kits: list) -> None:
    support = next(kit for kit in kits if InterviewType.technical not in kit.interview_types)
    with pytest.raises(BadRequest, match="interview_type"):
        plan_request(CreateSession(interview_type=InterviewType.technical), support, seed=1)
    with pytest.raises(BadRequest, match="language"):
        plan_request(CreateSession(language="de"), kits[0], seed=1)
