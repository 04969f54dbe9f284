"""The 20 role prompts: complete, on their themes, each in words of its own."""

import itertools
import re

import pytest

from prompts.budget import estimated_tokens
from prompts.role_prompts import FOLDER, role_prompt
from runtime.roles.names import NON_TECHNICAL_KEYS, TECHNICAL_KEYS, PromptKey
from runtime.roles.system_prompt import TECHNICAL_OVERLAY

pytestmark = pytest.mark.unit

HEADINGS = (
    *("The role", "What matters", "Opening questions", "Good signs", "Warning signs"),
    "What to expect",
)
THEMES = {
    "typescript": "types|interfaces|generics|type guards|decorators|strict mode",
    "go": "goroutines|channels|interfaces|errors|concurrency",
    "rust": "ownership|borrowing|lifetimes|traits|errors|memory safety",
    "java": "object orient|spring|concurrency|jvm|patterns|collections",
    "php": "syntax|laravel|symfony|composer|object-oriented|security|web",
    "nodejs": "event loop|async|express|fastify|npm|streams|buffers",
    "data_engineering": "etl|elt|kafka|spark|airflow|modelling|sql tuning|warehousing",
    "devops": "ci/cd|docker|kubernetes|terraform|monitoring|aws|azure|gcp",
    "qa_automation": "frameworks|selenium|playwright|cypress|api tests|ci|strategy",
    "sales": "b2b|b2c|account management|crm|pipeline|negotiation|cold calling"
    "|sales process|objection",
    "support": "service|conflict|ticketing|zendesk|empathy|communication|angr|troubleshooting",
    "product": "roadmap|research|prioriti|stakeholders|metrics|shipped",
    "design": "ux|ui|design systems|research|prototyping|figma|sketch|accessibility"
    "|design process|feedback",
    "marketing": "digital|seo|content|analytics|campaign|social|roi",
    "operations": "process|project management|logistics|automation|metrics|improve",
    "management": "leadership|performance|conflict|strategy|coaching|management style"
    "|underperformers",
}
"""Areas and questions that a prompt must have (R-182 to R-184)."""

LEAST_OPENING_QUESTIONS = 5
MOST_TOKENS = 1500
"""Two prompts, a job and a session state must fit into 4,000 with room to spare."""
ALIKE = 0.5


def sections(text: str) -> dict[str, list[str]]:
    """Heading → the lines under it."""
    parts = re.split(r"\n\n(?=[A-Z][^\n]*\n)", text)
    return {lines[0]: lines[1:] for lines in (part.splitlines() for part in parts)}


def test_there_are_twenty_keys_and_a_file_for_each() -> None:
    """R-307: a base prompt for each of sixteen roles and more, technical and not."""
    assert len(PromptKey) == 20
    assert (len(TECHNICAL_KEYS), len(NON_TECHNICAL_KEYS)) == (12, 7)
    named = {f"{key}_interview.txt" for key in PromptKey} | {f"{TECHNICAL_OVERLAY}.txt"}
    assert {file.name for file in FOLDER.iterdir()} == named


@pytest.mark.parametrize("key", list(PromptKey))
def test_a_prompt_is_complete(key: PromptKey) -> None:
    found = sections(role_prompt(key).text)
    for heading in HEADINGS:
        assert any(title.startswith(heading) for title in found), heading
    assert len(found["Opening questions"]) >= LEAST_OPENING_QUESTIONS
    assert len(found["Good signs"]) >= 4
    assert len(found["Warning signs"]) >= 4
    assert estimated_tokens(role_prompt(key).text) <= MOST_TOKENS


@pytest.mark.parametrize(("key", "themes"), THEMES.items())
def test_a_prompt_has_its_themes(key: str, themes: str) -> None:
    text = role_prompt(key).text.casefold()
    assert [theme for theme in themes.split("|") if theme not in text] == []


@pytest.mark.parametrize("key", [*PromptKey, TECHNICAL_OVERLAY])
def test_opening_questions_ask_one_thing(key: str) -> None:
    for line in sections(role_prompt(key).text)["Opening questions"]:
        assert line.startswith("- ")
        assert line.endswith((".", "?"))
        assert line.count("?") <= 1, line


@pytest.mark.parametrize("key", sorted(NON_TECHNICAL_KEYS))
def test_a_non_technical_prompt_says_how_to_ask(key: PromptKey) -> None:
    assert "How to ask" in sections(role_prompt(key).text)


def test_no_two_prompts_say_the_same_in_other_order() -> None:
    def lines(key: str) -> list[tuple[str, frozenset[str]]]:
        parts = sections(role_prompt(key).text)
        told = [line for title, body in parts.items() if "hold" not in title for line in body]
        return [(line, frozenset(re.findall(r"[a-z]{4,}", line.lower()))) for line in told]

    for one, other in itertools.combinations([*PromptKey, TECHNICAL_OVERLAY], 2):
        for (first, words), (second, others) in itertools.product(lines(one), lines(other)):
            alike = len(words & others) / max(1, len(words | others))
            assert alike < ALIKE, (one, first, other, second)


def test_a_prompt_is_known_by_name_and_hash() -> None:
    prompt = role_prompt("go")
    assert prompt.name == "go_interview"
    assert re.fullmatch(r"[0-9a-f]{12}", prompt.hash)
    assert prompt.hash != role_prompt("rust").hash


def test_a_missing_prompt_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"cobol_interview\.txt"):
        role_prompt("cobol")
