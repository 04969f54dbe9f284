"""Takes documents in: text in the sandbox, kept with its hash, then read for what it claims."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from weakref import WeakValueDictionary

import structlog

from runtime.documents.dates import YearMonth
from runtime.documents.kinds import DocumentKind
from runtime.documents.refusal import DocumentRefused
from runtime.documents.sandbox import Sandbox
from runtime.documents.text import read_pasted, read_upload
from runtime.errors import UnknownRecord, VivaError
from runtime.library.documents import (
    DocType,
    DocumentRepository,
    Extraction,
    ParsingStatus,
    UserDocument,
)
from runtime.providers.document_reading import DocumentReading

logger = structlog.get_logger()

QUEUE_MAX = 1_000
"""Documents waiting to be read; more are read when somebody asks for them."""
MIME_TYPES = {
    DocumentKind.pdf: "application/pdf",
    DocumentKind.docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.text: "text/plain",
}


class DocumentReader:
    """Reads each document once: soon after its upload, or when somebody asks for it (C-37)."""

    def __init__(
        self,
        documents: DocumentRepository,
        sandbox: Sandbox,
        reading: DocumentReading,
        *,
        today: Callable[[], date],
    ) -> None:
        """`today`: until when a job lasts that goes on."""
        self._extractor = reading
        self._documents = documents
        self._sandbox = sandbox
        self._today = today
        self._reading = WeakValueDictionary[str, asyncio.Lock]()
        self._waiting: asyncio.Queue[tuple[str, str]] = asyncio.Queue(QUEUE_MAX)

    async def take_file(
        self, user_id: str, doc_type: DocType, *, file_name: str, mime_type: str, data: bytes
    ) -> UserDocument:
        """Keep an uploaded file with its text, and have it read for its claims soon.

        The same bytes again are the same document. Cancelling ends the sandbox's process.

        Raises:
            DocumentRefused: the file is of no use; nothing of it is kept.
            StorageFailed: the database did not answer.
        """
        read = await read_upload(self._sandbox, data, file_name, mime_type)
        return await self._keep(
            UserDocument(
                user_id=user_id,
                doc_type=doc_type,
                file_name=file_name,
                mime_type=MIME_TYPES[read.kind],
                raw_text=read.text,
            ),
            data,
        )

    async def take_text(
        self, user_id: str, doc_type: DocType, *, file_name: str, text: str
    ) -> UserDocument:
        """Keep a pasted text. Raises DocumentRefused, StorageFailed."""
        read = read_pasted(text)
        return await self._keep(
            UserDocument(
                user_id=user_id,
                doc_type=doc_type,
                file_name=file_name,
                mime_type=MIME_TYPES[DocumentKind.text],
                raw_text=read.text,
                source="pasted",
            ),
            text.encode("utf-8", "replace"),
        )

    async def parsed(self, user_id: str, document_id: str, *, force: bool = False) -> UserDocument:
        """The document with what it claims, read now if it was not; `force` reads it again.

        Raises:
            UnknownDocument: there is none of this user.
            DocumentRefused: it can't be read any more; it is marked as failed.
            StorageFailed: the database did not answer.
        """
        # The queue may be at this very document.
        async with self._reading.setdefault(document_id, asyncio.Lock()):
            return await self._parsed(user_id, document_id, force=force)

    async def _parsed(self, user_id: str, document_id: str, *, force: bool) -> UserDocument:
        document = await self._documents.load(user_id, document_id)
        if document.parsing_status is ParsingStatus.parsed and not force:
            return document
        text = document.raw_text
        if text is None or force:
            try:
                text = await self._text(document)
            except DocumentRefused as refusal:
                await self._documents.save_failed(user_id, document_id, reason=str(refusal))
                raise
        return await self._documents.save_parsed(
            user_id,
            document_id,
            raw_text=text,
            extraction=await self._extraction(document.doc_type, text),
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """While inside, uploads are read for their claims one after the other."""
        work = asyncio.create_task(self._read_waiting(), name="documents")
        try:
            yield
        finally:
            work.cancel()
            await asyncio.wait({work})

    async def _keep(self, document: UserDocument, data: bytes) -> UserDocument:
        kept, _is_new = await self._documents.add(document, data)
        if kept.parsing_status is not ParsingStatus.parsed and not self._waiting.full():
            self._waiting.put_nowait((kept.user_id, kept.document_id))
        return kept

    async def _text(self, document: UserDocument) -> str:
        data = await self._documents.content(document.user_id, document.document_id)
        if document.source == "pasted":
            return read_pasted(data.decode("utf-8", "replace")).text
        read = await read_upload(self._sandbox, data, document.file_name, document.mime_type)
        return read.text

    async def _extraction(self, doc_type: DocType, text: str) -> Extraction | None:
        """What rules and model find; None for types that have text only."""
        today = self._today()
        match doc_type:
            case DocType.resume:
                as_of = YearMonth(year=today.year, month=today.month)
                return await self._extractor.resume(text, as_of=as_of)
            case DocType.job_description:
                return await self._extractor.job(text)
            case _:
                return None

    async def _read_waiting(self) -> None:
        while True:
            user_id, document_id = await self._waiting.get()
            try:
                await self.parsed(user_id, document_id)
            except UnknownRecord:
                continue  # Deleted meanwhile.
            except VivaError as failure:
                # It stays pending, and is read when somebody asks for it.
                logger.warning("document not read", document_id=document_id, reason=failure.code)
            except Exception as failure:
                # Only its type: the text of an exception could hold words of the document.
                logger.error(
                    "document not read", document_id=document_id, error=type(failure).__name__
                )
