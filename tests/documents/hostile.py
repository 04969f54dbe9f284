"""Makes documents: good ones, useless ones and hostile ones. All of it our own."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

import docx
from pypdf import PdfReader, PdfWriter

LINES = (
    "Jane Roe",
    "EXPERIENCE",
    "Data Engineer, Northwind Labs, 2019 - 2023",
    "Led the migration to Kafka and cut costs by 30%.",
)


def pdf_object_file(objects: Sequence[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at)
    return bytes(out)


def pdf_of_stream(stream: bytes, filters: str = "/FlateDecode") -> bytes:
    """One page whose content is an already packed stream."""
    return pdf_object_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d/Filter %s>>stream\n" % (len(stream), filters.encode())
            + stream
            + b"\nendstream",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pdf(lines: Sequence[str] = LINES) -> bytes:
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    return pdf_of_stream(zlib.compress(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode()))


def pdf_pages(pages: int) -> bytes:
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(pdf())).pages[0]
    for _ in range(pages):
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A page with a drawing and no text."""
    return pdf_of_stream(zlib.compress(b"0 0 0 rg 10 10 580 780 re f"))


def flate_bomb_pdf() -> bytes:
    """96 MB of line breaks behind two layers of Flate, in about two kilobytes."""
    packer = zlib.compressobj(1)
    block = b"\n" * (1 << 20)
    packed = packer.compress(b"BT /F1 12 Tf (A) Tj ET ")
    packed += b"".join(packer.compress(block) for _ in range(96)) + packer.flush()
    return pdf_of_stream(zlib.compress(packed, 9), "[/FlateDecode /FlateDecode]")


def many_operators_pdf() -> bytes:
    """Three million drawing commands: small to send, long to run."""
    commands = b"BT /F1 12 Tf 50 700 Td " + b"(A) Tj " * 3_000_000 + b"ET"
    return pdf_of_stream(zlib.compress(commands, 1))


def looping_pages_pdf() -> bytes:
    """A page tree that contains itself."""
    return pdf_object_file(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"]
    )


def docx_file(lines: Sequence[str] = LINES) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_entries(replaced: Mapping[str, bytes] = {}, added: Mapping[str, bytes] = {}) -> bytes:
    """A good DOCX with some of its entries replaced and some added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_file())) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for entry in good.infolist():
            bad.writestr(entry.filename, replaced.get(entry.filename, good.read(entry.filename)))
        for name, data in added.items():
            bad.writestr(name, data)
    return out.getvalue()


def with_body(body: str, doctype: str = "") -> bytes:
    xml = f"{doctype}<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"
    return with_entries({"word/document.xml": xml.encode()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb_docx() -> bytes:
    return with_entries({"word/document.xml": b"A" * (80 << 20)})


def dense_docx() -> bytes:
    """Small in all, but one entry is packed a thousandfold."""
    return with_entries(added={"word/media/x.bin": b"\0" * (8 << 20)})


def crowded_docx() -> bytes:
    return with_entries(added={f"word/x{number}.txt": b"x" for number in range(2_500)})


def nested_docx() -> bytes:
    return with_entries(added={"word/embeddings/inner.zip": docx_file()})


def climbing_docx() -> bytes:
    return with_entries(added={"word/../../etc/x": b"x"})


def lying_docx() -> bytes:
    """The directory says 100 bytes; the entry unpacks to 60 MB."""
    data = bytearray(with_entries({"word/document.xml": b"A" * (60 << 20)}))
    real = (60 << 20).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def laughing_docx() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return with_body(paragraph("&a9;"), f"<!DOCTYPE l [{entities}]>")


def external_entity_docx() -> bytes:
    doctype = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return with_body(paragraph("the host is &x; and nothing else"), doctype)


def utf16_entity_docx() -> bytes:
    doctype = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [<!ENTITY x "y">]>'
    xml = f"{doctype}<w:document {NAMESPACE}><w:body>{paragraph('&x;')}</w:body></w:document>"
    return with_entries({"word/document.xml": xml.encode("utf-16")})


def deep_docx() -> bytes:
    return with_body("<w:p><w:r>" * 20_000 + "x" + "</w:r></w:p>" * 20_000)


def wide_docx() -> bytes:
    """Half a million paragraphs: few bytes, much memory."""
    return with_body("<w:p/>" * 500_000 + paragraph("x" * 100))


def empty_docx() -> bytes:
    return docx_file([""])


def spreadsheet() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


Maker = Callable[[], bytes]
GOOD_DOCX = docx_file()
