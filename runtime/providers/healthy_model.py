"""The first model of a chain that works now, for work that nobody waits for in a conversation."""

from collections.abc import AsyncIterator

from runtime.errors import ProviderFailed
from runtime.ports import LanguageModel
from runtime.providers.health import Members, Tell, quiet
from runtime.providers.watch import closing


class HealthyModel:
    """A `LanguageModel` that shares the health of another chain's models."""

    def __init__(self, members: Members[LanguageModel], *, tell: Tell = quiet) -> None:
        self._members = members
        self._tell = tell

    @property
    def name(self) -> str:
        return self._members.every()[0].part.name

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        """Raises ProviderFailed: the model failed, or every one rests."""
        member = next(iter(self._members.healthy()), None)
        if member is None:
            raise ProviderFailed("Every model rests after a failure.")
        answer = member.part.stream(system=system, user=user, max_tokens=max_tokens)
        try:
            async with closing(answer):
                async for piece in answer:
                    yield piece
        except ProviderFailed as failure:
            self._members.failed(member, failure, self._tell)
            raise
        self._members.worked(member)
