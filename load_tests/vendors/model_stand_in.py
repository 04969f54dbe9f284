"""What the stand-ins of language models have in common."""

import asyncio
import itertools
from random import Random

from load_tests.vendors.content import Write, obedient
from load_tests.vendors.faults import STATUSES, Fault
from load_tests.vendors.latency import PROFILES, Profile
from load_tests.vendors.websocket import Socket
from load_tests.vendors.wire import Exchange


class ModelStandIn:
    """A model that writes what it is made with, one request after the other."""

    def __init__(
        self,
        *,
        key: str,
        write: Write = obedient,
        profile: Profile = PROFILES["zero"],
        seed: int = 1,
    ) -> None:
        self.prompts: list[tuple[str, str]] = []
        """(system, user) of each request."""
        self.profile = profile
        self._key = key
        self._write = write
        self._random = Random(seed)
        self._ids = itertools.count(1)

    async def written(self, exchange: Exchange, system: str, user: str) -> str:
        """The answer to a prompt, once it has taken its time."""
        self.prompts.append((system, user))
        await asyncio.sleep(self.profile.writing.draw(self._random))
        return "" if exchange.fault is Fault.silent else self._write(system, user)

    def spent(self) -> dict[str, int]:
        return {"model_calls": len(self.prompts)}

    async def converse(self, socket: Socket) -> None:
        """There are no sockets here."""

    def takes_socket(self, path: str) -> bool:
        return False

    def status_of(self, fault: Fault) -> int:
        return STATUSES[fault]
