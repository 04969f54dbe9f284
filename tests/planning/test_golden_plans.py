"""Four plans as they were last read by a person; a change of them wants to be read again."""

import pytest

from tests.planning.regolden import CASES, FOLDER, golden_plan

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_plan_is_the_one_that_was_read(case: str) -> None:
    assert golden_plan(case) == (FOLDER / f"{case}.txt").read_text(encoding="utf-8")
