"""What the interviewer says, from a directive to the mouth: worded, prepared ahead, opened.

The consumer never waits for a model. Where the end of a turn was expected, what is to be said is
ready by then; what is not ready begins with a short opener, or is said as it was planned.
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
from runtime.speculation import MOST_ASKED, Reply, Speculating, Speculation

WORDING_S = 1.2
"""How long a model may take to word a directive in silence: most do it in half to one second, and
a candidate feels a longer silence. After that the filled pattern is spoken."""
OPENED_WORDING_S = 2.5
"""How long it may take when an opener has bridged the silence."""
HOLD_S = 0.04
"""Longest wait for words and sound that are nearly there when an expected end has come."""
USUAL_S, USUAL_SHARE = 0.5, 0.5
"""What a reply usually takes to get ready, before the first one has shown; and the share of the
latest one in it."""
OPENER_AFTER_S = 0.45
"""After an end that nobody expected, a reply that takes longer than that begins with an opener.
With the silence before it this stays under a second, where people begin to feel a delay."""
OPENER_EVERY = 2
"""At most every second reply is opened: more often it becomes a tic."""
PATTERN = "pattern"

Step = Callable[[AnyEvent], Awaitable[None]]
Work = Callable[[], Awaitable[None]]


class _Open:
    """An utterance whose wording is awaited."""

    def __init__(
        self, action: Speak, reply: "asyncio.Task[Reply]", *, interjects: bool, expected: bool
    ) -> None:
        self.action = action
        self.reply = reply
        self.interjects = interjects
        self.expected = expected
        """There was time to prepare, so nobody waits any longer."""
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
        speculating: Speculating = Speculating.on,
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
            prepare=self._prepare_beginning,
            spawn=spawn,
            most_asked=MOST_ASKED[speculating],
        )
        self._speculating = speculating
        self._asked_at = 0.0
        """When the latest wording was asked for, monotonic seconds."""
        self._usual_s = USUAL_S
        """From there to its first sound, as it was lately."""

    # Before it is decided ------------------------------------------------------------------------

    def turn_may_end(self, state: InterviewState, recent: Sequence[str], heard: str) -> None:
        """Prepare the reply to the turn that may be over; `heard` are all its words so far."""
        waiting = self.voice is None or self._open is not None
        if self._speculating is not Speculating.off and not waiting:
            self._speculation.expect(state, self._now(), recent, heard)

    def drop(self) -> None:
        """Forget what is prepared or awaited: the client is gone, or the session ends."""
        self._speculation.withdraw()
        if self._open is not None:
            self._open.reply.cancel()
            self._open = None

    # Once it is decided --------------------------------------------------------------------------

    async def say(self, action: Speak, recent: Sequence[str], *, interjects: bool) -> None:
        """Say a directive; returns at once, also while a model is still wording it."""
        directive = action.directive
        self._count += 1
        voice = self.voice
        # Silence is felt where there is a voice; who reads rather has the better words.
        expected = self._speculation.expected and voice is not None and voice.aloud
        prepared = self._speculation.take(directive)
        if voice is None:
            if prepared is not None:
                prepared.cancel()
            return
        # Where nobody waits any longer, a model that is asked only now could not be heard.
        planned = expected and not prepared and not self._opener_of(directive, self._count)
        if self._wording is None or planned:
            await self._begin(action, directive.text, interjects=interjects)
            return
        reply = prepared or self._spawn(self._word(directive, recent, number=self._count))
        opened = self._open = _Open(action, reply, interjects=interjects, expected=expected)
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
        """Have the consumer say what is there, when it is there; begin without it if it is slow."""
        now = self._clock.monotonic()
        patience_s = OPENER_AFTER_S
        if waiting.expected:
            patience_s = HOLD_S if self._asked_at + self._usual_s <= now + HOLD_S else 0.0
        alarm = asyncio.ensure_future(self._clock.sleep_until(now + patience_s))
        try:
            await asyncio.wait({waiting.reply, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.reply.done():
                self._soon(lambda: self._say_beginning(waiting))
                await asyncio.wait({waiting.reply})
        finally:
            alarm.cancel()
        self._soon(lambda: self._worded(waiting))

    async def _say_beginning(self, waiting: _Open) -> None:
        """An opener, or where it is not its turn and nobody waits any longer, what was planned."""
        directive = waiting.action.directive
        if waiting is not self._open or waiting.reply.done():
            return
        words = self._opener_of(directive, self._count)
        if words is None:
            if waiting.expected:
                self._open = None
                waiting.reply.cancel()
                await self._begin(waiting.action, directive.text, interjects=waiting.interjects)
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
                    prompt=worded.prompt,
                    opener=waiting.opener,
                )
            )
        if waiting.opener and self.voice is not None:
            await self.voice.go_on(action.utterance_id, text)
        elif not waiting.opener:
            await self._begin(action, text, interjects=waiting.interjects)

    def _opener_of(self, directive: Directive, number: int) -> str | None:
        """With what the utterance of that number may be opened."""
        voice = self.voice
        if voice is None or not voice.aloud or directive.intent not in OPENED:
            return None
        if directive.question is None or number - self._opened_at < OPENER_EVERY:
            return None
        return opener(style=directive.style, language=self._plan.language, number=number)

    async def _begin(
        self, action: Speak, text: str, *, interjects: bool, more: bool = False
    ) -> None:
        if self.voice is not None:
            await self.voice.say(
                Utterance(
                    utterance_id=action.utterance_id,
                    turn_id=action.turn_id,
                    text=text,
                    language=self._plan.language,
                    persona=action.directive.persona,
                    voice=self._voice_of(action.directive),
                    interjects=interjects,
                    more=more,
                )
            )

    def _voice_of(self, directive: Directive) -> str:
        """Kind of voice of whoever speaks; empty: the usual one."""
        speaker = panel.find(self._plan, directive.persona)
        return speaker.voice if speaker is not None else ""

    def _prepare(self, directive: Directive, text: str) -> asyncio.Future[None] | None:
        if self.voice is None:
            return None
        return self.voice.prepare(
            text, language=self._plan.language, voice=self._voice_of(directive)
        )

    def _prepare_beginning(self, directive: Directive) -> None:
        """The sound of what is said if no model is in time."""
        words = None if self._wording is None else self._opener_of(directive, self._count + 1)
        self._prepare(directive, words or directive.text)

    async def _word(
        self, directive: Directive, recent: Sequence[str], *, number: int | None = None
    ) -> Reply:
        """The directive in a model's words if it is in time and within the rules, else its own;
        once it can be heard. `number`: of the utterance, None while it is not decided."""
        began_at = self._asked_at = self._clock.monotonic()
        wording = self._wording
        if wording is None:
            return Reply(worded=Worded(text=directive.text), began_at=began_at)
        bridged = self._opener_of(directive, number or self._count + 1) is not None
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
        sounding = self._prepare(directive, worded.text)
        if sounding is not None:
            await asyncio.wait({sounding})
        if worded.first_token_ms is not None or worded.refused:
            took_s = self._clock.monotonic() - began_at
            self._usual_s += USUAL_SHARE * (took_s - self._usual_s)
        return Reply(worded=worded, began_at=began_at)
