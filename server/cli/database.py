"""`viva migrate` and `viva seed`: the database's schema and its catalogue."""

import asyncio

import click

from seeds.load import load
from server.cli.servers import with_servers
from server.settings import Settings, load_settings
from storage.catalogue import PostgresCatalogue
from storage.migrate import migrate as apply_migrations
from storage.postgres import open_pool


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema.

    Applies each missing migration once, in order. Safe at every start and from many machines at
    once. Uses DATABASE_URL, or the Postgres of a running `viva up` with the same VIVA_HOME.
    """
    settings = with_servers(load_settings())
    click.echo(asyncio.run(_migrate(settings)))


@click.command()
def seed() -> None:
    """Load role kits, question patterns and rubrics into the database.

    What is there under the same id is replaced, so it is safe to repeat. Uses DATABASE_URL, or
    the Postgres of a running `viva up` with the same VIVA_HOME.
    """
    settings = with_servers(load_settings())
    click.echo(asyncio.run(_seed(settings)))


async def bring_up_to_date(settings: Settings) -> str:
    """Migrate and seed; returns a sentence for a person.

    Raises:
        StorageFailed: Postgres did not answer or refused.
        InvalidContent: a seed file is broken; the text names it.
    """
    return f"{await _migrate(settings)} {await _seed(settings)}"


async def _migrate(settings: Settings) -> str:
    assert settings.database_url
    applied = await apply_migrations(settings.database_url)
    if not applied:
        return "The database is up to date."
    return f"{applied} migration{'s' if applied > 1 else ''} applied."


async def _seed(settings: Settings) -> str:
    assert settings.database_url
    catalogue = await asyncio.to_thread(load)
    pool = await open_pool(settings.database_url, size=1)
    try:
        stored = PostgresCatalogue(pool)
        await stored.upsert_rubrics(catalogue.rubrics)
        await stored.upsert_role_kits(catalogue.role_kits)
        await stored.upsert_patterns(catalogue.patterns)
    finally:
        await pool.close()
    return (
        f"The catalogue has {len(catalogue.role_kits)} role kits, "
        f"{len(catalogue.patterns)} question patterns and {len(catalogue.rubrics)} rubrics."
    )
