"""Dates in all the spellings that résumés use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.documents.dates import date_ranges, months_of, single_dates

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Feb 2005 - August 2025", "2005-02..2025-08"),
        ("2024 - present", "2024..None"),
        ("Aug’23 - July'27", "2023-08..2027-07"),
        ("July’25 - Current", "2025-07..None"),
        ("02/2022 – Present", "2022-02..None"),
        ("10/2020–12/2021", "2020-10..2021-12"),
        ("12.2018 - 02.2019", "2018-12..2019-02"),
        ("2019-02 - 2020-11", "2019-02..2020-11"),
        ("01/20 - 03/21", "2020-01..2021-03"),
        ("Jun 19 – Aug 21", "2019-06..2021-08"),
        ("'19 - '21", "2019..2021"),
        ("Feb-19 - Mar-20", "2019-02..2020-03"),
        ("2021-2021", "2021..2021"),
        ("2018-20", "2018..2020"),
        ("2019/20", "2019..2020"),
        ("Jan-Mar 2020", "2020-01..2020-03"),
        ("June - August, 2022", "2022-06..2022-08"),
        ("Sept. 2019 to June 15, 2020", "2019-09..2020-06"),
        ("15 June 2019 – 3rd July 2021", "2019-06..2021-07"),
        ("01/03/2019 - 25/12/2020", "2019..2020-12"),
        ("Q3 2021 - Q1 2022", "2021-07..2022-01"),
        ("Spring 2020 – Fall 2021", "2020-03..2021-09"),
        ("from March 2019 until May 2020", "2019-03..2020-05"),
        ("March 2019 till date", "2019-03..None"),
        ("since 2021", "2021..None"),
        ("enero 2020 – actualidad", "2020-01..None"),
        ("März 2019 bis heute", "2019-03..None"),
        ("janvier 2018 – août 2019", "2018-01..2019-08"),
        ("SEP 2018 — DEC 2019", "2018-09..2019-12"),
        ("Acme (2012–2019), Dublin", "2012..2019"),
    ],
)
def test_reads_ranges(written: str, expected: str) -> None:
    (found,) = date_ranges(written)
    assert f"{found.started}..{found.ended}" == expected


@pytest.mark.parametrize(
    "written",
    [
        "2020 – 2019",
        "(555) 014-7721",
        "US 8,765,432",
        "2060h",
        "from 2 to 5 people",
        "You may present now",
        "GPT-2020",
        "version 3.11 to 3.12",
        "http://x.org/2019/2020",
    ],
)
def test_no_range_is_made_up(written: str) -> None:
    assert date_ranges(written) == []


def test_single_dates_have_no_start() -> None:
    (found,) = single_dates("Expected May 2026")
    assert (found.started, str(found.ended)) == (None, "2026-05")


def test_places_are_those_of_the_text() -> None:
    text = "Engineer, Acme     Feb 2023 - Present"
    (found,) = date_ranges(text, 100)
    assert text[found.start - 100 : found.end - 100] == "Feb 2023 - Present"


def test_months_covered_are_counted_once() -> None:
    assert months_of([(0, 11), (6, 17), (24, 24)]) == 19


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-–.' JanFebuarymtoprsengQ", max_size=60))
def test_any_text_gives_ranges_in_order(text: str) -> None:
    for found in date_ranges(text):
        assert 0 <= found.start < found.end <= len(text)
        if found.started and found.ended:
            assert found.started.earliest <= found.ended.latest
