"""Telling the readers of a session's turn stream that its report is there."""

from runtime.ports import Clock, EventLog
from runtime.turn_events import ReportReady, SessionEnded

PATIENCE_S = 5.0
"""How long `session.ended` is waited for: a session closes its record first, and the evaluation
can be faster than its next message. A server killed in between never sends it."""
POLL_S = 0.1
KEEP_S = 24 * 3600.0
"""The log stays readable for late readers, like after the end of the session itself."""


class ReportAnnouncer:
    """Appends `report.ready` once, after `session.ended`."""

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def announce(self, session_id: str) -> None:
        """Nothing happens when it was announced before, or when Redis no longer has the log: then
        readers see from the session's status that nothing more will come.

        Raises:
            StorageFailed: Redis did not answer.
            LeaseLost: somebody took the ended session over at this very moment; try again.
        """
        give_up_at = self._clock.monotonic() + PATIENCE_S
        while True:
            entries = await self._log.read(session_id)
            told = [entry.turn_event for entry in entries]
            if not entries or any(isinstance(event, ReportReady) for event in told):
                return
            ended = any(isinstance(event, SessionEnded) for event in told)
            if ended or self._clock.monotonic() > give_up_at:
                break
            await self._clock.sleep_until(self._clock.monotonic() + POLL_S)
        await self._log.append(
            session_id,
            # Not a new epoch: the session may still be writing its last message.
            entries[-1].epoch,
            turn_events=[ReportReady(report_url=f"/api/v1/sessions/{session_id}/report")],
        )
        await self._log.trim(session_id, keep_s=KEEP_S)
