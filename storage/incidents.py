"""What failed during an interview and was handled, as rows beside its turns."""

from collections.abc import Sequence

from runtime.record import LogEntry
from runtime.turn_events import Incident
from storage.encoding import to_jsonb
from storage.postgres import Connection
from storage.sql import queries


async def load_incidents(taken: Connection, session_id: str) -> list[Incident]:
    """What failed and was handled, in order."""
    rows = await taken.fetch(queries["session_incidents"], session_id)
    return [Incident(**row) for row in rows]


def incident_rows(entries: Sequence[LogEntry]) -> str:
    """Incidents as the rows of a record set."""
    return to_jsonb(
        [
            {
                "seq": entry.seq,
                "at_s": told.at_s,
                "part": told.part,
                "code": told.code,
                "message": told.message,
            }
            for entry in entries
            if isinstance(told := entry.turn_event, Incident)
        ]
    )
