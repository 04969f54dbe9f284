"""Cases: enough of them, complete, solvable, with facts that only fitting questions unlock."""

import re
from collections import Counter

import pytest

from runtime.interview.tasks import CaseTemplate, CaseType, Checkpoint
from seeds.catalogue import TECHNICAL, Catalogue
from seeds.load import load
from seeds.task_faults import holds_true

pytestmark = pytest.mark.unit

CASES = load().cases
IDLE = (
    "Could you please repeat that for me once more?",
    "May I ask you a question first?",
    "What do you mean by that?",
    "Let me think about it for a moment, then I'll begin.",
)
"""Ask for nothing in any case."""


def unlocks(question: str, triggers: list[str]) -> bool:
    """An entry is fulfilled when each of its words begins a word of the question."""
    words = re.findall(r"[a-z-]+", question.lower())
    return any(
        all(any(word.startswith(part) for word in words) for part in trigger.split())
        for trigger in triggers
    )


def test_has_the_demanded_quantity_and_types() -> None:
    """R-262: 15 to 20, over growth, marketing, operations, sales, pricing, sizing, support."""
    assert 15 <= len(CASES) <= 20
    types = Counter(case.case_type for case in CASES)
    assert all(types[case_type] >= 2 for case_type in CaseType)


def test_most_cases_are_for_roles_without_code(catalogue: Catalogue) -> None:
    kits = {case.role_kit_id for case in CASES}
    assert len(kits) >= 10
    technical = [c for c in CASES if catalogue.category_of(c.role_kit_id) in TECHNICAL]
    assert len(technical) <= len(CASES) // 4


@pytest.mark.parametrize("case", CASES, ids=[case.case_id for case in CASES])
def test_a_case_is_complete(case: CaseTemplate) -> None:
    assert set(case.probing_map) == set(Checkpoint)
    assert len(case.revealable_data) >= 4
    for guide in case.probing_map.values():
        assert len(guide.if_missing) >= 2
        assert len(guide.keywords) >= 6
    assert sum(len(guide.push) for guide in case.probing_map.values()) >= 3
    assert len(case.worked) >= 3
    assert len(case.solution.split()) >= 40


@pytest.mark.parametrize("case", CASES, ids=[case.case_id for case in CASES])
def test_the_arithmetic_of_the_solution_adds_up(case: CaseTemplate) -> None:
    assert [equation for equation in case.worked if not holds_true(equation)] == []


@pytest.mark.parametrize("case", CASES, ids=[case.case_id for case in CASES])
def test_a_fact_is_not_given_away(case: CaseTemplate) -> None:
    """Neither the opening nor the page tells a figure of a reveal that has to be asked for."""
    told = f"{case.prompt_statement} {case.context}"
    for reveal in case.revealable_data:
        assert not any(unlocks(idle, reveal.triggers) for idle in IDLE), reveal.reveal_id
        assert reveal.say not in told
        figures = {cell for row in reveal.show for cell in row if re.search(r"\d{2}", cell)}
        assert not any(re.search(rf"\b{re.escape(cell)}\b", told) for cell in figures)


@pytest.mark.parametrize("case", CASES, ids=[case.case_id for case in CASES])
def test_one_idle_question_doesnt_unlock_everything(case: CaseTemplate) -> None:
    for reveal in case.revealable_data:
        for trigger in reveal.triggers:
            others = [r for r in case.revealable_data if unlocks(trigger, r.triggers)]
            assert len(others) <= 3, (trigger, [other.reveal_id for other in others])


@pytest.mark.parametrize(
    ("case_id", "question", "reveal_id"),
    [
        ("growth_second_box", "Which channels do the customers come from?", "channels"),
        ("growth_second_box", "What does it cost to acquire a customer?", "channel_cost"),
        ("growth_free_week", "How many of them cancel after the first month?", "cancels"),
        ("growth_friend_bonus", "Do these accounts hold any deposits?", "balances"),
        ("marketing_bakery_noon", "Where do the bakeries lie?", "places"),
        ("marketing_filter_launch", "How many jugs can the factory make?", "production"),
        ("ops_tyre_workshop", "How long does each step take?", "steps"),
        ("ops_returned_shoes", "In which condition do the shoes come back?", "condition"),
        ("ops_canteen_tills", "How late will the delivery be?", "delivery"),
        ("sales_payroll_price", "How do you do the payroll today?", "today"),
        ("sales_payroll_price", "Who decides in your company?", "decision"),
        ("sales_stuck_pilot", "Who was our champion there?", "champion"),
        ("sales_leaving_client", "How much do they still use it?", "usage"),
        ("pricing_quiet_gym", "Why do members leave?", "leaving"),
        ("pricing_sign_software", "How are prints distributed over the shops?", "spread"),
        ("sizing_bike_repairs", "How many people own a bicycle?", "bikes"),
        ("sizing_supermarket_chargers", "How long do people stay?", "stay"),
        ("support_after_release", "What do they ask about?", "topics"),
        ("support_charged_twice", "How many customers are affected?", "size"),
        ("support_fast_unhappy", "What was changed in March?", "change"),
    ],
)
def test_a_fitting_question_unlocks_its_fact(case_id: str, question: str, reveal_id: str) -> None:
    case = next(case for case in CASES if case.case_id == case_id)
    reveal = next(r for r in case.revealable_data if r.reveal_id == reveal_id)
    assert unlocks(question, reveal.triggers)


@pytest.mark.parametrize(
    ("equation", "holds"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("2 * (3 + 4) == 14", True),
        ("-2 + 5 >= 3", True),
        ("7 / 2 == 3", False),
        ("1 > 2", False),
    ],
)
def test_arithmetic_is_exact(equation: str, holds: bool) -> None:
    assert holds_true(equation) is holds


@pytest.mark.parametrize(
    "equation",
    ["2 + 2", "1 < 2 < 3", "x == 1", "__import__('os') == 1", "1 / 0 == 1", "2 **", "'a' == 1"],
)
def test_only_arithmetic_is_computed(equation: str) -> None:
    with pytest.raises(ValueError, match=r"comparison|numbers|read|zero"):
        holds_true(equation)
