"""The prompts of the 20 roles, as text files that an expert can edit."""

import hashlib
from functools import cache
from importlib.resources import files

import msgspec

FOLDER = files("prompts") / "base"
NAMES = ("{key}_interview.txt", "{key}.txt")
"""File names that are tried, the canonical one first (C-52)."""


class RolePrompt(msgspec.Struct, frozen=True, kw_only=True):
    """One prompt with what identifies it on every output (R-258)."""

    name: str
    version: str
    """`1`: there is one contract for all roles."""
    hash: str
    """First 12 hex digits of the file's SHA-256, as for all prompts."""
    text: str


@cache
def role_prompt(key: str) -> RolePrompt:
    """The prompt of a key, such as `go` or `sales`; read once per process.

    Raises:
        FileNotFoundError: there is none.
    """
    for name in NAMES:
        file = FOLDER / name.format(key=key)
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            return RolePrompt(
                name=name.format(key=key).removesuffix(".txt"),
                version="1",
                hash=hashlib.sha256(text.encode()).hexdigest()[:12],
                text=text.strip(),
            )
    raise FileNotFoundError(f"prompts/base/{NAMES[0].format(key=key)}")
