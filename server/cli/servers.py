"""Which Postgres and Redis a command works with when it is not `viva up`."""

import msgspec

from runtime.errors import MissingPart
from server.settings import Settings
from storage.embedded import running


def with_servers(settings: Settings) -> Settings:
    """`settings` with both URLs set: given ones, or those of the running `viva up`.

    Raises:
        MissingPart: neither is there; the text says what to do.
    """
    if settings.database_url and settings.redis_url:
        return settings
    embedded = running(settings.home)
    if embedded is None:
        raise MissingPart(
            f"No servers to work with: no `viva up` runs with the state folder {settings.home}. "
            "Start it in another terminal, or set DATABASE_URL and REDIS_URL to your own servers."
        )
    joined = msgspec.structs.replace(
        settings,
        database_url=settings.database_url or embedded.database_url,
        redis_url=settings.redis_url or embedded.redis_url,
    )
    if joined.database_url and joined.redis_url:
        return joined
    name = "REDIS_URL" if joined.database_url else "DATABASE_URL"
    raise MissingPart(
        f"The `viva up` with the state folder {settings.home} works with a server of yours: set "
        f"{name} as you did there."
    )
