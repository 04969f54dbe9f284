"""Writes the golden interviews anew: `python -m tests.interview.regolden`; then read the diff.

Each is a pair: `NAME.jsonl` holds the plan and then the event log, as a session keeps it;
`NAME.expected.jsonl` holds what the core made of each event, and the state at the end.
"""

from pathlib import Path

import msgspec

from runtime.interview import machine
from runtime.interview.actions import AnyAction, Directive, Intent
from runtime.interview.events import AnyEvent
from runtime.interview.plan import Claim, InterviewPlan, Mode, Style
from runtime.interview.planner import PlanRequest, make_plan
from tests.interview.conversation import Candidate, Conversation, Reply, scripted
from tests.interview.kits import CASE, CLAIM, KIT, PATTERNS

FOLDER = Path(__file__).parent / "golden"

BUG = (
    "Okay so every night around two our payment worker hung and the queue was growing. I attached "
    "a debugger and found two threads waiting for the same lock, so I changed the lock order."
)
CHECKED = (
    "I wrote a stress test that ran for an hour, then we watched the dashboard for a week, and in "
    "the end there were no more hangs, it went from five a week to none."
)
VAGUE = "We had some issues and stuff, and we fixed it somehow, it was pretty challenging."


def made(request: PlanRequest) -> InterviewPlan:
    return make_plan(KIT, [*PATTERNS, CASE, CLAIM], request)


def always(reply: Reply) -> Candidate:
    return lambda _: reply


def dropping(directive: Directive) -> Reply:
    """Loses the line in every main answer, then goes on when welcomed back."""
    if directive.intent is Intent.resume:
        return Reply(text=CHECKED)
    if directive.intent in (Intent.ask, Intent.greet):
        return Reply(text=BUG, leaves_s=6.0)
    return Reply(text="No, that's all, thank you.")


INTERVIEWS: dict[str, tuple[InterviewPlan, Candidate]] = {
    "strong": (
        made(PlanRequest(seed=1, candidate_name="Maya Ortiz", company="Northwind")),
        scripted(
            *[Reply(text=BUG), Reply(text=CHECKED)] * 5,
            then=Reply(text="How big is the team?"),
        ),
    ),
    "vague": (made(PlanRequest(seed=2, style=Style.friendly)), always(Reply(text=VAGUE))),
    "silent": (made(PlanRequest(seed=3)), always(Reply())),
    "declining": (
        made(PlanRequest(seed=4, style=Style.stress)),
        always(Reply(text="I'd rather not talk about that.")),
    ),
    "rambling": (
        made(PlanRequest(seed=5, duration_s=900.0)),
        always(Reply(text=" ".join([BUG, CHECKED] * 12), never_stops=True)),
    ),
    "asking": (
        made(PlanRequest(seed=6, mode=Mode.coached)),
        scripted(
            Reply(text="Could you repeat that please"),
            Reply(text="I like building payment systems and Northwind has the volume for it."),
            Reply(text="What do you mean by that?"),
            Reply(text="Let me think for a second."),
            Reply(text=BUG, after_s=9.0),
            Reply(button="repeat"),
            Reply(text="I don't know, sorry."),
            Reply(text="Is this role remote?"),
            Reply(button="time"),
            Reply(text=CHECKED, after_s=12.0),
        ),
    ),
    "interrupting": (
        made(PlanRequest(seed=7)),
        scripted(
            Reply(text="Hi nice to meet you", interrupts_at=0.2),
            Reply(text=BUG, interrupts_at=0.95),
            Reply(text="okay", interrupts_at=0.5),
            Reply(text=CHECKED),
        ),
    ),
    "dropping": (made(PlanRequest(seed=8, duration_s=300.0)), dropping),
    "typing": (
        made(PlanRequest(seed=9, duration_s=150.0)),
        always(Reply(text=BUG, typed=True, after_s=4.0)),
    ),
    "contradicting": (
        made(
            PlanRequest(
                seed=10,
                duration_s=1800.0,
                resume_claims=(
                    Claim(
                        subject="tool:kafka",
                        value="4 years",
                        quote="Kafka, 4 years",
                        source="resume",
                    ),
                ),
            )
        ),
        scripted(
            Reply(text="I have six years of Python and I like payments, so I applied."),
            Reply(text=BUG + " I have never used Kafka, by the way."),
            Reply(text="Oh, that was my team, I only read their code."),
            Reply(text=CHECKED + " With my two years of Python that was hard."),
            Reply(text="Two at work, six with university."),
        ),
    ),
}


def lines(values: list[object]) -> bytes:
    return b"".join(msgspec.json.encode(value) + b"\n" for value in values)


def folded(plan: InterviewPlan, events: list[AnyEvent]) -> bytes:
    """The expected file: actions per event, then the state."""
    state = machine.start(plan)
    made_of: list[object] = []
    for event in events:
        actions: tuple[AnyAction, ...]
        state, actions = machine.step(plan, state, event)
        made_of.append(actions)
    return lines([*made_of, state])


def main() -> None:
    for name, (plan, candidate) in INTERVIEWS.items():
        log = Conversation(plan, candidate).run().log
        (FOLDER / f"{name}.jsonl").write_bytes(lines([plan, *log]))
        (FOLDER / f"{name}.expected.jsonl").write_bytes(folded(plan, log))


if __name__ == "__main__":
    main()
