"""Plans that hold one task, and a walk through it, so that cases and exercises are tested whole."""

from collections.abc import Callable

import msgspec

from runtime.interview import machine
from runtime.interview.actions import HideTask, ShowTask, Speak
from runtime.interview.plan import InterviewPlan, Phase, PhaseId
from runtime.interview.progress import CaseProgress, CodingProgress
from runtime.interview.task_question import task_question
from runtime.interview.tasks import CaseTemplate, CodingExercise
from seeds.load import load
from tests.interview.bench import Bench
from tests.interview.kits import plan

CATALOGUE = load()
EXERCISES = {each.exercise_id: each for each in CATALOGUE.exercises}
CASES = {each.case_id: each for each in CATALOGUE.cases}


def plan_with(item: CodingExercise | CaseTemplate, **request: object) -> InterviewPlan:
    """Intro, the task, close; enough time for what the author expects."""
    question, task = task_question(item, question_id="q90")
    budget_s = float(question.seconds + 60)
    made = plan(**({"duration_s": budget_s + 240.0, "questions_target": 8} | request))
    intro = msgspec.structs.replace(made.phases[0], questions=made.phases[0].questions[:1])
    close = msgspec.structs.replace(made.phases[-1], questions=())
    exercise = Phase(
        phase_id=PhaseId.exercise,
        budget_s=budget_s,
        objective="problem solving",
        questions=(question,),
    )
    return msgspec.structs.replace(
        made, questions_target=2, phases=(intro, exercise, close), tasks=(task,)
    )


def at_task(made: InterviewPlan) -> Bench:
    """A bench whose task was just opened and heard."""
    bench = Bench(made)
    bench.start()
    for _ in range(10):
        bench.hear_out()
        if bench.state.task is not None:
            return bench
        bench.answer("I have built payment services in Python for six years, at two banks.")
    raise AssertionError("the task never came")


class Walk:
    """Everything that happened in an interview with a task."""

    def __init__(self, made: InterviewPlan, *, hears_s: float = 8.0) -> None:
        self.bench = Bench(made)
        self.hears_s = hears_s
        self.questions: list[str] = []
        self.shown: list[ShowTask] = []
        self.hidden: list[HideTask] = []
        self.progress: list[CaseProgress | CodingProgress] = []
        self.task_ended_at: float | None = None

    def run(self, reply: Callable[["Walk", str], tuple[str, float]]) -> "Walk":
        """`reply` gives what is said to the question last asked, and how many seconds it takes."""
        self.bench.start()
        self._note()
        for _ in range(400):
            state = self.bench.state
            if state.finished is not None:
                return self
            if state.utterance is not None:
                self.bench.hear_out(after_s=self.hears_s)
            elif machine.next_deadline(self.bench.plan, state) is None:
                raise AssertionError("nothing will ever happen")
            else:
                text, seconds = reply(self, state.ask.text if state.ask is not None else "")
                if text:
                    self.bench.answer(text, seconds=seconds)
                else:
                    self.bench.deadline()
            self._note()
        raise AssertionError("no end")

    def _note(self) -> None:
        for action in self.bench.actions:
            match action:
                case Speak(directive=directive) if directive.question is not None:
                    self.questions.append(directive.question)
                case ShowTask():
                    self.shown.append(action)
                case HideTask():
                    self.hidden.append(action)
                    self.task_ended_at = self.bench.now
                case _:
                    pass
        if self.bench.state.task is not None:
            self.progress.append(self.bench.state.task)
