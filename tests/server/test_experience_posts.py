"""Posts go in over the API; patterns and signals come out, and never a post's words."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from runtime.experience.originality import copied, is_original
from runtime.library.users import UserRole
from tests.experience.posts import ALL, AMAZON, NOTHING
from tests.server.accounts import signed_in
from tests.server.live_server import LiveServer

pytestmark = pytest.mark.integration

T = TypeVar("T")


def within(live: LiveServer, work: Coroutine[Any, Any, T]) -> "asyncio.Future[T]":
    return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, live.loop))


async def test_posts_become_patterns_and_signals_but_never_their_words(live: LiveServer) -> None:
    async with signed_in(live, "ada", UserRole.admin) as http:
        items = [{"content": text, "url": "https://example.com/1"} for text in ALL]
        told = (await http.post("/api/data-sources/apify/ingest", json={"items": items})).json()
        drawn = told["drawn"]
        assert (drawn["posts"], drawn["read"], drawn["by_model"]) == (len(ALL), len(ALL), 0)
        assert drawn["empty"] == 1
        (amazon,) = drawn["companies"]
        assert (amazon["company"], amazon["posts"]) == ("Amazon", 2)
        added = drawn["patterns_added"]
        assert "scraped_coding_structure_graphs" in added
        patterns = {
            pattern["pattern_id"]: pattern
            for pattern in (await http.get("/api/patterns?source_type=scraped")).json()
        }
        assert set(added) <= set(patterns)
        for pattern_id in added:
            texts = [patterns[pattern_id]["template"], patterns[pattern_id]["expected_signal"]]
            for text in ALL:
                assert is_original(texts, text)
        posts = await within(live, live.parts.sources.posts(told["run"]["run_id"]))
        by_text = {post.raw_content: post.extracted for post in posts}
        assert (by_text[AMAZON] or {})["company"] == "Amazon"
        assert (by_text[NOTHING] or {})["questionSignals"] == []

        # The same posts in another run are known, and so are the patterns.
        more = [{"content": f"{text}\nSeen again."} for text in ALL]
        again = (await http.post("/api/data-sources/apify/ingest", json={"items": more})).json()
        assert again["drawn"]["patterns_added"] == []
        assert set(again["drawn"]["patterns_known"]) >= set(added)


async def test_raw_posts_have_no_way_out(live: LiveServer) -> None:
    """R-249: nothing that anybody can ask for holds a post's text."""
    async with signed_in(live, "ada", UserRole.admin) as http:
        body = {"items": [{"content": AMAZON}]}
        told = await http.post("/api/data-sources/apify/ingest", json=body)
        run_id = told.json()["run"]["run_id"]
        answers = [told, *[
            await http.get(path)
            for path in (f"/api/v1/data-sources/runs/{run_id}", "/api/v1/data-sources/runs",
                         "/api/patterns")
        ]]  # fmt: skip
        for answer in answers:
            assert not copied(answer.text, AMAZON, words=7)
