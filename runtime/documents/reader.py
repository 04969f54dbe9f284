"""Reads one PDF or DOCX from standard input within hard limits; runs as a process of its own.

Usage: `python -I reader.py pdf|docx MAX_PAGES MAX_CHARS`. The document comes on standard input
and a JSON object goes to standard output: `{"parts": [text, …], "notes": [sentence, …]}` or
`{"fault": name}`, with the names of `refusal.Fault`. It imports nothing of ours, so that it needs
no path (what lies beside it is read as a file), and limits itself before it reads the first byte.
"""

import io
import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

page_text = runpy.run_path(str(Path(__file__).with_name("drawn_order.py")))["page_text"]
MEMORY_BYTES = 512 << 20
"""Address space. A 1 GiB Flate bomb was refused by pypdf at 180 MB in our trials."""
CPU_S = 8
FILES = 32
MIN_LETTERS = 20
"""Fewer letters in the whole document and it has no text to speak of."""
MIN_LETTER_SHARE = 0.4
"""Of the characters that are not white space; fonts without a character map give less."""
MAX_NOTES = 5


class Refused(Exception):
    """Ends the reading; the argument is the name of the fault."""


def limit_resources() -> None:
    """Memory, processor time, no written files, few open ones; what the system can't do is left.

    macOS has no working RLIMIT_AS and raises ValueError; the wall clock of the parent still holds.
    """
    import resource

    for name, value in (
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_CPU", CPU_S),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", FILES),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):
            continue


def read_pdf(data: bytes, max_pages: int, max_chars: int) -> tuple[list[str], list[str]]:
    """Text per page, and a note for each page that could not be read."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(data))
        # Many PDFs only restrict printing: their reading password is empty.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("encrypted")
        pages = len(reader.pages)
    except LimitReachedError:
        raise Refused("unsafe") from None
    except (FileNotDecryptedError, DependencyError, NotImplementedError):
        raise Refused("encrypted") from None
    except (MemoryError, RecursionError, Refused):
        raise
    except Exception:
        # pypdf meets broken files with whatever its parser trips over: KeyError, TypeError, …
        raise Refused("damaged") from None
    if pages > max_pages:
        raise Refused("too_long")
    parts: list[str] = []
    notes: list[str] = []
    length = 0
    for number in range(pages):
        try:
            text = page_text(reader.pages[number])
        except LimitReachedError:
            raise Refused("unsafe") from None
        except (MemoryError, RecursionError):
            raise
        except Exception:
            notes.append(f"Page {number + 1} could not be read.")
            text = ""
        length += len(text)
        if length > max_chars:
            raise Refused("too_long")
        parts.append(text)
    if pages == 0 or len(notes) == pages:
        raise Refused("damaged")
    return parts, notes[:MAX_NOTES]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, max_pages: int, max_chars: int) -> tuple[list[str], list[str]]:
    """Text per paragraph, in reading order: page headers first, tables row by row, text boxes."""
    del max_pages
    refuse_doctypes(data)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        bodies: list[Any] = []
        for section in document.sections:
            if not section.header.is_linked_to_previous:
                bodies.append(section.header._element)
        bodies.append(document.element.body)
        parts: list[str] = []
        length = 0
        for body in bodies:
            for text in _blocks(body):
                length += len(text) + 1
                if length > max_chars:
                    raise Refused("too_long")
                parts.append(text)
    except (MemoryError, RecursionError, Refused):
        raise
    except Exception:
        raise Refused("damaged") from None
    return parts, []


def refuse_doctypes(data: bytes) -> None:
    """No word processor writes a DOCTYPE; entities, inside or outside the file, need one."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.lower().endswith((".xml", ".rels")):
                    xml = archive.read(name).replace(b"\x00", b"")
                    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                        raise Refused("unsafe")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        raise Refused("damaged") from None


def _blocks(body: Any) -> Iterator[str]:
    """Paragraphs and table rows below `body`; the cells of a row are parted by tabs."""
    for child in body.iterchildren():
        if child.tag == _W + "p":
            yield _paragraph(child)
            for box in child.iter(_W + "txbxContent"):
                if not any(up.tag == _FALLBACK for up in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == _W + "tbl":
            yield from _rows(child)
        elif child.tag == _W + "sdt":
            for content in child.iterchildren(_W + "sdtContent"):
                yield from _blocks(content)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iterchildren(_W + "tr"):
        cells = [list(_blocks(cell)) for cell in row.iterchildren(_W + "tc")]
        if all(len(cell) <= 1 for cell in cells):
            yield "\t".join(cell[0] if cell else "" for cell in cells).rstrip("\t")
        else:
            # Résumés use tables for columns: read each column to its end.
            for cell in cells:
                yield from cell


def _paragraph(paragraph: Any) -> str:
    """Text of one paragraph without that of text boxes inside it; list items get a bullet."""
    pieces: list[str] = []
    _runs(paragraph, pieces)
    text = "".join(pieces)
    properties = paragraph.find(_W + "pPr")
    if properties is not None and text.strip() and _is_list_item(properties):
        return "• " + text.lstrip()
    return text


def _is_list_item(properties: Any) -> bool:
    if properties.find(_W + "numPr") is not None:
        return True
    style = properties.find(_W + "pStyle")
    return style is not None and (style.get(_W + "val") or "").startswith("List")


def _runs(element: Any, pieces: list[str]) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if tag == _W + "t":
            pieces.append(child.text or "")
        elif tag == _W + "tab":
            pieces.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif tag == _W + "noBreakHyphen":
            pieces.append("-")
        elif isinstance(tag, str) and tag.startswith(_W) and tag not in _SILENT:
            _runs(child, pieces)


_SILENT = {_W + name for name in ("pPr", "rPr", "del", "moveFrom", "pict", "object", "txbxContent")}
"""Properties, deleted text and pictures (text boxes are read on their own)."""


def refuse_textless(parts: list[str]) -> None:
    text = "".join("".join(parts).split())
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS or letters < MIN_LETTER_SHARE * len(text):
        raise Refused("no_text")


def answer(kind: str, data: bytes, max_pages: int, max_chars: int) -> dict[str, object]:
    """The object to print; every refusal becomes its name."""
    read = read_pdf if kind == "pdf" else read_docx
    try:
        parts, notes = read(data, max_pages, max_chars)
        refuse_textless(parts)
    except Refused as refused:
        return {"fault": str(refused)}
    except (MemoryError, RecursionError):
        return {"fault": "too_slow"}
    return {"parts": parts, "notes": notes}


if __name__ == "__main__":
    limit_resources()
    reply = answer(sys.argv[1], sys.stdin.buffer.read(), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.buffer.write(json.dumps(reply).encode("ascii"))
