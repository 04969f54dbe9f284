"""Every prompt of section 6 is there, fits 4,000 tokens whatever fills it, and says what it was."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.assembly import OMITTED, assemble
from prompts.budget import TooLong, estimated_tokens
from prompts.experiments import Experiment, PromptLibrary, arm_of
from prompts.loader import BadPrompt, load, names, parse

pytestmark = pytest.mark.unit

SLOTS = {
    "answer_feedback_v1": {
        "userStrengths", "pastFeedbackPatterns", "userStories", "companyValues",
        "jobRequirements", "question", "questionType", "answerTranscript", "similarStories",
    },
    "interview_plan_v1": {"weakAreas", "jobRequirements", "daysUntilInterview"},
    "story_suggestion_v1": {"stories", "jobRequirements", "question"},
    "ideal_answer_v1": {"stories", "company", "question"},
    "feedback_aggregation_v1": {"feedback"},
    "resume_extractor_v1": {"text"},
    "jd_extractor_v1": {"text"},
    "plan_generator_v1": {
        "minutes", "interview_type", "seniority", "role_kit", "resume_extract", "jd_extract",
        "blueprint", "heuristics", "weak_areas", "patterns",
    },
    "interviewer_v1": {
        "interviewType", "roleTitle", "seniority", "style", "resume_extract", "jd_extract",
        "company_archetype", "interview_plan", "conversation",
    },
    "interviewer_turn_v1": {
        "roleKit", "interviewProfile", "candidateProfile", "jobDescription", "interviewPlan",
        "conversationSoFar",
    },
    "evaluator_v1": {
        "roleTitle", "companyOrArchetype", "transcript", "resume_extract", "jd_extract",
    },
    "evaluator_scoring_v1": {
        "rubric", "roleKit", "interviewType", "candidateProfile", "jobDescription",
        "transcript", "sessionMeta",
    },
    "coach_v1": {"evaluation", "lastSessions", "savedJobs"},
    "feedback_writer_v1": {"evaluation", "candidateContext"},
    "experience_post_extractor_v1": {"post", "dimensions"},
    "estel_interviewer_v1": {"message", "language", "meta", "session_state"},
}  # fmt: skip
"""R-145 and R-165 to R-180: what each prompt is given."""


@pytest.mark.parametrize("name", SLOTS)
def test_every_demanded_prompt_takes_what_it_is_given(name: str) -> None:
    prompt = load(name)
    assert prompt.slots == SLOTS[name]
    assert prompt.version == "1"
    assert prompt.head.purpose
    assert prompt.head.returns


@pytest.mark.parametrize("name", names())
def test_a_prompt_stays_small_whatever_fills_it(name: str) -> None:
    prompt = load(name)
    huge = "long <words> in any language größer 面接\n" * 3000
    values = {slot: huge if slot in prompt.head.slots else "ten words" for slot in prompt.slots}
    built = assemble(prompt, values)
    assert built.tokens < 4000
    assert built.tokens == estimated_tokens(f"{built.system}\n{built.user}")
    assert "{{" not in built.system + built.user
    # What matters most is never among what was dropped.
    first = min(prompt.head.slots.items(), key=lambda item: item[1].priority, default=None)
    if first is not None:
        assert first[0] not in built.left_out


@pytest.mark.parametrize("name", names())
def test_the_words_of_a_prompt_leave_room_for_what_it_is_about(name: str) -> None:
    prompt = load(name)
    built = assemble(prompt, dict.fromkeys(prompt.slots, ""))
    assert built.tokens < 1200
    assert built.shortened == built.left_out == ()


PROMPT = parse(
    "test_v3",
    "+++\n[slots]\ntalk = { priority = 1, least_chars = 30, keep_end = true }\n"
    "papers = { priority = 2, least_chars = 30 }\n+++\n"
    "# system\nBe brief.\n\n# user\n{{papers}}\n--\n{{talk}}\n",
)


def test_the_least_important_gives_way_first_and_a_talk_loses_its_beginning() -> None:
    talk = "\n".join(f"line {n}" for n in range(20))
    papers = "paper " * 40
    built = assemble(PROMPT, {"talk": talk, "papers": papers}, max_tokens=90)
    assert built.shortened == ("papers",)
    assert built.user.endswith("line 19")
    assert "line 0\n" in built.user
    built = assemble(PROMPT, {"talk": talk, "papers": papers}, max_tokens=45)
    assert set(built.shortened) == {"papers", "talk"}
    assert built.user.endswith("line 19")
    assert "line 0\n" not in built.user
    built = assemble(PROMPT, {"talk": talk, "papers": papers}, max_tokens=21)
    assert built.left_out[0] == "papers"
    assert OMITTED in built.user


def test_what_may_not_give_way_is_never_cut_silently() -> None:
    fixed = parse("fixed", "# system\nx\n\n# user\n{{question}}\n")
    with pytest.raises(TooLong, match="fixed"):
        assemble(fixed, {"question": "why " * 5000})


@given(
    values=st.fixed_dictionaries(
        {"talk": st.text(max_size=2000), "papers": st.text(max_size=2000)}
    ),
    budget=st.integers(min_value=40, max_value=1500),
)
def test_any_values_fit_any_budget(values: dict[str, str], budget: int) -> None:
    assert assemble(PROMPT, values, max_tokens=budget).tokens < budget


def test_a_head_may_only_name_slots_of_its_prompt() -> None:
    with pytest.raises(BadPrompt, match="no slots"):
        parse("x", "+++\n[slots]\nz = { priority = 1 }\n+++\n# system\na\n\n# user\nb\n")
    with pytest.raises(BadPrompt, match="head"):
        parse("x", "+++\ncolour = 1\n+++\n# system\na\n\n# user\nb\n")


def test_an_output_says_which_prompt_it_came_from() -> None:
    stamp = PromptLibrary.read().build("coach_v1", dict.fromkeys(SLOTS["coach_v1"], "")).stamp
    prompt = load("coach_v1")
    assert (stamp.name, stamp.version, stamp.hash, stamp.arm) == (
        "coach_v1", "1", prompt.hash, None,
    )  # fmt: skip


def test_arms_get_their_shares_and_a_unit_keeps_its_arm() -> None:
    experiment = Experiment(arms={"a": 0.2, "b": 0.8})
    arms = [arm_of("coach_v1", experiment, f"session-{n}") for n in range(5000)]
    assert Counter(arms)["a"] / 5000 == pytest.approx(0.2, abs=0.02)
    assert arms[:50] == [arm_of("coach_v1", experiment, f"session-{n}") for n in range(50)]
    # Another prompt's trial is independent of this one.
    other = [arm_of("word_directive", experiment, f"session-{n}") for n in range(5000)]
    both = sum(x == y == "a" for x, y in zip(arms, other, strict=True)) / 5000
    assert both == pytest.approx(0.04, abs=0.015)


def test_a_folder_can_change_words_and_try_arms(tmp_path: Path) -> None:
    text = "# system\nSpeak kindly.\n\n# user\n{{evaluation}} {{candidateContext}}\n"
    (tmp_path / "feedback_writer_kind.md").write_text(text)
    (tmp_path / "experiments.toml").write_text(
        "[feedback_writer_v1]\narms = { feedback_writer_v1 = 0.5, feedback_writer_kind = 0.5 }\n"
    )
    library = PromptLibrary.read(tmp_path)
    stamps = {library.choose("feedback_writer_v1", unit=f"s{n}").stamp.name for n in range(50)}
    assert stamps == {"feedback_writer_v1", "feedback_writer_kind"}
    chosen = library.choose("feedback_writer_v1", unit="s1")
    assert chosen.arm == chosen.stamp.arm == chosen.prompt.name
    (tmp_path / "coach_v1.md").write_text("# system\nx\n\n# user\n{{evaluation}}\n")
    with pytest.raises(BadPrompt, match="coach_v1 must have the slots"):
        PromptLibrary.read(tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[coach_v1]\narms = { coach_v1 = 0.5 }", "add up to 1"),
        ("[coach_v1]\narms = { coach_v1 = 0.5, nobody = 0.5 }", "nobody"),
        ("[nobody]\narms = { coach_v1 = 1.0 }", "no prompt"),
        ("[coach_v1]\narms = { jd_extractor_v1 = 1.0 }", "same slots"),
        ("[coach_v1]\nshares = 1", "can't be read"),
        ("[coach_v1", "can't be read"),
    ],
)
def test_a_bad_trial_is_refused_at_start(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "experiments.toml").write_text(text)
    with pytest.raises(BadPrompt, match=complaint):
        PromptLibrary.read(tmp_path)
