"""Ids that callers give: whether they can be one, and whether the thing is there for this user."""

import re
from typing import TypeVar

import asyncpg
import msgspec

from runtime.errors import (
    UnknownApplication,
    UnknownCompany,
    UnknownConfig,
    UnknownDocument,
    UnknownJob,
    UnknownPlan,
    UnknownPosting,
    UnknownRecord,
    UnknownRole,
    UnknownRun,
    UnknownSession,
    UnknownStory,
    UnknownTask,
    UnknownUser,
    VivaError,
)
from storage.postgres import Connection
from storage.sql import queries

T = TypeVar("T")

UUID_FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

UNKNOWN: dict[str, VivaError] = {
    "user": UnknownUser("There is no such user."),
    "document": UnknownDocument("There is no such document of yours."),
    "resume": UnknownDocument("There is no such résumé of yours."),
    "story": UnknownStory("There is no such story of yours."),
    "saved_job": UnknownJob("There is no such saved job of yours."),
    "posting": UnknownPosting("There is no such job posting."),
    "application": UnknownApplication("There is no such application of yours."),
    "config": UnknownConfig("There is no such configuration of yours."),
    "plan": UnknownPlan("There is no such plan of yours."),
    "session": UnknownSession("There is no such session."),
    "submission": UnknownTask("There is no such submission of yours."),
    "run": UnknownRun("There is no such run, or no such post."),
    "exercise_session": UnknownTask("There is no such exercise session of yours."),
    "role_kit": UnknownRole("There is no such role kit."),
    "pattern": UnknownRole("There is no such question pattern."),
    "company": UnknownCompany("There is no such company."),
    "exercise": UnknownTask("There is no such exercise."),
    "case": UnknownTask("There is no such case."),
}
"""What can be referred to, as query `unknown_reference` knows it, and the error when it isn't
there. The text never repeats the id: it came from outside."""

SLUGS = frozenset({"session", "role_kit", "pattern", "company", "exercise", "case"})
"""What has a text for an id; the rest have UUIDs."""


def unknown(kind: str) -> VivaError:
    """A fresh error of that kind, for raising."""
    known = UNKNOWN[kind]
    return type(known)(*known.args)


def id_of(kind: str, given: str) -> str:
    """The id; raises the kind's Unknown… error when it can't be one."""
    if kind in SLUGS:
        if not given or "\0" in given:
            raise unknown(kind)
        return given
    if not UUID_FORM.fullmatch(given):
        raise unknown(kind)
    return given


async def require(taken: Connection, user_id: str, *wanted: tuple[str, str | None]) -> None:
    """Check that each (kind, id) is there for the user; None is no reference.

    Raises the Unknown… error of the first that isn't.
    """
    present = [(kind, id_of(kind, given)) for kind, given in wanted if given is not None]
    present = [("user", id_of("user", user_id)), *present]
    missing = await taken.fetchval(
        queries["unknown_reference"],
        user_id,
        [kind for kind, _ in present],
        [given for _, given in present],
    )
    if missing is not None:
        raise unknown(missing)


def gone(_: asyncpg.ForeignKeyViolationError) -> UnknownRecord:
    """Something that was there at the check has been deleted since."""
    return UnknownRecord("Something that this refers to was just deleted. Read it again.")


def decoded(document: str | None, decoder: msgspec.json.Decoder[T], kind: str) -> T:
    """A row, or the kind's Unknown… error when there is none."""
    if document is None:
        raise unknown(kind)
    return decoder.decode(document)
