"""Prepares the reply to a turn that is probably over, and takes it back when it goes on.

The core is pure, so the reply is known by stepping it on what is there now and throwing the
result away. Only words and sound are prepared: nothing is logged, recorded or said before the turn
has really ended, and then the core decides again.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

import msgspec

from runtime.interview import machine
from runtime.interview.actions import Directive, RecordTurn, Speak
from runtime.interview.events import TurnEnded
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from runtime.ports import Worded

Spawn = Callable[[Coroutine[Any, Any, "Reply"]], "asyncio.Task[Reply]"]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a directive is spoken as."""

    worded: Worded
    began_at: float
    """Monotonic second at which the wording was asked for."""


class Word(Protocol):
    """Words a directive for what was said last; never raises."""

    def __call__(
        self, directive: Directive, recent: Sequence[str]
    ) -> Coroutine[Any, Any, Reply]: ...


def reply_to(
    plan: InterviewPlan, state: InterviewState, at: float
) -> tuple[Directive | None, str | None]:
    """(what would be said if the turn ended at session second `at`, the answer so far). Pure."""
    _, actions = machine.step(plan, state, TurnEnded(at=max(at, state.at)))
    directive = next(
        (action.directive for action in reversed(actions) if isinstance(action, Speak)), None
    )
    said = next((action.turn.text for action in actions if isinstance(action, RecordTurn)), None)
    return directive, said


class Speculation:
    """At most one reply in preparation."""

    def __init__(
        self,
        plan: InterviewPlan,
        *,
        word: Word | None,
        prepare: Callable[[str], None],
        spawn: Spawn,
    ) -> None:
        """`word` is None without a model: then the directive's own text is prepared as sound."""
        self._plan = plan
        self._word = word
        self._prepare = prepare
        self._spawn = spawn
        self._directive: Directive | None = None
        self._task: asyncio.Task[Reply] | None = None

    def expect(self, state: InterviewState, at: float, recent: Sequence[str]) -> None:
        """The turn is probably over; `recent` are the lines of the conversation before it."""
        if state.answer is None:
            return
        directive, said = reply_to(self._plan, state, at)
        if directive is None or directive == self._directive:
            return
        self.withdraw()
        self._directive = directive
        if self._word is None:
            self._prepare(directive.text)
        else:
            lines = [*recent, f"candidate: {said}"] if said else list(recent)
            self._task = self._spawn(self._ready(self._word, directive, lines))

    def withdraw(self) -> None:
        """The turn goes on: nothing of it happened."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._directive = None

    def take(self, directive: Directive) -> asyncio.Task[Reply] | None:
        """The preparation of just this directive, done or under way; any other is withdrawn."""
        if directive != self._directive:
            self.withdraw()
        task, self._task, self._directive = self._task, None, None
        return task

    async def _ready(self, word: Word, directive: Directive, recent: Sequence[str]) -> Reply:
        reply = await word(directive, recent)
        self._prepare(reply.worded.text)
        return reply
