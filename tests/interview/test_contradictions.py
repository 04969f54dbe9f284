"""Planted contradictions are raised with both sides quoted; nobody else is accused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Claim
from runtime.interview.planner import PlanRequest, make_plan
from runtime.interview.seed import shuffled
from tests.interview.conversation import Conversation, Reply
from tests.interview.kits import CASE, CLAIM, KIT, PATTERNS

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
RESUME = tuple(
    Claim(subject=subject, value=value, quote=quote, source="resume")
    for subject, value, quote in (
        ("employer:northwind labs", "42 months", "Northwind Labs, Jan 2021 to Jun 2024"),
        ("employer:karst works", "24 months", "Karst Works, Jan 2018 to Dec 2019"),
        ("from:northwind labs", "2021", "Northwind Labs, Jan 2021 to Jun 2024"),
        ("from:karst works", "2018", "Karst Works, Jan 2018 to Dec 2019"),
        ("until:karst works", "2019", "Karst Works, Jan 2018 to Dec 2019"),
        ("current", "northwind labs", "Northwind Labs, since Jan 2021"),
        ("tool:kafka", "48 months", "Kafka, 4 years"),
        ("tool:python", "96 months", "Python, 8 years"),
        ("tool:docker", "used", "Docker"),
        ("tool:terraform", "used", "Terraform"),
        ("reports/karst works", "12 people", "led a team of 12"),
        ("metric:latency", "80 percent", "cut latency by 80%"),
        ("experience", "78 months", "6 years of work"),
        ("speaks:spanish", "used", "Spanish, fluent"),
    )
)
FILLING = (
    "so at my last company the import hung every night and i read the logs and found the lock and "
    "changed the order and in the end it ran through",
    "a colleague wanted to split the service and i disagreed so i wrote down both options and we "
    "picked mine and that worked out for everybody",
    "i would start with the slow query log and look at the plan and then i would add an index and "
    "measure it again",
    "there was a report that nobody read so i asked around and i dropped it and nobody noticed",
)
RAISED = (Intent.clarify,)


def lines(name: str) -> list[str]:
    read = (HERE / name).read_text().splitlines()
    return [line for line in read if line and not line.startswith("#")]


PLANTED = [tuple(line.split(" | ")) for line in lines("contradictions.txt")]
CONSISTENT = lines("consistent_answers.txt")


def raised(talk: Conversation) -> list[str]:
    """What the interviewer said with two quotes in it."""
    said = [turn.text for turn in talk.turns if turn.intent in RAISED]
    return [text for text in said if text.count('"') == 4]


def interview(seed: int, answers: list[str], resume: tuple[Claim, ...]) -> Conversation:
    """Half an hour in which the candidate gives these answers in turn."""
    plan = make_plan(
        KIT,
        [*PATTERNS, CASE, CLAIM],
        PlanRequest(seed=seed, duration_s=1800.0, resume_claims=resume),
    )
    waiting = list(answers)

    def candidate(directive: Directive) -> Reply:
        if directive.intent is Intent.clarify and '"' in directive.text:
            return Reply(text="oh that is right let me put it differently it was the second one")
        if waiting and directive.question is not None:
            return Reply(text=waiting.pop(0))
        return Reply(text="no that's all thank you")

    return Conversation(plan, candidate).run()


def dialogue(planted: tuple[str, ...], seed: int) -> Conversation:
    where, first, then = planted
    filling = shuffled(seed, "filling", FILLING)
    opening = "i like payments and i want to build things that many people use every day"
    if where == "resume":
        subject, value, quote = first.split(" = ")
        told = Claim(subject=subject, value=value, quote=quote, source="resume")
        # The employers of the CV are known, whatever else it says.
        known = (claim for claim in RESUME[:2] if claim.subject != subject)
        return interview(seed, [opening, filling[0], then, *filling[1:]], (told, *known))
    between = [] if where == "same" else [filling[1], filling[2], filling[3]]
    story = f"{filling[0]} and {first}"
    return interview(seed, [opening, story, *between, then], RESUME[:2])


def found(seed: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    for planted in PLANTED:
        told = raised(dialogue(planted, seed))
        assert len(told) <= 1, f"more than once: {told}"
        yield planted, bool(told)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_least_four_of_five_planted_contradictions_are_raised(seed: int) -> None:
    results = list(found(seed))
    missed = [planted for planted, hit in results if not hit]
    print(f"raised {len(results) - len(missed)} of {len(results)}; missed: {missed}")
    assert len(missed) <= 0.2 * len(results)


def test_both_sides_are_quoted_as_they_were_said() -> None:
    talk = dialogue(PLANTED[8], seed=1)
    (text,) = raised(talk)
    assert '"Kafka"' in text
    assert "never used kafka" in text


@pytest.mark.parametrize("seed", range(40))
def test_nobody_is_accused_who_contradicts_nobody(seed: int) -> None:
    answers = [*shuffled(seed, "consistent", CONSISTENT)]
    assert raised(interview(seed, answers, RESUME)) == []


def test_who_corrects_openly_what_was_said_before_is_not_asked() -> None:
    talk = dialogue(
        (
            "apart",
            "i have six years of python and i use it every day",
            "let me correct myself i have two years of python",
        ),
        seed=1,
    )
    assert raised(talk) == []


if __name__ == "__main__":
    for number in range(5):
        hits = [(planted, hit) for planted, hit in found(number)]
        print(
            number, sum(hit for _, hit in hits), "of", len(hits), [p for p, hit in hits if not hit]
        )
    wrong = [
        (number, text)
        for number in range(200)
        for text in raised(interview(number, [*shuffled(number, "consistent", CONSISTENT)], RESUME))
    ]
    print("false:", len(wrong), "in 200 interviews", wrong[:10])
