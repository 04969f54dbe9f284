"""Stories are found by what they mean, with pgvector and the real model."""

import asyncio

import msgspec
import pytest

from runtime.errors import UnknownStory
from runtime.library.stories import Story, story_text
from runtime.providers.embeddings import MODEL
from server.likeness import Likeness
from server.story_search import StorySearch
from storage.embeddings import COLUMN_WIDTH, PostgresEmbeddings
from tests.parts import missing
from tests.storage.library import NO_IDS, Library, story

pytestmark = pytest.mark.integration

OUTAGE = {
    "title": "The night the payments stopped",
    "situation": "Our checkout was down and nobody knew why.",
    "action": "I read the logs, found a full disk and moved the queue.",
}
ANGRY_GUEST = {
    "title": "The guest who wanted his money back",
    "situation": "A hotel guest shouted at the desk because of a wrong bill.",
    "action": "I listened, apologised and corrected it.",
}
SHY_TRAINEE = {
    "title": "Teaching a shy trainee",
    "situation": "A new colleague never dared to ask.",
    "action": "I sat with her for an hour each morning.",
}
ABOUT_OUTAGES = "How do you deal with a system that fails in production?"


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    made = Likeness()
    if asyncio.run(made.table()) is None:
        missing("the embedding model isn't installed")
    return Likeness()


@pytest.fixture
def search(library: Library, likeness: Likeness) -> StorySearch:
    return StorySearch(library.stories, PostgresEmbeddings(library.pool), likeness)


async def told(library: Library, search: StorySearch, user_id: str, **parts: object) -> Story:
    added = await library.stories.add(
        msgspec.structs.replace(Story(user_id=user_id, title=""), **parts)
    )
    assert await search.embed_story(user_id, added.story_id)
    return added


async def rows(library: Library, kept: Story) -> list[tuple[str, str]]:
    found = await library.pool.fetch(
        "select content_hash, embedding_model from embeddings "
        "where entity_type = 'story' and entity_id = $1",
        kept.story_id,
    )
    return [tuple(row) for row in found]


async def test_the_nearest_story_comes_first(library: Library, search: StorySearch) -> None:
    outage = await told(library, search, library.ann, **OUTAGE)
    guest = await told(library, search, library.ann, **ANGRY_GUEST)
    await told(library, search, library.ann, **SHY_TRAINEE)
    found = await search.find_similar_stories(library.ann, ABOUT_OUTAGES)
    assert found[0].story == outage
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    assert len(found) == 3
    assert 0 < distances[0] < distances[1] < 2
    about_guests = await search.find_similar_stories(
        library.ann, "Tell me about a difficult customer.", limit=1
    )
    assert [one.story for one in about_guests] == [guest]


async def test_the_same_text_has_no_distance(library: Library, search: StorySearch) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    (found,) = await search.find_similar_stories(library.ann, story_text(kept))
    assert found.distance == pytest.approx(0, abs=1e-5)


async def test_nobody_finds_what_others_told(library: Library, search: StorySearch) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    assert await search.find_similar_stories(library.bob, ABOUT_OUTAGES) == []
    with pytest.raises(UnknownStory):
        await search.embed_story(library.bob, kept.story_id)


async def test_one_story_is_found_among_a_hundred_nearer_ones_of_others(
    library: Library, search: StorySearch
) -> None:
    """The index over all stories would stop before it reaches the user's own."""
    for _ in range(100):
        await told(library, search, library.bob, **OUTAGE)
    mine = await told(library, search, library.ann, **SHY_TRAINEE)
    await library.pool.execute("analyze embeddings")
    found = await search.find_similar_stories(library.ann, ABOUT_OUTAGES)
    assert [one.story for one in found] == [mine]


async def test_archived_stories_are_not_found(library: Library, search: StorySearch) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    await library.stories.replace(msgspec.structs.replace(kept, is_archived=True))
    assert await search.find_similar_stories(library.ann, ABOUT_OUTAGES) == []


async def test_an_unchanged_story_is_not_embedded_again(
    library: Library, search: StorySearch
) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    before = await rows(library, kept)
    assert not await search.embed_story(library.ann, kept.story_id)
    await library.stories.replace(msgspec.structs.replace(kept, source="resume"))
    assert not await search.embed_story(library.ann, kept.story_id)
    assert await rows(library, kept) == before
    assert [(len(content_hash), model) for content_hash, model in before] == [(64, MODEL)]


async def test_a_changed_story_is_found_by_what_it_says_now(
    library: Library, search: StorySearch
) -> None:
    other = await told(library, search, library.ann, **ANGRY_GUEST)
    kept = await told(library, search, library.ann, **SHY_TRAINEE)
    await library.stories.replace(msgspec.structs.replace(kept, **OUTAGE))
    assert await search.embed_story(library.ann, kept.story_id)
    found = await search.find_similar_stories(library.ann, ABOUT_OUTAGES)
    assert [one.story.story_id for one in found] == [kept.story_id, other.story_id]
    assert len(await rows(library, kept)) == 1


async def test_several_at_once_leave_one_current_row(library: Library, search: StorySearch) -> None:
    kept = await library.stories.add(story(library.ann))
    await asyncio.gather(*(search.embed_story(library.ann, kept.story_id) for _ in range(5)))
    assert len(await rows(library, kept)) == 1
    assert not await search.embed_story(library.ann, kept.story_id)


async def test_a_deleted_story_takes_its_meaning_along(
    library: Library, search: StorySearch
) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    await library.stories.delete(library.ann, kept.story_id)
    assert await rows(library, kept) == []


async def test_other_models_are_never_compared(library: Library, search: StorySearch) -> None:
    kept = await told(library, search, library.ann, **OUTAGE)
    vectors = PostgresEmbeddings(library.pool)
    strange = [1.0] + [0.0] * (COLUMN_WIDTH - 1)
    await vectors.keep(library.ann, kept.story_id, strange, model="other", content_hash="x")
    assert len(await rows(library, kept)) == 2
    assert len(await search.find_similar_stories(library.ann, ABOUT_OUTAGES)) == 1
    (own,) = await vectors.similar(library.ann, strange, model="other", limit=5)
    assert own.distance == pytest.approx(0)
    with pytest.raises(ValueError, match="1537"):
        await vectors.keep(
            library.ann, kept.story_id, [*strange, 0.0], model="other", content_hash="x"
        )


@pytest.mark.parametrize("story_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_story_has_such_an_id(
    library: Library, search: StorySearch, story_id: str
) -> None:
    with pytest.raises(UnknownStory):
        await search.embed_story(library.ann, story_id)


def test_empty_parts_leave_no_gap() -> None:
    whole = Story(user_id="u", title="T", situation="S", task="  ", action="", result="R\nand more")
    assert story_text(whole) == "T\n\nS\n\nR\nand more"
