"""Prompts as versioned files: one Markdown file each, filled without ever being read again.

A file has a `# system` and a `# user` part with `{{slots}}`, and may begin with TOML between two
lines of `+++`: what it is for, what it returns, and which slots give way when a prompt grows too
long. Values are data: their angle brackets are replaced, so no value can close the tags that the
prompt puts around it, and slots inside a value stay text.
"""

import hashlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import msgspec

_PART = re.compile(r"^# (system|user)\n", re.MULTILINE)
_HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_SLOT = re.compile(r"\{\{([A-Za-z][A-Za-z0-9_]*)\}\}")
_NUMBERED = re.compile(r"_v(\d+)$")
_HARMLESS = str.maketrans({"<": "‹", ">": "›"})


class BadPrompt(ValueError):
    """A prompt file without its two parts, or values that don't fit its slots."""


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a value gives way when the prompt is too long; without one it never does."""

    priority: int
    """1 and up; the highest number gives way first."""
    least_chars: int = 0
    """Cut down to this length before it is left out altogether."""
    keep_end: bool = False
    """A conversation is cut at its beginning, everything else at its end."""


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a prompt's file says of itself."""

    purpose: str = ""
    returns: str = ""
    """`speech`, or the name of the JSON contract."""
    slots: dict[str, Slot] = {}


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    """File name without its ending, such as `coach_v1`."""
    version: str
    """Number in the name, `1` where there is none: it changes when the contract does."""
    hash: str
    """First 12 hex digits of the file's SHA-256: it changes whenever the words do."""
    system: str
    user: str
    head: Head = Head()

    @property
    def signature(self) -> str:
        """Name, version and hash in one, as outputs note it: `coach_v1 v1 0a1b2c3d4e5f`."""
        return f"{self.name} v{self.version} {self.hash}"

    @property
    def slots(self) -> frozenset[str]:
        return frozenset({*_SLOT.findall(self.system), *_SLOT.findall(self.user)})

    def render(self, **values: str) -> tuple[str, str]:
        """(system, user) with every slot filled.

        Raises:
            BadPrompt: a slot has no value, or a value has no slot.
        """
        if self.slots != values.keys():
            raise BadPrompt(f"{self.name} has the slots {sorted(self.slots)}, not {sorted(values)}")
        data = {name: harmless(value) for name, value in values.items()}

        def filled(text: str) -> str:
            return _SLOT.sub(lambda slot: data[slot[1]], text)

        return filled(self.system), filled(self.user)


def harmless(value: str) -> str:
    """The value as it can stand between tags."""
    return value.translate(_HARMLESS)


def parse(name: str, text: str) -> Prompt:
    """Raises BadPrompt. Pure."""
    head, body = Head(), text
    if found := _HEAD.match(text):
        body = text[found.end() :].lstrip("\n")
        try:
            head = msgspec.convert(tomllib.loads(found[1]), Head)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise BadPrompt(f"the head of {name} can't be read: {error}") from None
    pieces = _PART.split(body)
    if pieces[0].strip() or pieces[1::2] != ["system", "user"]:
        raise BadPrompt(f"{name} must have a `# system` and then a `# user` part, and nothing else")
    numbered = _NUMBERED.search(name)
    prompt = Prompt(
        name=name,
        version=numbered[1] if numbered else "1",
        hash=hashlib.sha256(text.encode()).hexdigest()[:12],
        system=pieces[2].strip(),
        user=pieces[4].strip(),
        head=head,
    )
    if strangers := head.slots.keys() - prompt.slots:
        raise BadPrompt(f"{name} has no slots {sorted(strangers)}, which its head names")
    return prompt


def load(name: str, *, folder: Path | None = None) -> Prompt:
    """The prompt in `<name>.md`, from `folder` where it has one, else from ours.

    Raises:
        FileNotFoundError: neither has it.
        BadPrompt: it can't be used.
    """
    if folder is not None and (own := folder / f"{name}.md").is_file():
        return parse(name, own.read_text(encoding="utf-8"))
    return parse(name, (files("prompts") / f"{name}.md").read_text(encoding="utf-8"))


def names() -> list[str]:
    """Of all prompts that ship with us, sorted."""
    return sorted(
        file.name.removesuffix(".md")
        for file in files("prompts").iterdir()
        if file.name.endswith(".md")
    )
