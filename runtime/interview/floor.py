"""One step in the making: who holds the floor, what was recorded, what is to be done. Pure.

A `Floor` lives for one call of `machine.step`. It keeps the books (ids, turns, indexes, the
phrase counts) so that the machine can speak of decisions only.
"""

from typing import Any

import msgspec

from runtime.errors import InvalidTransition
from runtime.interview import panel, timing, wording
from runtime.interview.actions import (
    AnyAction,
    Assessment,
    Directive,
    Finish,
    Intent,
    RecordTurn,
    Speak,
    Speaker,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import AnyEvent
from runtime.interview.languages import primary
from runtime.interview.phases import normalised
from runtime.interview.plan import InterviewPlan, Missing, Persona, Question
from runtime.interview.progress import CaseProgress, Submission
from runtime.interview.situations import Situation
from runtime.interview.state import Ask, InterviewState, OpenAnswer, OpenUtterance

replace = msgspec.structs.replace


class Floor:
    def __init__(self, plan: InterviewPlan, state: InterviewState, at: float) -> None:
        self.plan = plan
        self.at = max(at, state.at)
        self.state = replace(state, at=self.at)
        self.actions: list[AnyAction] = []
        self.prefix = ""
        """Said before the next utterance of this step."""

    # State ------------------------------------------------------------------------------------

    def change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def change_ask(self, **changes: Any) -> None:
        if self.state.ask is not None:
            self.change(ask=replace(self.state.ask, **changes))

    def change_thread(self, **changes: Any) -> None:
        if self.state.thread is not None:
            self.change(thread=replace(self.state.thread, **changes))

    def change_task(self, **changes: Any) -> None:
        if self.state.task is not None:
            self.change(task=replace(self.state.task, **changes))

    @property
    def typing(self) -> bool:
        """The candidate was seen typing a moment ago."""
        typed_at = self.state.typed_at
        return typed_at is not None and self.at - typed_at < timing.TYPING_FRESH_S

    @property
    def question(self) -> Question | None:
        """The main question on the table."""
        thread = self.state.thread
        return find_question(self.plan, thread.question_id) if thread is not None else None

    @property
    def languages(self) -> tuple[str, ...]:
        """In which answers are welcome; the interviewer's own first."""
        own = primary(self.plan.language)
        others = (primary(language) for language in self.plan.response_languages)
        return tuple(dict.fromkeys((own, *others)))

    @property
    def topic(self) -> str:
        """The theme on the table, as it is spoken about."""
        question = self.question
        if question is not None and question.topic:
            return question.topic
        return "mi pregunta" if self.languages[0] == "es" else "my question"

    @property
    def silent(self) -> bool:
        """The interviewer may begin to speak."""
        return self.state.utterance is None and self.state.connected

    # The interviewer's side ---------------------------------------------------------------------

    def phrase(self, situation: Situation, **slots: str) -> str:
        """A variant for the situation; another one if the last phrase said just the same."""
        text, phrases = wording.phrase(self.plan, self.state.phrases, situation, **slots)
        if text and text == self.state.last_phrase:
            text, phrases = wording.phrase(self.plan, phrases, situation, **slots)
        self.change(phrases=phrases, last_phrase=text or self.state.last_phrase)
        return text

    def unsaid(self, situation: Situation) -> str | None:
        """A question of the phrase bank that was not asked before; None when all were."""
        text = self.phrase(situation)
        return None if normalised(text) in self.state.said else text

    def speak(
        self,
        intent: Intent,
        *parts: str,
        question: str | None = None,
        probe_id: str | None = None,
        seeks: Missing | None = None,
    ) -> None:
        """Say the parts and then the question; the caller sets `ask` if it is a new one."""
        if self.state.utterance is not None:
            raise InvalidTransition("an utterance is still open")
        main = self.question
        speaker = panel.speaker(self.plan, self.state.phase)
        handover = self._handover(speaker)
        text = wording.joined(self.prefix, handover, *parts, question or "")
        self.prefix = ""
        utterance_id = f"u{self.state.utterance_count + 1:04d}"
        turn_id = self._new_turn_id()
        directive = Directive(
            intent=intent,
            text=text,
            question=question,
            expected_signal=main.expected_signal if main is not None and question else "",
            style=self.plan.style,
            max_words=max(60, len(text.split())),
            question_id=main.question_id if main is not None else None,
            probe_id=probe_id,
            seeks=seeks,
            persona=speaker.persona_id if speaker is not None else None,
            speaker_name=speaker.name if speaker is not None else self.plan.interviewer_name,
        )
        utterance = OpenUtterance(
            utterance_id=utterance_id, turn_id=turn_id, directive=directive, spoken_at=self.at
        )
        self.change(utterance=utterance, utterance_count=self.state.utterance_count + 1)
        self.actions.append(Speak(utterance_id=utterance_id, turn_id=turn_id, directive=directive))

    def _handover(self, speaker: Persona | None) -> str:
        """Whoever of the panel takes over says so; the voice changes with them."""
        before = self.state.persona
        if speaker is None or before == speaker.persona_id:
            return ""
        self.change(persona=speaker.persona_id)
        if before is None:
            return ""
        leads = speaker.persona_id == self.plan.personas[0].persona_id
        situation = Situation.handover_back if leads else Situation.handover
        return self.phrase(situation, speaker=speaker.name, title=speaker.title)

    def put(self, ask: Ask) -> None:
        """A new question is on the table; its text will not be asked again."""
        self.change(ask=ask, said=(*self.state.said, normalised(ask.text)))

    def stop_and_hold(self, event: AnyEvent) -> None:
        """Fall silent (or wait for the client) before the event is dealt with."""
        utterance = self.state.utterance
        if utterance is not None and utterance.stopping_at is None and self.state.connected:
            self.actions.append(StopSpeaking(utterance_id=utterance.utterance_id))
            self.change(utterance=replace(utterance, stopping_at=self.at))
        self.change(held=(*self.state.held, event))

    def close_utterance(self, heard_chars: int, *, understood: bool = False) -> OpenUtterance:
        """Record the interviewer's turn with what was heard of it.

        `understood`: take the question as asked though it was not heard (it was read).
        """
        utterance = self.state.utterance
        if utterance is None:
            raise InvalidTransition("no utterance is open")
        directive = utterance.directive
        utterance = replace(utterance, heard_chars=heard_chars)
        heard, unheard = wording.whole_words(directive.text, heard_chars)
        turn = Turn(
            turn_id=utterance.turn_id,
            index=self.state.turn_count,
            role=Speaker.interviewer,
            phase=self.state.phase,
            text=heard,
            unspoken_text=unheard,
            started_at=utterance.spoken_at
            if utterance.started_at is None
            else utterance.started_at,
            ended_at=self.at,
            question_id=directive.question_id,
            probe_id=directive.probe_id,
            intent=directive.intent,
            persona=directive.persona,
            artifacts=self.state.artifacts,
        )
        self.actions.append(RecordTurn(turn=turn))
        self.change(artifacts=())
        self.change(utterance=None, turn_count=self.state.turn_count + 1)
        if not self.state.speaking:
            self.change(quiet_since=self.at)
        elif self.state.answer is None:
            self.open_answer(self.at)
        if directive.question is not None and self.state.ask is not None:
            part = wording.heard_part(directive.text, directive.question, heard_chars)
            known = 1.0 if understood else max(part, self.state.ask.heard)
            self.change_ask(heard=known)
        return utterance

    # The candidate's side -----------------------------------------------------------------------

    def open_answer(self, started_at: float) -> OpenAnswer:
        """The candidate's open turn; a new one if there is none."""
        if self.state.answer is None:
            answer = OpenAnswer(
                turn_id=self._new_turn_id(),
                started_at=started_at,
                quiet_before=self.state.quiet_since,
            )
            self.change(answer=answer)
            return answer
        return self.state.answer

    def drop_answer(self) -> None:
        """Nothing was said: the turn never was."""
        answer = self.state.answer
        if answer is not None:
            wait = timing.NOISE_GRACE_S
            self.change(answer=None, quiet_since=max(answer.quiet_before, self.at - wait))
            self.change_ask(noise=self.state.ask.noise + 1 if self.state.ask else 0)

    def record_answer(
        self,
        assessment: Assessment | None,
        *,
        typed: str = "",
        message_id: str | None = None,
        submission: Submission | None = None,
    ) -> Turn:
        """Record the candidate's open turn with everything that was said or typed in it."""
        answer = self.open_answer(self.at)
        ask, task = self.state.ask, self.state.task
        spoken = " ".join(text for _, _, text in answer.segments)
        turn = Turn(
            turn_id=answer.turn_id,
            index=self.state.turn_count,
            role=Speaker.candidate,
            phase=self.state.phase,
            text="\n".join(part for part in (spoken, typed) if part),
            started_at=min(answer.started_at, self.at),
            ended_at=max((end for _, end, _ in answer.segments), default=self.at),
            question_id=ask.question_id if ask is not None else None,
            probe_id=ask.probe_id if ask is not None else None,
            typed=bool(typed) or (submission is not None and not spoken),
            message_id=message_id,
            assessment=assessment,
            segments=answer.segments,
            task_id=task.task_id if task is not None else None,
            checkpoint=task.checkpoint if isinstance(task, CaseProgress) else None,
            submission=submission,
            artifacts=self.state.artifacts,
        )
        self.actions.append(RecordTurn(turn=turn))
        self.change(
            artifacts=(),
            answer=None,
            turn_count=self.state.turn_count + 1,
            answers=self.state.answers + 1,
            unanswered=0,
            quiet_since=self.at,
        )
        return turn

    # The end ------------------------------------------------------------------------------------

    def finish(self, reason: str) -> None:
        """Record whatever is open, then end; nothing can follow."""
        if self.state.utterance is not None:
            self.close_utterance(self.state.utterance.heard_chars)
        if self.state.answer is not None and self.state.answer.segments:
            self.record_answer(None)
        elif self.state.artifacts:
            self.record_answer(None)  # A turn without words: what was written is not lost.
        self.change(answer=None, held=(), ask=None, finished=reason, ending=reason)
        self.actions.append(Finish(reason=reason))

    def _new_turn_id(self) -> str:
        self.change(turns_opened=self.state.turns_opened + 1)
        return f"t{self.state.turns_opened:04d}"


def find_question(plan: InterviewPlan, question_id: str) -> Question | None:
    for phase in plan.phases:
        for question in phase.questions:
            if question.question_id == question_id:
                return question
    return None
