"""Joins the files of `translations/` to the patterns they translate."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from runtime.interview.catalogue import QuestionPattern, Translation
from runtime.interview.filling import slots_of
from seeds.toml_files import Faulty, convert

Told = tuple[str, str, Translation]
"""(language, pattern id, its words)."""


def translations_of(_: Path, raw: dict[str, Any]) -> list[Told]:
    """The `[[translation]]` entries of a file, which names its language once, at the top.

    Raises:
        Faulty: an entry without a pattern id, or one that breaks the schema.
    """
    language = raw.get("language")
    if not isinstance(language, str) or set(raw) - {"language", "translation"}:
        raise Faulty("a file of translations has `language` and then [[translation]] entries")
    found: list[Told] = []
    for entry in raw.get("translation", []):
        name = entry.pop("pattern_id", None)
        if not isinstance(name, str):
            raise Faulty("a translation has no `pattern_id`")
        try:
            found.append((language, name, convert(entry, Translation)))
        except Faulty as fault:
            raise Faulty(f"translation of {name!r}: {fault}") from fault
    return found


def translated(
    patterns: Sequence[QuestionPattern], told: Sequence[Told], faults: list[str]
) -> list[QuestionPattern]:
    """The patterns with their translations; what doesn't fit is added to `faults`."""
    words_of: dict[str, dict[str, Translation]] = {}
    known = {pattern.pattern_id: pattern for pattern in patterns}
    for language, name, words in told:
        pattern = known.get(name)
        if pattern is None:
            faults.append(f"translations: there is no pattern {name!r} to translate")
            continue
        if language in words_of.setdefault(name, {}):
            faults.append(f"translations: {name!r} is translated twice to {language!r}")
        if set(slots_of(words.template)) != set(slots_of(pattern.template)):
            faults.append(f"translations: {name!r} in {language!r} has other slots")
        if set(words.probe_tree.if_missing) != set(pattern.probe_tree.if_missing):
            faults.append(f"translations: {name!r} in {language!r} probes for other pieces")
        words_of[name][language] = words
    return [
        msgspec.structs.replace(pattern, translations=words_of.get(pattern.pattern_id, {}))
        for pattern in patterns
    ]
