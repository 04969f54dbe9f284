"""Coding exercises in the core: shown without what is hidden, followed up for what is missing."""

import msgspec
import pytest

from runtime.interview import machine
from runtime.interview.actions import HideTask, Intent, ShowTask
from runtime.interview.events import (
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    TypingNoticed,
)
from runtime.interview.plan import Mode
from runtime.interview.progress import ArtifactKind, CodingProgress
from runtime.interview.tasks import Activity, CodingExercise
from tests.interview.bench import Bench
from tests.interview.task_plans import EXERCISES, Walk, at_task, plan_with

pytestmark = pytest.mark.unit

EVERY = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
RETRY = EXERCISES["be_retry_gives_none"]
EXPLAIN = EXERCISES["be_report_second_half"]
CAUSE = (
    "After the last attempt the loop simply ends, so the function falls off its end without a "
    "value and the caller never learns that the service was down."
)


def submit(bench: Bench, exercise: CodingExercise, code: str, message_id: str = "") -> None:
    bench.feed(
        CodeSubmitted(
            at=bench.now + 20,
            task_id=exercise.exercise_id,
            language=exercise.language,
            code=code,
            message_id=message_id,
        )
    )


@EVERY
def test_the_page_gets_what_it_needs_and_nothing_hidden(exercise: CodingExercise) -> None:
    walk = Walk(plan_with(exercise)).run(
        lambda walk, asked: (
            ("I would rather skip the code, please move on.", 5.0)
            if walk.bench.state.task is not None
            else ("I have built services for six years, at two banks.", 6.0)
        )
    )
    shown = walk.shown[0]
    assert shown.code == exercise.code_snippet.strip("\n")
    change = exercise.activity_type in (Activity.debug, Activity.modify)
    assert shown.editable is change
    assert bool(shown.failing_test) is change
    wire = msgspec.json.encode(walk.shown).decode() + " ".join(
        turn.text for turn in walk.bench.turns
    )
    for hidden in (
        exercise.bug_description,
        exercise.suggested_fix.strip("\n"),
        *exercise.expected_signals,
        *exercise.common_failure_modes,
    ):
        assert hidden not in wire
    assert walk.hidden == [HideTask(task_id=exercise.exercise_id)]


@EVERY
def test_every_exercise_ends_in_time_without_a_question_twice(exercise: CodingExercise) -> None:
    def talks(walk: Walk, asked: str) -> tuple[str, float]:
        return f"For {asked[:40]} I would look at the loop and the value that it hands back.", 30.0

    walk = Walk(plan_with(exercise)).run(talks)
    assert walk.bench.state.finished == "completed"
    assert walk.bench.now <= walk.bench.plan.duration_s
    assert len(set(walk.questions)) == len(walk.questions)
    assert all(question.count("?") <= 1 for question in walk.questions)


def test_a_cause_without_a_repair_is_asked_for_the_repair() -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer(CAUSE, seconds=20)
    assert bench.said.intent is Intent.probe
    assert bench.said.question is not None
    assert "repair" in bench.said.question or "change" in bench.said.question


def test_code_without_a_word_is_asked_about() -> None:
    bench = at_task(plan_with(RETRY))
    submit(bench, RETRY, RETRY.suggested_fix)
    turn = bench.last_answer
    assert turn.submission is not None
    assert turn.submission.code == RETRY.suggested_fix.rstrip()
    assert turn.text == ""
    assert turn.typed
    assert turn.task_id == RETRY.exercise_id
    assert bench.said.question is not None
    assert "change" in bench.said.question or "version" in bench.said.question


def test_code_and_words_are_one_answer() -> None:
    bench = at_task(plan_with(RETRY))
    bench.hear(CAUSE + " I would raise the error again on the last attempt.", seconds=15)
    submit(bench, RETRY, RETRY.suggested_fix)
    assert bench.last_answer.submission is not None
    assert bench.last_answer.text.startswith("After the last attempt")
    assert not bench.last_answer.typed
    assert bench.said.question in ("Which unusual inputs would you try on it?",
                                   "On which inputs would you expect trouble?")  # fmt: skip


def test_named_unusual_inputs_are_not_asked_for() -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer(
        CAUSE + " I would raise the last error itself. I'd also try zero attempts, and another "
        "kind of error than the one it catches.",
        seconds=25,
    )
    assert isinstance(bench.state.task, CodingProgress)
    assert bench.state.task.edges == (0, 1)
    assert bench.said.question in RETRY.probing_questions


def test_the_unchanged_snippet_is_told_once() -> None:
    bench = at_task(plan_with(RETRY))
    submit(bench, RETRY, RETRY.code_snippet + "\n\n")
    assert bench.said.question is None
    assert isinstance(bench.state.task, CodingProgress)
    assert bench.state.task.code == ""
    bench.hear_out()
    submit(bench, RETRY, RETRY.code_snippet)
    assert bench.said.question is not None


def test_the_same_message_twice_is_one_submission() -> None:
    bench = at_task(plan_with(RETRY))
    submit(bench, RETRY, RETRY.suggested_fix, "m1")
    before = bench.state
    submit(bench, RETRY, RETRY.suggested_fix, "m1")
    assert bench.state is before


def test_a_submission_while_the_interviewer_speaks_waits_for_silence() -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer(CAUSE, seconds=20)
    submit(bench, RETRY, RETRY.suggested_fix, "m1")
    assert bench.stopped
    bench.interrupt(0.2)
    assert bench.last_answer.submission is not None
    assert bench.last_answer.message_id == "m1"


def test_code_for_a_task_that_is_over_is_kept_with_the_next_turn() -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer("I would rather skip the code, please move on.")
    bench.hear_out()
    submit(bench, RETRY, RETRY.suggested_fix)
    assert bench.silent
    bench.answer("No, thank you, I have no questions.")
    assert [each.kind for each in bench.last_answer.artifacts] == [ArtifactKind.late_code]


def test_code_for_an_unknown_task_changes_nothing() -> None:
    bench = at_task(plan_with(RETRY))
    before = bench.state
    bench.feed(CodeSubmitted(at=bench.now, task_id="other", language="python", code="print(1)"))
    assert bench.state is before


@pytest.mark.parametrize(
    "text",
    [
        "Okay so let me read this first.",
        "Hmm, so it goes through the loop and",
        "Let's see, it calls the function and if it works it returns, wait",
        "I'm going to write that down quickly.",
    ],
)
def test_thinking_aloud_is_listened_to(text: str) -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer(text)
    assert bench.said.intent is Intent.grant_time
    assert bench.said.question is None
    bench.hear_out()
    bench.answer(text)
    assert bench.silent, "one friendly word is enough"


def test_a_remark_while_typing_is_listened_to() -> None:
    bench = at_task(plan_with(RETRY))
    bench.feed(TypingNoticed(at=bench.now + 5))
    bench.answer("Here the error has to be raised again.")
    assert bench.said.question is None


def test_reading_and_typing_are_waited_for() -> None:
    bench = at_task(plan_with(RETRY))
    due = machine.next_deadline(bench.plan, bench.state)
    assert due is not None
    assert due >= bench.now + 75.0
    typed_at = bench.now + 70.0
    bench.feed(TypingNoticed(at=typed_at))
    later = machine.next_deadline(bench.plan, bench.state)
    assert later is not None
    assert later > due


def test_endless_typing_ends_with_a_warning_and_then_the_task() -> None:
    bench = at_task(plan_with(RETRY))
    assert bench.state.task is not None
    ends_at = bench.state.task.ends_at
    said: list[str] = []
    while bench.state.task is not None and bench.now < ends_at + 200:
        if bench.state.utterance is not None:
            said.append(bench.utterance.directive.text)
            bench.hear_out()
            continue
        due = machine.next_deadline(bench.plan, bench.state)
        assert due is not None
        if due <= bench.now + 4:
            bench.feed(DeadlinePassed(at=max(due, bench.now)))
        else:
            bench.feed(TypingNoticed(at=bench.now + 4))
    assert bench.state.task is None
    assert bench.now <= ends_at + 60
    assert any("minute" in text for text in said)


def test_silence_leads_to_an_easier_question_then_on() -> None:
    walk = Walk(plan_with(RETRY)).run(
        lambda walk, asked: (
            ("", 0.0)
            if walk.bench.state.task is not None
            else ("I have built services for six years, at two banks.", 6.0)
        )
    )
    assert RETRY.probing_questions[0] in walk.questions


@pytest.mark.parametrize(("mode", "hinted"), [(Mode.coached, True), (Mode.assessment, False)])
def test_hints_come_only_in_coached_mode(mode: Mode, hinted: bool) -> None:
    bench = at_task(plan_with(RETRY, mode=mode))
    bench.answer("I don't know, to be honest.")
    assert ("hint" in bench.said.text.lower()) is hinted


def test_a_question_about_the_task_gets_an_answer_that_gives_nothing_away() -> None:
    bench = at_task(plan_with(RETRY))
    bench.answer("Is the service always the same one?")
    assert bench.said.intent is Intent.answer_candidate
    assert bench.said.question is None


def test_to_explain_needs_no_repair() -> None:
    bench = at_task(plan_with(EXPLAIN))
    bench.answer(
        "The report counts two orders and then the revenue comes out as zero, since the generator "
        "is exhausted after one pass through the rows.",
        seconds=20,
    )
    assert bench.said.question in ("Which unusual inputs would you try on it?",
                                   "On which inputs would you expect trouble?")  # fmt: skip


def test_a_client_that_returns_sees_the_task_again() -> None:
    bench = at_task(plan_with(RETRY))
    bench.feed(ConnectionLost(at=bench.now))
    bench.feed(ConnectionResumed(at=bench.now))
    assert [a.task_id for a in bench.actions if isinstance(a, ShowTask)] == [RETRY.exercise_id]


def test_a_log_with_a_task_folds_to_the_same_state() -> None:
    bench = at_task(plan_with(RETRY))
    submit(bench, RETRY, RETRY.suggested_fix, "m1")
    encoded = msgspec.json.encode(bench.state)
    assert msgspec.json.decode(encoded, type=type(bench.state)) == bench.state
