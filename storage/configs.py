"""Configurations and plans in Postgres; fit the ports of `runtime.library.configs`."""

from typing import Any

import asyncpg
import msgspec

from runtime.interview.plan import InterviewPlan
from runtime.library.configs import InterviewConfig, StoredPlan
from storage.encoding import to_jsonb
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, gone, id_of, require, unknown
from storage.sql import queries

_config = msgspec.json.Decoder(InterviewConfig)
_plan = msgspec.json.Decoder(StoredPlan)


class PostgresConfigs:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, config: InterviewConfig) -> InterviewConfig:
        """Keep a new one; a configuration never changes.

        Raises:
            UnknownRole, UnknownCompany: not in the catalogue.
            UnknownDocument, UnknownJob, UnknownPosting: not there for this user.
        """
        try:
            async with transaction(self._pool) as taken:
                await require(
                    taken,
                    config.user_id,
                    ("role_kit", config.role_kit_id),
                    ("resume", config.resume_doc_id),
                    ("document", config.jd_doc_id),
                    ("document", config.company_notes_doc_id),
                    ("company", config.company_id),
                    ("saved_job", config.saved_job_id),
                    ("posting", config.job_posting_id),
                )
                config_id = await taken.fetchval(queries["add_config"], to_jsonb(config))
                return await _load_config(taken, config.user_id, str(config_id))
        except asyncpg.ForeignKeyViolationError as failure:
            raise gone(failure) from None

    async def load(self, user_id: str, config_id: str) -> InterviewConfig:
        """Raises UnknownConfig."""
        async with connection(self._pool) as taken:
            return await _load_config(taken, user_id, config_id)

    async def configs(self, user_id: str, *, limit: int = 100) -> list[InterviewConfig]:
        """The newest first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["configs"], user_id, None, limit)
        return [_config.decode(row[0]) for row in rows]


class PostgresPlans:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(
        self,
        user_id: str,
        config_id: str,
        plan: InterviewPlan,
        *,
        interview_plan: dict[str, Any],
        provenance: dict[str, Any],
    ) -> StoredPlan:
        """Keep the next version; two at once get two versions. Raises UnknownConfig."""
        known_id = id_of("config", config_id)
        async with transaction(self._pool) as taken:
            if not await taken.fetchval(queries["lock_config"], user_id, known_id):
                raise unknown("config")
            version = await taken.fetchval(queries["next_plan_version"], known_id)
            plan_id = await taken.fetchval(
                queries["add_plan"],
                user_id,
                known_id,
                version,
                to_jsonb(msgspec.structs.replace(plan, plan_version=version)),
                to_jsonb(interview_plan),
                to_jsonb(provenance),
            )
            return await _load_plan(taken, user_id, str(plan_id))

    async def load(self, user_id: str, plan_id: str) -> StoredPlan:
        """Raises UnknownPlan."""
        async with connection(self._pool) as taken:
            return await _load_plan(taken, user_id, plan_id)

    async def latest(self, user_id: str, config_id: str) -> StoredPlan | None:
        """The newest version, or None while there is none. Raises UnknownConfig."""
        newest = await self._versions(user_id, config_id, limit=1)
        return newest[0] if newest else None

    async def versions(self, user_id: str, config_id: str) -> list[StoredPlan]:
        """All versions, the newest first. Raises UnknownConfig."""
        return await self._versions(user_id, config_id, limit=None)

    async def _versions(
        self, user_id: str, config_id: str, *, limit: int | None
    ) -> list[StoredPlan]:
        async with connection(self._pool) as taken:
            await require(taken, user_id, ("config", config_id))
            rows = await taken.fetch(queries["plans"], user_id, None, config_id, limit)
        return [_plan.decode(row[0]) for row in rows]


async def _load_config(taken: Connection, user_id: str, config_id: str) -> InterviewConfig:
    known_id = id_of("config", config_id)
    document = await taken.fetchval(queries["configs"], user_id, known_id, 1)
    return decoded(document, _config, "config")


async def _load_plan(taken: Connection, user_id: str, plan_id: str) -> StoredPlan:
    known_id = id_of("plan", plan_id)
    document = await taken.fetchval(queries["plans"], user_id, known_id, None, 1)
    return decoded(document, _plan, "plan")
