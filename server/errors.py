"""Errors as the outside sees them: `application/problem+json` over HTTP, a message and a close
code on sockets.

A `VivaError` was raised on purpose and its text is written for the reader. Anything else is our
own fault: the reader gets the request id, the log gets the exception.
"""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from runtime.documents.refusal import DocumentRefused, Fault
from runtime.errors import ClientError, VivaError
from server.wire import CLOSE_CODES, ErrorMessage

logger = structlog.get_logger()

PROBLEM_JSON = "application/problem+json"


class BadRequest(ClientError):
    """The request can't be served as it is; the text says what to change."""

    code = "bad_request"


class ReportNotReady(ClientError):
    """The evaluation has not finished; ask again, or wait for `report.ready` on /turns."""

    code = "report_not_ready"
    retryable = True

    def __init__(self, message: str, *, session_status: str) -> None:
        super().__init__(message)
        self.session_status = session_status


class UnknownPeer(ClientError):
    """No such WebRTC connection here."""

    code = "unknown_peer"


STATUS_BY_CODE: dict[str, int] = {
    "bad_request": 400,
    "bad_message": 400,
    "bad_audio": 400,
    "hello_expected": 400,
    "hello_timeout": 408,
    "slow_reader": 408,
    "sign_in_needed": 401,
    "not_allowed": 403,
    "ticket_refused": 403,
    "origin_refused": 403,
    "unknown_session": 404,
    "unknown_role": 404,
    "unknown_peer": 404,
    "report_not_ready": 404,
    "unknown_record": 404,
    "conflict": 409,
    "document_refused": 422,
    "session_over": 409,
    "superseded": 409,
    "lease_lost": 409,
    "too_many_messages": 429,
    "provider_failed": 502,
    "server_full": 503,
    "storage_failed": 503,
    "missing_part": 503,
    "going_away": 503,
}
"""HTTP status of each code; what is missing here is our own fault: 500."""

STATUS_BY_FAULT: dict[Fault, int] = {
    Fault.too_large: 413,
    Fault.wrong_extension: 415,
    Fault.unsupported: 415,
}
"""What is wrong with a document → HTTP status; 422 for all that is not here."""

CODE_BY_STATUS: dict[int, str] = {
    400: "bad_request",
    401: "sign_in_needed",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "bad_request",
    429: "too_many_requests",
}
"""Codes of errors that the framework raises itself."""


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    field: str
    message: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457 problem details with a stable `code`."""

    title: str
    status: int
    code: str
    detail: str
    """What is wrong and what to do."""
    retryable: bool = False
    """The same request may succeed later."""
    request_id: str | None = None
    fault: Fault | None = None
    """On `document_refused`: what is wrong with the document."""
    session_status: str | None = None
    """On `report_not_ready`: where the session is."""
    errors: tuple[FieldProblem, ...] = ()


def _title(code: str) -> str:
    return code.replace("_", " ").capitalize()


def problem_of(error: Exception, request_id: str | None = None) -> Problem:
    """The problem document of any exception; unknown ones show nothing of their text."""
    match error:
        case VivaError():
            fault = error.fault if isinstance(error, DocumentRefused) else None
            status = STATUS_BY_CODE.get(error.code, 500)
            return Problem(
                title=_title(error.code),
                status=status if fault is None else STATUS_BY_FAULT.get(fault, status),
                code=error.code,
                detail=str(error) or _title(error.code),
                retryable=error.retryable,
                request_id=request_id,
                fault=fault,
                session_status=error.session_status if isinstance(error, ReportNotReady) else None,
            )
        case HTTPException() if error.status_code < 500:
            code = CODE_BY_STATUS.get(error.status_code, "bad_request")
            return Problem(
                title=_title(code),
                status=error.status_code,
                code=code,
                detail=_framework_detail(error),
                request_id=request_id,
                errors=_field_problems(error),
            )
        case RecursionError():
            return problem_of(BadRequest("The body is nested too deeply."), request_id)
        case _:
            return Problem(
                title="Internal error",
                status=500,
                code="internal",
                detail="Something went wrong on the server; its log has the request id.",
                request_id=request_id,
            )


def _framework_detail(error: HTTPException) -> str:
    match error.status_code:
        case 404:
            return "There is nothing at this address; /schema/openapi.json lists what there is."
        case 405:
            return "This address does not take this method."
        case 413:
            return (
                "The body is too large: a document may have 10 MB, any other request 256 kB. Save "
                "the document without pictures, or paste its text."
            )
        case _ if isinstance(error, ValidationException):
            return "The request does not fit its schema; `errors` names the fields."
        case _:
            return error.detail


def _field_problems(error: HTTPException) -> tuple[FieldProblem, ...]:
    if not isinstance(error, ValidationException) or not isinstance(error.extra, list):
        return ()
    return tuple(
        FieldProblem(field=str(part.get("key", "")), message=str(part.get("message", "")))
        for part in error.extra
        if isinstance(part, dict)
    )


def problem_response(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """Litestar's exception handler for everything."""
    request_id = request.scope.get("state", {}).get("request_id")
    problem = problem_of(error, request_id)
    if problem.code == "internal" and not isinstance(error, VivaError):
        # Only the type goes into the log line: an exception's text could hold candidate's words.
        logger.error("request failed", error=type(error).__name__, request_id=request_id)
    return Response(problem, status_code=problem.status, media_type=PROBLEM_JSON)


def error_message(error: VivaError, *, fatal: bool) -> ErrorMessage:
    """What a socket's client is told."""
    return ErrorMessage(
        code=error.code,
        message=str(error) or _title(error.code),
        retryable=error.retryable,
        fatal=fatal,
    )


def close_code(error: VivaError | None) -> int:
    """WebSocket close code; 1000 for a normal end."""
    return 1000 if error is None else CLOSE_CODES.get(error.code, 1011)


def first_failure(failures: BaseExceptionGroup[VivaError]) -> VivaError:
    """The first of a group: what a socket is closed with."""
    failure: BaseException = failures
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    assert isinstance(failure, VivaError)
    return failure


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """OpenAPI responses of a route's errors; any request can be one that does not fit."""
    return {
        status: ResponseSpec(
            data_container=Problem,
            description=PROBLEM_MEANINGS[status],
            generate_examples=False,
            media_type=PROBLEM_JSON,
        )
        for status in {400, 401, *statuses}
    }


PROBLEM_MEANINGS = {
    400: "The request does not fit its schema, or asks for something impossible.",
    401: "The server asks who you are: a token is missing, not valid or expired.",
    403: "Refused: your role is not enough, a page of another origin, or a ticket not valid.",
    404: "There is no such thing, or it is not there yet.",
    409: "The state of things does not allow it.",
    413: "The document or the body is too large.",
    415: "Not a PDF, DOCX or plain text, or not what its name says.",
    422: "The document can't be read; `fault` tells why.",
    503: "A dependency does not answer, or the server is full; try again.",
}
