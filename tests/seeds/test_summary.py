"""What `python -m seeds.load` prints."""

import pytest

from seeds.summary import main

pytestmark = pytest.mark.unit


def test_the_summary_counts_and_finds_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    assert "software_engineer" in printed
    assert "20 role kits" in printed
    assert "60 coding exercises, 18 cases, 50 companies of 12 kinds, 20 blueprints" in printed
    assert "No warnings." in printed
