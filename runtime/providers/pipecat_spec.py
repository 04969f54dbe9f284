"""A pipecat service named in one line of configuration, found and made.

`pipecat:pipecat.services.cartesia.tts.CartesiaTTSService?api_key_env=CARTESIA_API_KEY&voice=…`
"""

import importlib
import inspect
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from runtime.errors import MissingPart
from runtime.secret import Secret

PREFIX = "pipecat:"
FROM_ENVIRONMENT = "_env"
"""End of a name whose value is the name of an environment variable that holds the value."""


class PipecatSpec(msgspec.Struct, frozen=True, kw_only=True):
    """Which service, and what it is made with."""

    module: str
    name: str
    """Of the class."""
    options: dict[str, str]
    secrets: dict[str, str]
    """Option → environment variable that holds its value."""


def named(kind: str) -> bool:
    """Whether a setting names a pipecat service."""
    return kind.lower().startswith(PREFIX)


def parse(kind: str) -> PipecatSpec:
    """The parts of the line.

    Raises:
        MissingPart: it is not of the form above.
    """
    path, _, query = kind[len(PREFIX) :].partition("?")
    module, _, name = path.strip().rpartition(".")
    if not module or not name.isidentifier():
        raise MissingPart(
            f"{PREFIX}{path} names no service. Write the module and the class, such as "
            "pipecat:pipecat.services.cartesia.tts.CartesiaTTSService?api_key_env=CARTESIA_API_KEY"
        )
    options = dict(parse_qsl(query, keep_blank_values=True))
    end = len(FROM_ENVIRONMENT)
    secrets = {
        key[:-end]: options.pop(key) for key in list(options) if key.endswith(FROM_ENVIRONMENT)
    }
    return PipecatSpec(module=module, name=name, options=options, secrets=secrets)


def load_class(spec: PipecatSpec, kind: type) -> type:
    """The class, which must be a `kind` of pipecat's; imports its module.

    Raises:
        MissingPart: its packages are not installed, or it is no such service.
    """
    try:
        found = getattr(importlib.import_module(spec.module), spec.name, None)
    except ImportError as error:
        raise MissingPart(
            f"{spec.name} needs packages that are not installed ({_lacking(error)}). Install "
            f"them into Viva's environment: pip install 'pipecat-ai[{_extra(spec.module)}]'"
        ) from None
    if found is None:
        raise MissingPart(f"{spec.module} has no {spec.name}; look it up in pipecat's reference.")
    if not (isinstance(found, type) and issubclass(found, kind)):
        raise MissingPart(
            f"{spec.name} is no {kind.__name__} of pipecat, so it can't be used here."
        )
    return found


def arguments(spec: PipecatSpec, service: type, secrets: Mapping[str, Secret]) -> dict[str, Any]:
    """What to make the service with. What is no argument of it becomes one of its `Settings`.

    Raises:
        MissingPart: it takes no such option, or an environment variable is not set.
    """
    taken: set[str] = set()
    for base in service.__mro__:
        if "__init__" in vars(base):
            taken |= set(inspect.signature(base.__init__).parameters)  # type: ignore[misc]
    settings_type: Any = getattr(service, "Settings", None)
    known = set(inspect.signature(settings_type).parameters) if settings_type else set()
    direct: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    values: dict[str, Any] = {key: _value(text) for key, text in spec.options.items()}
    for key, variable in spec.secrets.items():
        if variable not in secrets:
            raise MissingPart(f"{spec.name} needs {variable}, which is not set.")
        values[key] = secrets[variable].reveal()
    for key, value in values.items():
        if key in known:
            settings[key] = value  # Where both know it, the argument is deprecated.
        elif key in taken and key != "self":
            direct[key] = value
        else:
            options = ", ".join(sorted(taken | known - {"self", "kwargs", "settings"}))
            raise MissingPart(f"{spec.name} takes no {key!r}. It takes: {options}.")
    if settings:
        direct["settings"] = settings_type(**settings)
    return direct


def _value(text: str) -> Any:
    """Numbers and true/false as such; all else is text."""
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
    return value if isinstance(value, bool | int | float) else text


def _extra(module: str) -> str:
    """The name of pipecat's extra: that of the vendor's folder."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["pipecat", "services"] and len(parts) > 2 else "…"


def _lacking(error: ImportError) -> str:
    cause: BaseException = error.__cause__ or error
    return getattr(cause, "name", None) or type(cause).__name__
