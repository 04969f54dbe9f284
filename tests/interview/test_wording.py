"""The phrase bank and how text is cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.interview import wording
from runtime.interview.phrases import BANKS, PHRASES
from runtime.interview.phrases_tasks import TASKS
from runtime.interview.plan import Style
from runtime.interview.situations import Situation
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

QUESTIONS = {
    Situation.ease_experience,
    Situation.ease_method,
    Situation.redirect_question,
    Situation.invite,
    Situation.anything_else,
    Situation.contradiction,
    Situation.contradiction_resume,
    Situation.ask_baseline,
    Situation.ask_scope,
    Situation.ask_own_part,
    Situation.challenge,
    Situation.code_walk,
    Situation.code_fix,
    Situation.code_edges,
    Situation.code_cost,
    Situation.case_summary,
}
EVERY = [
    (situation, style, text)
    for bank in BANKS.values()
    for situation, by_style in bank.items()
    for style, texts in by_style.items()
    for text in texts
]


def test_every_situation_has_words() -> None:
    assert set(PHRASES) == set(Situation)
    assert set(BANKS["es"]) == set(Situation) - set(TASKS), "exercises are held in English"
    for bank in BANKS.values():
        assert all(Style.neutral in by_style for by_style in bank.values())


@pytest.mark.parametrize(("situation", "style", "text"), EVERY)
def test_a_phrase_can_be_spoken_as_it_is(situation: Situation, style: Style, text: str) -> None:
    assert text.count("?") == (1 if situation in QUESTIONS else 0)
    assert len(text.split()) <= 45
    if text:
        assert text[-1] in ".?!:"
        assert text[0].isupper() or text[0] in "{\"'¿"
    assert text.count("¿") in (0, text.count("?"))
    assert not re.search(r"[^\x20-\x7e¿áéíóúñü]", text), (
        "a synthesiser may not know other characters"
    )


@pytest.mark.parametrize(("situation", "style", "text"), EVERY)
def test_nothing_praises_or_insults(situation: Situation, style: Style, text: str) -> None:
    said = text.lower()
    for word in (
        "great",
        "excellent",
        "perfect",
        "well done",
        "good answer",
        "bad",
        "wrong",
        "stupid",
        "excelente",
        "perfecto",
        "muy bien hecho",
        "tonto",
    ):
        assert not re.search(rf"\b{word}\b", said)


def test_every_greeting_says_what_it_is() -> None:
    for texts in PHRASES[Situation.greeting].values():
        assert all("I'm an automated interviewer" in text for text in texts)
    for texts in BANKS["es"][Situation.greeting].values():
        assert all("una entrevistadora automática" in text for text in texts)


def test_a_spanish_phrase_has_the_slots_of_the_english_one() -> None:
    for situation, by_style in BANKS["es"].items():
        english = {
            slot for texts in PHRASES[situation].values() for t in texts for slot in slots(t)
        }
        spanish = {slot for texts in by_style.values() for t in texts for slot in slots(t)}
        assert spanish == english, situation


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_styles_really_differ() -> None:
    """Wherever a style has words of its own, most of them are its own."""
    for bank in BANKS.values():
        for by_style in bank.values():
            stress, neutral = by_style.get(Style.stress, ()), by_style[Style.neutral]
            assert 2 * len(set(stress) & set(neutral)) <= len(stress)
    own = [situation for situation, by_style in PHRASES.items() if Style.stress in by_style]
    assert len(own) >= 30


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("seed", [0, 1, 99])
def test_no_variant_comes_twice_in_a_row(style: Style, seed: int) -> None:
    made = plan(seed=seed, style=style)
    used: dict[str, int] = {}
    last = ""
    heard = set()
    for _ in range(20):
        text, used = wording.phrase(made, used, Situation.before_probe_vague)
        assert text != last
        last = text
        heard.add(text)
    assert len(heard) == len(PHRASES[Situation.before_probe_vague][style])


def test_styles_speak_differently() -> None:
    texts = {
        style: wording.phrase(plan(style=style), {}, Situation.before_probe_vague)[0]
        for style in Style
    }
    assert len(set(texts.values())) == 3


def test_the_seed_chooses_the_words() -> None:
    texts = {wording.phrase(plan(seed=seed), {}, Situation.acknowledge)[0] for seed in range(30)}
    assert len(texts) > 2


@given(text=st.text(alphabet="ab c.", max_size=40), chars=st.integers(-5, 50))
def test_text_is_cut_between_words(text: str, chars: int) -> None:
    heard, unheard = wording.whole_words(text, chars)
    assert (
        heard + unheard
    ).split() == text.split() or heard.split() + unheard.split() == text.split()
    assert heard == text or len(heard) <= max(0, chars)


def test_half_a_word_was_not_heard() -> None:
    assert wording.whole_words("Tell me about it.", 9) == ("Tell me", "about it.")
    assert wording.whole_words("Tell me about it.", 7) == ("Tell me", "about it.")
    assert wording.whole_words("Tell me about it.", 99) == ("Tell me about it.", "")


@pytest.mark.parametrize(
    ("heard", "rest"),
    [
        ("Hel", "Hello. I'm Vera. Imagine a queue. How long is it?"),
        ("Hello.", "I'm Vera. Imagine a queue. How long is it?"),
        ("Hello. I'm V", "I'm Vera. Imagine a queue. How long is it?"),
        ("Hello. I'm Vera. Imag", "Imagine a queue. How long is it?"),
        ("Hello. I'm Vera. Imagine a queue. How", "Imagine a queue. How long is it?"),
        ("Hello. I'm Vera. Imagine a queue. How long is it?", "Imagine a queue. How long is it?"),
    ],
)
def test_what_is_said_again_begins_where_it_makes_sense(heard: str, rest: str) -> None:
    text, question = (
        "Hello. I'm Vera. Imagine a queue. How long is it?",
        "Imagine a queue. How long is it?",
    )
    assert wording.unheard_rest(text, question, len(heard)) == rest


@pytest.mark.parametrize(
    ("question", "simple"),
    [
        (
            "You get forty tickets at once. How do you decide where to start?",
            "How do you decide where to start?",
        ),
        ("Tell me about a time you failed.", "Tell me about a time you failed."),
        ("Tell me about a launch. I'd like the bad parts too.", "Tell me about a launch."),
    ],
)
def test_a_question_in_short(question: str, simple: str) -> None:
    assert wording.simplified(question) == simple


@pytest.mark.parametrize(
    ("seconds", "spoken"),
    [
        (60, "one minute"),
        (150, "two minutes"),
        (360, "six minutes"),
        (1800, "half an hour"),
        (3600, "an hour"),
        (7200, "120 minutes"),
    ],
)
def test_durations_as_they_are_said(seconds: float, spoken: str) -> None:
    assert wording.minutes(seconds) == spoken


FAQ = {
    "salary, pay": "A",
    "remote, work from home": "B",
    "team, work with": "C",
    "how did i do": "D",
}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("What does it pay?", "A"),
        ("what's the salary", "A"),
        ("Can I work from home?", "B"),
        ("who would I work with", "C"),
        ("how big are the teams", "C"),
        ("So how did I do?", "D"),
        ("What is the office dog called?", None),
        ("How did you hear about pain?", None),
    ],
)
def test_candidates_questions_find_their_answer(asked: str, answer: str | None) -> None:
    assert wording.faq_answer(FAQ, asked) == answer


def test_names_are_spoken_as_people_do() -> None:
    assert wording.spoken_name("Maya Ortiz") == " Maya"
    assert wording.spoken_name(None) == ""
    assert wording.spoken_name("  ") == ""


@pytest.mark.parametrize(
    ("tool", "text", "written"),
    [
        ("redis", "we put redis there", "Redis"),
        ("aws", "on aws", "AWS"),
        ("postgres", "PostGres", "PostGres"),
    ],
)
def test_tools_are_written_properly(tool: str, text: str, written: str) -> None:
    assert wording.as_written(tool, text) == written
