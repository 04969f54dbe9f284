"""A small server that speaks the real wire messages on a test's command.

The page's own behaviour is tested against it, because losing a connection at a chosen word or
filling the server up can't be asked of the real one. Whole interviews are tests/e2e's business.
"""

import array
import asyncio
import itertools
import json
import math
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
from aiohttp import WSMsgType, web

from evaluation.report import Report
from runtime.interview.catalogue import RoleKit
from runtime.media import AudioEnd, AudioFlush, AudioStart, Welcome
from runtime.planning.proposal import Proposal
from runtime.record import SessionStatus
from runtime.turn_events import (
    AnyTurnEvent,
    PhaseChanged,
    SessionStartedEvent,
    TurnCompleted,
    TurnSentence,
    TurnStarted,
    UserFinal,
    UserPartial,
    UserSpeechStarted,
    UserSpeechStopped,
)
from server.routes.pages import MEDIA_TYPES, SECURITY_HEADERS, WEB
from server.wire import CLOSE_CODES, ErrorMessage, Pong, SessionCreated, TicketIssued, WaitingRoom

RATE_HZ = 24_000
CHUNK_S = 0.1
LEAD_S = 0.2
"""Audio is sent so much ahead of its playing."""
SESSION_ID = "4e5f7a2c-viva"
PHASES = ("intro", "role_skills", "behavioral", "close")


def tone(seconds: float) -> bytes:
    """PCM16 with the loudness of talk: syllables of a low voice."""
    count = int(seconds * RATE_HZ)
    samples = (
        9000
        * abs(math.sin(2 * math.pi * 2.3 * n / RATE_HZ))
        * math.sin(2 * math.pi * 140 * n / RATE_HZ)
        for n in range(count)
    )
    return array.array("h", (int(value) for value in samples)).tobytes()


class StandIn:
    """One session, one candidate; the test is the interviewer."""

    def __init__(self, *, kits: list[RoleKit], report: Report) -> None:
        self.kits = kits
        self.report = report
        self.report_ready = False
        self.waiting: int | None = None
        """Position told to a client instead of a welcome."""
        self.refuse_tickets_with: str | None = None
        self.status = SessionStatus.created
        self.created: dict[str, Any] = {}
        """Body of the last `POST /sessions`."""
        self.documents: dict[str, dict[str, Any]] = {}
        """By id, as the page sent them; `parsed_json` is what the test wants to have been read."""
        self.readings: dict[str, dict[str, Any]] = {}
        """By type: what is read from a document."""
        self.refuse_documents_with: str | None = None
        self.proposal: dict[str, Any] = {}
        """What `GET /proposal` adds to saying nothing."""
        self.proposed_for: list[dict[str, str]] = []
        """Queries of `GET /proposal`."""
        self.configured: dict[str, Any] = {}
        """Body of the last `POST /interview-configs`."""
        self.planned = 0
        self.ice_servers: list[dict[str, str]] | None = []
        """None: nobody knows."""
        self.token: str | None = None
        """Asked for where it is set."""
        self.hellos: list[dict[str, Any]] = []
        self.received: list[dict[str, Any]] = []
        """Messages of the page, pings left out."""
        self.audio_bytes = 0
        self.loudest = 0
        """Greatest sample of the audio received."""
        self.url = ""
        self._log: list[AnyTurnEvent] = []
        self._socket: web.WebSocketResponse | None = None
        self._arrived = asyncio.Condition()
        self._ids = itertools.count(1)
        self._speech: set[asyncio.Task[None]] = set()

    # Serving -------------------------------------------------------------------------------------

    async def start(self) -> None:
        app = web.Application()
        session = "/api/v1/sessions/{id}"
        app.add_routes(
            [
                web.get("/", self._file),
                web.get("/static/{path:.*}", self._file),
                web.get("/api/v1/role-kits", lambda _: _json(self.kits)),
                web.get("/api/v1/ice-servers", self._tell_ice_servers),
                web.get("/api/v1/documents", self._list_documents),
                web.post("/api/v1/documents", self._take_document),
                web.post("/api/v1/documents/{id}/parse", self._parse_document),
                web.get("/api/v1/proposal", self._propose),
                web.post("/api/v1/interview-configs", self._configure),
                web.post("/api/v1/interview-configs/{id}/plan", self._plan),
                web.post("/api/v1/sessions", self._create),
                web.get(session, lambda _: _json({"phases": [{"phase": p} for p in PHASES]})),
                web.post(f"{session}/tickets", self._ticket),
                web.post(f"{session}/end", self._end),
                web.get(f"{session}/report", self._report),
                web.get(f"{session}/media", self._media),
            ]
        )
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, shutdown_timeout=0.1)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/"

    async def stop(self) -> None:
        for task in self._speech:
            task.cancel()
        await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = WEB / request.match_info.get("path", "index.html")
        if not file.is_file():
            raise web.HTTPNotFound
        headers = {**SECURITY_HEADERS, "Content-Type": MEDIA_TYPES[file.suffix]}
        return web.Response(body=file.read_bytes(), headers=headers)

    async def _tell_ice_servers(self, _request: web.Request) -> web.Response:
        if self.ice_servers is None:
            return await _problem(503, "storage_failed")
        return await _json({"iceServers": self.ice_servers})

    async def _list_documents(self, request: web.Request) -> web.Response:
        if self.token and request.headers.get("Authorization") != f"Bearer {self.token}":
            return await _problem(401, "sign_in_needed")
        return await _json(list(self.documents.values()))

    async def _take_document(self, request: web.Request) -> web.Response:
        if self.refuse_documents_with:
            return await _problem(422, "document_refused", fault=self.refuse_documents_with)
        if request.content_type == "application/json":
            sent = await request.json()
            name = "pasted.txt"
        else:
            sent = dict(await request.post())
            name = sent.pop("file").filename
        document = {"id": f"d{len(self.documents) + 1}", "file_name": name, **sent}
        self.documents[document["id"]] = document
        return await _json(document, status=201)

    async def _parse_document(self, request: web.Request) -> web.Response:
        document = self.documents[request.match_info["id"]]
        return await _json({**document, "parsed_json": self.readings.get(document["doc_type"])})

    async def _configure(self, request: web.Request) -> web.Response:
        self.configured = await request.json()
        return await _json({"config_id": "c1"}, status=201)

    async def _propose(self, request: web.Request) -> web.Response:
        self.proposed_for.append(dict(request.query))
        return await _json({**msgspec.to_builtins(Proposal()), **self.proposal})

    async def _plan(self, _request: web.Request) -> web.Response:
        self.planned += 1
        return await _json({}, status=201)

    async def _create(self, request: web.Request) -> web.Response:
        self.created = await request.json()
        base = f"{self.url}api/v1/sessions/{SESSION_ID}"
        created = SessionCreated(
            session_id=SESSION_ID,
            status=SessionStatus.created,
            ticket="first-ticket",
            media_url=f"{base}/media",
            turns_url=f"{base}/turns",
            webrtc_url=f"{base}/webrtc/offer",
            report_url=f"{base}/report",
        )
        return await _json(created, status=201)

    async def _ticket(self, _request: web.Request) -> web.Response:
        if self.refuse_tickets_with:
            return await _problem(409, self.refuse_tickets_with)
        return await _json(TicketIssued(ticket=f"ticket-{next(self._ids)}"), status=201)

    async def _end(self, _request: web.Request) -> web.Response:
        self.status = SessionStatus.ended
        return await _json({}, status=202)

    async def _report(self, _request: web.Request) -> web.Response:
        if self.report_ready:
            return await _json(self.report)
        return await _problem(404, "report_not_ready", session_status=self.status)

    async def _media(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.BINARY:
                self.audio_bytes += len(message.data)
                samples = array.array("h", message.data)
                self.loudest = max(self.loudest, max(abs(sample) for sample in samples))
            elif message.type is WSMsgType.TEXT:
                await self._take(socket, json.loads(message.data))
        return socket

    async def _take(self, socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
        match message["type"]:
            case "hello":
                self.hellos.append(message)
                self._socket = socket
                await (self._welcome(message) if self.waiting is None else self.queue(self.waiting))
            case "ping":
                await self._send(Pong(id=message["id"]))
                return
            case _:
                self.received.append(message)
        async with self._arrived:
            self._arrived.notify_all()

    async def _welcome(self, hello: dict[str, Any]) -> None:
        resume_from = hello["resume_from_seq"] or 0
        self.status = SessionStatus.running
        await self._send(
            Welcome(
                session_id=SESSION_ID,
                seq=len(self._log),
                epoch=len(self.hellos),
                sample_rate_hz=hello["output_rate_hz"],
                resumed=len(self.hellos) > 1,
            )
        )
        for event in self._log[resume_from:]:
            await self._send(event)

    # What a test commands ------------------------------------------------------------------------

    async def until(self, condition: Callable[[], bool], *, within_s: float = 10.0) -> None:
        """Wait until the page has sent what `condition` asks for."""
        async with asyncio.timeout(within_s), self._arrived:
            await self._arrived.wait_for(condition)

    async def until_connected(self, *, times: int = 1) -> None:
        await self.until(lambda: len(self.hellos) >= times)

    def messages(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.received if message["type"] == kind]

    async def queue(self, position: int) -> None:
        """Tell the client its place in the waiting room."""
        await self._send(WaitingRoom(position=position))

    async def admit(self) -> None:
        """Let the waiting client in."""
        self.waiting = None
        await self._welcome(self.hellos[-1])

    async def tell(self, event: AnyTurnEvent) -> None:
        """Put an event into the log and send it."""
        numbered = msgspec.structs.replace(event, seq=len(self._log) + 1, session_id=SESSION_ID)
        self._log.append(numbered)
        await self._send(numbered)

    async def begin(self, *, degraded: tuple[str, ...] = ()) -> None:
        await self.tell(
            SessionStartedEvent(
                role_title="Software Engineer",
                duration_s=360.0,
                interviewer_name="Vera",
                degraded=degraded,
            )
        )
        await self.phase(0, remaining_s=360.0)

    async def phase(self, index: int, *, remaining_s: float) -> None:
        await self.tell(
            PhaseChanged(
                phase=PHASES[index],
                phase_index=index,
                phase_count=len(PHASES),
                remaining_s=remaining_s,
            )
        )

    async def say(
        self,
        *sentences: str,
        seconds_each: float = 1.2,
        complete: bool = True,
        intent: str = "ask",
    ) -> str:
        """Speak: sentences, paced audio, and the turn completed once it was heard.

        Returns the utterance's id; with `complete=False` at once, while the voice still plays.
        """
        number = next(self._ids)
        utterance_id, turn_id = f"u{number}", f"t{number}"
        await self.tell(
            TurnStarted(
                turn_id=turn_id,
                role="interviewer",
                phase="intro",
                utterance_id=utterance_id,
                intent=intent,
            )
        )
        for index, text in enumerate(sentences):
            await self.tell(
                TurnSentence(
                    turn_id=turn_id,
                    utterance_id=utterance_id,
                    segment_id=f"{utterance_id}.{index}",
                    index=index,
                    text=text,
                    final=index == len(sentences) - 1,
                    offset_ms=int(index * seconds_each * 1000),
                    duration_ms=int(seconds_each * 1000),
                )
            )
        speech = asyncio.create_task(self._speak(utterance_id, seconds_each * len(sentences)))
        self._speech.add(speech)
        if not complete:
            return utterance_id
        whole_ms = seconds_each * len(sentences) * 1000
        await self.until(lambda: self.heard_ms(utterance_id) >= whole_ms - 1)
        await self.tell(
            TurnCompleted(turn_id=turn_id, role="interviewer", text=" ".join(sentences))
        )
        return utterance_id

    async def _speak(self, utterance_id: str, seconds: float) -> None:
        pcm = tone(seconds)
        chunk_bytes = int(CHUNK_S * RATE_HZ) * 2
        await self._send(AudioStart(utterance_id=utterance_id))
        for number, start in enumerate(range(0, len(pcm), chunk_bytes)):
            await self._send(pcm[start : start + chunk_bytes])
            await asyncio.sleep(0 if number * CHUNK_S < LEAD_S else CHUNK_S)
        await self._send(AudioEnd(utterance_id=utterance_id, duration_ms=int(seconds * 1000)))

    async def flush(self, utterance_id: str) -> None:
        for task in self._speech:
            task.cancel()
        await self._send(AudioFlush(utterance_id=utterance_id))

    def heard_ms(self, utterance_id: str) -> int:
        """What the page has told of an utterance's playout."""
        reports = [m for m in self.messages("playout") if m["utterance_id"] == utterance_id]
        return max((int(report["heard_ms"]) for report in reports), default=0)

    async def hear(self, *partials: str, final: str | None = None) -> None:
        """Recognise speech: each partial replaces the one before."""
        turn_id = f"t{next(self._ids)}"
        await self.tell(UserSpeechStarted())
        await self.tell(TurnStarted(turn_id=turn_id, role="candidate", phase="intro"))
        for text in partials:
            await self.tell(UserPartial(turn_id=turn_id, text=text))
        if final is not None:
            await self.tell(UserFinal(turn_id=turn_id, text=final, segment_id=f"{turn_id}.0"))
            await self.tell(UserSpeechStopped())
            await self.tell(TurnCompleted(turn_id=turn_id, role="candidate", text=final))

    async def acknowledge(self, message: dict[str, Any]) -> None:
        """Commit a typed answer."""
        turn_id = f"t{next(self._ids)}"
        await self.tell(TurnStarted(turn_id=turn_id, role="candidate", phase="intro"))
        await self.tell(
            TurnCompleted(
                turn_id=turn_id,
                role="candidate",
                text=message["text"],
                message_id=message["message_id"],
            )
        )

    async def drop(self) -> None:
        """Lose the connection without a goodbye, as a network does."""
        assert self._socket is not None
        self._socket.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    async def close(self, code: str) -> None:
        """Close with an error, as the server does."""
        assert self._socket is not None
        await self._send(ErrorMessage(code=code, message=code, fatal=True))
        await self._socket.close(code=CLOSE_CODES[code])

    async def _send(self, message: msgspec.Struct | bytes) -> None:
        if self._socket is None or self._socket.closed:
            return
        with suppress(ConnectionError):
            if isinstance(message, bytes):
                await self._socket.send_bytes(message)
            else:
                await self._socket.send_str(msgspec.json.encode(message).decode())


async def _json(content: object, *, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(content), content_type="application/json", status=status
    )


async def _problem(status: int, code: str, **more: str) -> web.Response:
    body = {"title": code, "status": status, "code": code, "detail": f"Refused: {code}.", **more}
    return web.Response(
        body=msgspec.json.encode(body), content_type="application/problem+json", status=status
    )
