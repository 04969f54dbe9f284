"""The rules for spoken texts catch what they are for, and nothing else."""

import msgspec
import pytest

from runtime.interview.plan import PhaseId
from seeds import coverage, spoken
from seeds.catalogue import Catalogue

pytestmark = pytest.mark.unit


def told(catalogue: Catalogue, pattern_id: str, template: str) -> list[str]:
    """Warnings after that pattern got another template."""
    changed = tuple(
        msgspec.structs.replace(p, template=template, variables={})
        if p.pattern_id == pattern_id
        else p
        for p in catalogue.patterns
    )
    return spoken.warnings(msgspec.structs.replace(catalogue, patterns=changed))


@pytest.mark.parametrize(
    ("template", "because"),
    [
        ("What did you do back then, and why did you do it?", "two questions"),
        ("What did you sell there? How much of it did you sell?", "two questions"),
        ("How did you find the customer or how did they find you?", "two questions"),
        ("Tell me more.", "3 words"),
        ("Tell me about a time. It may be long ago. It may be small, if you like.", "sentences"),
        ("Tell me about the 3 largest customers you have ever won over", "can't be spoken"),
        ("Tell me about the largest customer you have ever won over", "full stop"),
        ("How does your family feel about the travelling that comes with selling?", "protected"),
        ("How old were you when you made your very first sale to a stranger?", "protected"),
        ("Which algorithm would you write to sort your customers by what they spent?", "coding"),
        ("Tell me about a deal that you were sure you would win, and then you lost.", "too like"),
    ],
)
def test_catches(catalogue: Catalogue, template: str, because: str) -> None:
    warnings = told(catalogue, "sales_skill_own_process", template)
    assert any(because in warning for warning in warnings), warnings


@pytest.mark.parametrize(
    "template",
    [
        "What did you say or do that made the difference to a hesitant shopper?",
        "Tell me what you sold on market days and how people took to it.",
        "Say a stranger walks in, looks around and says nothing. How do you open?",
    ],
)
def test_lets_pass(catalogue: Catalogue, template: str) -> None:
    assert told(catalogue, "sales_skill_own_process", template) == []


def test_coding_is_welcome_in_technical_roles(catalogue: Catalogue) -> None:
    template = "Which algorithm would you pick to sort a pile of unread mail by urgency?"
    assert told(catalogue, "swe_skill_review", template) == []


def test_coverage_notices_what_is_gone(catalogue: Catalogue) -> None:
    kept = tuple(p for p in catalogue.patterns if p.phase is not PhaseId.behavioral)
    warnings = coverage.warnings(msgspec.structs.replace(catalogue, patterns=kept))
    assert any("nothing to ask in behavioral" in warning for warning in warnings)
