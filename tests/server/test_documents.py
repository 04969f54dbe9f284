"""Documents over the API: taken in, read, listed, erased; hostile ones refused in plain words."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest

from runtime.documents.text import MAX_UPLOAD_BYTES
from tests.documents import hostile
from tests.server.accounts import closed_server, signed_in
from tests.server.live_server import LiveServer
from tests.server.test_rest import problem
from tests.server.texts import JOB, RESUME

pytestmark = pytest.mark.integration

UPLOAD = "/api/interview/documents/upload"


@pytest.fixture(scope="module")
def live(
    database_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    yield from closed_server(database_url, redis_url, tmp_path_factory)


@pytest.fixture
async def http(
    live: LiveServer, request: pytest.FixtureRequest
) -> AsyncIterator[httpx.AsyncClient]:
    """A user of each test's own."""
    name = request.node.name.partition("[")[0][:90]
    async with signed_in(live, name) as client:
        yield client


async def upload(
    http: httpx.AsyncClient,
    data: bytes,
    name: str = "cv.txt",
    doc_type: str = "resume",
    **rest: Any,
) -> httpx.Response:
    return await http.post(
        UPLOAD, files={"file": (name, data)}, data={"doc_type": doc_type}, **rest
    )


async def parsed(http: httpx.AsyncClient, document_id: str) -> dict[str, Any]:
    """The document as soon as it was read."""
    async with asyncio.timeout(20):
        while True:
            answer = await http.get(f"/api/v1/documents/{document_id}")
            document: dict[str, Any] = answer.json()
            if document["parsing_status"] == "parsed":
                return document
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: RESUME.encode(), "cv.txt"),
        (lambda: hostile.pdf(RESUME.splitlines()), "cv.pdf"),
        (lambda: hostile.docx_file(RESUME.splitlines()), "cv.docx"),
    ],
    ids=["text", "pdf", "docx"],
)
async def test_a_resume_is_read_soon_after_it_came(
    http: httpx.AsyncClient, make: Callable[[], bytes], name: str
) -> None:
    answer = await upload(http, make(), name)
    assert answer.status_code == 201, answer.text
    document = await parsed(http, answer.json()["id"])
    assert document["file_name"] == name
    assert "Halden Energy" in document["raw_text"]
    employers = [job["employer"]["text"] for job in document["parsed_json"]["work_history"]]
    assert employers[0].startswith("Halden Energy")
    profile = (await http.get("/api/v1/resume/profile")).json()
    assert profile["latest_resume_doc_id"] == document["id"]
    assert profile["work_history"] == document["parsed_json"]["work_history"]
    assert profile["risk_flags"]


async def test_a_job_description_can_be_pasted(http: httpx.AsyncClient) -> None:
    answer = await http.post(UPLOAD, json={"docType": "job_description", "text": JOB})
    assert answer.status_code == 201, answer.text
    document = await parsed(http, answer.json()["id"])
    assert document["source"] == "pasted"
    first, *_ = document["parsed_json"]["responsibilities"]
    assert first["text"].startswith("Build the pipelines")
    assert document["parsed_json"]["nice_to_have"]


async def test_the_same_file_twice_is_one_document(http: httpx.AsyncClient) -> None:
    first = (await upload(http, RESUME.encode())).json()
    again = (await upload(http, RESUME.encode(), "renamed.txt")).json()
    assert (again["id"], again["version"], again["file_name"]) == (first["id"], 1, "renamed.txt")
    other = (await upload(http, RESUME.encode() + b"\nBoard games\n")).json()
    assert (other["id"] == first["id"], other["version"]) == (False, 2)
    listed = (await http.get("/api/interview/documents")).json()
    assert {one["id"] for one in listed} == {first["id"], other["id"]}
    assert all(one["raw_text"] is None for one in listed)


async def test_parsing_twice_is_parsing_once_unless_forced(http: httpx.AsyncClient) -> None:
    document = (await upload(http, RESUME.encode())).json()
    path = f"/api/interview/documents/{document['id']}/parse"
    first = (await http.post(path)).json()
    assert first["parsed_json"]["skills"]
    assert (await http.post(path, json={})).json() == first
    forced = (await http.post(path, json={"force": True})).json()
    assert forced["parsed_json"] == first["parsed_json"]
    assert forced["updated_at"] > first["updated_at"]


async def test_notes_have_text_and_nothing_else(http: httpx.AsyncClient) -> None:
    answer = await upload(http, b"They value calm releases and honest answers.", "n.txt",
                          "company_notes")  # fmt: skip
    document = (await http.post(f"/api/v1/documents/{answer.json()['id']}/parse")).json()
    assert (document["parsing_status"], document["parsed_json"]) == ("parsed", None)


async def test_an_erased_document_is_gone(http: httpx.AsyncClient) -> None:
    document = (await upload(http, RESUME.encode())).json()
    assert (await http.delete(f"/api/v1/documents/{document['id']}")).status_code == 204
    problem(await http.get(f"/api/v1/documents/{document['id']}"), 404, "unknown_record")
    problem(await http.get("/api/v1/resume/profile"), 404, "unknown_record")


HOSTILE: list[tuple[str, Callable[[], bytes], int, str]] = [
    ("cv.pdf", lambda: b"", 422, "empty"),
    ("cv.txt", lambda: b" \n\t ", 422, "empty"),
    ("cv.pdf", hostile.scanned_pdf, 422, "no_text"),
    ("cv.pdf", lambda: hostile.encrypted_pdf("geheim"), 422, "encrypted"),
    ("cv.pdf", lambda: hostile.pdf()[:200], 422, "damaged"),
    ("cv.pdf", hostile.docx_file, 415, "wrong_extension"),
    ("cv.docx", hostile.pdf, 415, "wrong_extension"),
    ("cv.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, 415, "wrong_extension"),
    ("cv.xlsx", hostile.spreadsheet, 415, "unsupported"),
    ("cv.exe", lambda: b"MZ" + bytes(300), 415, "unsupported"),
    ("cv.docx", hostile.laughing_docx, 422, "unsafe"),
    ("cv.docx", hostile.external_entity_docx, 422, "unsafe"),
    ("cv.docx", hostile.zip_bomb_docx, 422, "unsafe"),
    ("cv.docx", hostile.empty_docx, 422, "no_text"),
    ("cv.txt", lambda: b"a " * 80_000, 422, "too_long"),
    ("cv.pdf", lambda: b"%PDF-1.7\n" + bytes(MAX_UPLOAD_BYTES), 413, "too_large"),
]


@pytest.mark.parametrize(
    ("name", "make", "status", "fault"),
    HOSTILE,
    ids=[f"{name}-{fault}-{number}" for number, (name, _, _, fault) in enumerate(HOSTILE)],
)
async def test_a_hostile_file_is_refused_in_plain_words(
    http: httpx.AsyncClient, name: str, make: Callable[[], bytes], status: int, fault: str
) -> None:
    document = problem(await upload(http, make(), name), status, "document_refused")
    assert document["fault"] == fault
    assert (await http.get("/api/v1/documents")).json() == []


@pytest.mark.parametrize("chunked", [False, True])
async def test_thirty_megabytes_are_cut_off_with_a_clear_answer(
    http: httpx.AsyncClient, live: LiveServer, chunked: bool
) -> None:
    """By raw sockets: the answer comes while the body is still on its way."""
    host, port = live.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    piece = os.urandom(1 << 16)
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {30 << 20}"
    head = (
        f"POST {UPLOAD} HTTP/1.1\r\nHost: {host}\r\n{length}\r\n"
        f"Authorization: {http.headers['authorization']}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    )
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'

    def framed(data: bytes) -> bytes:
        return f"{len(data):x}\r\n".encode() + data + b"\r\n" if chunked else data

    writer.write(head.encode() + framed(form))

    async def send() -> None:
        try:
            for _ in range((30 << 20) // len(piece)):
                writer.write(framed(piece))
                await writer.drain()
        except ConnectionError:
            return

    sending = asyncio.create_task(send())
    async with asyncio.timeout(30):
        answer = await reader.readuntil(b"\r\n\r\n")
        body = await reader.read(2_000)
    sending.cancel()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"too_large"' in body
    assert b"10 MB" in body


@pytest.mark.parametrize(
    ("request_", "detail"),
    [
        ({"json": {"doc_type": "resume"}}, "text"),
        ({"json": {"doc_type": "poem", "text": "x"}}, "poem"),
        ({"json": {"doc_type": "resume", "docType": "resume", "text": "x"}}, "twice"),
        ({"json": ["resume"]}, "object"),
        ({"files": {"file": ("a.txt", b"hello there")}}, "doc_type"),
        ({"files": {"file": ("a.txt", b"hello there")}, "data": {"doc_type": "x"}}, "doc_type"),
        ({"files": {"other": ("a.txt", b"x")}, "data": {"doc_type": "resume"}}, "`file`"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, "multipart"),
    ],
)
async def test_a_bad_body_says_what_to_change(
    http: httpx.AsyncClient, request_: dict[str, Any], detail: str
) -> None:
    assert detail in problem(await http.post(UPLOAD, **request_), 400, "bad_request")["detail"]


async def test_a_broken_form_is_a_bad_request(http: httpx.AsyncClient) -> None:
    for body in (b"", b"--b", b"nonsense", b"--b\r\n\r\n\r\n--b--"):
        answer = await http.post(
            UPLOAD, content=body, headers={"content-type": "multipart/form-data; boundary=b"}
        )
        assert answer.status_code == 400, answer.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\n\\my cv.txt", "my cv.txt"),
        ("n" * 400 + ".txt", "n" * 196 + ".txt"),
        ("résumé ٣.txt", "résumé ٣.txt"),
    ],
)
async def test_a_file_name_is_only_a_name(http: httpx.AsyncClient, given: str, kept: str) -> None:
    answer = await upload(http, RESUME.encode(), given)
    assert answer.status_code == 201, answer.text
    assert answer.json()["file_name"] == kept


async def test_somebody_elses_document_is_unknown(
    http: httpx.AsyncClient, live: LiveServer
) -> None:
    document = (await upload(http, RESUME.encode())).json()
    path = f"/api/v1/documents/{document['id']}"
    async with signed_in(live, "mallory") as other:
        for answer in (
            await other.get(path),
            await other.post(f"{path}/parse"),
            await other.delete(path),
            await other.get("/api/v1/documents/nonsense"),
        ):
            problem(answer, 404, "unknown_record")
        assert (await other.get("/api/v1/documents")).json() == []
    assert (await http.get(path)).status_code == 200


async def test_without_a_token_nothing_is_shown(live: LiveServer) -> None:
    async with httpx.AsyncClient(base_url=live.url) as nobody:
        for answer in (
            await nobody.get("/api/v1/documents"),
            await nobody.post(UPLOAD, json={"doc_type": "resume", "text": RESUME}),
            await nobody.post("/api/v1/sessions", json={}),
            await nobody.get("/api/v1/documents", headers={"Authorization": "Bearer viva1.x.y"}),
        ):
            document = problem(answer, 401, "sign_in_needed")
            assert "viva token" in document["detail"]
        assert (await nobody.get("/api/v1/role-kits")).status_code == 200
