"""Who makes a request: the user `local` on an open server, else whoever the token names."""

from collections.abc import Callable, Mapping

import msgspec

from runtime.errors import ClientError
from runtime.library.users import LOCAL_USER_ID, User, UserRepository, UserRole
from runtime.secret import Secret
from server.settings import Auth
from server.tokens import Claims, SignInNeeded, verify

LOCAL = "local"
"""The one user of an open server; sessions of the time before users are theirs, too."""
NAMES_KEPT = 10_000
SCHEME = "bearer "
SOCKET_PROTOCOL = "viva.turns"
TOKEN_PROTOCOL = "viva.token."
"""Browsers can't set headers on sockets: they name the token as a second subprotocol."""


class NotAllowed(ClientError):
    """Whoever asks is known, but may not do this."""

    code = "not_allowed"


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever makes a request."""

    name: str
    role: UserRole
    user_id: str = ""
    """Key of their row in `users`."""

    def must_be(self, role: UserRole) -> None:
        """Raises NotAllowed; each role may all that the ones before it may."""
        ranks = list(UserRole)
        if ranks.index(self.role) < ranks.index(role):
            raise NotAllowed(
                f"This needs the role {role}, and you are signed in as {self.role}. "
                f"Use a token made with `viva token --user NAME --role {role}`."
            )


class Doorkeeper:
    """Tells callers by their headers."""

    def __init__(
        self,
        auth: Auth,
        secret: Secret | None,
        users: UserRepository,
        now_s: Callable[[], float],
    ) -> None:
        """`secret` signs tokens; only an open server goes without. `now_s`: seconds since 1970."""
        assert secret is not None or auth is Auth.open
        self._auth = auth
        self._secret = secret
        self._users = users
        self._now_s = now_s
        self._ids: dict[str, str] = {}

    async def caller(self, headers: Mapping[str, str]) -> Caller:
        """Who sent these headers (names in lower case); someone new becomes a user.

        Raises SignInNeeded, StorageFailed.
        """
        if self._auth is Auth.open:
            return Caller(name=LOCAL, role=UserRole.admin, user_id=LOCAL_USER_ID)
        token = _token(headers)
        if token is None:
            raise SignInNeeded(
                "This server asks who you are: send `Authorization: Bearer <token>`. "
                "`viva token --user NAME` makes a token where the server runs."
            )
        assert self._secret is not None
        claims = verify(token, self._secret, now_s=self._now_s())
        return Caller(name=claims.name, role=claims.role, user_id=await self._user_id(claims))

    async def _user_id(self, claims: Claims) -> str:
        """Names keep their id, so that a known one costs no query."""
        known = self._ids.get(claims.name)
        if known is None:
            user = await self._users.add(User(name=claims.name, role=claims.role))
            if len(self._ids) >= NAMES_KEPT:
                self._ids.clear()
            known = self._ids[claims.name] = user.user_id
        return known


def _token(headers: Mapping[str, str]) -> str | None:
    given = headers.get("authorization", "").strip()
    if given[: len(SCHEME)].lower() == SCHEME:
        return given[len(SCHEME) :].strip()
    for protocol in headers.get("sec-websocket-protocol", "").split(","):
        if protocol.strip().startswith(TOKEN_PROTOCOL):
            return protocol.strip().removeprefix(TOKEN_PROTOCOL)
    return None
