"""`make soak`: an hour in minutes, hundreds of interviews, hundreds of typed turns: no growth."""

import sys
import time

import click
import httpx
from rich.console import Console
from rich.table import Table

from load_tests.bench import own_server
from load_tests.server_process import ServerProcess
from load_tests.soak.house import open_house
from load_tests.soak.interviews import long_interview, short_interviews
from load_tests.soak.reading import Finding
from load_tests.soak.typed import typed
from load_tests.turns.virtual_time import run
from runtime.errors import VivaError
from storage.embedded import running

REPORT_S = 60.0


class NoReport(VivaError):
    """The evaluation of an interview that was soaked never came."""

    code = "no_report"


def spoken(
    server: ServerProcess, *, minutes: int, visits: int, seed: int, console: Console
) -> list[tuple[str, list[Finding]]]:
    """The interviews in virtual time, on the stores of a running server.

    Raises VivaError.
    """
    addresses = running(server.home)
    assert addresses is not None, "the server runs its own Postgres and Valkey"
    assert addresses.database_url is not None
    assert addresses.redis_url is not None
    database_url, redis_url = addresses.database_url, addresses.redis_url
    with httpx.Client(base_url=server.url, timeout=30) as http:
        asked = max(2, min(40, minutes))
        (long_id,) = _created(http, 1, minutes * 60, asked)
        short_ids = _created(http, visits, 300, 3)

        async def work() -> list[tuple[str, list[Finding]]]:
            async with open_house(database_url, redis_url) as house:
                _, of_the_hour = await long_interview(house, long_id, minutes, seed, console.print)
                _, of_the_visits = await short_interviews(house, short_ids, seed, console.print)
                _await_report(http, long_id)
                reports = await house.stores.reports(long_id)
                of_the_hour.append(Finding(name="reports", value=reports, limit=1, least=1))
                return [
                    (f"one interview of {minutes} minutes", of_the_hour),
                    ("short interviews, one after the other", of_the_visits),
                ]

        return run(work)


def _created(http: httpx.Client, count: int, duration_s: int, questions: int) -> list[str]:
    body = {"duration_s": duration_s, "questions_target": questions, "audio_out": "ws"}
    found: list[str] = []
    for _ in range(count):
        answer = http.post("/api/v1/sessions", json=body)
        answer.raise_for_status()
        found.append(answer.json()["session_id"])
    return found


def _await_report(http: httpx.Client, session_id: str) -> None:
    """Until the worker has written it. Blocks: virtual time is of no use to another process."""
    deadline = time.perf_counter() + REPORT_S
    while time.perf_counter() < deadline:
        if http.get(f"/api/v1/sessions/{session_id}/report").status_code == 200:
            return
        time.sleep(0.2)
    raise NoReport("The report of the long interview did not come within a minute.")


def show(console: Console, title: str, findings: list[Finding]) -> bool:
    """Print a table; whether every limit was kept."""
    table = Table("measured", "value", "limit", "", title=title, title_justify="left")
    for each in findings:
        bounds = [f"≥ {each.least:g}"] if each.least is not None else []
        bounds += [f"≤ {each.limit:g}"] if each.limit is not None else []
        value = f"{each.value:.2f}".rstrip("0").rstrip(".")
        table.add_row(
            each.name, f"{value} {each.unit}", ", ".join(bounds), "" if each.kept else "missed"
        )
    console.print(table)
    return all(each.kept for each in findings)


@click.command()
@click.option("--minutes", default=60, show_default=True, help="Of the long interview.")
@click.option("--visits", default=200, show_default=True, help="Short interviews.")
@click.option("--turns", default=600, show_default=True, help="Typed answers over the wire.")
@click.option("--seed", default=1, show_default=True, help="Of what the candidates say.")
def main(minutes: int, visits: int, turns: int, seed: int) -> None:
    """Hold interviews in fast motion; exit with 1 when something grows that must not."""
    console = Console()
    console.print(f"seed {seed}")
    tables: list[tuple[str, list[Finding]]] = []
    if minutes:
        with own_server(VIVA_STT="none", VIVA_TTS="none", VIVA_LLM="none") as server:
            tables += spoken(server, minutes=minutes, visits=visits, seed=seed, console=console)
    if turns:
        tables.append(("typed turns over the wire", typed(turns, console)))
    kept = [show(console, title, findings) for title, findings in tables]
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
