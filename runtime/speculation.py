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
    """When the turn has probably ended."""
    eager = "eager"
    """Also while the candidate still speaks: quickest, and asks the model several times a turn."""


FEW_WORDS = 6
"""About two seconds of speech: a bridge that was worded without them still fits."""
PROVISIONAL = "provisional"
"""Segment id of words that are not final; no log ever holds it."""

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
        self._said = 0
        """Words of the answer that the preparation knows."""
        self._task: asyncio.Task[Reply] | None = None

    def expect(
        self, state: InterviewState, at: float, recent: Sequence[str], heard: str = ""
    ) -> None:
        """The turn may end; `recent` are the lines of the conversation before it, `heard` all
        words of it so far."""
        directive, said = reply_to(self._plan, state, at, heard)
        if directive is None or self._still_fits(directive, said):
            return
        self.withdraw()
        self._directive, self._said = directive, len(said.split())
        if self._word is None:
            self._prepare(directive.text)
        else:
            lines = [*recent, f"candidate: {said}"] if said else list(recent)
            self._task = self._spawn(self._ready(self._word, directive, lines))

    def withdraw(self) -> None:
        """Nothing of it happened."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._directive = None

    def take(self, directive: Directive, said: str) -> asyncio.Task[Reply] | None:
        """The preparation of just this directive after just about this answer, done or under way;
        any other is withdrawn."""
        if not self._still_fits(directive, said):
            self.withdraw()
        task, self._task, self._directive = self._task, None, None
        return task

    def _still_fits(self, directive: Directive, said: str) -> bool:
        """The core says the same, and the wording missed but a few of the last words."""
        return directive == self._directive and len(said.split()) - self._said <= FEW_WORDS

    async def _ready(self, word: Word, directive: Directive, recent: Sequence[str]) -> Reply:
        reply = await word(directive, recent)
        self._prepare(reply.worded.text)
        return reply
