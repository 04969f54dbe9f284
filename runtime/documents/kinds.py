"""What type a document is: its bytes tell, its name and claimed type must agree. Pure."""

from enum import StrEnum
from pathlib import PurePosixPath

from runtime.documents.refusal import DocumentRefused, Fault


class DocumentKind(StrEnum):
    """The types we read."""

    pdf = "pdf"
    docx = "docx"
    text = "text"


_EXTENSIONS = {
    ".pdf": DocumentKind.pdf,
    ".docx": DocumentKind.docx,
    ".txt": DocumentKind.text,
    ".text": DocumentKind.text,
    ".md": DocumentKind.text,
}

_CLAIMS = {
    "application/pdf": DocumentKind.pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DocumentKind.docx,
    "text/plain": DocumentKind.text,
    "text/markdown": DocumentKind.text,
}
"""MIME types that say something; browsers send `application/octet-stream` for the rest."""

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word file or a protected Office file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"%!PS", "PostScript"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "an archive"),
)
"""First bytes of well-known types that we don't read, with a word for the reader."""

_PDF_HEADER_BYTES = 1024
"""Readers accept `%PDF-` anywhere in the first 1024 bytes (PDF 1.7, annex H)."""

_SAMPLE_BYTES = 65_536
_CONTROL = frozenset(range(32)) - {*b"\t\n\v\f\r\x1b"}


def sniff(data: bytes, file_name: str, claimed_type: str = "") -> DocumentKind:
    """The type of the bytes.

    The ending of `file_name` must agree with it; without a known ending, `claimed_type` (a MIME
    type) must, if it names one of ours.

    Raises:
        DocumentRefused: `empty`, `unsupported` or `wrong_extension`.
    """
    if not data.strip(b"\x00\t\n\v\f\r "):
        raise DocumentRefused(Fault.empty)
    kind, foreign = _content(data)
    extension = PurePosixPath(file_name.replace("\\", "/")).suffix.lower()
    claimed = _EXTENSIONS.get(extension)
    if claimed is None and not extension:
        claimed = _CLAIMS.get(claimed_type.partition(";")[0].strip().lower())
    if kind is None:
        fault = Fault.unsupported if claimed is None else Fault.wrong_extension
        raise DocumentRefused(fault, foreign)
    if claimed is None and kind is DocumentKind.text and extension:
        # HTML, CSV, source code: text for us, markup for its owner.
        raise DocumentRefused(Fault.unsupported, extension.lstrip(".")[:8].upper())
    if claimed is not None and claimed is not kind:
        raise DocumentRefused(Fault.wrong_extension, f"it is {_NAMES[kind]}")
    return kind


_NAMES = {
    DocumentKind.pdf: "a PDF",
    DocumentKind.docx: "a DOCX",
    DocumentKind.text: "plain text",
}


def _content(data: bytes) -> tuple[DocumentKind | None, str]:
    """Our type of the bytes, or None and a word for what it is."""
    if b"%PDF-" in data[:_PDF_HEADER_BYTES]:
        return DocumentKind.pdf, ""
    if data.startswith(b"PK\x03\x04"):
        # The names in the local headers are enough here; `archive` reads the directory.
        if b"word/" in data:
            return DocumentKind.docx, ""
        return None, "an archive or another Office file"
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            return None, name
    if _is_text(data[:_SAMPLE_BYTES]):
        head = data[:512].lstrip().lower()
        if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
            return None, "a web page or XML"
        return DocumentKind.text, ""
    return None, "binary data"


def _is_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(sample):
        return True
    control = sum(sample.count(byte) for byte in _CONTROL)
    return control <= len(sample) // 100


def _looks_utf16(sample: bytes) -> bool:
    """Mostly Latin text in UTF-16 without a mark has a zero in every second byte."""
    return utf16_order(sample) is not None


def utf16_order(sample: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` for unmarked UTF-16 of mostly Latin text, else None."""
    even, odd = sample[0::2], sample[1::2]
    if len(even) < 4 or len(odd) < 4:
        return None
    if odd.count(0) > 0.8 * len(odd) and even.count(0) < 0.2 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and odd.count(0) < 0.2 * len(odd):
        return "utf-16-be"
    return None
