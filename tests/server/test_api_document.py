"""docs/api.md lists what the server has, no more and no less."""

import re
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.integration

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
ELSEWHERE = re.compile(r"/api/v1/sessions/|/api/v1/(exercises|cases|tasks)")
"""Described in docs/protocol.md."""


def listed() -> set[tuple[str, str]]:
    found = set()
    for method, address, also in re.findall(
        r"^\| ([A-Z]+) \| (.*?) \| (.*?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    ):
        found |= {(method, path) for path in re.findall(r"`(/\S+)`", f"{address} {also}")}
    return found


async def test_every_endpoint_is_listed_and_every_listed_one_is_there(
    http: httpx.AsyncClient,
) -> None:
    document = (await http.get("/schema/openapi.json")).json()
    there = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
        if path.startswith("/api/") and not ELSEWHERE.match(path)
    }
    assert listed() == there
