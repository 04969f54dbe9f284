"""`viva sessions`: which interviews there are."""

import asyncio

import click
import msgspec

from server.cli.servers import with_servers
from server.settings import Settings, load_settings
from storage.interviews import PostgresInterviews, SessionSummary
from storage.postgres import open_pool


@click.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--live", is_flag=True, help="Only those that have not ended.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def sessions(limit: int, live: bool, as_json: bool) -> None:
    """List the stored interviews, the newest first."""
    found = asyncio.run(_read(with_servers(load_settings()), limit, live))
    for session in found:
        if as_json:
            click.echo(msgspec.json.encode(session).decode())
        else:
            click.echo(
                f"{session.session_id}  {session.created_at[:19]}  {session.status:9}  "
                f"{session.role_title}"
            )
    if not found and not as_json:
        click.echo("There are no interviews yet.")


async def _read(settings: Settings, limit: int, live: bool) -> list[SessionSummary]:
    assert settings.database_url
    pool = await open_pool(settings.database_url, size=1)
    try:
        return await PostgresInterviews(pool).list_sessions(limit=limit, live_only=live)
    finally:
        await pool.close()
