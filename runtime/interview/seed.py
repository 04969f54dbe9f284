"""The only chance in an interview: a number in the plan, mixed with a name. Pure.

The mixing is SplitMix64's finaliser over an FNV-1a hash of the name (both public domain, with
their published constants); the same seed and name give the same choice on every machine.
"""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_MASK = (1 << 64) - 1


def mix(seed: int, name: str) -> int:
    """A number from 0 to 2**64 - 1 that looks random and depends on both arguments only."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & _MASK
    value = (value + seed * 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def shuffled(seed: int, name: str, items: Sequence[Item]) -> list[Item]:
    """The items in an order of the seed's choosing."""
    keyed = [(mix(seed, f"{name}/{index}"), index) for index in range(len(items))]
    return [items[index] for _, index in sorted(keyed)]
