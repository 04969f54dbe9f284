"""The word lists of `lexicon.toml`, read once per process."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

from runtime.errors import InvalidContent


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lists by name; the file says what each is for."""

    titles: frozenset[str]
    weak_titles: frozenset[str]
    organisations: frozenset[str]
    vague_organisations: frozenset[str]
    states: frozenset[str]
    regions: frozenset[str]
    cities: frozenset[str]
    tongues: frozenset[str]
    not_counted: frozenset[str]
    heading_modifiers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lists.

    Raises:
        InvalidContent: the file breaks its form.
    """
    data = resources.files("runtime.documents").joinpath("lexicon.toml").read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(data), Lexicon)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InvalidContent(f"lexicon.toml: {error}") from error
