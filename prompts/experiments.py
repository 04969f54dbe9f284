"""Which wording of a prompt a session gets: arms with shares, chosen by a stable hash (R-258).

`experiments.toml` holds one table per prompt under trial, named after it:

    [word_directive]
    arms = { word_directive = 0.5, word_directive_short = 0.5 }

Each arm is the name of a prompt file with the same slots. The same unit (a session, a user) gets
the same arm on every machine and after every restart, and the arm's name is in the stamp of each
output, so that results can be compared.
"""

import hashlib
import math
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import msgspec

from prompts.assembly import Assembled, Stamp, assemble
from prompts.budget import MAX_TOKENS
from prompts.loader import BadPrompt, Prompt, load, names


class Experiment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A prompt under trial."""

    arms: dict[str, float]
    """Prompt name → share; the shares add up to 1."""


def arm_of(prompt: str, experiment: Experiment, unit: str) -> str:
    """The arm that `unit` gets: SHA-256 of prompt and unit as a point in [0, 1). Pure."""
    digest = hashlib.sha256(f"{prompt}\n{unit}".encode()).digest()
    point = int.from_bytes(digest[:8]) / 2**64
    passed = 0.0
    for arm, share in experiment.arms.items():
        passed += share
        if point < passed:
            return arm
    return next(reversed(experiment.arms))


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The prompt that a unit gets."""

    prompt: Prompt
    arm: str | None = None

    @property
    def stamp(self) -> Stamp:
        return Stamp(
            name=self.prompt.name,
            version=self.prompt.version,
            hash=self.prompt.hash,
            arm=self.arm,
        )


class PromptLibrary:
    """All prompts, read and checked once; `folder` may hold changed ones of the same name."""

    def __init__(
        self, prompts: Mapping[str, Prompt], experiments: Mapping[str, Experiment]
    ) -> None:
        """Raises BadPrompt: an experiment names a prompt that is not there or doesn't fit."""
        self._prompts = dict(prompts)
        self._experiments = dict(experiments)
        for name, experiment in self._experiments.items():
            self._check(name, experiment)

    @classmethod
    def read(cls, folder: Path | None = None) -> "PromptLibrary":
        """Ours, with what `folder` changes: its `.md` files and its `experiments.toml`.

        Raises:
            BadPrompt: a file can't be used, or lacks a slot that the shipped one has.
        """
        prompts = {name: load(name, folder=folder) for name in names()}
        for name, prompt in prompts.items():
            if folder is not None and prompt.slots != load(name).slots:
                raise BadPrompt(f"{name} must have the slots {sorted(load(name).slots)}")
        if folder is not None:
            prompts |= {
                file.stem: load(file.stem, folder=folder) for file in sorted(folder.glob("*.md"))
            }
        own = folder / "experiments.toml" if folder is not None else None
        source = own if own is not None and own.is_file() else files("prompts") / "experiments.toml"
        try:
            read = tomllib.loads(source.read_text(encoding="utf-8"))
            experiments = msgspec.convert(read, dict[str, Experiment])
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise BadPrompt(f"experiments.toml can't be read: {error}") from None
        return cls(prompts, experiments)

    def choose(self, name: str, *, unit: str = "") -> Chosen:
        """The wording of a prompt that `unit` gets; without an experiment the prompt itself.

        Raises:
            KeyError: there is no such prompt.
        """
        experiment = self._experiments.get(name)
        if experiment is None:
            return Chosen(prompt=self._prompts[name])
        arm = arm_of(name, experiment, unit)
        return Chosen(prompt=self._prompts[arm], arm=arm)

    def build(
        self,
        name: str,
        values: Mapping[str, str],
        *,
        unit: str = "",
        max_tokens: int = MAX_TOKENS,
    ) -> Assembled:
        """The filled prompt within its budget. Raises KeyError, BadPrompt, TooLong."""
        chosen = self.choose(name, unit=unit)
        return assemble(chosen.prompt, values, arm=chosen.arm, max_tokens=max_tokens)

    def _check(self, name: str, experiment: Experiment) -> None:
        if name not in self._prompts:
            raise BadPrompt(f"experiments.toml tries {name}, which is no prompt")
        shares = experiment.arms.values()
        if not shares or min(shares) < 0 or not math.isclose(sum(shares), 1.0, abs_tol=1e-6):
            raise BadPrompt(f"the shares of {name} in experiments.toml must add up to 1")
        for arm in experiment.arms:
            if arm not in self._prompts:
                raise BadPrompt(f"{name} has the arm {arm} in experiments.toml, which is no prompt")
            if self._prompts[arm].slots != self._prompts[name].slots:
                raise BadPrompt(f"{arm} must have the same slots as {name}")
