"""An empty database for each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from storage.embedded import EmbeddedServers
from tests.conftest import database_named, execute, run


@pytest.fixture
def empty_url(servers: EmbeddedServers) -> Iterator[str]:
    name = f"empty_{uuid4().hex}"
    run(execute(servers.database_url, f"create database {name} template template0"))
    yield database_named(servers.database_url, name)
    run(execute(servers.database_url, f"drop database {name} with (force)"))
