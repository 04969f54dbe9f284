"""Documents that users upload, and the profile that their newest résumé gives."""

from enum import StrEnum
from typing import Protocol, TypeAlias

import msgspec

from runtime.documents.employment import WorkEntry
from runtime.documents.job import JobExtraction
from runtime.documents.projects import Project
from runtime.documents.resume import ResumeExtraction
from runtime.documents.risks import RiskFlag
from runtime.documents.skills import Skill


class DocType(StrEnum):
    """R-094."""

    resume = "resume"
    job_description = "job_description"
    company_notes = "company_notes"
    other = "other"


class ParsingStatus(StrEnum):
    """How far the reading of a document is."""

    pending = "pending"
    parsed = "parsed"
    failed = "failed"


Extraction: TypeAlias = ResumeExtraction | JobExtraction


class UserDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one document (R-059); its bytes are read by themselves."""

    document_id: str = ""
    """A UUID; given by the store."""
    user_id: str
    doc_type: DocType
    file_name: str
    mime_type: str
    file_size_bytes: int = 0
    """Given by the store."""
    s3_url: str = ""
    """The storage key of the bytes, whatever keeps them; given by the store."""
    raw_text: str | None = None
    """The text in it; None until it was read."""
    resume: ResumeExtraction | None = None
    """`parsed_json` of a résumé."""
    job: JobExtraction | None = None
    """`parsed_json` of a job description."""
    source_hash: str = ""
    """SHA-256 of the bytes in hex; given by the store (R-251)."""
    version: int = 1
    """Counts the user's different documents of this type; given by the store."""
    source: str = "upload"
    """Where it came from: `upload`, `pasted`, `linkedin` (C-14)."""
    parsing_status: ParsingStatus = ParsingStatus.pending
    parsing_error: str | None = None
    """Why it could not be read, in words for its owner."""
    created_at: str = ""
    """RFC 3339, UTC, like all times; given by the store."""
    updated_at: str = ""
    uploaded_at: str = ""
    """When it was last given to us: uploading an old version again makes it the newest."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What a user's newest parsed résumé claims (R-060)."""

    user_id: str
    latest_resume_doc_id: str | None
    headline: str | None = None
    work_history: tuple[WorkEntry, ...] = ()
    projects: tuple[Project, ...] = ()
    skills_claimed: tuple[Skill, ...] = ()
    risk_flags: tuple[RiskFlag, ...] = ()
    updated_at: str = ""


class DocumentRepository(Protocol):
    """Documents with their bytes and what was read from them.

    A document of another user is unknown: UnknownDocument, as for an id that never was. All
    methods raise StorageFailed when the database doesn't answer. Cancelling one that writes
    leaves all or nothing written.
    """

    async def add(self, document: UserDocument, content: bytes) -> tuple[UserDocument, bool]:
        """Keep a document; True when its bytes are new for this user and type.

        The same bytes again give the document that is there, with whatever was parsed from it,
        as the newest; only its file name is replaced. Other bytes become the next version.

        Raises UnknownUser.
        """
        ...

    async def load(self, user_id: str, document_id: str) -> UserDocument:
        """Raises UnknownDocument."""
        ...

    async def content(self, user_id: str, document_id: str) -> bytes:
        """The bytes as they were uploaded. Raises UnknownDocument."""
        ...

    async def documents(
        self, user_id: str, *, doc_type: DocType | None = None, limit: int = 100
    ) -> list[UserDocument]:
        """The newest first, without their text and what was parsed: `load` gives these."""
        ...

    async def save_parsed(
        self, user_id: str, document_id: str, *, raw_text: str, extraction: Extraction | None
    ) -> UserDocument:
        """Keep what was read, and with the newest résumé the profile; replaces earlier readings.

        `extraction` is None for company notes and others, which have text only.

        Raises:
            UnknownDocument: there is none with this id of this user.
            InvalidContent: the extraction is not of the document's type.
        """
        ...

    async def save_failed(self, user_id: str, document_id: str, *, reason: str) -> UserDocument:
        """Mark a document unreadable; `reason` is for its owner. Raises UnknownDocument."""
        ...

    async def latest(self, user_id: str, doc_type: DocType) -> UserDocument | None:
        """The one that was uploaded last, complete; None when there is none."""
        ...

    async def profile(self, user_id: str) -> Profile | None:
        """None until a résumé was parsed."""
        ...

    async def delete(self, user_id: str, document_id: str) -> None:
        """Erase the document, its bytes, and the profile if it came from it.

        Configurations and jobs that name it go on without. Raises UnknownDocument.
        """
        ...
