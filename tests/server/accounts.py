"""A server that asks who one is, and people with tokens."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest

from runtime.library.users import UserRole
from runtime.secret import Secret
from server.cli.database import bring_up_to_date
from server.settings import Auth
from server.tokens import Claims, sign
from tests.conftest import run
from tests.server.live_server import LiveServer, live_server, settings_for

SECRET = Secret("s" * 48)


def token(name: str, role: UserRole = UserRole.candidate) -> dict[str, str]:
    """The header of a request of theirs."""
    claims = Claims(name=name, role=role, expires_at=2**40)
    return {"Authorization": f"Bearer {sign(claims, SECRET)}"}


@asynccontextmanager
async def signed_in(
    live: LiveServer, name: str, role: UserRole = UserRole.candidate
) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose requests carry the token of that user."""
    async with httpx.AsyncClient(
        base_url=live.url, timeout=60, headers=token(name, role)
    ) as client:
        yield client


def closed_server(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory, **changes: object
) -> Iterator[LiveServer]:
    """Body of a module's `live` fixture: the real catalogue, and accounts."""
    settings = settings_for(
        tmp_path_factory.mktemp("home"),
        database_url,
        redis_url,
        auth=Auth.required,
        secret=SECRET,
        **changes,
    )
    run(bring_up_to_date(settings))
    with live_server(settings) as server:
        yield server
