"""The user's own stories, told as situation, task, action and result."""

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
