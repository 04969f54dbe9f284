"""The shipped catalogue, read once."""

import pytest

from seeds.catalogue import Catalogue
from seeds.load import load


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()
