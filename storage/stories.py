"""Users' stories in Postgres; fits `runtime.library.stories.StoryRepository`."""

import msgspec

from runtime.library.stories import Story
from storage.encoding import to_jsonb
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, id_of, require, unknown
from storage.sql import queries

_story = msgspec.json.Decoder(Story)


class PostgresStories:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, story: Story) -> Story:
        """Keep a new one. Raises UnknownUser."""
        async with transaction(self._pool) as taken:
            await require(taken, story.user_id)
            story_id = await taken.fetchval(queries["add_story"], to_jsonb(story))
            return await _load(taken, story.user_id, str(story_id))

    async def load(self, user_id: str, story_id: str) -> Story:
        """Raises UnknownStory."""
        async with connection(self._pool) as taken:
            return await _load(taken, user_id, story_id)

    async def stories(
        self, user_id: str, *, archived_too: bool = False, limit: int = 200
    ) -> list[Story]:
        """The last changed first."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["stories"], user_id, None, archived_too, limit)
        return [_story.decode(row[0]) for row in rows]

    async def replace(self, story: Story) -> Story:
        """Write all fields but the id, the owner and the times. Raises UnknownStory."""
        story_id = id_of("story", story.story_id)
        async with transaction(self._pool) as taken:
            await taken.execute(queries["replace_story"], story.user_id, story_id, to_jsonb(story))
            return await _load(taken, story.user_id, story_id)

    async def delete(self, user_id: str, story_id: str) -> None:
        """With what it meant to the search for similar ones. Raises UnknownStory."""
        known_id = id_of("story", story_id)
        async with connection(self._pool) as taken:
            if not await taken.fetchval(queries["delete_story"], user_id, known_id):
                raise unknown("story")


async def _load(taken: Connection, user_id: str, story_id: str) -> Story:
    known_id = id_of("story", story_id)
    document = await taken.fetchval(queries["stories"], user_id, known_id, True, 1)
    return decoded(document, _story, "story")
