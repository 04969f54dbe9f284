"""One live interview: one inbox, one consumer, the core in the middle.

Everything that happens is put into the inbox by calls that never block; one task takes it out,
steps the core and runs the actions in order. So the core is never re-entered and the log has
one order.
"""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import assert_never

import msgspec

from runtime.errors import (
    Interrupted,
    LeaseLost,
    SessionOver,
    StorageFailed,
    Superseded,
    VivaError,
)
from runtime.interview import machine
from runtime.interview.actions import (
    AnyAction,
    AssessAnswer,
    Finish,
    Intent,
    RecordTurn,
    ShowTask,
    Speak,
    Speaker,
    StopSpeaking,
    Turn,
)
from runtime.interview.events import (
    AnyEvent,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
    RepeatRequested,
    SegmentHeard,
    SessionStarted,
    TextTyped,
    TimeRequested,
    UtteranceInterrupted,
)
from runtime.interview.plan import Patience
from runtime.journal import Journal
from runtime.latency import ReplyMarks
from runtime.media import Welcome
from runtime.ports import (
    ClientLink,
    Clock,
    EventLog,
    InterviewRepository,
    Utterance,
    Voice,
    VoiceEvents,
)
from runtime.record import SessionStatus
from runtime.recovery import Recovered
from runtime.timer import Timer
from runtime.turn_events import (
    AnyTurnEvent,
    PatienceChanged,
    PhaseChanged,
    SessionEnded,
    SessionPaused,
    SessionResumed,
    SessionStartedEvent,
    TaskShown,
    TurnCompleted,
    TurnInterrupted,
    TurnStarted,
)

OpenVoice = Callable[[VoiceEvents], Awaitable[Voice]]

LOG_KEPT_S = 24 * 3600.0
"""How long a finished session's log stays in Redis for late subscribers; Postgres keeps it."""

STATUS_AFTER = {"abandoned": SessionStatus.abandoned, "failed": SessionStatus.failed}
"""Status by end reason; every other reason leaves the session `ended`."""


class _Attach(msgspec.Struct, frozen=True, kw_only=True):
    link: ClientLink
    open_voice: OpenVoice
    output_rate_hz: int
    resume_from_seq: int | None
    done: asyncio.Future[None]


class _Detach(msgspec.Struct, frozen=True, kw_only=True):
    link: ClientLink


class _Tell(msgspec.Struct, frozen=True, kw_only=True):
    turn_event: AnyTurnEvent


class _Release(msgspec.Struct, frozen=True, kw_only=True):
    """Stop serving without ending the interview."""


class InterviewSession:
    """The shell around the core. It is also the `VoiceEvents` of its own voice."""

    def __init__(
        self,
        recovered: Recovered,
        *,
        log: EventLog,
        interviews: InterviewRepository,
        clock: Clock,
        reconnect_grace_s: float,
        degraded: tuple[str, ...] = (),
    ) -> None:
        self.session_id = recovered.record.session_id
        self.epoch = recovered.epoch
        self.over = False
        self._plan = recovered.record.plan
        self._state = recovered.state
        self._recovered = recovered
        self._log = log
        self._interviews = interviews
        self._clock = clock
        self._grace_s = reconnect_grace_s
        self._degraded = degraded
        self._inbox: asyncio.Queue[AnyEvent | _Attach | _Detach | _Tell | _Release] = (
            asyncio.Queue()
        )
        self._link: ClientLink | None = None
        self._voice: Voice | None = None
        self._origin: float | None = None
        """Monotonic moment of session second 0; None while the session seconds stand still."""
        self._timer: Timer | None = None
        self._patience: Patience | None = None
        self._candidate_turn: str | None = None
        self._marks = ReplyMarks()
        self._journal = Journal(
            session_id=self.session_id,
            epoch=recovered.epoch,
            last_seq=recovered.last_seq,
            uncommitted=recovered.uncommitted,
            log=log,
            interviews=interviews,
            clock=clock,
            publish=self._publish,
        )

    # What routes and links call; none of it blocks --------------------------------------------

    async def attach(
        self,
        link: ClientLink,
        open_voice: OpenVoice,
        *,
        output_rate_hz: int,
        resume_from_seq: int | None,
    ) -> None:
        """Make `link` the session's client: welcome, replay, then live; the interview goes on.

        An earlier client is told that it was superseded. Returns when the welcome is queued.

        Raises:
            SessionOver: the interview ended meanwhile.
        """
        if self.over:
            raise SessionOver("This session has ended.")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._inbox.put_nowait(
            _Attach(
                link=link,
                open_voice=open_voice,
                output_rate_hz=output_rate_hz,
                resume_from_seq=resume_from_seq,
                done=done,
            )
        )
        await done

    def detach(self, link: ClientLink) -> None:
        """The client behind `link` is gone; nothing happens if another has taken over."""
        self._inbox.put_nowait(_Detach(link=link))

    def release(self) -> None:
        """Let go of the session without ending it; any process may take it over."""
        self._inbox.put_nowait(_Release())

    def feed(self, pcm: bytes) -> None:
        """Candidate audio. Raises BadAudio for an odd number of bytes."""
        if self._voice is not None:
            self._voice.feed(pcm)

    def typed(self, text: str, message_id: str | None) -> None:
        self.heard_event(
            TextTyped(at=self._now(), message_id=message_id or uuid.uuid4().hex, text=text)
        )

    def need_time(self) -> None:
        self.heard_event(TimeRequested(at=self._now()))

    def repeat(self) -> None:
        self.heard_event(RepeatRequested(at=self._now()))

    def code(self, task_id: str, code: str, language: str) -> None:
        self.heard_event(
            CodeSubmitted(at=self._now(), task_id=task_id, language=language, code=code)
        )

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        if self._voice is not None:
            self._voice.playout(utterance_id, heard_ms)

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """Playback feedback of an avatar: `speak_started`, `speak_ended` or `interrupted`."""
        if self._voice is not None:
            self._voice.avatar(kind, segment_id, duration_ms)

    def end(self, reason: str) -> None:
        """Ask for the end; the interviewer says goodbye where that makes sense."""
        self.heard_event(EndRequested(at=self._now(), reason=reason))

    # VoiceEvents -------------------------------------------------------------------------------

    def heard_event(self, event: AnyEvent) -> None:
        self._inbox.put_nowait(event)

    def turn_event(self, event: AnyTurnEvent) -> None:
        self._inbox.put_nowait(_Tell(turn_event=event))

    def mark(self, name: str, at_monotonic: float) -> None:
        self._marks.mark(name, at_monotonic)

    def session_seconds(self, at_monotonic: float) -> float:
        if self._origin is None:
            return self._state.at
        return max(0.0, at_monotonic - self._origin)

    # The one consumer --------------------------------------------------------------------------

    async def run(self) -> None:
        """Serve the inbox until the interview is over or another owner has it.

        Cancelling lets go of the client and of the session; nothing recorded is lost.

        Raises:
            StorageFailed: storage stayed away; the record is as of the last commit.
        """
        farewell: VivaError | None = Interrupted(
            "The server lets go of the session; connect again."
        )
        try:
            await self._finish_the_last_owners_work()
            async with asyncio.TaskGroup() as tasks:
                self._timer = Timer(self._clock, tasks, self.heard_event)
                while not self.over:
                    item = await self._inbox.get()
                    if isinstance(item, _Release):
                        break
                    await self._take(item)
                self._timer.stop()
            if self.over:
                farewell = None
        except* LeaseLost:
            farewell = Superseded("Another connection took this session over.")
        except* StorageFailed:
            farewell = StorageFailed(
                "The record can't be written at the moment; connect again soon."
            )
            raise
        finally:
            await self._let_go(farewell)

    async def _take(self, item: AnyEvent | _Attach | _Detach | _Tell) -> None:
        match item:
            case _Attach():
                try:
                    await self._attach(item)
                except VivaError as failure:
                    self._link, self._origin = None, None
                    item.done.set_exception(failure)
                    if isinstance(failure, LeaseLost | StorageFailed):
                        raise
                else:
                    item.done.set_result(None)
            case _Detach(link=link):
                if link is self._link:
                    await self._lose_client("connection_lost")
            case _Tell(turn_event=turn_event):
                await self._journal.append(turn_events=[self._addressed(turn_event)])
            case _:
                await self._handle(item)

    async def _handle(self, event: AnyEvent) -> None:
        """Log an event, step the core, do what it says."""
        if event.at < self._state.at:
            # Events made at the same moment by ear and mouth may arrive in either order.
            event = msgspec.structs.replace(event, at=self._state.at)
        before = self._state
        state, actions = machine.step(self._plan, before, event)
        if state is before and not actions:
            return
        for action in actions:
            if isinstance(action, StopSpeaking) and self._voice is not None:
                await self._voice.hush(action.utterance_id)
        told: list[AnyTurnEvent] = []
        if state.phase is not before.phase or state.started is not before.started:
            told.append(self._phase_changed(state.phase_index, event.at))
        await self._journal.append(event, told)
        self._state = state
        if isinstance(event, SegmentHeard | TextTyped) and self._candidate_turn is None:
            self._candidate_turn = f"t{state.turn_count:04d}"
            await self._tell(TurnStarted(role=Speaker.candidate, phase=state.phase))
        for action in actions:
            await self._perform(action, event)
        await self._settle()

    async def _perform(self, action: AnyAction, cause: AnyEvent) -> None:
        match action:
            case Speak():
                await self._speak(action)
            case RecordTurn(turn=turn):
                await self._record(turn, cause)
            case ShowTask():
                await self._tell(
                    TaskShown(
                        task_id=action.task_id,
                        kind=action.kind,
                        title=action.title,
                        body=action.body,
                        language=action.language,
                    )
                )
            case Finish(reason=reason):
                await self._finish(reason)
            case StopSpeaking() | AssessAnswer():
                pass  # Done before the log was written; no model gives second opinions yet.
            case _:
                assert_never(action)

    async def _speak(self, action: Speak) -> None:
        directive = action.directive
        self._marks.begin_reply(
            self._clock.monotonic(),
            answers_candidate=directive.intent not in (Intent.nudge, Intent.greet, Intent.resume),
        )
        await self._journal.append(
            turn_events=[
                TurnStarted(
                    turn_id=action.turn_id,
                    at_s=self._now(),
                    role=Speaker.interviewer,
                    phase=self._state.phase,
                    utterance_id=action.utterance_id,
                    intent=directive.intent,
                )
            ]
        )
        if self._voice is not None:
            await self._voice.say(
                Utterance(
                    utterance_id=action.utterance_id,
                    turn_id=action.turn_id,
                    text=directive.text,
                    language=self._plan.language,
                )
            )

    async def _record(self, turn: Turn, cause: AnyEvent) -> None:
        latency = self._marks.breakdown() if turn.role is Speaker.interviewer else None
        await self._journal.commit(turn, latency)
        if turn.role is Speaker.candidate:
            self._candidate_turn = None
        message_id = cause.message_id if isinstance(cause, TextTyped) else None
        interrupted = isinstance(cause, UtteranceInterrupted)
        if turn.role is Speaker.interviewer and (interrupted or turn.unspoken_text):
            await self._tell(
                TurnInterrupted(
                    turn_id=turn.turn_id,
                    spoken_text=turn.text,
                    unspoken_text=turn.unspoken_text,
                )
            )
        else:
            await self._tell(
                TurnCompleted(
                    turn_id=turn.turn_id,
                    role=turn.role,
                    text=turn.text,
                    message_id=message_id if turn.role is Speaker.candidate else None,
                    latency=latency,
                )
            )

    async def _finish(self, reason: str) -> None:
        status = STATUS_AFTER.get(reason, SessionStatus.ended)
        await self._journal.close(reason=reason, status=status)
        await self._tell(SessionEnded(reason=reason))
        await self._log.trim(self.session_id, keep_s=LOG_KEPT_S)
        self.over = True

    # Clients come and go -----------------------------------------------------------------------

    async def _attach(self, item: _Attach) -> None:
        if self._link is not None:
            self._link.close(Superseded("This interview was opened in another window."))
            await self._lose_client("superseded")
        first = not self._state.started
        self._link = item.link
        item.link.send(
            Welcome(
                session_id=self.session_id,
                seq=self._journal.last_seq,
                epoch=self.epoch,
                sample_rate_hz=item.output_rate_hz,
                resumed=not first,
            )
        )
        if item.resume_from_seq is not None:
            for entry in await self._log.read(self.session_id, after=item.resume_from_seq):
                if entry.turn_event is not None:
                    item.link.send(entry.turn_event)
        self._origin = self._clock.monotonic() - self._state.at
        self._voice = await item.open_voice(self)
        self._patience = None
        await self._interviews.set_status(self.session_id, SessionStatus.running)
        if first:
            await self._tell(
                SessionStartedEvent(
                    role_title=self._plan.role_title,
                    duration_s=self._plan.duration_s,
                    interviewer_name=self._plan.interviewer_name,
                    degraded=self._degraded,
                )
            )
            await self._handle(SessionStarted(at=self._state.at))
        else:
            await self._tell(SessionResumed())
            await self._handle(ConnectionLost(at=self._state.at))
            await self._handle(ConnectionResumed(at=self._state.at))

    async def _lose_client(self, reason: str) -> None:
        """Stop the voice and the session seconds; the candidate may return within the grace."""
        self._link = None
        await self._close_voice()
        at = self._now()
        await self._drain_inbox()
        if self.over:
            return
        await self._handle(ConnectionLost(at=max(at, self._state.at)))
        self._origin = None
        await self._interviews.set_status(self.session_id, SessionStatus.paused)
        await self._tell(SessionPaused(reason=reason))
        await self._settle()

    async def _drain_inbox(self) -> None:
        """Take what the closing voice still reported, before the loss itself."""
        waiting = []
        while not self._inbox.empty():
            waiting.append(self._inbox.get_nowait())
        for item in waiting:
            if isinstance(item, _Attach | _Detach | _Release):
                self._inbox.put_nowait(item)
            elif not self.over:
                await self._take(item)

    async def _let_go(self, farewell: VivaError | None) -> None:
        """Free the voice, tell the client (None: the interview is over) and whoever still waits."""
        await self._close_voice()
        if self._link is not None:
            self._link.close(farewell)
            self._link = None
        self.over = True
        while not self._inbox.empty():
            item = self._inbox.get_nowait()
            if isinstance(item, _Attach) and not item.done.done():
                item.done.set_exception(farewell or SessionOver("This session has ended."))

    async def _close_voice(self) -> None:
        voice, self._voice = self._voice, None
        if voice is not None:
            await voice.aclose()

    # Time --------------------------------------------------------------------------------------

    def _now(self) -> float:
        return self.session_seconds(self._clock.monotonic())

    async def _settle(self) -> None:
        """After each event: tell the ear how patient to be and arm the one timer."""
        if self.over:
            return
        patience = machine.patience(self._plan, self._state)
        if self._voice is not None and patience is not self._patience:
            self._patience = patience
            self._voice.be_patient(patience)
            await self._tell(PatienceChanged(patience=patience))
        self._set_timer()

    def _set_timer(self) -> None:
        """Arm the core's deadline, or, while the client is away, the end of its grace."""
        if self._timer is None:
            return
        if self._link is None:
            when = self._clock.monotonic() + self._grace_s
            self._timer.set(when, EndRequested(at=self._state.at, reason="abandoned"))
            return
        deadline = machine.next_deadline(self._plan, self._state)
        if deadline is None or self._origin is None:
            self._timer.stop()
        else:
            self._timer.set(self._origin + deadline, DeadlinePassed(at=deadline))

    # Telling -----------------------------------------------------------------------------------

    async def _tell(self, turn_event: AnyTurnEvent) -> None:
        await self._journal.append(turn_events=[self._addressed(turn_event)])

    def _addressed(self, turn_event: AnyTurnEvent) -> AnyTurnEvent:
        """Fill in what the maker of a turn event can't know."""
        at_s = turn_event.at_s or round(self._now(), 3)
        turn_id = turn_event.turn_id
        if turn_id is None and turn_event.__struct_config__.tag in CANDIDATE_TAGS:
            turn_id = self._candidate_turn
        return msgspec.structs.replace(turn_event, at_s=at_s, turn_id=turn_id)

    def _phase_changed(self, phase_index: int, at: float) -> PhaseChanged:
        phases = self._plan.phases
        return PhaseChanged(
            at_s=at,
            phase=phases[phase_index].phase_id,
            phase_index=phase_index,
            phase_count=len(phases),
            remaining_s=max(0.0, self._plan.duration_s - at),
        )

    def _publish(self, turn_event: AnyTurnEvent) -> None:
        if self._link is not None:
            self._link.send(turn_event)

    async def _finish_the_last_owners_work(self) -> None:
        """Commit and acknowledge what a process that died had decided but not written."""
        for turn in self._recovered.unsaved:
            await self._journal.commit(turn, None)
        for turn in self._recovered.unacknowledged:
            await self._tell(TurnCompleted(turn_id=turn.turn_id, role=turn.role, text=turn.text))
        if self._recovered.finish is not None:
            await self._finish(self._recovered.finish.reason)


CANDIDATE_TAGS = frozenset(
    {"turn.started", "user.partial", "user.final", "user.speech_started", "user.speech_stopped"}
)
