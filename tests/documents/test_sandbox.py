"""Real files through the real reader process: good ones give text, all others a clear refusal."""

import asyncio
import contextlib
import os
import time
from pathlib import Path

import pytest

from runtime.documents.kinds import DocumentKind
from runtime.documents.refusal import DocumentRefused, Fault
from runtime.documents.sandbox import MAX_CHARS, Sandbox
from runtime.documents.text import read_upload
from tests.documents import hostile

pytestmark = pytest.mark.integration


async def test_reads_pdf_by_page() -> None:
    document = await read_upload(Sandbox(), hostile.pdf_pages(3), "cv.pdf")
    assert document.kind is DocumentKind.pdf
    assert len(document.parts) == 3
    assert document.part_at(document.text.rindex("Kafka")) == 3
    assert "Data Engineer, Northwind Labs, 2019 - 2023" in document.text


async def test_reads_docx_by_paragraph() -> None:
    document = await read_upload(Sandbox(), hostile.docx_file(), "cv.docx")
    assert document.text.split("\n") == list(hostile.LINES)
    assert document.part_at(document.text.index("Kafka")) == 4


async def test_reads_lists_tables_headers_and_text_boxes() -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>'
        "<w:r><w:t>Led a team</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Northwind</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>2019</w:t></w:r></w:p></w:tc></w:tr>"
        f"<w:tr><w:tc>{hostile.paragraph('Skills')}{hostile.paragraph('Python')}</w:tc>"
        f"<w:tc>{hostile.paragraph('Kafka')}</w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>before</w:t><w:tab/><w:t>after</w:t></w:r><w:del><w:r><w:delText>gone"
        "</w:delText></w:r></w:del><w:ins><w:r><w:t> kept</w:t></w:r></w:ins></w:p>"
        f"<w:p><w:r><w:txbxContent>{hostile.paragraph('in the box')}</w:txbxContent></w:r></w:p>"
    )
    document = await read_upload(Sandbox(), hostile.with_body(body), "cv.docx")
    assert [line for line in document.text.split("\n") if line] == [
        "• Led a team",
        "Northwind\t2019",
        "Skills",
        "Python",
        "Kafka",
        "before\tafter kept",
        "in the box",
    ]


async def test_reads_a_pdf_that_only_restricts_printing() -> None:
    document = await read_upload(Sandbox(), hostile.encrypted_pdf(""), "cv.pdf")
    assert "Kafka" in document.text


REFUSED: list[tuple[str, hostile.Maker, str, Fault]] = [
    ("0 bytes", lambda: b"", "cv.pdf", Fault.empty),
    ("30 MB", lambda: b"%PDF-1.4\n" + b"x" * (30 << 20), "cv.pdf", Fault.too_large),
    ("wrong extension", hostile.docx_file, "cv.pdf", Fault.wrong_extension),
    ("encrypted", lambda: hostile.encrypted_pdf("secret"), "cv.pdf", Fault.encrypted),
    ("scan", hostile.scanned_pdf, "cv.pdf", Fault.no_text),
    ("empty docx", hostile.empty_docx, "cv.docx", Fault.no_text),
    ("truncated pdf", lambda: hostile.pdf()[:200], "cv.pdf", Fault.damaged),
    ("truncated docx", lambda: hostile.docx_file()[:-300], "cv.docx", Fault.damaged),
    ("pdf of nothing", lambda: b"%PDF-1.4\n%%EOF", "cv.pdf", Fault.damaged),
    ("many pages", lambda: hostile.pdf_pages(250), "cv.pdf", Fault.too_long),
    ("flate bomb", hostile.flate_bomb_pdf, "cv.pdf", Fault.unsafe),
    ("page loop", hostile.looping_pages_pdf, "cv.pdf", Fault.damaged),
    ("zip bomb", hostile.zip_bomb_docx, "cv.docx", Fault.unsafe),
    ("lying directory", hostile.lying_docx, "cv.docx", Fault.damaged),
    ("billion laughs", hostile.laughing_docx, "cv.docx", Fault.unsafe),
    ("external entity", hostile.external_entity_docx, "cv.docx", Fault.unsafe),
    ("entity in UTF-16", hostile.utf16_entity_docx, "cv.docx", Fault.unsafe),
    ("deep nesting", hostile.deep_docx, "cv.docx", Fault.damaged),
]


@pytest.mark.parametrize(
    ("maker", "name", "fault"),
    [pytest.param(*case[1:], id=case[0]) for case in REFUSED],
)
async def test_refuses_with_a_reason(maker: hostile.Maker, name: str, fault: Fault) -> None:
    with pytest.raises(DocumentRefused) as refused:
        await read_upload(Sandbox(), maker(), name)
    assert refused.value.fault is fault


@pytest.mark.parametrize("maker", [hostile.many_operators_pdf, hostile.wide_docx])
async def test_heavy_files_end_within_the_limits(maker: hostile.Maker) -> None:
    """Whether they are read or refused depends on the machine; that they end does not."""
    data = maker()
    name = "cv.pdf" if data.startswith(b"%PDF") else "cv.docx"
    began = time.monotonic()
    with contextlib.suppress(DocumentRefused):
        document = await read_upload(Sandbox(wall_s=4), data, name)
        assert len(document.text) <= 2 * MAX_CHARS
    assert time.monotonic() - began < 6


async def test_a_slow_reading_is_stopped() -> None:
    with pytest.raises(DocumentRefused) as refused:
        await read_upload(Sandbox(wall_s=0.01), hostile.pdf(), "cv.pdf")
    assert refused.value.fault is Fault.too_slow


def children() -> set[int]:
    path = Path(f"/proc/{os.getpid()}/task")
    return {int(pid) for task in path.iterdir() for pid in (task / "children").read_text().split()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
async def test_cancelling_kills_the_process() -> None:
    before = children()
    reading = asyncio.create_task(Sandbox().read(DocumentKind.pdf, hostile.many_operators_pdf()))
    await asyncio.sleep(0.2)
    assert children() - before
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not children() - before


async def test_many_at_once_all_get_read() -> None:
    sandbox = Sandbox()
    documents = await asyncio.gather(
        *(
            read_upload(
                sandbox, hostile.docx_file([f"Jane Roe, candidate number {n} of many"]), "a.docx"
            )
            for n in range(5)
        )
    )
    assert [f"number {n}" in document.text for n, document in enumerate(documents)] == [True] * 5
