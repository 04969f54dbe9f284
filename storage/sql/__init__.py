"""The words spoken to Postgres: named queries and numbered migrations. Pure."""

import re
from importlib.resources import files

NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


def load_queries() -> dict[str, str]:
    """Every query of queries.sql by its name; a query begins with a line `-- name: <name>`."""
    text = files(__name__).joinpath("queries.sql").read_text(encoding="utf-8")
    _, *parts = NAME.split(text)
    names, bodies = parts[::2], parts[1::2]
    if len(set(names)) != len(names):
        raise ValueError("queries.sql has two queries of one name")
    return {name: body.strip() for name, body in zip(names, bodies, strict=True)}


queries = load_queries()
