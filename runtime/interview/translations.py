"""Patterns in the interviewer's language: what has no words in it is not asked. Pure."""

from collections.abc import Sequence

import msgspec

from runtime.interview.catalogue import QuestionPattern
from runtime.interview.languages import primary

OWN = "en"
"""The language patterns are written in."""


def in_language(patterns: Sequence[QuestionPattern], language: str) -> list[QuestionPattern]:
    """The patterns that can be asked in a language, with their words in it."""
    name = primary(language)
    if name == OWN:
        return list(patterns)
    return [
        msgspec.structs.replace(
            pattern,
            topic=told.topic,
            template=told.template,
            variables={**pattern.variables, **told.variables},
            keywords=told.keywords,
            probe_tree=told.probe_tree,
        )
        for pattern in patterns
        if (told := pattern.translations.get(name)) is not None
    ]
