"""From an upload to plain text with the places of its pages or paragraphs."""

import hashlib
import re
from collections.abc import Sequence

import msgspec

from runtime.documents import archive
from runtime.documents.kinds import DocumentKind, sniff, utf16_order
from runtime.documents.refusal import DocumentRefused, Fault
from runtime.documents.sandbox import MAX_CHARS, Sandbox

MAX_UPLOAD_BYTES = 10 << 20
"""The server's own limit of a request body, too."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a PDF, or one paragraph of anything else."""

    number: int
    """From 1."""
    start: int
    end: int
    """Offsets in `DocumentText.text`; one past the last character."""


class DocumentText(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says."""

    text: str
    """Lines parted by `\\n`; no control characters but tab."""
    kind: DocumentKind
    parts: tuple[Part, ...]
    source_hash: str
    """SHA-256 of the uploaded bytes, hex; the same document twice has the same (R-251)."""
    notes: tuple[str, ...] = ()
    """Our own sentences on what could not be read; empty when all went well."""

    def part_at(self, offset: int) -> int | None:
        """Number of the page or paragraph at a character offset; None between two."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part.number
        return None


def source_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def read_upload(
    sandbox: Sandbox, data: bytes, file_name: str, claimed_type: str = ""
) -> DocumentText:
    """The text of an uploaded file.

    PDF and DOCX are read in the sandbox, plain text is decoded here. Cancelling kills the
    sandbox's process.

    Raises:
        DocumentRefused: the file is of no use; the message says why and what to do.
    """
    if len(data) > MAX_UPLOAD_BYTES:
        raise DocumentRefused(Fault.too_large, f"{len(data) >> 20} MB, we take {_LIMIT_MB}")
    kind = sniff(data, file_name, claimed_type)
    if kind is DocumentKind.text:
        return _from_text(decode(data), source_hash(data))
    if kind is DocumentKind.docx:
        archive.scan(data)
    raw = await sandbox.read(kind, data)
    joint = "\n\n" if kind is DocumentKind.pdf else "\n"
    return assemble(raw.parts, joint=joint, kind=kind, hash_=source_hash(data), notes=raw.notes)


def read_pasted(text: str) -> DocumentText:
    """The text that somebody pasted; its hash is that of its UTF-8 bytes.

    Raises:
        DocumentRefused: `empty`, `too_long` or `no_text`.
    """
    # A lone surrogate can come out of JSON and would not survive UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        raise DocumentRefused(Fault.empty)
    return _from_text(text, source_hash(text.encode()))


_LIMIT_MB = f"{MAX_UPLOAD_BYTES >> 20} MB"


def _from_text(text: str, hash_: str) -> DocumentText:
    if len(text) > MAX_CHARS:
        raise DocumentRefused(Fault.too_long, f"{len(text)} characters, we take {MAX_CHARS}")
    paragraphs = re.split(r"\n[ \t]*\n+", clean(text))
    return assemble(paragraphs, joint="\n\n", kind=DocumentKind.text, hash_=hash_)


def assemble(
    parts: Sequence[str],
    *,
    joint: str,
    kind: DocumentKind,
    hash_: str,
    notes: Sequence[str] = (),
) -> DocumentText:
    """Clean the parts, join them and remember where each one stands.

    Raises:
        DocumentRefused: `no_text`.
    """
    pieces: list[str] = []
    places: list[Part] = []
    length = 0
    for number, part in enumerate(parts, start=1):
        cleaned = clean(part)
        places.append(Part(number=number, start=length, end=length + len(cleaned)))
        pieces.append(cleaned)
        length += len(cleaned) + len(joint)
    text = joint.join(pieces)
    if not any(map(str.isalpha, text)):
        raise DocumentRefused(Fault.no_text)
    return DocumentText(
        text=text, kind=kind, parts=tuple(places), source_hash=hash_, notes=tuple(notes)
    )


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 or UTF-32 with or without a mark, else Windows' Latin-1."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if order := utf16_order(data[:4096]):
        return data.decode(order, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; Latin-1 gives them to control characters.
        return data.decode("cp1252", "replace")


_SIGNS = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\u202a": None,
        "\u202b": None,
        "\u202c": None,
        "\u202d": None,
        "\u202e": None,
        "\u2066": None,
        "\u2067": None,
        "\u2068": None,
        "\u2069": None,
        "\uf0b7": "•",
        "\uf0a7": "•",
        "\uf0d8": "•",
        "\uf076": "•",
        "\uf0fc": "•",
        "\uf02d": "-",
    }
)
"""Ligatures and bullets of symbol fonts as PDFs give them, spaces of all widths, invisible
signs (soft hyphens, joiners, direction marks: they also hide words from readers)."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Plain lines: one kind of line break, no control characters, no invisible signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS)
    text = _CONTROL.sub("", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
