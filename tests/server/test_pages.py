"""The page's files: right kinds, asked for anew every time, and nothing but them."""

import re

import httpx
import pytest

from server.routes.pages import MEDIA_TYPES, WEB

pytestmark = pytest.mark.integration


async def test_the_page_is_at_the_root(http: httpx.AsyncClient) -> None:
    answer = await http.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.content == (WEB / "index.html").read_bytes()


async def test_everything_the_page_names_is_there(http: httpx.AsyncClient) -> None:
    page = (await http.get("/")).text
    names = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert len(names) > 3
    for name in names:
        answer = await http.get(f"/{name}")
        assert answer.status_code == 200, name


@pytest.mark.parametrize("folder", ["/", "/static/"])
async def test_every_file_is_served_with_its_kind(http: httpx.AsyncClient, folder: str) -> None:
    for file in WEB.rglob("*"):
        if file.suffix not in MEDIA_TYPES:
            continue
        answer = await http.get(f"{folder}{file.relative_to(WEB)}")
        assert answer.content == file.read_bytes()
        assert answer.headers["content-type"].split(";")[0] == MEDIA_TYPES[file.suffix]
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_unchanged_files_are_not_sent_again(http: httpx.AsyncClient) -> None:
    first = await http.get("/")
    assert first.headers["cache-control"] == "no-cache"
    for known in (
        first.headers["etag"],
        f"W/{first.headers['etag']}",
        f'"x", {first.headers["etag"]}',
    ):
        again = await http.get("/", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert (await http.get("/", headers={"If-None-Match": '"x"'})).status_code == 200


async def test_the_page_may_load_from_and_talk_to_its_own_server_only(
    http: httpx.AsyncClient,
) -> None:
    policy = (await http.get("/")).headers["content-security-policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"


async def test_head_is_get_without_a_body(http: httpx.AsyncClient) -> None:
    whole, head = await http.get("/"), await http.head("/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static//etc/hostname",
        "/..%2f..%2f..%2fetc/passwd",
        "/static/%00index.html",
        "/static/nothing.js",
        "/static/",
        "/static/styles",
        "/" + "a" * 5000 + ".js",
    ],
)
async def test_nothing_else_of_the_disk_is_served(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
