"""Skills a résumé claims: what its lists name, and what its sentences show in use. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from runtime.documents.spans import Span, span_of
from runtime.documents.taxonomy import Found, taxonomy


class Skill(msgspec.Struct, frozen=True, kw_only=True):
    """One skill, once per document."""

    name: str
    """Canonical where the taxonomy knows it, else as written."""
    category: str = ""
    """Empty where the taxonomy does not know it."""
    is_listed: bool
    """Named in a list of skills, not only in a sentence."""
    span: Span
    """Where it is claimed: in a list if it is listed."""
    uses: tuple[Span, ...] = ()
    """Where work or a project is said to have used it."""


class Mention(NamedTuple):
    """One place that names a skill."""

    name: str
    category: str
    start: int
    end: int
    is_listed: bool
    is_use: bool


def collect(text: str, mentions: Iterable[Mention]) -> list[Skill]:
    """One skill per name; listed ones first claim the place, uses are gathered."""
    ordered: dict[str, list[Mention]] = {}
    for mention in mentions:
        ordered.setdefault(mention.name.casefold(), []).append(mention)
    found: list[Skill] = []
    for group in ordered.values():
        listed = [mention for mention in group if mention.is_listed]
        claim = (listed or group)[0]
        found.append(
            Skill(
                name=claim.name,
                category=claim.category,
                is_listed=bool(listed),
                span=span_of(text, claim.start, claim.end),
                uses=tuple(dict.fromkeys(span_of(text, m.start, m.end) for m in group if m.is_use)),
            )
        )
    return found


def in_prose(text: str, start: int, end: int, *, is_use: bool) -> Iterator[Mention]:
    """Skills that sentences name: only proper names and terms of art."""
    for found in taxonomy().find(text, start, end, in_list=False):
        yield mention(found, is_listed=False, is_use=is_use)


def mention(found: Found, *, is_listed: bool, is_use: bool) -> Mention:
    known = found.known
    return Mention(known.name, known.category, found.start, found.end, is_listed, is_use)
