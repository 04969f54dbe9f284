"""Plain text from bytes: types told by content, encodings, cleaning, places of parts."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.documents import archive
from runtime.documents.kinds import DocumentKind, sniff
from runtime.documents.refusal import DocumentRefused, Fault
from runtime.documents.text import clean, decode, read_pasted, source_hash
from tests.documents import hostile

pytestmark = pytest.mark.unit

PDF = b"%PDF-1.7 rest"
DOCX = b"PK\x03\x04........word/document.xml"


@pytest.mark.parametrize(
    ("data", "name", "claimed", "kind"),
    [
        (PDF, "cv.pdf", "application/pdf", DocumentKind.pdf),
        (PDF, "CV.PDF", "", DocumentKind.pdf),
        (b"\n" + PDF, "cv", "application/pdf; charset=binary", DocumentKind.pdf),
        (PDF, "cv", "", DocumentKind.pdf),
        (PDF, "cv.pdf", "application/octet-stream", DocumentKind.pdf),
        (DOCX, "C:\\cv\\roe.docx", "", DocumentKind.docx),
        (b"Jane Roe", "cv.txt", "text/plain", DocumentKind.text),
        ("Jane Roe, Köln".encode("latin-1"), "cv.txt", "", DocumentKind.text),
        ("Jane Roe".encode("utf-16"), "cv.txt", "", DocumentKind.text),
        ("Jane Roe, engineer".encode("utf-16-be"), "cv.md", "", DocumentKind.text),
    ],
)
def test_type_is_told_by_content(data: bytes, name: str, claimed: str, kind: DocumentKind) -> None:
    assert sniff(data, name, claimed) is kind


@pytest.mark.parametrize(
    ("data", "name", "claimed", "fault", "word"),
    [
        (b"", "cv.pdf", "", Fault.empty, "empty"),
        (b" \n\t", "cv.txt", "", Fault.empty, "empty"),
        (b"\0\0\0", "cv.pdf", "", Fault.empty, "empty"),
        (PDF, "cv.docx", "", Fault.wrong_extension, "a PDF"),
        (b"Jane Roe", "cv.pdf", "", Fault.wrong_extension, "plain text"),
        (b"MZ\x90\0\0\0\0\0\0\0", "cv.pdf", "", Fault.wrong_extension, "a program"),
        (b"\x89PNG\r\n\x1a\n", "cv.png", "", Fault.unsupported, "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "cv.doc", "", Fault.unsupported, "old Word"),
        (b"{\\rtf1 x}", "cv.rtf", "", Fault.unsupported, "RTF"),
        (b"<!DOCTYPE html><p>", "cv.html", "", Fault.unsupported, "web page"),
        (b"a,b\n1,2\n", "cv.csv", "", Fault.unsupported, "CSV"),
        (PDF, "cv", "text/plain", Fault.wrong_extension, "a PDF"),
        (bytes(range(256)) * 4, "cv", "", Fault.unsupported, "binary"),
        (b"PK\x03\x04 ppt/slides", "cv.docx", "", Fault.wrong_extension, "another Office"),
    ],
)
def test_what_we_do_not_read_is_named(
    data: bytes, name: str, claimed: str, fault: Fault, word: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        sniff(data, name, claimed)
    assert refused.value.fault is fault
    assert word in str(refused.value)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_refusal_says_what_to_do(fault: Fault) -> None:
    message = str(DocumentRefused(fault))
    assert any(verb in message for verb in ("Upload", "Save", "Export", "Choose"))
    assert DocumentRefused(fault).code == "document_refused"


@pytest.mark.parametrize(
    ("maker", "fault"),
    [
        (hostile.zip_bomb_docx, Fault.unsafe),
        (hostile.dense_docx, Fault.unsafe),
        (hostile.crowded_docx, Fault.unsafe),
        (hostile.nested_docx, Fault.unsafe),
        (hostile.climbing_docx, Fault.unsafe),
        (hostile.spreadsheet, Fault.unsupported),
        (lambda: hostile.docx_file()[:-200], Fault.damaged),
        (lambda: b"PK\x03\x04word/", Fault.damaged),
    ],
)
def test_directory_tells_of_trouble(maker: hostile.Maker, fault: Fault) -> None:
    with pytest.raises(DocumentRefused) as refused:
        archive.scan(maker())
    assert refused.value.fault is fault


def test_directory_of_a_good_file_is_fine() -> None:
    archive.scan(hostile.docx_file())


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_scan_only_ever_refuses(tail: bytes) -> None:
    good = hostile.GOOD_DOCX
    for data in (tail, b"PK\x03\x04" + tail, good[: len(good) // 2] + tail, good + tail):
        with contextlib.suppress(DocumentRefused):
            archive.scan(data)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_decodes_what_editors_write(encoding: str) -> None:
    text = "Résumé of Jane Roe, data engineer – Köln"
    assert decode(text.encode(encoding)) == text


def test_clean_mends_what_extraction_leaves() -> None:
    raw = "E\ufb03cient\u00a0work\r\n\uf0b7 one\x0ctwo\u200b\u202ethree  \rfour\x07"
    assert clean(raw) == "Efficient work\n• one\ntwothree\nfour"


def test_pasted_text_knows_its_paragraphs() -> None:
    document = read_pasted("Jane Roe\nEngineer\n\n \nSkills\nPython")
    assert [document.text[p.start : p.end] for p in document.parts] == [
        "Jane Roe\nEngineer",
        "Skills\nPython",
    ]
    assert document.part_at(document.text.index("Python")) == 2
    assert document.part_at(document.parts[0].end) is None
    assert document.source_hash == source_hash(b"Jane Roe\nEngineer\n\n \nSkills\nPython")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.empty),
        (" \n ", Fault.empty),
        ("12 34 !", Fault.no_text),
        ("a" * 500_000, Fault.too_long),
    ],
)
def test_useless_pasted_text_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_pasted(text)
    assert refused.value.fault is fault


@settings(deadline=None)
@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(sign) < 32 and sign not in "\t\n" for sign in once)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_parts_stand_where_they_say(text: str) -> None:
    try:
        document = read_pasted(text)
    except DocumentRefused:
        return
    for part in document.parts:
        assert 0 <= part.start <= part.end <= len(document.text)
    outside = document.text
    for part in reversed(document.parts):
        outside = outside[: part.start] + outside[part.end :]
    assert not outside.strip()
