"""How often the rules class spoken answers as a person did, per class and on a held-out part."""

import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from runtime.interview import answers
from runtime.interview.actions import AnswerClass as A
from runtime.interview.answers import Listening
from runtime.interview.plan import Missing as M
from tests.interview.test_answers import METRIC, ROLE

pytestmark = pytest.mark.unit

STORY = (M.context, M.own_role, M.action, M.result, M.metric)


def story(question: str, topic: str, *keywords: str, expects: tuple[M, ...] = STORY) -> Listening:
    return Listening(
        question=question, topic=topic, keywords=keywords, expects=expects, languages=("en", "es")
    )


QUESTIONS = {
    "outage": story(
        "Tell me about an outage you had to deal with.",
        "outages",
        "outage",
        "down",
        "alert",
        "incident",
        expects=(M.context, M.own_role, M.action, M.result),
    ),
    "churn": story(
        "Where did your analysis help to keep customers?", "churn", "churn", "model", "customers"
    ),
    "deal": story("Tell me about a deal you nearly lost.", "saving a deal", "deal", "customer"),
    "caller": story(
        "How would you handle a caller who is angry because nobody called back?",
        "angry callers",
        "angry",
        "caller",
        "ticket",
        expects=(M.action, M.verification),
    ),
    "launch": story("Tell me about a launch you were in charge of.", "a launch", "launch"),
    "campaign": story("Which campaign of yours worked best?", "campaigns", "campaign"),
    "warehouse": story(
        "What did you improve in the daily work of a site?", "daily operations", "shift", "site"
    ),
    "team": story(
        "Tell me about a difficult situation with someone on your team.",
        "leading people",
        "conflict",
        "people",
        expects=(M.context, M.own_role, M.action, M.result),
    ),
    "design": story("Tell me about a design you changed after watching users.", "design", "user"),
    "metric": METRIC,
    "role": ROLE,
    "caller_es": story(
        "¿Cómo atiende a un cliente molesto porque nadie le devolvió la llamada?",
        "clientes molestos",
        "molesto",
        "llamada",
        expects=(M.action, M.verification),
    ),
    "difficult_es": story(
        "Cuénteme de un cliente difícil que haya atendido.", "clientes difíciles", "cliente"
    ),
}


def rows(part: str) -> list[tuple[A, Listening, str]]:
    lines = (Path(__file__).parent / "spoken_answers.txt").read_text().splitlines()
    found = [line.split(" | ", 3) for line in lines if line and not line.startswith("#")]
    return [
        (A(label), QUESTIONS[asked], text) for where, label, asked, text in found if where == part
    ]


def misread(part: str) -> list[tuple[A, A, str]]:
    """(right, given, answer) of every answer the rules class otherwise."""
    classed = [
        (right, answers.assess(text, asked).answer_class, text) for right, asked, text in rows(part)
    ]
    return [row for row in classed if row[0] is not row[1]]


def report(part: str) -> str:
    """A line per class: right of all, and what it was taken for."""
    there = Counter(right for right, _, _ in rows(part))
    wrong = defaultdict(list)
    for right, given, _ in misread(part):
        wrong[right].append(str(given))
    lines = [
        f"{kind:20} {count - len(wrong[kind]):3} of {count:3}  {' '.join(wrong[kind])}"
        for kind, count in sorted(there.items())
    ]
    total = sum(there.values())
    return "\n".join([*lines, f"{'all':20} {total - len(misread(part)):3} of {total:3}"])


def test_there_are_enough_examples_of_every_class() -> None:
    assert len(rows("dev")) + len(rows("held")) >= 150
    assert {right for right, _, _ in rows("held")} == set(A)


@pytest.mark.parametrize(("part", "least"), [("dev", 0.97), ("held", 0.85)])
def test_most_are_classed_as_a_person_did(part: str, least: float) -> None:
    print(report(part))
    assert 1 - len(misread(part)) / len(rows(part)) >= least, report(part)


def test_an_answer_is_never_taken_for_a_refusal_or_a_request() -> None:
    """The costly mistakes: a real answer thrown away."""
    answered = (A.strong, A.weak)
    for part in ("dev", "held"):
        lost = [
            row
            for row in misread(part)
            if row[0] in answered and row[1] not in (*answered, A.vague)
        ]
        assert lost == []


def test_they_take_less_than_five_milliseconds_each() -> None:
    spent = []
    for _, asked, text in [*rows("dev"), *rows("held")]:
        began = time.process_time()
        answers.assess(text, asked)
        spent.append(time.process_time() - began)
    assert sorted(spent)[int(0.95 * len(spent))] < 0.005


if __name__ == "__main__":
    for name in ("dev", "held"):
        print(f"[{name}]\n{report(name)}\n")
