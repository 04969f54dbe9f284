"""The words of every prompt that was ever used, by name and hash, in Postgres.

Results name the prompt that made them (name, version, hash); files change, so what they said is
kept here. The heads of the files, which rule cutting only, are not.
"""

from collections.abc import Iterable

import msgspec

from prompts.loader import Prompt
from storage.encoding import to_jsonb, without_nul
from storage.postgres import Pool, connection
from storage.sql import queries

_prompt = msgspec.json.Decoder(Prompt)


class PostgresPrompts:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, prompts: Iterable[Prompt]) -> None:
        """Keep those that are not there yet; what is there never changes."""
        async with connection(self._pool) as taken:
            await taken.execute(queries["keep_prompts"], to_jsonb(list(prompts)))

    async def find(self, name: str, hash: str) -> Prompt | None:
        """The prompt that a result names; None when it was never kept here."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(
                queries["prompt_by_hash"], without_nul(name), without_nul(hash)
            )
        return None if document is None else _prompt.decode(document)
