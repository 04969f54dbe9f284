"""Users in Postgres; fits `runtime.library.users.UserRepository`."""

import msgspec

from runtime.library.users import User
from storage.encoding import without_nul
from storage.postgres import Pool, connection
from storage.references import decoded, id_of, unknown
from storage.sql import queries

_user = msgspec.json.Decoder(User)


class PostgresUsers:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, user: User) -> User:
        """Keep a new user, or return the one who has that name already, unchanged."""
        name = without_nul(user.name)
        async with connection(self._pool) as taken:
            await taken.execute(queries["add_user"], name, user.role, without_nul(user.tenant))
            return decoded(await taken.fetchval(queries["user"], None, name), _user, "user")

    async def load(self, user_id: str) -> User:
        """Raises UnknownUser."""
        known_id = id_of("user", user_id)
        async with connection(self._pool) as taken:
            return decoded(await taken.fetchval(queries["user"], known_id, None), _user, "user")

    async def named(self, name: str) -> User:
        """Raises UnknownUser."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["user"], None, without_nul(name))
        return decoded(document, _user, "user")

    async def delete(self, user_id: str) -> None:
        """Erase the user and all rows of theirs. Raises UnknownUser."""
        known_id = id_of("user", user_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["delete_user"], known_id):
                raise unknown("user")
