"""Runs and posts in Postgres; fits `runtime.library.sources.DataSourceRepository`."""

import hashlib
from collections.abc import Sequence
from typing import Any

import asyncpg
import msgspec

from runtime.library.sources import DataSourceRun, RunStatus, ScrapedPost
from storage.encoding import to_jsonb, without_nul
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, id_of, unknown
from storage.sql import queries

_run = msgspec.json.Decoder(DataSourceRun)
_post = msgspec.json.Decoder(ScrapedPost)


class PostgresDataSources:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def start_run(self, run: DataSourceRun) -> DataSourceRun:
        """Keep a new run, running."""
        storage_ref = None if run.storage_ref is None else without_nul(run.storage_ref)
        async with transaction(self._pool) as taken:
            run_id = await taken.fetchval(
                queries["start_run"], without_nul(run.source), to_jsonb(run.run_params), storage_ref
            )
            return await _load(taken, str(run_id))

    async def finish_run(
        self, run_id: str, *, status: RunStatus, error: str | None = None
    ) -> DataSourceRun:
        """Note how it ended; its items are counted here. Raises UnknownRun."""
        known_id = id_of("run", run_id)
        async with transaction(self._pool) as taken:
            await taken.execute(
                queries["finish_run"],
                known_id,
                status,
                None if error is None else without_nul(error),
            )
            return await _load(taken, known_id)

    async def run(self, run_id: str) -> DataSourceRun:
        """Raises UnknownRun."""
        async with connection(self._pool) as taken:
            return await _load(taken, run_id)

    async def runs(self, *, limit: int = 100) -> list[DataSourceRun]:
        """The newest first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["runs"], None, limit)
        return [_run.decode(row[0]) for row in rows]

    async def add_posts(self, run_id: str, posts: Sequence[ScrapedPost]) -> list[ScrapedPost]:
        """Keep the posts whose text is not there yet, from any run; returns these.

        Raises UnknownRun.
        """
        known_id = id_of("run", run_id)
        documents = [
            {**msgspec.structs.asdict(post), "content_hash": _hash(post.raw_content)}
            for post in posts
        ]
        try:
            async with transaction(self._pool) as taken:
                rows = await taken.fetch(queries["add_posts"], known_id, to_jsonb(documents))
                added = [row["id"] for row in rows]
                if not added:
                    await _load(taken, known_id)
                kept = await taken.fetch(queries["posts"], known_id, added, False, None)
        except asyncpg.ForeignKeyViolationError:
            raise unknown("run") from None
        return [_post.decode(row[0]) for row in kept]

    async def posts(
        self, run_id: str, *, unread_only: bool = False, limit: int = 1000
    ) -> list[ScrapedPost]:
        """In the order they came; `unread_only`: those nothing was drawn from yet."""
        known_id = id_of("run", run_id)
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["posts"], known_id, None, unread_only, limit)
        return [_post.decode(row[0]) for row in rows]

    async def save_extracted(self, post_id: str, extracted: dict[str, Any]) -> None:
        """Keep what was drawn from a post; replaces. Raises UnknownRun."""
        known_id = id_of("run", post_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["save_extracted"], known_id, to_jsonb(extracted)):
                raise unknown("run")


async def _load(taken: Connection, run_id: str) -> DataSourceRun:
    known_id = id_of("run", run_id)
    return decoded(await taken.fetchval(queries["runs"], known_id, 1), _run, "run")


def _hash(text: str) -> str:
    """Of a post's words: the same post collected twice has the same, whatever its white space."""
    return hashlib.sha256(" ".join(without_nul(text).split()).encode(errors="replace")).hexdigest()
