"""Every error has a stable face on both sides, and our own faults show nothing."""

import pytest
from litestar.exceptions import HTTPException

import runtime.errors
from runtime.errors import StorageFailed, TicketRefused, VivaError
from server.errors import (
    STATUS_BY_CODE,
    BadRequest,
    ReportNotReady,
    UnknownPeer,
    close_code,
    error_message,
    problem_of,
)
from server.wire import CLOSE_CODES

pytestmark = pytest.mark.unit

FAULTS_OF_OURS = {"invalid_transition", "invalid_content", "internal"}


def leaves() -> list[type[VivaError]]:
    found = [
        kind
        for kind in vars(runtime.errors).values()
        if isinstance(kind, type) and issubclass(kind, VivaError) and "code" in vars(kind)
    ]
    return [*found, BadRequest, ReportNotReady, UnknownPeer]


@pytest.mark.parametrize("kind", leaves(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status_of_its_own_or_is_our_fault(kind: type[VivaError]) -> None:
    assert kind.code in STATUS_BY_CODE or kind.code in FAULTS_OF_OURS


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in leaves() if kind is not VivaError]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", CLOSE_CODES)
def test_close_codes_are_ones_a_server_may_send(code: str) -> None:
    assert CLOSE_CODES[code] in {1011, 1012, 1013} or 4000 <= CLOSE_CODES[code] <= 4999


def test_a_problem_says_what_to_do_and_whether_to_try_again() -> None:
    problem = problem_of(StorageFailed("Postgres did not answer."), "r1")
    assert (problem.status, problem.code, problem.retryable) == (503, "storage_failed", True)
    assert problem.detail == "Postgres did not answer."
    assert problem.request_id == "r1"


def test_a_pending_report_says_where_the_session_is() -> None:
    problem = problem_of(ReportNotReady("Not yet.", session_status="running"))
    assert (problem.status, problem.code, problem.session_status) == (
        404,
        "report_not_ready",
        "running",
    )


@pytest.mark.parametrize(
    "error", [ValueError("my salary is secret"), HTTPException("secret", status_code=500)]
)
def test_an_unexpected_exception_shows_nothing_of_its_text(error: Exception) -> None:
    problem = problem_of(error, "r2")
    assert (problem.status, problem.code) == (500, "internal")
    assert "secret" not in repr(problem)


def test_a_socket_is_told_the_same_code_as_it_is_closed_with() -> None:
    message = error_message(TicketRefused("Used."), fatal=True)
    assert (message.code, message.fatal) == ("ticket_refused", True)
    assert close_code(TicketRefused("Used.")) == 4401
    assert close_code(None) == 1000
