"""`viva migrate` and `viva seed`: the database's schema and its catalogue."""

import asyncio

import click

from prompts.loader import load as load_prompt
from prompts.loader import names as prompt_names
from runtime.errors import MissingPart
from seeds.catalogue import store
from seeds.load import fingerprint, load
from server.cli.servers import with_servers
from server.settings import Settings, load_settings
from storage.catalogue import PostgresCatalogue
from storage.migrate import bundled_migrations, downgrade
from storage.migrate import migrate as apply_migrations
from storage.postgres import open_pool
from storage.prompt_templates import PostgresPrompts


@click.command()
@click.option(
    "--to",
    type=click.IntRange(1),
    metavar="N",
    help="Stop at migration N; newer ones that are applied are taken back.",
)
def migrate(to: int | None) -> None:
    """Bring the database to the newest schema.

    Applies each missing migration once, in order. Safe at every start and from many machines at
    once. Uses DATABASE_URL, or the Postgres of a running `viva up` with the same VIVA_HOME.

    With --to N the database ends at migration N: missing ones up to it are applied, newer ones
    are taken back, all or none, where each has a way back. Do that with the servers stopped, to
    run an older release; this release applies them again at its next start.
    """
    settings = with_servers(load_settings())
    click.echo(asyncio.run(_migrate(settings, to=to)))


@click.command()
def seed() -> None:
    """Load the catalogue into the database: roles, questions, rubrics, companies and tasks.

    What is there under the same id is replaced, so it is safe to repeat; what the seed files no
    longer hold is put out of use. Uses DATABASE_URL, or the Postgres of a running `viva up` with
    the same VIVA_HOME.
    """
    settings = with_servers(load_settings())
    click.echo(asyncio.run(_seed(settings)))


async def bring_up_to_date(settings: Settings) -> str:
    """Migrate, and seed unless these seed files were loaded last; returns sentences for a person.

    Raises:
        StorageFailed: Postgres did not answer or refused.
        InvalidContent: a seed file is broken; the text names it.
    """
    return f"{await _migrate(settings)} {await _seed(settings, changed_only=True)}"


async def _migrate(settings: Settings, *, to: int | None = None) -> str:
    assert settings.database_url
    newest = bundled_migrations()[-1].version
    if to is not None and to > newest:
        raise MissingPart(f"There is no migration {to}; the newest is {newest}.")
    taken_back = 0 if to is None else await downgrade(settings.database_url, to=to)
    applied = await apply_migrations(settings.database_url, to=to)
    if taken_back:
        return f"{_migrations(taken_back)} taken back."
    if applied:
        return f"{_migrations(applied)} applied."
    return "The database is up to date." if to is None else f"The database is at migration {to}."


def _migrations(number: int) -> str:
    return f"{number} migration{'s' if number > 1 else ''}"


async def _seed(settings: Settings, *, changed_only: bool = False) -> str:
    assert settings.database_url
    pool = await open_pool(settings.database_url, size=1)
    try:
        await PostgresPrompts(pool).keep([load_prompt(name) for name in prompt_names()])
        stored = PostgresCatalogue(pool)
        files = await asyncio.to_thread(fingerprint)
        if changed_only and await stored.has(files):
            return "The catalogue is up to date."
        catalogue = await asyncio.to_thread(load)
        await store(catalogue, stored)
        await stored.mark(files)
    finally:
        await pool.close()
    return (
        f"The catalogue has {len(catalogue.offered)} role kits, "
        f"{len(catalogue.patterns)} question patterns, {len(catalogue.rubrics)} rubrics, "
        f"{len(catalogue.exercises)} exercises, {len(catalogue.cases)} cases, "
        f"{len(catalogue.companies)} companies and {len(catalogue.blueprints)} blueprints."
    )
