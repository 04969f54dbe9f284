"""A user's own stories, which plans draw on."""

from typing import Annotated, Any

import msgspec
from litestar import delete, get, post, put
from litestar.params import Parameter
from msgspec import UNSET

from runtime.library.stories import SimilarStory, Story
from server.deps import Parts
from server.either_case import EitherCase
from server.errors import problems
from server.identity import Caller
from server.requests import AddStory, UpdateStory
from server.story_search import USUAL_LIMIT
from server.text import clean_text

QUESTION_MAX_CHARS = 1_000


@post(
    ["/api/v1/stories"],
    responses=problems(403, 503),
    summary="Keep a story",
    request_class=EitherCase,
)
async def add_story(parts: Parts, caller: Caller, data: AddStory) -> Story:
    """Something you did and can tell; interviews that are planned from now on may ask about it."""
    return await parts.stories.add(
        Story(
            user_id=caller.user_id,
            title=clean_text(data.title),
            situation=clean_text(data.situation),
            task=clean_text(data.task),
            action=clean_text(data.action),
            result=clean_text(data.result),
        )
    )


@get(["/api/v1/stories"], responses=problems(503), summary="List your stories")
async def list_stories(parts: Parts, caller: Caller, archived: bool = False) -> list[Story]:
    """The last changed first; `archived` shows the archived ones, too."""
    return await parts.stories.stories(caller.user_id, archived_too=archived)


@get(
    ["/api/v1/stories/similar"],
    responses=problems(503),
    summary="Find stories for a question",
)
async def similar_stories(
    parts: Parts,
    caller: Caller,
    question: Annotated[str, Parameter(min_length=1, max_length=QUESTION_MAX_CHARS)],
    limit: Annotated[int, Parameter(ge=1, le=20)] = USUAL_LIMIT,
) -> list[SimilarStory]:
    """Your stories that are about something like the question, the nearest first.

    Archived ones are left out.
    """
    for story in await parts.stories.stories(caller.user_id):
        await parts.story_search.embed_story(caller.user_id, story.story_id)
    return await parts.story_search.find_similar_stories(
        caller.user_id, clean_text(question), limit=limit
    )


@get(["/api/v1/stories/{story_id:str}"], responses=problems(404, 503), summary="Look at a story")
async def read_story(parts: Parts, caller: Caller, story_id: str) -> Story:
    """One of your stories."""
    return await parts.stories.load(caller.user_id, story_id)


@put(
    ["/api/v1/stories/{story_id:str}"],
    responses=problems(403, 404, 503),
    summary="Change or archive a story",
    request_class=EitherCase,
)
async def update_story(parts: Parts, caller: Caller, story_id: str, data: UpdateStory) -> Story:
    """What is left out stays; an archived story is asked about no more."""
    story = await parts.stories.load(caller.user_id, story_id)
    changes: dict[str, Any] = {
        name: clean_text(value) if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(data).items()
        if value is not UNSET
    }
    return await parts.stories.replace(msgspec.structs.replace(story, **changes))


@delete(
    ["/api/v1/stories/{story_id:str}"],
    responses=problems(403, 404, 503),
    summary="Erase a story",
)
async def delete_story(parts: Parts, caller: Caller, story_id: str) -> None:
    """Erase it, with what it meant to the search."""
    await parts.stories.delete(caller.user_id, story_id)
