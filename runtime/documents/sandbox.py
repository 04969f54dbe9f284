"""Runs the reader of PDF and DOCX as a process with hard limits, and takes its answer."""

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path

import msgspec

from runtime.documents.kinds import DocumentKind
from runtime.documents.refusal import DocumentRefused, Fault

WALL_S = 15.0
"""Seconds of wall clock for one document; the process itself stops after 8 s of processor time."""
AT_ONCE = 2
"""Documents read at the same time: audio comes first on this machine."""
MAX_PAGES = 200
MAX_CHARS = 100_000
"""Characters of a document: about 40 full pages; a long résumé has 20,000."""
_ANSWER_BYTES = 12 * MAX_CHARS + (1 << 16)
"""JSON writes a character outside the first plane as twelve bytes."""
_READER = Path(__file__).with_name("reader.py")


class RawText(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader found, before cleaning."""

    parts: tuple[str, ...]
    """Pages of a PDF, paragraphs and table rows of a DOCX."""
    notes: tuple[str, ...] = ()
    """Our own sentences on what could not be read."""


class _Answer(msgspec.Struct):
    parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fault: Fault | None = None


class Sandbox:
    """Reads documents one process each, at most `at_once` at a time."""

    def __init__(self, *, at_once: int = AT_ONCE, wall_s: float = WALL_S) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._wall_s = wall_s

    async def read(self, kind: DocumentKind, data: bytes) -> RawText:
        """The text of a PDF or DOCX.

        Cancelling kills the process; nothing is left running when this returns or raises.

        Raises:
            DocumentRefused: the document is of no use, or its reading broke a limit.
        """
        async with self._turn:
            reply = await self._run(kind, data)
        try:
            answer = msgspec.json.decode(reply, type=_Answer)
        except msgspec.DecodeError:
            # Killed by a limit in the middle of its work: there is no answer, or half of one.
            raise DocumentRefused(Fault.too_slow) from None
        if answer.fault is not None:
            raise DocumentRefused(answer.fault)
        return RawText(parts=answer.parts, notes=answer.notes)

    async def _run(self, kind: DocumentKind, data: bytes) -> bytes:
        """Start the reader, talk to it in a thread, and end it in any case.

        Not asyncio's own processes: those of Python 3.11 wait for ever when the start is cancelled.
        """
        process = _start(kind)
        talk = asyncio.get_running_loop().run_in_executor(None, _converse, process, data)
        try:
            async with asyncio.timeout(self._wall_s):
                return await asyncio.shield(talk)
        except TimeoutError:
            raise DocumentRefused(Fault.too_slow) from None
        finally:
            process.kill()
            await asyncio.wait([talk])


def _start(kind: DocumentKind) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", str(_READER), kind.value, str(MAX_PAGES), str(MAX_CHARS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        start_new_session=True,
    )


def _converse(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Send the document, take the answer (never more of it than fits), see the process end.

    The reader takes the whole document before it answers, so the pipes can't block each other.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(data)
        return process.stdout.read(_ANSWER_BYTES)
    finally:
        process.stdout.close()
        process.kill()
        process.wait()
