"""Bodies whose fields may be named in snake_case or in camelCase (C-36)."""

import re
from typing import Any

from litestar import Request

from server.errors import BadRequest

_UPPER = re.compile(r"(?<=[a-z0-9])([A-Z])")


class EitherCase(Request[Any, Any, Any]):
    """Reads `roleKitId` as `role_kit_id`: the contracts write both, and the structs have one."""

    async def json(self) -> Any:
        """The body, with the names of its outermost fields in snake_case.

        Raises BadRequest: a field is there under both names.
        """
        body = await super().json()
        return snake_fields(body) if isinstance(body, dict) else body


def snake_fields(body: dict[str, Any]) -> dict[str, Any]:
    """Raises BadRequest. Pure."""
    renamed = {_UPPER.sub(r"_\1", name).lower(): value for name, value in body.items()}
    if len(renamed) < len(body):
        raise BadRequest("A field is there twice, in snake_case and in camelCase; send it once.")
    return renamed
