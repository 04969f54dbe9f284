"""The tickets' promises, over Redis and their twin."""

import asyncio

import pytest

from runtime.errors import TicketRefused
from runtime.ports import Tickets

pytestmark = pytest.mark.contract


async def test_a_ticket_opens_its_session_once(tickets: Tickets, session_id: str) -> None:
    ticket = await tickets.issue(session_id)
    await tickets.redeem(ticket, session_id)
    with pytest.raises(TicketRefused):
        await tickets.redeem(ticket, session_id)


async def test_of_many_who_try_at_once_one_gets_in(tickets: Tickets, session_id: str) -> None:
    ticket = await tickets.issue(session_id)
    outcomes = await asyncio.gather(
        *(tickets.redeem(ticket, session_id) for _ in range(8)), return_exceptions=True
    )
    assert outcomes.count(None) == 1


async def test_another_sessions_ticket_is_refused_and_used_up(
    tickets: Tickets, session_id: str
) -> None:
    ticket = await tickets.issue(session_id)
    with pytest.raises(TicketRefused):
        await tickets.redeem(ticket, f"{session_id}-other")
    with pytest.raises(TicketRefused):
        await tickets.redeem(ticket, session_id)


async def test_an_old_ticket_is_refused(short_tickets: Tickets, session_id: str) -> None:
    ticket = await short_tickets.issue(session_id)
    await asyncio.sleep(0.3)
    with pytest.raises(TicketRefused):
        await short_tickets.redeem(ticket, session_id)


@pytest.mark.parametrize("ticket", ["", "made-up", "x" * 70_000, "\0", "\ud800", "你好"])
async def test_an_invented_ticket_is_refused(
    tickets: Tickets, session_id: str, ticket: str
) -> None:
    with pytest.raises(TicketRefused):
        await tickets.redeem(ticket, session_id)


async def test_tickets_differ(tickets: Tickets, session_id: str) -> None:
    assert len({await tickets.issue(session_id) for _ in range(20)}) == 20
