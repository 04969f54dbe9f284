"""What users' stories mean, in Postgres with pgvector; fits `StoryVectors` of the library."""

from collections.abc import Sequence

import msgspec

from runtime.library.stories import SimilarStory, Story
from storage.postgres import Pool, connection
from storage.references import id_of, unknown
from storage.sql import queries

COLUMN_WIDTH = 1536
"""Of the column `embedding` (R-040). Shorter vectors are filled up with zeros, which changes no
angle between them (C-32)."""

_story = msgspec.json.Decoder(Story)


class PostgresEmbeddings:
    """All methods raise StorageFailed when Postgres does not answer within seconds.

    Vectors of different models are never compared: each call names the model.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def is_current(
        self, user_id: str, story_id: str, *, model: str, content_hash: str
    ) -> bool:
        """Whether the vector of exactly this content is kept."""
        known_id = id_of("story", story_id)
        async with connection(self._pool) as taken:
            found = await taken.fetchval(
                queries["story_vector_is_current"], user_id, known_id, model, content_hash
            )
        return bool(found)

    async def keep(
        self,
        user_id: str,
        story_id: str,
        vector: Sequence[float],
        *,
        model: str,
        content_hash: str,
    ) -> None:
        """Keep or replace what the story means to the model. Raises UnknownStory."""
        known_id = id_of("story", story_id)
        row = _as_text(vector)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(
                queries["keep_story_vector"], user_id, known_id, model, content_hash, row
            ):
                raise unknown("story")

    async def similar(
        self, user_id: str, vector: Sequence[float], *, model: str, limit: int
    ) -> list[SimilarStory]:
        """This user's stories that are in use, the nearest first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(
                queries["similar_stories"], user_id, model, _as_text(vector), limit
            )
        return [
            SimilarStory(story=_story.decode(document), distance=distance)
            for document, distance in rows
        ]


def _as_text(vector: Sequence[float]) -> str:
    """As pgvector reads it."""
    if len(vector) > COLUMN_WIDTH:
        raise ValueError(f"a vector of {len(vector)} numbers; the column holds {COLUMN_WIDTH}")
    filled = [*vector, *[0.0] * (COLUMN_WIDTH - len(vector))]
    return f"[{','.join(map(repr, filled))}]"
