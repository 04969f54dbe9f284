"""Users, their stories, and how they do over time."""

import msgspec
import pytest

from runtime.errors import UnknownStory, UnknownUser
from runtime.interview.plan import DimensionId
from runtime.library.skill_memory import SkillRecord, TrendPoint
from runtime.library.users import LOCAL_USER_ID, User, UserRole
from tests.storage.library import NO_IDS, Library, document, job, story
from tests.storage.samples import record

pytestmark = pytest.mark.integration


async def test_there_is_always_the_local_user(library: Library) -> None:
    local = await library.users.named("local")
    assert local == await library.users.load(LOCAL_USER_ID)
    assert (local.role, local.tenant) == (UserRole.admin, "local")


async def test_a_name_is_one_user(library: Library) -> None:
    first = await library.users.add(User(name="carol", role=UserRole.recruiter, tenant="acme"))
    again = await library.users.add(User(name="carol", role=UserRole.admin, tenant="other"))
    assert again == first
    assert first.role is UserRole.recruiter


@pytest.mark.parametrize("user_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_user_has_such_an_id(library: Library, user_id: str) -> None:
    with pytest.raises(UnknownUser):
        await library.users.load(user_id)
    with pytest.raises(UnknownUser):
        await library.users.delete(user_id)
    with pytest.raises(UnknownUser):
        await library.users.named(user_id)


async def test_deleting_a_user_leaves_nothing_of_theirs(library: Library) -> None:
    await library.documents.add(document(library.ann), b"one")
    await library.stories.add(story(library.ann))
    await library.jobs.add(job(library.ann))
    interview = msgspec.structs.replace(record(f"s-{library.ann}"), user_id=library.ann)
    await library.interviews.create(interview)
    await library.users.delete(library.ann)
    owned = await library.pool.fetch(
        "select table_name from information_schema.columns as c "
        "join information_schema.tables using (table_schema, table_name) "
        "where column_name = 'user_id' and table_type = 'BASE TABLE' and table_schema = 'public'"
    )
    assert len(owned) >= 10
    for row in owned:
        left = await library.pool.fetchval(
            f"select count(*) from {row['table_name']} where user_id = $1::uuid", library.ann
        )
        assert left == 0, row["table_name"]


async def test_a_story_comes_back_and_changes(library: Library) -> None:
    kept = await library.stories.add(story(library.ann))
    assert await library.stories.load(library.ann, kept.story_id) == kept
    changed = await library.stories.replace(
        story(library.ann, story_id=kept.story_id, title="Renamed\0", is_archived=True)
    )
    assert (changed.title, changed.is_archived) == ("Renamed\ufffd", True)
    assert changed.created_at == kept.created_at


async def test_archived_stories_are_listed_when_asked_for(library: Library) -> None:
    kept = await library.stories.add(story(library.ann))
    archived = await library.stories.add(story(library.ann, is_archived=True))
    assert await library.stories.stories(library.ann) == [kept]
    assert await library.stories.stories(library.ann, archived_too=True) == [archived, kept]


async def test_nobody_else_gets_at_a_story(library: Library) -> None:
    kept = await library.stories.add(story(library.ann))
    await refuse_all(library, library.bob, kept.story_id)
    assert await library.stories.stories(library.bob) == []
    assert await library.stories.load(library.ann, kept.story_id) == kept


@pytest.mark.parametrize("story_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_no_story_has_such_an_id(library: Library, story_id: str) -> None:
    await refuse_all(library, library.ann, story_id)


async def refuse_all(library: Library, user_id: str, story_id: str) -> None:
    with pytest.raises(UnknownStory):
        await library.stories.load(user_id, story_id)
    with pytest.raises(UnknownStory):
        await library.stories.replace(story(user_id, story_id=story_id))
    with pytest.raises(UnknownStory):
        await library.stories.delete(user_id, story_id)


async def test_what_a_story_meant_goes_with_it(library: Library) -> None:
    kept = await library.stories.add(story(library.ann))
    await library.pool.execute(
        "insert into embeddings (entity_type, entity_id, embedding_model, embedding) "
        "values ('story', $1::uuid, 'm', array_fill(0.5, array[1536])::vector)",
        kept.story_id,
    )
    await library.stories.delete(library.ann, kept.story_id)
    assert not await library.pool.fetchval("select count(*) from embeddings")


async def test_skills_are_recalled_weakest_first(library: Library) -> None:
    def skill(dimension: DimensionId, score: float | None, category: str = "swe") -> SkillRecord:
        return SkillRecord(
            user_id=library.ann,
            role_category=category,
            dimension=dimension,
            baseline_score=score,
            latest_score=score,
            trend=(TrendPoint(session_id="s", score=3.5, at="2026-03-01T10:00:00Z"),),
            common_issues=("no numbers",),
        )

    written = [
        skill(DimensionId.structure, 3.5),
        skill(DimensionId.role_fit, None),
        skill(DimensionId.technical_depth, 2.0),
        skill(DimensionId.structure, 1.0, "sales"),
    ]
    await library.skills.keep(written)
    found = await library.skills.recall(library.ann, role_category="swe")
    assert [row.dimension for row in found] == [
        DimensionId.technical_depth,
        DimensionId.structure,
        DimensionId.role_fit,
    ]
    assert found[0].trend == written[2].trend
    assert found[0].common_issues == ("no numbers",)
    await library.skills.keep([skill(DimensionId.technical_depth, 4.25)])
    everything = await library.skills.recall(library.ann)
    assert [row.latest_score for row in everything] == [1.0, 3.5, 4.25, None]
    assert await library.skills.recall(library.bob) == []
