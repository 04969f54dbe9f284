"""Whose things are whose: users, their role and their tenant."""

from enum import StrEnum
from typing import Protocol

import msgspec

LOCAL_USER_ID = "00000000-0000-0000-0000-000000000001"
"""The one user of a server without accounts; the migration makes them, with the name `local`."""


class UserRole(StrEnum):
    candidate = "candidate"
    recruiter = "recruiter"
    """Posts jobs and reads the applications for them."""
    admin = "admin"
    """Edits the catalogue and runs the data sources as well."""


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who owns rows. A candidate is a user with that role (C-47)."""

    user_id: str = ""
    """A UUID; given by the store."""
    name: str
    """Unique: a login name, or the subject that an identity provider tells."""
    role: UserRole = UserRole.candidate
    tenant: str = "local"
    """The organisation; job postings are seen within it and nowhere else."""
    created_at: str = ""
    """RFC 3339, UTC; given by the store."""


class UserRepository(Protocol):
    """Everyone who may own something.

    Deleting a user deletes everything that is theirs. Methods raise StorageFailed when the
    database doesn't answer; cancelling one that writes leaves all or nothing written.
    """

    async def add(self, user: User) -> User:
        """Keep a new user, or return the one who has that name already, unchanged."""
        ...

    async def load(self, user_id: str) -> User:
        """Raises UnknownUser."""
        ...

    async def named(self, name: str) -> User:
        """Raises UnknownUser."""
        ...

    async def delete(self, user_id: str) -> None:
        """Erase the user and all rows of theirs. Raises UnknownUser."""
        ...
