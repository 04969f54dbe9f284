"""Prepares the reply to a turn that is probably over, and takes it back when it goes on.

The core is pure, so the reply is known by stepping it on what is there now and throwing the
result away. Only words and sound are prepared: nothing is logged, recorded or said before the turn
has really ended, and then the core decides again.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from enum import StrEnum
from typing import Any, Protocol

import msgspec

from runtime.interview import machine
from runtime.interview.actions import Directive, Speak
from runtime.interview.events import SegmentHeard, TurnEnded
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from runtime.ports import Worded


class Speculating(StrEnum):
    """When a reply is prepared (`VIVA_SPECULATION`)."""

    off = "off"
    """Never before the turn has surely ended."""
    on = "on"
    """In pauses that may end the turn."""
    eager = "eager"
    """Also while the candidate still speaks: no sooner, but more often in a model's words."""


FEW_WORDS = 6
"""About two seconds of speech: a bridge that was worded without them still fits."""
MOST_ASKED = {Speculating.off: 0, Speculating.on: 2, Speculating.eager: 6}
"""How often a model is asked before one turn is over, so that a long answer with many pauses costs
no more than this."""
PROVISIONAL = "provisional"
"""Segment id of words that are not final; no log ever holds it."""

Spawn = Callable[[Coroutine[Any, Any, "Reply"]], "asyncio.Task[Reply]"]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a directive is spoken as, once its first sound is there."""

    worded: Worded
    began_at: float
    """Monotonic second at which the wording was asked for."""


class Word(Protocol):
    """Words a directive for what was said last and makes its first sound; never raises."""

    def __call__(
        self, directive: Directive, recent: Sequence[str]
    ) -> Coroutine[Any, Any, Reply]: ...


def reply_to(
    plan: InterviewPlan, state: InterviewState, at: float, heard: str = ""
) -> tuple[Directive | None, str]:
    """(what would be said if the turn ended at session second `at`, the answer so far). Pure.

    `heard` are all words of the open turn, where some of them are not final yet.
    """
    at = max(at, state.at)
    final = " ".join(text for *_, text in state.answer.segments) if state.answer else ""
    rest = heard.removeprefix(final).strip() if heard.startswith(final) else ""
    if rest:
        segment = SegmentHeard(at=at, segment_id=PROVISIONAL, text=rest, started_at=at, ended_at=at)
        state, _ = machine.step(plan, state, segment)
    if state.answer is None:
        return None, ""
    _, actions = machine.step(plan, state, TurnEnded(at=at))
    directive = next(
        (action.directive for action in reversed(actions) if isinstance(action, Speak)), None
    )
    return directive, f"{final} {rest}".strip()


class Speculation:
    """The reply in preparation to one turn after another."""

    def __init__(
        self,
        plan: InterviewPlan,
        *,
        word: Word | None,
        prepare: Callable[[Directive], None],
        spawn: Spawn,
        most_asked: int = MOST_ASKED[Speculating.on],
    ) -> None:
        """`word` is None without a model. `prepare` makes the sound with which a reply can begin
        without one."""
        self.expected = False
        """The end of the open turn was expected, so there was time to prepare."""
        self._plan = plan
        self._word = word
        self._prepare = prepare
        self._spawn = spawn
        self._most_asked = most_asked
        self._asked = 0
        """How often the model was asked in this turn."""
        self._heard: str | None = None
        """The words on which the present directive was decided."""
        self._directive: Directive | None = None
        self._said = 0
        """Words of the answer that the latest wording knows."""
        self._task: asyncio.Task[Reply] | None = None
        self._spare: asyncio.Task[Reply] | None = None
        """An earlier wording of the same directive, which is done: it knows less of the answer."""

    def expect(
        self, state: InterviewState, at: float, recent: Sequence[str], heard: str = ""
    ) -> None:
        """The turn may end; `recent` are the lines of the conversation before it, `heard` all
        words of it so far."""
        self.expected = True
        if heard and heard == self._heard:
            return
        directive, said = reply_to(self._plan, state, at, heard)
        if directive is None:
            return
        self._heard = heard
        if directive != self._directive:
            self._cancel()
            self._directive = directive
            self._prepare(directive)
        elif self._still_fits(directive, said):
            return
        if self._word is None or self._asked >= self._most_asked:
            return
        self._asked += 1
        if self._task is not None and self._task.done():
            self._spare, self._task = self._task, None
        elif self._task is not None:
            self._task.cancel()
        self._said = len(said.split())
        lines = [*recent, f"candidate: {said}"] if said else list(recent)
        self._task = self._spawn(self._word(directive, lines))

    def withdraw(self) -> None:
        """Nothing of it happened, and the next turn begins with nothing."""
        self._cancel()
        self._asked = 0
        self._heard = None
        self.expected = False

    def take(self, directive: Directive) -> asyncio.Task[Reply] | None:
        """The preparation of just this directive, done or under way, best one first; any other is
        withdrawn."""
        task: asyncio.Task[Reply] | None = None
        if directive == self._directive:
            task, self._task = self._task, None
            if self._spare is not None and (task is None or not task.done()):
                if task is not None:
                    task.cancel()
                task, self._spare = self._spare, None
        self.withdraw()
        return task

    def _still_fits(self, directive: Directive, said: str) -> bool:
        """The core says the same, and the wording missed but a few of the last words."""
        return directive == self._directive and len(said.split()) - self._said <= FEW_WORDS

    def _cancel(self) -> None:
        for task in (self._task, self._spare):
            if task is not None:
                task.cancel()
        self._task = self._spare = self._directive = None
        self._said = 0
