"""Users' documents in Postgres; fits `runtime.library.documents.DocumentRepository`.

The bytes lie in a table of their own: one transaction keeps row and bytes, every server of a
deployment reads the same, one backup holds all, and deleting a user leaves nothing behind. A
document has at most 10 MB, so this costs less than a second kind of store.
"""

import hashlib

import msgspec

from runtime.documents.job import JobExtraction
from runtime.documents.resume import ResumeExtraction
from runtime.errors import InvalidContent
from runtime.library.documents import DocType, Extraction, Profile, UserDocument
from storage.encoding import to_jsonb, without_nul
from storage.postgres import Connection, Pool, connection, transaction
from storage.references import decoded, id_of, unknown
from storage.sql import queries

_document = msgspec.json.Decoder(UserDocument)
_profile = msgspec.json.Decoder(Profile)

KINDS: dict[DocType, type[Extraction] | None] = {
    DocType.resume: ResumeExtraction,
    DocType.job_description: JobExtraction,
    DocType.company_notes: None,
    DocType.other: None,
}
"""What is drawn from a document of each type."""


class PostgresDocuments:
    """All methods raise StorageFailed when Postgres does not answer within seconds."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, document: UserDocument, content: bytes) -> tuple[UserDocument, bool]:
        """Keep a document; True when its bytes are new for this user and type.

        The same bytes again become the newest, and a profile follows the newest résumé.

        Raises UnknownUser.
        """
        user_id = id_of("user", document.user_id)
        source_hash = hashlib.sha256(content).hexdigest()
        file_name = without_nul(document.file_name)
        async with transaction(self._pool) as taken:
            if not await taken.fetchval(queries["lock_user"], user_id):
                raise unknown("user")
            known_id = await taken.fetchval(
                queries["touch_document"], user_id, document.doc_type, source_hash, file_name
            )
            if known_id is not None:
                if document.doc_type is DocType.resume:
                    await taken.execute(queries["save_profile"], user_id)
                return await _load(taken, user_id, str(known_id)), False
            new_id = await taken.fetchval(
                queries["add_document"],
                user_id,
                document.doc_type,
                source_hash,
                file_name,
                without_nul(document.mime_type),
                without_nul(document.source),
                content,
                None if document.raw_text is None else without_nul(document.raw_text),
            )
            return await _load(taken, user_id, str(new_id)), True

    async def load(self, user_id: str, document_id: str) -> UserDocument:
        """Raises UnknownDocument."""
        async with connection(self._pool) as taken:
            return await _load(taken, user_id, document_id)

    async def content(self, user_id: str, document_id: str) -> bytes:
        """The bytes as they were uploaded. Raises UnknownDocument."""
        known_id = id_of("document", document_id)
        async with connection(self._pool) as taken:
            content = await taken.fetchval(queries["document_content"], user_id, known_id)
        if content is None:
            raise unknown("document")
        return bytes(content)

    async def documents(
        self, user_id: str, *, doc_type: DocType | None = None, limit: int = 100
    ) -> list[UserDocument]:
        """The newest first, without their text and what was parsed."""
        async with connection(self._pool) as taken:
            rows = await taken.fetch(queries["documents"], user_id, None, doc_type, False, limit)
        return [_document.decode(row[0]) for row in rows]

    async def save_parsed(
        self, user_id: str, document_id: str, *, raw_text: str, extraction: Extraction | None
    ) -> UserDocument:
        """Keep what was read, and with the newest résumé the profile.

        Raises:
            UnknownDocument: there is none with this id of this user.
            InvalidContent: the extraction is not of the document's type.
        """
        known_id = id_of("document", document_id)
        async with transaction(self._pool) as taken:
            document = await _load(taken, user_id, known_id)
            kind = KINDS[document.doc_type]
            if extraction is not None and (kind is None or not isinstance(extraction, kind)):
                raise InvalidContent(
                    f"A document of type {document.doc_type} can't hold what was drawn from a "
                    f"{type(extraction).__name__}."
                )
            await taken.execute(
                queries["save_parsed"],
                user_id,
                known_id,
                without_nul(raw_text),
                None if extraction is None else to_jsonb(extraction),
            )
            if document.doc_type is DocType.resume:
                await taken.execute(queries["save_profile"], user_id)
            return await _load(taken, user_id, known_id)

    async def save_failed(self, user_id: str, document_id: str, *, reason: str) -> UserDocument:
        """Mark a document unreadable. Raises UnknownDocument."""
        known_id = id_of("document", document_id)
        async with transaction(self._pool) as taken:
            if not await taken.fetchval(
                queries["save_failed"], user_id, known_id, without_nul(reason)
            ):
                raise unknown("document")
            return await _load(taken, user_id, known_id)

    async def latest(self, user_id: str, doc_type: DocType) -> UserDocument | None:
        """The one that was uploaded last, complete; None when there is none."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["documents"], user_id, None, doc_type, True, 1)
        return None if document is None else _document.decode(document)

    async def profile(self, user_id: str) -> Profile | None:
        """None until a résumé was parsed."""
        async with connection(self._pool) as taken:
            document = await taken.fetchval(queries["profile"], user_id)
        return None if document is None else _profile.decode(document)

    async def delete(self, user_id: str, document_id: str) -> None:
        """Erase the document and its bytes; the profile then follows the newest résumé left.

        Raises UnknownDocument.
        """
        known_id = id_of("document", document_id)
        async with transaction(self._pool) as taken:
            if not await taken.fetchval(queries["delete_document"], user_id, known_id):
                raise unknown("document")
            await taken.execute(queries["save_profile"], user_id)


async def _load(taken: Connection, user_id: str, document_id: str) -> UserDocument:
    known_id = id_of("document", document_id)
    document = await taken.fetchval(queries["documents"], user_id, known_id, None, True, 1)
    return decoded(document, _document, "document")
