"""Which pages may use the server."""

import pytest

from server.auth import origin_allowed

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        (None, "127.0.0.1:8000", ()),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", ()),
        ("http://localhost:8000", "LOCALHOST:8000", ()),
        ("https://viva.example", "viva.example", ()),
        ("https://viva.example", "viva.example:443", ()),
        ("http://[::1]:8000", "[::1]:8000", ()),
        ("https://jobs.example", "viva.example", ("https://jobs.example",)),
        ("https://jobs.example", "viva.example", ("https://JOBS.example/",)),
        ("https://anyone.example", "viva.example", ("*",)),
    ],
)
def test_own_pages_programs_and_named_origins_may(
    origin: str | None, host: str, allowed: tuple[str, ...]
) -> None:
    assert origin_allowed(origin, host, allowed)


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("http://evil.example", "127.0.0.1:8000", ()),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", ()),
        ("http://localhost:8000", "127.0.0.1:8000", ()),
        ("https://viva.example.evil.example", "viva.example", ()),
        ("https://evil.example", "viva.example", ("https://jobs.example",)),
        ("http://jobs.example", "viva.example", ("https://jobs.example",)),
        ("null", "127.0.0.1:8000", ()),
        ("", "127.0.0.1:8000", ()),
        ("file://", "", ()),
        ("http://[broken", "127.0.0.1:8000", ()),
        ("http://127.0.0.1:99999", "127.0.0.1:8000", ()),
        ("chrome-extension://abc", "127.0.0.1:8000", ()),
    ],
)
def test_everyone_else_may_not(origin: str, host: str, allowed: tuple[str, ...]) -> None:
    assert not origin_allowed(origin, host, allowed)
