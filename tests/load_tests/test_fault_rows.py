"""What the fault table counts as good, and from when it counts."""

import pytest

from load_tests.fault_rows import (
    WITHIN_S,
    Row,
    found_out_s,
    letters_length,
    letters_share,
    reply,
    switched_to,
    that_asked,
)
from load_tests.fault_table import FAULTS, TARGETS, as_json, as_markdown, jobs_of
from load_tests.fault_targets import LINE_UPS, NONE
from load_tests.vendors.faults import Fault, Strike
from server import wire

pytestmark = pytest.mark.unit


def good_row(**changes: object) -> Row:
    row = Row(
        stage="speech synthesis", vendor="elevenlabs", fault="hang", found_out_s=1.2,
        incidents=["late", "fallback"], switched_to="flite", reply_s=2.0, usual_reply_s=1.0,
        reply_whole=True, heard_share=0.9, heard_length=1.0, kept_share=1.0, went_on=True,
        in_report=True,
    )  # fmt: skip
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def incident(code: str, message: str = "It failed.") -> wire.Incident:
    return wire.Incident(part="wording", code=code, message=message)


def test_a_row_is_good_when_nothing_is_wrong() -> None:
    assert good_row().good
    assert good_row().wrong == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"found_out_s": None}, "not found out"),
        ({"found_out_s": WITHIN_S + 0.01}, "found out late"),
        ({"switched_to": ""}, "nobody took over"),
        ({"reply_whole": False}, "reply broke off"),
        ({"heard_share": 0.4}, "only 40% of the reply heard"),
        ({"heard_length": 2.0}, "something said twice"),
        ({"kept_share": 0.5}, "words lost"),
        ({"kept_share": None}, "words lost"),
        ({"turns_lost": 1}, "1 turns lost"),
        ({"turns_doubled": 2}, "2 turns doubled"),
        ({"went_on": False}, "did not go on"),
        ({"in_report": False}, "not in the report"),
        ({"trouble": "no server"}, "no server"),
    ],
)
def test_each_thing_that_is_wrong_makes_a_row_bad(changes: dict[str, object], wrong: str) -> None:
    row = good_row(**changes)
    assert row.wrong == [wrong]
    assert not row.good
    assert wrong in as_json([row])


@pytest.mark.parametrize(
    ("strikes", "not_before", "found"),
    [
        ([], 0.0, 0.0),
        ([(8.0, None)], 0.0, 2.0),
        ([(5.0, 6.0), (8.5, None)], 0.0, 1.5),
        ([(5.0, 5.1), (9.9, 9.9)], 0.0, 0.1),
        ([(5.0, 5.1), (7.0, 7.1)], 0.0, 3.0),
        ([(5.0, 12.0), (8.2, 10.1)], 0.0, 1.8),
        ([(8.0, None)], 9.0, 1.0),
        ([(8.0, None)], 11.0, 0.0),
        ([(11.0, None)], 0.0, 0.0),
    ],
)
def test_it_counts_from_the_request_that_showed_it(
    strikes: list[tuple[float, float | None]], not_before: float, found: float
) -> None:
    """The incident comes at second ten; a request that was withdrawn before shows nothing."""
    made = [Strike(at=at, left_at=left_at) for at, left_at in strikes]
    assert found_out_s(10.0, made, not_before=not_before) == pytest.approx(found)


def test_letters_count_in_their_order() -> None:
    said = "I called the customer."
    assert letters_share(said, "i called the customer") == 1.0
    assert letters_share(said, "I quoled the customer") > 0.8
    assert letters_share(said, "the customer") < 0.7
    assert letters_share(said, "customer the called I") < 0.7
    assert letters_share(said, "") == 0.0
    assert letters_share("", "anything") == 1.0
    assert letters_length(said, f"{said} {said}") == 2.0


def test_who_took_over_is_what_the_session_was_told() -> None:
    told = [incident("late"), incident("fallback", "Wording is done by OpenAI now.")]
    assert switched_to(told, "wording") == "OpenAI"
    assert switched_to([incident("late")], "wording") == "the planned words"
    assert switched_to([incident("late")], "speech synthesis") == ""
    assert switched_to([], "wording") == ""


def test_an_interrupted_reply_is_none() -> None:
    cut = wire.TurnInterrupted(turn_id="t1", spoken_text="So", unspoken_text="what?")
    whole = wire.TurnCompleted(turn_id="t2", role="interviewer", text="So what?")
    assert reply([cut, whole]) is None
    assert reply([whole, cut]) is whole
    assert reply([]) is None


def test_every_fault_meets_every_vendor_beside_an_interview_without_one() -> None:
    names = [target.name for target in TARGETS]
    jobs = jobs_of([str(fault) for fault in FAULTS], names)
    assert len(jobs) == (len(FAULTS) + 1) * len(LINE_UPS)
    met = {(job.fault, target.name) for job in jobs for target in job.targets}
    assert met == {(fault, name) for fault in (NONE, *FAULTS) for name in names}
    left_out = set(Fault) - set(FAULTS)
    assert left_out == {Fault.drop}, "as a cut, but before the first piece"


def test_one_vendor_alone_makes_one_interview_per_fault() -> None:
    jobs = jobs_of(["hang"], ["flux"])
    assert [(job.fault, [each.name for each in job.targets]) for job in jobs] == [
        (NONE, ["flux"]),
        ("hang", ["flux"]),
    ]


def test_the_document_s_table_has_a_line_per_row() -> None:
    lines = as_markdown([good_row(), good_row(fault="mute")]).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {10}


def test_a_sign_of_life_asks_for_nothing() -> None:
    connected = Strike(at=1.0)
    alive = Strike(at=2.0, told='{"text": ""}')
    begins = Strike(at=3.0, told='{"text": " ", "context_id": "s2"}')
    asks = Strike(at=3.1, told='{"text": "How many people were there? ", "context_id": "s2"}')
    assert that_asked([connected, alive, begins, asks]) == [connected, asks]
