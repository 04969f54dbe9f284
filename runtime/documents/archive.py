"""A look at a DOCX from outside: its directory only, before anything is unpacked. Pure."""

import io
import struct
import zipfile

from runtime.documents.refusal import DocumentRefused, Fault

MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 1 << 20
MAX_UNPACKED_BYTES = 50 << 20
"""All entries together. A bomb of 444 KB cost 826 MB of memory in our trials; a résumé with
pictures stays under a tenth of this."""
MAX_RATIO = 200
"""Unpacked over packed bytes of one entry; Deflate reaches 1,032, word processors about 20."""
RATIO_FREE_BYTES = 1 << 20
"""Below this an entry may be packed as well as it likes."""
MAX_NAME_DEPTH = 8
_END_RECORD = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_ARCHIVES = (".zip", ".jar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".docx", ".docm")


def scan(data: bytes) -> None:
    """Refuse a DOCX whose directory promises trouble; nothing is unpacked.

    Raises:
        DocumentRefused: `damaged` (no directory: cut off), `encrypted`, `unsafe` (too many
            entries, too large or too densely packed, an archive inside, strange names), or
            `unsupported` (no Word document inside).
    """
    _check_end_record(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise DocumentRefused(Fault.damaged) from error
    if len(entries) > MAX_ENTRIES:
        raise DocumentRefused(Fault.unsafe)
    names = {entry.filename for entry in entries}
    if len(names) != len(entries):
        raise DocumentRefused(Fault.unsafe)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise DocumentRefused(Fault.unsafe)
    for entry in entries:
        _check_entry(entry)
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise DocumentRefused(Fault.unsupported, "an archive or another Office file")


def _check_end_record(data: bytes) -> None:
    """Read the counts before `zipfile` builds an object per entry."""
    at = data.rfind(_END_MAGIC, max(0, len(data) - _END_RECORD.size - 0xFFFF))
    if at < 0 or at + _END_RECORD.size > len(data):
        raise DocumentRefused(Fault.damaged)
    _, _, _, _, entries, directory_bytes, _, _ = _END_RECORD.unpack_from(data, at)
    # 0xFFFF announces ZIP64, which no word processor needs for a résumé.
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise DocumentRefused(Fault.unsafe)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise DocumentRefused(Fault.encrypted)
    if entry.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * entry.compress_size):
        raise DocumentRefused(Fault.unsafe)
    parts = entry.filename.replace("\\", "/").split("/")
    if len(parts) > MAX_NAME_DEPTH or ".." in parts or parts[0] == "":
        raise DocumentRefused(Fault.unsafe)
    if entry.filename.lower().endswith(_ARCHIVES):
        raise DocumentRefused(Fault.unsafe)
