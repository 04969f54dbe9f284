"""Gaps, tenures, overlaps and moves; what is uncertain is held against nobody."""

import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.resume import ResumeExtraction, read_resume
from runtime.documents.risks import RiskKind
from runtime.documents.timeline import TransitionKind

pytestmark = pytest.mark.unit

AS_OF = YearMonth(year=2024, month=6)


def read(*jobs: str, study: str = "") -> ResumeExtraction:
    text = "EXPERIENCE\n" + "".join(f"{job}\n• Worked\n" for job in jobs)
    return read_resume(text + (f"EDUCATION\n{study}\n" if study else ""), as_of=AS_OF)


def test_gap_between_two_jobs() -> None:
    found = read(
        "Buyer, Acme Ltd, May 2022 - Present",
        "Buyer, Karst Works Ltd, Jan 2019 - Jun 2021",
    )
    (gap,) = found.gaps
    assert (gap.started, gap.ended, gap.months) == ("2021-07", "2022-04", 10)
    assert (gap.after, gap.before) == ("Karst Works Ltd", "Acme Ltd")
    assert gap.span.text == "Jan 2019 - Jun 2021"
    assert [flag.kind for flag in found.risk_flags] == [RiskKind.gap]


def test_gap_until_now() -> None:
    (gap,) = read("Buyer, Acme Ltd, Jan 2019 - Dec 2023").gaps
    assert (gap.months, gap.before) == (6, "")


def test_study_fills_a_gap() -> None:
    jobs = ("Buyer, Acme Ltd, May 2022 - Present", "Clerk, Karst Ltd, Jan 2015 - Jun 2020")
    assert read(*jobs).gaps
    assert not read(*jobs, study="BSc, Alder University, Sep 2020 - Apr 2022").gaps


def test_a_job_without_dates_may_fill_any_gap() -> None:
    old = "Buyer, Acme Ltd, Jan 2012 - Dec 2013"
    assert read(old).gaps
    assert not read("Clerk, Karst Ltd", old).gaps
    study = "BSc, Alder University, Sep 2012 - Apr 2015"
    assert not read_resume(f"EDUCATION\n{study}\n", as_of=AS_OF).gaps


def test_years_without_months_are_read_kindly() -> None:
    found = read("Buyer, Acme Ltd, 2020 - Present", "Clerk, Karst Ltd, 2017 - 2019")
    assert not found.gaps
    assert not found.risk_flags


def test_short_tenure() -> None:
    found = read("Buyer, Acme Ltd, Jan 2022 - Present", "Buyer, Karst Ltd, Apr 2021 - Dec 2021")
    (flag,) = found.risk_flags
    assert (flag.kind, flag.months) == (RiskKind.short_tenure, 9)


@pytest.mark.parametrize(
    "job",
    [
        "Data Intern, Karst Ltd, Jun 2021 - Aug 2021",
        "Buyer, Karst Ltd (contract), Jun 2021 - Dec 2021",
        "Freelance Buyer, Jun 2021 - Dec 2021",
        "Buyer, Karst Ltd, 2020 - 2021",
    ],
)
def test_what_is_short_by_nature_or_perhaps_is_no_short_tenure(job: str) -> None:
    found = read("Buyer, Acme Ltd, Jan 2022 - Present", job)
    assert RiskKind.short_tenure not in [flag.kind for flag in found.risk_flags]


def test_overlap_of_two_regular_jobs() -> None:
    found = read("Buyer, Acme Ltd, Jan 2021 - Present", "Buyer, Karst Ltd, Jan 2019 - Dec 2021")
    (flag,) = found.risk_flags
    assert (flag.kind, flag.months) == (RiskKind.overlap, 11)


def test_frequent_moves() -> None:
    found = read(
        "Buyer, A Ltd, Feb 2024 - Present",
        "Buyer, B Ltd, Jan 2023 - Jan 2024",
        "Buyer, C Ltd, Dec 2021 - Dec 2022",
        "Buyer, D Ltd, Jan 2019 - Nov 2021",
    )
    assert [flag.kind for flag in found.risk_flags] == [RiskKind.frequent_moves]


@pytest.mark.parametrize(
    ("later", "earlier", "kind"),
    [
        ("Senior Buyer, Acme Ltd", "Buyer, Acme Ltd", TransitionKind.promotion),
        ("Clerk, Acme Ltd", "Buyer, Acme Ltd", TransitionKind.new_role),
        ("Buyer, Acme Ltd", "Buyer, Karst Ltd", TransitionKind.new_employer),
        ("Senior Developer, Acme Ltd", "Developer, Karst Ltd", TransitionKind.step_up),
        ("Developer, Acme Ltd", "Lead Developer, Karst Ltd", TransitionKind.step_down),
        ("Developer, Acme Ltd", "Nurse, Karst Ltd", TransitionKind.new_field),
        ("Freelance Developer", "Developer, Karst Ltd", TransitionKind.to_self_employment),
        ("Developer, Karst Ltd", "Freelance Developer", TransitionKind.from_self_employment),
    ],
)
def test_transitions(later: str, earlier: str, kind: TransitionKind) -> None:
    found = read(f"{later}, Jan 2022 - Present", f"{earlier}, Jan 2018 - Dec 2021")
    assert [move.kind for move in found.transitions] == [kind]
