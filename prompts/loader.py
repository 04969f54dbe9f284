"""Prompts as versioned files: one Markdown file each, filled without ever being read again.

A file has a `# system` and a `# user` part with `{{slots}}`. Values are data: their angle brackets
are replaced, so no value can close the tags that the prompt puts around it, and slots inside a
value stay text.
"""

import hashlib
import re
from importlib.resources import files

import msgspec

_PART = re.compile(r"^# (system|user)\n", re.MULTILINE)
_SLOT = re.compile(r"\{\{([a-z_]+)\}\}")
_HARMLESS = str.maketrans({"<": "‹", ">": "›"})


class BadPrompt(ValueError):
    """A prompt file without its two parts, or values that don't fit its slots."""


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    version: str
    """First 12 hex digits of the file's SHA-256: it changes whenever the words do."""
    system: str
    user: str

    def render(self, **values: str) -> tuple[str, str]:
        """(system, user) with every slot filled.

        Raises:
            BadPrompt: a slot has no value, or a value has no slot.
        """
        slots = {*_SLOT.findall(self.system), *_SLOT.findall(self.user)}
        if slots != values.keys():
            raise BadPrompt(f"{self.name} has the slots {sorted(slots)}, not {sorted(values)}")
        harmless = {name: value.translate(_HARMLESS) for name, value in values.items()}

        def filled(text: str) -> str:
            return _SLOT.sub(lambda slot: harmless[slot[1]], text)

        return filled(self.system), filled(self.user)


def parse(name: str, text: str) -> Prompt:
    """Raises BadPrompt. Pure."""
    pieces = _PART.split(text)
    if pieces[0].strip() or pieces[1::2] != ["system", "user"]:
        raise BadPrompt(f"{name} must have a `# system` and then a `# user` part, and nothing else")
    return Prompt(
        name=name,
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
        system=pieces[2].strip(),
        user=pieces[4].strip(),
    )


def load(name: str) -> Prompt:
    """The prompt in `prompts/<name>.md`. Raises FileNotFoundError, BadPrompt."""
    return parse(name, (files("prompts") / f"{name}.md").read_text(encoding="utf-8"))
