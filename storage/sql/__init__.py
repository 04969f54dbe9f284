"""The words spoken to Postgres: named queries and numbered migrations. Pure."""

import re
from importlib.resources import files

NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def load_queries() -> dict[str, str]:
    """Every query of the .sql files here by its name.

    A query begins with a line `-- name: <name>` and ends where the next one begins.
    """
    found: dict[str, str] = {}
    folder = files(__name__)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".sql"):
            continue
        _, *parts = NAME.split(file.read_text(encoding="utf-8"))
        for name, body in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"there are two queries of the name {name}")
            found[name] = body.strip()
    return found


queries = load_queries()
