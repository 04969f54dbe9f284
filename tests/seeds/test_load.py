"""What an expert is told after a slip in a seed file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.errors import InvalidContent
from seeds.load import FOLDER, load

pytestmark = pytest.mark.unit

Edit = Callable[[str, str, str], None]

SWE = "patterns/swe/resume_deep_dive.toml"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    copied = tmp_path / "seeds"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


@pytest.fixture
def edit(seeds: Path) -> Edit:
    def replace(file: str, old: str, new: str) -> None:
        path = seeds / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def complaint(folder: Path) -> str:
    with pytest.raises(InvalidContent) as raised:
        load(folder)
    return str(raised.value)


def test_an_untouched_copy_loads(seeds: Path) -> None:
    assert load(seeds) == load()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param(
            SWE, 'topic = "', "topic = ", ["swe/resume_deep_dive.toml", "line "], id="broken TOML"
        ),
        pytest.param(
            SWE,
            "template = ",
            "tempalte = ",
            ["swe/resume_deep_dive.toml", "'swe_resume_own_part'", "mean `template`"],
            id="misspelt field",
        ),
        pytest.param(
            SWE,
            '"technical", "panel"]',
            '"technical", "pannel"]',
            ["'swe_resume_own_part'", "pannel", "hr, hiring_manager, technical, panel"],
            id="unknown interview type",
        ),
        pytest.param(
            SWE,
            "context = [",
            "contxt = [",
            ["'swe_resume_own_part'", "contxt", "own_role"],
            id="unknown piece",
        ),
        pytest.param(
            SWE,
            "seconds = 150",
            'seconds = "150"',
            ["'swe_resume_own_part'", "seconds", "int"],
            id="text for a number",
        ),
        pytest.param(
            SWE,
            "seconds = 150",
            "seconds = 3000",
            ["'swe_resume_own_part'", "between 20 and 300"],
            id="far too long",
        ),
        pytest.param(
            SWE,
            'role_category = "swe"',
            'role_category = "data"',
            ["folder's name", "'swe'", "'data'"],
            id="wrong folder",
        ),
        pytest.param(
            SWE,
            'phase = "resume_deep_dive"',
            'phase = "warmup"',
            ["warmup", "intro, resume_deep_dive, role_skills"],
            id="unknown phase",
        ),
        pytest.param(
            SWE,
            'pattern_id = "swe_resume_own_part"',
            'pattern_id = "swe_resume_hardest_bug"',
            ["'swe_resume_hardest_bug'", "used 2 times"],
            id="id twice",
        ),
        pytest.param(
            SWE,
            'project_name = "a project you\'re proud of"',
            "",
            ["'swe_resume_own_part'", "{{project_name}}", "no default wording"],
            id="slot without default",
        ),
        pytest.param(
            SWE,
            "I'd like to hear about {{project_name}}.",
            "I'd like to hear about it.",
            ["'swe_resume_own_part'", "'project_name'", "no text has that slot"],
            id="default without slot",
        ),
        pytest.param(
            SWE,
            "about {{project_name}}",
            "about {{project_name}",
            ["'swe_resume_own_part'", "not closed"],
            id="slot not closed",
        ),
        pytest.param(
            SWE,
            'skill = "the prog',
            'skil = "the prog',
            ["'swe_resume_skill_in_anger'", "{{skill}}", "'skil'"],
            id="misspelt slot",
        ),
        pytest.param(
            SWE,
            'expects = ["context", "own_role"',
            'expects = ["context", "metric", "own_role"',
            ["'swe_resume_own_part'", "expects 'metric'", "no if_missing"],
            id="piece without probe",
        ),
        pytest.param(
            "exercises/software_engineer.toml",
            'activity_type = "explain"',
            'activity_type = "guess"',
            ["'swe_basket_shared'", "guess", "explain, debug, modify, review"],
            id="unknown activity",
        ),
        pytest.param(
            "exercises/software_engineer.toml",
            "code_snippet = ",
            "code_snipet = ",
            ["'swe_basket_shared'", "mean `code_snippet`"],
            id="misspelt exercise field",
        ),
        pytest.param(
            "exercises/software_engineer.toml",
            'role_kit_id = "software_engineer"',
            'role_kit_id = "sales_executive"',
            ["'swe_basket_shared'", "no technical role"],
            id="code for a seller",
        ),
        pytest.param(
            "exercises/software_engineer.toml",
            'activity_type = "modify"',
            'activity_type = "debug"',
            ["'swe_duration_text'", "modification_requirement"],
            id="a modification that isn't one",
        ),
        pytest.param(
            "cases/growth_second_box.toml",
            "[probing_map.risks]",
            "[probing_map.dangers]",
            ["'growth_second_box'", "dangers", "framing, hypotheses, analysis"],
            id="unknown stage of a case",
        ),
        pytest.param(
            "cases/growth_second_box.toml",
            '"600 + 150 + 250 == 1000"',
            '"600 + 150 + 250 == 1100"',
            ["'growth_second_box'", "600 + 150 + 250 == 1100", "doesn't add up"],
            id="arithmetic that doesn't add up",
        ),
        pytest.param(
            "cases/growth_second_box.toml",
            'needs = ["numbers"]',
            'needs = ["money"]',
            ["'channels'", "needs 'money'", "doesn't stand before it"],
            id="a reveal that waits for a later one",
        ),
        pytest.param(
            "cases/growth_second_box.toml",
            '"channel", "where come from"',
            '"where", "where come from"',
            ["'channels'", "'where' alone", "too many questions"],
            id="a trigger that fits everything",
        ),
        pytest.param(
            "companies/india.toml",
            'archetype = "fintech"',
            'archetype = "fintec"',
            ["'paytm'", "no archetype 'fintec'"],
            id="unknown archetype",
        ),
        pytest.param(
            "companies/india.toml",
            'hiring_style = "process"',
            'hiring_style = "proces"',
            ["'tcs'", "proces", "execution, process, risk, growth"],
            id="unknown hiring style",
        ),
        pytest.param(
            "blueprints/swe.toml",
            '"swe_intro_first_program"',
            '"swe_intro_frist_program"',
            ["'google_swe'", "no pattern 'swe_intro_frist_program'"],
            id="unknown pattern",
        ),
        pytest.param(
            "blueprints/swe.toml",
            '"any_resume_claim_depth"',
            '"sales_resume_lost_deal"',
            ["'google_swe'", "'sales_resume_lost_deal' is for 'sales'"],
            id="a pattern of another role",
        ),
        pytest.param(
            "blueprints/swe.toml",
            "problem_solving = 2.0",
            "confidence_composure = 2.0",
            ["'google_swe'", "overrides confidence_composure", "doesn't rate"],
            id="a weight for what isn't rated",
        ),
        pytest.param(
            "role_kits/software_engineer.toml",
            'default_rubric_id = "technical"',
            'default_rubric_id = "tecnical"',
            ["'software_engineer'", "no rubric 'tecnical'"],
            id="unknown rubric",
        ),
        pytest.param(
            "role_kits/software_engineer.toml",
            'role_category = "swe"',
            'role_category = "sew"',
            ["'software_engineer'", "no patterns for 'sew'"],
            id="unknown category",
        ),
        pytest.param(
            "rubrics/sales.toml",
            'dimension = "problem_solving"',
            'dimension = "problem_solvin"',
            ["rubrics/sales.toml", "problem_solvin", "problem_solving"],
            id="unknown dimension",
        ),
        pytest.param(
            "rubrics/sales.toml", "3 = ", "4 = ", ["'sales'", "entry", "'4'"], id="odd anchor"
        ),
        pytest.param(
            "rubrics/sales.toml",
            "[dimensions.anchors.senior]",
            "[dimensions.anchors.staff]",
            ["'sales'", "staff", "entry, mid, senior"],
            id="unknown level",
        ),
        pytest.param(
            "candidate_faq.toml", "\"I don't", '12 # "', ["candidate_faq.toml", "str"], id="faq"
        ),
    ],
)
def test_a_slip_is_named(
    seeds: Path, edit: Edit, file: str, old: str, new: str, told: list[str]
) -> None:
    edit(file, old, new)
    text = complaint(seeds)
    assert [part for part in told if part not in text] == [], text


def test_all_slips_are_told_at_once(seeds: Path, edit: Edit) -> None:
    edit(SWE, "template = ", "tempalte = ")
    edit("rubrics/sales.toml", 'dimension = "problem_solving"', 'dimension = "solving"')
    text = complaint(seeds)
    assert "tempalte" in text
    assert "'solving'" in text


def test_a_missing_level_is_named(seeds: Path) -> None:
    path = seeds / "rubrics/support.toml"
    head, _, tail = path.read_text(encoding="utf-8").partition("[dimensions.anchors.senior]")
    path.write_text(head + tail[tail.index("[[dimensions]]") :], encoding="utf-8")
    assert "senior needs anchors for 1, 3 and 5" in complaint(seeds)


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    assert "is_default" in complaint(tmp_path)


def test_a_file_in_another_encoding_is_named(seeds: Path) -> None:
    (seeds / "rubrics/odd.toml").write_bytes("name = 'Prüfung'".encode("latin-1"))
    assert "rubrics/odd.toml: the file is not UTF-8 text" in complaint(seeds)
