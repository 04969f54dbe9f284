"""Why a document was refused, and what its owner can do about it. Pure."""

from enum import StrEnum
from typing import assert_never

from runtime.errors import ClientError


class Fault(StrEnum):
    """What is wrong with a document; stable, so a page can translate the message."""

    empty = "empty"
    """0 bytes, or nothing but white space."""
    too_large = "too_large"
    """More bytes than we take."""
    too_long = "too_long"
    """More pages or characters than we take."""
    wrong_extension = "wrong_extension"
    """The name says one type and the content is another."""
    unsupported = "unsupported"
    """A type that we don't read."""
    encrypted = "encrypted"
    """It needs a password."""
    no_text = "no_text"
    """Only pictures, or letters without a meaning: a scan, most likely."""
    damaged = "damaged"
    """Cut off or broken."""
    unsafe = "unsafe"
    """Built to exhaust or to attack its reader: bombs, XML entities."""
    too_slow = "too_slow"
    """It could not be read within the limits of time and memory."""


class DocumentRefused(ClientError):
    """A document that can't be used; the text says what to do and never quotes the document.

    `fault` tells why; `detail` adds our own words (a type, a number), never the document's.
    """

    code = "document_refused"

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(_message(fault, detail))
        self.fault = fault


def _message(fault: Fault, detail: str) -> str:
    match fault:
        case Fault.empty:
            return "The file is empty. Choose the file again, or paste its text."
        case Fault.too_large:
            return (
                f"The file is too large{_in(detail)}. Save it without pictures, or paste its text."
            )
        case Fault.too_long:
            return f"The document is too long{_in(detail)}. Upload only the pages that matter."
        case Fault.wrong_extension:
            return (
                f"The file is not what its name says{_in(detail)}. "
                "Save it again as PDF, DOCX or plain text, with the matching ending."
            )
        case Fault.unsupported:
            return (
                f"We can't read this type of file{_in(detail)}. "
                "Save it as PDF, DOCX or plain text, or paste its text."
            )
        case Fault.encrypted:
            return "The file is protected by a password. Save it without one and upload it again."
        case Fault.no_text:
            return (
                "We found no text in the file; it may be a scan or a picture. "
                "Upload a version with real text, or paste the text."
            )
        case Fault.damaged:
            return (
                "The file is damaged or incomplete. "
                "Export it again from the program that made it, or paste its text."
            )
        case Fault.unsafe:
            return (
                "The file is built in a way that we don't open, for safety. "
                "Export it again as PDF, or paste its text."
            )
        case Fault.too_slow:
            return (
                "The file is too complicated to read. "
                "Export it again as a simple PDF, or paste its text."
            )
        case _:
            assert_never(fault)


def _in(detail: str) -> str:
    return f" ({detail})" if detail else ""
