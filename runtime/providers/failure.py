"""How a vendor can fail, in one short list of reasons that every adapter maps its errors to. Pure.

An SDK's own error may hold the request, with the key in its headers and the candidate's words in
its body. So adapters raise `VendorFailed` `from None` and take nothing over but the reason.
"""

from enum import StrEnum

from runtime.errors import ProviderFailed


class Reason(StrEnum):
    """Why a vendor did not do it; the value is the code of the session's incident."""

    unreachable = "unreachable"
    """No connection."""
    key_refused = "key_refused"
    """401 or 403."""
    rate_limited = "rate_limited"
    """429, or 402: the account has no credit left."""
    overloaded = "overloaded"
    """503 or 529."""
    broken = "broken"
    """Any other 5xx, or a socket closed with 1011."""
    refused = "refused"
    """Any other 4xx: the request itself, such as an unknown model or voice."""
    late = "late"
    """It accepted the request and did not answer in time."""
    stalled = "stalled"
    """It began to answer and then fell silent or became slower than speech."""
    cut = "cut"
    """The connection was lost before the answer was complete."""
    garbled = "garbled"
    """The answer is not what its protocol says."""
    silent = "silent"
    """Audio without sound, no words for clear speech, or an answer with nothing in it."""


WORDS: dict[Reason, str] = {
    Reason.unreachable: "can't be reached",
    Reason.key_refused: "refused the key",
    Reason.rate_limited: "allows no more requests for now",
    Reason.overloaded: "is overloaded",
    Reason.broken: "has an error of its own",
    Reason.refused: "refused the request",
    Reason.late: "did not answer in time",
    Reason.stalled: "stopped in the middle of its answer",
    Reason.cut: "cut the connection",
    Reason.garbled: "answered with something unreadable",
    Reason.silent: "answered with silence",
}


class VendorFailed(ProviderFailed):
    """A vendor failed. The text names vendor and reason: no key, no body, no candidate's words."""

    def __init__(
        self,
        vendor: str,
        reason: Reason,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        """`retry_after_s`: what the vendor said about when to come again."""
        detail = f" (status {status})" if status is not None else ""
        super().__init__(f"{vendor} {WORDS[reason]}{detail}.")
        self.vendor = vendor
        self.reason = reason
        self.status = status
        self.retry_after_s = retry_after_s


def from_status(vendor: str, status: int, *, retry_after_s: float | None = None) -> VendorFailed:
    """What an HTTP status means; a status below 400 can only be an unreadable answer."""
    match status:
        case 401 | 403:
            reason = Reason.key_refused
        case 402 | 429:
            reason = Reason.rate_limited
        case 503 | 529:
            reason = Reason.overloaded
        case _ if status >= 500:
            reason = Reason.broken
        case _ if status >= 400:
            reason = Reason.refused
        case _:
            reason = Reason.garbled
    return VendorFailed(vendor, reason, status=status, retry_after_s=retry_after_s)


def from_error(vendor: str, error: BaseException) -> VendorFailed:
    """What an exception of an SDK or of its HTTP client means.

    By class name: two SDKs bring httpx and two bring its successor, with the same names.
    """
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return from_status(vendor, status, retry_after_s=_retry_after_s(error))
    names = {each.__name__ for each in type(error).__mro__}
    if "InvalidStatus" in names:
        refusal = getattr(getattr(error, "response", None), "status_code", None)
        if isinstance(refusal, int):
            return from_status(vendor, refusal, retry_after_s=_retry_after_s(error))
    if "InvalidMessage" in names and isinstance(error.__cause__, EOFError):
        return VendorFailed(vendor, Reason.cut)
    if "ConnectionClosed" in names:
        # A WebSocket's; 1011 is a server's own error.
        broken = getattr(getattr(error, "rcvd", None), "code", None) == 1011
        return VendorFailed(vendor, Reason.broken if broken else Reason.cut)
    if names & {"ConnectError", "ConnectTimeout", "PoolTimeout"}:
        reason = Reason.unreachable
    elif names & {"TimeoutException", "APITimeoutError", "TimeoutError"}:
        reason = Reason.late
    elif names & {"NetworkError", "RemoteProtocolError", "ConnectionError"}:
        reason = Reason.cut
    elif "APIConnectionError" in names:
        # The SDK hides what happened behind its own error; the cause tells.
        cause = error.__cause__
        return VendorFailed(vendor, Reason.unreachable) if cause is None else _cause(vendor, cause)
    else:
        reason = Reason.garbled
    return VendorFailed(vendor, reason)


def _cause(vendor: str, cause: BaseException) -> VendorFailed:
    failed = from_error(vendor, cause)
    if failed.reason is Reason.garbled:
        return VendorFailed(vendor, Reason.unreachable)
    return failed


def _retry_after_s(error: BaseException) -> float | None:
    """The header in seconds; its other form, a date, is left to our own rests."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    headers = getattr(error, "headers", None) if headers is None else headers
    try:
        return max(0.0, float(headers["retry-after"])) if headers is not None else None
    except (KeyError, TypeError, ValueError):
        return None
