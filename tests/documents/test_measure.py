"""The rule-based extraction against the hand-labelled résumés (skipped where they are not)."""

import time

import pytest

from runtime.documents.resume import read_resume
from tests.documents import measure

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not measure.RESUMES.exists(), reason="the résumés are not here"),
]

AIMS = {"employers": 0.9, "titles": 0.9, "dates": 0.9, "skills": 0.8, "metrics": 0.8}


def test_f1_per_kind(capsys: pytest.CaptureFixture[str]) -> None:
    _, labels = measure.load()
    with capsys.disabled():
        print()
        measure.main([])
    for ids in (sorted(labels), measure.HELD_OUT):
        found = measure.tallies(ids)
        assert {kind: found[kind].f1 >= aim for kind, aim in AIMS.items()} == dict.fromkeys(
            AIMS, True
        )


def test_a_resume_takes_less_than_fifty_milliseconds() -> None:
    texts, _ = measure.load()
    for text in texts.values():
        began = time.process_time()
        read_resume(text, as_of=measure.AS_OF)
        assert time.process_time() - began < 0.05
