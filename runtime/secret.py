"""A key that can be used but not seen: no repr, log line, JSON or pickle shows it. Pure."""

from typing import NoReturn


class Secret:
    """Holds a vendor's key; only `reveal` gives it out, so its uses can be found by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself, for the vendor's client and nobody else."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied out of its process")
