"""Apify's API, as far as a run of one scraper needs it."""

import asyncio
from typing import Any

import httpx
import msgspec

from runtime.errors import MissingPart, ProviderFailed
from runtime.secret import Secret

OWN_URL = "https://api.apify.com"
WAIT_S = 60
"""Longest that one request may wait for a run's end: Apify's own limit."""
REQUEST_S = WAIT_S + 15.0
POLL_S = 1.0
"""Between two requests, in case one does not wait."""
ROUNDS_MAX = 30
"""So often a run is asked for: half an hour."""
ITEMS_MAX = 5_000
ENDED_BADLY = ("FAILED", "ABORTED", "TIMED-OUT")


class ApifyAccount(msgspec.Struct, frozen=True, kw_only=True):
    """Where and as whom to run a scraper."""

    token: Secret | None = None
    """`APIFY_TOKEN`"""
    actor: str = ""
    """`APIFY_ACTOR`: the scraper, as `owner~name`."""
    base_url: str = OWN_URL
    """`APIFY_BASE_URL`"""

    def check(self) -> None:
        """Raises MissingPart: no token or no scraper is set."""
        if self.token is None or not self.actor:
            raise MissingPart(
                "Runs need APIFY_TOKEN and APIFY_ACTOR (owner~name). Without them, send the items "
                "of a data set to …/apify/ingest."
            )


async def scrape(account: ApifyAccount, wanted: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Run the scraper and wait for its end: the data set's id and its items.

    Cancelling stops waiting; the run goes on at Apify.

    Raises:
        MissingPart: no token or no scraper is set.
        ProviderFailed: Apify did not answer, refused, or the run failed.
    """
    account.check()
    assert account.token is not None
    headers = {"Authorization": f"Bearer {account.token.reveal()}"}
    async with httpx.AsyncClient(
        base_url=account.base_url, headers=headers, timeout=REQUEST_S
    ) as client:
        run = await _data(client, "POST", f"/v2/acts/{account.actor}/runs", json=wanted)
        for _ in range(ROUNDS_MAX):
            if run.get("status") == "SUCCEEDED":
                break
            if run.get("status") in ENDED_BADLY:
                raise ProviderFailed("The run at Apify failed; its log there says why.")
            await asyncio.sleep(POLL_S)
            run = await _data(
                client, "GET", f"/v2/actor-runs/{run.get('id')}", params={"waitForFinish": WAIT_S}
            )
        else:
            raise ProviderFailed("The run at Apify did not end within half an hour.")
        dataset = str(run.get("defaultDatasetId"))
        items = await _answer(
            client,
            "GET",
            f"/v2/datasets/{dataset}/items",
            params={"format": "json", "clean": "true", "limit": ITEMS_MAX},
        )
    if not isinstance(items, list):
        raise ProviderFailed("Apify's data set is no list.")
    return dataset, [item for item in items if isinstance(item, dict)]


async def _data(client: httpx.AsyncClient, method: str, path: str, **given: Any) -> dict[str, Any]:
    body = await _answer(client, method, path, **given)
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        raise ProviderFailed("Apify answered in a way that we don't know.")
    return data


async def _answer(client: httpx.AsyncClient, method: str, path: str, **given: Any) -> Any:
    try:
        answer = await client.request(method, path, **given)
        answer.raise_for_status()
        return answer.json()
    except httpx.HTTPStatusError as refusal:
        # Only the number: the answer could repeat what was sent, token and all.
        raise ProviderFailed(f"Apify refused with {refusal.response.status_code}.") from None
    except (httpx.HTTPError, ValueError) as failure:
        raise ProviderFailed(f"Apify did not answer: {type(failure).__name__}.") from None
