"""PDFs whose dates were drawn before everything else, as browsers do with what floats."""

import zlib

import pytest

from runtime.documents.dates import YearMonth
from runtime.documents.resume import read_resume
from runtime.documents.sandbox import Sandbox
from runtime.documents.text import read_upload
from tests.documents.hostile import pdf_of_stream

pytestmark = pytest.mark.integration

FLOATING = (
    (460, 700, "Mar 2021 - Present"),
    (460, 600, "Jun 2017 - Aug 2020"),
    (50, 780, "Jane Roe"),
    (50, 740, "Experience"),
    (50, 700, "Backend Engineer, Northwind Labs"),
    (50, 680, "Led the migration to Kafka and cut costs by 30%."),
    (50, 600, "Junior Developer, Karst Works"),
    (50, 580, "Maintained the shop."),
)
COLUMNS = (
    (50, 700, "Skills"),
    (50, 680, "Python, Kafka"),
    (50, 660, "Terraform"),
    (300, 720, "Experience"),
    (300, 700, "Backend Engineer, Northwind Labs"),
    (300, 680, "Mar 2021 - Present"),
    (300, 660, "Led the migration to Kafka."),
)


def drawn(pieces: tuple[tuple[int, int, str], ...]) -> bytes:
    shown = " ".join(f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in pieces)
    return pdf_of_stream(zlib.compress(f"BT /F1 12 Tf {shown} ET".encode()))


async def test_dates_that_float_beside_a_heading_are_read_with_it() -> None:
    document = await read_upload(Sandbox(), drawn(FLOATING), "cv.pdf")
    assert "Backend Engineer, Northwind Labs\tMar 2021 - Present\n" in document.text
    assert document.text.startswith("Jane Roe")
    found = read_resume(document.text, as_of=YearMonth(year=2024, month=6))
    assert [(job.started, job.ended) for job in found.work_history] == [
        ("2021-03", None),
        ("2017-06", "2020-08"),
    ]
    (gap,) = found.gaps
    assert gap.months == 6


async def test_columns_stay_columns() -> None:
    document = await read_upload(Sandbox(), drawn(COLUMNS), "cv.pdf")
    assert document.text.splitlines() == [words for _, _, words in COLUMNS]


async def test_places_that_float_with_the_dates_are_read_with_them() -> None:
    pieces = (
        (500, 700, "Berlin"),
        (450, 685, "06/2019 - 11/2023"),
        (495, 650, "Munich"),
        (450, 635, "01/2017 - 05/2019"),
        (50, 780, "Lena Fischer"),
        (50, 740, "Experience"),
        (50, 700, "Zeta Bank AG"),
        (50, 685, "Data Analyst"),
        (50, 670, "Built 30 dashboards for the board."),
        (50, 650, "Isar Media GmbH"),
        (50, 635, "Junior Analyst"),
    )
    document = await read_upload(Sandbox(), drawn(pieces), "cv.pdf")
    assert document.text.startswith("Lena Fischer\nExperience\nZeta Bank AG\tBerlin\n")
    found = read_resume(document.text, as_of=YearMonth(year=2024, month=6))
    assert [(job.location, job.started) for job in found.work_history] == [
        ("Berlin", "2019-06"),
        ("Munich", "2017-01"),
    ]


async def test_a_range_that_a_narrow_column_broke_is_one() -> None:
    pieces = (
        (50, 740, "Experience"),
        (50, 700, "08/2016 -"),
        (50, 685, "02/2020"),
        (150, 700, "Shift Supervisor, Elbe Fulfilment"),
        (150, 670, "Planned the shifts of 15 people."),
    )
    document = await read_upload(Sandbox(), drawn(pieces), "cv.pdf")
    assert "08/2016 - 02/2020\n" in document.text
