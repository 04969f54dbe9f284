"""The user's own stories, told as situation, task, action and result."""

from collections.abc import Sequence
from typing import Protocol

import msgspec


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Something the user did and can tell (R-042)."""

    story_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    is_archived: bool = False
    source: str = "typed"
    """`typed` by the user, or `resume`: drawn from theirs."""
    created_at: str = ""
    """RFC 3339, UTC, like all times; given by the store."""
    updated_at: str = ""


def story_text(story: Story) -> str:
    """What the story is embedded by (R-236): its parts that say something, a blank line between."""
    parts = (story.title, story.situation, story.task, story.action, story.result)
    return "\n\n".join(part for part in map(str.strip, parts) if part)


class SimilarStory(msgspec.Struct, frozen=True, kw_only=True):
    story: Story
    distance: float
    """By cosine: 0 for the same meaning, 1 for none in common, 2 at most."""


class StoryRepository(Protocol):
    """Stories.

    One of another user is unknown: UnknownStory. All methods raise StorageFailed when the
    database doesn't answer. Cancelling one that writes leaves all or nothing written.
    """

    async def add(self, story: Story) -> Story:
        """Keep a new one. Raises UnknownUser."""
        ...

    async def load(self, user_id: str, story_id: str) -> Story:
        """Raises UnknownStory."""
        ...

    async def stories(
        self, user_id: str, *, archived_too: bool = False, limit: int = 200
    ) -> list[Story]:
        """The last changed first."""
        ...

    async def replace(self, story: Story) -> Story:
        """Write all fields but the id, the owner and the times. Raises UnknownStory."""
        ...

    async def delete(self, user_id: str, story_id: str) -> None:
        """Raises UnknownStory."""
        ...


class StoryVectors(Protocol):
    """What stories mean, in numbers by a model that each call names.

    All methods raise StorageFailed when the database doesn't answer.
    """

    async def is_current(
        self, user_id: str, story_id: str, *, model: str, content_hash: str
    ) -> bool:
        """Whether the vector of exactly this content is kept."""
        ...

    async def keep(
        self,
        user_id: str,
        story_id: str,
        vector: Sequence[float],
        *,
        model: str,
        content_hash: str,
    ) -> None:
        """Keep or replace it. Raises UnknownStory."""
        ...

    async def similar(
        self, user_id: str, vector: Sequence[float], *, model: str, limit: int
    ) -> list[SimilarStory]:
        """This user's stories that aren't archived, the nearest first."""
        ...
