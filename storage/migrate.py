"""Brings a database to the newest schema: numbered files, each once, in order; some go back.

`0008_name.sql` goes forward. Where there is a `0008_name.down.sql` it takes the same step back.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

import asyncpg
import msgspec

from runtime.errors import StorageFailed
from storage import evaluation_queue
from storage.postgres import UNAVAILABLE, Connection, unavailable

LOCK = 7_164_218_001
"""Key of the advisory lock that lets one process migrate at a time; any fixed number will do."""
LOCK_WAIT = "30s"
"""Longest wait for a table that a running server holds; then nothing is changed."""
FILE_NAME = re.compile(r"^(\d{4})_(\w+)\.sql$")


class Migration(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    name: str
    sql: str
    down: str | None = None
    """The way back; None where there is none, because it would lose what users wrote."""

    @property
    def label(self) -> str:
        return f"{self.version:04}_{self.name}"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def bundled_migrations() -> list[Migration]:
    """The migrations of this release, in order."""
    found = []
    folder = files("storage.sql").joinpath("migrations")
    for file in folder.iterdir():
        if match := FILE_NAME.match(file.name):
            down = folder.joinpath(f"{match[1]}_{match[2]}.down.sql")
            found.append(
                Migration(
                    version=int(match[1]),
                    name=match[2],
                    sql=file.read_text(encoding="utf-8"),
                    down=down.read_text(encoding="utf-8") if down.is_file() else None,
                )
            )
    found.sort(key=lambda migration: migration.version)
    return found


async def migrate(
    database_url: str,
    *,
    migrations: list[Migration] | None = None,
    to: int | None = None,
    progress: Callable[[str], None] = lambda _line: None,
) -> int:
    """Apply what is missing, up to version `to` if given, then bring the evaluation queue's own
    schema up to date.

    Safe to run from many processes at once and at every start. Cancelling or a failure leaves
    the migrations before it applied.

    Returns:
        How many migrations were applied.

    Raises:
        StorageFailed: Postgres did not answer, lacks pgvector, refused a migration, or holds a
            migration that this release does not know or knows differently.
    """
    known = bundled_migrations() if migrations is None else migrations
    async with _held(database_url) as connection:
        applied = await _ledger(connection)
        _check(applied, known)
        missing = [
            migration
            for migration in known
            if migration.version not in applied and (to is None or migration.version <= to)
        ]
        for migration in missing:
            progress(f"Migrating the database: {migration.name.replace('_', ' ')} ...")
            await _apply(connection, migration)
        await evaluation_queue.install(connection)
    return len(missing)


async def downgrade(
    database_url: str, *, to: int, migrations: list[Migration] | None = None
) -> int:
    """Take back what was applied after version `to`, the newest first, all or nothing.

    Stop the servers before: this release's queries need its schema. Cancelling changes nothing.

    Returns:
        How many migrations were taken back.

    Raises:
        StorageFailed: one of them has no way back, Postgres did not answer or refused, or the
            database holds a migration that this release does not know or knows differently.
    """
    known = bundled_migrations() if migrations is None else migrations
    async with _held(database_url) as connection:
        applied = await _ledger(connection)
        _check(applied, known)
        leaving = sorted(
            (m for m in known if m.version in applied and m.version > to),
            key=lambda migration: -migration.version,
        )
        if stuck := [migration.label for migration in leaving if migration.down is None]:
            raise StorageFailed(
                f"There is no way back from {', '.join(reversed(stuck))}: it would lose what users "
                "wrote. Restore a backup from before, or stay. Nothing was changed."
            )
        async with connection.transaction():
            for migration in leaving:
                await _take_back(connection, migration)
    return len(leaving)


@asynccontextmanager
async def _held(database_url: str) -> AsyncIterator[Connection]:
    """A connection that holds the lock of migrations; Postgres's own trouble as StorageFailed."""
    try:
        connection = await asyncpg.connect(database_url, timeout=10)
    except (*UNAVAILABLE, ValueError, asyncpg.PostgresError) as failure:
        raise unavailable(failure) from failure
    try:
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        yield connection
    except UNAVAILABLE as failure:
        raise unavailable(failure) from failure
    finally:
        await connection.close()  # the lock goes with it


async def _ledger(connection: Connection) -> dict[int, tuple[str, str]]:
    """Name and hash of each applied migration by version."""
    await connection.execute(
        """
        create table if not exists schema_migrations (
            version integer primary key,
            name text not null,
            sha256 text not null,
            applied_at timestamptz not null default now()
        )
        """
    )
    rows = await connection.fetch("select version, name, sha256 from schema_migrations")
    return {row["version"]: (row["name"], row["sha256"]) for row in rows}


def _check(applied: dict[int, tuple[str, str]], known: list[Migration]) -> None:
    by_version = {migration.version: migration for migration in known}
    for version, (name, sha256) in sorted(applied.items()):
        migration = by_version.get(version)
        if migration is None:
            raise StorageFailed(
                f"The database was made by a newer Viva: it has migration {version:04}_{name}, "
                "which this release does not know. Run that release, or use another database."
            )
        if migration.sha256 != sha256:
            raise StorageFailed(
                f"Migration {version:04}_{name} was changed after it was applied to this "
                "database. Restore the file as it was and put the change into a new migration."
            )
    newest = max(applied, default=0)
    for migration in known:
        if migration.version < newest and migration.version not in applied:
            raise StorageFailed(
                f"Migration {migration.label} comes before one that is "
                "already applied. Give it a number after the newest."
            )


async def _apply(connection: Connection, migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(f"set local lock_timeout = '{LOCK_WAIT}'")
            await connection.execute(migration.sql)
            await connection.execute(
                "insert into schema_migrations (version, name, sha256) values ($1, $2, $3)",
                migration.version,
                migration.name,
                migration.sha256,
            )
    except (asyncpg.UndefinedFileError, asyncpg.FeatureNotSupportedError) as failure:
        raise StorageFailed(
            "This Postgres lacks the extension `vector`. Install pgvector on its machine."
        ) from failure
    except asyncpg.InsufficientPrivilegeError as failure:
        raise StorageFailed(
            f"The database user may not do what migration {migration.version:04} needs "
            f"({failure}). Let the owner of the database run `create extension vector`, and "
            "give this user the right to create tables."
        ) from failure
    except UNAVAILABLE:
        raise
    except asyncpg.PostgresError as failure:
        raise StorageFailed(f"Migration {migration.label} failed: {failure}") from failure


async def _take_back(connection: Connection, migration: Migration) -> None:
    """Within the caller's transaction."""
    assert migration.down is not None
    try:
        await connection.execute(f"set local lock_timeout = '{LOCK_WAIT}'")
        await connection.execute(migration.down)
        await connection.execute(
            "delete from schema_migrations where version = $1", migration.version
        )
    except UNAVAILABLE:
        raise
    except asyncpg.PostgresError as failure:
        raise StorageFailed(
            f"Taking back migration {migration.label} failed: {failure}. Nothing was changed."
        ) from failure
