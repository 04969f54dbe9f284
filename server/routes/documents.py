"""Uploading and reading a user's documents."""

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import delete, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType

from runtime.documents.text import MAX_UPLOAD_BYTES
from runtime.errors import UnknownDocument
from runtime.library.documents import DocType
from server.deps import Parts
from server.either_case import EitherCase, snake_fields
from server.errors import BadRequest, problems
from server.identity import Caller
from server.requests import ParseDocument, PasteDocument
from server.text import clean_text
from server.views import DocumentView, ProfileView, document_view, profile_view

UPLOAD_BODY_MAX_BYTES = 2 * MAX_UPLOAD_BYTES
"""Of a whole upload. More than one document may have: what is a little too large gets an answer
that names its size, and only what is far too large is cut off while it comes in."""
FILE_NAME_MAX_CHARS = 200


@dataclass
class UploadOperation(Operation):
    """What the body of an upload may be: Litestar can't tell it from the handler."""

    def __post_init__(self) -> None:
        text = Schema(type=OpenAPIType.STRING)
        doc_type = Schema(type=OpenAPIType.STRING, enum=[kind.value for kind in DocType])
        self.request_body = RequestBody(
            required=True,
            description="A file (PDF, DOCX or plain text, at most 10 MB), or a pasted text.",
            content={
                RequestEncodingType.MULTI_PART: OpenAPIMediaType(
                    Schema(
                        type=OpenAPIType.OBJECT,
                        required=["file", "doc_type"],
                        properties={
                            "file": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY),
                            "doc_type": doc_type,
                        },
                    )
                ),
                RequestEncodingType.JSON: OpenAPIMediaType(
                    Schema(
                        type=OpenAPIType.OBJECT,
                        required=["text", "doc_type"],
                        properties={"text": text, "doc_type": doc_type, "file_name": text},
                    )
                ),
            },
        )


@post(
    ["/api/v1/documents", "/api/v1/documents/upload", "/api/interview/documents/upload"],
    responses=problems(403, 413, 415, 422, 503),
    summary="Upload a document",
    operation_class=UploadOperation,
    request_class=EitherCase,
    request_max_body_size=UPLOAD_BODY_MAX_BYTES,
)
async def upload_document(request: EitherCase, parts: Parts, caller: Caller) -> DocumentView:
    """Keep a résumé, a job description or notes: a file as multipart, or pasted text as JSON.

    The text is taken out at once, in a process of its own with hard limits; what the document
    claims is read soon after (`parsing_status`). The same file again is the same document.
    """
    kind, _ = request.content_type
    if kind == RequestEncodingType.JSON:
        pasted = _pasted(await request.json())
        document = await parts.reader.take_text(
            caller.user_id,
            pasted.doc_type,
            file_name=_file_name(pasted.file_name),
            text=pasted.text,
        )
        return document_view(document)
    if kind != RequestEncodingType.MULTI_PART:
        raise BadRequest(
            "Send the file as multipart/form-data with the fields `file` and `doc_type`, or a text "
            "as application/json with `text` and `doc_type`."
        )
    form = snake_fields(dict(await request.form()))
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise BadRequest("The form has no file; put it into the field `file`.")
    document = await parts.reader.take_file(
        caller.user_id,
        _doc_type(form.get("doc_type")),
        file_name=_file_name(file.filename),
        mime_type=file.content_type,
        data=await file.read(),
    )
    return document_view(document)


@get(
    ["/api/v1/documents", "/api/interview/documents"],
    responses=problems(503),
    summary="List your documents",
)
async def list_documents(
    parts: Parts, caller: Caller, doc_type: DocType | None = None
) -> list[DocumentView]:
    """The newest first, without their text."""
    found = await parts.documents.documents(caller.user_id, doc_type=doc_type)
    return [document_view(document) for document in found]


@get(
    ["/api/v1/documents/{document_id:str}", "/api/interview/documents/{document_id:str}"],
    responses=problems(404, 503),
    summary="Look at a document",
)
async def read_document(parts: Parts, caller: Caller, document_id: str) -> DocumentView:
    """One document with its text and what was read from it."""
    return document_view(await parts.documents.load(caller.user_id, document_id), whole=True)


@post(
    [
        "/api/v1/documents/{document_id:str}/parse",
        "/api/interview/documents/{document_id:str}/parse",
    ],
    status_code=200,
    responses=problems(403, 404, 422, 503),
    summary="Read what a document claims",
)
async def parse_document(
    parts: Parts, caller: Caller, document_id: str, data: ParseDocument | None = None
) -> DocumentView:
    """What the document claims, each item with its place; a résumé also renews the profile.

    A document that was read already is not read again, except with `force`.
    """
    force = data is not None and data.force
    document = await parts.reader.parsed(caller.user_id, document_id, force=force)
    return document_view(document, whole=True)


@delete(
    ["/api/v1/documents/{document_id:str}", "/api/interview/documents/{document_id:str}"],
    responses=problems(403, 404, 503),
    summary="Erase a document",
)
async def delete_document(parts: Parts, caller: Caller, document_id: str) -> None:
    """Erase the document with its file and what was read from it."""
    await parts.documents.delete(caller.user_id, document_id)


@get(
    ["/api/v1/resume/profile", "/api/interview/resume/profile"],
    responses=problems(404, 503),
    summary="Look at the profile your résumé gives",
)
async def read_profile(parts: Parts, caller: Caller) -> ProfileView:
    """What the newest résumé claims."""
    profile = await parts.documents.profile(caller.user_id)
    if profile is None:
        raise UnknownDocument("No résumé has been read yet; upload one.")
    return profile_view(profile)


def _pasted(body: Any) -> PasteDocument:
    """Raises BadRequest."""
    try:
        return msgspec.convert(body, PasteDocument)
    except msgspec.ValidationError as fault:
        raise BadRequest(f"The body does not fit: {str(fault)[:200]}") from None


def _doc_type(value: object) -> DocType:
    try:
        return DocType(str(value))
    except ValueError:
        kinds = ", ".join(DocType)
        raise BadRequest(f"Say in the field `doc_type` what the file is: {kinds}.") from None


def _file_name(name: str) -> str:
    """The last part of a name, on one line."""
    last = " ".join(clean_text(name.replace("\\", "/").rpartition("/")[2]).split())
    stem, dot, ending = last.rpartition(".")
    if len(last) > FILE_NAME_MAX_CHARS and dot:
        return f"{stem[: FILE_NAME_MAX_CHARS - len(ending) - 1]}.{ending}"[-FILE_NAME_MAX_CHARS:]
    return last[:FILE_NAME_MAX_CHARS] or "unnamed"
