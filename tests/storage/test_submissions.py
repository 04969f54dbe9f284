"""What candidates hand in, what is made of their sessions, and single exercises."""

import msgspec
import pytest

from runtime.errors import UnknownSession, UnknownTask
from runtime.library.submissions import (
    Artifact,
    ArtifactType,
    ExerciseSession,
    ExerciseStatus,
    TaskSubmission,
    TaskType,
)
from tests.storage.catalogue_samples import case, exercise
from tests.storage.library import NO_IDS, Library
from tests.storage.samples import record

pytestmark = pytest.mark.integration


@pytest.fixture
async def session_id(library: Library) -> str:
    """An interview of ann's."""
    made = f"session-{library.ann}"
    await library.interviews.create(msgspec.structs.replace(record(made), user_id=library.ann))
    return made


def submission(session_id: str, code: str = "return 1") -> TaskSubmission:
    return TaskSubmission(
        session_id=session_id,
        task_type=TaskType.coding,
        task_id="swe_ex_1",
        prompt="Find the flaw.",
        candidate_response_text="It is off by one.",
        candidate_code=code,
    )


async def test_everything_handed_in_is_kept_in_order(library: Library, session_id: str) -> None:
    first = await library.submissions.submit(library.ann, submission(session_id, "a\0"))
    second = await library.submissions.submit(
        library.ann,
        TaskSubmission(
            session_id=session_id,
            task_type=TaskType.case,
            prompt="How many?",
            work={"scratchpad": "40 × 3", "outline": ["size"], "recommendation": "Yes."},
        ),
    )
    assert first.candidate_code == "a\ufffd"
    assert await library.submissions.submissions(library.ann, session_id) == [first, second]
    await library.submissions.annotate(library.ann, first.submission_id, {"correct": True})
    kept = await library.submissions.submissions(library.ann, session_id)
    assert [row.evaluator_notes for row in kept] == [{"correct": True}, {}]


async def test_artifacts_are_kept_in_order(library: Library, session_id: str) -> None:
    made = [
        await library.submissions.add_artifact(
            library.ann,
            Artifact(session_id=session_id, artifact_type=kind, artifact_json={"n": number}),
        )
        for number, kind in enumerate(ArtifactType)
    ]
    assert await library.submissions.artifacts(library.ann, session_id) == made


async def test_nobody_else_gets_at_a_session(library: Library, session_id: str) -> None:
    kept = await library.submissions.submit(library.ann, submission(session_id))
    await refuse_all(library, library.bob, session_id)
    with pytest.raises(UnknownTask):
        await library.submissions.annotate(library.bob, kept.submission_id, {})
    assert await library.submissions.submissions(library.ann, session_id) == [kept]


@pytest.mark.parametrize("wrong_id", NO_IDS, ids=range(len(NO_IDS)))
async def test_nothing_has_such_an_id(library: Library, wrong_id: str) -> None:
    await refuse_all(library, library.ann, wrong_id)
    with pytest.raises(UnknownTask):
        await library.submissions.annotate(library.ann, wrong_id, {})
    with pytest.raises(UnknownTask):
        await library.submissions.exercise(library.ann, wrong_id)
    for changes in ({"coding_exercise_id": wrong_id}, {"case_template_id": wrong_id}):
        with pytest.raises(UnknownTask):
            await library.submissions.start_exercise(
                ExerciseSession(user_id=library.ann, **changes)
            )


async def refuse_all(library: Library, user_id: str, session_id: str) -> None:
    with pytest.raises(UnknownSession):
        await library.submissions.submit(user_id, submission(session_id))
    with pytest.raises(UnknownSession):
        await library.submissions.submissions(user_id, session_id)
    with pytest.raises(UnknownSession):
        await library.submissions.artifacts(user_id, session_id)
    with pytest.raises(UnknownSession):
        await library.submissions.add_artifact(
            user_id,
            Artifact(
                session_id=session_id, artifact_type=ArtifactType.action_plan, artifact_json={}
            ),
        )


async def test_an_exercise_by_itself_is_worked_on(library: Library) -> None:
    await library.catalogue.upsert_exercises([exercise("e1")])
    await library.catalogue.upsert_cases([case("c1")])
    started = await library.submissions.start_exercise(
        ExerciseSession(user_id=library.ann, coding_exercise_id="e1")
    )
    other = await library.submissions.start_exercise(
        ExerciseSession(user_id=library.ann, case_template_id="c1", work={"revealed": ["r1"]})
    )
    assert (started.status, started.analysis) == (ExerciseStatus.running, None)
    ended = await library.submissions.replace_exercise(
        msgspec.structs.replace(
            started,
            status=ExerciseStatus.analyzed,
            candidate_code="fixed",
            analysis={"score": 4},
        )
    )
    assert (ended.status, ended.candidate_code, ended.analysis) == (
        "analyzed",
        "fixed",
        {"score": 4},
    )
    assert await library.submissions.exercises(library.ann) == [ended, other]
    with pytest.raises(UnknownTask):
        await library.submissions.exercise(library.bob, started.exercise_session_id)
    with pytest.raises(UnknownTask):
        await library.submissions.replace_exercise(
            msgspec.structs.replace(started, user_id=library.bob)
        )


async def test_it_is_work_on_one_exercise_or_one_case(library: Library) -> None:
    await library.catalogue.upsert_exercises([exercise("e1")])
    await library.catalogue.upsert_cases([case("c1")])
    for wrong in (
        ExerciseSession(user_id=library.ann),
        ExerciseSession(user_id=library.ann, coding_exercise_id="e1", case_template_id="c1"),
    ):
        with pytest.raises(UnknownTask):
            await library.submissions.start_exercise(wrong)
