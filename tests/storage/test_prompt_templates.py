"""The words behind a prompt's hash."""

import msgspec
import pytest

from prompts.loader import load, names
from storage.postgres import Pool
from storage.prompt_templates import PostgresPrompts

pytestmark = pytest.mark.integration


async def test_the_words_of_every_version_stay(pool: Pool) -> None:
    kept = PostgresPrompts(pool)
    ours = [load(name) for name in names()]
    await kept.keep(ours)
    await kept.keep(ours)
    changed = msgspec.structs.replace(ours[0], hash="0" * 12, system="Other words.")
    await kept.keep([changed])
    for prompt in (*ours, changed):
        found = await kept.find(prompt.name, prompt.hash)
        assert found is not None
        assert (found.version, found.system, found.user) == (
            prompt.version,
            prompt.system,
            prompt.user,
        )
    assert await kept.find(ours[0].name, "nothing\0") is None
