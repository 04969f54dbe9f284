"""Fixtures of every test: real Postgres and Valkey, and the rule that modules name a category."""

import asyncio
import faulthandler
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import pytest

from storage.embedded import EmbeddedServers
from storage.migrate import migrate
from storage.postgres import Pool, open_pool
from storage.redis import open_client
from tests.parts import short_folder

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""As `viva` does: numpy's threads, three workers of them, spin on cores that others need."""

CATEGORIES = ("e2e", "integration", "contract", "unit")
"""In the order in which they run: what waits for real time first, what is quick fills the end.
Within a category modules that ask for a long timeout go first, since they are the longest."""
TEMPLATE = "viva_template"
TEARDOWN_S = 120.0

T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse test modules that don't carry exactly one category mark; sort by it."""
    modules = {_module(item) for item in items}
    wrong = [module.nodeid for module in modules if len(_categories(module)) != 1]
    if wrong:
        raise pytest.UsageError(
            "these test modules need `pytestmark = pytest.mark.<category>` with one of "
            f"{', '.join(CATEGORIES)}: {', '.join(sorted(wrong))}"
        )
    longest: dict[pytest.Module, float] = {}
    for item in items:
        module = _module(item)
        longest[module] = max(longest.get(module, 0.0), _timeout_s(item))
    items.sort(key=lambda item: (_rank(_module(item)), -longest[_module(item)]))


def _module(item: pytest.Item) -> pytest.Module:
    module = item.getparent(pytest.Module)
    assert module is not None
    return module


def _categories(module: pytest.Module) -> set[str]:
    return {mark.name for mark in module.own_markers}.intersection(CATEGORIES)


def _rank(module: pytest.Module) -> int:
    (category,) = _categories(module)
    return CATEGORIES.index(category)


def _timeout_s(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark is not None and mark.args else 0.0


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """End the process when a teardown hangs: pytest-timeout lets go of a test once it failed."""
    faulthandler.dump_traceback_later(TEARDOWN_S, exit=True, file=2)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine from a plain fixture without touching pytest-asyncio's loops."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[EmbeddedServers]:
    """Real Postgres (with a migrated template database) and Valkey, once per test process."""
    home = Path(tempfile.mkdtemp(prefix="viva-", dir=short_folder()))
    home.chmod(0o711)
    launcher = EmbeddedServers()
    run(launcher.start(home, progress=lambda _line: None))
    try:
        run(create_database(launcher.database_url, TEMPLATE))
        run(migrate(database_named(launcher.database_url, TEMPLATE)))
        yield launcher
    finally:
        run(launcher.stop())
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def database_url(servers: EmbeddedServers) -> Iterator[str]:
    """A migrated database of this module's own."""
    name = f"test_{uuid4().hex}"
    run(create_database(servers.database_url, name, template=TEMPLATE))
    yield database_named(servers.database_url, name)
    run(execute(servers.database_url, f"drop database {name} with (force)"))


@pytest.fixture(scope="module")
def redis_url(servers: EmbeddedServers) -> str:
    """An empty Redis; modules of one process run one after the other."""

    async def flush() -> None:
        client = open_client(servers.redis_url)
        await client.flushdb()
        await client.aclose()

    run(flush())
    return servers.redis_url


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """Connections to the module's database."""
    opened = await open_pool(database_url)
    yield opened
    await opened.close()


def database_named(url: str, name: str) -> str:
    """The same server's database of that name."""
    before, _, query = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{query}"


async def create_database(url: str, name: str, *, template: str | None = None) -> None:
    await execute(url, f"create database {name} template {template or 'template0'}")


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
