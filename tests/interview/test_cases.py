"""Cases walked through the core: facts on request, five checkpoints, no question twice, in time."""

import pytest

from runtime.interview.actions import Intent
from runtime.interview.events import NotesSaved, RepeatRequested
from runtime.interview.plan import Mode
from runtime.interview.progress import ArtifactKind, CaseProgress
from runtime.interview.tasks import CaseTemplate, Checkpoint
from tests.interview.task_plans import CASES, Walk, at_task, plan_with

pytestmark = pytest.mark.unit

EVERY = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
CASE = CASES["growth_second_box"]
LAST_WORDS = ("sum up", "two sentences")


def checkpoint_of(case: CaseTemplate, asked: str) -> Checkpoint | None:
    for checkpoint, guide in case.probing_map.items():
        if asked in (*guide.if_missing, *guide.push):
            return checkpoint
    return None


def good_words(case: CaseTemplate, checkpoint: Checkpoint) -> str:
    first, second, third, *_ = case.probing_map[checkpoint].keywords
    return (
        f"Here I would look at {first} before anything else, because that tells most about it. "
        f"Then comes {second}, and I weigh it against {third} with the numbers we already have. "
        "My next step follows from that comparison, and I would write it down for the team."
    )


class Good:
    """Asks for every fact, then answers what is asked with what the author hopes for."""

    def __init__(self, case: CaseTemplate) -> None:
        self.case = case
        self.waiting = [reveal.triggers[0] for reveal in case.revealable_data]

    def __call__(self, walk: Walk, asked: str) -> tuple[str, float]:
        if walk.bench.state.task is None:
            return "I have worked as an analyst for six years, at two companies.", 6.0
        if asked == self.case.prompt_statement and self.waiting:
            return f"Can you tell me more about the {self.waiting.pop(0)}?", 5.0
        checkpoint = checkpoint_of(self.case, asked) or Checkpoint.recommendation
        return good_words(self.case, checkpoint), 40.0


def vague(walk: Walk, asked: str) -> tuple[str, float]:
    if walk.bench.state.task is None:
        return "I have worked as an analyst for six years, at two companies.", 6.0
    turns = len(walk.bench.turns)
    return (
        "I'm not sure, somehow it depends.",
        "What's the weather like on the moon?",
        "I don't know.",
        "Maybe one could do something there, more or less, I guess.",
    )[turns // 2 % 4], 7.0


@EVERY
def test_a_good_candidate_sees_every_fact_and_every_checkpoint_once(case: CaseTemplate) -> None:
    walk = Walk(plan_with(case)).run(Good(case))
    last = walk.progress[-1]
    assert isinstance(last, CaseProgress)
    assert last.visited == tuple(Checkpoint)
    assert len(set(walk.questions)) == len(walk.questions)
    assert walk.bench.state.finished == "completed"
    assert walk.bench.now <= walk.bench.plan.duration_s
    volunteered = {r.reveal_id for r in case.revealable_data if r.volunteer_at is not None}
    assert volunteered <= set(last.revealed)
    assert len(last.revealed) >= min(len(case.revealable_data), case.clarifying_questions_allowed)
    assert [len(shown.facts) for shown in walk.shown] == sorted(
        len(shown.facts) for shown in walk.shown
    )
    assert walk.hidden
    assert walk.hidden[0].task_id == case.case_id
    kept = {each.kind: each for turn in walk.bench.turns for each in turn.artifacts}
    assert case.probing_map[Checkpoint.recommendation].keywords[0] in (
        kept[ArtifactKind.recommendation].text
    )
    assert kept[ArtifactKind.outline].text.startswith("framing: ")
    at = {turn.checkpoint for turn in walk.bench.turns if turn.checkpoint is not None}
    assert at == set(Checkpoint)


@EVERY
def test_a_vague_candidate_is_led_through_all_the_same(case: CaseTemplate) -> None:
    walk = Walk(plan_with(case)).run(vague)
    last = walk.progress[-1]
    assert isinstance(last, CaseProgress)
    assert last.visited == tuple(Checkpoint)
    assert len(set(walk.questions)) == len(walk.questions)
    assert walk.bench.now <= walk.bench.plan.duration_s


@EVERY
def test_a_silent_candidate_ends_it(case: CaseTemplate) -> None:
    walk = Walk(plan_with(case)).run(lambda walk, asked: ("", 0.0))
    assert walk.bench.state.finished == "silence"
    assert len(set(walk.questions)) == len(walk.questions)


@EVERY
def test_a_slow_candidate_still_gives_a_recommendation_in_time(case: CaseTemplate) -> None:
    good = Good(case)

    def slowly(walk: Walk, asked: str) -> tuple[str, float]:
        text, _ = good(walk, asked)
        return text, 110.0 if walk.bench.state.task is not None else 5.0

    walk = Walk(plan_with(case)).run(slowly)
    last = walk.progress[-1]
    assert isinstance(last, CaseProgress)
    assert Checkpoint.recommendation in last.visited
    assert walk.bench.now <= walk.bench.plan.duration_s
    assert walk.task_ended_at is not None
    assert walk.task_ended_at <= last.ends_at + 130.0


def test_nothing_hidden_is_shown_or_said_before_it_is_asked_for() -> None:
    bench = at_task(plan_with(CASE))
    told = " ".join(turn.text for turn in bench.turns)
    for reveal in CASE.revealable_data:
        assert reveal.say not in told
    assert CASE.solution not in told


def test_a_fitting_question_unlocks_a_fact_and_its_table() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("How many customers order a second box now?")
    assert CASE.revealable_data[0].say in bench.said.text
    assert bench.said.intent is Intent.answer_candidate
    shown = [action for action in bench.actions if hasattr(action, "facts")]
    assert shown[0].facts[0].rows[0] == ("", "new customers", "ordered again")
    assert bench.actions.index(shown[0]) < len(bench.actions) - 1, "shown before it is spoken of"


def test_a_detail_asked_for_too_early_unlocks_the_whole_first() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("Which channels do the customers come from?")
    assert bench.state.task is not None
    assert isinstance(bench.state.task, CaseProgress)
    assert list(bench.state.task.revealed) == ["numbers"]
    bench.hear_out()
    bench.answer("And which channels do they come from?")
    assert list(bench.state.task.revealed) == ["numbers", "channels"]


def test_a_question_without_a_question_mark_is_one() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("okay so what does it cost to acquire a customer")
    assert isinstance(bench.state.task, CaseProgress)
    assert bench.state.task.revealed == ("channel_cost",)


def test_an_unfit_question_gets_an_honest_answer() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("What colour is the van that brings them?")
    assert "assum" in bench.said.text.lower()
    assert bench.said.question is None


def test_a_fact_asked_for_twice_is_said_again_and_shown_once() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("What is the margin of a box?")
    bench.hear_out()
    bench.answer("Sorry, what was the margin of a box?")
    assert "ten euros" in bench.said.text
    assert not [action for action in bench.actions if hasattr(action, "facts")]


def test_enough_questions_lead_to_a_first_structure() -> None:
    bench = at_task(plan_with(CASE))
    for _ in range(CASE.clarifying_questions_allowed):
        bench.answer("What colour is the van that brings them?")
        asked = bench.said.question
        bench.hear_out()
    assert asked == CASE.probing_map[Checkpoint.framing].if_missing[0]


def test_a_rhetorical_question_in_a_long_answer_is_no_request() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer(
        "My goal is to define which period we measure and what success means for the company. "
        "So what would I look at first? I would compare the groups of new customers by month."
    )
    assert bench.said.intent is Intent.probe


def test_a_case_can_be_declined() -> None:
    bench = at_task(plan_with(CASE))
    bench.answer("I'd rather not do a case, please skip it.")
    assert bench.state.task is None
    assert any(getattr(action, "task_id", None) == CASE.case_id for action in bench.actions)


def test_a_repetition_repeats_what_was_asked() -> None:
    bench = at_task(plan_with(CASE))
    bench.feed(RepeatRequested(at=bench.now + 1))
    assert bench.said.question == CASE.prompt_statement


@pytest.mark.parametrize(("mode", "hinted"), [(Mode.coached, True), (Mode.assessment, False)])
def test_hints_come_only_in_coached_mode(mode: Mode, hinted: bool) -> None:
    bench = at_task(plan_with(CASE, mode=mode))
    bench.answer("I really don't know.")
    assert ("hint" in bench.said.text.lower()) is hinted


def test_notes_travel_with_the_next_turn_and_an_own_outline_stays() -> None:
    bench = at_task(plan_with(CASE))
    for kind, text in (("notes", "450"), ("notes", "450 then 300"), ("outline", "1. mix")):
        bench.feed(
            NotesSaved(at=bench.now + 1, task_id=CASE.case_id, kind=ArtifactKind(kind), text=text)
        )
    bench.answer("What is the margin of a box?")
    artifacts = {each.kind: each.text for each in bench.last_answer.artifacts}
    assert artifacts == {ArtifactKind.notes: "450 then 300", ArtifactKind.outline: "1. mix"}
    bench.run_out("I'd rather not continue with that case, please skip it.")
    outlines = [
        each.text
        for turn in bench.turns
        for each in turn.artifacts
        if each.kind is ArtifactKind.outline
    ]
    assert outlines == ["1. mix"]


def test_notes_of_a_task_that_is_not_planned_are_ignored() -> None:
    bench = at_task(plan_with(CASE))
    before = bench.state
    bench.feed(NotesSaved(at=bench.now, task_id="other", kind=ArtifactKind.notes, text="x"))
    assert bench.state is before
