"""Single-use tickets in Redis; fits `runtime.ports.Tickets`."""

import hashlib
import secrets

from runtime.errors import TicketRefused
from storage.redis import answered, open_client

TICKET_S = 60
"""How long a ticket is valid, seconds."""
TICKET_BYTES = 24
"""192 random bits: nobody guesses one within its minute."""
REFUSED = "This ticket is unknown, used or expired. Ask for a new one."


class RedisTickets:
    """Only a ticket's hash is kept, so nobody who can read Redis can use one."""

    def __init__(self, redis_url: str, *, valid_s: float = TICKET_S) -> None:
        self._client = open_client(redis_url)
        self._valid_ms = round(valid_s * 1000)

    async def aclose(self) -> None:
        await self._client.aclose()

    async def issue(self, session_id: str) -> str:
        """A new ticket of the session. Raises StorageFailed."""
        ticket = secrets.token_urlsafe(TICKET_BYTES)
        await answered(lambda: self._client.set(_key(ticket), session_id, px=self._valid_ms))
        return ticket

    async def redeem(self, ticket: str, session_id: str) -> None:
        """Use the ticket up, whether or not it fits.

        If Redis's answer is lost the ticket is used up all the same, and refused when repeated.

        Raises:
            TicketRefused: it is unknown, used, expired or of another session.
            StorageFailed: Redis did not answer.
        """
        found = await answered(lambda: self._client.getdel(_key(ticket)))
        if found != session_id.encode():
            raise TicketRefused(REFUSED)


def _key(ticket: str) -> str:
    return f"viva:ticket:{hashlib.sha256(ticket.encode(errors='replace')).hexdigest()}"
