"""Rules read posts about interviews: rounds, themes, signals, and never a word of the writer's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.experience.cues import cues
from runtime.experience.derivation import derive, shapes
from runtime.experience.extraction import extract_post
from runtime.experience.ingestion import decoded_post, encoded
from runtime.experience.originality import copied, is_original
from runtime.experience.post import ExperiencePost, RoundType
from runtime.interview.plan import DimensionId
from tests.experience.posts import ALL, AMAZON, AMAZON_TOO, GOOGLE, NOTHING, SALES, SUPPORT

pytestmark = pytest.mark.unit

COMPANIES = ("Google", "Amazon", "Salesforce", "Meta", "Uber")


def read(text: str, **more: str) -> ExperiencePost:
    return extract_post(text, companies=COMPANIES, **more)


@pytest.mark.parametrize(
    ("text", "company", "role", "rounds"),
    [
        (AMAZON, "Amazon", "Software Engineer",
         ["screening", "coding", "system_design", "behavioral", "hr"]),
        (AMAZON_TOO, "Amazon", "Software Engineer", ["screening", "system_design", "behavioral"]),
        (GOOGLE, "Google", "Software Engineer", ["coding", "coding", "behavioral"]),
        (SALES, "Salesforce", "Account Executive", ["hr", "case", "case"]),
        (SUPPORT, "", "Support Specialist",
         ["screening", "case", "hiring_manager"]),
    ],
)  # fmt: skip
def test_rounds_are_found_in_their_order(
    text: str, company: str, role: str, rounds: list[str]
) -> None:
    post = read(text)
    assert post.company == company
    assert [one.type.value for one in post.rounds] == rounds
    assert role in post.roles_mentioned


def test_themes_belong_to_the_round_that_they_came_up_in() -> None:
    rounds = {one.type: one.topics for one in read(AMAZON).rounds}
    assert "heaps and priority queues" in rounds[RoundType.coding]
    assert "messaging and queues" in rounds[RoundType.system_design]
    assert "messaging and queues" not in rounds[RoundType.coding]
    assert "disagreement" in rounds[RoundType.behavioral]


def test_what_they_looked_for_is_noted_per_dimension() -> None:
    found = {signal.dimension for signal in read(AMAZON).rubric_signals}
    assert {DimensionId.problem_solving, DimensionId.execution_detail} <= found
    assert DimensionId.confidence_composure in {s.dimension for s in read(SUPPORT).rubric_signals}


def test_the_source_s_own_company_counts_more_than_the_text() -> None:
    assert read(AMAZON, company="uber").company == "Uber"
    assert read(AMAZON, company="Nobody Ltd").company == "Nobody Ltd"


def test_a_post_about_something_else_gives_nothing() -> None:
    post = read(NOTHING)
    assert (post.company, post.rounds, post.question_signals) == ("", (), ())


@pytest.mark.parametrize("text", ALL)
def test_nothing_is_taken_word_for_word(text: str) -> None:
    assert is_original(read(text).texts(), text)


def test_a_copy_is_found_whatever_its_case_and_commas() -> None:
    source = "He asked me, quite suddenly, to reverse a linked list in groups of k!"
    assert copied("We had to REVERSE a linked list in groups", source) == [
        "to reverse a linked list in groups"
    ]
    assert copied("reverse a linked list", source) == []
    assert not is_original(
        ["quite suddenly to reverse a list of names", "asked me quite suddenly to stop"], source
    )


@given(words=st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij"]), min_size=0, max_size=40))
def test_every_text_is_a_copy_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert bool(copied(text, text)) is (len(words) >= 5)


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_comes_back_from_storage(text: str) -> None:
    post = read(text)
    assert decoded_post(encoded(post)) == post


def test_the_contract_s_field_names_are_exact() -> None:
    told = encoded(read(AMAZON))
    assert {"company", "rolesMentioned", "rounds", "questionSignals", "rubricSignals"} <= set(told)
    assert set(told["rounds"][0]) == {"type", "topics"}
    assert set(told["questionSignals"][0]) == {"pattern", "evidence"}
    assert set(told["rubricSignals"][0]) == {"dimension", "signal"}


def test_a_theme_becomes_a_pattern_when_several_posts_name_it() -> None:
    posts = [read(text) for text in ALL]
    derived = derive(posts)
    ids = {pattern.pattern_id for pattern in derived.patterns}
    assert "scraped_coding_structure_graphs" in ids
    assert "scraped_conflict" in ids
    assert "scraped_coding_method_dynamic_programming" not in ids, "only one post names it"
    for pattern in derived.patterns:
        assert pattern.source_type == "scraped"
        assert "{{" not in pattern.template
        assert pattern.template.count("?") <= 1
        for text in ALL:
            assert is_original([pattern.template, *pattern.probe_tree.always], text)
    assert derive(posts) == derived


def test_a_company_s_habits_are_counted_once_per_post() -> None:
    (amazon,) = derive([read(text) for text in ALL]).companies
    assert (amazon.company, amazon.role_category, amazon.posts) == ("Amazon", "swe", 2)
    assert amazon.rounds[RoundType.behavioral] == 2
    assert amazon.skill_focus[0] in {"graphs", "disagreement", "caching"}


def test_every_kind_of_question_has_a_shape_and_every_theme_a_kind() -> None:
    assert set(cues().kinds) == set(shapes())
    for shape in shapes().values():
        assert shape.template.count("?") <= 1
