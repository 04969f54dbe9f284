"""The OpenAPI document is generated from the structs, whole, and tells of every error."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.integration

METHODS = {"get", "post", "patch", "put", "delete"}


@pytest.fixture
async def document(http: httpx.AsyncClient) -> dict[str, Any]:
    answer = await http.get("/schema/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_every_endpoint_of_the_contract_is_there(document: dict[str, Any]) -> None:
    session = "/api/v1/sessions/{session_id}"
    assert operations(document).keys() >= {
        "post /api/v1/sessions",
        f"get {session}",
        f"get {session}/transcript",
        f"get {session}/report",
        f"get {session}/events",
        f"get {session}/turns",
        f"post {session}/tickets",
        f"post {session}/end",
        f"post {session}/heartbeat",
        "get /api/v1/ice-servers",
        f"post {session}/webrtc/offer",
        f"patch {session}/webrtc/offer",
        "get /api/v1/role-kits",
        "get /api/v1/role-kits/{role_kit_id}",
        "get /api/interview/role-kits",
        "get /api/interview/role-kits/{role_kit_id}",
        "get /healthz",
        "get /readyz",
        "get /metrics",
    }


def test_operations_have_names_of_their_own_and_summaries(document: dict[str, Any]) -> None:
    found = operations(document)
    identities = [operation["operationId"] for operation in found.values()]
    assert len(identities) == len(set(identities))
    assert all(operation["summary"] for operation in found.values())


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def check(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                target: Any = document
                for part in reference.removeprefix("#/").split("/"):
                    target = target[part]
            for child in node.values():
                check(child)
        elif isinstance(node, list):
            for child in node:
                check(child)

    check(document)


def test_whatever_takes_an_id_tells_of_its_404(document: dict[str, Any]) -> None:
    for name, operation in operations(document).items():
        if "{" in name:
            for status in ("400", "404"):
                content = operation["responses"][status]["content"]
                assert list(content) == ["application/problem+json"], name


def test_limits_of_the_body_are_in_the_schema(document: dict[str, Any]) -> None:
    fields = document["components"]["schemas"]["CreateSession"]["properties"]
    assert (fields["duration_s"]["minimum"], fields["duration_s"]["maximum"]) == (60, 7200)


async def test_the_documentation_loads_nothing_from_elsewhere(http: httpx.AsyncClient) -> None:
    answer = await http.get("/schema")
    assert answer.status_code == 200
    assert "json" in answer.headers["content-type"]
