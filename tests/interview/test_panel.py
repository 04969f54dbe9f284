"""A panel: who speaks when, that a change is announced, and that turns tell it."""

import re
from itertools import pairwise

import pytest

from runtime.interview import panel
from runtime.interview.actions import Speak, Speaker
from runtime.interview.catalogue import InterviewType
from runtime.interview.plan import PhaseId
from tests.interview.conversation import Conversation, Reply
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

STORY = (
    "At my last company the import hung every night. I read the logs, found the lock and changed "
    "the order, I wrote a test, and in the end it ran through in twenty minutes."
)


def held(**request: object) -> Conversation:
    made = plan(seed=3, interview_type=InterviewType.panel, duration_s=1800.0, **request)
    return Conversation(made, lambda _: Reply(text=STORY)).run()


def test_a_panel_has_three_people_of_three_trades() -> None:
    personas = plan(interview_type=InterviewType.panel).personas
    assert len({one.name for one in personas}) == len({one.title for one in personas}) == 3
    assert len({one.voice for one in personas}) == 3
    assert plan(interview_type=InterviewType.technical).personas == ()


@pytest.mark.parametrize("category", ["swe", "sales", "support"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_only_technical_panels_have_an_engineer(category: str, language: str) -> None:
    titles = " ".join(
        one.title for one in panel.seats(category=category, language=language, leader="Daniel")
    )
    assert ("ngen" in titles or "ngineer" in titles) is (category == "swe")
    names = [one.name for one in panel.seats(category=category, language="en", leader="Daniel")]
    assert len(set(names)) == 3, "nobody has the leader's name"


def test_whoever_takes_over_says_so_and_the_turns_tell_it() -> None:
    talk = held()
    said = [turn for turn in talk.turns if turn.role is Speaker.interviewer]
    assert said[0].persona == "p1"
    first = {one.persona_id: one for one in talk.plan.personas}
    others = talk.plan.personas[1:]
    assert all(other.name in said[0].text for other in others), "all are introduced"
    changes = 0
    for before, turn in pairwise(said):
        assert turn.persona is not None
        if turn.persona != before.persona:
            changes += 1
            assert first[turn.persona].name in turn.text
    assert changes >= 3, "engineer, HR and back again"
    speakers = {turn.phase: turn.persona for turn in said}
    assert speakers[PhaseId.role_skills] == "p2"
    assert speakers[PhaseId.behavioral] == "p3"
    assert speakers[PhaseId.close] == "p1"


def test_directives_carry_the_speaker() -> None:
    talk = held()
    spoken = [action for step in talk.actions for action in step if isinstance(action, Speak)]
    names = {one.persona_id: one.name for one in talk.plan.personas}
    for action in spoken:
        assert action.directive.persona is not None
        assert action.directive.speaker_name == names[action.directive.persona]


def test_a_single_interviewer_has_a_name_and_no_persona() -> None:
    talk = Conversation(plan(seed=1), lambda _: Reply(text=STORY)).run()
    spoken = [action for step in talk.actions for action in step if isinstance(action, Speak)]
    assert {action.directive.persona for action in spoken} == {None}
    assert {action.directive.speaker_name for action in spoken} == {"Vera"}


def test_whoever_takes_over_does_not_reply_to_what_another_was_told() -> None:
    said = [turn for turn in held().turns if turn.role is Speaker.interviewer]
    handed = [turn for before, turn in pairwise(said) if turn.persona != before.persona]
    assert len(handed) >= 3
    replies = re.compile(r"\b(?:I see|Understood|All right|Okay|Thank you|Right)[.,]")
    assert any(replies.search(turn.text) for turn in said if turn not in handed)
    assert [turn.text for turn in handed if replies.search(turn.text)] == []
