"""The name a résumé begins with: taken only where it is plainly one."""

import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.resume import read_resume

pytestmark = pytest.mark.unit

AS_OF = YearMonth(year=2024, month=6)
REST = "\n\nEXPERIENCE\nBuyer, Acme Ltd, 2019 - 2023\n"


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("Jane Roe\nBuyer", "Jane Roe"),
        ("JANE ROE\njane@example.org", "Jane Roe"),
        ("CURRICULUM VITAE\n\nName: Ana María López de la Cruz", "Ana María López de la Cruz"),
        ("Jean-Luc O’Neil, PhD | Paris | +33 1 23", "Jean-Luc O’Neil"),
        ("# Ludwig van den Berg", "Ludwig van den Berg"),
        ("Senior Buyer\nRuby Jones", "Ruby Jones"),
        ("Contact\nJane Roe\nLeeds", "Jane Roe"),
    ],
)
def test_a_name_is_taken(top: str, name: str) -> None:
    found = read_resume(top + REST, as_of=AS_OF).name
    assert found is not None
    assert found.text == name
    assert found.span.text.casefold() == name.casefold()


@pytest.mark.parametrize(
    "top",
    [
        "",
        "Senior Buyer",
        "New York",
        "Project Management Office",
        "Machine Learning",
        "Alder University",
        "jane roe",
        "Résumé",
        "Jane",
        "A buyer with ten years of practice",
        "Buyer\nSourcing\nPlanning\nBuying\nJane Roe",
    ],
)
def test_nothing_else_is_taken_for_a_name(top: str) -> None:
    assert read_resume(top + REST, as_of=AS_OF).name is None
