"""Candidates with manners: what they answer, and what their answers really hold."""

from collections.abc import Sequence
from enum import StrEnum
from random import Random

import msgspec

from load_tests.interviewer.people import Person, Sentence, Words
from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import InterviewPlan, Missing, Question
from runtime.interview.tasks import CaseTemplate, Checkpoint, CodingExercise

WORDS_PER_S = 2.5
"""Speaking rate of an interview, about 150 words a minute."""

CONTRADICTIONS = 3
"""Nobody contradicts their own papers more often than that in one interview."""


class Manner(StrEnum):
    strong = "strong"
    partial = "partial"
    """Good answers that leave out one or two pieces."""
    vague = "vague"
    evasive = "evasive"
    silent = "silent"
    declining = "declining"
    contradicting = "contradicting"
    rambling = "rambling"
    hostile = "hostile"
    injecting = "injecting"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the candidate does after an utterance."""

    text: str = ""
    """Empty: says nothing."""
    holds: frozenset[Missing] = frozenset()
    """Pieces that are really in it."""
    may: frozenset[Missing] = frozenset()
    """Pieces about which two people could differ."""
    thinks_s: float = 1.0
    """Silence before it."""
    substantial: bool = False
    """It answers the question, completely or not."""
    planted: str = ""
    """A sentence in it that contradicts the résumé."""
    code: str = ""
    """Sent for the task that is open."""


class Candidate:
    """One simulated person in one interview; everything follows from the seed."""

    def __init__(
        self,
        person: Person,
        manner: Manner,
        plan: InterviewPlan,
        words: Words,
        task: CodingExercise | CaseTemplate | None,
        seed: int,
    ) -> None:
        self.manner = manner
        self.planted: list[str] = []
        """Contradictions said so far."""
        self._person = person
        self._words = words
        self._task = task
        self._random = Random(seed)
        self._questions = {
            question.question_id: question for phase in plan.phases for question in phase.questions
        }
        self._left = list(words.contradictions(person))
        self._random.shuffle(self._left)
        del self._left[CONTRADICTIONS:]
        self._used: set[str] = set()
        self._given: dict[str, set[Missing]] = {}
        self._clarifying = 0
        self._checkpoint = 0
        self._answers = 0

    def answer(self, directive: Directive) -> Answer:
        """What follows an utterance that was heard to its end."""
        if directive.intent in (Intent.close, Intent.grant_time):
            return Answer()
        if directive.intent is Intent.greet and directive.question is None:
            return Answer()
        self._answers += 1
        if directive.intent is Intent.answer_candidate and directive.question_id is None:
            return Answer(text="No, thank you, that's all.", thinks_s=1.5)
        if directive.intent is Intent.invite_questions:
            text = (
                "What would I work on first?" if self._answers % 2 else "No, thank you, that's all."
            )
            return Answer(text=text, thinks_s=1.5)
        question = self._questions.get(directive.question_id or "")  # type: ignore[call-overload]
        if question is not None and question.task_id is not None:
            return self._on_task(directive, question)
        return self._in_manner(directive, question)

    def _in_manner(self, directive: Directive, question: Question | None) -> Answer:
        roll = self._random.random()
        match self.manner:
            case Manner.strong:
                return self._story(question, directive)
            case Manner.partial:
                if directive.seeks is not None and roll < 0.2:
                    return self._said("vague", substantial=True)
                return self._story(question, directive, leave_out=self._random.randint(1, 2))
            case Manner.contradicting:
                answer = self._story(question, directive, leave_out=1)
                return (
                    self._with_contradiction(answer) if directive.intent is Intent.ask else answer
                )
            case Manner.vague:
                return (
                    self._story(question, directive, leave_out=3)
                    if roll < 0.25
                    else self._said("vague", substantial=True)
                )
            case Manner.evasive:
                return self._said("evasive") if roll < 0.7 else self._story(question, directive)
            case Manner.silent:
                return Answer() if roll < 0.7 else self._said("short", substantial=True)
            case Manner.declining:
                return self._said("declining") if roll < 0.5 else self._story(question, directive)
            case Manner.rambling:
                return self._ramble(question, directive)
            case Manner.hostile:
                return (
                    self._said("hostile")
                    if roll < 0.4
                    else self._story(question, directive, leave_out=2)
                )
            case Manner.injecting:
                return (
                    self._said("injecting")
                    if roll < 0.5
                    else self._story(question, directive, leave_out=1)
                )

    def _story(
        self, question: Question | None, directive: Directive, *, leave_out: int = 0
    ) -> Answer:
        """An answer put together from pieces: what was sought, or all that the question expects."""
        family = self._words.pieces[self._person.family]
        if directive.seeks is not None:
            wanted = [directive.seeks]
            if self._random.random() < 0.4:
                wanted.append(self._random.choice(list(family)))
        else:
            expects = list(question.expects) if question is not None else []
            expects = expects or [Missing.context, Missing.action]
            self._random.shuffle(expects)
            wanted = expects[: max(1, len(expects) - leave_out)]
        order = list(Missing)
        wanted = sorted(dict.fromkeys(wanted), key=order.index)
        said: list[str] = []
        holds: set[Missing] = set()
        may: set[Missing] = set()
        for piece in wanted:
            sentence = self._fresh_of(family[piece])
            said.append(sentence.text)
            holds |= sentence.holds
            may |= sentence.may
        if self._random.random() < 0.12 and self._clarifying < 2:
            self._clarifying += 1
            return self._said("clarifying")
        lead = self._on_topic(question)
        return Answer(
            text=" ".join([*lead, *said]),
            holds=frozenset(holds),
            may=frozenset(may - holds),
            thinks_s=self._random.uniform(0.8, 4.0),
            substantial=True,
        )

    def _on_topic(self, question: Question | None) -> list[str]:
        """A few words of the question's own matter, as people repeat them."""
        if question is None:
            return []
        return [self._random.choice(("So, about", "On", "Regarding")) + f" {question.topic}."]

    def _with_contradiction(self, answer: Answer) -> Answer:
        if not self._left or not answer.substantial:
            return answer
        sentence = self._left.pop()
        self.planted.append(sentence)
        return msgspec.structs.replace(answer, text=f"{answer.text} {sentence}", planted=sentence)

    def _ramble(self, question: Question | None, directive: Directive) -> Answer:
        story = self._story(question, directive, leave_out=2)
        if not story.substantial:
            return story
        filler = list(self._words.manners["rambling"])
        self._random.shuffle(filler)
        tail = " ".join((filler * 2)[: self._random.randint(4, 9)])
        return msgspec.structs.replace(story, text=f"{story.text} {tail}.")

    def _said(self, manner: str, *, substantial: bool = False) -> Answer:
        return Answer(
            text=self._fresh(self._words.manners[manner]),
            thinks_s=self._random.uniform(0.6, 3.0),
            substantial=substantial,
        )

    def _fresh_of(self, listed: Sequence[Sentence]) -> Sentence:
        text = self._fresh([sentence.text for sentence in listed])
        return next(sentence for sentence in listed if sentence.text == text)

    def _fresh(self, listed: Sequence[str]) -> str:
        """One of the sentences, none twice while there are others."""
        unused = [sentence for sentence in listed if sentence not in self._used] or listed
        chosen = self._random.choice(unused)
        self._used.add(chosen)
        return chosen

    def _on_task(self, directive: Directive, question: Question) -> Answer:
        if self.manner in (Manner.silent, Manner.declining, Manner.evasive, Manner.hostile):
            return self._in_manner(directive, None)
        match self._task:
            case CodingExercise() as exercise:
                return self._on_code(exercise, directive)
            case CaseTemplate() as case:
                return self._on_case(case)
            case None:
                return self._in_manner(directive, question)

    def _on_code(self, exercise: CodingExercise, directive: Directive) -> Answer:
        good = self.manner in (Manner.strong, Manner.partial)
        if directive.intent is Intent.ask and good:
            return Answer(
                text=f"I see the problem. {exercise.bug_description} I would repair it like that.",
                code=exercise.suggested_fix,
                thinks_s=20.0,
                substantial=True,
            )
        signals = [*exercise.expected_signals, *exercise.edge_cases, exercise.complexity_expected]
        return Answer(
            text=self._fresh(signals) if good else self._fresh(self._words.manners["vague"]),
            thinks_s=5.0,
            substantial=True,
        )

    def _on_case(self, case: CaseTemplate) -> Answer:
        good = self.manner in (Manner.strong, Manner.partial)
        if good and self._clarifying < min(2, len(case.revealable_data)):
            trigger = case.revealable_data[self._clarifying].triggers[0]
            self._clarifying += 1
            return Answer(text=f"Before I start, what do we know about {trigger}?", thinks_s=3.0)
        stages = list(Checkpoint)
        guide = case.probing_map.get(stages[min(self._checkpoint, len(stages) - 1)])
        self._checkpoint += 1
        if guide is None or not good:
            return self._said("vague", substantial=True)
        return Answer(
            text=f"{guide.good} I would look at {', '.join(guide.keywords[:6])}.",
            thinks_s=6.0,
            substantial=True,
        )
