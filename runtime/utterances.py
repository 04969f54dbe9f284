"""What the interviewer says, from a directive to the mouth: worded, prepared ahead, opened.

The consumer never waits for a model. While one is still wording, a short opener may be spoken; the
rest follows as soon as it is there, and the filled pattern if it never comes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from runtime.errors import VivaError
from runtime.interview import panel
from runtime.interview.actions import Directive, Speak
from runtime.interview.events import AnyEvent, UtteranceInterrupted, UtteranceWorded
from runtime.interview.openers import OPENED, opener, without_echo
from runtime.interview.plan import InterviewPlan
from runtime.interview.state import InterviewState
from runtime.latency import ReplyMarks
from runtime.ports import Clock, Utterance, Voice, Worded, Wording
from runtime.speculation import Reply, Speculation

WORDING_S = 1.2
"""How long a model may take to word a directive in silence: most do it in half to one second, and
a candidate feels a longer silence. After that the filled pattern is spoken."""
OPENED_WORDING_S = 2.5
"""How long it may take when an opener has bridged the silence."""
OPENER_AFTER_S = 0.45
"""A reply that takes longer than that after the turn's end begins with an opener. With the silence
before it this stays under a second, where people begin to feel a delay."""
OPENER_EVERY = 2
"""At most every second reply is opened: more often it becomes a tic."""
PATTERN = "pattern"

Step = Callable[[AnyEvent], Awaitable[None]]
Work = Callable[[], Awaitable[None]]


class _Open:
    """An utterance whose wording is awaited."""

    def __init__(self, action: Speak, reply: "asyncio.Task[Reply]", *, interjects: bool) -> None:
        self.action = action
        self.reply = reply
        self.interjects = interjects
        self.opener = ""
        """Spoken already."""


class Utterances:
    """Says what the core decides. `voice` is None while no client is there."""

    def __init__(
        self,
        plan: InterviewPlan,
        *,
        clock: Clock,
        now: Callable[[], float],
        step: Step,
        report: Callable[[AnyEvent], None],
        soon: Callable[[Work], None],
        spawn: Callable[[Coroutine[Any, Any, Any]], "asyncio.Task[Any]"],
        marks: ReplyMarks,
        wording: Wording | None,
        speculates: bool = True,
    ) -> None:
        """`now` gives session seconds, `step` takes an event into the log and the core at once,
        `report` puts one into the inbox, `soon` has work done by the consumer, `spawn` starts a
        task of the session."""
        self.voice: Voice | None = None
        self._plan = plan
        self._clock = clock
        self._now = now
        self._step = step
        self._report = report
        self._soon = soon
        self._spawn = spawn
        self._marks = marks
        self._wording = wording
        self._open: _Open | None = None
        self._count = 0
        self._opened_at = -OPENER_EVERY
        """Number of the utterance that was opened last."""
        self._speculation = Speculation(
            plan,
            word=self._word if wording is not None else None,
            prepare=self._prepare,
            spawn=spawn,
        )
        self._speculates = speculates

    # Before it is decided ------------------------------------------------------------------------

    def turn_may_end(self, state: InterviewState, recent: Sequence[str], heard: str) -> None:
        """Prepare the reply to the turn that may be over; `heard` are all its words so far."""
        if self._speculates and self.voice is not None and self._open is None:
            self._speculation.expect(state, self._now(), recent, heard)

    def drop(self) -> None:
        """Forget what is prepared or awaited: the client is gone, or the session ends."""
        self._speculation.withdraw()
        if self._open is not None:
            self._open.reply.cancel()
            self._open = None

    # Once it is decided --------------------------------------------------------------------------

    async def say(
        self, action: Speak, recent: Sequence[str], *, said: str, interjects: bool
    ) -> None:
        """Say a directive; returns at once, also while a model is still wording it. `said` is the
        answer that it replies to."""
        directive = action.directive
        self._count += 1
        prepared = self._speculation.take(directive, said)
        if self.voice is None:
            return
        if self._wording is None:
            await self._begin(action, directive.text, interjects=interjects)
            return
        reply = prepared or self._spawn(self._word(directive, recent))
        opened = self._open = _Open(action, reply, interjects=interjects)
        if reply.done():
            await self._worded(opened)
        else:
            self._spawn(self._await_wording(opened))

    async def hush(self, utterance_id: str) -> None:
        """Stop that utterance now; what was heard of it comes back as an event."""
        waiting = self._open
        if waiting is not None and waiting.action.utterance_id == utterance_id:
            waiting.reply.cancel()
            self._open = None
            if not waiting.opener:
                self._report(
                    UtteranceInterrupted(at=self._now(), utterance_id=utterance_id, heard_chars=0)
                )
                return
        if self.voice is not None:
            await self.voice.hush(utterance_id)

    async def _await_wording(self, waiting: _Open) -> None:
        """Have the consumer say what is there, when it is there; open in between if it is slow."""
        alarm = asyncio.ensure_future(
            self._clock.sleep_until(self._clock.monotonic() + OPENER_AFTER_S)
        )
        try:
            await asyncio.wait({waiting.reply, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.reply.done():
                self._soon(lambda: self._say_opener(waiting))
                await asyncio.wait({waiting.reply})
        finally:
            alarm.cancel()
        self._soon(lambda: self._worded(waiting))

    async def _say_opener(self, waiting: _Open) -> None:
        directive = waiting.action.directive
        words = self._opener_of(directive)
        if waiting is not self._open or waiting.reply.done() or words is None:
            return
        self._opened_at = self._count
        waiting.opener = words
        await self._step(
            UtteranceWorded(
                at=self._now(),
                utterance_id=waiting.action.utterance_id,
                text=f"{words} {directive.question}",
                source=PATTERN,
                opener=words,
            )
        )
        await self._begin(waiting.action, words, interjects=waiting.interjects, more=True)

    async def _worded(self, waiting: _Open) -> None:
        """The wording has come, or was given up."""
        if waiting is not self._open or waiting.reply.cancelled():
            return
        self._open = None
        action, directive = waiting.action, waiting.action.directive
        reply = waiting.reply.result()
        worded = reply.worded
        if worded.first_token_ms is not None:
            self._marks.mark("first_token", reply.began_at + worded.first_token_ms / 1000)
        text = worded.text
        if waiting.opener:
            rest = directive.question or text if worded.source == PATTERN else without_echo(text)
            text = f"{waiting.opener} {rest}"
        if text != directive.text:
            await self._step(
                UtteranceWorded(
                    at=self._now(),
                    utterance_id=action.utterance_id,
                    text=text,
                    source=worded.source,
                    opener=waiting.opener,
                )
            )
        if waiting.opener and self.voice is not None:
            await self.voice.go_on(action.utterance_id, text)
        elif not waiting.opener:
            await self._begin(action, text, interjects=waiting.interjects)

    def _opener_of(self, directive: Directive) -> str | None:
        voice = self.voice
        if voice is None or not voice.aloud or directive.intent not in OPENED:
            return None
        if directive.question is None or self._count - self._opened_at < OPENER_EVERY:
            return None
        return opener(style=directive.style, language=self._plan.language, number=self._count)

    async def _begin(
        self, action: Speak, text: str, *, interjects: bool, more: bool = False
    ) -> None:
        speaker = panel.find(self._plan, action.directive.persona)
        if self.voice is not None:
            await self.voice.say(
                Utterance(
                    utterance_id=action.utterance_id,
                    turn_id=action.turn_id,
                    text=text,
                    language=self._plan.language,
                    persona=action.directive.persona,
                    voice=speaker.voice if speaker is not None else "",
                    interjects=interjects,
                    more=more,
                )
            )

    def _prepare(self, text: str) -> None:
        if self.voice is not None:
            self.voice.prepare(text, language=self._plan.language)

    async def _word(self, directive: Directive, recent: Sequence[str]) -> Reply:
        """The directive in a model's words if it is in time and within the rules, else its own."""
        began_at = self._clock.monotonic()
        wording = self._wording
        if wording is None:
            return Reply(worded=Worded(text=directive.text), began_at=began_at)
        bridged = self._opener_of(directive) is not None
        try:
            worded = await wording.reword(
                directive,
                mode=self._plan.mode,
                language=self._plan.language,
                recent=list(recent),
                deadline_s=OPENED_WORDING_S if bridged else WORDING_S,
            )
        except VivaError:
            worded = Worded(text=directive.text, refused="failed")
        return Reply(worded=worded, began_at=began_at)
