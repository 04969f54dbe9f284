"""One live interview: one inbox, one consumer, the core in the middle.

Everything that happens is put into the inbox by calls that never block; one task takes it out,
logs it, steps the core and performs the actions in order. So the core is never re-entered and
the log has one order.
"""

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

import msgspec

from runtime.actor import Actor
from runtime.errors import (
    Interrupted,
    LeaseLost,
    SessionOver,
    StorageFailed,
    Superseded,
    VivaError,
)
from runtime.inbox import Attach, Detach, Do, Item, OpenVoice, Release, Tell, TurnMayEnd, Work
from runtime.interview import machine
from runtime.interview.events import (
    AnyEvent,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
    NotesSaved,
    RepeatRequested,
    SessionStarted,
    TextTyped,
    TimeRequested,
    TypingNoticed,
)
from runtime.interview.plan import Patience
from runtime.interview.progress import ArtifactKind
from runtime.journal import Journal
from runtime.latency import ReplyMarks
from runtime.media import Welcome
from runtime.ports import (
    ClientLink,
    Clock,
    EventLog,
    InterviewRepository,
    SecondOpinion,
    Wording,
)
from runtime.record import SessionStatus
from runtime.recovery import Recovered
from runtime.speculation import Speculating
from runtime.timer import Timer
from runtime.turn_events import (
    AnyTurnEvent,
    PatienceChanged,
    SessionPaused,
    SessionResumed,
    SessionStartedEvent,
    UserPartial,
)
from runtime.utterances import Utterances

T = TypeVar("T")

HELD_S = 60.0
"""How long a session without a client keeps its place in this process. After that it lies in its
record alone, and whichever process the client comes back to takes it up."""
LOG_KEPT_S = 24 * 3600.0
"""How long a finished session's log stays in Redis for late subscribers; Postgres keeps it."""


class InterviewSession:
    """The shell around the core. It is also the `VoiceEvents` of its own voice."""

    def __init__(
        self,
        recovered: Recovered,
        *,
        log: EventLog,
        interviews: InterviewRepository,
        clock: Clock,
        degraded: tuple[str, ...] = (),
        wording: Wording | None = None,
        opinion: SecondOpinion | None = None,
        speculation: Speculating = Speculating.on,
    ) -> None:
        """`speculation`: when replies are prepared."""
        self._speculation = speculation
        self.session_id = recovered.record.session_id
        self.epoch = recovered.epoch
        self.over = False
        self._recovered = recovered
        self._plan = recovered.record.plan
        self._state = recovered.state
        self._log = log
        self._interviews = interviews
        self._clock = clock
        self._degraded = degraded
        self._inbox: asyncio.Queue[Item] = asyncio.Queue()
        self._link: ClientLink | None = None
        self._origin: float | None = None
        """Monotonic moment of session second 0; None while the session seconds stand still."""
        self._timer: Timer[Item] | None = None
        self._patience: Patience | None = None
        self._tasks: asyncio.TaskGroup | None = None
        self._beside: set[asyncio.Task[Any]] = set()
        """Work beside the consumer: wordings, second opinions."""
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
        self._marks = ReplyMarks()
        self._utterances = Utterances(
            self._plan,
            clock=clock,
            now=self._now,
            step=self._handle,
            report=self.heard_event,
            soon=lambda work: self._inbox.put_nowait(Do(work=work)),
            spawn=self._spawn,
            marks=self._marks,
            wording=wording.told(self.turn_event) if wording is not None else None,
            speculating=speculation,
        )
        self._actor = Actor(
            plan=self._plan,
            journal=self._journal,
            clock=clock,
            session_seconds=self.session_seconds,
            utterances=self._utterances,
            marks=self._marks,
            opinion=opinion.told(self.turn_event) if opinion is not None else None,
            later=self._later,
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
            MissingPart, ProviderFailed: the voice could not be opened.
        """
        if self.over:
            raise SessionOver("This session has ended.")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._inbox.put_nowait(
            Attach(
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
        self._inbox.put_nowait(Detach(link=link))

    def release(self) -> None:
        """Let go of the session without ending it; any process may take it over."""
        self._inbox.put_nowait(Release())

    def feed(self, pcm: bytes) -> None:
        """Candidate audio. Raises BadAudio for an odd number of bytes."""
        if self._utterances.voice is not None:
            self._utterances.voice.feed(pcm)

    def typed(self, text: str, message_id: str | None) -> None:
        """A typed answer; the same `message_id` twice is one answer."""
        self.heard_event(
            TextTyped(at=self._now(), message_id=message_id or uuid.uuid4().hex, text=text)
        )

    def need_time(self) -> None:
        self.heard_event(TimeRequested(at=self._now()))

    def repeat(self) -> None:
        self.heard_event(RepeatRequested(at=self._now()))

    def code(self, task_id: str, code: str, language: str, message_id: str | None = None) -> None:
        """Code for a task; the same `message_id` twice is one submission."""
        self.heard_event(
            CodeSubmitted(
                at=self._now(),
                task_id=task_id,
                language=language,
                code=code,
                message_id=message_id or uuid.uuid4().hex,
            )
        )

    def notes(self, task_id: str, kind: ArtifactKind, text: str) -> None:
        """What is written beside a task now; it replaces what was kept before."""
        self.heard_event(NotesSaved(at=self._now(), task_id=task_id, kind=kind, text=text))

    def typing(self) -> None:
        """The candidate is writing; nobody is nudged meanwhile."""
        self.heard_event(TypingNoticed(at=self._now()))

    def playout(self, utterance_id: str, heard_ms: int) -> None:
        if self._utterances.voice is not None:
            self._utterances.voice.playout(utterance_id, heard_ms)

    def avatar(self, kind: str, segment_id: str, duration_ms: int | None) -> None:
        """Playback feedback of an avatar: `speak_started`, `speak_ended` or `interrupted`."""
        if self._utterances.voice is not None:
            self._utterances.voice.avatar(kind, segment_id, duration_ms)

    def end(self, reason: str) -> None:
        """Ask for the end; the interviewer says goodbye if there is a client to hear it."""
        if self._link is None:
            self.heard_event(ConnectionLost(at=self._now()))
        self.heard_event(EndRequested(at=self._now(), reason=reason))

    # VoiceEvents -------------------------------------------------------------------------------

    def heard_event(self, event: AnyEvent) -> None:
        self._inbox.put_nowait(event)

    def turn_event(self, event: AnyTurnEvent) -> None:
        self._inbox.put_nowait(Tell(turn_event=event))
        if self._speculation is Speculating.eager and isinstance(event, UserPartial):
            self._inbox.put_nowait(TurnMayEnd(heard=event.text))

    def turn_may_end(self, heard: str) -> None:
        self._inbox.put_nowait(TurnMayEnd(heard=heard))

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
                self._tasks = tasks
                self._timer = Timer(self._clock, tasks, self._inbox.put_nowait)
                await self._settle()
                while not self.over:
                    item = await self._inbox.get()
                    if isinstance(item, Release):
                        break
                    await self._take(item)
                self._timer.stop()
                for task in self._beside:
                    task.cancel()
            if self.over:
                farewell = None
        except* LeaseLost:
            farewell = Superseded("Another connection took this session over.")
        except* StorageFailed:
            farewell = StorageFailed("The record can't be written now; connect again soon.")
            raise
        finally:
            await self._let_go(farewell)

    async def _take(self, item: Work) -> None:
        match item:
            case Attach():
                try:
                    await self._attach(item)
                except VivaError as failure:
                    self._link, self._origin = None, None
                    item.done.set_exception(failure)
                    if isinstance(failure, LeaseLost | StorageFailed):
                        raise
                else:
                    item.done.set_result(None)
            case Detach(link=link):
                if link is self._link:
                    await self._lose_client("connection_lost")
            case Tell(turn_event=turn_event):
                await self._actor.tell(turn_event)
            case Do(work=work):
                await work()
            case TurnMayEnd(heard=heard):
                self._actor.turn_may_end(self._state, heard)
            case _:
                await self._handle(item)

    async def _handle(self, event: AnyEvent) -> None:
        """Log an event, step the core, do what it says."""
        before = self._state
        if event.at < before.at:
            # Ear, mouth and buttons make events at the same moment; any order may arrive.
            event = msgspec.structs.replace(event, at=before.at)
        state, actions = machine.step(self._plan, before, event)
        if state is before and not actions:
            return
        await self._actor.hush(actions)
        told: list[AnyTurnEvent] = []
        if state.phase is not before.phase or state.started is not before.started:
            told.append(self._actor.phase_changed(state))
        await self._journal.append(event, told)
        self._state = state
        if state.answer is not None:
            await self._actor.tell_candidate_turn(state.answer.turn_id, state)
        # A deadline that closes a turn cuts a candidate who is still talking.
        interjects = isinstance(event, DeadlinePassed) and before.answer is not None
        for action in actions:
            if await self._actor.perform(action, state, interjects=interjects):
                await self._end()
        await self._settle()

    def _later(self, work: Coroutine[Any, Any, AnyEvent | None]) -> None:
        """Do work beside the consumer; it ends with the session."""

        async def done() -> None:
            event = await work
            if event is not None:
                self.heard_event(event)

        self._spawn(done())

    def _spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task of the session; it is cancelled when the session ends."""
        assert self._tasks is not None  # Nothing is said or asked before `run`.
        task = self._tasks.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task

    async def _end(self) -> None:
        self.over = True
        await self._log.trim(self.session_id, keep_s=LOG_KEPT_S)

    async def _settle(self) -> None:
        """After each event: tell the ear how patient to be and set the one timer."""
        if self.over or self._timer is None:
            return
        voice = self._utterances.voice
        patience = machine.patience(self._plan, self._state)
        if voice is not None:
            voice.be_patient(patience, follow_up=machine.follow_up(self._state))
        if voice is not None and patience is not self._patience:
            self._patience = patience
            await self._actor.tell(PatienceChanged(patience=patience))
        deadline = machine.next_deadline(self._plan, self._state)
        if self._link is None:
            self._timer.set(self._clock.monotonic() + HELD_S, Release())
        elif deadline is None or self._origin is None:
            self._timer.stop()
        else:
            self._timer.set(self._origin + deadline, DeadlinePassed(at=deadline))

    # Clients come and go -----------------------------------------------------------------------

    async def _attach(self, item: Attach) -> None:
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
        self._utterances.voice = await item.open_voice(self)
        self._patience = None
        await self._interviews.set_status(self.session_id, SessionStatus.running)
        if first:
            await self._actor.tell(
                SessionStartedEvent(
                    role_title=self._plan.role_title,
                    duration_s=self._plan.duration_s,
                    interviewer_name=self._plan.interviewer_name,
                    degraded=self._degraded,
                )
            )
            await self._handle(SessionStarted(at=self._state.at))
        else:
            await self._actor.tell(SessionResumed())
            # The last owner may have died before it could log the loss.
            await self._handle(ConnectionLost(at=self._state.at))
            await self._handle(ConnectionResumed(at=self._state.at))

    async def _lose_client(self, reason: str) -> None:
        """Stop the voice and the session seconds; the candidate may return within the grace."""
        self._link = None
        at = self._now()
        await self._close_voice()
        await self._take_last_reports()
        if self.over:
            return
        await self._handle(ConnectionLost(at=at))
        self._origin = None
        await self._interviews.set_status(self.session_id, SessionStatus.paused)
        await self._actor.tell(SessionPaused(reason=reason))
        await self._settle()

    async def _take_last_reports(self) -> None:
        """What the closing voice still reported comes before the loss itself."""
        waiting = [self._inbox.get_nowait() for _ in range(self._inbox.qsize())]
        for item in waiting:
            if isinstance(item, Attach | Detach | Release):
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
            if isinstance(item, Attach) and not item.done.done():
                item.done.set_exception(farewell or SessionOver("This session has ended."))

    async def _close_voice(self) -> None:
        self._utterances.drop()
        voice, self._utterances.voice = self._utterances.voice, None
        if voice is not None:
            await voice.aclose()

    async def _finish_the_last_owners_work(self) -> None:
        """Commit and acknowledge what a process that died had decided but not written."""
        for turn in self._recovered.unsaved:
            await self._journal.commit(turn, None)
        for turn in self._recovered.unacknowledged:
            await self._actor.acknowledge(turn)
        if self._recovered.finish is not None:
            await self._actor.finish(self._recovered.finish.reason)
            await self._end()

    def _now(self) -> float:
        return self.session_seconds(self._clock.monotonic())

    def _publish(self, turn_event: AnyTurnEvent) -> None:
        if self._link is not None:
            self._link.send(turn_event)
