"""Finds which of a user's stories are about something like it (R-236, R-237)."""

import hashlib

from runtime.errors import MissingPart
from runtime.library.stories import SimilarStory, StoryRepository, StoryVectors, story_text
from runtime.providers.embeddings import MODEL
from server.likeness import Likeness

USUAL_LIMIT = 5
"""R-199."""


class StorySearch:
    """Both methods raise StorageFailed when the database doesn't answer, and MissingPart where the
    embedding model isn't installed. Cancelling leaves what is kept whole."""

    def __init__(self, stories: StoryRepository, vectors: StoryVectors, likeness: Likeness) -> None:
        self._stories = stories
        self._vectors = vectors
        self._likeness = likeness

    async def embed_story(self, user_id: str, story_id: str) -> bool:
        """Make the story findable as it reads now; False when it was already.

        Call it after each change. Raises UnknownStory.
        """
        was_new = False
        while True:
            text = story_text(await self._stories.load(user_id, story_id))
            content_hash = hashlib.sha256(text.encode()).hexdigest()
            # Looked at again after writing: the story may have changed in the meantime, and the
            # slower of two writers must not leave the older meaning behind.
            if await self._vectors.is_current(
                user_id, story_id, model=MODEL, content_hash=content_hash
            ):
                return was_new
            await self._vectors.keep(
                user_id, story_id, await self._vector(text), model=MODEL, content_hash=content_hash
            )
            was_new = True

    async def find_similar_stories(
        self, user_id: str, text: str, *, limit: int = USUAL_LIMIT
    ) -> list[SimilarStory]:
        """Stories of this user that mean something like the text, the nearest first.

        Archived ones and those that were never embedded are not among them.
        """
        return await self._vectors.similar(
            user_id, await self._vector(text), model=MODEL, limit=limit
        )

    async def _vector(self, text: str) -> list[float]:
        vector = await self._likeness.vector(text)
        if vector is None:
            raise MissingPart(
                f"The model {MODEL} isn't installed, so stories can't be searched by meaning."
            )
        return vector
