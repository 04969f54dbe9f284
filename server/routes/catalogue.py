"""The catalogue of roles one can be interviewed for."""

from litestar import get

from runtime.errors import UnknownRole
from runtime.interview.catalogue import RoleKit
from server.deps import Parts
from server.errors import problems
from server.planning import known_kits


@get(
    ["/api/v1/role-kits", "/api/interview/role-kits"],
    responses=problems(503),
    summary="List the role kits",
)
async def list_role_kits(parts: Parts) -> list[RoleKit]:
    """The kits one can choose from, by name; last the general one, for any other job."""
    return await known_kits(parts.catalogue)


@get(
    ["/api/v1/role-kits/{role_kit_id:str}", "/api/interview/role-kits/{role_kit_id:str}"],
    responses=problems(404, 503),
    summary="Look at a role kit",
)
async def read_role_kit(parts: Parts, role_kit_id: str) -> RoleKit:
    """One kit, by its id."""
    for kit in await known_kits(parts.catalogue):
        if kit.role_kit_id == role_kit_id:
            return kit
    raise UnknownRole("There is no role kit with this id; GET /api/v1/role-kits lists them.")
