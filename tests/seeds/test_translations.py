"""Patterns in other languages: whole, speakable, and enough for an interview."""

import pytest

from runtime.errors import InvalidContent
from runtime.interview import languages, lexicon
from runtime.interview.catalogue import InterviewType, QuestionPattern, Translation
from runtime.interview.plan import InterviewPlan
from runtime.interview.planner import PlanRequest, make_plan
from runtime.interview.translations import in_language
from seeds.catalogue import Catalogue
from seeds.translations import translated
from tests.interview.conversation import Conversation, Reply

pytestmark = pytest.mark.unit

ANSWER = (
    "El año pasado llamó una clienta muy molesta por un cobro doble. Yo revisé la factura, "
    "encontré el error y le devolví el dinero, y al final quedó muy contenta."
)


def texts(words: Translation) -> list[str]:
    tree = words.probe_tree
    sought = [text for listed in tree.if_missing.values() for text in listed]
    return [words.template, *sought, *tree.if_vague, *tree.always, *tree.ordered]


def spanish(catalogue: Catalogue) -> list[tuple[QuestionPattern, Translation]]:
    return [(p, p.translations["es"]) for p in catalogue.patterns if "es" in p.translations]


def test_every_text_is_one_question_in_its_own_language(catalogue: Catalogue) -> None:
    assert len(spanish(catalogue)) >= 20
    for pattern, words in spanish(catalogue):
        for text in texts(words):
            assert text.count("?") <= 1, (pattern.pattern_id, text)
            assert text.count("¿") == text.count("?"), (pattern.pattern_id, text)
            flat = lexicon.flatten(text)
            assert languages.spoken(flat, ("en", "es")).language == "es", text


def test_a_translation_probes_for_the_same_pieces(catalogue: Catalogue) -> None:
    for pattern, words in spanish(catalogue):
        assert set(words.probe_tree.if_missing) == set(pattern.probe_tree.if_missing)
        assert words.keywords


def held(
    catalogue: Catalogue, kind: InterviewType, seed: int
) -> tuple[InterviewPlan, Conversation]:
    kit = next(k for k in catalogue.role_kits if k.role_kit_id == "bilingual_support_agent")
    plan = make_plan(
        kit,
        catalogue.patterns_for("support"),
        PlanRequest(seed=seed, language="es", interview_type=kind, duration_s=1500.0),
    )
    return plan, Conversation(plan, lambda _: Reply(text=ANSWER)).run()


@pytest.mark.parametrize("kind", [InterviewType.hr, InterviewType.panel])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_bilingual_support_interview_is_held_in_spanish(
    catalogue: Catalogue, kind: InterviewType, seed: int
) -> None:
    plan, talk = held(catalogue, kind, seed)
    assert plan.response_languages == ("en",), "the role itself says that English is welcome"
    said = [turn.text for turn in talk.turns if turn.role == "interviewer"]
    for text in said:
        assert not languages.is_other(lexicon.flatten(text), ("es",)), text
    kinds = [t.assessment.answer_class for t in talk.turns if t.assessment is not None]
    assert {"strong", "weak"} & set(kinds)
    assert "off_topic" not in kinds


def test_without_a_translation_a_pattern_is_not_asked(catalogue: Catalogue) -> None:
    patterns = catalogue.patterns_for("swe")
    assert in_language(patterns, "es") == []
    assert in_language(patterns, "en-US") == list(patterns)


def test_translations_that_fit_nothing_are_faults(catalogue: Catalogue) -> None:
    pattern = catalogue.patterns_for("support")[0]
    found: list[str] = []
    stray = Translation(topic="x", template="¿Qué {{nada}}?")
    translated([pattern], [("es", "no_such", stray), ("fr", pattern.pattern_id, stray)], found)
    assert any("no pattern" in fault for fault in found)
    assert any("other slots" in fault for fault in found)


def test_a_kit_without_patterns_of_its_language_still_gets_an_opening(
    catalogue: Catalogue,
) -> None:
    kit = next(k for k in catalogue.role_kits if k.role_category == "swe")
    plan = make_plan(kit, [], PlanRequest(language="es"))
    assert [q.text for phase in plan.phases for q in phase.questions] == [
        "Para empezar, ¿qué debería saber de su experiencia?"
    ]
    with pytest.raises(InvalidContent):
        make_plan(kit, [], PlanRequest(language="es", duration_s=1.0))
